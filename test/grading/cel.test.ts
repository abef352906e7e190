import { describe, expect, it } from 'vitest';
import { CelError, compile, evaluate } from '../../engine/grading/cel.ts';
import { formatPath } from '../../engine/grading/path.ts';

const web = {
  metadata: { name: 'web', labels: { 'app.kubernetes.io/name': 'web' } },
  spec: {
    replicas: 3,
    ratio: 0.5,
    containers: [
      { name: 'a', image: 'nginx:1.27', limits: { cpu: '1' }, ports: [{ port: 80 }] },
      { name: 'b', image: 'redis', ports: [{ port: 80 }, { port: 6379 }] },
    ],
    empty: [],
  },
};

const judge = (text: string, data: unknown = web) => evaluate(compile(text, 'object'), data);
const paths = (text: string) => judge(text).flatMap((failure) => failure.paths.map(formatPath));

describe('an expression that holds', () => {
  it.each([
    'object.spec.replicas == 3',
    'object.spec.replicas >= 3.0 && object.spec.ratio < 1.0',
    "object.metadata.labels['app.kubernetes.io/name'] == 'web'",
    "'app.kubernetes.io/name' in object.metadata.labels",
    'has(object.spec.replicas) && !has(object.spec.paused)',
    "object.spec.containers.map(c, c.name) == ['a', 'b']",
    "object.spec.containers.exists_one(c, c.image.startsWith('nginx:'))",
    'object.spec.containers.filter(c, has(c.limits)).size() == 1',
    'object.spec.containers.all(c, c.ports.exists(p, p.port == 80) && size(c.name) == 1)',
    "object.metadata.name.split('e').join('-') == 'w-b'",
    "duration('1h') > duration('59m')",
    'object.spec.empty.all(x, false)',
  ])('%s', (text) => {
    expect(judge(text)).toEqual([]);
  });

  it('may look at a list', () => {
    expect(
      evaluate(compile('size(objects) == 2 && objects.exists(o, o.n == 2)', 'objects'), [{ n: 1 }, { n: 2 }]),
    ).toEqual([]);
  });
});

describe('an expression that does not hold', () => {
  it('tells which part of it is false', () => {
    const failures = judge('object.spec.replicas == 3 && object.spec.ratio > 1.0');
    expect(failures).toMatchObject([{ text: 'object.spec.ratio > 1.0', error: undefined }]);
  });

  it('fails with the error where a field is missing', () => {
    expect(judge('object.spec.paused == true')).toMatchObject([{ error: 'No such key: paused' }]);
  });

  it('names the guard rather than the error that it guards against', () => {
    const failures = judge('has(object.spec.paused) && object.spec.paused');
    expect(failures).toMatchObject([{ text: 'has(object.spec.paused)', error: undefined }]);
  });

  it('fails where it is neither true nor false', () => {
    expect(judge('object.spec.replicas')).toMatchObject([{ error: 'neither true nor false' }]);
  });

  it('does not see what objects inherit', () => {
    expect(judge('has(object.constructor) || has(object.spec.toString)')).toHaveLength(1);
    expect(judge('object.__proto__ == object.__proto__')).toMatchObject([
      { error: 'No such key: __proto__' },
    ]);
  });

  it.each([
    ['object.spec.replicas > 3', ['object.spec.replicas']],
    ['object.spec.containers.all(c, has(c.limits))', ['object.spec.containers[1].limits']],
    [
      "object.spec.containers.all(c, c.image.contains(':') && c.name == 'a')",
      ['object.spec.containers[1].image', 'object.spec.containers[1].name'],
    ],
    [
      'object.spec.containers.exists(c, has(c.limits) && c.ports.exists(p, p.port == 81))',
      ['object.spec.containers[0].ports[0].port'],
    ],
    ['object.spec.empty.exists(x, x == 1)', ['object.spec.empty[*]']],
    ['object.spec.containers.filter(c, has(c.limits)).size() == 2', ['object.spec.containers[*].limits']],
    [
      'object.spec.replicas == 4 || object.metadata.name == "x"',
      ['object.spec.replicas', 'object.metadata.name'],
    ],
    ["object.metadata.labels['x'] == 'y'", ['object.metadata.labels.x']],
  ])('points at what decides %s', (text, expected) => {
    expect(paths(text)).toEqual(expected);
  });
});

describe('an expression that makes no sense is refused before it is used', () => {
  it.each([
    ['1 +', 'Unexpected token: EOF'],
    ['nobody == 1', 'Unknown variable: nobody'],
    ['1 + 1', 'must be a bool, but is a int'],
    ['foo(1)', 'the function foo is not available'],
    ["object.name.matches('(a+)+$')", 'the method matches is not available'],
    ["bytes('x').json() == {}", 'not available'],
    ['cel.bind(x, 1, x == 1)', 'the method bind is not available'],
    ['x'.repeat(5_000), 'longer than'],
    [`${'('.repeat(200)}1${')'.repeat(200)} == 1`, 'maxDepth'],
    [Array.from({ length: 1_500 }, () => '1').join('+'), 'maxAstNodes'],
  ])('%.40s', (text, message) => {
    expect(() => compile(text, 'object')).toThrow(CelError);
    expect(() => compile(text, 'object')).toThrow(message);
  });
});

describe('an expression that would take too long', () => {
  const many = { items: Array.from({ length: 300 }, (_, n) => ({ n })) };

  it.each([
    'object.items.all(a, object.items.all(b, object.items.all(c, a.n + b.n + c.n >= 0)))',
    `['x']${'.map(s, s + s)'.repeat(40)}.size() == 1`,
    `[[1]]${'.map(l, l + l)'.repeat(40)}.size() == 1`,
    'object.items.map(a, object.items.map(b, object.items)) == object.items.map(a, object.items.map(b, object.items))',
  ])('is not evaluated: %s', (text) => {
    expect(judge(text, many)).toMatchObject([{ error: expect.stringContaining('too costly') }]);
  });

  it.each([
    'object.items.all(a, object.items.exists(b, a.n == b.n))',
    'object.items.all(a, a.n >= 0 && a.n < 1000 && has(a.n))',
  ])('is told from one that does not: %s', (text) => {
    expect(judge(text, many)).toEqual([]);
  });
});
