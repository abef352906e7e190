import { isJsonObject, type JsonObject } from '../patch/json-object.ts';
import { EMPTY, type FieldSet, LEAF, nodeOf, withSelf } from './field-set.ts';
import { fieldElement, itemElement, type PathElement } from './path-element.ts';
import { childShape, type ListShape, type Shape } from './shape.ts';

/** Every leaf, map entry and list item that an object mentions (typed.TypedValue.ToFieldSet). */
export function toFieldSet(shape: Shape, value: unknown): FieldSet {
  return nodeFor(shape, value) ?? EMPTY;
}

/** The node of a value; undefined where nothing of it is in the set. */
function nodeFor(shape: Shape, value: unknown): FieldSet | undefined {
  switch (shape.type) {
    case 'scalar':
    case 'any':
      return LEAF;
    case 'list':
      if (shape.by === undefined) return LEAF;
      return Array.isArray(value) ? nodeOf(false, itemNodes(shape, value)) : undefined;
    case 'struct':
    case 'map':
      if (shape.atomic) return LEAF;
      return isJsonObject(value) ? nodeOf(false, fieldNodes(shape, value)) : undefined;
  }
}

function fieldNodes(shape: Shape & { type: 'struct' | 'map' }, value: JsonObject): [PathElement, FieldSet][] {
  const nodes: [PathElement, FieldSet][] = [];
  for (const [key, item] of Object.entries(value)) {
    const child = childShape(shape, key);
    if (child === undefined || item === undefined) continue;
    const node = nodeFor(child, item);
    const bare = item === null || (isJsonObject(item) && Object.keys(item).length === 0);
    if (bare || shape.type === 'map') nodes.push([fieldElement(key), withSelf(node)]);
    else if (node !== undefined) nodes.push([fieldElement(key), node]);
  }
  return nodes;
}

/** Of items that can't be told apart, none is looked into. */
function itemNodes(shape: ListShape, items: readonly unknown[]): [PathElement, FieldSet][] {
  const nodes = new Map<PathElement, FieldSet>();
  for (const item of items) {
    const element = itemElement(shape, item);
    nodes.set(element, nodes.has(element) ? LEAF : withSelf(nodeFor(shape.items, item)));
  }
  return [...nodes];
}
