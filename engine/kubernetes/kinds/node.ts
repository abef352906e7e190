import type { Kind } from '../apiserver/kind.ts';
import { dns1123Subdomain } from '../apiserver/names.ts';
import { age, fieldDescription, nameColumn, textColumn } from '../apiserver/table.ts';
import type { KubernetesObject } from '../object.ts';
import type { Node } from '../schemas/generated/types.ts';
import { validateNode, validateNodeStatus, validateNodeUpdate } from './node/validate.ts';

export type NodeObject = KubernetesObject & Required<Pick<Node, 'spec' | 'status'>>;

const STATUS = 'io.k8s.api.core.v1.NodeStatus';
const SYSTEM_INFO = 'io.k8s.api.core.v1.NodeSystemInfo';
const ROLE_PREFIX = 'node-role.kubernetes.io/';
const ROLE_LABEL = 'kubernetes.io/role';

export const nodeKind: Kind<NodeObject> = {
  group: '',
  version: 'v1',
  kind: 'Node',
  plural: 'nodes',
  singular: 'node',
  shortNames: ['no'],
  categories: [],
  namespaced: false,
  definition: 'io.k8s.api.core.v1.Node',
  nameRule: dns1123Subdomain,
  hasStatus: true,
  hasGeneration: false,
  defaults: ({ spec }) => syncPodCidrs(spec),
  validate: validateNode,
  validateUpdate: validateNodeUpdate,
  validateStatusUpdate: (node, _old, errors) => validateNodeStatus(node, errors),
  fieldLabels: { 'spec.unschedulable': ({ spec }) => String(spec.unschedulable ?? false) },
  columns: [
    nameColumn,
    textColumn('Status', 'The status of the node'),
    textColumn('Roles', 'The roles of the node'),
    age.column,
    textColumn('Version', fieldDescription(SYSTEM_INFO, 'kubeletVersion')),
    textColumn('Internal-IP', fieldDescription(STATUS, 'addresses'), 1),
    textColumn('External-IP', fieldDescription(STATUS, 'addresses'), 1),
    textColumn('OS-Image', fieldDescription(SYSTEM_INFO, 'osImage'), 1),
    textColumn('Kernel-Version', fieldDescription(SYSTEM_INFO, 'kernelVersion'), 1),
    textColumn('Container-Runtime', fieldDescription(SYSTEM_INFO, 'containerRuntimeVersion'), 1),
  ],
  row: (node, now) => {
    const { nodeInfo } = node.status;
    return [
      node.metadata.name,
      formatStatus(node),
      formatRoles(node),
      age.cell(node, now),
      nodeInfo?.kubeletVersion ?? '',
      addressOf(node, 'InternalIP'),
      addressOf(node, 'ExternalIP'),
      nodeInfo?.osImage || '<unknown>',
      nodeInfo?.kernelVersion || '<unknown>',
      nodeInfo?.containerRuntimeVersion || '<unknown>',
    ];
  },
};

/** The singular is the first of the plural; where they disagree the singular counts (core/v1's conversion). */
function syncPodCidrs(spec: NodeObject['spec']): void {
  const { podCIDR = '', podCIDRs = [] } = spec;
  if (podCIDR !== '' && podCIDR !== podCIDRs[0]) spec.podCIDRs = [podCIDR];
  else if (podCIDRs[0] !== undefined) spec.podCIDR = podCIDRs[0];
}

function formatStatus({ spec, status }: NodeObject): string {
  const ready = status.conditions?.findLast(({ type }) => type === 'Ready');
  const words = [ready === undefined ? 'Unknown' : ready.status === 'True' ? 'Ready' : 'NotReady'];
  if (spec.unschedulable === true) words.push('SchedulingDisabled');
  return words.join(',');
}

function formatRoles({ metadata: { labels = {} } }: NodeObject): string {
  const roles = new Set<string>();
  for (const [key, value] of Object.entries(labels)) {
    if (key.startsWith(ROLE_PREFIX)) roles.add(key.slice(ROLE_PREFIX.length));
    else if (key === ROLE_LABEL) roles.add(value);
  }
  roles.delete('');
  return roles.size === 0 ? '<none>' : [...roles].sort().join(',');
}

function addressOf({ status }: NodeObject, type: string): string {
  return status.addresses?.find((address) => address.type === type)?.address ?? '<none>';
}
