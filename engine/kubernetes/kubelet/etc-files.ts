import type { PodView } from './downward.ts';

/** The cluster's DNS service, and the domain it serves. */
const CLUSTER_DNS = '10.96.0.10';
export const CLUSTER_DOMAIN = 'cluster.local';

/** The files the kubelet writes for every container of a pod: absolute path → content. */
export function etcFiles(view: PodView): Record<string, string> {
  return { '/etc/hosts': hostsFile(view), '/etc/resolv.conf': resolvConf(view) };
}

function hostsFile({ pod, podIp }: PodView): string {
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

function resolvConf({ pod }: PodView): string {
  const { dnsPolicy = 'ClusterFirst', dnsConfig = {} } = pod.spec;
  const ofCluster = dnsPolicy === 'ClusterFirst' || dnsPolicy === 'ClusterFirstWithHostNet';
  const domain = CLUSTER_DOMAIN;
  const searches = ofCluster ? [`${pod.metadata.namespace}.svc.${domain}`, `svc.${domain}`, domain] : [];
  const servers = ofCluster ? [CLUSTER_DNS] : dnsPolicy === 'Default' ? ['127.0.0.53'] : [];
  const options = [
    ...(ofCluster ? ['ndots:5'] : []),
    ...(dnsConfig.options ?? []).map(({ name, value }) => (value === undefined ? name : `${name}:${value}`)),
  ];
  const search = [...searches, ...(dnsConfig.searches ?? [])];
  const lines = [
    ...(search.length > 0 ? [`search ${search.join(' ')}`] : []),
    ...[...servers, ...(dnsConfig.nameservers ?? [])].map((server) => `nameserver ${server}`),
    ...(options.length > 0 ? [`options ${options.join(' ')}`] : []),
  ];
  return `${lines.join('\n')}\n`;
}
