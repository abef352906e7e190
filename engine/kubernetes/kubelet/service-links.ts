import type { Cluster } from '../cluster.ts';
import { type ServiceObject, serviceKind } from '../kinds/service.ts';

/** The namespace whose `kubernetes` service every pod is told of. */
const MASTER_NAMESPACE = 'default';
const MASTER_SERVICE = 'kubernetes';

function variableName(text: string): string {
  return text.toUpperCase().replaceAll('-', '_');
}

/**
 * The variables that tell a container of services, as upstream's envvars.FromServices: of its own namespace,
 * unless the pod has enableServiceLinks off, and of the API server.
 */
export function serviceVariables(cluster: Cluster, namespace: string, links: boolean): Map<string, string> {
  const services = new Map<string, ServiceObject>();
  const master = cluster.store.get(serviceKind, MASTER_NAMESPACE, MASTER_SERVICE);
  if (master !== undefined) services.set(MASTER_SERVICE, master);
  if (links) {
    for (const service of cluster.store.list(serviceKind, namespace)) {
      services.set(service.metadata.name, service);
    }
  }
  const variables = new Map<string, string>();
  for (const service of services.values()) addService(variables, service);
  return variables;
}

function addService(variables: Map<string, string>, { metadata, spec }: ServiceObject): void {
  const ip = spec.clusterIP ?? '';
  const ports = spec.ports ?? [];
  const [first] = ports;
  if (ip === '' || ip === 'None' || first === undefined) return;
  const name = variableName(metadata.name);
  variables.set(`${name}_SERVICE_HOST`, ip);
  variables.set(`${name}_SERVICE_PORT`, String(first.port));
  for (const { name: portName = '', port } of ports) {
    if (portName !== '') variables.set(`${name}_SERVICE_PORT_${variableName(portName)}`, String(port));
  }
  variables.set(`${name}_PORT`, url(first.protocol, ip, first.port));
  for (const { port, protocol = 'TCP' } of ports) {
    const prefix = `${name}_PORT_${port}_${protocol.toUpperCase()}`;
    variables.set(prefix, url(protocol, ip, port));
    variables.set(`${prefix}_PROTO`, protocol.toLowerCase());
    variables.set(`${prefix}_PORT`, String(port));
    variables.set(`${prefix}_ADDR`, ip);
  }
}

function url(protocol = 'TCP', ip: string, port: number): string {
  return `${protocol.toLowerCase()}://${ip}:${port}`;
}
