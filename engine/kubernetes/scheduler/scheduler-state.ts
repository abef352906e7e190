import type { Change } from '../apiserver/store.ts';
import type { Cluster } from '../cluster.ts';
import { nodeKind } from '../kinds/node.ts';
import { type PodObject, podKind } from '../kinds/pod.ts';
import { NodeInfo } from './node-info.ts';
import { podInfo } from './pod-info.ts';

/** What a pod holds on to: it counts on its node until its containers are done. */
export function holdsItsNode(pod: PodObject): boolean {
  const { phase } = pod.status;
  return (pod.spec.nodeName ?? '') !== '' && phase !== 'Succeeded' && phase !== 'Failed';
}

/** The cluster as the scheduler sees it: derived from the store, and never ahead of it. */
export class SchedulerState {
  readonly #cluster: Cluster;
  readonly #nodes = new Map<string, NodeInfo>();
  /** Where each pod that counts is, by uid. */
  readonly #placed = new Map<string, NodeInfo>();
  #ordered: readonly NodeInfo[] | undefined;

  constructor(cluster: Cluster) {
    this.#cluster = cluster;
  }

  /** The nodes there are, by name. */
  get nodes(): readonly NodeInfo[] {
    this.#ordered ??= [...this.#nodes.values()]
      .filter(({ node }) => node !== undefined)
      .sort((a, b) => (a.name < b.name ? -1 : 1));
    return this.#ordered;
  }

  node(name: string): NodeInfo | undefined {
    return this.#nodes.get(name);
  }

  observe(change: Change): void {
    const { namespace = '', name, uid } = change.entry.object.metadata;
    if (change.resource === 'nodes') this.#setNode(name);
    else if (change.resource === 'pods') this.#setPod(namespace, name, uid, change);
  }

  #setNode(name: string): void {
    const node = this.#cluster.store.get(nodeKind, '', name);
    const info = this.#nodeInfo(name);
    if ((info.node === undefined) !== (node === undefined)) this.#ordered = undefined;
    info.setNode(node);
    this.#forgetIfEmpty(info);
  }

  #setPod(namespace: string, name: string, uid: string, change: Change): void {
    const pod = this.#cluster.store.get(podKind, namespace, name);
    const known = this.#placed.get(uid);
    if (pod === undefined || pod.metadata.uid !== uid || !holdsItsNode(pod)) {
      if (known === undefined) return;
      known.remove(uid);
      this.#placed.delete(uid);
      this.#forgetIfEmpty(known);
      return;
    }
    if (known !== undefined && !countsDifferently(change)) return;
    known?.remove(uid);
    const info = this.#nodeInfo(pod.spec.nodeName ?? '');
    info.add(podInfo(pod));
    this.#placed.set(uid, info);
  }

  #nodeInfo(name: string): NodeInfo {
    let info = this.#nodes.get(name);
    if (info === undefined) {
      info = new NodeInfo(name);
      this.#nodes.set(name, info);
    }
    return info;
  }

  #forgetIfEmpty(info: NodeInfo): void {
    if (info.node === undefined && info.pods.size === 0) this.#nodes.delete(info.name);
  }
}

/** False for the many status updates of a running pod, which change nothing that counts. */
function countsDifferently({ entry, old }: Change): boolean {
  if (old === undefined) return true;
  const { generation, labels, deletionTimestamp } = entry.object.metadata;
  const before = old.object.metadata;
  return (
    generation !== before.generation ||
    deletionTimestamp !== before.deletionTimestamp ||
    JSON.stringify(labels) !== JSON.stringify(before.labels)
  );
}

const states = new WeakMap<Cluster, SchedulerState>();

/** Follows the cluster's store from before it is loaded; calling it again changes nothing. */
export function attachScheduler(cluster: Cluster): void {
  if (states.has(cluster)) return;
  const state = new SchedulerState(cluster);
  states.set(cluster, state);
  cluster.store.observe((change) => state.observe(change));
}

export function schedulerState(cluster: Cluster): SchedulerState {
  const state = states.get(cluster);
  if (state === undefined) throw new Error('the scheduler does not follow this cluster');
  return state;
}
