import type { NodeInfo } from './node-info.ts';
import { type Attempt, type FilterPlugin, type NodeFilter, refuse, refuseForGood } from './plugin.ts';
import type { PodInfo } from './pod-info.ts';
import { type PodTerm, termSelects } from './pod-terms.ts';

/** Topology domains as `key=value`, with how many pods in each matter. */
type Domains = Map<string, number>;

function domain(node: NodeInfo, topologyKey: string): string | undefined {
  const value = node.label(topologyKey);
  return value === undefined ? undefined : `${topologyKey}=${value}`;
}

function count(domains: Domains, node: NodeInfo, topologyKey: string): void {
  const key = domain(node, topologyKey);
  if (key !== undefined) domains.set(key, (domains.get(key) ?? 0) + 1);
}

function has(domains: Domains, node: NodeInfo, topologyKey: string): boolean {
  const key = domain(node, topologyKey);
  return key !== undefined && domains.has(key);
}

/** InterPodAffinity: the pod's required terms, and the anti-affinity of the pods that are there already. */
export const interPodAffinity: FilterPlugin = {
  name: 'InterPodAffinity',
  revivedBy: ['node added', 'node labels', 'pod gone', 'pod placed'],
  prepare(attempt) {
    const filters = [affinityFilter(attempt), antiAffinityFilter(attempt), existingFilter(attempt)].filter(
      (filter) => filter !== undefined,
    );
    if (filters.length === 0) return undefined;
    return (node) => {
      for (const filter of filters) {
        const refusal = filter(node);
        if (refusal !== undefined) return refusal;
      }
      return undefined;
    };
  },
};

/** A pod satisfies affinity only with pods that match all of its terms at once. */
function affinityFilter({ cluster, state, pod }: Attempt): NodeFilter | undefined {
  const terms = pod.affinity;
  if (terms.length === 0) return undefined;
  const selects = (other: PodInfo) => terms.every((term) => termSelects(cluster, term, other));
  const domains: Domains = new Map();
  for (const node of state.nodes) {
    for (const other of node.pods.values()) {
      if (selects(other)) for (const { topologyKey } of terms) count(domains, node, topologyKey);
    }
  }
  // The first pod of a group that wants to be together may go anywhere.
  const first = domains.size === 0 && selects(pod);
  const refusal = refuseForGood("node(s) didn't match pod affinity rules");
  return (node) => {
    if (terms.some(({ topologyKey }) => node.label(topologyKey) === undefined)) return refusal;
    return first || terms.every(({ topologyKey }) => has(domains, node, topologyKey)) ? undefined : refusal;
  };
}

function antiAffinityFilter({ cluster, state, pod }: Attempt): NodeFilter | undefined {
  const terms = pod.antiAffinity;
  if (terms.length === 0) return undefined;
  const domains: Domains = new Map();
  for (const node of state.nodes) {
    for (const other of node.pods.values()) {
      for (const term of terms) {
        if (termSelects(cluster, term, other)) count(domains, node, term.topologyKey);
      }
    }
  }
  const refusal = refuse("node(s) didn't match pod anti-affinity rules");
  return (node) => (terms.some(({ topologyKey }) => has(domains, node, topologyKey)) ? refusal : undefined);
}

function existingFilter({ cluster, state, pod }: Attempt): NodeFilter | undefined {
  const domains: Domains = new Map();
  const keys = new Set<string>();
  const consider = (node: NodeInfo, term: PodTerm) => {
    if (!termSelects(cluster, term, pod)) return;
    keys.add(term.topologyKey);
    count(domains, node, term.topologyKey);
  };
  for (const node of state.nodes) {
    for (const other of node.termed.values()) for (const term of other.antiAffinity) consider(node, term);
  }
  if (domains.size === 0) return undefined;
  const refusal = refuse("node(s) didn't satisfy existing pods anti-affinity rules");
  return (node) => ([...keys].some((topologyKey) => has(domains, node, topologyKey)) ? refusal : undefined);
}
