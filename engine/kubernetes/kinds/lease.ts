import type { Kind } from '../apiserver/kind.ts';
import { dns1123Subdomain } from '../apiserver/names.ts';
import { age, nameColumn } from '../apiserver/table.ts';
import type { KubernetesObject } from '../object.ts';
import type { Lease } from '../schemas/generated/types.ts';

export type LeaseObject = KubernetesObject & Required<Pick<Lease, 'spec'>>;

export const leaseKind: Kind<LeaseObject> = {
  group: 'coordination.k8s.io',
  version: 'v1',
  kind: 'Lease',
  plural: 'leases',
  singular: 'lease',
  shortNames: [],
  categories: [],
  namespaced: true,
  definition: 'io.k8s.api.coordination.v1.Lease',
  nameRule: dns1123Subdomain,
  hasStatus: false,
  hasGeneration: false,
  columns: [
    nameColumn,
    { name: 'Holder', type: 'string', format: '', description: '', priority: 0 },
    age.column,
  ],
  row: (object, now) => [object.metadata.name, age.cell(object, now)],
};
