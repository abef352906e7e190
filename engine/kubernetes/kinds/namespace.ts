import type { FieldErrors } from '../apiserver/field-errors.ts';
import type { Kind } from '../apiserver/kind.ts';
import { dns1123Label, qualifiedName } from '../apiserver/names.ts';
import { forbidden } from '../apiserver/status.ts';
import { age, nameColumn, textColumn } from '../apiserver/table.ts';
import type { KubernetesObject } from '../object.ts';
import type { Namespace } from '../schemas/generated/types.ts';

export type NamespaceObject = KubernetesObject & Required<Pick<Namespace, 'spec' | 'status'>>;

/** Upstream's immortal namespaces (pkg/controlplane). */
const IMMORTAL = new Set(['default', 'kube-system', 'kube-public']);

/** Removed when the content of a deleted namespace is gone. */
const CONTENT_FINALIZER = 'kubernetes';
const STANDARD_FINALIZERS = new Set([CONTENT_FINALIZER, 'orphan', 'foregroundDeletion']);

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
  // They are deleted one by one.
  verbs: ['create', 'delete', 'get', 'list', 'patch', 'update', 'watch'],
  subresources: [
    {
      name: 'finalize',
      verbs: ['update'],
      take: (draft, old) => ({ ...draft, status: old.status }),
      validateUpdate({ spec }, _old, errors) {
        spec.finalizers?.forEach((finalizer, index) => {
          validateFinalizer(finalizer, `spec.finalizers[${index}]`, errors);
        });
      },
    },
  ],
  defaults(draft) {
    const { metadata } = draft;
    if (metadata.name === '') return;
    metadata.labels = { ...metadata.labels, 'kubernetes.io/metadata.name': metadata.name };
  },
  prepareForCreate(draft) {
    const { finalizers = [] } = draft.spec;
    if (!finalizers.includes(CONTENT_FINALIZER)) draft.spec.finalizers = [...finalizers, CONTENT_FINALIZER];
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
  validate({ spec }, errors) {
    for (const finalizer of spec.finalizers ?? []) validateFinalizer(finalizer, 'spec.finalizers', errors);
  },
  validateStatusUpdate({ metadata, status }, _old, errors) {
    const { phase = '' } = status;
    if (metadata.deletionTimestamp === undefined) {
      if (phase === 'Active') return;
      errors.invalid('status.Phase', phase, "may only be 'Active' if `deletionTimestamp` is empty");
    } else if (phase !== 'Terminating') {
      errors.invalid('status.Phase', phase, "may only be 'Terminating' if `deletionTimestamp` is not empty");
    }
  },
  fieldLabels: { 'status.phase': ({ status }) => status.phase ?? '' },
  columns: [nameColumn, textColumn('Status', 'The status of the namespace'), age.column],
  row: (namespace, now) => [namespace.metadata.name, namespace.status.phase ?? '', age.cell(namespace, now)],
};

function validateFinalizer(finalizer: string, field: string, errors: FieldErrors): void {
  for (const problem of qualifiedName(finalizer)) errors.invalid(field, finalizer, problem);
  if (finalizer.includes('/') || STANDARD_FINALIZERS.has(finalizer)) return;
  const why = 'name is neither a standard finalizer name nor is it fully qualified';
  errors.invalid(field, finalizer, why);
}
