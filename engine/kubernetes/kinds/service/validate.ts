import { validateCidr, validateIp, validateNonSpecialIp } from '../../apiserver/addresses.ts';
import { type FieldErrors, GoLiteral } from '../../apiserver/field-errors.ts';
import { goQuote } from '../../apiserver/go-text.ts';
import { validateLabels } from '../../apiserver/metadata.ts';
import { dns1123Label, dns1123Subdomain, qualifiedName } from '../../apiserver/names.ts';
import type { ServicePort } from '../../schemas/generated/types.ts';
import { validatePort } from '../pod-spec/ports.ts';
import type { ServiceObject } from '../service.ts';
import { validateClusterIps } from './cluster-ips.ts';
import { isHeadless, type ServiceSpec } from './facts.ts';
import { validateProtocol } from './protocol.ts';
import { validateAffinity, validateTrafficPolicies } from './traffic.ts';

const TYPES = ['ClusterIP', 'ExternalName', 'LoadBalancer', 'NodePort'];
const SOURCE_RANGES = 'service.beta.kubernetes.io/load-balancer-source-ranges';
const TOPOLOGY_HINTS = 'service.kubernetes.io/topology-aware-hints';
const TOPOLOGY_MODE = 'service.kubernetes.io/topology-mode';
const ONLY_LOAD_BALANCERS = "may only be used when `type` is 'LoadBalancer'";

/** Upstream's ValidateService. */
export function validateService({ metadata, spec }: ServiceObject, errors: FieldErrors): void {
  const annotations = new Map(Object.entries(metadata.annotations ?? {}));
  validateTopologyAnnotations(annotations, errors);
  const { ports = [], type = '', selector } = spec;
  if (ports.length === 0 && !isHeadless(spec) && type !== 'ExternalName') errors.required('spec.ports');
  validateForType(spec, errors);
  validatePorts(ports, errors);
  validateLabels(selector, 'spec.selector', errors);
  validateAffinity(spec, errors);
  validateClusterIps(spec, errors);
  validateExternalIps(spec.externalIPs ?? [], errors);
  if (type === '') errors.required('spec.type');
  else if (!TYPES.includes(type)) errors.notSupported('spec.type', type, TYPES);
  if (type === 'ClusterIP') forbidNodePorts(ports, errors);
  validateUnique(ports, errors);
  validateLoadBalancer(spec, annotations.get(SOURCE_RANGES), errors);
  validateTrafficPolicies(spec, errors);
}

function validateTopologyAnnotations(annotations: ReadonlyMap<string, string>, errors: FieldErrors): void {
  const hints = annotations.get(TOPOLOGY_HINTS);
  const mode = annotations.get(TOPOLOGY_MODE);
  if (hints === undefined || mode === undefined || hints === mode) return;
  const why = `must match annotations[${TOPOLOGY_HINTS}] when both are specified`;
  errors.invalid(`metadata.annotations[${TOPOLOGY_MODE}]`, mode, why);
}

function validateForType(spec: ServiceSpec, errors: FieldErrors): void {
  const { type, clusterIPs = [], ipFamilies = [], ipFamilyPolicy, externalName = '' } = spec;
  if ((type === 'LoadBalancer' || type === 'NodePort') && isHeadless(spec)) {
    const why = `may not be set to 'None' for ${type} services`;
    errors.invalid('spec.clusterIPs[0]', clusterIPs[0], why);
  }
  if (type !== 'ExternalName') return;
  const why = 'may not be set for ExternalName services';
  if (clusterIPs.length > 0) errors.forbidden('spec.clusterIPs', why);
  if (ipFamilies.length > 0) errors.forbidden('spec.ipFamilies', why);
  if (ipFamilyPolicy !== undefined) errors.forbidden('spec.ipFamilyPolicy', why);
  // A trailing dot says that the name is complete.
  const name = externalName.replace(/\.$/, '');
  if (name === '') errors.required('spec.externalName');
  else for (const problem of dns1123Subdomain(name)) errors.invalid('spec.externalName', name, problem);
}

function validatePorts(ports: readonly ServicePort[], errors: FieldErrors): void {
  const names = new Set<string>();
  ports.forEach(({ name = '', port, protocol = '', targetPort = '', appProtocol }, index) => {
    const at = `spec.ports[${index}]`;
    if (name !== '') {
      for (const problem of dns1123Label(name)) errors.invalid(`${at}.name`, name, problem);
      if (names.has(name)) errors.duplicate(`${at}.name`, name);
      names.add(name);
    } else if (ports.length > 1) errors.required(`${at}.name`);
    validatePort(port, `${at}.port`, errors);
    validateProtocol(protocol, `${at}.protocol`, errors);
    validatePort(targetPort, `${at}.targetPort`, errors);
    if (appProtocol === undefined) return;
    for (const problem of qualifiedName(appProtocol)) {
      errors.invalid(`${at}.appProtocol`, appProtocol, problem);
    }
  });
}

function validateExternalIps(ips: readonly string[], errors: FieldErrors): void {
  ips.forEach((ip, index) => {
    const at = `spec.externalIPs[${index}]`;
    if (validateIp(ip, at, errors)) validateNonSpecialIp(ip, at, errors);
  });
}

function forbidNodePorts(ports: readonly ServicePort[], errors: FieldErrors): void {
  ports.forEach(({ nodePort = 0 }, index) => {
    if (nodePort === 0) return;
    errors.forbidden(`spec.ports[${index}].nodePort`, "may not be used when `type` is 'ClusterIP'");
  });
}

/** Node ports and ports are unique by protocol and number. */
function validateUnique(ports: readonly ServicePort[], errors: FieldErrors): void {
  const nodePorts = new Set<string>();
  ports.forEach(({ protocol, nodePort = 0 }, index) => {
    if (nodePort === 0) return;
    const key = `${protocol} ${nodePort}`;
    if (nodePorts.has(key)) errors.duplicate(`spec.ports[${index}].nodePort`, nodePort);
    nodePorts.add(key);
  });
  const numbers = new Set<string>();
  ports.forEach(({ protocol = '', port }, index) => {
    const key = `${protocol} ${port}`;
    if (numbers.has(key)) errors.duplicate(`spec.ports[${index}]`, goPort(protocol, port));
    numbers.add(key);
  });
}

/** The key that upstream compares by, in which nothing else is set. */
function goPort(protocol: string, port: number): GoLiteral {
  return new GoLiteral(
    `core.ServicePort{Name:"", Protocol:${goQuote(protocol)}, AppProtocol:(*string)(nil), Port:${port}, TargetPort:intstr.IntOrString{Type:0, IntVal:0, StrVal:""}, NodePort:0}`,
  );
}

function validateLoadBalancer(spec: ServiceSpec, annotated: string | undefined, errors: FieldErrors): void {
  const { type, loadBalancerSourceRanges: ranges = [], loadBalancerClass } = spec;
  const isLoadBalancer = type === 'LoadBalancer';
  if (ranges.length > 0) {
    const at = 'spec.LoadBalancerSourceRanges';
    if (!isLoadBalancer) errors.forbidden(at, ONLY_LOAD_BALANCERS);
    ranges.forEach((range, index) => {
      validateCidr(range.trim(), `${at}[${index}]`, errors);
    });
  } else if (annotated !== undefined) {
    const at = `metadata.annotations[${SOURCE_RANGES}]`;
    if (!isLoadBalancer) errors.forbidden(at, ONLY_LOAD_BALANCERS);
    const list = annotated.trim();
    for (const range of list === '' ? [] : list.split(',')) validateCidr(range.trim(), at, errors);
  }
  if (spec.allocateLoadBalancerNodePorts !== undefined && !isLoadBalancer) {
    errors.forbidden('spec.allocateLoadBalancerNodePorts', ONLY_LOAD_BALANCERS);
  }
  if (loadBalancerClass === undefined) return;
  if (!isLoadBalancer) errors.forbidden('spec.loadBalancerClass', ONLY_LOAD_BALANCERS);
  else {
    for (const problem of qualifiedName(loadBalancerClass)) {
      errors.invalid('spec.loadBalancerClass', loadBalancerClass, problem);
    }
  }
}
