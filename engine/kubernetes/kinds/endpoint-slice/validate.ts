import { familyOf, type IpFamily, validateNonSpecialIp } from '../../apiserver/addresses.ts';
import type { FieldErrors } from '../../apiserver/field-errors.ts';
import { dns1123Label, dns1123Subdomain, labelValue, qualifiedName } from '../../apiserver/names.ts';
import type { DiscoveryV1EndpointPort, Endpoint, ForZone } from '../../schemas/generated/types.ts';
import type { EndpointSliceObject } from '../endpoint-slice.ts';
import { validateProtocol } from '../service/protocol.ts';

/** Upstream's limits in pkg/apis/discovery/validation. */
const ENDPOINTS_MAX = 1000;
const ADDRESSES_MAX = 100;
const PORTS_MAX = 20_000;
const ZONE_HINTS_MAX = 8;

const ADDRESS_TYPES = ['FQDN', 'IPv4', 'IPv6'];

export function validateEndpointSlice(slice: EndpointSliceObject, errors: FieldErrors): void {
  const { addressType, endpoints, ports = [] } = slice;
  if (addressType === '') errors.required('addressType');
  else if (!ADDRESS_TYPES.includes(addressType)) {
    errors.notSupported('addressType', addressType, ADDRESS_TYPES);
  }
  if (endpoints.length > ENDPOINTS_MAX) errors.tooMany('endpoints', endpoints.length, ENDPOINTS_MAX);
  else {
    endpoints.forEach((endpoint, index) => {
      validateEndpoint(endpoint, addressType, `endpoints[${index}]`, errors);
    });
  }
  if (ports.length > PORTS_MAX) errors.tooMany('ports', ports.length, PORTS_MAX);
  else validatePorts(ports, errors);
}

function validateEndpoint(endpoint: Endpoint, type: string, field: string, errors: FieldErrors): void {
  const { addresses, hostname, nodeName, hints } = endpoint;
  if (addresses.length === 0) errors.required(`${field}.addresses`, 'must contain at least 1 address');
  else if (addresses.length > ADDRESSES_MAX) {
    errors.tooMany(`${field}.addresses`, addresses.length, ADDRESSES_MAX);
  }
  addresses.forEach((address, index) => {
    const at = `${field}.addresses[${index}]`;
    if (type === 'IPv4' || type === 'IPv6') validateIpOf(type, address, at, errors);
    else if (type === 'FQDN') validateDomain(address, at, errors);
  });
  if (nodeName !== undefined) {
    for (const problem of dns1123Subdomain(nodeName)) errors.invalid(`${field}.nodeName`, nodeName, problem);
  }
  if (hostname !== undefined) {
    for (const problem of dns1123Label(hostname)) errors.invalid(`${field}.hostname`, hostname, problem);
  }
  if (hints !== undefined) validateZones(hints.forZones ?? [], `${field}.hints.forZones`, errors);
}

function validateIpOf(family: IpFamily, address: string, field: string, errors: FieldErrors): void {
  if (familyOf(address) !== family) errors.invalid(field, address, `must be a valid ${family} address`);
  validateNonSpecialIp(address, field, errors);
}

/** apimachinery's IsFullyQualifiedDomainName. */
function validateDomain(address: string, field: string, errors: FieldErrors): void {
  const name = address.replace(/\.$/, '');
  const problems = dns1123Subdomain(name);
  const wrong = name.split('.').find((label) => dns1123Label(label).length > 0);
  if (address === '') errors.required(field);
  else if (problems.length > 0) errors.invalid(field, name, problems.join(','));
  else if (!name.includes('.')) {
    errors.invalid(field, name, 'should be a domain with at least two segments separated by dots');
  } else if (wrong !== undefined) errors.invalid(field, wrong, dns1123Label(wrong).join(','));
}

function validateZones(zones: readonly ForZone[], field: string, errors: FieldErrors): void {
  if (zones.length > ZONE_HINTS_MAX) {
    errors.tooMany(field, zones.length, ZONE_HINTS_MAX);
    return;
  }
  const seen = new Set<string>();
  zones.forEach(({ name }, index) => {
    const at = `${field}[${index}].name`;
    if (seen.has(name)) errors.duplicate(at, name);
    seen.add(name);
    for (const problem of labelValue(name)) errors.invalid(at, name, problem);
  });
}

function validatePorts(ports: readonly DiscoveryV1EndpointPort[], errors: FieldErrors): void {
  const seen = new Set<string>();
  ports.forEach(({ name = '', protocol = '', appProtocol }, index) => {
    const at = `ports[${index}]`;
    if (name !== '') {
      for (const problem of dns1123Label(name)) errors.invalid(`${at}.name`, name, problem);
    }
    if (seen.has(name)) errors.duplicate(`${at}.name`, name);
    seen.add(name);
    validateProtocol(protocol, `${at}.protocol`, errors);
    for (const problem of appProtocol === undefined ? [] : qualifiedName(appProtocol)) {
      errors.invalid(`${at}.appProtocol`, appProtocol, problem);
    }
  });
}
