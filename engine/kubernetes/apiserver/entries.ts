import type { Cluster } from '../cluster.ts';
import { type Kind, resourceOf } from './kind.ts';
import type { Entry } from './store.ts';

/** A kind's objects as they are now: what is stored, or what is made for the reader. */
export function entriesOf(cluster: Cluster, kind: Kind, namespace?: string): Entry[] {
  const { store } = cluster;
  const made = kind.madeObjects?.(cluster);
  if (made === undefined) return store.entries(resourceOf(kind), namespace);
  return made.map((object) => ({ object, text: JSON.stringify(object), revision: store.revision }));
}

export function entryOf(cluster: Cluster, kind: Kind, namespace: string, name: string): Entry | undefined {
  if (kind.madeObjects === undefined) return cluster.store.entry(resourceOf(kind), namespace, name);
  return entriesOf(cluster, kind).find(({ object }) => object.metadata.name === name);
}
