import { familyOf, validateIp, validateNonSpecialIp } from '../apiserver/addresses.ts';
import type { FieldErrors } from '../apiserver/field-errors.ts';
import type { Kind } from '../apiserver/kind.ts';
import { dns1123Label, dns1123Subdomain, qualifiedName } from '../apiserver/names.ts';
import { age, fieldDescription, nameColumn, textColumn } from '../apiserver/table.ts';
import type { KubernetesObject } from '../object.ts';
import type { EndpointAddress, EndpointPort, EndpointSubset, Endpoints } from '../schemas/generated/types.ts';
import { validatePort } from './pod-spec/ports.ts';
import { validateProtocol } from './service/protocol.ts';

export type EndpointsObject = KubernetesObject & Pick<Endpoints, 'subsets'>;

const DEFINITION = 'io.k8s.api.core.v1.Endpoints';

export const endpointsKind: Kind<EndpointsObject> = {
  group: '',
  version: 'v1',
  kind: 'Endpoints',
  plural: 'endpoints',
  singular: 'endpoints',
  shortNames: ['ep'],
  categories: [],
  namespaced: true,
  definition: DEFINITION,
  nameRule: dns1123Subdomain,
  hasStatus: false,
  hasGeneration: false,
  defaults({ subsets = [] }) {
    for (const { ports = [] } of subsets) for (const port of ports) port.protocol ||= 'TCP';
  },
  validate({ subsets = [] }, errors) {
    subsets.forEach((subset, index) => {
      validateSubset(subset, `subsets[${index}]`, errors);
    });
  },
  deprecation: 'v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1 EndpointSlice',
  columns: [nameColumn, textColumn('Endpoints', fieldDescription(DEFINITION, 'subsets')), age.column],
  row: (endpoints, now) => [
    endpoints.metadata.name,
    formatSubsets(endpoints.subsets ?? []),
    age.cell(endpoints, now),
  ],
};

function validateSubset(subset: EndpointSubset, field: string, errors: FieldErrors): void {
  const { addresses = [], notReadyAddresses = [], ports = [] } = subset;
  if (addresses.length === 0 && notReadyAddresses.length === 0) {
    errors.required(field, 'must specify `addresses` or `notReadyAddresses`');
  }
  addresses.forEach((address, index) => {
    validateAddress(address, `${field}.addresses[${index}]`, errors);
  });
  notReadyAddresses.forEach((address, index) => {
    validateAddress(address, `${field}.notReadyAddresses[${index}]`, errors);
  });
  ports.forEach((port, index) => {
    validateEndpointPort(port, ports.length > 1, `${field}.ports[${index}]`, errors);
  });
}

function validateAddress(
  { ip, hostname = '', nodeName }: EndpointAddress,
  field: string,
  errors: FieldErrors,
): void {
  validateIp(ip, `${field}.ip`, errors);
  if (hostname !== '') {
    for (const problem of dns1123Label(hostname)) errors.invalid(`${field}.hostname`, hostname, problem);
  }
  if (nodeName !== undefined) {
    for (const problem of dns1123Subdomain(nodeName)) errors.invalid(`${field}.nodeName`, nodeName, problem);
  }
  validateNonSpecialIp(ip, `${field}.ip`, errors);
}

function validateEndpointPort(
  { name = '', port, protocol = '', appProtocol }: EndpointPort,
  nameRequired: boolean,
  field: string,
  errors: FieldErrors,
): void {
  if (nameRequired && name === '') errors.required(`${field}.name`);
  else if (name !== '') {
    for (const problem of dns1123Label(name)) errors.invalid(`${field}.name`, name, problem);
  }
  validatePort(port, `${field}.port`, errors);
  validateProtocol(protocol, `${field}.protocol`, errors);
  if (appProtocol !== undefined) {
    for (const problem of qualifiedName(appProtocol)) {
      errors.invalid(`${field}.appProtocol`, appProtocol, problem);
    }
  }
}

/** How many addresses a table shows. */
const SHOWN_MAX = 3;

/** Addresses that are ready, with each of their ports, as printers' formatEndpoints. */
function formatSubsets(subsets: readonly EndpointSubset[]): string {
  if (subsets.length === 0) return '<none>';
  const all = subsets.flatMap(({ addresses = [], ports = [] }) =>
    ports.length === 0
      ? addresses.map(({ ip }) => ip)
      : ports.flatMap(({ port }) => addresses.map(({ ip }) => hostPort(ip, port))),
  );
  const shown = all.slice(0, SHOWN_MAX).join(',');
  return all.length > SHOWN_MAX ? `${shown} + ${all.length - SHOWN_MAX} more...` : shown;
}

function hostPort(ip: string, port: number): string {
  return familyOf(ip) === 'IPv6' ? `[${ip}]:${port}` : `${ip}:${port}`;
}
