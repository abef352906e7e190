import type { Refusal } from './plugin.ts';

/** What `0/2 nodes are available: …` is made of. */
export interface Diagnosis {
  /** How many nodes there are. */
  readonly nodes: number;
  /** Why all of them were refused at once; the single refusals don't count then. */
  readonly rejected?: string;
  readonly refusals: readonly Refusal[];
  /** The pod's own preemptionPolicy is Never. */
  readonly neverPreempts: boolean;
}

const NO_NODES = 'no nodes available to schedule pods';

/** The message of the FailedScheduling event and of the PodScheduled condition (upstream's FitError). */
export function diagnose(diagnosis: Diagnosis): string {
  const { nodes, rejected, refusals } = diagnosis;
  if (nodes === 0) return NO_NODES;
  const reasons = rejected ?? histogram(refusals.flatMap((refusal) => refusal.reasons));
  return `${available(nodes)} ${reasons}. preemption: ${preemption(diagnosis)}`;
}

function available(nodes: number): string {
  return `0/${nodes} nodes are available:`;
}

/** Pods of the same priority never make room for one another, so this always fails. */
function preemption({ nodes, rejected, refusals, neverPreempts }: Diagnosis): string {
  if (neverPreempts) return 'not eligible due to preemptionPolicy=Never.';
  const outcomes =
    rejected === undefined
      ? refusals.map(({ unresolvable }) => (unresolvable ? NOT_HELPFUL : NO_VICTIMS))
      : Array.from({ length: nodes }, () => NOT_HELPFUL);
  return `${available(nodes)} ${histogram(outcomes)}.`;
}

const NOT_HELPFUL = 'Preemption is not helpful for scheduling';
const NO_VICTIMS = 'No preemption victims found for incoming pod';

/** `2 Insufficient cpu, 1 node(s) were unschedulable`, sorted as text. */
function histogram(reasons: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const reason of reasons) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return [...counts]
    .map(([reason, count]) => `${count} ${reason}`)
    .sort()
    .join(', ');
}
