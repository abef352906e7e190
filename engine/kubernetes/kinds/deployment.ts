import { sameJson } from '../apiserver/equality.ts';
import { goLabelSelector } from '../apiserver/go-syntax.ts';
import type { Column, Kind } from '../apiserver/kind.ts';
import { dns1123Subdomain } from '../apiserver/names.ts';
import { formatSelector } from '../apiserver/selectors.ts';
import { age, nameColumn } from '../apiserver/table.ts';
import type { KubernetesObject } from '../object.ts';
import type { Deployment } from '../schemas/generated/types.ts';
import { validateDeploymentSpec, validateDeploymentStatus } from './deployment/validation.ts';
import { defaultPodTemplate } from './pod-spec/defaults.ts';
import { dropDisabledFields } from './pod-spec/feature-gates.ts';
import { workloadWarnings } from './pod-spec/warnings.ts';
import { workloadCells, workloadColumns } from './pod-spec/workload-columns.ts';

export type DeploymentObject = KubernetesObject & Required<Pick<Deployment, 'spec' | 'status'>>;

function column(name: string, description: string): Column {
  return { name, type: 'string', format: '', description, priority: 0 };
}

/**
 * A deployment's annotations count as its content; but for the revision, which its controller writes upstream
 * with the status, whose writes don't count.
 */
function annotationsOf({ metadata }: DeploymentObject): Record<string, string> {
  const { 'deployment.kubernetes.io/revision': _revision, ...others } = metadata.annotations ?? {};
  return others;
}

export const deploymentKind: Kind<DeploymentObject> = {
  group: 'apps',
  version: 'v1',
  kind: 'Deployment',
  plural: 'deployments',
  singular: 'deployment',
  shortNames: ['deploy'],
  categories: ['all'],
  namespaced: true,
  definition: 'io.k8s.api.apps.v1.Deployment',
  nameRule: dns1123Subdomain,
  hasStatus: true,
  statusResetFields: { 'f:spec': {}, 'f:metadata': { 'f:labels': {} } },
  hasGeneration: true,
  scale: {
    read: ({ spec, status }) => ({
      replicas: spec.replicas ?? 0,
      statusReplicas: status.replicas ?? 0,
      selector: formatSelector(spec.selector),
    }),
    write(draft, replicas) {
      draft.spec.replicas = replicas;
    },
  },
  defaults({ spec }) {
    spec.replicas ??= 1;
    spec.strategy ??= {};
    spec.strategy.type ??= 'RollingUpdate';
    if (spec.strategy.type === 'RollingUpdate') {
      spec.strategy.rollingUpdate = {
        maxUnavailable: '25%',
        maxSurge: '25%',
        ...spec.strategy.rollingUpdate,
      };
    }
    spec.revisionHistoryLimit ??= 10;
    spec.progressDeadlineSeconds ??= 600;
    defaultPodTemplate(spec.template);
  },
  prepareForCreate(draft) {
    draft.status = {};
    if (draft.spec.template.spec !== undefined) dropDisabledFields(draft.spec.template.spec);
  },
  prepareForUpdate(draft, old) {
    if (draft.spec.template.spec !== undefined) dropDisabledFields(draft.spec.template.spec);
    if (sameJson(annotationsOf(draft), annotationsOf(old))) return;
    draft.metadata.generation = (old.metadata.generation ?? 0) + 1;
  },
  validate({ spec }, errors) {
    validateDeploymentSpec(spec, errors);
  },
  validateUpdate({ spec }, old, errors) {
    if (sameJson(spec.selector, old.spec.selector)) return;
    errors.invalid('spec.selector', goLabelSelector(spec.selector ?? {}), 'field is immutable');
  },
  validateStatusUpdate({ status }, old, errors) {
    validateDeploymentStatus(status, old.status, errors);
  },
  warnings: ({ metadata, spec }) => workloadWarnings(metadata, spec.template),
  columns: [
    nameColumn,
    column('Ready', 'Number of the pod with ready state'),
    column(
      'Up-to-date',
      'Total number of non-terminating pods targeted by this deployment that have the desired template spec.',
    ),
    column(
      'Available',
      'Total number of available non-terminating pods (ready for at least minReadySeconds) targeted by this deployment.',
    ),
    age.column,
    ...workloadColumns(
      "Label selector for pods. Existing ReplicaSets whose pods are selected by this will be the ones affected by this deployment. It must match the pod template's labels.",
    ),
  ],
  row: (deployment, now) => {
    const { metadata, spec, status } = deployment;
    return [
      metadata.name,
      `${status.readyReplicas ?? 0}/${spec.replicas ?? 0}`,
      status.updatedReplicas ?? 0,
      status.availableReplicas ?? 0,
      age.cell(deployment, now),
      ...workloadCells(spec.template, spec.selector),
    ];
  },
};
