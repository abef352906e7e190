import type { Kind } from '../apiserver/kind.ts';
import { dns1123Subdomain } from '../apiserver/names.ts';
import { age, nameColumn } from '../apiserver/table.ts';
import type { KubernetesObject } from '../object.ts';
import type { Secret } from '../schemas/generated/types.ts';

export type SecretObject = KubernetesObject & Pick<Secret, 'data' | 'stringData' | 'immutable' | 'type'>;

export const secretKind: Kind<SecretObject> = {
  group: '',
  version: 'v1',
  kind: 'Secret',
  plural: 'secrets',
  singular: 'secret',
  shortNames: [],
  categories: [],
  namespaced: true,
  definition: 'io.k8s.api.core.v1.Secret',
  nameRule: dns1123Subdomain,
  hasStatus: false,
  hasGeneration: false,
  columns: [
    nameColumn,
    { name: 'Type', type: 'string', format: '', description: '', priority: 0 },
    { name: 'Data', type: 'string', format: '', description: '', priority: 0 },
    age.column,
  ],
  row: (object, now) => [object.metadata.name, age.cell(object, now)],
};
