import type { NodeInfo } from './node-info.ts';
import { SCORE_MAX, type ScorePlugin } from './plugin.ts';
import type { Amounts } from './resources.ts';

const RESOURCES = ['cpu', 'memory'] as const;

/** NodeResourcesFit with its default strategy, LeastAllocated: the emptier the better. */
export const leastAllocated: ScorePlugin = {
  name: 'NodeResourcesFit',
  weight: 1,
  score: ({ pod }, nodes) => nodes.map((node) => leastAllocatedScore(node, pod.scored)),
};

function leastAllocatedScore(node: NodeInfo, requests: Amounts): number {
  let sum = 0;
  let counted = 0;
  for (const resource of RESOURCES) {
    const capacity = node.allocatable.get(resource) ?? 0;
    if (capacity === 0) continue;
    const used = (node.scored.get(resource) ?? 0) + (requests.get(resource) ?? 0);
    sum += used > capacity ? 0 : Math.trunc(((capacity - used) * SCORE_MAX) / capacity);
    counted++;
  }
  return counted === 0 ? 0 : Math.trunc(sum / counted);
}

/** Prefers nodes whose cpu and memory are used in equal parts. A pod that asks for neither has no preference. */
export const balancedAllocation: ScorePlugin = {
  name: 'NodeResourcesBalancedAllocation',
  weight: 1,
  score({ pod }, nodes) {
    if (RESOURCES.every((resource) => (pod.requests.get(resource) ?? 0) === 0)) return undefined;
    return nodes.map((node) => balancedScore(node, pod.requests));
  },
};

function balancedScore(node: NodeInfo, requests: Amounts): number {
  const fractions: number[] = [];
  for (const resource of RESOURCES) {
    const capacity = node.allocatable.get(resource) ?? 0;
    if (capacity === 0) continue;
    const used = (node.requested.get(resource) ?? 0) + (requests.get(resource) ?? 0);
    fractions.push(Math.min(1, used / capacity));
  }
  const [first = 0, second = first] = fractions;
  return Math.trunc((1 - Math.abs(first - second) / 2) * SCORE_MAX);
}
