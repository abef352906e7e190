import { duplicateKeys } from '../yaml/duplicate-keys.ts';
import { parseYaml, YamlError } from '../yaml/yaml.ts';
import { boundsFault } from './decode/bounds.ts';
import type { FieldValidation } from './decode.ts';
import { apiVersionOf, type Kind } from './kind.ts';
import { shapeOf } from './managed-fields/shape.ts';
import { configurationFault } from './managed-fields/validate.ts';
import { isJsonObject, type JsonObject } from './patch/json-object.ts';
import { ApiError, badRequest, tooLarge } from './status.ts';

/** What a server-side apply wants of an object, as its body says it. */
export interface Configuration {
  readonly object: JsonObject;
  /** What a strict reader refuses in the text, line by line: keys that stand twice. */
  readonly duplicates: readonly string[];
}

/** YAML takes much longer to read than JSON. */
const YAML_CHARS_MAX = 1024 * 1024;

/**
 * Reads the body of an apply: YAML, which JSON is, too.
 * @throws ApiError 400, 413
 */
export function parseConfiguration(text: string, mode: FieldValidation): Configuration {
  if (text.length > YAML_CHARS_MAX) throw tooLarge(`Request entity too large: limit is ${YAML_CHARS_MAX}`);
  const value = readYaml(text) ?? {};
  const fault = boundsFault(value);
  if (fault !== undefined) throw badRequest(`error decoding patch: ${fault}`);
  if (isJsonObject(value)) {
    return { object: value, duplicates: mode === 'Ignore' ? [] : duplicateKeys(text) };
  }
  const type = Array.isArray(value) ? 'array' : typeof value === 'boolean' ? 'bool' : typeof value;
  throw badRequest(
    `error decoding patch: error unmarshaling JSON: while decoding JSON: json: cannot unmarshal ${type} into Go value of type map[string]interface {}`,
  );
}

function readYaml(text: string): unknown {
  try {
    return parseYaml(text);
  } catch (error) {
    if (!(error instanceof YamlError)) throw error;
    throw badRequest(`error decoding patch: error converting YAML to JSON: ${error.message}`);
  }
}

/** @throws ApiError 400 where a key stands twice */
export function refuseDuplicates({ duplicates }: Configuration): void {
  if (duplicates.length === 0) return;
  const lines = duplicates.map((line) => `\n  ${line}`).join('');
  throw badRequest(
    `error strict decoding patch: error converting YAML to JSON: yaml: unmarshal errors:${lines}`,
  );
}

/** A type as Go's schema.GroupVersionKind shows itself: `/v1, Kind=Pod`. */
export function goKind(apiVersion: string, kind: string): string {
  return `${apiVersion.includes('/') ? apiVersion : `/${apiVersion}`}, Kind=${kind}`;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value.slice(0, 253) : '';
}

/** An object as upstream's errors name it: `default/web; apps/v1, Kind=Deployment`. */
export function goName({ apiVersion, kind, metadata }: JsonObject): string {
  const { namespace, name } = isJsonObject(metadata) ? metadata : {};
  return `${textOf(namespace)}/${textOf(name)}; ${goKind(textOf(apiVersion), textOf(kind))}`;
}

/**
 * A configuration has to say what it is, and to fit that.
 * @param type what it is to be: a kind, or the Scale of one
 * @throws ApiError
 */
export function checkConfiguration(
  object: JsonObject,
  type: { readonly apiVersion: string; readonly kind: string; readonly definition: string },
): void {
  const [apiVersion, kind] = [textOf(object.apiVersion), textOf(object.kind)];
  if (apiVersion !== type.apiVersion || kind !== type.kind) {
    throw badRequest(`invalid object type: ${goKind(apiVersion, kind)}`);
  }
  const metadata = isJsonObject(object.metadata) ? object.metadata : {};
  if ((metadata.managedFields ?? null) !== null) throw badRequest('metadata.managedFields must be nil');
  const fault = configurationFault(shapeOf(type.definition), object);
  if (fault === undefined) return;
  throw new ApiError(500, '', `failed to create typed patch object (${goName(object)}): ${fault}`);
}

/** What a configuration of a kind has to be. */
export function typeOf(kind: Kind): { apiVersion: string; kind: string; definition: string } {
  return { apiVersion: apiVersionOf(kind), kind: kind.kind, definition: kind.definition };
}
