import { parseTime } from '../../../simulation/time.ts';
import type { Column } from '../../apiserver/kind.ts';
import { age, humanDuration, nameColumn } from '../../apiserver/table.ts';
import type { ContainerStateTerminated, ContainerStatus } from '../../schemas/generated/types.ts';
import type { PodObject } from '../pod.ts';
import { isSidecar } from '../pod-spec/resources.ts';

const text = (name: string, priority: 0 | 1, description: string): Column => ({
  name,
  type: 'string',
  format: '',
  description,
  priority,
});

export const podColumns: readonly Column[] = [
  nameColumn,
  text('Ready', 0, 'The aggregate readiness state of this pod for accepting traffic.'),
  text('Status', 0, 'The aggregate status of the containers in this pod.'),
  text(
    'Restarts',
    0,
    'The number of times the containers in this pod have been restarted and when the last container in this pod has restarted.',
  ),
  age.column,
  text(
    'IP',
    1,
    'podIP address allocated to the pod. Routable at least within the cluster. Empty if not yet allocated.',
  ),
  text(
    'Node',
    1,
    'NodeName indicates in which node this pod is scheduled. If empty, this pod is a candidate for scheduling by the scheduler defined in schedulerName. Once this field is set, the kubelet for this node becomes responsible for the lifecycle of this pod. This field should not be used to express a desire for the pod to be scheduled on a specific node. https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/#nodename',
  ),
  text(
    'Nominated Node',
    1,
    'nominatedNodeName is set only when this pod preempts other pods on the node, but it cannot be scheduled right away as preemption victims receive their graceful termination periods. This field does not guarantee that the pod will be scheduled on this node. Scheduler may decide to place the pod elsewhere if other nodes become available sooner. Scheduler may also decide to give the resources on this node to a higher priority pod that is created after preemption. As a result, this field may be different than PodSpec.nodeName when the pod is scheduled.',
  ),
  text(
    'Readiness Gates',
    1,
    'If specified, all readiness gates will be evaluated for pod readiness. A pod is ready when all its containers are ready AND all conditions specified in the readiness gates have status equal to "True" More info: https://git.k8s.io/enhancements/keps/sig-network/580-pod-readiness-gates',
  ),
];

/** What the columns READY, STATUS and RESTARTS tell. */
interface PodSummary {
  ready: number;
  containers: number;
  reason: string;
  restarts: number;
  /** ms, or NaN */
  lastRestart: number;
}

/** How a pod stands, in the one word of `kubectl get pods`: upstream's printPod. */
function summarizePod(pod: PodObject): PodSummary {
  const { spec, status, metadata } = pod;
  const summary: PodSummary = {
    ready: 0,
    containers: spec.containers.length,
    reason: status.reason ?? status.phase ?? '',
    restarts: 0,
    lastRestart: Number.NaN,
  };
  const scheduled = conditionOf(pod, 'PodScheduled');
  if (scheduled?.reason === 'SchedulingGated') summary.reason = 'SchedulingGated';
  const initializing = summarizeInit(pod, summary);
  if (!initializing || conditionOf(pod, 'Initialized')?.status === 'True') summarizeContainers(pod, summary);
  if (metadata.deletionTimestamp === undefined) return summary;
  const finished = status.phase === 'Succeeded' || status.phase === 'Failed';
  if (status.reason === 'NodeLost') summary.reason = 'Unknown';
  else if (!finished) summary.reason = 'Terminating';
  return summary;
}

function conditionOf({ status }: PodObject, type: string) {
  return status.conditions?.find((condition) => condition.type === type);
}

function countRestarts(summary: Pick<PodSummary, 'restarts' | 'lastRestart'>, status: ContainerStatus): void {
  summary.restarts += status.restartCount;
  const finished = parseTime(status.lastState?.terminated?.finishedAt);
  if (!Number.isNaN(finished) && !(finished <= summary.lastRestart)) summary.lastRestart = finished;
}

/** The words for a container that ended without a reason. */
function exitOf({ reason = '', signal = 0, exitCode }: ContainerStateTerminated): string {
  if (reason !== '') return reason;
  return signal === 0 ? `ExitCode:${exitCode}` : `Signal:${signal}`;
}

/** True while the init containers are at work, or have failed. */
function summarizeInit({ spec, status }: PodObject, summary: PodSummary): boolean {
  const { initContainers = [] } = spec;
  if (initContainers.length === 0) return false;
  const sidecars = new Set(initContainers.filter(isSidecar).map(({ name }) => name));
  summary.containers += sidecars.size;
  const statuses = status.initContainerStatuses ?? [];
  for (let index = 0; index < statuses.length; index++) {
    const container = statuses[index];
    if (container === undefined) continue;
    countRestarts(summary, container);
    const { terminated, waiting } = container.state ?? {};
    if (terminated?.exitCode === 0) continue;
    if (sidecars.has(container.name) && container.started === true) {
      if (container.ready) summary.ready++;
      continue;
    }
    const waits = waiting?.reason ?? '';
    if (terminated !== undefined) summary.reason = `Init:${exitOf(terminated)}`;
    else if (waits !== '' && waits !== 'PodInitializing') summary.reason = `Init:${waits}`;
    else summary.reason = `Init:${index}/${initContainers.length}`;
    return true;
  }
  return false;
}

/** From here on only the restarts of what still runs count. */
function summarizeContainers(pod: PodObject, summary: PodSummary): void {
  summary.restarts = 0;
  summary.lastRestart = Number.NaN;
  const { spec, status } = pod;
  const sidecars = new Set((spec.initContainers ?? []).filter(isSidecar).map(({ name }) => name));
  for (const container of status.initContainerStatuses ?? []) {
    if (sidecars.has(container.name)) countRestarts(summary, container);
  }
  let running = false;
  for (const container of (status.containerStatuses ?? []).toReversed()) {
    countRestarts(summary, container);
    const { terminated, waiting } = container.state ?? {};
    if ((waiting?.reason ?? '') !== '') summary.reason = waiting?.reason ?? '';
    else if (terminated !== undefined) summary.reason = exitOf(terminated);
    else if (container.ready && container.state?.running !== undefined) {
      running = true;
      summary.ready++;
    }
  }
  if (summary.reason !== 'Completed' || !running) return;
  summary.reason = conditionOf(pod, 'Ready')?.status === 'True' ? 'Running' : 'NotReady';
}

function readinessGates(pod: PodObject): string {
  const gates = pod.spec.readinessGates ?? [];
  if (gates.length === 0) return '<none>';
  const open = gates.filter(({ conditionType }) => conditionOf(pod, conditionType)?.status === 'True');
  return `${open.length}/${gates.length}`;
}

const NONE = '<none>';

export function podRow(pod: PodObject, now: number): string[] {
  const { metadata, spec, status } = pod;
  const { ready, containers, reason, restarts, lastRestart } = summarizePod(pod);
  const restarted = restarts > 0 && !Number.isNaN(lastRestart);
  return [
    metadata.name,
    `${ready}/${containers}`,
    reason,
    restarted ? `${restarts} (${humanDuration(now - lastRestart)} ago)` : `${restarts}`,
    age.cell(pod, now),
    status.podIPs?.[0]?.ip || NONE,
    spec.nodeName || NONE,
    status.nominatedNodeName || NONE,
    readinessGates(pod),
  ];
}
