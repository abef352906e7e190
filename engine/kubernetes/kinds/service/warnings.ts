import { ipWarnings } from '../../apiserver/addresses.ts';
import type { ServiceObject } from '../service.ts';
import { NONE } from './facts.ts';

const TOPOLOGY_HINTS = 'service.kubernetes.io/topology-aware-hints';

/** Upstream's GetWarningsForService. */
export function serviceWarnings({ metadata: { annotations = {} }, spec }: ServiceObject): string[] {
  const { type, clusterIP, clusterIPs = [], externalIPs = [], loadBalancerIP = '' } = spec;
  const warnings: string[] = [];
  if (Object.hasOwn(annotations, TOPOLOGY_HINTS)) {
    warnings.push(
      `annotation ${TOPOLOGY_HINTS} is deprecated, please use service.kubernetes.io/topology-mode instead`,
    );
  }
  clusterIPs.forEach((ip, index) => {
    warnings.push(...ipWarnings(ip, `spec.clusterIPs[${index}]`));
  });
  if (type === 'ClusterIP' && clusterIP === NONE) warnings.push(...headlessWarnings(spec));
  externalIPs.forEach((ip, index) => {
    warnings.push(...ipWarnings(ip, `spec.externalIPs[${index}]`));
  });
  warnings.push(...ipWarnings(loadBalancerIP, 'spec.loadBalancerIP'));
  if (type === 'ExternalName' && externalIPs.length > 0) {
    warnings.push('spec.externalIPs is ignored when spec.type is "ExternalName"');
  }
  if (type !== 'ExternalName' && (spec.externalName ?? '') !== '') {
    warnings.push('spec.externalName is ignored when spec.type is not "ExternalName"');
  }
  return warnings;
}

function headlessWarnings({ loadBalancerIP = '', externalIPs = [], sessionAffinity }: ServiceObject['spec']) {
  const ignored: string[] = [];
  if (loadBalancerIP !== '') ignored.push('spec.loadBalancerIP');
  if (externalIPs.length > 0) ignored.push('spec.externalIPs');
  if (sessionAffinity !== 'None') ignored.push('spec.SessionAffinity');
  return ignored.map((field) => `${field} is ignored for headless services`);
}
