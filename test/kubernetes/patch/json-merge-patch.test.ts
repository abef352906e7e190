import { describe, expect, it } from 'vitest';
import { jsonMergePatch } from '../../../engine/kubernetes/apiserver/patch/json-merge-patch.ts';
import { deployment, patched, podPatch, refusal, withPodSpec } from './deployment.ts';

describe('RFC 7386', () => {
  it.each([
    [{ a: 'b' }, { a: 'c' }, { a: 'c' }],
    [{ a: 'b' }, { b: 'c' }, { a: 'b', b: 'c' }],
    [{ a: 'b' }, { a: null }, {}],
    [{ a: 'b', b: 'c' }, { a: null }, { b: 'c' }],
    [{ a: ['b'] }, { a: 'c' }, { a: 'c' }],
    [{ a: 'c' }, { a: ['b'] }, { a: ['b'] }],
    [{ a: { b: 'c' } }, { a: { b: 'd', c: null } }, { a: { b: 'd' } }],
    [{ a: [{ b: 'c' }] }, { a: [1] }, { a: [1] }],
    [{ e: null }, { a: 1 }, { e: null, a: 1 }],
    [{}, { a: { bb: { ccc: null } } }, { a: { bb: {} } }],
    [{}, { a: [{ b: null }, null] }, { a: [{}, null] }],
  ])('%j patched by %j is %j', (original, patch, result) => {
    expect(jsonMergePatch(original, patch)).toEqual(result);
  });

  it('treats __proto__ as a key like any other', () => {
    const patch: unknown = JSON.parse('{"metadata":{"annotations":{"__proto__":"x"}}}');
    const { object } = patched('merge', patch);
    expect(JSON.stringify(object)).toContain('"annotations":{"__proto__":"x"}');
    expect({}).not.toHaveProperty('x');
  });
});

describe('a merge patch of an object', () => {
  it('replaces lists as a whole', () => {
    const containers = [{ name: 'only', image: 'x' }];
    expect(patched('merge', podPatch({ containers })).object).toEqual(
      withPodSpec({ containers: [{ name: 'only', image: 'x', resources: {} }] }),
    );
  });

  it('can’t change what kind of object it is', () => {
    expect(patched('merge', { kind: 'Pod', apiVersion: 'v1' }).object).toEqual(deployment);
  });

  it.each([
    [
      '[]',
      400,
      'error decoding patch: json: cannot unmarshal array into Go value of type map[string]interface {}',
    ],
    ['{', 400, 'error decoding patch: unexpected end of JSON input'],
    ['null', 400, 'Invalid JSON Patch'],
  ])('is refused when it is %s', (text, code, message) => {
    expect(refusal('merge', text)).toEqual({ code, reason: 'BadRequest', message });
  });

  it('is refused when the result is no deployment, or has unknown or duplicate fields', () => {
    expect(refusal('merge', { spec: { replicas: 'x' } }).message).toMatch(
      /: json: cannot unmarshal string into Go struct field DeploymentSpec\.spec\.replicas of type int32$/,
    );
    expect(refusal('merge', '{"spec":{"foo":1,"replicas":2,"replicas":3}}').message).toMatch(
      /: strict decoding error: duplicate field "spec\.replicas", unknown field "spec\.foo"$/,
    );
    expect(patched('merge', { spec: { foo: 1 } }, 'Warn').warnings).toEqual(['unknown field "spec.foo"']);
    expect(patched('merge', { spec: { foo: 1 } }, 'Ignore')).toEqual({ object: deployment, warnings: [] });
  });
});
