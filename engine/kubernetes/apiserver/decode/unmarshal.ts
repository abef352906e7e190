import type { Schema } from '../../schemas/definitions.ts';
import { INT_OR_STRING, MICRO_TIME, QUANTITY, TIME } from '../../schemas/special-types.ts';
import { canonicalizeQuantity, QuantityError } from '../quantity.ts';
import { Base64Error, canonicalizeBase64 } from './base64.ts';
import { boundsFault } from './bounds.ts';
import { type Dialect, jsonDialect, type Position, shown } from './dialects.ts';
import { type StructShape, structShape } from './go-shape.ts';
import { goTypeName } from './go-type-names.ts';
import { canonicalizeMicroTime, canonicalizeTime, TimeError } from './times.ts';

/** Why a value can't become an object of a kind, in the words of Go's encoding/json. */
export class UnmarshalError extends Error {
  override name = 'UnmarshalError';
}

export interface Unmarshalled {
  /** As Go would hold it and write it again: pruned, canonical, without nulls, complete. */
  readonly object: Record<string, unknown>;
  /** What a strict reader would refuse: `unknown field "spec.foo"`, in document order. */
  readonly strictErrors: string[];
}

/** Upstream stops counting there, too (sigs.k8s.io/json). */
const STRICT_ERRORS_MAX = 100;

interface Walk {
  readonly dialect: Dialect;
  readonly strictErrors: Set<string>;
  /** The first of the errors after which Go goes on reading. */
  typeError: string | undefined;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** @returns undefined, as a Go field that was not set */
function refuse(walk: Walk, position: Position, value: unknown, schema: Schema): undefined {
  walk.typeError ??= walk.dialect.wrongType(position, value, schema);
}

const INT32 = { min: -(2 ** 31), max: 2 ** 31 - 1 };
const INT64 = { min: -(2 ** 63), max: 2 ** 63 - 1 };

function isInteger(value: number, range: { min: number; max: number }): boolean {
  return Number.isInteger(value) && value >= range.min && value <= range.max;
}

function readScalar(walk: Walk, position: Position, value: unknown, schema: Schema): unknown {
  if (schema.type === 'integer') {
    if (typeof value !== 'number') return refuse(walk, position, value, schema);
    if (isInteger(value, schema.format === 'int32' ? INT32 : INT64)) return value;
    const wanted = goTypeName(position.owner, position.field, schema);
    walk.typeError ??= walk.dialect.wrongNumber(position, value, wanted);
    return undefined;
  }
  if (typeof value !== schema.type) return refuse(walk, position, value, schema);
  if (schema.format !== 'byte' || typeof value !== 'string') return value;
  try {
    return canonicalizeBase64(value);
  } catch (error) {
    if (!(error instanceof Base64Error)) throw error;
    walk.typeError ??= walk.dialect.wrongBase64(error.message);
    return undefined;
  }
}

/** Types that read themselves; what they refuse ends the reading at once. */
function readSpecial(walk: Walk, position: Position, value: unknown, name: string): unknown {
  const refusal = (wanted: string) =>
    new UnmarshalError(walk.dialect.wrongSpecial(position, shown(value, wanted === 'int32'), wanted));
  if (name === INT_OR_STRING) {
    if (typeof value === 'string') return value;
    if (typeof value !== 'number' || !isInteger(value, INT32)) throw refusal('int32');
    return value;
  }
  try {
    if (name === QUANTITY) return readQuantity(value);
    if (name !== TIME && name !== MICRO_TIME) return value;
    if (typeof value !== 'string') throw refusal('string');
    return name === TIME ? canonicalizeTime(value) : canonicalizeMicroTime(value);
  } catch (error) {
    if (error instanceof QuantityError || error instanceof TimeError) throw new UnmarshalError(error.message);
    throw error;
  }
}

function readQuantity(value: unknown): string {
  const text = typeof value === 'object' ? '{}' : String(value);
  return canonicalizeQuantity(text.trim());
}

/** What Go writes where nothing was set; undefined for a pointer. */
function zero(schema: Schema): unknown {
  if (schema.ref !== undefined) {
    const shape = structShape(schema.ref);
    if (shape !== undefined) return complete(shape, {});
    if (schema.ref === QUANTITY) return '0';
    if (schema.ref === TIME || schema.ref === MICRO_TIME) return null;
    return schema.ref === INT_OR_STRING ? 0 : undefined;
  }
  if (schema.type === 'array') return [];
  if (schema.type === 'object') return {};
  if (schema.type === 'string') return '';
  return schema.type === 'boolean' ? false : 0;
}

function isEmpty(value: unknown): boolean {
  if (Array.isArray(value)) return value.length === 0;
  if (isObject(value)) return Object.keys(value).length === 0;
  return value === '' || value === 0 || value === false;
}

/** Adds the fields that Go always writes. */
function complete(shape: StructShape, object: Record<string, unknown>): Record<string, unknown> {
  for (const field of shape.always) {
    if (Object.hasOwn(object, field)) continue;
    const schema = shape.fields.get(field)?.schema;
    const value = schema === undefined ? undefined : zero(schema);
    if (value !== undefined) object[field] = value;
  }
  return object;
}

function readStruct(walk: Walk, position: Position, value: Record<string, unknown>, shape: StructShape) {
  const object: Record<string, unknown> = {};
  for (const [field, item] of Object.entries(value)) {
    const strictPath = position.strictPath === '' ? field : `${position.strictPath}.${field}`;
    const known = shape.fields.get(field);
    if (known === undefined) {
      if (walk.strictErrors.size < STRICT_ERRORS_MAX) {
        walk.strictErrors.add(`unknown field ${JSON.stringify(strictPath)}`);
      }
      continue;
    }
    if (item === null) continue;
    const fieldPath = position.fieldPath === '' ? field : `${position.fieldPath}.${field}`;
    const read = readValue(walk, { owner: shape.name, field, fieldPath, strictPath }, item, known.schema);
    if (read !== undefined && !(known.omitEmpty && isEmpty(read))) object[field] = read;
  }
  return complete(shape, object);
}

function readList(walk: Walk, position: Position, value: unknown[], items: Schema): unknown[] {
  return value.map((item, index) => {
    if (item === null) return zero(items);
    return readValue(walk, { ...position, strictPath: `${position.strictPath}[${index}]` }, item, items);
  });
}

function readMap(walk: Walk, position: Position, value: Record<string, unknown>, values: Schema): unknown {
  // fromEntries defines its keys, whatever they are called; an assignment to __proto__ would not.
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => {
      if (item === null) return [key, zero(values)];
      return [
        key,
        readValue(walk, { ...position, strictPath: `${position.strictPath}.${key}` }, item, values),
      ];
    }),
  );
}

/** @param value not null */
function readValue(walk: Walk, position: Position, value: unknown, schema: Schema): unknown {
  if (schema.ref !== undefined) {
    const shape = structShape(schema.ref);
    if (shape === undefined) return readSpecial(walk, position, value, schema.ref);
    return isObject(value) ? readStruct(walk, position, value, shape) : refuse(walk, position, value, schema);
  }
  if (schema.items !== undefined) {
    return Array.isArray(value)
      ? readList(walk, position, value, schema.items)
      : refuse(walk, position, value, schema);
  }
  if (schema.additionalProperties !== undefined) {
    const { additionalProperties } = schema;
    return isObject(value)
      ? readMap(walk, position, value, additionalProperties)
      : refuse(walk, position, value, schema);
  }
  return schema.type === undefined || schema.type === 'object'
    ? value
    : readScalar(walk, position, value, schema);
}

/**
 * Reads parsed JSON as Go reads a body into the struct of a definition.
 * @throws UnmarshalError
 */
export function unmarshal(
  definitionName: string,
  value: unknown,
  dialect: Dialect = jsonDialect,
): Unmarshalled {
  const fault = boundsFault(value);
  if (fault !== undefined) throw new UnmarshalError(fault);
  const shape = structShape(definitionName);
  if (shape === undefined) throw new Error(`${definitionName} has no fields`);
  const root: Position = { owner: definitionName, field: '', fieldPath: '', strictPath: '' };
  const given = value ?? {};
  if (!isObject(given)) throw new UnmarshalError(dialect.wrongType(root, given, { ref: definitionName }));
  const walk: Walk = { dialect, strictErrors: new Set(), typeError: undefined };
  const object = readStruct(walk, root, given, shape);
  if (walk.typeError !== undefined) throw new UnmarshalError(walk.typeError);
  return { object, strictErrors: [...walk.strictErrors] };
}
