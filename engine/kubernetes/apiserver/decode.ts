import { typeName } from '../schemas/definitions.ts';
import type { DefinitionTypes } from '../schemas/generated/types.ts';
import { UnmarshalError, unmarshal } from './decode/unmarshal.ts';

/** The fieldValidation query parameter. */
export type FieldValidation = 'Ignore' | 'Strict' | 'Warn';

export interface Decoded<T> {
  readonly object: T;
  /** Texts for Warning headers. */
  readonly warnings: string[];
}

/** The message of a 400 BadRequest. */
export class DecodeError extends Error {
  override name = 'DecodeError';
}

/**
 * Reads a parsed JSON body as an object of a definition, such as `io.k8s.api.core.v1.Pod`. The result is
 * new (but for parts without a schema), and as the API server holds it: unknown fields and nulls are gone,
 * as are empty values of fields with Go's `omitempty`; required fields are there; quantities, times and
 * base64 are canonical.
 * @param found what else a strict reader refuses: see findDuplicateFields
 * @throws DecodeError
 */
export function decode<N extends keyof DefinitionTypes>(
  definitionName: N,
  value: unknown,
  mode: FieldValidation,
  found?: readonly string[],
): Decoded<DefinitionTypes[N]>;
export function decode(
  definitionName: string,
  value: unknown,
  mode: FieldValidation,
  found?: readonly string[],
): Decoded<Record<string, unknown>>;
export function decode(
  definitionName: string,
  value: unknown,
  mode: FieldValidation,
  found: readonly string[] = [],
): Decoded<object> {
  try {
    const { object, strictErrors } = unmarshal(definitionName, value);
    const refused = [...strictErrors, ...found];
    if (refused.length > 0 && mode === 'Strict') throw new UnmarshalError(strictDecodingError(refused));
    return { object, warnings: mode === 'Warn' ? refused : [] };
  } catch (error) {
    if (!(error instanceof UnmarshalError)) throw error;
    throw new DecodeError(describe(typeName(definitionName), value, error.message));
  }
}

/** Upstream's aggregate of what a strict reader refuses. */
export function strictDecodingError(refused: readonly string[]): string {
  return `strict decoding error: ${refused.join(', ')}`;
}

function describe(kind: string, value: unknown, why: string): string {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return `the object provided is unrecognized (must be of type ${kind}): ${why}`;
  }
  const given = 'kind' in value && typeof value.kind === 'string' && value.kind !== '' ? value.kind : kind;
  const apiVersion = 'apiVersion' in value && typeof value.apiVersion === 'string' ? value.apiVersion : 'v1';
  const version = apiVersion.slice(apiVersion.indexOf('/') + 1);
  return `${given} in version ${JSON.stringify(version)} cannot be handled as a ${kind}: ${why}`;
}
