import { isJsonObject, type JsonObject } from '../patch/json-object.ts';
import { type FieldSet, FieldSetBuilder } from './field-set.ts';
import { fieldElement, itemElement, type PathElement } from './path-element.ts';
import { childShape, type ListShape, type Shape } from './shape.ts';

/** Every leaf, map entry and list item that an object mentions (typed.TypedValue.ToFieldSet). */
export function toFieldSet(shape: Shape, value: unknown): FieldSet {
  const set = new FieldSetBuilder();
  visit(shape, value, [], set);
  return set.build();
}

function visit(shape: Shape, value: unknown, path: PathElement[], set: FieldSetBuilder): void {
  switch (shape.type) {
    case 'scalar':
    case 'any':
      set.add(path);
      return;
    case 'list':
      if (shape.by === undefined) set.add(path);
      else if (Array.isArray(value)) visitItems(shape, value, path, set);
      return;
    case 'struct':
    case 'map':
      if (shape.atomic) set.add(path);
      else if (isJsonObject(value)) visitFields(shape, value, path, set);
  }
}

function visitFields(
  shape: Shape & { type: 'struct' | 'map' },
  value: JsonObject,
  path: PathElement[],
  set: FieldSetBuilder,
): void {
  for (const [key, item] of Object.entries(value)) {
    const child = childShape(shape, key);
    if (child === undefined || item === undefined) continue;
    path.push(fieldElement(key));
    visit(child, item, path, set);
    const bare = item === null || (isJsonObject(item) && Object.keys(item).length === 0);
    if (bare || shape.type === 'map') set.add(path);
    path.pop();
  }
}

function visitItems(
  shape: ListShape,
  items: readonly unknown[],
  path: PathElement[],
  set: FieldSetBuilder,
): void {
  const elements = items.map((item) => itemElement(shape, item));
  for (const [index, element] of elements.entries()) {
    const alone = elements.indexOf(element) === elements.lastIndexOf(element);
    path.push(element);
    if (alone) visit(shape.items, items[index], path, set);
    set.add(path);
    path.pop();
  }
}
