import { sameJson } from '../equality.ts';
import { isJsonObject, type JsonObject, ownValue } from '../patch/json-object.ts';
import { type FieldSet, FieldSetBuilder } from './field-set.ts';
import { fieldElement, itemElement, type PathElement } from './path-element.ts';
import { childShape, type ListShape, type Shape } from './shape.ts';

/** How one object differs from another. No path is in more than one of the sets. */
export interface Comparison {
  readonly added: FieldSet;
  readonly modified: FieldSet;
  readonly removed: FieldSet;
}

type Builders = { readonly [Set in keyof Comparison]: FieldSetBuilder };

/** Compares two objects of a shape; undefined where they are the same (typed.TypedValue.Compare). */
export function compare(shape: Shape, before: unknown, after: unknown): Comparison | undefined {
  const found = {
    added: new FieldSetBuilder(),
    modified: new FieldSetBuilder(),
    removed: new FieldSetBuilder(),
  };
  compareValues(shape, before, after, [], found);
  if (found.added.isEmpty && found.modified.isEmpty && found.removed.isEmpty) return undefined;
  return { added: found.added.build(), modified: found.modified.build(), removed: found.removed.build() };
}

/** Undefined stands for what is not there. */
function compareValues(
  shape: Shape,
  before: unknown,
  after: unknown,
  path: PathElement[],
  found: Builders,
): void {
  if (before === after) return;
  if (isLeaf(shape, before, after)) {
    if (before === undefined) found.added.add(path);
    else if (after === undefined) found.removed.add(path);
    else if (!sameJson(before, after)) found.modified.add(path);
    return;
  }
  if (shape.type === 'list') compareItems(shape, asList(before), asList(after), path, found);
  else if (shape.type === 'struct' || shape.type === 'map') {
    compareFields(shape, asObject(before), asObject(after), path, found);
  }
  if (before === undefined) found.added.add(path);
  else if (after === undefined) found.removed.add(path);
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
  path: PathElement[],
  found: Builders,
): void {
  const visit = (key: string) => {
    const [left, right] = [ownValue(before, key), ownValue(after, key)];
    const child = left === right ? undefined : childShape(shape, key);
    if (child === undefined) return;
    path.push(fieldElement(key));
    compareValues(child, left, right, path, found);
    path.pop();
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
  path: PathElement[],
  found: Builders,
): void {
  const [left, right] = [indexed(shape, before), indexed(shape, after)];
  for (const element of new Set([...left.keys(), ...right.keys()])) {
    path.push(element);
    compareAlike(shape.items, left.get(element) ?? [], right.get(element) ?? [], path, found);
    path.pop();
  }
}

/** Items that can't be told apart are one value; there are rarely any. */
function compareAlike(
  shape: Shape,
  left: readonly unknown[],
  right: readonly unknown[],
  path: PathElement[],
  found: Builders,
): void {
  if (left.length <= 1 && right.length <= 1) compareValues(shape, left[0], right[0], path, found);
  else if (left.length > 1 && right.length > 1) {
    if (!sameJson(left, right)) found.modified.add(path);
  } else if (left.length > 1) {
    if (right.length > 0) compareValues(shape, undefined, right[0], path, found);
    found.removed.add(path);
  } else {
    if (left.length > 0) compareValues(shape, left[0], undefined, path, found);
    found.added.add(path);
  }
}
