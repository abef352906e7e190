import { sameJson } from '../equality.ts';
import { isJsonObject, type JsonObject, ownValue } from '../patch/json-object.ts';
import { EMPTY, type FieldSet, LEAF, nodeOf } from './field-set.ts';
import { fieldElement, itemElement, type PathElement } from './path-element.ts';
import { childShape, type ListShape, type Shape } from './shape.ts';

/** How one object differs from another. No path is in more than one of the sets. */
export interface Comparison {
  readonly added: FieldSet;
  readonly modified: FieldSet;
  readonly removed: FieldSet;
}

type Change = keyof Comparison;

/** What was found at a path, as nodes of the three sets; absent: nothing. */
type Found = { readonly [Each in Change]?: FieldSet | undefined };

const CHANGES: readonly Change[] = ['added', 'modified', 'removed'];
const ADDED: Found = { added: LEAF };
const MODIFIED: Found = { modified: LEAF };
const REMOVED: Found = { removed: LEAF };

/** Compares two objects of a shape; undefined where they are the same (typed.TypedValue.Compare). */
export function compare(shape: Shape, before: unknown, after: unknown): Comparison | undefined {
  const found = compareValues(shape, before, after);
  if (found === undefined) return undefined;
  const { added = EMPTY, modified = EMPTY, removed = EMPTY } = found;
  return { added, modified, removed };
}

/** Undefined stands for what is not there. */
function compareValues(shape: Shape, before: unknown, after: unknown): Found | undefined {
  if (before === after) return undefined;
  if (before !== undefined && after !== undefined && sameJson(before, after)) return undefined;
  const self = before === undefined ? 'added' : after === undefined ? 'removed' : undefined;
  if (isLeaf(shape, before, after)) {
    return self === 'added' ? ADDED : self === 'removed' ? REMOVED : MODIFIED;
  }
  const gathered = new Gathered();
  if (shape.type === 'list') compareItems(shape, asList(before), asList(after), gathered);
  else if (shape.type === 'struct' || shape.type === 'map') {
    compareFields(shape, asObject(before), asObject(after), gathered);
  }
  return gathered.build(self);
}

/** What is found below a path, on its way to be what is found at it. */
class Gathered {
  readonly #children: { readonly [Each in Change]: [PathElement, FieldSet][] } = {
    added: [],
    modified: [],
    removed: [],
  };

  add(element: PathElement, found: Found | undefined): void {
    if (found === undefined) return;
    for (const change of CHANGES) {
      const node = found[change];
      if (node !== undefined) this.#children[change].push([element, node]);
    }
  }

  /** @param self what has become of the path itself */
  build(self: Change | undefined): Found | undefined {
    const { added, modified, removed } = this.#children;
    if (self === undefined && added.length + modified.length + removed.length === 0) return undefined;
    return {
      added: nodeOf(self === 'added', added),
      modified: nodeOf(self === 'modified', modified),
      removed: nodeOf(self === 'removed', removed),
    };
  }
}

/** What is compared as a whole. Empty lists and maps are, so that they can be told from absent ones. */
function isLeaf(shape: Shape, before: unknown, after: unknown): boolean {
  switch (shape.type) {
    case 'scalar':
    case 'any':
      return true;
    case 'list':
      return shape.by === undefined || (asList(before).length === 0 && asList(after).length === 0);
    case 'struct':
    case 'map':
      return shape.atomic || (isBare(before) && isBare(after));
  }
}

function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

const NOTHING: JsonObject = {};

function asObject(value: unknown): JsonObject {
  return isJsonObject(value) ? value : NOTHING;
}

function isBare(value: unknown): boolean {
  const object = asObject(value);
  for (const key in object) if (object[key] !== undefined) return false;
  return true;
}

function compareFields(
  shape: Shape & { type: 'struct' | 'map' },
  before: JsonObject,
  after: JsonObject,
  gathered: Gathered,
): void {
  const visit = (key: string) => {
    const [left, right] = [ownValue(before, key), ownValue(after, key)];
    const child = left === right ? undefined : childShape(shape, key);
    if (child === undefined) return;
    const found = compareValues(child, left, right);
    if (found !== undefined) gathered.add(fieldElement(key), found);
  };
  for (const key of Object.keys(before)) visit(key);
  for (const key of Object.keys(after)) if (!Object.hasOwn(before, key)) visit(key);
}

/** Items by what tells them apart; several that are alike stay together. */
function indexed(shape: ListShape, items: readonly unknown[]): Map<PathElement, unknown[]> {
  const index = new Map<PathElement, unknown[]>();
  for (const item of items) {
    const element = itemElement(shape, item);
    const alike = index.get(element);
    if (alike === undefined) index.set(element, [item]);
    else alike.push(item);
  }
  return index;
}

function compareItems(
  shape: ListShape,
  before: readonly unknown[],
  after: readonly unknown[],
  gathered: Gathered,
): void {
  const [left, right] = [indexed(shape, before), indexed(shape, after)];
  for (const element of new Set([...left.keys(), ...right.keys()])) {
    gathered.add(element, compareAlike(shape.items, left.get(element) ?? [], right.get(element) ?? []));
  }
}

/** Items that can't be told apart are one value; there are rarely any. */
function compareAlike(shape: Shape, left: readonly unknown[], right: readonly unknown[]): Found | undefined {
  if (left.length <= 1 && right.length <= 1) return compareValues(shape, left[0], right[0]);
  if (left.length > 1 && right.length > 1) return sameJson(left, right) ? undefined : MODIFIED;
  if (left.length > 1) {
    const single = right.length > 0 ? compareValues(shape, undefined, right[0]) : undefined;
    return { ...single, ...REMOVED };
  }
  const single = left.length > 0 ? compareValues(shape, left[0], undefined) : undefined;
  return { ...single, ...ADDED };
}
