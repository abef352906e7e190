import type { Kind } from '../apiserver/kind.ts';
import { dns1123Subdomain } from '../apiserver/names.ts';
import { nameColumn } from '../apiserver/table.ts';
import type { KubernetesObject } from '../object.ts';
import type { Binding } from '../schemas/generated/types.ts';

export type BindingObject = KubernetesObject & Pick<Binding, 'target'>;

/** What a scheduler creates to assign a pod to a node: nothing is stored but the pod. */
export const bindingKind: Kind<BindingObject> = {
  group: '',
  version: 'v1',
  kind: 'Binding',
  plural: 'bindings',
  singular: 'binding',
  shortNames: [],
  categories: [],
  namespaced: true,
  definition: 'io.k8s.api.core.v1.Binding',
  nameRule: dns1123Subdomain,
  hasStatus: false,
  hasGeneration: false,
  verbs: ['create'],
  madeObjects: () => [],
  columns: [nameColumn],
  row: ({ metadata }) => [metadata.name],
};
