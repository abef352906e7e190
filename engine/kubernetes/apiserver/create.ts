import type { Cluster } from '../cluster.ts';
import { namespaceKind } from '../kinds/namespace.ts';
import type { KubernetesObject } from '../object.ts';
import { FieldErrors } from './field-errors.ts';
import { type Kind, resourceOf } from './kind.ts';
import { trackUpdate } from './managed-fields/track.ts';
import { generatedName, validateMetadata } from './metadata.ts';
import { ApiError, alreadyExists, badRequest, forbidden, invalid, notFound } from './status.ts';
import type { Entry } from './store.ts';
import { attempt, type WriteOptions } from './write.ts';

/** Generated names collide rarely; upstream tries as often (NameGenerationRetryTimes). */
const NAME_ATTEMPTS = 8;

/**
 * Creates an object from a decoded draft, which becomes the store's.
 * @throws ApiError as the API server answers
 */
export function create<T extends KubernetesObject>(
  cluster: Cluster,
  kind: Kind<T>,
  namespace: string,
  draft: T,
  options: WriteOptions,
): Entry {
  return attempt(cluster, options, () => {
    placeIn(kind, namespace, draft);
    if (draft.metadata.resourceVersion !== undefined && draft.metadata.resourceVersion !== '') {
      throw badRequest('resourceVersion should not be set on objects to be created');
    }
    stamp(cluster, kind, draft);
    requireNamespace(cluster, kind, draft);
    kind.defaults?.(draft);
    track(cluster, kind, draft, undefined, options, undefined);
    kind.prepareForCreate?.(draft, cluster, options.dryRun === true);
    validateNew(kind, draft);
    const resource = resourceOf(kind);
    if (cluster.store.entry(resource, draft.metadata.namespace ?? '', draft.metadata.name) !== undefined) {
      throw alreadyExists(kind, draft.metadata.name);
    }
    if (options.dryRun === true) return trial(draft);
    return cluster.store.put(kind, draft, options.author, cluster.now);
  });
}

/** The answer to a dry run: the object as it would be stored, without a revision. */
export function trial(draft: KubernetesObject): Entry {
  const { resourceVersion } = draft.metadata;
  const metadata = {
    ...draft.metadata,
    resourceVersion: resourceVersion === '' ? undefined : resourceVersion,
  };
  return { object: draft, text: JSON.stringify({ ...draft, metadata }), revision: 0 };
}

/** Works out who manages what, before anything but the request changes the draft. */
export function track(
  cluster: Cluster,
  kind: Kind,
  draft: KubernetesObject,
  old: KubernetesObject | undefined,
  options: WriteOptions,
  subresource: string | undefined,
): void {
  if (options.managedFields !== undefined) {
    delete draft.metadata.managedFields;
    const { applied } = options.managedFields;
    if (applied !== undefined) draft.metadata.managedFields = applied;
    return;
  }
  const time = timeOf(cluster, subresource);
  // Drafts have the form that is stored.
  trackUpdate(kind.conversion?.stored ?? kind, draft, old, {
    manager: options.author.manager,
    subresource,
    time,
  });
}

/** When a manager wrote: upstream forgets the times of those that write a Scale. */
export function timeOf(cluster: Cluster, subresource: string | undefined): string | undefined {
  return subresource === 'scale' ? undefined : cluster.timestamp;
}

/** Puts the object into the namespace of the request. @throws ApiError where it names another */
export function placeIn(kind: Kind, namespace: string, draft: KubernetesObject): void {
  if (!kind.namespaced) return;
  const own = draft.metadata.namespace ?? '';
  if (own !== '' && own !== namespace) {
    throw badRequest('the namespace of the provided object does not match the namespace sent on the request');
  }
  draft.metadata.namespace = namespace;
}

/** What the API server fills in at birth (rest.FillObjectMetaSystemFields and the name generator). */
function stamp(cluster: Cluster, kind: Kind, draft: KubernetesObject): void {
  const { metadata } = draft;
  delete metadata.deletionTimestamp;
  delete metadata.deletionGracePeriodSeconds;
  metadata.uid = cluster.random.uuid();
  metadata.creationTimestamp = cluster.timestamp;
  if (kind.hasGeneration) metadata.generation = 1;
  else delete metadata.generation;
  metadata.name ??= '';
  if (metadata.name !== '' || (metadata.generateName ?? '') === '') return;
  for (let tries = 0; tries < NAME_ATTEMPTS; tries++) {
    metadata.name = generatedName(metadata.generateName ?? '', cluster.random.suffix());
    if (cluster.store.entry(resourceOf(kind), metadata.namespace ?? '', metadata.name) === undefined) return;
  }
}

/** The NamespaceLifecycle admission plugin. */
function requireNamespace(cluster: Cluster, kind: Kind, draft: KubernetesObject): void {
  if (!kind.namespaced) return;
  const name = draft.metadata.namespace ?? '';
  const namespace = cluster.store.get(namespaceKind, '', name);
  if (namespace === undefined) throw notFound(namespaceKind, name);
  if (namespace.metadata.deletionTimestamp === undefined) return;
  const why = `unable to create new content in namespace ${name} because it is being terminated`;
  const refusal = forbidden(kind, draft.metadata.name, why);
  throw new ApiError(refusal.code, refusal.reason, refusal.message, {
    ...refusal.details,
    causes: [
      {
        reason: 'NamespaceTerminating',
        message: `namespace ${name} is being terminated`,
        field: 'metadata.namespace',
      },
    ],
  });
}

function validateNew<T extends KubernetesObject>(kind: Kind<T>, draft: T): void {
  const errors = new FieldErrors();
  validateMetadata(kind, draft, errors);
  kind.validate?.(draft, errors);
  kind.validateCreate?.(draft, errors);
  if (!errors.ok)
    throw invalid(kind, draft.metadata.name || (draft.metadata.generateName ?? ''), errors.causes);
}
