import { type Diagnosis, diagnose } from './diagnosis.ts';
import {
  nodeAffinity,
  nodePorts,
  nodeResourcesFit,
  nodeUnschedulable,
  taintToleration,
} from './node-filters.ts';
import type { NodeInfo } from './node-info.ts';
import type { Attempt, FilterPlugin, NodeFilter, Refusal, ScorePlugin } from './plugin.ts';
import { interPodAffinity } from './pod-affinity.ts';
import { preferredNodes, preferredPods, preferredTaints } from './preference-scores.ts';
import { balancedAllocation, leastAllocated } from './resource-scores.ts';
import { spreadPreference } from './spread-scores.ts';
import { podTopologySpread } from './topology-spread.ts';
import { volumeBinding } from './volume-binding.ts';

/** In upstream's order: the first that refuses a node is the one that is named. */
export const filterPlugins: readonly FilterPlugin[] = [
  nodeUnschedulable,
  taintToleration,
  nodeAffinity,
  nodePorts,
  nodeResourcesFit,
  volumeBinding,
  podTopologySpread,
  interPodAffinity,
];

const scorePlugins: readonly ScorePlugin[] = [
  preferredTaints,
  preferredNodes,
  leastAllocated,
  spreadPreference,
  preferredPods,
  balancedAllocation,
];

/** A node, or why there is none. */
export type Outcome =
  | { readonly node: string }
  | { readonly message: string; readonly refusedBy: readonly string[] };

/** Filters and scores the nodes for a pod; equals are drawn lots for. */
export function findNode(attempt: Attempt): Outcome {
  const { nodes } = attempt.state;
  const neverPreempts = attempt.pod.pod.spec.preemptionPolicy === 'Never';
  const refused = (refusedBy: readonly string[], why: Pick<Diagnosis, 'rejected' | 'refusals'>): Outcome => ({
    message: diagnose({ nodes: nodes.length, neverPreempts, ...why }),
    refusedBy,
  });
  if (nodes.length === 0) return refused([nodeAffinity.name], { refusals: [] });
  const filters: { name: string; filter: NodeFilter }[] = [];
  for (const { name, prepare } of filterPlugins) {
    const prepared = prepare(attempt);
    if (prepared === undefined) continue;
    if ('rejected' in prepared) return refused([name], { rejected: prepared.rejected, refusals: [] });
    filters.push({ name, filter: prepared });
  }
  const refusedBy = new Set<string>();
  const refusals: Refusal[] = [];
  const feasible = nodes.filter((node) => {
    for (const { name, filter } of filters) {
      const refusal = filter(node);
      if (refusal === undefined) continue;
      refusedBy.add(name);
      refusals.push(refusal);
      return false;
    }
    return true;
  });
  const best = choose(attempt, feasible);
  return best === undefined ? refused([...refusedBy], { refusals }) : { node: best.name };
}

function choose(attempt: Attempt, nodes: readonly NodeInfo[]): NodeInfo | undefined {
  if (nodes.length <= 1) return nodes[0];
  const totals = nodes.map(() => 0);
  for (const { weight, score } of scorePlugins) {
    score(attempt, nodes)?.forEach((value, index) => {
      totals[index] = (totals[index] ?? 0) + weight * value;
    });
  }
  const best = Math.max(...totals);
  const equals = nodes.filter((_node, index) => totals[index] === best);
  return equals.length === 1 ? equals[0] : equals[attempt.cluster.random.below(equals.length)];
}
