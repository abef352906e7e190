import type { NodeObject } from '../kinds/node.ts';
import type { PodInfo } from './pod-info.ts';
import { type Amounts, amountsOf } from './resources.ts';

const NOTHING: Amounts = new Map();

/** A node and what its pods take of it. Kept up to date pod by pod, so that no attempt has to add up. */
export class NodeInfo {
  readonly name: string;
  /** Undefined while pods name a node that isn't there. */
  node: NodeObject | undefined;
  allocatable: Amounts = NOTHING;
  readonly pods = new Map<string, PodInfo>();
  readonly requested = new Map<string, number>();
  readonly scored = new Map<string, number>();
  /** Pods whose terms other pods must be held against. */
  readonly termed = new Map<string, PodInfo>();
  readonly #remembered = new Map<string, number>();

  constructor(name: string) {
    this.name = name;
  }

  setNode(node: NodeObject | undefined): void {
    this.node = node;
    this.allocatable = node === undefined ? NOTHING : amountsOf(node.status.allocatable);
  }

  /** A number that follows from the node's pods: worked out again only once they have changed. */
  remembered(key: string, workOut: () => number): number {
    let value = this.#remembered.get(key);
    if (value === undefined) {
      value = workOut();
      this.#remembered.set(key, value);
    }
    return value;
  }

  add(pod: PodInfo): void {
    this.#remembered.clear();
    this.pods.set(pod.uid, pod);
    addTo(this.requested, pod.requests, 1);
    addTo(this.scored, pod.scored, 1);
    if (hasTerms(pod)) this.termed.set(pod.uid, pod);
  }

  remove(uid: string): void {
    const pod = this.pods.get(uid);
    if (pod === undefined) return;
    this.#remembered.clear();
    this.pods.delete(uid);
    addTo(this.requested, pod.requests, -1);
    addTo(this.scored, pod.scored, -1);
    this.termed.delete(uid);
  }

  label(key: string): string | undefined {
    const labels = this.node?.metadata.labels;
    return labels !== undefined && Object.hasOwn(labels, key) ? labels[key] : undefined;
  }
}

function hasTerms(pod: PodInfo): boolean {
  return (
    pod.antiAffinity.length > 0 ||
    pod.affinity.length > 0 ||
    pod.preferredAffinity.length > 0 ||
    pod.preferredAntiAffinity.length > 0
  );
}

function addTo(total: Map<string, number>, amounts: Amounts, sign: 1 | -1): void {
  for (const [resource, amount] of amounts) {
    total.set(resource, (total.get(resource) ?? 0) + sign * amount);
  }
}
