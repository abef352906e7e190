import type { FieldErrors } from '../../apiserver/field-errors.ts';
import type { Container, ContainerPort } from '../../schemas/generated/types.ts';
import { rangeProblem } from './numbers.ts';

const PORT_MAX = 65_535;

/** apimachinery's IsValidPortNum. */
function portNumberProblems(port: number): string[] {
  return port >= 1 && port <= PORT_MAX ? [] : [rangeProblem(1, PORT_MAX)];
}

const PORT_NAME_MAX = 15;

/** apimachinery's IsValidPortName. */
function portNameProblems(name: string): string[] {
  const problems: string[] = [];
  if (name.length > PORT_NAME_MAX) problems.push(`must be no more than ${PORT_NAME_MAX} characters`);
  if (!/^[-a-z0-9]+$/.test(name)) {
    problems.push('must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)');
  }
  if (!/[a-z]/.test(name)) problems.push('must contain at least one letter (a-z)');
  if (name.includes('--')) problems.push('must not contain consecutive hyphens');
  if (name.startsWith('-') || name.endsWith('-')) problems.push('must not begin or end with a hyphen');
  return problems;
}

/** A port by number or by name (ValidatePortNumOrName). */
export function validatePort(port: number | string, field: string, errors: FieldErrors): void {
  const problems = typeof port === 'number' ? portNumberProblems(port) : portNameProblems(port);
  for (const problem of problems) errors.invalid(field, port, problem);
}

export function validateContainerPorts(
  ports: readonly ContainerPort[],
  field: string,
  errors: FieldErrors,
): void {
  const names = new Set<string>();
  ports.forEach(({ name = '', containerPort, hostPort = 0, protocol = '' }, index) => {
    const at = `${field}[${index}]`;
    if (name !== '') {
      const problems = portNameProblems(name);
      for (const problem of problems) errors.invalid(`${at}.name`, name, problem);
      if (problems.length === 0 && names.has(name)) errors.duplicate(`${at}.name`, name);
      names.add(name);
    }
    if (containerPort === 0) errors.required(`${at}.containerPort`);
    else validatePort(containerPort, `${at}.containerPort`, errors);
    if (hostPort !== 0) validatePort(hostPort, `${at}.hostPort`, errors);
    if (protocol === '') errors.required(`${at}.protocol`);
    else if (protocol !== 'TCP' && protocol !== 'UDP' && protocol !== 'SCTP') {
      errors.notSupported(`${at}.protocol`, protocol, ['SCTP', 'TCP', 'UDP']);
    }
  });
}

/** A port of the host can be taken once (checkHostPortConflicts). */
export function validateHostPorts(
  containers: readonly Container[],
  field: string,
  errors: FieldErrors,
): void {
  const taken = new Set<string>();
  containers.forEach(({ ports = [] }, container) => {
    ports.forEach(({ protocol = '', hostIP = '', hostPort = 0 }, index) => {
      if (hostPort === 0) return;
      const key = `${protocol}/${hostIP}/${hostPort}`;
      if (taken.has(key)) errors.duplicate(`${field}[${container}].ports[${index}].hostPort`, key);
      taken.add(key);
    });
  });
}

/**
 * With the host's network a container's ports are the host's (validatePodHostNetworkDeps).
 * @param isPod templates may leave host ports out: they are filled in when a pod is made
 */
export function validateHostNetworkPorts(
  containers: readonly Container[],
  isPod: boolean,
  field: string,
  errors: FieldErrors,
): void {
  containers.forEach(({ ports = [] }, container) => {
    ports.forEach(({ containerPort, hostPort = 0 }, index) => {
      if ((!isPod && hostPort === 0) || hostPort === containerPort) return;
      errors.invalid(
        `${field}[${container}].ports[${index}].hostPort`,
        hostPort,
        'must match `containerPort` when `hostNetwork` is true',
      );
    });
  });
}
