import { type Labels, matches, requirementsOf, requirementsOfMap } from '../../apiserver/selectors.ts';
import type { Cluster } from '../../cluster.ts';
import { podKind } from '../../kinds/pod.ts';
import type { ReplicaSetObject } from '../../kinds/replica-set.ts';
import { controllerOf } from '../../object.ts';
import { factsOf } from '../pod-facts.ts';

/** Active pods of one controller with the same labels: few groups, however many pods. */
interface Group {
  readonly labels: Labels;
  active: number;
  ready: number;
}

/** How a pod was counted. */
interface Counted {
  readonly controller: string;
  readonly labels: string;
  readonly ready: number;
}

/** Counts the pods of each controller as they change, so that nobody has to go through all of them. */
class Tallies {
  readonly #groups = new Map<string, Map<string, Group>>();
  readonly #counted = new Map<string, Counted>();

  groupsOf(controller: string): Iterable<Group> {
    return this.#groups.get(controller)?.values() ?? [];
  }

  recount(cluster: Cluster, namespace: string, name: string): void {
    const key = `${namespace}/${name}`;
    const before = this.#counted.get(key);
    if (before !== undefined) {
      this.#counted.delete(key);
      this.#add(before, undefined, -1);
    }
    const pod = cluster.store.get(podKind, namespace, name);
    const controller = pod === undefined ? undefined : controllerOf(pod)?.uid;
    if (pod === undefined || controller === undefined) return;
    const { active, readySinceMs, labels } = factsOf(pod);
    if (!active) return;
    const counted = { controller, labels, ready: readySinceMs === undefined ? 0 : 1 };
    this.#counted.set(key, counted);
    this.#add(counted, pod.metadata.labels, 1);
  }

  #add({ controller, labels, ready }: Counted, parsed: Labels, sign: 1 | -1): void {
    const groups = this.#groups.get(controller) ?? new Map<string, Group>();
    const group = groups.get(labels) ?? { labels: parsed, active: 0, ready: 0 };
    group.active += sign;
    group.ready += sign * ready;
    if (group.active > 0) groups.set(labels, group);
    else groups.delete(labels);
    if (groups.size > 0) this.#groups.set(controller, groups);
    else this.#groups.delete(controller);
  }
}

const tallies = new WeakMap<Cluster, Tallies>();

/** Starts to count the cluster's pods. */
export function attachTallies(cluster: Cluster): void {
  if (tallies.has(cluster)) return;
  const counting = new Tallies();
  tallies.set(cluster, counting);
  cluster.store.observe(({ resource, entry }) => {
    if (resource !== 'pods') return;
    counting.recount(cluster, entry.object.metadata.namespace ?? '', entry.object.metadata.name);
  });
}

/** How many active pods a replica set controls. */
export interface Tally {
  /** Those that it selects. */
  readonly replicas: number;
  /** Of these, those with all labels of the template. */
  readonly fullyLabeled: number;
  readonly ready: number;
  /** Those that it doesn't select any more. */
  readonly lost: number;
}

export function tallyOf(cluster: Cluster, { metadata, spec }: ReplicaSetObject): Tally {
  const selector = requirementsOf(spec.selector);
  const template = requirementsOfMap(spec.template?.metadata?.labels);
  const tally = { replicas: 0, fullyLabeled: 0, ready: 0, lost: 0 };
  for (const { labels, active, ready } of tallies.get(cluster)?.groupsOf(metadata.uid) ?? []) {
    if (!matches(labels, selector)) {
      tally.lost += active;
      continue;
    }
    tally.replicas += active;
    tally.ready += ready;
    if (matches(labels, template)) tally.fullyLabeled += active;
  }
  return tally;
}
