import { type Kind, resourceOf } from '../../apiserver/kind.ts';
import type { Change } from '../../apiserver/store.ts';
import type { Cluster } from '../../cluster.ts';
import { kinds, storedKinds } from '../../kinds/index.ts';
import type { KubernetesObject, OwnerReference } from '../../object.ts';

/** An object by resource, namespace and name: `replicasets.apps/default/web-5d79b66554`. */
export type ObjectReference = string;

const kindsByResource = new Map(storedKinds.map((kind) => [resourceOf(kind), kind]));
const kindsByOwner = new Map(kinds.map((kind) => [`${kind.group}/${kind.kind}`, kind]));

export function referenceTo(resource: string, { metadata }: KubernetesObject): ObjectReference {
  return `${resource}/${metadata.namespace ?? ''}/${metadata.name}`;
}

/** What a reference stands for, with its kind; undefined where it is gone. */
export function resolve(
  cluster: Cluster,
  reference: ObjectReference,
): { readonly kind: Kind; readonly object: KubernetesObject } | undefined {
  const [resource = '', namespace = '', name = ''] = reference.split('/');
  const kind = kindsByResource.get(resource);
  const object = kind === undefined ? undefined : cluster.store.get(kind, namespace, name);
  return kind === undefined || object === undefined ? undefined : { kind, object };
}

/** `unknown` where no such kind is served, or an object of the cluster names an owner in a namespace. */
export type Owner =
  | { readonly state: 'unknown' | 'absent' }
  | { readonly state: 'present'; readonly kind: Kind; readonly object: KubernetesObject };

function kindOf({ apiVersion, kind }: OwnerReference): Kind | undefined {
  const slash = apiVersion.indexOf('/');
  return kindsByOwner.get(`${slash < 0 ? '' : apiVersion.slice(0, slash)}/${kind}`);
}

/** True where the owner exists, but in another namespace than the object that names it. */
export function isElsewhere(
  cluster: Cluster,
  { metadata: { namespace } }: KubernetesObject,
  reference: OwnerReference,
): boolean {
  const kind = kindOf(reference);
  if (kind?.namespaced !== true) return false;
  return cluster.store
    .entries(resourceOf(kind))
    .some(({ object }) => object.metadata.uid === reference.uid && object.metadata.namespace !== namespace);
}

/** The owner that a reference in an object means. */
export function ownerOf(cluster: Cluster, dependent: KubernetesObject, reference: OwnerReference): Owner {
  const { name: ownerName, uid } = reference;
  const kind = kindOf(reference);
  const { namespace } = dependent.metadata;
  if (kind === undefined || (kind.namespaced && namespace === undefined)) return { state: 'unknown' };
  const object = cluster.store.get(kind, kind.namespaced ? (namespace ?? '') : '', ownerName);
  return object?.metadata.uid === uid ? { state: 'present', kind, object } : { state: 'absent' };
}

/** Who depends on whom, by the owner's uid; derived from the store. */
class Graph {
  readonly #dependents = new Map<string, Set<ObjectReference>>();
  readonly #owners = new Map<ObjectReference, readonly string[]>();

  follow({ event, resource, entry }: Change): void {
    const references = event === 'DELETED' ? undefined : entry.object.metadata.ownerReferences;
    const dependent = referenceTo(resource, entry.object);
    const before = this.#owners.get(dependent);
    if (references === undefined && before === undefined) return;
    const owners = (references ?? []).map(({ uid }) => uid);
    if (before !== undefined && before.join() === owners.join()) return;
    for (const uid of before ?? []) this.#unlink(uid, dependent);
    for (const uid of owners) this.#link(uid, dependent);
    if (owners.length === 0) this.#owners.delete(dependent);
    else this.#owners.set(dependent, owners);
  }

  dependentsOf(uid: string): ObjectReference[] {
    return [...(this.#dependents.get(uid) ?? [])].sort();
  }

  #link(uid: string, dependent: ObjectReference): void {
    const dependents = this.#dependents.get(uid);
    if (dependents === undefined) this.#dependents.set(uid, new Set([dependent]));
    else dependents.add(dependent);
  }

  #unlink(uid: string, dependent: ObjectReference): void {
    const dependents = this.#dependents.get(uid);
    dependents?.delete(dependent);
    if (dependents?.size === 0) this.#dependents.delete(uid);
  }
}

const graphs = new WeakMap<Cluster, Graph>();

/** Starts to follow the cluster's store. */
export function attachGraph(cluster: Cluster): void {
  if (graphs.has(cluster)) return;
  const graph = new Graph();
  graphs.set(cluster, graph);
  cluster.store.observe((change) => graph.follow(change));
}

/** The objects that name an owner's uid, in the order of their references. */
export function dependentsOf(cluster: Cluster, uid: string): ObjectReference[] {
  return graphs.get(cluster)?.dependentsOf(uid) ?? [];
}
