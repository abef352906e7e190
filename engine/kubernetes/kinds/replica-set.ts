import type { Kind } from '../apiserver/kind.ts';
import { dns1123Subdomain } from '../apiserver/names.ts';
import { age, nameColumn } from '../apiserver/table.ts';
import type { KubernetesObject } from '../object.ts';
import type { ReplicaSet } from '../schemas/generated/types.ts';

export type ReplicaSetObject = KubernetesObject & Required<Pick<ReplicaSet, 'spec' | 'status'>>;

export const replicaSetKind: Kind<ReplicaSetObject> = {
  group: 'apps',
  version: 'v1',
  kind: 'ReplicaSet',
  plural: 'replicasets',
  singular: 'replicaset',
  shortNames: ['rs'],
  categories: ['all'],
  namespaced: true,
  definition: 'io.k8s.api.apps.v1.ReplicaSet',
  nameRule: dns1123Subdomain,
  hasStatus: true,
  hasGeneration: true,
  columns: [
    nameColumn,
    { name: 'Desired', type: 'integer', format: '', description: '', priority: 0 },
    { name: 'Current', type: 'integer', format: '', description: '', priority: 0 },
    { name: 'Ready', type: 'integer', format: '', description: '', priority: 0 },
    age.column,
    { name: 'Containers', type: 'string', format: '', description: '', priority: 1 },
    { name: 'Images', type: 'string', format: '', description: '', priority: 1 },
    { name: 'Selector', type: 'string', format: '', description: '', priority: 1 },
  ],
  row: (object, now) => [object.metadata.name, age.cell(object, now)],
};
