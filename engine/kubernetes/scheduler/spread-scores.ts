import { matches, type Requirement, requirementsOf } from '../apiserver/selectors.ts';
import { selectingServicesByNamespace } from '../controllers/indexes.ts';
import { replicaSetKind } from '../kinds/replica-set.ts';
import { controllerOf } from '../object.ts';
import type { NodeInfo } from './node-info.ts';
import { type Attempt, SCORE_MAX, type ScorePlugin } from './plugin.ts';
import { countKeyOf, countMatching, participation, type Spread, spreadOf } from './topology-spread.ts';

const HOSTNAME = 'kubernetes.io/hostname';

/** What upstream spreads by where nobody says anything (its systemDefaultConstraints). */
const DEFAULT_SPREADS = [
  { topologyKey: HOSTNAME, maxSkew: 3 },
  { topologyKey: 'topology.kubernetes.io/zone', maxSkew: 5 },
];

/** PodTopologySpread: away from the pods of the same service or owner, or as the pod's own constraints say. */
export const spreadPreference: ScorePlugin = {
  name: 'PodTopologySpread',
  weight: 2,
  score(attempt, nodes) {
    const own = attempt.pod.pod.spec.topologySpreadConstraints ?? [];
    const soft = own
      .filter(({ whenUnsatisfiable }) => whenUnsatisfiable === 'ScheduleAnyway')
      .map((constraint) => spreadOf(constraint, attempt.pod));
    const spreads = own.length > 0 ? soft : defaultSpreads(attempt);
    if (spreads.length === 0) return undefined;
    const ignored = nodes.map(
      (node) => own.length > 0 && spreads.some(({ topologyKey }) => node.label(topologyKey) === undefined),
    );
    const sums: number[] = nodes.map(() => 0);
    for (const spread of spreads) addSkew(attempt, spread, nodes, ignored, sums);
    return normalize(sums, ignored);
  },
};

function addSkew(
  attempt: Attempt,
  spread: Spread,
  nodes: readonly NodeInfo[],
  ignored: readonly boolean[],
  sums: number[],
): void {
  const { namespace } = attempt.pod;
  const considered = nodes.filter((_node, index) => ignored[index] !== true);
  const values = new Set(considered.map((node) => node.label(spread.topologyKey)));
  values.delete(undefined);
  const domains = spread.topologyKey === HOSTNAME ? considered.length : values.size;
  if (domains === 0 || values.size === 0) return;
  const weight = Math.log(domains + 2);
  const counts = spread.topologyKey === HOSTNAME ? undefined : domainCounts(attempt, spread);
  nodes.forEach((node, index) => {
    const value = node.label(spread.topologyKey);
    if (ignored[index] === true || value === undefined) return;
    const count = counts?.get(value) ?? (counts === undefined ? countMatching(node, namespace, spread) : 0);
    sums[index] = (sums[index] ?? 0) + count * weight + (spread.maxSkew - 1);
  });
}

function domainCounts({ state, pod }: Attempt, spread: Spread): Map<string, number> {
  const takesPart = participation(pod, spread);
  const counts = new Map<string, number>();
  for (const node of state.nodes) {
    const value = node.label(spread.topologyKey);
    if (value === undefined || !takesPart(node)) continue;
    counts.set(value, (counts.get(value) ?? 0) + countMatching(node, pod.namespace, spread));
  }
  return counts;
}

function normalize(sums: readonly number[], ignored: readonly boolean[]): number[] {
  const rounded = sums.map((sum) => Math.round(sum));
  const scored = rounded.filter((_sum, index) => ignored[index] !== true);
  const max = Math.max(0, ...scored);
  const min = Math.min(...scored);
  return rounded.map((sum, index) => {
    if (ignored[index] === true) return 0;
    return max === 0 ? SCORE_MAX : Math.trunc((SCORE_MAX * (max + min - sum)) / max);
  });
}

/** The default constraints, for the pods that the pod's services and its owner select. */
function defaultSpreads(attempt: Attempt): Spread[] {
  const selector = siblingSelector(attempt);
  if (selector.length === 0) return [];
  const countKey = countKeyOf(attempt.pod.namespace, selector);
  return DEFAULT_SPREADS.map((constraint) => ({
    ...constraint,
    minDomains: 1,
    selector,
    countsItself: true,
    countKey,
    honorsAffinity: true,
    honorsTaints: false,
  }));
}

function siblingSelector({ cluster, pod }: Attempt): Requirement[] {
  const requirements: Requirement[] = [];
  for (const service of selectingServicesByNamespace.in(cluster, pod.namespace).values()) {
    if (matches(pod.labels, service.requirements)) requirements.push(...service.requirements);
  }
  const owner = controllerOf(pod.pod);
  if (owner?.kind === 'ReplicaSet') {
    const replicaSet = cluster.store.get(replicaSetKind, pod.namespace, owner.name);
    requirements.push(...requirementsOf(replicaSet?.spec.selector));
  }
  return requirements;
}
