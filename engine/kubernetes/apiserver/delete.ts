import { rfc3339 } from '../../simulation/time.ts';
import type { Cluster } from '../cluster.ts';
import { copy, type KubernetesObject } from '../object.ts';
import { trial } from './create.ts';
import { type Kind, resourceOf } from './kind.ts';
import { checkPreconditions, type Preconditions } from './preconditions.ts';
import { notFound } from './status.ts';
import type { Entry } from './store.ts';
import { attempt, type WriteOptions } from './write.ts';

export const ORPHAN_FINALIZER = 'orphan';
export const FOREGROUND_FINALIZER = 'foregroundDeletion';

/** metav1.DeleteOptions, as far as it concerns the object itself. */
export interface DeleteOptions extends WriteOptions {
  readonly gracePeriodSeconds?: number;
  readonly propagationPolicy?: 'Orphan' | 'Background' | 'Foreground';
  readonly preconditions?: Preconditions;
}

/** What became of it: gone, or still there with a deletionTimestamp until its keepers let go. */
export interface Deletion {
  readonly entry: Entry;
  readonly gone: boolean;
}

/**
 * Deletes an object: at once, or after its grace period and finalizers.
 * @throws ApiError as the API server answers
 */
export function remove<T extends KubernetesObject>(
  cluster: Cluster,
  kind: Kind<T>,
  address: { readonly namespace: string; readonly name: string },
  options: DeleteOptions,
): Deletion {
  return attempt(cluster, options, () => {
    const stored = cluster.store.entry(resourceOf(kind), address.namespace, address.name);
    const old = cluster.store.get(kind, address.namespace, address.name);
    if (stored === undefined || old === undefined) throw notFound(kind, address.name);
    checkPreconditions(kind, old, options.preconditions);
    kind.prepareForDelete?.(old);
    const draft = copy(old);
    setPropagation(draft, options.propagationPolicy);
    const grace = kind.gracePeriodSeconds?.(old, options.gracePeriodSeconds) ?? 0;
    if (!mark(cluster, kind, draft, grace)) return { entry: stored, gone: false };
    const kept = isKept(kind, draft);
    if (options.dryRun === true) return { entry: trial(draft), gone: !kept };
    const write = kept ? 'put' : 'remove';
    return { entry: cluster.store[write](kind, draft, options.author, cluster.now), gone: !kept };
  });
}

/** Removes an object whose deletion was waiting for the finalizer that this update took off. */
export function finishDeletion<T extends KubernetesObject>(
  cluster: Cluster,
  kind: Kind<T>,
  draft: T,
  options: WriteOptions,
): Entry | undefined {
  if (draft.metadata.deletionTimestamp === undefined || isKept(kind, draft)) return undefined;
  return cluster.store.remove(kind, draft, options.author, cluster.now);
}

function isKept<T extends KubernetesObject>(kind: Kind<T>, object: T): boolean {
  const { finalizers = [], deletionGracePeriodSeconds = 0 } = object.metadata;
  return finalizers.length > 0 || deletionGracePeriodSeconds > 0 || (kind.deletionBlocked?.(object) ?? false);
}

/** Orphaning and foreground deletion are finalizers that the garbage collector takes off again. */
function setPropagation(draft: KubernetesObject, policy: DeleteOptions['propagationPolicy']): void {
  if (policy === undefined) return;
  const others = (draft.metadata.finalizers ?? []).filter(
    (finalizer) => finalizer !== ORPHAN_FINALIZER && finalizer !== FOREGROUND_FINALIZER,
  );
  if (policy === 'Orphan') others.push(ORPHAN_FINALIZER);
  if (policy === 'Foreground') others.push(FOREGROUND_FINALIZER);
  if (others.length > 0) draft.metadata.finalizers = others;
  else delete draft.metadata.finalizers;
}

/** Sets the deletion's timestamp and grace period; false where an earlier deletion already says the same. */
function mark<T extends KubernetesObject>(cluster: Cluster, kind: Kind<T>, draft: T, grace: number): boolean {
  const { metadata } = draft;
  const standing = metadata.deletionGracePeriodSeconds;
  if (metadata.deletionTimestamp !== undefined && standing !== undefined && grace >= standing && grace > 0)
    return false;
  const shortened = metadata.deletionTimestamp === undefined || (standing ?? 0) > grace;
  if (shortened) {
    metadata.deletionTimestamp = rfc3339(cluster.now + grace * 1000);
    metadata.deletionGracePeriodSeconds = grace;
    if (kind.hasGeneration) metadata.generation = (metadata.generation ?? 0) + 1;
  }
  kind.markDeleted?.(draft);
  return shortened || !isKept(kind, draft);
}
