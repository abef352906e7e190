import fc from 'fast-check';
import { expect, it } from 'vitest';
import { PatchError } from '../../../engine/kubernetes/apiserver/patch/patch-error.ts';
import { strategicMergePatch } from '../../../engine/kubernetes/apiserver/patch/strategic-merge-patch.ts';
import { DEPLOYMENT } from './deployment.ts';

const name = fc.constantFrom('a', 'b', 'c', 'd');
const labels = fc.dictionary(fc.constantFrom('x', 'y', '__proto__', 'constructor'), fc.string(), {
  maxKeys: 3,
});
const port = fc.record({ containerPort: fc.integer({ min: 1, max: 4 }), name: fc.string() });
const container = fc.record(
  {
    name,
    image: fc.string(),
    args: fc.array(fc.string()),
    ports: fc.uniqueArray(port, { selector: ({ containerPort }) => containerPort }),
  },
  { requiredKeys: ['name'] },
);
const containers = fc.uniqueArray(container, { selector: (item) => item.name });
const finalizers = fc.uniqueArray(name);

/** Deployments and patches of the same shape, without what validation would refuse anyway. */
function shape(optional: boolean) {
  const keys = optional ? { requiredKeys: [] } : {};
  return fc.record(
    {
      metadata: fc.record({ labels, finalizers }, { requiredKeys: [] }),
      spec: fc.record(
        {
          replicas: fc.nat(),
          template: fc.record({ spec: fc.record({ containers }, keys) }, keys),
        },
        { requiredKeys: [] },
      ),
    },
    keys,
  );
}

const removal = fc.record({ name, $patch: fc.constant('delete') });
const patches = fc.oneof(
  shape(true),
  fc.record({ metadata: fc.record({ labels: fc.dictionary(fc.constantFrom('x', 'y'), fc.constant(null)) }) }),
  fc.record({
    spec: fc.record({ template: fc.record({ spec: fc.record({ containers: fc.array(removal) }) }) }),
  }),
  fc.record({ metadata: fc.record({ '$deleteFromPrimitiveList/finalizers': finalizers }) }),
);

function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null) {
    Object.values(value).forEach(frozen);
    Object.freeze(value);
  }
  return value;
}

it('a patch applied twice is a patch applied once', () => {
  fc.assert(
    fc.property(shape(false), patches, (original, patch) => {
      const once = strategicMergePatch(original, patch, DEPLOYMENT);
      expect(strategicMergePatch(once, patch, DEPLOYMENT)).toEqual(once);
    }),
  );
});

it('an empty patch changes nothing, and a patch of the object itself neither', () => {
  fc.assert(
    fc.property(shape(false), (original) => {
      expect(strategicMergePatch(original, {}, DEPLOYMENT)).toEqual(original);
      expect(strategicMergePatch(original, original, DEPLOYMENT)).toEqual(original);
    }),
  );
});

it('what a patch doesn’t name stays as it is', () => {
  fc.assert(
    fc.property(shape(false), shape(true), (original, patch) => {
      const result = strategicMergePatch(original, { metadata: patch.metadata ?? {} }, DEPLOYMENT);
      expect(result.spec).toEqual(original.spec);
    }),
  );
});

it('neither argument is ever changed', () => {
  fc.assert(
    fc.property(shape(false), patches, (original, patch) => {
      strategicMergePatch(frozen(original), frozen(patch), DEPLOYMENT);
    }),
  );
});

const directive = fc.constantFrom(
  '$patch',
  '$retainKeys',
  '$setElementOrder/containers',
  '$deleteFromPrimitiveList/finalizers',
  '$setElementOrder',
  'metadata',
  'spec',
  'template',
  'containers',
  'finalizers',
  'name',
);
const { anything } = fc.letrec((tie) => ({
  anything: fc.oneof(
    { maxDepth: 6 },
    fc.constantFrom('replace', 'delete', 'merge', 'a', null, 1, true),
    fc.array(tie('anything'), { maxLength: 3 }),
    fc.dictionary(directive, tie('anything'), { maxKeys: 4 }),
  ),
}));

it('any patch is applied or refused with a PatchError', () => {
  fc.assert(
    fc.property(shape(false), fc.dictionary(directive, anything), (original, patch) => {
      try {
        strategicMergePatch(original, patch, DEPLOYMENT);
      } catch (error) {
        expect(error).toBeInstanceOf(PatchError);
      }
    }),
    { numRuns: 500 },
  );
});
