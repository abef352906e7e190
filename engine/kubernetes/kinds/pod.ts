import type { Kind } from '../apiserver/kind.ts';
import { dns1123Subdomain } from '../apiserver/names.ts';
import { age, nameColumn } from '../apiserver/table.ts';
import type { KubernetesObject } from '../object.ts';
import type { Pod } from '../schemas/generated/types.ts';

export type PodObject = KubernetesObject & Required<Pick<Pod, 'spec' | 'status'>>;

export const podKind: Kind<PodObject> = {
  group: '',
  version: 'v1',
  kind: 'Pod',
  plural: 'pods',
  singular: 'pod',
  shortNames: ['po'],
  categories: ['all'],
  namespaced: true,
  definition: 'io.k8s.api.core.v1.Pod',
  nameRule: dns1123Subdomain,
  hasStatus: true,
  hasGeneration: true,
  columns: [
    nameColumn,
    { name: 'Ready', type: 'string', format: '', description: '', priority: 0 },
    { name: 'Status', type: 'string', format: '', description: '', priority: 0 },
    { name: 'Restarts', type: 'string', format: '', description: '', priority: 0 },
    age.column,
    { name: 'IP', type: 'string', format: '', description: '', priority: 1 },
    { name: 'Node', type: 'string', format: '', description: '', priority: 1 },
    { name: 'Nominated Node', type: 'string', format: '', description: '', priority: 1 },
    { name: 'Readiness Gates', type: 'string', format: '', description: '', priority: 1 },
  ],
  row: (object, now) => [object.metadata.name, age.cell(object, now)],
};
