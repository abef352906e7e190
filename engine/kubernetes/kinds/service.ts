import type { Kind } from '../apiserver/kind.ts';
import { dns1035Label } from '../apiserver/names.ts';
import { age, nameColumn } from '../apiserver/table.ts';
import type { KubernetesObject } from '../object.ts';
import type { Service } from '../schemas/generated/types.ts';

export type ServiceObject = KubernetesObject & Required<Pick<Service, 'spec' | 'status'>>;

export const serviceKind: Kind<ServiceObject> = {
  group: '',
  version: 'v1',
  kind: 'Service',
  plural: 'services',
  singular: 'service',
  shortNames: ['svc'],
  categories: ['all'],
  namespaced: true,
  definition: 'io.k8s.api.core.v1.Service',
  nameRule: dns1035Label,
  hasStatus: true,
  hasGeneration: false,
  columns: [
    nameColumn,
    { name: 'Type', type: 'string', format: '', description: '', priority: 0 },
    { name: 'Cluster-IP', type: 'string', format: '', description: '', priority: 0 },
    { name: 'External-IP', type: 'string', format: '', description: '', priority: 0 },
    { name: 'Port(s)', type: 'string', format: '', description: '', priority: 0 },
    age.column,
    { name: 'Selector', type: 'string', format: '', description: '', priority: 1 },
  ],
  row: (object, now) => [object.metadata.name, age.cell(object, now)],
};
