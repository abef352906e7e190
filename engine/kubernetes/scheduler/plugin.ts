import type { Cluster } from '../cluster.ts';
import type { NodeInfo } from './node-info.ts';
import type { PodInfo } from './pod-info.ts';
import type { SchedulerState } from './scheduler-state.ts';

/** One try to find a node for a pod. */
export interface Attempt {
  readonly cluster: Cluster;
  readonly state: SchedulerState;
  readonly pod: PodInfo;
}

/** Why a node won't do. */
export interface Refusal {
  readonly reasons: readonly string[];
  /** True where no pod's leaving would change it (upstream's UnschedulableAndUnresolvable). */
  readonly unresolvable: boolean;
}

/** Why no node at all will do; nothing is said of the single nodes then. */
interface Rejection {
  readonly rejected: string;
}

export type NodeFilter = (node: NodeInfo) => Refusal | undefined;

/** A reason to refuse nodes. */
export interface FilterPlugin {
  /** Upstream's name. */
  readonly name: string;
  /** What can make a refused pod fit after all. */
  readonly revivedBy: readonly ClusterEvent[];
  /** Looks at the pod once; undefined: it has nothing to ask of nodes (upstream's Skip). */
  readonly prepare: (attempt: Attempt) => NodeFilter | Rejection | undefined;
}

/** What happens in a cluster that may free the way for a pod. */
export type ClusterEvent =
  | 'node added'
  | 'node labels'
  | 'node taints'
  | 'node allocatable'
  | 'pod gone'
  | 'pod placed'
  | 'claim';

/** A preference among the nodes that will do: 0 to 100 each, times its weight. */
export interface ScorePlugin {
  readonly name: string;
  readonly weight: number;
  /** The scores of the nodes, in their order; undefined: the pod has no preference of the kind. */
  readonly score: (attempt: Attempt, nodes: readonly NodeInfo[]) => readonly number[] | undefined;
}

export const SCORE_MAX = 100;

export function refuse(...reasons: string[]): Refusal {
  return { reasons, unresolvable: false };
}

export function refuseForGood(...reasons: string[]): Refusal {
  return { reasons, unresolvable: true };
}
