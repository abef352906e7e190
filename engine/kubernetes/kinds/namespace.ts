import type { Kind } from '../apiserver/kind.ts';
import { dns1123Label } from '../apiserver/names.ts';
import { forbidden } from '../apiserver/status.ts';
import { age, nameColumn } from '../apiserver/table.ts';
import type { KubernetesObject } from '../object.ts';
import type { Namespace } from '../schemas/generated/types.ts';

export type NamespaceObject = KubernetesObject & Required<Pick<Namespace, 'spec' | 'status'>>;

/** Upstream's immortal namespaces (pkg/controlplane). */
const IMMORTAL = new Set(['default', 'kube-system', 'kube-public']);

export const namespaceKind: Kind<NamespaceObject> = {
  group: '',
  version: 'v1',
  kind: 'Namespace',
  plural: 'namespaces',
  singular: 'namespace',
  shortNames: ['ns'],
  categories: [],
  namespaced: false,
  definition: 'io.k8s.api.core.v1.Namespace',
  nameRule: dns1123Label,
  hasStatus: true,
  hasGeneration: false,
  defaults(draft) {
    const { metadata } = draft;
    if (metadata.name === '') return;
    metadata.labels = { ...metadata.labels, 'kubernetes.io/metadata.name': metadata.name };
  },
  prepareForCreate(draft) {
    draft.spec = { finalizers: ['kubernetes'] };
    draft.status = { phase: 'Active' };
  },
  prepareForUpdate(draft, old) {
    draft.spec = { finalizers: [...(old.spec.finalizers ?? [])] };
  },
  prepareForDelete({ metadata }) {
    if (IMMORTAL.has(metadata.name))
      throw forbidden(namespaceKind, metadata.name, 'this namespace may not be deleted');
  },
  deletionBlocked: ({ spec }) => (spec.finalizers ?? []).length > 0,
  markDeleted(draft) {
    draft.status.phase = 'Terminating';
  },
  fieldLabels: {
    'status.phase': ({ status }) => status.phase ?? '',
    name: ({ metadata }) => metadata.name,
  },
  columns: [
    nameColumn,
    { name: 'Status', type: 'string', format: '', description: 'The status of the namespace', priority: 0 },
    age.column,
  ],
  row: (namespace, now) => [namespace.metadata.name, namespace.status.phase ?? '', age.cell(namespace, now)],
};
