import { load, YAML11_SCHEMA } from 'js-yaml';
import type { Cluster } from '../cluster.ts';
import type { KubernetesObject } from '../object.ts';
import { create } from './create.ts';
import { boundsFault } from './decode/bounds.ts';
import { converterDialect } from './decode/dialects.ts';
import { UnmarshalError, unmarshal } from './decode/unmarshal.ts';
import type { FieldValidation } from './decode.ts';
import { apiVersionOf, type Kind } from './kind.ts';
import { type Applied, applyConfiguration } from './managed-fields/apply.ts';
import { updateLastApplied } from './managed-fields/last-applied.ts';
import { ItemError } from './managed-fields/path-element.ts';
import { shapeOf } from './managed-fields/shape.ts';
import { configurationFault } from './managed-fields/validate.ts';
import { isJsonObject, type JsonObject } from './patch/json-object.ts';
import { asObject } from './read-object.ts';
import { ApiError, badRequest, conflict, notFound } from './status.ts';
import type { Entry } from './store.ts';
import { type UpdateScope, update } from './update.ts';
import type { WriteOptions } from './write.ts';

/** The media type of a server-side apply. */
export const APPLY_CONTENT_TYPE = 'application/apply-patch+yaml';

/** kubectl's field manager: what its client-side apply left behind is its own. */
const KUBECTL = 'kubectl';

export interface Configuration {
  readonly object: JsonObject;
  /** What a strict reader refuses in the text: a key that stands twice. */
  readonly duplicates: string | undefined;
  /** Takes fields from other managers instead of refusing. */
  readonly force: boolean;
  readonly fieldValidation: FieldValidation;
}

/**
 * Server-side apply: creates the object, or brings what its manager wants of it up to date.
 * @throws ApiError as the API server answers
 */
export function applyObject(
  cluster: Cluster,
  kind: Kind,
  address: { readonly namespace: string; readonly name: string },
  { object: configuration, duplicates, force, fieldValidation }: Configuration,
  options: WriteOptions,
  scope: UpdateScope,
): { entry: Entry; created: boolean; warnings: readonly string[] } {
  const live = cluster.store.get(kind, address.namespace, address.name);
  if (live === undefined && scope === 'status') throw notFound(kind, address.name);
  checkConfiguration(kind, configuration);
  const applied = merged(cluster, kind, live, configuration, force, options, scope);
  const draft = readDraft(kind, applied.object);
  if (options.author.manager === KUBECTL) updateLastApplied(draft, configuration);
  if (duplicates !== undefined && fieldValidation === 'Strict') {
    throw badRequest(`error strict decoding patch: ${duplicates}`);
  }
  const warnings = duplicates !== undefined && fieldValidation === 'Warn' ? [duplicates] : [];
  const writeOptions = { ...options, managedFields: { applied: applied.managedFields } };
  if (live !== undefined) {
    return { entry: update(cluster, kind, address, draft, writeOptions, scope), created: false, warnings };
  }
  checkNew(kind, address.name, draft);
  const entry = create(cluster, kind, address.namespace, draft, writeOptions);
  return { entry, created: true, warnings };
}

/** Reads the body of an apply, YAML or JSON. @throws ApiError 400 */
export function parseConfiguration(text: string): Pick<Configuration, 'object' | 'duplicates'> {
  let duplicates: string | undefined;
  let value: unknown;
  try {
    value = parseYaml(text, false);
  } catch (error) {
    duplicates = yamlFault(error);
    try {
      value = parseYaml(text, true);
    } catch {
      throw badRequest(`error decoding patch: error converting YAML to JSON: yaml: ${duplicates}`);
    }
  }
  const fault = boundsFault(value);
  if (fault !== undefined) throw badRequest(`error decoding patch: ${fault}`);
  if (value === undefined || value === null) value = {};
  if (!isJsonObject(value)) {
    const type = Array.isArray(value) ? 'array' : typeof value === 'boolean' ? 'bool' : typeof value;
    throw badRequest(
      `error decoding patch: error unmarshaling JSON: while decoding JSON: json: cannot unmarshal ${type} into Go value of type map[string]interface {}`,
    );
  }
  const strict = duplicates === undefined ? undefined : `error converting YAML to JSON: yaml: ${duplicates}`;
  return { object: value, duplicates: strict };
}

/** @param lenient the last of several equal keys counts */
function parseYaml(text: string, lenient: boolean): unknown {
  return load(text, { schema: YAML11_SCHEMA, maxAliases: 0, json: lenient });
}

/** What is wrong with a text, as go-yaml says it where it is a key that stands twice. */
function yamlFault(error: unknown): string {
  const message = error instanceof Error ? (error.message.split('\n')[0] ?? '') : '';
  const [, line] = /duplicated mapping key \((\d+):/.exec(message) ?? [];
  return line === undefined
    ? message.slice(0, 200)
    : `unmarshal errors:\n  line ${line}: mapping key already defined`;
}

function goKind(apiVersion: string, kind: string): string {
  return `${apiVersion.includes('/') ? apiVersion : `/${apiVersion}`}, Kind=${kind}`;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value.slice(0, 253) : '';
}

/** A configuration has to say what it is, and to fit that. */
function checkConfiguration(kind: Kind, configuration: JsonObject): void {
  const [apiVersion, name] = [textOf(configuration.apiVersion), textOf(configuration.kind)];
  if (apiVersion !== apiVersionOf(kind) || name !== kind.kind) {
    throw badRequest(`invalid object type: ${goKind(apiVersion, name)}`);
  }
  const metadata = isJsonObject(configuration.metadata) ? configuration.metadata : {};
  if ((metadata.managedFields ?? null) !== null) throw badRequest('metadata.managedFields must be nil');
  const fault = configurationFault(shapeOf(kind.definition), configuration);
  if (fault === undefined) return;
  const which = `${textOf(metadata.namespace)}/${textOf(metadata.name)}; ${goKind(apiVersion, name)}`;
  throw new ApiError(500, '', `failed to create typed patch object (${which}): ${fault}`);
}

function merged(
  cluster: Cluster,
  kind: Kind,
  live: KubernetesObject | undefined,
  configuration: JsonObject,
  force: boolean,
  { author, subresource }: WriteOptions,
  scope: UpdateScope,
): Applied {
  const through = scope === 'status' ? 'status' : subresource;
  const writer = { manager: author.manager, subresource: through, time: cluster.timestamp };
  try {
    return applyConfiguration(kind, live, configuration, writer, force);
  } catch (error) {
    if (error instanceof ItemError) throw new ApiError(500, '', `failed to merge config: ${error.message}`);
    throw error;
  }
}

function readDraft(kind: Kind, object: JsonObject): KubernetesObject {
  try {
    return asObject(kind, unmarshal(kind.definition, object, converterDialect).object);
  } catch (error) {
    if (!(error instanceof UnmarshalError)) throw error;
    const which = goKind(apiVersionOf(kind), kind.kind);
    throw new ApiError(500, '', `failed to convert new typed object (${which}) to object: ${error.message}`);
  }
}

function checkNew(kind: Kind, name: string, draft: KubernetesObject): void {
  const { metadata } = draft;
  if (metadata.uid !== '') {
    const why = `uid mismatch: the provided object specified uid ${metadata.uid}, and no existing object was found`;
    throw conflict(kind, name, why);
  }
  if (metadata.name === '') {
    throw badRequest(
      `the name of the object (${name} based on URL) was undeterminable: name must be provided`,
    );
  }
  if (metadata.name !== name) {
    throw badRequest(
      `the name of the object (${metadata.name}) does not match the name on the URL (${name})`,
    );
  }
}
