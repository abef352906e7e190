import type { PodObject } from '../kinds/pod.ts';
import type { PodAffinityTerm, WeightedPodAffinityTerm } from '../schemas/generated/types.ts';
import { type PodTerm, podTerm, type TermSubject } from './pod-terms.ts';
import type { Amounts } from './resources.ts';
import { requestsOf, scoredRequestsOf } from './resources.ts';

/** A port of the node that a pod occupies. */
export interface HostPort {
  readonly protocol: string;
  readonly ip: string;
  readonly port: number;
}

export interface WeightedTerm {
  readonly weight: number;
  readonly term: PodTerm;
}

/** What the scheduler reads off a pod, worked out once per pod and kept while it lives. */
export interface PodInfo extends TermSubject {
  readonly pod: PodObject;
  readonly uid: string;
  readonly requests: Amounts;
  /** With defaults where nothing is asked for; only for scores. */
  readonly scored: Amounts;
  readonly hostPorts: readonly HostPort[];
  readonly affinity: readonly PodTerm[];
  readonly antiAffinity: readonly PodTerm[];
  readonly preferredAffinity: readonly WeightedTerm[];
  readonly preferredAntiAffinity: readonly WeightedTerm[];
}

const ANY_ADDRESS = '0.0.0.0';

export function podInfo(pod: PodObject): PodInfo {
  const { spec, metadata } = pod;
  const namespace = metadata.namespace ?? '';
  const required = (terms: readonly PodAffinityTerm[] = []) => terms.map((term) => podTerm(term, namespace));
  const preferred = (terms: readonly WeightedPodAffinityTerm[] = []) =>
    terms.map(({ weight, podAffinityTerm }) => ({ weight, term: podTerm(podAffinityTerm, namespace) }));
  const { podAffinity, podAntiAffinity } = spec.affinity ?? {};
  return {
    pod,
    uid: metadata.uid,
    namespace,
    labels: metadata.labels,
    requests: requestsOf(spec),
    scored: scoredRequestsOf(spec),
    hostPorts: hostPortsOf(pod),
    affinity: required(podAffinity?.requiredDuringSchedulingIgnoredDuringExecution),
    antiAffinity: required(podAntiAffinity?.requiredDuringSchedulingIgnoredDuringExecution),
    preferredAffinity: preferred(podAffinity?.preferredDuringSchedulingIgnoredDuringExecution),
    preferredAntiAffinity: preferred(podAntiAffinity?.preferredDuringSchedulingIgnoredDuringExecution),
  };
}

function hostPortsOf({ spec }: PodObject): HostPort[] {
  const ports: HostPort[] = [];
  for (const container of spec.containers) {
    for (const { hostPort = 0, protocol = 'TCP', hostIP = '' } of container.ports ?? []) {
      if (hostPort > 0) ports.push({ protocol, ip: hostIP === '' ? ANY_ADDRESS : hostIP, port: hostPort });
    }
  }
  return ports;
}

/** Whether two pods can't both have these ports of one node (upstream's HostPortInfo.CheckConflict). */
export function portsConflict(a: HostPort, b: HostPort): boolean {
  if (a.port !== b.port || a.protocol !== b.protocol) return false;
  return a.ip === b.ip || a.ip === ANY_ADDRESS || b.ip === ANY_ADDRESS;
}
