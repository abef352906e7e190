import type { Cluster } from '../cluster.ts';
import type { KubernetesObject } from '../object.ts';
import { placeIn, trial } from './create.ts';
import { finishDeletion } from './delete.ts';
import { sameJson } from './equality.ts';
import { FieldErrors, GoLiteral } from './field-errors.ts';
import { type Kind, resourceOf, type Subresource } from './kind.ts';
import { validateMetadata, validateMetadataUpdate } from './metadata.ts';
import { badRequest, conflict, invalid, modified, notFound } from './status.ts';
import type { Entry } from './store.ts';
import { attempt, type WriteOptions } from './write.ts';

/** Which part of the object a request writes. */
export type UpdateScope<T extends KubernetesObject = KubernetesObject> = 'object' | 'status' | Subresource<T>;

/**
 * Replaces an object, or its status, by a decoded draft, which becomes the store's.
 * @throws ApiError as the API server answers
 */
export function update<T extends KubernetesObject>(
  cluster: Cluster,
  kind: Kind<T>,
  address: { readonly namespace: string; readonly name: string },
  draft: T,
  options: WriteOptions,
  scope: UpdateScope<T> = 'object',
): Entry {
  return attempt(cluster, options, () => {
    const stored = cluster.store.entry(resourceOf(kind), address.namespace, address.name);
    const old = cluster.store.get(kind, address.namespace, address.name);
    placeIn(kind, address.namespace, draft);
    if (draft.metadata.name !== address.name) {
      throw badRequest(
        `the name of the object (${draft.metadata.name}) does not match the name on the URL (${address.name})`,
      );
    }
    if (stored === undefined || old === undefined) throw notFound(kind, address.name);
    checkPreconditions(kind, draft, old);
    const next = nextObject(cluster, kind, draft, old, options.dryRun === true, scope);
    validateChange(kind, next, old, scope);
    if (kind.hasGeneration && scope !== 'status' && !sameJson(contentOf(next), contentOf(old))) {
      next.metadata.generation = (old.metadata.generation ?? 0) + 1;
    }
    if (sameJson(next, old)) return stored;
    if (options.dryRun === true) return trial(next);
    return (
      finishDeletion(cluster, kind, next, options) ??
      cluster.store.put(kind, next, options.author, cluster.now)
    );
  });
}

function checkPreconditions(kind: Kind, draft: KubernetesObject, old: KubernetesObject): void {
  const { uid, resourceVersion } = draft.metadata;
  if (uid !== undefined && uid !== '' && uid !== old.metadata.uid) {
    throw conflict(
      kind,
      old.metadata.name,
      `Precondition failed: UID in precondition: ${uid}, UID in object meta: ${old.metadata.uid}`,
    );
  }
  if (resourceVersion === undefined || resourceVersion === '') {
    if (kind.unconditionalUpdate !== false) return;
    const errors = new FieldErrors();
    errors.invalid('metadata.resourceVersion', new GoLiteral('0x0'), 'must be specified for an update');
    throw invalid(kind, old.metadata.name, errors.causes);
  }
  if (resourceVersion !== old.metadata.resourceVersion) throw modified(kind, old.metadata.name);
}

/** What the stored object becomes. */
function nextObject<T extends KubernetesObject>(
  cluster: Cluster,
  kind: Kind<T>,
  draft: T,
  old: T,
  dryRun: boolean,
  scope: UpdateScope<T>,
): T {
  if (scope === 'status') return withStatus(old, draft);
  keepSystemFields(draft, old);
  if (scope !== 'object') {
    kind.defaults?.(draft);
    return scope.take?.(draft, old) ?? old;
  }
  if (kind.hasStatus && 'status' in old) Object.assign(draft, { status: structuredClone(old.status) });
  kind.defaults?.(draft);
  kind.prepareForUpdate?.(draft, old, cluster, dryRun);
  return draft;
}

/** A write of the status takes nothing else from the request. */
function withStatus<T extends KubernetesObject>(old: T, draft: T): T {
  const status = 'status' in draft ? draft.status : undefined;
  return { ...old, metadata: { ...old.metadata }, status };
}

/** What a client may leave out or may not change is taken from what is stored. */
function keepSystemFields(draft: KubernetesObject, old: KubernetesObject): void {
  const { metadata } = draft;
  const kept = old.metadata;
  metadata.uid = kept.uid;
  metadata.resourceVersion = kept.resourceVersion;
  metadata.creationTimestamp = kept.creationTimestamp;
  if (kept.generateName !== undefined) metadata.generateName = kept.generateName;
  restore(metadata, kept, 'generation');
  restore(metadata, kept, 'deletionTimestamp');
  restore(metadata, kept, 'deletionGracePeriodSeconds');
}

function restore<K extends 'generation' | 'deletionTimestamp' | 'deletionGracePeriodSeconds'>(
  metadata: KubernetesObject['metadata'],
  kept: KubernetesObject['metadata'],
  key: K,
): void {
  if (kept[key] === undefined) delete metadata[key];
  else metadata[key] = kept[key];
}

function validateChange<T extends KubernetesObject>(
  kind: Kind<T>,
  next: T,
  old: T,
  scope: UpdateScope<T>,
): void {
  const errors = new FieldErrors();
  if (scope === 'status') kind.validateStatusUpdate?.(next, old, errors);
  else {
    validateMetadataUpdate(next, old, errors);
    validateMetadata(kind, next, errors);
    if (scope === 'object') kind.validate?.(next, errors);
    (scope === 'object' ? kind : scope).validateUpdate?.(next, old, errors);
  }
  if (!errors.ok) throw invalid(kind, next.metadata.name, errors.causes);
}

/** Everything whose change counts as a new generation. */
function contentOf(object: KubernetesObject): Record<string, unknown> {
  const { metadata: _metadata, ...rest } = object;
  return Object.fromEntries(Object.entries(rest).filter(([key]) => key !== 'status'));
}
