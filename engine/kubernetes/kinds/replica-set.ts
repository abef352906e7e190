import { sameJson } from '../apiserver/equality.ts';
import type { FieldErrors } from '../apiserver/field-errors.ts';
import { goLabelSelector } from '../apiserver/go-syntax.ts';
import type { Column, Kind } from '../apiserver/kind.ts';
import { dns1123Subdomain } from '../apiserver/names.ts';
import { formatSelector } from '../apiserver/selectors.ts';
import { age, nameColumn } from '../apiserver/table.ts';
import type { KubernetesObject } from '../object.ts';
import type { ReplicaSet, ReplicaSetStatus } from '../schemas/generated/types.ts';
import { defaultPodTemplate } from './pod-spec/defaults.ts';
import { dropDisabledFields } from './pod-spec/feature-gates.ts';
import { validateNonNegative } from './pod-spec/numbers.ts';
import { validateReplicated } from './pod-spec/template.ts';
import { workloadWarnings } from './pod-spec/warnings.ts';
import { workloadCells, workloadColumns } from './pod-spec/workload-columns.ts';

export type ReplicaSetObject = KubernetesObject & Required<Pick<ReplicaSet, 'spec' | 'status'>>;

function column(name: string, description: string): Column {
  return { name, type: 'integer', format: '', description, priority: 0 };
}

const COUNTS = [
  'replicas',
  'fullyLabeledReplicas',
  'readyReplicas',
  'availableReplicas',
  'observedGeneration',
] as const;

function validateStatus(status: ReplicaSetStatus, errors: FieldErrors): void {
  for (const name of COUNTS) validateNonNegative(status[name], `status.${name}`, errors);
  for (const name of ['fullyLabeledReplicas', 'readyReplicas', 'availableReplicas'] as const) {
    const count = status[name] ?? 0;
    if (count <= status.replicas) continue;
    errors.invalid(`status.${name}`, count, 'cannot be greater than status.replicas');
  }
  const { readyReplicas = 0, availableReplicas = 0 } = status;
  if (availableReplicas <= readyReplicas) return;
  errors.invalid('status.availableReplicas', availableReplicas, 'cannot be greater than readyReplicas');
}

function dropDisabled({ spec }: ReplicaSetObject): void {
  if (spec.template?.spec !== undefined) dropDisabledFields(spec.template.spec);
}

export const replicaSetKind: Kind<ReplicaSetObject> = {
  group: 'apps',
  version: 'v1',
  kind: 'ReplicaSet',
  plural: 'replicasets',
  singular: 'replicaset',
  shortNames: ['rs'],
  categories: ['all'],
  namespaced: true,
  definition: 'io.k8s.api.apps.v1.ReplicaSet',
  nameRule: dns1123Subdomain,
  hasStatus: true,
  hasGeneration: true,
  scale: {
    read: ({ spec, status }) => ({
      replicas: spec.replicas ?? 0,
      statusReplicas: status.replicas,
      selector: formatSelector(spec.selector),
    }),
    write(draft, replicas) {
      draft.spec.replicas = replicas;
    },
  },
  defaults({ spec }) {
    spec.replicas ??= 1;
    spec.template ??= {};
    defaultPodTemplate(spec.template);
  },
  prepareForCreate(draft) {
    draft.status = { replicas: 0 };
    dropDisabled(draft);
  },
  prepareForUpdate: dropDisabled,
  validate({ spec }, errors) {
    validateNonNegative(spec.replicas, 'spec.replicas', errors);
    validateNonNegative(spec.minReadySeconds, 'spec.minReadySeconds', errors);
    validateReplicated(spec.selector, spec.template ?? {}, errors);
  },
  validateUpdate({ spec }, old, errors) {
    if (sameJson(spec.selector, old.spec.selector)) return;
    errors.invalid('spec.selector', goLabelSelector(spec.selector ?? {}), 'field is immutable');
  },
  validateStatusUpdate({ status }, _old, errors) {
    validateStatus(status, errors);
  },
  warnings: ({ metadata, spec }) => workloadWarnings(metadata, spec.template),
  fieldLabels: { 'status.replicas': ({ status }) => String(status.replicas) },
  columns: [
    nameColumn,
    column(
      'Desired',
      'Replicas is the number of desired pods. This is a pointer to distinguish between explicit zero and unspecified. Defaults to 1. More info: https://kubernetes.io/docs/concepts/workloads/controllers/replicaset',
    ),
    column(
      'Current',
      'Replicas is the most recently observed number of non-terminating pods. More info: https://kubernetes.io/docs/concepts/workloads/controllers/replicaset',
    ),
    column('Ready', 'The number of non-terminating pods targeted by this ReplicaSet with a Ready Condition.'),
    age.column,
    ...workloadColumns(
      "Selector is a label query over pods that should match the replica count. Label keys and values that must match in order to be controlled by this replica set. It must match the pod template's labels. More info: https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#label-selectors",
    ),
  ],
  row: (replicaSet, now) => {
    const { metadata, spec, status } = replicaSet;
    return [
      metadata.name,
      spec.replicas ?? 0,
      status.replicas,
      status.readyReplicas ?? 0,
      age.cell(replicaSet, now),
      ...workloadCells(spec.template, spec.selector),
    ];
  },
};
