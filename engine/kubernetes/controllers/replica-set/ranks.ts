import { parseTime } from '../../../simulation/time.ts';
import type { PodObject } from '../../kinds/pod.ts';
import type { PodFacts } from '../pod-facts.ts';

const DELETION_COST = 'controller.kubernetes.io/pod-deletion-cost';

const PHASES = ['Pending', 'Unknown', 'Running'];

/** What decides which pod goes first, most important first: the lower value is deleted first. */
interface Rank {
  readonly uid: string;
  readonly assigned: number;
  readonly phase: number;
  readonly ready: number;
  readonly cost: number;
  /** Minus the number of related pods on its node: doubled-up ones go first. */
  readonly alone: number;
  readonly readyAge: number;
  readonly restarts: readonly [containers: number, sidecars: number];
  readonly age: number;
}

/** Ages that differ by less than a factor of two count as equal (upstream's LogarithmicScaleDown). */
function logarithmicAge(sinceMs: number, now: number): number {
  const nanoseconds = (now - sinceMs) * 1_000_000;
  return nanoseconds > 0 ? Math.floor(Math.log2(nanoseconds)) : -1;
}

function deletionCost({ metadata }: PodObject): number {
  const text = metadata.annotations?.[DELETION_COST] ?? '';
  return /^[+-]?\d{1,10}$/.test(text) ? Number(text) : 0;
}

function restartsOf({ spec, status }: PodObject): [number, number] {
  const sidecars = new Set(
    (spec.initContainers ?? [])
      .filter(({ restartPolicy }) => restartPolicy === 'Always')
      .map(({ name }) => name),
  );
  const containers = (status.containerStatuses ?? []).map(({ restartCount }) => restartCount);
  const initial = (status.initContainerStatuses ?? []).filter(({ name }) => sidecars.has(name));
  return [Math.max(0, ...containers), Math.max(0, ...initial.map(({ restartCount }) => restartCount))];
}

function rankOf({ pod, readySinceMs }: PodFacts, podsOnNode: ReadonlyMap<string, number>, now: number): Rank {
  const node = pod.spec.nodeName ?? '';
  return {
    uid: pod.metadata.uid,
    assigned: node === '' ? 0 : 1,
    phase: PHASES.indexOf(pod.status.phase ?? ''),
    ready: readySinceMs === undefined ? 0 : 1,
    cost: deletionCost(pod),
    alone: -(podsOnNode.get(node) ?? 0),
    readyAge: readySinceMs === undefined ? 0 : logarithmicAge(readySinceMs, now),
    restarts: restartsOf(pod),
    age: logarithmicAge(parseTime(pod.metadata.creationTimestamp), now),
  };
}

function compare(a: Rank, b: Rank): number {
  return (
    a.assigned - b.assigned ||
    a.phase - b.phase ||
    a.ready - b.ready ||
    a.cost - b.cost ||
    a.alone - b.alone ||
    a.readyAge - b.readyAge ||
    b.restarts[0] - a.restarts[0] ||
    b.restarts[1] - a.restarts[1] ||
    a.age - b.age ||
    (a.uid < b.uid ? -1 : 1)
  );
}

/**
 * The pods in the order in which a shrinking replica set deletes them (upstream's ActivePodsWithRanks).
 * @param related all active pods of the replica sets of the same owner, whose spread over nodes is kept even
 */
export function inDeletionOrder(
  pods: readonly PodFacts[],
  related: readonly PodFacts[],
  now: number,
): PodFacts[] {
  const podsOnNode = new Map<string, number>();
  for (const { pod } of related) {
    const node = pod.spec.nodeName ?? '';
    podsOnNode.set(node, (podsOnNode.get(node) ?? 0) + 1);
  }
  return pods
    .map((facts) => ({ facts, rank: rankOf(facts, podsOnNode, now) }))
    .sort((a, b) => compare(a.rank, b.rank))
    .map(({ facts }) => facts);
}
