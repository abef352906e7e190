import type { KubernetesObject } from '../object.ts';
import { DecodeError, decode, type FieldValidation } from './decode.ts';
import { apiVersionOf, type Kind } from './kind.ts';
import { badRequest } from './status.ts';

export interface ReadObject {
  readonly object: KubernetesObject;
  /** Texts for Warning headers. */
  readonly warnings: readonly string[];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Reads a parsed body as an object of a kind.
 * @param found what a strict reader refuses besides unknown fields, such as duplicate ones
 * @throws ApiError 400 in upstream's words
 */
export function readObject(
  kind: Kind,
  body: unknown,
  mode: FieldValidation,
  found: readonly string[] = [],
): ReadObject {
  const expected = apiVersionOf(kind);
  if (isRecord(body)) checkType(kind, expected, body);
  try {
    const { object, warnings } = decode(kind.definition, body, mode, found);
    return { object: asObject(kind, object), warnings };
  } catch (error) {
    if (error instanceof DecodeError) throw badRequest(error.message);
    throw error;
  }
}

/** What a body says it is must be what its path is for; a body that doesn't say is taken for that. */
function checkType(kind: Kind, expected: string, body: Record<string, unknown>): void {
  const { apiVersion, kind: name } = body;
  if (typeof name === 'string' && name !== '' && name !== kind.kind) {
    const version = typeof apiVersion === 'string' ? apiVersion : expected;
    throw badRequest(
      `${name.slice(0, 253)} in version ${JSON.stringify(version.slice(version.indexOf('/') + 1, 253))} cannot be handled as a ${kind.kind}: converting (${version.slice(version.indexOf('/') + 1, 253)}.${name.slice(0, 253)}) to (${kind.group === '' ? 'core' : kind.group.split('.')[0]}.${kind.kind}): unknown conversion`,
    );
  }
  if (typeof apiVersion === 'string' && apiVersion !== '' && apiVersion !== expected) {
    throw badRequest(
      `the API version in the data (${apiVersion.slice(0, 253)}) does not match the expected API version (${expected})`,
    );
  }
}

/** The typed form: metadata is always there, and the type is what the path said. */
export function asObject(kind: Kind, decoded: Record<string, unknown>): KubernetesObject {
  const { apiVersion: _version, kind: _kind, metadata, ...rest } = decoded;
  return {
    apiVersion: apiVersionOf(kind),
    kind: kind.kind,
    metadata: {
      name: '',
      uid: '',
      resourceVersion: '',
      creationTimestamp: '',
      ...(isRecord(metadata) ? metadata : {}),
    },
    ...rest,
  };
}
