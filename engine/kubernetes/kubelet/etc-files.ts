import type { Resolver } from '../../network/records.ts';
import type { PodObject } from '../kinds/pod.ts';
import type { PodView } from './downward.ts';

/** The cluster's DNS service, and the domain it serves. */
export const CLUSTER_DNS = '10.96.0.10';
export const CLUSTER_DOMAIN = 'cluster.local';

/** The name server of the nodes: their network's router. */
const LAN_DNS = '192.168.49.1';

/** Host names are cut to what the kernel takes. */
const HOST_NAME_MAX = 63;

/** What `hostname` says in a pod. */
export function hostName({ metadata, spec }: PodObject): string {
  if (spec.hostNetwork === true) return spec.nodeName ?? '';
  return (spec.hostname ?? metadata.name).slice(0, HOST_NAME_MAX).replace(/[-.]+$/, '');
}

/** /etc/hosts of a pod's containers. */
export function hostsFile({ pod, podIp }: PodView): string {
  const { hostname, subdomain, hostAliases = [] } = pod.spec;
  const name = hostname ?? pod.metadata.name;
  const qualified =
    subdomain === undefined ? '' : `${name}.${subdomain}.${pod.metadata.namespace}.svc.${CLUSTER_DOMAIN}\t`;
  const lines = [
    '# Kubernetes-managed hosts file.',
    '127.0.0.1\tlocalhost',
    '::1\tlocalhost ip6-localhost ip6-loopback',
    'fe00::0\tip6-localnet',
    'fe00::0\tip6-mcastprefix',
    'fe00::1\tip6-allnodes',
    'fe00::2\tip6-allrouters',
    `${podIp}\t${qualified}${name}`,
  ];
  if (hostAliases.length > 0) lines.push('', '# Entries added by HostAliases.');
  for (const { ip, hostnames = [] } of hostAliases) lines.push([ip, ...hostnames].join('\t'));
  return `${lines.join('\n')}\n`;
}

/** Whom a pod's containers ask for names. */
export function resolverOf({ pod }: PodView): Resolver {
  const { dnsPolicy = 'ClusterFirst', dnsConfig = {}, hostNetwork } = pod.spec;
  const ofCluster =
    dnsPolicy === 'ClusterFirstWithHostNet' || (dnsPolicy === 'ClusterFirst' && hostNetwork !== true);
  const ofHost = !ofCluster && dnsPolicy !== 'None';
  const domain = CLUSTER_DOMAIN;
  const searches = ofCluster ? [`${pod.metadata.namespace}.svc.${domain}`, `svc.${domain}`, domain] : [];
  const servers = ofCluster ? [CLUSTER_DNS] : ofHost ? [LAN_DNS] : [];
  const options = (dnsConfig.options ?? []).map(({ name = '', value }) =>
    value === undefined ? name : `${name}:${value}`,
  );
  return {
    servers: [...servers, ...(dnsConfig.nameservers ?? [])],
    search: [...searches, ...(dnsConfig.searches ?? [])],
    options: [...(ofCluster ? ['ndots:5'] : []), ...options],
  };
}

/** /etc/resolv.conf of a pod's containers. */
export function resolvConf(view: PodView): string {
  const { servers, search, options } = resolverOf(view);
  const lines = [
    ...(search.length > 0 ? [`search ${search.join(' ')}`] : []),
    ...servers.map((server) => `nameserver ${server}`),
    ...(options.length > 0 ? [`options ${options.join(' ')}`] : []),
  ];
  return `${lines.join('\n')}\n`;
}
