import type { PodObject } from '../kinds/pod.ts';
import { type ConditionReport, conditionFor } from '../pod-conditions.ts';
import type { ContainerStatus, PodCondition } from '../schemas/generated/types.ts';
import { isInitialized, type Statuses, sidecarNames } from './phase.ts';

/** The conditions a kubelet writes itself; others in the status are left alone. */
const OWN = new Set(['PodReadyToStartContainers', 'Initialized', 'Ready', 'ContainersReady', 'PodScheduled']);

/** The conditions of a pod, as upstream's pkg/kubelet/status/generate.go words them. */
export function podConditions(
  pod: PodObject,
  statuses: Statuses,
  phase: string,
  hasSandbox: boolean,
  timestamp: string,
): PodCondition[] {
  const containersReady = containersReadyCondition(pod, statuses, phase);
  const reports: readonly ConditionReport[] = [
    { type: 'PodReadyToStartContainers', status: hasSandbox ? 'True' : 'False' },
    initializedCondition(pod, statuses, phase),
    readyCondition(pod, containersReady),
    containersReady,
    { type: 'PodScheduled', status: 'True' },
  ];
  const before = pod.status.conditions;
  const foreign = (before ?? []).filter(({ type }) => !OWN.has(type));
  return [...foreign, ...reports.map((report) => conditionFor(before, report, timestamp))];
}

function list(names: readonly string[]): string {
  return `[${names.join(' ')}]`;
}

function initializedCondition({ spec }: PodObject, { init, app }: Statuses, phase: string): ConditionReport {
  const type = 'Initialized';
  if (phase === 'Succeeded') return { type, status: 'True', reason: 'PodCompleted' };
  const sidecars = sidecarNames(spec);
  const incomplete = init.filter((status) => !isInitialized(status, sidecars));
  const begun = app.some(
    ({ started, lastState, state }) =>
      started === true || state?.terminated !== undefined || lastState?.terminated !== undefined,
  );
  if (incomplete.length === 0 || begun) return { type, status: 'True' };
  const message = `containers with incomplete status: ${list(incomplete.map(({ name }) => name))}`;
  return { type, status: 'False', reason: 'ContainersNotInitialized', message };
}

function containersReadyCondition(
  { spec }: PodObject,
  { init, app }: Statuses,
  phase: string,
): ConditionReport {
  const type = 'ContainersReady';
  if (phase === 'Succeeded') return { type, status: 'False', reason: 'PodCompleted' };
  if (phase === 'Failed') return { type, status: 'False', reason: 'PodFailed' };
  const sidecars = sidecarNames(spec);
  const counted: readonly ContainerStatus[] = [...init.filter(({ name }) => sidecars.has(name)), ...app];
  const unready = counted.filter(({ ready }) => !ready).map(({ name }) => name);
  if (unready.length === 0) return { type, status: 'True' };
  const message = `containers with unready status: ${list(unready)}`;
  return { type, status: 'False', reason: 'ContainersNotReady', message };
}

function readyCondition({ spec, status }: PodObject, containers: ConditionReport): ConditionReport {
  const type = 'Ready';
  if (containers.status !== 'True') return { ...containers, type };
  const problems: string[] = [];
  for (const { conditionType } of spec.readinessGates ?? []) {
    const gate = status.conditions?.find((condition) => condition.type === conditionType);
    if (gate === undefined) {
      problems.push(`corresponding condition of pod readiness gate "${conditionType}" does not exist.`);
    } else if (gate.status !== 'True') {
      problems.push(`the status of pod readiness gate "${conditionType}" is not "True", but ${gate.status}`);
    }
  }
  if (problems.length === 0) return { type, status: 'True' };
  return { type, status: 'False', reason: 'ReadinessGatesNotReady', message: problems.join(', ') };
}
