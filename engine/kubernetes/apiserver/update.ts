import type { Cluster } from '../cluster.ts';
import type { KubernetesObject } from '../object.ts';
import { placeIn, track, trial } from './create.ts';
import { finishDeletion } from './delete.ts';
import { sameJson } from './equality.ts';
import { FieldErrors, GoLiteral } from './field-errors.ts';
import { type Kind, resourceOf, type Subresource } from './kind.ts';
import { below } from './managed-fields/field-set.ts';
import { resetFieldsOf, withoutManagedFields } from './managed-fields/track.ts';
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
    const next = nextObject(cluster, kind, draft, old, options, scope);
    validateChange(kind, next, old, scope);
    if (kind.hasGeneration && scope !== 'status' && !sameJson(contentOf(next), contentOf(old))) {
      next.metadata.generation = (old.metadata.generation ?? 0) + 1;
    }
    if (isSame(next, old)) return stored;
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
  options: WriteOptions,
  scope: UpdateScope<T>,
): T {
  if (scope === 'object') {
    prepareObject(cluster, kind, draft, old, options);
    return draft;
  }
  const next = scope === 'status' ? withStatus(kind, old, draft) : withPart(kind, scope, old, draft);
  track(cluster, kind, next, old, options, scope === 'status' ? 'status' : scope.name);
  return next;
}

/** A write through a subresource takes what that is about. */
function withPart<T extends KubernetesObject>(kind: Kind<T>, part: Subresource<T>, old: T, draft: T): T {
  keepSystemFields(draft.metadata, old.metadata);
  kind.defaults?.(draft);
  const taken = part.take?.(draft, old) ?? old;
  return { ...taken, metadata: { ...taken.metadata } };
}

/** A write of the status takes nothing else from the request, but metadata that the kind doesn't keep. */
function withStatus<T extends KubernetesObject>(kind: Kind<T>, old: T, draft: T): T {
  const status = 'status' in draft ? draft.status : undefined;
  const metadata = { ...draft.metadata };
  keepSystemFields(metadata, old.metadata);
  const kept = below(resetFieldsOf(kind, 'status'), 'f:metadata');
  if ('f:labels' in kept) restore(metadata, old.metadata, 'labels');
  if ('f:ownerReferences' in kept) restore(metadata, old.metadata, 'ownerReferences');
  return { ...old, metadata, status };
}

/** What a client may leave out or may not change is taken from what is stored. */
function prepareObject<T extends KubernetesObject>(
  cluster: Cluster,
  kind: Kind<T>,
  draft: T,
  old: T,
  options: WriteOptions,
): void {
  keepSystemFields(draft.metadata, old.metadata);
  if (kind.hasStatus && 'status' in old) Object.assign(draft, { status: structuredClone(old.status) });
  kind.defaults?.(draft);
  track(cluster, kind, draft, old, options, options.subresource);
  kind.prepareForUpdate?.(draft, old, cluster, options.dryRun === true);
}

function keepSystemFields(metadata: KubernetesObject['metadata'], kept: KubernetesObject['metadata']): void {
  metadata.uid = kept.uid;
  metadata.resourceVersion = kept.resourceVersion;
  metadata.creationTimestamp = kept.creationTimestamp;
  if (kept.generateName !== undefined) metadata.generateName = kept.generateName;
  restore(metadata, kept, 'generation');
  restore(metadata, kept, 'deletionTimestamp');
  restore(metadata, kept, 'deletionGracePeriodSeconds');
}

function restore<K extends keyof KubernetesObject['metadata']>(
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
  if (!sameJson(next.metadata, old.metadata)) {
    validateMetadataUpdate(next, old, errors);
    validateMetadata(kind, next, errors);
  }
  if (scope === 'status') kind.validateStatusUpdate?.(next, old, errors);
  else if (scope === 'object') {
    kind.validate?.(next, errors);
    kind.validateUpdate?.(next, old, errors);
  } else scope.validateUpdate?.(next, old, errors);
  if (!errors.ok) throw invalid(kind, next.metadata.name, errors.causes);
}

/** True where nothing but the time differs at which somebody took what was his already. */
function isSame(next: KubernetesObject, old: KubernetesObject): boolean {
  return (
    sameJson(withoutManagedFields(next), withoutManagedFields(old)) &&
    sameJson(withoutTimes(next.metadata.managedFields), withoutTimes(old.metadata.managedFields))
  );
}

function withoutTimes(entries: KubernetesObject['metadata']['managedFields'] = []): object[] {
  return entries.map(({ time: _time, ...entry }) => entry);
}

/** Everything whose change counts as a new generation. */
function contentOf(object: KubernetesObject): Record<string, unknown> {
  const { metadata: _metadata, ...rest } = object;
  return Object.fromEntries(Object.entries(rest).filter(([key]) => key !== 'status'));
}
