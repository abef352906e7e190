import type { ServiceObject } from '../service.ts';
import {
  isExternallyAccessible,
  needsClusterIp,
  needsHealthCheckPort,
  needsNodePort,
  nodePortsOf,
  type ServiceSpec,
  sameList,
} from './facts.ts';

// The rules of upstream's pkg/registry/core/service: what an update that leaves allocated values out, or
// changes the type, is taken to mean.

/** Brings clusterIP and clusterIPs into line, whichever of them the client wrote (normalizeClusterIPs). */
export function alignClusterIps(spec: ServiceSpec, old: ServiceSpec | undefined): void {
  const { clusterIP = '', clusterIPs = [] } = spec;
  if (old === undefined) {
    if (clusterIP !== '' && clusterIPs.length === 0) spec.clusterIPs = [clusterIP];
    return;
  }
  const { clusterIP: before = '', clusterIPs: allBefore = [] } = old;
  if (clusterIP === before) {
    if (clusterIPs.length === 0 && allBefore.length > 0) spec.clusterIPs = [...allBefore];
  } else if (sameList(clusterIPs, allBefore)) {
    if (clusterIP === '') delete spec.clusterIPs;
    else spec.clusterIPs = [clusterIP];
  }
}

/** Keeps what was allocated before and the client left out (patchAllocatedValues). */
export function keepAllocated(spec: ServiceSpec, old: ServiceSpec): void {
  if (needsClusterIp(old) && needsClusterIp(spec)) {
    if (old.clusterIP !== undefined) spec.clusterIP ||= old.clusterIP;
    if ((spec.clusterIPs ?? []).length === 0 && old.clusterIPs !== undefined) {
      spec.clusterIPs = [...old.clusterIPs];
    }
  }
  if (needsNodePort(old) && needsNodePort(spec)) keepNodePorts(spec, old);
  if (needsHealthCheckPort(old) && needsHealthCheckPort(spec) && old.healthCheckNodePort !== undefined) {
    spec.healthCheckNodePort ||= old.healthCheckNodePort;
  }
}

/** Ports are known by their name; a node port that another port of the update claims isn't kept. */
function keepNodePorts(spec: ServiceSpec, old: ServiceSpec): void {
  const claimed = new Set(nodePortsOf(spec));
  const used = new Set(nodePortsOf(old).filter((port) => claimed.has(port)));
  const before = new Map((old.ports ?? []).map(({ name = '', nodePort = 0 }) => [name, nodePort]));
  for (const port of spec.ports ?? []) {
    const kept = before.get(port.name ?? '') ?? 0;
    if ((port.nodePort ?? 0) === 0 && kept !== 0 && !used.has(kept)) port.nodePort = kept;
  }
}

/**
 * Clears what the new type has no use for, unless the client changed it, too: then it is for validation to
 * refuse (dropTypeDependentFields).
 */
export function dropFieldsOfOldType(draft: ServiceObject, { spec: old }: ServiceObject): void {
  const { spec } = draft;
  if (needsClusterIp(old) && !needsClusterIp(spec)) dropClusterIps(spec, old);
  if (needsNodePort(old) && !needsNodePort(spec) && addsNoNodePort(spec, old)) {
    for (const port of spec.ports ?? []) delete port.nodePort;
  }
  if (needsHealthCheckPort(old) && !needsHealthCheckPort(spec)) dropSame(spec, old, 'healthCheckNodePort');
  if (old.type === 'LoadBalancer' && spec.type !== 'LoadBalancer') {
    dropSame(spec, old, 'allocateLoadBalancerNodePorts');
    dropSame(spec, old, 'loadBalancerClass');
  }
  if (isExternallyAccessible(old) && !isExternallyAccessible(spec)) {
    dropSame(spec, old, 'externalTrafficPolicy');
  }
  if (spec.type !== 'LoadBalancer') draft.status.loadBalancer = {};
}

function dropClusterIps(spec: ServiceSpec, old: ServiceSpec): void {
  if (spec.clusterIP === old.clusterIP && sameList(spec.clusterIPs, old.clusterIPs)) {
    delete spec.clusterIP;
    delete spec.clusterIPs;
  }
  if (sameList(spec.ipFamilies, old.ipFamilies)) delete spec.ipFamilies;
  dropSame(spec, old, 'ipFamilyPolicy');
}

type Dropped =
  | 'allocateLoadBalancerNodePorts'
  | 'externalTrafficPolicy'
  | 'healthCheckNodePort'
  | 'ipFamilyPolicy'
  | 'loadBalancerClass';

function dropSame(spec: ServiceSpec, old: ServiceSpec, field: Dropped): void {
  if (spec[field] === old[field]) delete spec[field];
}

function addsNoNodePort(spec: ServiceSpec, old: ServiceSpec): boolean {
  const before = new Set(nodePortsOf(old));
  return nodePortsOf(spec).every((port) => before.has(port));
}
