import { type Kind, resourceOf } from '../apiserver/kind.ts';
import type { Cluster } from '../cluster.ts';
import type { KubernetesObject } from '../object.ts';

const NOTHING: ReadonlyMap<string, never> = new Map<string, never>();

/** What an indexer holds for one cluster. */
interface Buckets<V> {
  readonly byName: Map<string, Map<string, V>>;
  /** Where each object is filed now, by its namespace and name. */
  readonly filed: Map<string, string>;
}

/**
 * The objects of a kind, filed by something controllers look them up by over and over, such as their
 * owner (client-go's cache.Indexer). It is derived from the store: call `attach` before the store is loaded.
 * The order within a bucket is not the same after a restart, so nothing may depend on it.
 */
export class Indexer<T extends KubernetesObject, V> {
  readonly #clusters = new WeakMap<Cluster, Buckets<V>>();
  readonly #kind: Kind<T>;
  readonly #bucketOf: (object: T) => string | undefined;
  readonly #project: (object: T) => V;

  /**
   * @param bucketOf undefined leaves the object out
   * @param project what is kept of the object: work done once per change, not once per look-up
   */
  constructor(kind: Kind<T>, bucketOf: (object: T) => string | undefined, project: (object: T) => V) {
    this.#kind = kind;
    this.#bucketOf = bucketOf;
    this.#project = project;
  }

  /** Starts to follow the cluster's store; calling it again changes nothing. */
  attach(cluster: Cluster): void {
    if (this.#clusters.has(cluster)) return;
    const buckets: Buckets<V> = { byName: new Map(), filed: new Map() };
    this.#clusters.set(cluster, buckets);
    const resource = resourceOf(this.#kind);
    cluster.store.observe((change) => {
      if (change.resource !== resource) return;
      const { namespace = '', name } = change.entry.object.metadata;
      this.#file(buckets, `${namespace}/${name}`, cluster.store.get(this.#kind, namespace, name));
    });
  }

  /** The objects of a bucket, by namespace and name. */
  in(cluster: Cluster, bucket: string): ReadonlyMap<string, V> {
    return this.#clusters.get(cluster)?.byName.get(bucket) ?? NOTHING;
  }

  /** The objects of a bucket in the order of their names. */
  sorted(cluster: Cluster, bucket: string): V[] {
    return [...this.in(cluster, bucket)].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, value]) => value);
  }

  #file({ byName, filed }: Buckets<V>, key: string, object: T | undefined): void {
    const before = filed.get(key);
    const after = object === undefined ? undefined : this.#bucketOf(object);
    if (before !== undefined && before !== after) {
      const bucket = byName.get(before);
      bucket?.delete(key);
      if (bucket?.size === 0) byName.delete(before);
      filed.delete(key);
    }
    if (object === undefined || after === undefined) return;
    if (before !== after) filed.set(key, after);
    const bucket = byName.get(after);
    if (bucket === undefined) byName.set(after, new Map([[key, this.#project(object)]]));
    else bucket.set(key, this.#project(object));
  }
}
