import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonPatch } from '../../../engine/kubernetes/apiserver/patch/json-patch.ts';
import { PatchError } from '../../../engine/kubernetes/apiserver/patch/patch-error.ts';
import { deployment, patched, refusal, withPodSpec } from './deployment.ts';

const REJECTED = {
  code: 422,
  reason: 'Invalid',
  message: 'the server rejected our request due to an error in our request',
};

describe('operations', () => {
  it.each([
    [[{ op: 'add', path: '/a', value: 1 }], { a: 1, list: [1, 2], o: { x: 1 } }],
    [[{ op: 'add', path: '/list/1', value: 9 }], { list: [1, 9, 2], o: { x: 1 } }],
    [[{ op: 'add', path: '/list/-', value: 9 }], { list: [1, 2, 9], o: { x: 1 } }],
    [[{ op: 'add', path: '/list/2', value: 9 }], { list: [1, 2, 9], o: { x: 1 } }],
    [[{ op: 'replace', path: '/o/x', value: { y: 2 } }], { list: [1, 2], o: { x: { y: 2 } } }],
    [[{ op: 'remove', path: '/list/0' }], { list: [2], o: { x: 1 } }],
    [[{ op: 'copy', from: '/o', path: '/p' }], { list: [1, 2], o: { x: 1 }, p: { x: 1 } }],
    [[{ op: 'move', from: '/o/x', path: '/y' }], { list: [1, 2], o: {}, y: 1 }],
    [[{ op: 'test', path: '/o', value: { x: 1 } }], { list: [1, 2], o: { x: 1 } }],
    [[{ op: 'test', path: '/missing', value: null }], { list: [1, 2], o: { x: 1 } }],
    [[{ op: 'add', path: '/a~1b~0c', value: 1 }], { list: [1, 2], o: { x: 1 }, 'a/b~c': 1 }],
  ])('%j', (operations, result) => {
    const original = { list: [1, 2], o: { x: 1 } };
    expect(jsonPatch(original, operations)).toEqual(result);
    expect(original).toEqual({ list: [1, 2], o: { x: 1 } });
  });

  it.each([
    [{ op: 'remove', path: '/spec/foo' }],
    [{ op: 'replace', path: '/spec/foo', value: 1 }],
    [{ op: 'test', path: '/spec/replicas', value: 2 }],
    [{ op: 'test', path: '/spec/replicas' }],
    [{ op: 'add', path: '/spec/foo/bar', value: 1 }],
    [{ op: 'add', path: '/metadata/finalizers/3', value: 'x' }],
    [{ op: 'add', path: '/metadata/finalizers/01', value: 'x' }],
    [{ op: 'add', path: '/metadata/name/x', value: 'x' }],
    [{ op: 'replace', path: '/metadata/finalizers/-', value: 'x' }],
    [{ op: 'move', from: '/spec', path: '/spec/template' }],
    [{ op: 'copy', from: '/nothing', path: '/spec/x' }],
    [{ op: 'copy', path: '/spec/x' }],
    [{ op: 'explode', path: '/spec' }],
    [{ path: '/spec' }],
    [{ op: 'remove' }],
    [{ op: 'remove', path: 'spec' }],
    [{ op: 'add', path: '/metadata/labels/__proto__', value: { polluted: true } }],
    [{ op: 'add', path: '/metadata/constructor/prototype', value: { polluted: true } }],
    [{ op: 'copy', from: '/metadata/toString', path: '/metadata/labels/x' }],
  ])('%j is rejected', (operation) => {
    expect(refusal('json', [operation])).toEqual(REJECTED);
    expect({}).not.toHaveProperty('polluted');
  });

  it('are all carried out, or none', () => {
    const operations = [
      { op: 'replace', path: '/spec/replicas', value: 5 },
      { op: 'test', path: '/spec/replicas', value: 4 },
    ];
    expect(refusal('json', operations)).toEqual(REJECTED);
  });
});

describe('a JSON patch of an object', () => {
  it('adds a container', () => {
    const value = { name: 'new', image: 'x' };
    const { object } = patched('json', [{ op: 'add', path: '/spec/template/spec/containers/-', value }]);
    const { containers } = deployment.spec.template.spec;
    expect(object).toEqual(withPodSpec({ containers: [...containers, { ...value, resources: {} }] }));
  });

  it.each([
    [{}, 'json: cannot unmarshal object into Go value of type []handlers.jsonPatchOp'],
    [[5], 'json: cannot unmarshal number into Go value of type handlers.jsonPatchOp'],
    [[{ op: 5 }], 'json: cannot unmarshal number into Go struct field jsonPatchOp.op of type string'],
    [[{ path: {} }], 'json: cannot unmarshal object into Go struct field jsonPatchOp.path of type string'],
  ])('is malformed when it is %j', (patch, why) => {
    expect(refusal('json', patch)).toEqual({
      code: 400,
      reason: 'BadRequest',
      message: `error decoding patch: ${why}`,
    });
  });

  it('is checked for unknown fields, its own and the object’s', () => {
    const patch = [{ op: 'add', path: '/spec/foo', value: 1, why: '' }];
    expect(patched('json', patch, 'Warn')).toEqual({
      object: deployment,
      warnings: ['json patch unknown field "[0].why"', 'unknown field "spec.foo"'],
    });
    expect(refusal('json', patch).message).toMatch(
      /: strict decoding error: json patch unknown field "\[0\]\.why", unknown field "spec\.foo"$/,
    );
  });
});

describe('a hostile patch', () => {
  it('has ten thousand operations at most', () => {
    const operation = { op: 'test', path: '/spec/replicas', value: 1 };
    expect(
      refusal(
        'json',
        Array.from({ length: 10_001 }, () => operation),
      ),
    ).toEqual({
      code: 413,
      reason: 'RequestEntityTooLarge',
      message:
        'Request entity is too large: The allowed maximum operations in a JSON patch is 10000, got 10001',
    });
    expect(
      refusal(
        'json',
        Array.from({ length: 10_000 }, () => operation),
      ).message,
    ).toBe('accepted');
  });

  it('can’t explode by copying', () => {
    const bomb = Array.from({ length: 64 }, (_, index) => ({
      op: 'copy',
      from: '/spec',
      path: `/spec/x${index}`,
    }));
    expect(refusal('json', bomb)).toEqual(REJECTED);
  });

  it('can’t build what is too deep to be read', () => {
    const deeper = [
      { op: 'add', path: '/n', value: {} },
      { op: 'move', from: '/d', path: '/n/d' },
      { op: 'move', from: '/n', path: '/d' },
    ];
    const operations = [
      { op: 'add', path: '/d', value: {} },
      ...Array.from({ length: 3000 }, () => deeper).flat(),
    ];
    expect(refusal('json', operations)).toEqual(REJECTED);
    expect(refusal('json', [...operations, { op: 'copy', from: '/d', path: '/e' }])).toEqual(REJECTED);
  });

  it('can’t be nested too deeply itself', () => {
    const text = `[{"op":"add","path":"/spec/x","value":${'['.repeat(5000)}${']'.repeat(5000)}}]`;
    expect(refusal('json', text)).toMatchObject({
      code: 400,
      message: 'error decoding patch: exceeded max depth',
    });
  });
});

const pointer = fc
  .array(fc.constantFrom('a', 'b', '0', '1', '-', '__proto__', 'constructor', 'length', '~0', '~1'), {
    maxLength: 4,
  })
  .map((tokens) => tokens.map((token) => `/${token}`).join(''));
const operation = fc.record(
  {
    op: fc.constantFrom('add', 'copy', 'move', 'remove', 'replace', 'test'),
    path: pointer,
    from: pointer,
    value: fc.jsonValue({ maxDepth: 2 }),
  },
  { requiredKeys: ['op', 'path'] },
);

it('any list of operations gives JSON or a PatchError', () => {
  fc.assert(
    fc.property(fc.array(operation, { maxLength: 6 }), (operations) => {
      try {
        const result = jsonPatch({ a: [1, { b: 2 }], b: { a: 'x' } }, operations);
        expect(JSON.parse(JSON.stringify(result))).toEqual(result);
      } catch (error) {
        expect(error).toBeInstanceOf(PatchError);
      }
      expect(Object.keys(Object.prototype)).toEqual([]);
    }),
    { numRuns: 1000 },
  );
});
