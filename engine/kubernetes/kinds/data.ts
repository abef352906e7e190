import { sameJson } from '../apiserver/equality.ts';
import type { FieldErrors } from '../apiserver/field-errors.ts';
import { byteLength } from '../apiserver/go-text.ts';
import { lengthProblems } from '../apiserver/names.ts';

/** Upstream's MaxSecretSize, for ConfigMaps too. */
const DATA_MAX_BYTES = 1024 * 1024;
const KEY_MAX_BYTES = 253;

/** apimachinery's IsConfigMapKey: keys become file names. */
export function keyProblems(key: string): string[] {
  const problems = lengthProblems(key, KEY_MAX_BYTES);
  if (!/^[-._a-zA-Z0-9]+$/.test(key)) {
    problems.push(
      "a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')",
    );
  }
  if (key === '.' || key === '..') problems.push(`must not be '${key}'`);
  else if (key.startsWith('..')) problems.push("must not start with '..'");
  return problems;
}

/** How many bytes a canonical base64 text stands for. */
function base64Bytes(text: string): number {
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0;
  return (text.length / 4) * 3 - padding;
}

type DataMap = Readonly<Record<string, string>>;

function validateKeys(data: DataMap, field: string, errors: FieldErrors): void {
  for (const key of Object.keys(data)) {
    for (const problem of keyProblems(key)) errors.invalid(`${field}[${key}]`, key, problem);
  }
}

function sizeOf(data: DataMap, measure: (value: string) => number): number {
  return Object.values(data).reduce((size, value) => size + measure(value), 0);
}

/** The rules of a ConfigMap's data, of which `binaryData` is base64. */
export function validateConfigData(data: DataMap, binaryData: DataMap, errors: FieldErrors): void {
  validateKeys(data, 'data', errors);
  for (const key of Object.keys(data)) {
    if (Object.hasOwn(binaryData, key)) {
      errors.invalid(`data[${key}]`, key, 'duplicate of key present in binaryData');
    }
  }
  validateKeys(binaryData, 'binaryData', errors);
  const size = sizeOf(data, byteLength) + sizeOf(binaryData, base64Bytes);
  // Upstream names the whole object with an empty path, which Go prints like this.
  if (size > DATA_MAX_BYTES) errors.tooLong('[]', DATA_MAX_BYTES);
}

/** The rules of any Secret's data, which is base64. */
export function validateSecretData(data: DataMap, errors: FieldErrors): void {
  validateKeys(data, 'data', errors);
  if (sizeOf(data, base64Bytes) > DATA_MAX_BYTES) errors.tooLong('data', DATA_MAX_BYTES);
}

/** What `immutable: true` forbids. */
export function validateDataUpdate<
  Field extends string,
  T extends { readonly immutable?: boolean } & { readonly [field in Field]?: unknown },
>(object: T, old: T, fields: readonly Field[], errors: FieldErrors): void {
  if (old.immutable !== true) return;
  const why = 'field is immutable when `immutable` is set';
  if (object.immutable !== true) errors.forbidden('immutable', why);
  for (const field of fields) if (!sameJson(object[field], old[field])) errors.forbidden(field, why);
}
