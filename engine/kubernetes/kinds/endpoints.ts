import type { Kind } from '../apiserver/kind.ts';
import { dns1123Subdomain } from '../apiserver/names.ts';
import { age, nameColumn } from '../apiserver/table.ts';
import type { KubernetesObject } from '../object.ts';
import type { Endpoints } from '../schemas/generated/types.ts';

export type EndpointsObject = KubernetesObject & Pick<Endpoints, 'subsets'>;

export const endpointsKind: Kind<EndpointsObject> = {
  group: '',
  version: 'v1',
  kind: 'Endpoints',
  plural: 'endpoints',
  singular: 'endpoints',
  shortNames: ['ep'],
  categories: [],
  namespaced: true,
  definition: 'io.k8s.api.core.v1.Endpoints',
  nameRule: dns1123Subdomain,
  hasStatus: false,
  hasGeneration: false,
  columns: [
    nameColumn,
    { name: 'Endpoints', type: 'string', format: '', description: '', priority: 0 },
    age.column,
  ],
  row: (object, now) => [object.metadata.name, age.cell(object, now)],
};
