import type { Kind } from '../apiserver/kind.ts';
import { dns1123Subdomain } from '../apiserver/names.ts';
import { nameColumn, textColumn } from '../apiserver/table.ts';
import { draftMetadata, type KubernetesObject } from '../object.ts';
import type { ComponentStatus } from '../schemas/generated/types.ts';

type ComponentStatusObject = KubernetesObject & Pick<ComponentStatus, 'conditions'>;

/** In the order in which upstream mostly lists them. */
const COMPONENTS = ['scheduler', 'controller-manager', 'etcd-0'];

function healthy(name: string): ComponentStatusObject {
  const metadata = draftMetadata({ name });
  // Nobody stored it: what the store fills in isn't there, and Go's zero time isn't omitted.
  Object.assign(metadata, { uid: undefined, resourceVersion: undefined, creationTimestamp: null });
  const conditions = [{ type: 'Healthy', status: 'True', message: 'ok' }];
  return { apiVersion: 'v1', kind: 'ComponentStatus', metadata, conditions };
}

export const componentStatusKind: Kind<ComponentStatusObject> = {
  group: '',
  version: 'v1',
  kind: 'ComponentStatus',
  plural: 'componentstatuses',
  singular: 'componentstatus',
  shortNames: ['cs'],
  categories: [],
  namespaced: false,
  definition: 'io.k8s.api.core.v1.ComponentStatus',
  nameRule: dns1123Subdomain,
  hasStatus: false,
  hasGeneration: false,
  verbs: ['get', 'list'],
  deprecation: 'v1 ComponentStatus is deprecated in v1.19+',
  madeObjects: () => COMPONENTS.map(healthy),
  columns: [
    nameColumn,
    textColumn('Status', 'Status of the component conditions'),
    textColumn('Message', 'Message of the component conditions'),
    textColumn('Error', 'Error of the component conditions'),
  ],
  row: ({ metadata, conditions = [] }) => {
    const health = conditions.find(({ type }) => type === 'Healthy');
    const word = health === undefined ? 'Unknown' : health.status === 'True' ? 'Healthy' : 'Unhealthy';
    return [metadata.name, word, health?.message ?? '', health?.error ?? ''];
  },
};
