import { finishDeletion, remove } from '../../apiserver/delete.ts';
import { type Kind, resourceOf } from '../../apiserver/kind.ts';
import { ApiError } from '../../apiserver/status.ts';
import type { Change } from '../../apiserver/store.ts';
import { update } from '../../apiserver/update.ts';
import type { Cluster } from '../../cluster.ts';
import type { Controller } from '../../controller.ts';
import { storedKinds } from '../../kinds/index.ts';
import { type NamespaceObject, namespaceKind } from '../../kinds/namespace.ts';
import { podKind } from '../../kinds/pod.ts';
import { copy } from '../../object.ts';
import { controllerAuthor } from '../controller-author.ts';
import { type Remaining, terminatingConditions } from './conditions.ts';

const author = controllerAuthor('namespace-controller');

const FINALIZER = 'kubernetes';

/** What lives in namespaces. */
const contentKinds = storedKinds.filter((kind) => kind.namespaced);

/** Empties namespaces that are being deleted, and lets them go (upstream's pkg/controller/namespace). */
export const namespaceController: Controller = {
  name: 'namespace',
  watches: {
    namespaces: ({ entry: { object } }) =>
      object.metadata.deletionTimestamp === undefined ? [] : [object.metadata.name],
    ...Object.fromEntries(contentKinds.map((kind) => [resourceOf(kind), keyOfContent])),
  },
  reconcile(cluster, name) {
    const namespace = cluster.store.get(namespaceKind, '', name);
    if (namespace?.metadata.deletionTimestamp === undefined) return undefined;
    if (!(namespace.spec.finalizers ?? []).includes(FINALIZER)) return undefined;
    // Pods lose what protects or configures them only once they have ended (upstream's OrderedNamespaceDeletion).
    const pods = empty(cluster, [podKind], name);
    const remaining = pods.resources.size > 0 ? pods : empty(cluster, contentKinds, name);
    const written = writeConditions(cluster, namespace, remaining);
    if (remaining.resources.size === 0) finalize(cluster, written);
    return undefined;
  },
};

/** Only the end of something can bring the end of its namespace nearer. */
function keyOfContent({ event, entry }: Change, cluster: Cluster): string[] {
  if (event !== 'DELETED') return [];
  const { namespace = '' } = entry.object.metadata;
  const owner = cluster.store.get(namespaceKind, '', namespace);
  return owner?.metadata.deletionTimestamp === undefined ? [] : [namespace];
}

/** Deletes all objects of some kinds. @returns what is left of them */
function empty(cluster: Cluster, some: readonly Kind[], namespace: string): Remaining {
  const failures = some.flatMap((kind) => deleteAll(cluster, kind, namespace));
  return { ...count(cluster, some, namespace), failures };
}

/** Deletes what isn't being deleted yet. @returns why some could not be */
function deleteAll(cluster: Cluster, kind: Kind, namespace: string): string[] {
  const failures: string[] = [];
  for (const { object } of cluster.store.entries(resourceOf(kind), namespace)) {
    if (object.metadata.deletionTimestamp !== undefined) continue;
    const { name } = object.metadata;
    try {
      const options = { author: author.delete, propagationPolicy: 'Background' as const };
      remove(cluster, kind, { namespace, name }, options);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      failures.push(error.message);
    }
  }
  return failures;
}

function count(cluster: Cluster, some: readonly Kind[], namespace: string): Omit<Remaining, 'failures'> {
  const resources = new Map<string, number>();
  const finalizers = new Map<string, number>();
  for (const kind of some) {
    const entries = cluster.store.entries(resourceOf(kind), namespace);
    if (entries.length > 0) resources.set(`${kind.plural}.${kind.group}`, entries.length);
    for (const { object } of entries) {
      for (const finalizer of object.metadata.finalizers ?? []) {
        finalizers.set(finalizer, (finalizers.get(finalizer) ?? 0) + 1);
      }
    }
  }
  return { resources, finalizers };
}

function writeConditions(
  cluster: Cluster,
  namespace: NamespaceObject,
  remaining: Remaining,
): NamespaceObject {
  const { status, metadata } = namespace;
  const conditions = terminatingConditions(status.conditions ?? [], remaining, cluster.timestamp);
  const draft = { ...namespace, status: { ...status, conditions } };
  const address = { namespace: '', name: metadata.name };
  update(cluster, namespaceKind, address, draft, { author: author.update }, 'status');
  return cluster.store.get(namespaceKind, '', metadata.name) ?? namespace;
}

/** The finalize subresource: the only way to write spec.finalizers. */
function finalize(cluster: Cluster, namespace: NamespaceObject): void {
  const draft = copy(namespace);
  draft.spec.finalizers = (draft.spec.finalizers ?? []).filter((finalizer) => finalizer !== FINALIZER);
  const options = { author: author.update };
  if (finishDeletion(cluster, namespaceKind, draft, options) === undefined) {
    cluster.store.put(namespaceKind, draft, options.author, cluster.now);
  }
}
