import type { Kind } from '../apiserver/kind.ts';
import { dns1123Subdomain } from '../apiserver/names.ts';
import { age, nameColumn } from '../apiserver/table.ts';
import type { KubernetesObject } from '../object.ts';
import type { ServiceAccount } from '../schemas/generated/types.ts';

export type ServiceAccountObject = KubernetesObject &
  Pick<ServiceAccount, 'secrets' | 'imagePullSecrets' | 'automountServiceAccountToken'>;

export const serviceAccountKind: Kind<ServiceAccountObject> = {
  group: '',
  version: 'v1',
  kind: 'ServiceAccount',
  plural: 'serviceaccounts',
  singular: 'serviceaccount',
  shortNames: ['sa'],
  categories: [],
  namespaced: true,
  definition: 'io.k8s.api.core.v1.ServiceAccount',
  nameRule: dns1123Subdomain,
  hasStatus: false,
  hasGeneration: false,
  columns: [
    nameColumn,
    { name: 'Secrets', type: 'string', format: '', description: '', priority: 0 },
    age.column,
  ],
  row: (object, now) => [object.metadata.name, age.cell(object, now)],
};
