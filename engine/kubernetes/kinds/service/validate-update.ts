import { familyOf } from '../../apiserver/addresses.ts';
import { type FieldErrors, GoLiteral } from '../../apiserver/field-errors.ts';
import { dns1123Subdomain } from '../../apiserver/names.ts';
import type { LoadBalancerIngress } from '../../schemas/generated/types.ts';
import type { ServiceObject } from '../service.ts';
import { validateClusterIpsUpdate } from './cluster-ips.ts';
import { needsHealthCheckPort } from './facts.ts';

/** Upstream's ValidateServiceUpdate, beside ValidateService itself. */
export function validateServiceUpdate(
  { spec }: ServiceObject,
  { spec: old }: ServiceObject,
  errors: FieldErrors,
): void {
  validateClusterIpsUpdate(spec, old, errors);
  const bothLoadBalancers = old.type === 'LoadBalancer' && spec.type === 'LoadBalancer';
  if (bothLoadBalancers && spec.loadBalancerClass !== old.loadBalancerClass) {
    const shown = spec.loadBalancerClass ?? new GoLiteral('null');
    errors.invalid('spec.loadBalancerClass', shown, 'may not change once set');
  }
  if (!needsHealthCheckPort(old) || !needsHealthCheckPort(spec)) return;
  if (spec.healthCheckNodePort !== old.healthCheckNodePort) {
    errors.forbidden('spec.healthCheckNodePort', 'field is immutable');
  }
}

/** Upstream's ValidateLoadBalancerStatus. */
export function validateServiceStatus({ spec, status }: ServiceObject, errors: FieldErrors): void {
  const ingress = status.loadBalancer?.ingress ?? [];
  if (ingress.length > 0 && spec.type !== 'LoadBalancer') {
    const why = "may only be used when `spec.type` is 'LoadBalancer'";
    errors.forbidden('status.loadBalancer.ingress', why);
    return;
  }
  ingress.forEach((one, index) => {
    validateIngress(one, `status.loadBalancer.ingress[${index}]`, errors);
  });
}

const IP_MODES = ['Proxy', 'VIP'];

function validateIngress(
  { ip = '', ipMode, hostname = '' }: LoadBalancerIngress,
  field: string,
  errors: FieldErrors,
): void {
  if (ip !== '' && familyOf(ip) === undefined)
    errors.invalid(`${field}.ip`, ip, 'must be a valid IP address');
  if (ipMode !== undefined && ip === '') {
    errors.forbidden(`${field}.ipMode`, 'may not be specified when `ip` is not set');
  } else if (ipMode !== undefined && !IP_MODES.includes(ipMode))
    errors.notSupported(`${field}.ipMode`, ipMode, IP_MODES);
  if (hostname === '') return;
  for (const problem of dns1123Subdomain(hostname)) errors.invalid(`${field}.hostname`, hostname, problem);
  if (familyOf(hostname) !== undefined) {
    errors.invalid(`${field}.hostname`, hostname, 'must be a DNS name, not an IP address');
  }
}
