import type { Kind } from '../apiserver/kind.ts';
import { dns1123Subdomain } from '../apiserver/names.ts';
import { age, nameColumn } from '../apiserver/table.ts';
import type { KubernetesObject } from '../object.ts';
import type { ConfigMap } from '../schemas/generated/types.ts';
import { validateConfigData, validateDataUpdate } from './data.ts';

export type ConfigMapObject = KubernetesObject & Pick<ConfigMap, 'data' | 'binaryData' | 'immutable'>;

export const configMapKind: Kind<ConfigMapObject> = {
  group: '',
  version: 'v1',
  kind: 'ConfigMap',
  plural: 'configmaps',
  singular: 'configmap',
  shortNames: ['cm'],
  categories: [],
  namespaced: true,
  definition: 'io.k8s.api.core.v1.ConfigMap',
  nameRule: dns1123Subdomain,
  hasStatus: false,
  hasGeneration: false,
  validate({ data = {}, binaryData = {} }, errors) {
    validateConfigData(data, binaryData, errors);
  },
  validateUpdate(configMap, old, errors) {
    validateDataUpdate(configMap, old, ['data', 'binaryData'], errors);
  },
  columns: [
    nameColumn,
    { name: 'Data', type: 'string', format: '', description: 'Number of keys', priority: 0 },
    age.column,
  ],
  row: (configMap, now) => [
    configMap.metadata.name,
    Object.keys(configMap.data ?? {}).length + Object.keys(configMap.binaryData ?? {}).length,
    age.cell(configMap, now),
  ],
};
