import { rfc3339 } from '../../simulation/time.ts';
import { sameJson } from '../apiserver/equality.ts';
import type { Author } from '../apiserver/store.ts';
import { update } from '../apiserver/update.ts';
import { podKind } from '../kinds/pod.ts';
import type { ContainerStatus, PodStatus } from '../schemas/generated/types.ts';
import { podConditions } from './conditions.ts';
import { containerStatus } from './container-status.ts';
import { podPhase } from './phase.ts';
import type { ContainerRole } from './state.ts';
import { containersOf, type PodSync } from './sync.ts';
import { withoutUnlocated } from './unlocated.ts';

const DEADLINE = {
  reason: 'DeadlineExceeded',
  message: 'Pod was active on the node longer than the specified deadline',
};

export function kubeletAuthor(node: string, verb: string): Author {
  return { user: `system:node:${node}`, verb, manager: 'kubelet' };
}

/** Writes the pod's status, if it isn't what is there. @param over once nothing of the pod starts again */
export function writeStatus(sync: PodSync, over: boolean): void {
  const { pod, cluster, record } = sync;
  const status = record.rejected === undefined ? podStatus(sync, over) : rejectedStatus(sync);
  if (sameJson(status, pod.status)) return;
  const { namespace = '', name } = pod.metadata;
  const draft = { ...pod, metadata: { ...pod.metadata }, status };
  const author = kubeletAuthor(record.node, 'patch');
  update(cluster, podKind, { namespace, name }, draft, { author }, 'status');
}

function podStatus(sync: PodSync, over: boolean): PodStatus {
  const { pod, record, view } = sync;
  const { ephemeral, ...reported } = containerStatuses(sync);
  const { init, app } = over ? withoutUnlocated(reported) : reported;
  const expired = record.stopping?.why === 'deadline';
  const phase = expired && over ? 'Failed' : finalPhase(podPhase(pod.spec, { init, app }, over), over);
  const { setup } = record;
  const ip = 'ip' in setup ? setup.ip : undefined;
  return {
    phase,
    conditions: podConditions(pod, { init, app }, phase, setup.is === 'ready', sync.cluster.timestamp),
    ...(expired && over ? DEADLINE : {}),
    hostIP: view.hostIp,
    hostIPs: [{ ip: view.hostIp }],
    ...(ip === undefined ? {} : { podIP: ip, podIPs: [{ ip }] }),
    startTime: rfc3339(record.sinceMs),
    ...(init.length === 0 ? {} : { initContainerStatuses: init }),
    containerStatuses: app,
    ...(pod.status.qosClass === undefined ? {} : { qosClass: pod.status.qosClass }),
    ...(ephemeral.length === 0 ? {} : { ephemeralContainerStatuses: ephemeral }),
  };
}

/** A pod that is over has succeeded, or failed. */
function finalPhase(phase: string, over: boolean): string {
  return over && phase !== 'Succeeded' ? 'Failed' : phase;
}

function containerStatuses({ pod, record }: PodSync) {
  const init: ContainerStatus[] = [];
  const app: ContainerStatus[] = [];
  const ephemeral: ContainerStatus[] = [];
  const lists: Readonly<Record<ContainerRole, ContainerStatus[]>> = { init, sidecar: init, app, ephemeral };
  for (const container of containersOf(pod)) {
    const state = record.containers.find(({ name }) => name === container.spec.name);
    if (state !== undefined) lists[container.role].push(containerStatus(pod, container, state));
  }
  return { init, app, ephemeral };
}

function rejectedStatus({ pod, record }: PodSync): PodStatus {
  const { reason = '', message = '' } = record.rejected ?? {};
  return {
    phase: 'Failed',
    ...(pod.status.conditions === undefined ? {} : { conditions: pod.status.conditions }),
    message: `Pod was rejected: ${message}`,
    reason,
    startTime: rfc3339(record.sinceMs),
    ...(pod.status.qosClass === undefined ? {} : { qosClass: pod.status.qosClass }),
  };
}
