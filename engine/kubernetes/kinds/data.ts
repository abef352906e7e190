import { sameJson } from '../apiserver/equality.ts';
import type { FieldErrors } from '../apiserver/field-errors.ts';

/** Upstream's MaxSecretSize, for ConfigMaps too. */
const DATA_MAX_BYTES = 1024 * 1024;
const KEY_MAX_BYTES = 253;

/** apimachinery's IsConfigMapKey. */
function keyProblems(key: string): string[] {
  const problems: string[] = [];
  if (key.length > KEY_MAX_BYTES) problems.push(`must be no more than ${KEY_MAX_BYTES} characters`);
  if (!/^[-._a-zA-Z0-9]+$/.test(key)) {
    problems.push(
      "a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')",
    );
  }
  if (key === '.') problems.push("must not be '.'");
  if (key === '..') problems.push("must not be '..'");
  else if (key.startsWith('..')) problems.push("must not start with '..'");
  return problems;
}

/** Checks the keys and the size of the data of a ConfigMap or Secret. */
export function validateData(
  data: { readonly data: Record<string, string>; readonly binaryData: Record<string, string> },
  errors: FieldErrors,
): void {
  let size = 0;
  for (const field of ['data', 'binaryData'] as const) {
    for (const [key, value] of Object.entries(data[field])) {
      for (const problem of keyProblems(key)) errors.invalid(`${field}[${key}]`, key, problem);
      if (field === 'data' && Object.hasOwn(data.binaryData, key)) {
        errors.invalid(`data[${key}]`, key, 'duplicate of key present in binaryData');
      }
      size += value.length;
    }
  }
  if (size > DATA_MAX_BYTES) errors.tooLong('', DATA_MAX_BYTES);
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
