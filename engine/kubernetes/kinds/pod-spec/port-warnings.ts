import type { Container, ContainerPort } from '../../schemas/generated/types.ts';

interface Place {
  readonly field: string;
  readonly port: ContainerPort;
}

/** More warnings don't fit into an answer's headers, and comparing all ports with all is costly. */
const WARNINGS_MAX = 100;

/** Ports that are defined twice, or nearly. @param containers with their paths */
export function portWarnings(containers: readonly (readonly [string, Container])[]): string[] {
  const warnings: string[] = [];
  const places = new Map<string, Place[]>();
  for (const [at, { ports = [] }] of containers) {
    ports.forEach((port, index) => {
      const field = `${at}.ports[${index}]`;
      if ((port.hostIP ?? '') !== '' && (port.hostPort ?? 0) === 0) {
        warnings.push(`${field}: hostIP set without hostPort: ${goStruct(port)}`);
      }
      const key = `${port.containerPort}/${port.protocol ?? ''}`;
      const others = places.get(key) ?? [];
      for (const other of others.slice(0, WARNINGS_MAX)) {
        if (warnings.length >= WARNINGS_MAX) break;
        const problem = overlap(port, other.port);
        if (problem !== undefined) warnings.push(`${field}: ${problem} port definition with ${other.field}`);
      }
      others.push({ field, port });
      places.set(key, others);
    });
  }
  return warnings;
}

/** The struct as Go prints it with %+v. */
function goStruct({ name = '', hostPort = 0, containerPort, protocol = '', hostIP = '' }: ContainerPort) {
  return `{Name:${name} HostPort:${hostPort} ContainerPort:${containerPort} Protocol:${protocol} HostIP:${hostIP}}`;
}

function overlap(port: ContainerPort, other: ContainerPort): string | undefined {
  const { hostPort = 0, hostIP = '' } = port;
  const { hostPort: otherPort = 0, hostIP: otherIP = '' } = other;
  if (hostIP === otherIP && hostPort === otherPort) return 'duplicate';
  if (hostPort === 0 || otherPort === 0) return 'overlapping';
  const oneIsAny = (hostIP === '') !== (otherIP === '');
  return hostPort === otherPort && oneIsAny ? 'dangerously ambiguous' : undefined;
}
