import type { Cluster } from '../cluster.ts';
import type { KubernetesObject } from '../object.ts';
import {
  type Configuration,
  checkConfiguration,
  goKind,
  goName,
  refuseDuplicates,
  typeOf,
} from './configuration.ts';
import { create, timeOf } from './create.ts';
import { converterDialect } from './decode/dialects.ts';
import { UnmarshalError, unmarshal } from './decode/unmarshal.ts';
import type { FieldValidation } from './decode.ts';
import { apiVersionOf, type Kind } from './kind.ts';
import { type Applied, applyConfiguration } from './managed-fields/apply.ts';
import { updateLastApplied } from './managed-fields/last-applied.ts';
import { ItemError } from './managed-fields/path-element.ts';
import type { JsonObject } from './patch/json-object.ts';
import { PATCH_CONTENT_TYPES } from './patch/patch.ts';
import { asObject } from './read-object.ts';
import { ApiError, badRequest, conflict, notFound, unsupportedMediaType } from './status.ts';
import type { Entry } from './store.ts';
import { type UpdateScope, update } from './update.ts';
import type { WriteOptions } from './write.ts';

/** The media type of a server-side apply. */
export const APPLY_CONTENT_TYPE = 'application/apply-patch+yaml';

/** kubectl's field manager: what its client-side apply left behind is its own. */
const KUBECTL = 'kubectl';

/** A configuration, and how it is to be applied. */
export interface Application {
  readonly configuration: Configuration;
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
  { configuration, force, fieldValidation }: Application,
  options: WriteOptions,
  scope: UpdateScope,
): { entry: Entry; created: boolean; warnings: readonly string[] } {
  const live = cluster.store.get(kind, address.namespace, address.name);
  if (kind.conversion !== undefined) throw unsupportedMediaType(PATCH_CONTENT_TYPES);
  if (live === undefined && scope !== 'object') throw notFound(kind, address.name);
  const { object, duplicates } = configuration;
  checkConfiguration(object, typeOf(kind));
  const applied = merged(cluster, kind, live, object, force, options, scope);
  const draft = readDraft(kind, object, applied.object);
  if (options.author.manager === KUBECTL) updateLastApplied(draft, object);
  if (fieldValidation === 'Strict') refuseDuplicates(configuration);
  const writeOptions = { ...options, managedFields: { applied: applied.managedFields } };
  if (live !== undefined) {
    const entry = update(cluster, kind, address, draft, writeOptions, scope);
    return { entry, created: false, warnings: duplicates };
  }
  checkNew(kind, address.name, draft);
  const entry = create(cluster, kind, address.namespace, draft, writeOptions);
  return { entry, created: true, warnings: duplicates };
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
  const through = scope === 'status' ? 'status' : scope === 'object' ? subresource : scope.name;
  const writer = { manager: author.manager, subresource: through, time: timeOf(cluster, through) };
  try {
    return applyConfiguration(kind, live, configuration, writer, force);
  } catch (error) {
    if (error instanceof ItemError) throw new ApiError(500, '', `failed to merge config: ${error.message}`);
    throw error;
  }
}

function readDraft(kind: Kind, configuration: JsonObject, object: JsonObject): KubernetesObject {
  try {
    return asObject(kind, unmarshal(kind.definition, object, converterDialect).object);
  } catch (error) {
    if (!(error instanceof UnmarshalError)) throw error;
    const type = goKind(apiVersionOf(kind), kind.kind);
    throw new ApiError(
      500,
      '',
      `failed to convert new object (${goName(configuration)}) to proper version: unable to convert unstructured object to ${type}: ${error.message}`,
    );
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
