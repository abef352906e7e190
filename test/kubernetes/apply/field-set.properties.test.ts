import fc from 'fast-check';
import { expect, it } from 'vitest';
import { compare } from '../../../engine/kubernetes/apiserver/managed-fields/compare.ts';
import {
  difference,
  type FieldSet,
  intersection,
  readFieldSet,
  recursiveDifference,
  union,
} from '../../../engine/kubernetes/apiserver/managed-fields/field-set.ts';
import { shapeOf } from '../../../engine/kubernetes/apiserver/managed-fields/shape.ts';
import { toFieldSet } from '../../../engine/kubernetes/apiserver/managed-fields/to-field-set.ts';

/** In the order that FieldsV1 has. */
const ELEMENTS = [
  'f:__proto__',
  'f:a',
  'f:b',
  'k:{"name":"x"}',
  'k:{"port":80,"protocol":"TCP"}',
  'k:{"port":443,"protocol":"TCP"}',
  'v:1',
  'v:10',
  'v:"10"',
  'v:"x"',
  'i:2',
  'i:10',
] as const;

type Path = readonly string[];

const path = fc.array(fc.constantFrom(...ELEMENTS), { minLength: 1, maxLength: 3 });
const paths = fc.array(path, { maxLength: 12 });

/** The model of a set: a list of paths, each once. */
const distinct = (list: readonly Path[]) => [...new Map(list.map((one) => [one.join(), one])).values()];
const has = (list: readonly Path[], one: Path) => list.some((other) => other.join() === one.join());

/** A list of paths as FieldsV1 writes it. */
function treeOf(list: readonly Path[]): FieldSet {
  const tree: [string, FieldSet][] = [];
  for (const element of ELEMENTS) {
    const inside = list.filter(([first]) => first === element).map(([, ...rest]) => rest);
    if (inside.length === 0) continue;
    const deeper = inside.filter((rest) => rest.length > 0);
    const member = deeper.length < inside.length;
    tree.push([element, member && deeper.length > 0 ? { '.': {}, ...treeOf(deeper) } : treeOf(deeper)]);
  }
  return Object.fromEntries(tree);
}

/** Their texts are compared, so that the order counts. */
function expectSet(found: FieldSet, wanted: readonly Path[]): void {
  expect(JSON.stringify(found)).toBe(JSON.stringify(treeOf(wanted)));
}

const below = (one: Path, ancestor: Path) => ancestor.every((element, index) => element === one[index]);

it.each<[string, (a: FieldSet, b: FieldSet) => FieldSet, (a: Path[], b: Path[]) => readonly Path[]]>([
  ['union', union, (a, b) => distinct([...a, ...b])],
  ['intersection', intersection, (a, b) => a.filter((one) => has(b, one))],
  ['difference', difference, (a, b) => a.filter((one) => !has(b, one))],
  [
    'recursiveDifference',
    recursiveDifference,
    (a, b) => a.filter((one) => !b.some((ancestor) => below(one, ancestor))),
  ],
])('%s is what it is of lists of paths', (_name, operation, model) => {
  fc.assert(
    fc.property(paths, paths, (left, right) => {
      const [a, b] = [distinct(left), distinct(right)];
      expectSet(operation(treeOf(a), treeOf(b)), model(a, b));
    }),
    { numRuns: 500 },
  );
});

it('neither side of an operation is ever changed', () => {
  const freeze = (set: FieldSet): FieldSet => {
    Object.values(set).forEach(freeze);
    return Object.freeze(set);
  };
  fc.assert(
    fc.property(paths, paths, (left, right) => {
      const [a, b] = [freeze(treeOf(left)), freeze(treeOf(right))];
      for (const operation of [union, intersection, difference, recursiveDifference]) operation(a, b);
    }),
  );
});

it('a set is read as it was written, in whatever order', () => {
  const shuffled = (set: FieldSet): FieldSet =>
    Object.fromEntries(
      Object.entries(set)
        .reverse()
        .map(([element, node]) => [element, shuffled(node)]),
    );
  fc.assert(
    fc.property(paths, (list) => {
      const set = readFieldSet(shuffled(treeOf(list)));
      expect(JSON.stringify(set)).toBe(JSON.stringify(treeOf(list)));
    }),
  );
});

it('any JSON is read as a set, or not at all', () => {
  const key = fc.oneof(
    fc.constantFrom(...ELEMENTS, '.', 'q:1', 'k:{', 'v:', 'i:x', 'k:[]', ':'),
    fc.string(),
  );
  const { node } = fc.letrec((tie) => ({
    node: fc.oneof({ maxDepth: 5 }, fc.jsonValue(), fc.dictionary(key, tie('node'), { maxKeys: 4 })),
  }));
  fc.assert(
    fc.property(node, (value) => {
      const set = readFieldSet(value);
      if (set !== undefined) expect(readFieldSet(set)).toEqual(set);
    }),
    { numRuns: 500 },
  );
});

const name = fc.constantFrom('a', 'b', 'c');
const map = fc.dictionary(name, fc.constantFrom('1', '2'), { minKeys: 1, maxKeys: 2 });
const byName = { selector: (item: { name: string }) => item.name, minLength: 1, maxLength: 3 };
const variable = fc.record({ name, value: fc.constantFrom('1', '2') });
const container = fc.record(
  {
    name,
    image: fc.constantFrom('x', 'y'),
    args: fc.array(name, { minLength: 1, maxLength: 2 }),
    env: fc.uniqueArray(variable, byName),
  },
  { requiredKeys: ['name'] },
);
/** Without empty maps and lists, which are leaves. */
const object = fc.record(
  {
    metadata: fc.record(
      {
        labels: map,
        finalizers: fc.uniqueArray(name, { minLength: 1 }),
      },
      { requiredKeys: ['labels'] },
    ),
    spec: fc.record(
      {
        replicas: fc.nat({ max: 2 }),
        selector: fc.record({ matchLabels: map }),
        template: fc.record({
          spec: fc.record({ containers: fc.uniqueArray(container, byName) }),
        }),
      },
      { requiredKeys: ['replicas'] },
    ),
  },
  { requiredKeys: [] },
);
const SHAPE = shapeOf('io.k8s.api.apps.v1.Deployment');

it('a comparison turns the fields of one object into those of the other', () => {
  fc.assert(
    fc.property(object, object, (before, after) => {
      const found = compare(SHAPE, before, after);
      const [left, right] = [toFieldSet(SHAPE, before), toFieldSet(SHAPE, after)];
      const { added = {}, modified = {}, removed = {} } = found ?? {};
      const turned = union(union(difference(left, removed), added), modified);
      // Fields that hold others are told as added and removed, too, and are no leaves.
      expect(intersection(turned, union(left, right))).toEqual(right);
      expect(intersection(added, removed)).toEqual({});
      expect(intersection(added, modified)).toEqual({});
      expect(intersection(modified, removed)).toEqual({});
    }),
    { numRuns: 500 },
  );
});

it('a comparison of the same finds nothing', () => {
  fc.assert(
    fc.property(object, (one) => {
      expect(compare(SHAPE, one, structuredClone(one))).toBeUndefined();
    }),
  );
});
