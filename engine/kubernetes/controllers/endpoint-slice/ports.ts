import type { PodObject } from '../../kinds/pod.ts';
import type { ServiceObject } from '../../kinds/service.ts';
import type { Container, ServicePort } from '../../schemas/generated/types.ts';

/** A service's port as one pod serves it. */
export interface PodPort {
  readonly name: string;
  readonly port: number;
  readonly protocol: string;
  readonly appProtocol?: string;
}

function namedPort(containers: readonly Container[], name: string, protocol: string): number | undefined {
  for (const { ports = [] } of containers) {
    const found = ports.find((port) => port.name === name && (port.protocol ?? 'TCP') === protocol);
    if (found !== undefined) return found.containerPort;
  }
  return undefined;
}

/** A number, or the container port of that name; sidecars are looked at last (upstream's FindPort). */
function targetPort({ spec }: PodObject, { port, targetPort: target, protocol = 'TCP' }: ServicePort) {
  if (target === undefined) return port;
  if (typeof target === 'number') return target;
  const sidecars = (spec.initContainers ?? []).filter(({ restartPolicy }) => restartPolicy === 'Always');
  return namedPort(spec.containers, target, protocol) ?? namedPort(sidecars, target, protocol);
}

/** The ports of a service on a pod; those it has no container port for are left out. */
function portsOn(pod: PodObject, { spec }: ServiceObject): PodPort[] {
  return (spec.ports ?? []).flatMap((port) => {
    const number = targetPort(pod, port);
    if (number === undefined) return [];
    const { name = '', protocol = 'TCP', appProtocol } = port;
    return [{ name, port: number, protocol, ...(appProtocol === undefined ? {} : { appProtocol }) }];
  });
}

/** True where every pod serves the service on the same ports. */
function samePortsEverywhere({ spec }: ServiceObject): boolean {
  return (spec.ports ?? []).every((port) => typeof port.targetPort !== 'string');
}

/** Pods that serve a service on the same ports. */
export interface PortGroup<P> {
  readonly ports: readonly PodPort[];
  readonly pods: P[];
}

/** Sorts pods by the ports they serve a service on. */
export function groupByPorts<P extends { readonly pod: PodObject }>(
  service: ServiceObject,
  pods: readonly P[],
): Map<string, PortGroup<P>> {
  const groups = new Map<string, PortGroup<P>>();
  const same = samePortsEverywhere(service);
  let group: PortGroup<P> | undefined;
  for (const each of pods) {
    if (group === undefined || !same) {
      const ports = portsOn(each.pod, service);
      const key = portsKey(ports);
      group = groups.get(key) ?? { ports, pods: [] };
      groups.set(key, group);
    }
    group.pods.push(each);
  }
  return groups;
}

/** Tells port lists apart, whatever their order. */
export function portsKey(
  ports: readonly { name?: string; port?: number; protocol?: string; appProtocol?: string }[],
): string {
  return ports
    .map(
      ({ name = '', port, protocol = 'TCP', appProtocol = '' }) =>
        `${name}/${port}/${protocol}/${appProtocol}`,
    )
    .sort()
    .join(',');
}
