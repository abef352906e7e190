import { forbidden } from '../../apiserver/status.ts';
import type { PodObject } from '../pod.ts';
import { podResource } from './resource.ts';

/** The classes that every cluster has. */
const CLASSES: ReadonlyMap<string, number> = new Map([
  ['system-node-critical', 2_000_001_000],
  ['system-cluster-critical', 2_000_000_000],
]);

const POLICY = 'PreemptLowerPriority';

/**
 * The Priority admission plugin: a class stands for a number, and no class for 0.
 * @throws ApiError 403 for an unknown class, or where the pod says something else than its class
 */
export function admitPriority({ metadata, spec }: PodObject): void {
  const refuse = (why: string) => forbidden(podResource, metadata.name, why);
  const name = spec.priorityClassName ?? '';
  const priority = name === '' ? 0 : CLASSES.get(name);
  if (priority === undefined) throw refuse(`no PriorityClass with name ${name} was found`);
  if (spec.priority !== undefined && spec.priority !== priority) {
    throw refuse(
      `the integer value of priority (${spec.priority}) must not be provided in pod spec; priority admission controller computed ${priority} from the given PriorityClass name`,
    );
  }
  spec.priority = priority;
  if (spec.preemptionPolicy !== undefined && spec.preemptionPolicy !== POLICY) {
    throw refuse(
      `the string value of PreemptionPolicy (${spec.preemptionPolicy}) must not be provided in pod spec; priority admission controller computed ${POLICY} from the given PriorityClass name`,
    );
  }
  spec.preemptionPolicy = POLICY;
}

/** What an update may leave out, since it can't change. */
export function keepPriority({ spec }: PodObject, old: PodObject): void {
  if (old.spec.priority !== undefined) spec.priority ??= old.spec.priority;
  if (old.spec.preemptionPolicy !== undefined) spec.preemptionPolicy ??= old.spec.preemptionPolicy;
}
