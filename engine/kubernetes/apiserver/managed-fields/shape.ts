import { findDefinition, findProperty, type Schema } from '../../schemas/definitions.ts';
import { isAtomicMap, isAtomicStruct, keyDefaultsOf, listTypeOf } from '../../schemas/list-types.ts';

/** What server-side apply has to know of a value (structured-merge-diff's schema.Atom). */
export type Shape =
  | { readonly type: 'scalar'; readonly of: 'string' | 'number' | 'boolean' | 'any' }
  /** Any JSON: it is taken or left as a whole. */
  | { readonly type: 'any' }
  /** An object with fields of its own. */
  | { readonly type: 'struct'; readonly name: string; readonly atomic: boolean }
  | { readonly type: 'map'; readonly values: Shape; readonly atomic: boolean }
  | ListShape;

export interface ListShape {
  readonly type: 'list';
  readonly items: Shape;
  /** How items are told apart; undefined: the list is one value. */
  readonly by: 'set' | readonly string[] | undefined;
  /** What items have in key fields that they leave out. */
  readonly keyDefaults: Readonly<Record<string, string>>;
}

/** Where a schema stands: the markers are on fields, not on types. */
interface Place {
  readonly definitionName: string;
  readonly field: string;
}

const QUANTITY = 'io.k8s.apimachinery.pkg.api.resource.Quantity';
const INT_OR_STRING = 'io.k8s.apimachinery.pkg.util.intstr.IntOrString';
const ANY: Shape = { type: 'any' };

/** Fields of structs, looked up once. */
const known = new Map<string, Map<string, Shape | undefined>>();

/** The shape of an object of a definition, such as `io.k8s.api.core.v1.Pod`. */
export function shapeOf(definitionName: string): Shape {
  return shapeOfSchema({ ref: definitionName }, undefined);
}

/** The shape of a struct's field; undefined where it has no such field. */
function fieldShape(definitionName: string, field: string): Shape | undefined {
  let fields = known.get(definitionName);
  if (fields === undefined) {
    fields = new Map();
    known.set(definitionName, fields);
  }
  if (fields.has(field)) return fields.get(field);
  const definition = findDefinition(definitionName);
  const schema = definition === undefined ? undefined : findProperty(definition, field);
  const shape = schema === undefined ? undefined : shapeOfSchema(schema, { definitionName, field });
  // What no type has is not remembered: clients choose those names.
  if (shape !== undefined) fields.set(field, shape);
  return shape;
}

/** The shape of what is behind a key of a struct or map; undefined where the struct has no such field. */
export function childShape(shape: Shape & { type: 'struct' | 'map' }, key: string): Shape | undefined {
  return shape.type === 'map' ? shape.values : fieldShape(shape.name, key);
}

function shapeOfSchema(schema: Schema, at: Place | undefined): Shape {
  if (schema.ref !== undefined) return shapeOfDefinition(schema.ref, at);
  if (schema.items !== undefined) return listShape(schema.items, at);
  if (schema.additionalProperties !== undefined) {
    const atomic = at !== undefined && isAtomicMap(at.definitionName, at.field);
    return { type: 'map', values: shapeOfSchema(schema.additionalProperties, undefined), atomic };
  }
  return scalarShape(schema);
}

function shapeOfDefinition(name: string, at: Place | undefined): Shape {
  if (name === QUANTITY || name === INT_OR_STRING) return { type: 'scalar', of: 'any' };
  const definition = findDefinition(name);
  if (definition?.properties !== undefined) {
    return { type: 'struct', name, atomic: isAtomicStruct(name, at) };
  }
  return definition === undefined ? ANY : scalarShape(definition);
}

function scalarShape({ type, format = 'byte' }: Schema): Shape {
  if (type === 'string') return { type: 'scalar', of: format === 'byte' ? 'string' : 'any' };
  if (type === 'boolean') return { type: 'scalar', of: type };
  if (type === 'integer' || type === 'number') return { type: 'scalar', of: 'number' };
  return ANY;
}

function listShape(items: Schema, at: Place | undefined): ListShape {
  const shape = shapeOfSchema(items, undefined);
  const by = at === undefined ? undefined : listTypeOf(at.definitionName, at.field);
  const keyDefaults = shape.type === 'struct' ? keyDefaultsOf(shape.name) : {};
  return { type: 'list', items: shape, by, keyDefaults };
}
