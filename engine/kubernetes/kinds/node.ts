import type { Kind } from '../apiserver/kind.ts';
import { dns1123Subdomain } from '../apiserver/names.ts';
import { age, nameColumn } from '../apiserver/table.ts';
import type { KubernetesObject } from '../object.ts';
import type { Node } from '../schemas/generated/types.ts';

export type NodeObject = KubernetesObject & Required<Pick<Node, 'spec' | 'status'>>;

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
  columns: [
    nameColumn,
    { name: 'Status', type: 'string', format: '', description: '', priority: 0 },
    { name: 'Roles', type: 'string', format: '', description: '', priority: 0 },
    age.column,
    { name: 'Version', type: 'string', format: '', description: '', priority: 0 },
    { name: 'Internal-IP', type: 'string', format: '', description: '', priority: 1 },
    { name: 'External-IP', type: 'string', format: '', description: '', priority: 1 },
    { name: 'OS-Image', type: 'string', format: '', description: '', priority: 1 },
    { name: 'Kernel-Version', type: 'string', format: '', description: '', priority: 1 },
    { name: 'Container-Runtime', type: 'string', format: '', description: '', priority: 1 },
  ],
  row: (object, now) => [object.metadata.name, age.cell(object, now)],
};
