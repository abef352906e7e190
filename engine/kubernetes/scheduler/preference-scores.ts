import { nodeTermTest } from './node-affinity.ts';
import type { NodeInfo } from './node-info.ts';
import { type Attempt, SCORE_MAX, type ScorePlugin } from './plugin.ts';
import type { WeightedTerm } from './pod-info.ts';
import { type PodTerm, type TermSubject, termSelects } from './pod-terms.ts';
import { tolerates } from './tolerations.ts';

/** How much a required affinity of a pod that is there already weighs for others (HardPodAffinityWeight). */
const REQUIRED_AFFINITY_WEIGHT = 1;

/** TaintToleration: fewest PreferNoSchedule taints that the pod doesn't tolerate. */
export const preferredTaints: ScorePlugin = {
  name: 'TaintToleration',
  weight: 3,
  score({ pod }, nodes) {
    const tolerations = (pod.pod.spec.tolerations ?? []).filter(
      ({ effect = '' }) => effect === '' || effect === 'PreferNoSchedule',
    );
    const intolerable = nodes.map(({ node }) => {
      const soft = (node?.spec.taints ?? []).filter(({ effect }) => effect === 'PreferNoSchedule');
      return soft.filter((taint) => !tolerations.some((toleration) => tolerates(toleration, taint))).length;
    });
    const max = Math.max(...intolerable);
    if (max === 0) return undefined;
    return intolerable.map((count) => SCORE_MAX - Math.trunc((SCORE_MAX * count) / max));
  },
};

/** NodeAffinity: the weights of the preferred terms that match. */
export const preferredNodes: ScorePlugin = {
  name: 'NodeAffinity',
  weight: 2,
  score({ pod }, nodes) {
    const terms = pod.pod.spec.affinity?.nodeAffinity?.preferredDuringSchedulingIgnoredDuringExecution ?? [];
    if (terms.length === 0) return undefined;
    const tests = terms.map(({ weight, preference }) => ({ weight, test: nodeTermTest(preference) }));
    const sums = nodes.map(({ node }) => {
      let sum = 0;
      for (const { weight, test } of tests) if (node !== undefined && test(node)) sum += weight;
      return sum;
    });
    const max = Math.max(...sums);
    return max === 0 ? undefined : sums.map((sum) => Math.trunc((SCORE_MAX * sum) / max));
  },
};

/** InterPodAffinity: where the pods it likes are, and where pods are that like it. */
export const preferredPods: ScorePlugin = {
  name: 'InterPodAffinity',
  weight: 2,
  score(attempt, nodes) {
    const domains = affinityDomains(attempt);
    if (domains.size === 0) return undefined;
    const sums = nodes.map((node) => {
      let sum = 0;
      for (const [key, values] of domains) sum += values.get(node.label(key) ?? '') ?? 0;
      return sum;
    });
    const max = Math.max(...sums);
    const min = Math.min(...sums);
    if (max === min) return undefined;
    return sums.map((sum) => Math.trunc((SCORE_MAX * (sum - min)) / (max - min)));
  },
};

/** By topology key, then by its value: how welcome the pod is there. */
type Domains = Map<string, Map<string, number>>;

function affinityDomains({ cluster, state, pod }: Attempt): Domains {
  const domains: Domains = new Map();
  const weigh = (node: NodeInfo, term: PodTerm, subject: TermSubject, weight: number) => {
    const value = node.label(term.topologyKey);
    if (value === undefined || !termSelects(cluster, term, subject)) return;
    const values = domains.get(term.topologyKey) ?? new Map<string, number>();
    domains.set(term.topologyKey, values.set(value, (values.get(value) ?? 0) + weight));
  };
  const weighAll = (node: NodeInfo, terms: readonly WeightedTerm[], subject: TermSubject, sign: 1 | -1) => {
    for (const { term, weight } of terms) weigh(node, term, subject, sign * weight);
  };
  const choosy = pod.preferredAffinity.length > 0 || pod.preferredAntiAffinity.length > 0;
  for (const node of state.nodes) {
    for (const other of (choosy ? node.pods : node.termed).values()) {
      weighAll(node, pod.preferredAffinity, other, 1);
      weighAll(node, pod.preferredAntiAffinity, other, -1);
      for (const term of other.affinity) weigh(node, term, pod, REQUIRED_AFFINITY_WEIGHT);
      weighAll(node, other.preferredAffinity, pod, 1);
      weighAll(node, other.preferredAntiAffinity, pod, -1);
    }
  }
  return domains;
}
