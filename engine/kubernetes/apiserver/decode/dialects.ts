import { type Schema, typeName } from '../../schemas/definitions.ts';
import { goTypeName } from './go-type-names.ts';

/** Where the walk is. Both paths are dotted; only the one for strict errors has indices and map keys. */
export interface Position {
  /** Definition name of the struct that has the field. */
  readonly owner: string;
  readonly field: string;
  readonly fieldPath: string;
  readonly strictPath: string;
}

/** The words of one of upstream's two readers of objects. */
export interface Dialect {
  readonly wrongType: (position: Position, value: unknown, schema: Schema) => string;
  /** The number isn't an integer, or is too large for one. */
  readonly wrongNumber: (position: Position, value: number, wanted: string) => string;
  readonly wrongBase64: (message: string) => string;
  /** A type that reads itself was given JSON of another type. */
  readonly wrongSpecial: (position: Position, shown: string, wanted: string) => string;
}

function jsonTypeOf(value: unknown): string {
  if (Array.isArray(value)) return 'array';
  return typeof value === 'boolean' ? 'bool' : typeof value;
}

/** Plain digits, as in the document. */
function digitsOf(value: number): string {
  return Number.isInteger(value) ? BigInt(value).toString() : String(value);
}

/** What a message calls the value: its JSON type, with the number itself where a number was wanted. */
export function shown(value: unknown, wantsNumber: boolean): string {
  return wantsNumber && typeof value === 'number' ? `number ${digitsOf(value)}` : jsonTypeOf(value);
}

function cannotUnmarshal(position: Position, what: string, wanted: string): string {
  const target =
    position.fieldPath === ''
      ? `value of type ${wanted}`
      : `struct field ${typeName(position.owner)}.${position.fieldPath} of type ${wanted}`;
  return `json: cannot unmarshal ${what} into Go ${target}`;
}

/** encoding/json, for bodies and for the results of JSON and merge patches. */
export const jsonDialect: Dialect = {
  wrongType: (position, value, schema) =>
    cannotUnmarshal(position, shown(value, false), goTypeName(position.owner, position.field, schema)),
  wrongNumber: (position, value, wanted) => cannotUnmarshal(position, shown(value, true), wanted),
  wrongBase64: (message) => message,
  wrongSpecial: cannotUnmarshal,
};

function goKindOf(value: unknown): string {
  if (Array.isArray(value)) return 'slice';
  if (typeof value === 'number') return Number.isInteger(value) ? 'int64' : 'float64';
  if (typeof value === 'boolean') return 'bool';
  return typeof value === 'string' ? 'string' : 'map';
}

function scalarKind(schema: Schema): string {
  if (schema.type === 'integer') return schema.format ?? 'int64';
  if (schema.type === 'number') return 'float64';
  return schema.type === 'boolean' ? 'bool' : 'string';
}

function cannotRestore(position: Position, value: unknown, schema: Schema): string {
  const from = goKindOf(value);
  if (schema.ref !== undefined) return `cannot restore struct from: ${from}`;
  if (schema.items !== undefined || schema.format === 'byte') return `cannot restore slice from ${from}`;
  if (schema.additionalProperties !== undefined) return `cannot restore map from ${from}`;
  // Go's reflection counts an integer as convertible to a string, and refuses to do it only then.
  if (from === 'int64' && schema.type === 'string') {
    return `cannot convert int64 to ${goTypeName(position.owner, position.field, schema)}`;
  }
  return `unrecognized type: ${scalarKind(schema)}`;
}

/** apimachinery's unstructured converter, for the results of strategic merge patches. */
export const converterDialect: Dialect = {
  wrongType: cannotRestore,
  wrongNumber: (_position, value, wanted) => `cannot convert ${goKindOf(value)} to ${wanted}`,
  wrongBase64: (message) => `error decoding from json: ${message}`,
  wrongSpecial: (_position, what, wanted) => `json: cannot unmarshal ${what} into Go value of type ${wanted}`,
};
