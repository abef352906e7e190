import type { KubernetesObject } from '../object.ts';
import type { DefinitionTypes } from '../schemas/generated/types.ts';
import { storedObject } from './conversion.ts';
import { type Decoded, DecodeError, decode, type FieldValidation } from './decode.ts';
import { type ApiResource, apiVersionOf, type Kind } from './kind.ts';
import { isJsonObject } from './patch/json-object.ts';
import { type ApiError, badRequest } from './status.ts';

export interface ReadObject {
  readonly object: KubernetesObject;
  /** Texts for Warning headers. */
  readonly warnings: readonly string[];
}

/** A kind whose objects are read from bodies: a stored or a virtual one, in any of its group versions. */
export type ReadableKind = ApiResource & Pick<Kind, 'conversion'>;

/**
 * Reads a parsed body as an object of a kind.
 * @param found what a strict reader refuses besides unknown fields, such as duplicate ones
 * @throws ApiError 400 in upstream's words
 */
export function readObject(
  kind: ReadableKind,
  body: unknown,
  mode: FieldValidation,
  found: readonly string[] = [],
): ReadObject {
  const { object, warnings } = readBody(kind, body, mode, found);
  return { object: storedObject(kind, asObject(kind, object)), warnings };
}

/** What a body is to be. */
interface BodyType {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  readonly definition: string;
}

/** As readObject, for what isn't stored. */
export function readBody<N extends keyof DefinitionTypes>(
  type: BodyType & { readonly definition: N },
  body: unknown,
  mode: FieldValidation,
  found?: readonly string[],
): Decoded<DefinitionTypes[N]>;
export function readBody(
  type: BodyType,
  body: unknown,
  mode: FieldValidation,
  found?: readonly string[],
): Decoded<Record<string, unknown>>;
export function readBody(
  type: BodyType,
  body: unknown,
  mode: FieldValidation,
  found: readonly string[] = [],
): Decoded<object> {
  if (isJsonObject(body)) checkType(type, apiVersionOf(type), body);
  try {
    return decode(type.definition, body, mode, found);
  } catch (error) {
    if (error instanceof DecodeError) throw badRequest(error.message);
    throw error;
  }
}

/**
 * The refusal of an object of one kind where another is expected.
 * @param wanted its group as Go's packages call it: `core`, `apps`, `coordination`
 */
export function unknownConversion(
  given: { readonly apiVersion: string; readonly kind: string },
  wanted: { readonly group: string; readonly version: string; readonly kind: string },
): ApiError {
  const name = given.kind.slice(0, 253);
  const version = given.apiVersion === '' ? wanted.version : versionIn(given.apiVersion);
  return badRequest(
    `${name} in version ${JSON.stringify(version)} cannot be handled as a ${wanted.kind}: converting (${version}.${name}) to (${wanted.group}.${wanted.kind}): unknown conversion`,
  );
}

/** What follows the group, as far as it is shown. */
function versionIn(apiVersion: string): string {
  return apiVersion.slice(apiVersion.indexOf('/') + 1, 253);
}

/** What a body says it is must be what its path is for; a body that doesn't say is taken for that. */
function checkType(kind: BodyType, expected: string, body: Record<string, unknown>): void {
  const { apiVersion, kind: name } = body;
  if (typeof name === 'string' && name !== '' && name !== kind.kind) {
    const group = kind.group === '' ? 'core' : (kind.group.split('.')[0] ?? '');
    const given = { apiVersion: typeof apiVersion === 'string' ? apiVersion : expected, kind: name };
    throw unknownConversion(given, { group, version: kind.version, kind: kind.kind });
  }
  if (typeof apiVersion === 'string' && apiVersion !== '' && apiVersion !== expected) {
    throw badRequest(
      `the API version in the data (${apiVersion.slice(0, 253)}) does not match the expected API version (${expected})`,
    );
  }
}

/** The typed form: metadata is always there, and the type is what the path said. */
export function asObject(kind: ApiResource, decoded: Record<string, unknown>): KubernetesObject {
  const { apiVersion: _version, kind: _kind, metadata, ...rest } = decoded;
  return {
    apiVersion: apiVersionOf(kind),
    kind: kind.kind,
    metadata: {
      name: '',
      uid: '',
      resourceVersion: '',
      creationTimestamp: '',
      ...(isJsonObject(metadata) ? metadata : {}),
    },
    ...rest,
  };
}
