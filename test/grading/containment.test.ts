import { describe, expect, it } from 'vitest';
import { mismatches } from '../../engine/grading/containment.ts';
import { formatPath } from '../../engine/grading/path.ts';

const found = {
  spec: {
    replicas: 3,
    hostNetwork: undefined,
    args: ['a', 'b', 'b'],
    containers: [
      { name: 'web', image: 'nginx', ports: [{ port: 80 }] },
      { name: 'log', image: 'busybox' },
    ],
    rules: [
      { from: 'a', to: 'b' },
      { from: 'c', to: 'd' },
    ],
  },
};

function differences(wanted: unknown): string[] {
  return mismatches(wanted, found).map(({ path }) => formatPath(path));
}

describe('a partial object', () => {
  it.each([
    [{}],
    [{ spec: { replicas: 3 } }],
    [{ spec: { args: ['b', 'a'] } }],
    [{ spec: { args: [] } }],
    [{ spec: { containers: [{ name: 'log' }, { name: 'web', ports: [{ port: 80 }] }] } }],
    [{ spec: { rules: [{ to: 'd' }] } }],
    [{ spec: { paused: null, hostNetwork: null } }],
  ])('is contained: %j', (wanted) => {
    expect(differences(wanted)).toEqual([]);
  });

  it.each([
    [{ spec: { replicas: 4 } }, ['spec.replicas']],
    [{ spec: { replicas: '3' } }, ['spec.replicas']],
    [{ spec: { replicas: null } }, ['spec.replicas']],
    [{ spec: { args: ['c'] } }, ['spec.args']],
    [{ spec: { args: { a: 1 } } }, ['spec.args']],
    [{ spec: { containers: [{ name: 'web', image: 'httpd' }] } }, ['spec.containers[0].image']],
    [{ spec: { containers: [{ name: 'db' }] } }, ['spec.containers']],
    [{ spec: { rules: [{ from: 'a', to: 'd' }] } }, ['spec.rules']],
    [{ spec: { paused: true, extra: { deep: 1 } } }, ['spec.paused', 'spec.extra']],
    [{ constructor: {} }, ['constructor']],
    [JSON.parse('{"__proto__": {}}'), ['__proto__']],
  ])('is not contained: %j', (wanted, expected) => {
    expect(differences(wanted)).toEqual(expected);
  });
});
