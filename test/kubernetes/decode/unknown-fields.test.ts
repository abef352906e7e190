import { describe, expect, it } from 'vitest';
import { findDuplicateFields, parseJson } from '../../../engine/kubernetes/apiserver/decode/json-text.ts';
import { decode } from '../../../engine/kubernetes/apiserver/decode.ts';

const DEPLOYMENT = 'io.k8s.api.apps.v1.Deployment';
const misspelt = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'd' },
  spec: {
    foo: 1,
    selector: {},
    template: { spec: { containers: [{ name: 'c', bar: {} }, { Image: 'nginx' }] } },
  },
  sepc: {},
};
const FOUND = [
  'unknown field "spec.foo"',
  'unknown field "spec.template.spec.containers[0].bar"',
  'unknown field "spec.template.spec.containers[1].Image"',
  'unknown field "sepc"',
];

describe('unknown fields', () => {
  it('are refused by Strict, all at once', () => {
    expect(() => decode(DEPLOYMENT, misspelt, 'Strict')).toThrow(
      `Deployment in version "v1" cannot be handled as a Deployment: strict decoding error: ${FOUND.join(', ')}`,
    );
  });

  it('are warned of by Warn, and dropped', () => {
    const { object, warnings } = decode(DEPLOYMENT, misspelt, 'Warn');
    expect(warnings).toEqual(FOUND);
    expect(JSON.stringify(object)).not.toMatch(/foo|bar|Image|sepc/);
  });

  it('are dropped silently by Ignore', () => {
    const { object, warnings } = decode(DEPLOYMENT, misspelt, 'Ignore');
    expect(warnings).toEqual([]);
    expect(object.spec).not.toHaveProperty('foo');
  });

  it('are reported once, and a hundred of them at most', () => {
    const fields = Array.from({ length: 1000 }, (_, index) => [`x${index}`, 1]);
    const { warnings } = decode(DEPLOYMENT, Object.fromEntries(fields), 'Warn');
    expect(warnings).toHaveLength(100);
  });
});

describe('duplicate fields', () => {
  it('are found in the text, with their paths', () => {
    const text = '{"a":1,"a":2,"b":{"c":1,"c":{"d":[{"e":1,"e":2},"x{\\"",{"e":1}]}}}';
    expect(findDuplicateFields(text)).toEqual([
      'duplicate field "a"',
      'duplicate field "b.c"',
      'duplicate field "b.c.d[0].e"',
    ]);
    expect(findDuplicateFields('{"a":"}","a\\u0061":1,"aa":[]}')).toEqual(['duplicate field "aa"']);
    expect(findDuplicateFields('{"a":{"x":1},"b":{"x":1},"c":["x","x"]}')).toEqual([]);
  });

  it('are refused or warned of like unknown ones', () => {
    const text = '{"kind":"Deployment","apiVersion":"apps/v1","spec":{"replicas":1,"replicas":2}}';
    const found = findDuplicateFields(text);
    expect(() => decode(DEPLOYMENT, parseJson(text), 'Strict', found)).toThrow(
      'strict decoding error: duplicate field "spec.replicas"',
    );
    const { object, warnings } = decode(DEPLOYMENT, parseJson(text), 'Warn', found);
    expect(warnings).toEqual(['duplicate field "spec.replicas"']);
    expect(object.spec?.replicas).toBe(2);
  });
});

describe('a text that is no JSON is refused in the words of Go', () => {
  it.each([
    ['', 'unexpected end of JSON input'],
    ['{', 'unexpected end of JSON input'],
    ['{"a":tru', 'unexpected end of JSON input'],
    ['x', "invalid character 'x' looking for beginning of value"],
    ['apiVersion: v1', "invalid character 'a' looking for beginning of value"],
    ['{a:1}', "invalid character 'a' looking for beginning of object key string"],
    ['{"a" 1}', "invalid character '1' after object key"],
    ['{"a":1 x}', "invalid character 'x' after object key:value pair"],
    ['[1 2]', "invalid character '2' after array element"],
    ['{}x', "invalid character 'x' after top-level value"],
  ])('%j', (text, message) => {
    expect(() => parseJson(text)).toThrow(message);
  });
});
