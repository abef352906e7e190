import { matches, type Requirement, requirementsOf } from '../apiserver/selectors.ts';
import type { TopologySpreadConstraint } from '../schemas/generated/types.ts';
import { requiredNodeTest } from './node-affinity.ts';
import type { NodeInfo } from './node-info.ts';
import { type Attempt, type FilterPlugin, type NodeFilter, refuse, refuseForGood } from './plugin.ts';
import type { PodInfo } from './pod-info.ts';
import { untolerated } from './tolerations.ts';

/** A topologySpreadConstraint with its selector parsed. */
export interface Spread {
  readonly topologyKey: string;
  readonly maxSkew: number;
  readonly minDomains: number;
  /** Counts no pod where it is empty, as upstream's countPodsMatchSelector. */
  readonly selector: readonly Requirement[];
  /** The pod counts itself. */
  readonly countsItself: boolean;
  /** What nodes remember their counts by: see `countKeyOf`. */
  readonly countKey: string;
  readonly honorsAffinity: boolean;
  readonly honorsTaints: boolean;
}

export function spreadOf(constraint: TopologySpreadConstraint, pod: PodInfo): Spread {
  const selector = constraint.labelSelector === undefined ? [] : requirementsOf(constraint.labelSelector);
  for (const key of constraint.matchLabelKeys ?? []) {
    const value = pod.labels !== undefined && Object.hasOwn(pod.labels, key) ? pod.labels[key] : undefined;
    if (value !== undefined) selector.push({ key, operator: 'in', values: [value] });
  }
  return {
    countsItself: constraint.labelSelector !== undefined && matches(pod.labels, selector),
    topologyKey: constraint.topologyKey,
    maxSkew: constraint.maxSkew,
    minDomains: constraint.minDomains ?? 1,
    selector,
    countKey: countKeyOf(pod.namespace, selector),
    honorsAffinity: (constraint.nodeAffinityPolicy ?? 'Honor') === 'Honor',
    honorsTaints: constraint.nodeTaintsPolicy === 'Honor',
  };
}

/** The same for the same count: made once an attempt, since it is looked up on every node. */
export function countKeyOf(namespace: string, selector: readonly Requirement[]): string {
  return `${namespace} ${JSON.stringify(selector)}`;
}

/** How many of the node's pods count for a constraint: those of the pod's namespace that aren't leaving. */
export function countMatching(node: NodeInfo, namespace: string, spread: Spread): number {
  if (spread.selector.length === 0) return 0;
  return node.remembered(spread.countKey, () => {
    let count = 0;
    for (const other of node.pods.values()) {
      if (other.namespace !== namespace || other.pod.metadata.deletionTimestamp !== undefined) continue;
      if (matches(other.labels, spread.selector)) count++;
    }
    return count;
  });
}

/** Whether a node takes part in a constraint, by its nodeAffinityPolicy and nodeTaintsPolicy. */
export function participation(pod: PodInfo, spread: Spread): (node: NodeInfo) => boolean {
  const test = spread.honorsAffinity ? requiredNodeTest(pod.pod.spec) : undefined;
  const { tolerations = [] } = pod.pod.spec;
  return ({ node }) =>
    node !== undefined &&
    (test === undefined || test(node)) &&
    (!spread.honorsTaints ||
      untolerated(node.spec.taints ?? [], tolerations, ['NoSchedule', 'NoExecute']) === undefined);
}

export const podTopologySpread: FilterPlugin = {
  name: 'PodTopologySpread',
  revivedBy: ['node added', 'node labels', 'node taints', 'pod gone', 'pod placed'],
  prepare(attempt) {
    const hard = (attempt.pod.pod.spec.topologySpreadConstraints ?? [])
      .filter(({ whenUnsatisfiable }) => whenUnsatisfiable === 'DoNotSchedule')
      .map((constraint) => spreadOf(constraint, attempt.pod));
    if (hard.length === 0) return undefined;
    const filters = hard.map((spread) => spreadFilter(attempt, spread, hard));
    return (node) => {
      for (const filter of filters) {
        const refusal = filter(node);
        if (refusal !== undefined) return refusal;
      }
      return undefined;
    };
  },
};

function spreadFilter({ state, pod }: Attempt, spread: Spread, all: readonly Spread[]): NodeFilter {
  const takesPart = participation(pod, spread);
  const counts = new Map<string, number>();
  for (const node of state.nodes) {
    const value = node.label(spread.topologyKey);
    if (value === undefined || !takesPart(node)) continue;
    if (all.some(({ topologyKey }) => node.label(topologyKey) === undefined)) continue;
    counts.set(value, (counts.get(value) ?? 0) + countMatching(node, pod.namespace, spread));
  }
  const least = counts.size < spread.minDomains || counts.size === 0 ? 0 : Math.min(...counts.values());
  const self = spread.countsItself ? 1 : 0;
  const skewed = refuse("node(s) didn't match pod topology spread constraints");
  const unlabelled = refuseForGood(
    "node(s) didn't match pod topology spread constraints (missing required label)",
  );
  return (node) => {
    const value = node.label(spread.topologyKey);
    if (value === undefined) return unlabelled;
    return (counts.get(value) ?? 0) + self - least > spread.maxSkew ? skewed : undefined;
  };
}
