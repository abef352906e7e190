import { isJsonObject, objectOf } from '../patch/json-object.ts';
import { below, EMPTY, type FieldSet, hasElement, isEmpty } from './field-set.ts';
import { fieldElement, itemElement } from './path-element.ts';
import { childShape, type ListShape, type Shape } from './shape.ts';

/**
 * The value without the fields and items of a set; undefined where nothing is left of a list or map
 * (typed.TypedValue.RemoveItems).
 */
export function removeItems(shape: Shape, value: unknown, set: FieldSet): unknown {
  if (isEmpty(set)) return value;
  if (shape.type === 'list') return shape.by === undefined ? undefined : withoutItems(shape, value, set);
  if (shape.type !== 'struct' && shape.type !== 'map') return value;
  return shape.atomic ? undefined : withoutFields(shape, value, set);
}

function withoutItems(shape: ListShape, value: unknown, set: FieldSet): unknown {
  if (!Array.isArray(value)) return undefined;
  const kept: unknown[] = [];
  for (const item of value) {
    const element = itemElement(shape, item);
    if (hasElement(set, element)) continue;
    const deeper = below(set, element);
    kept.push(isEmpty(deeper) ? item : (removeItems(shape.items, item, deeper) ?? null));
  }
  return kept.length > 0 ? kept : undefined;
}

function withoutFields(shape: Shape & { type: 'struct' | 'map' }, value: unknown, set: FieldSet): unknown {
  if (!isJsonObject(value)) return undefined;
  const kept: [string, unknown][] = [];
  for (const [key, item] of Object.entries(value)) {
    const element = fieldElement(key);
    if (hasElement(set, element)) continue;
    const deeper = below(set, element);
    const child = childShape(shape, key);
    if (isEmpty(deeper) || child === undefined) kept.push([key, item]);
    else kept.push([key, removeItems(child, item, deeper) ?? null]);
  }
  return kept.length > 0 ? objectOf(kept) : undefined;
}

/**
 * The set with every named field in it that leads to one of its paths: of `a.b.c` also `a`, but not `a.b` where
 * that is the entry of a map (fieldpath.Set.EnsureNamedFieldsAreMembers).
 */
export function withNamedFields(set: FieldSet, shape: Shape): FieldSet {
  const entries: [string, FieldSet][] = [];
  for (const [element, node] of Object.entries(set)) {
    if (element === '.' || isEmpty(node)) {
      entries.push([element, node]);
      continue;
    }
    const child = shapeBelow(shape, element);
    const deeper = child === undefined ? node : withNamedFields(node, child);
    const named = shape.type === 'struct' && child !== undefined && element.startsWith('f:');
    entries.push([element, named && !Object.hasOwn(deeper, '.') ? { '.': EMPTY, ...deeper } : deeper]);
  }
  return Object.fromEntries(entries);
}

function shapeBelow(shape: Shape, element: string): Shape | undefined {
  if (shape.type === 'list') return shape.items;
  if (shape.type !== 'struct' && shape.type !== 'map') return undefined;
  return element.startsWith('f:') ? childShape(shape, element.slice(2)) : undefined;
}
