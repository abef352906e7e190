import type { Kind } from '../apiserver/kind.ts';
import { dns1123Subdomain } from '../apiserver/names.ts';
import { age, nameColumn } from '../apiserver/table.ts';
import type { KubernetesObject } from '../object.ts';
import type { EndpointSlice } from '../schemas/generated/types.ts';

export type EndpointSliceObject = KubernetesObject &
  Pick<EndpointSlice, 'addressType' | 'endpoints' | 'ports'>;

export const endpointSliceKind: Kind<EndpointSliceObject> = {
  group: 'discovery.k8s.io',
  version: 'v1',
  kind: 'EndpointSlice',
  plural: 'endpointslices',
  singular: 'endpointslice',
  shortNames: [],
  categories: [],
  namespaced: true,
  definition: 'io.k8s.api.discovery.v1.EndpointSlice',
  nameRule: dns1123Subdomain,
  hasStatus: false,
  hasGeneration: true,
  columns: [
    nameColumn,
    { name: 'AddressType', type: 'string', format: '', description: '', priority: 0 },
    { name: 'Ports', type: 'string', format: '', description: '', priority: 0 },
    { name: 'Endpoints', type: 'string', format: '', description: '', priority: 0 },
    age.column,
  ],
  row: (object, now) => [object.metadata.name, age.cell(object, now)],
};
