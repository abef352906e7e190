import type { Kind } from '../apiserver/kind.ts';
import { dns1123Subdomain } from '../apiserver/names.ts';
import type { KubernetesObject } from '../object.ts';
import type { Pod } from '../schemas/generated/types.ts';
import { preparePod } from './pod/create.ts';
import { ephemeralContainers } from './pod/ephemeral-containers.ts';
import { keepPriority } from './pod/priority.ts';
import { podColumns, podRow } from './pod/row.ts';
import { validatePodStatusUpdate } from './pod/status-update.ts';
import { addDefaultTolerations } from './pod/tolerations.ts';
import { validatePodUpdate } from './pod/update.ts';
import { validatePodAnnotations } from './pod-spec/annotations.ts';
import { defaultPod } from './pod-spec/defaults.ts';
import { dropDisabledFields } from './pod-spec/feature-gates.ts';
import { validatePodSpec } from './pod-spec/spec.ts';
import { podWarnings } from './pod-spec/warnings.ts';

export type PodObject = KubernetesObject & Required<Pick<Pod, 'spec' | 'status'>>;

export const podKind: Kind<PodObject> = {
  group: '',
  version: 'v1',
  kind: 'Pod',
  plural: 'pods',
  singular: 'pod',
  shortNames: ['po'],
  categories: ['all'],
  namespaced: true,
  definition: 'io.k8s.api.core.v1.Pod',
  nameRule: dns1123Subdomain,
  hasStatus: true,
  statusResetFields: { 'f:spec': {}, 'f:metadata': { 'f:deletionTimestamp': {}, 'f:ownerReferences': {} } },
  hasGeneration: true,
  subresources: [
    { name: 'binding', verbs: ['create'], responseKind: { group: '', version: 'v1', kind: 'Binding' } },
    ephemeralContainers,
    {
      name: 'eviction',
      verbs: ['create'],
      responseKind: { group: 'policy', version: 'v1', kind: 'Eviction' },
    },
  ],
  defaults(draft) {
    defaultPod(draft.spec);
  },
  prepareForCreate: preparePod,
  prepareForUpdate(draft, old) {
    keepPriority(draft, old);
    addDefaultTolerations(draft.spec);
    dropDisabledFields(draft.spec);
  },
  validate({ metadata, spec }, errors) {
    validatePodAnnotations(metadata.annotations, spec, 'metadata.annotations', errors);
    validatePodSpec(spec, { pod: metadata.name }, 'spec', errors);
  },
  validateCreate({ spec }, errors) {
    if (spec.ephemeralContainers !== undefined) {
      errors.forbidden('spec.ephemeralContainers', 'cannot be set on create');
    }
    if ((spec.nodeName ?? '') !== '' && spec.schedulingGates !== undefined) {
      errors.forbidden('spec.nodeName', 'cannot be set until all schedulingGates have been cleared');
    }
  },
  validateUpdate: validatePodUpdate,
  validateStatusUpdate: validatePodStatusUpdate,
  /** The strategy's CheckGracefulDelete: nothing needs time to stop what doesn't run. */
  gracePeriodSeconds({ spec, status }, requested) {
    if ((spec.nodeName ?? '') === '' || status.phase === 'Succeeded' || status.phase === 'Failed') return 0;
    const seconds = requested ?? spec.terminationGracePeriodSeconds ?? 0;
    return seconds < 0 ? 1 : seconds;
  },
  warnings: ({ metadata, spec }) => podWarnings(metadata, spec),
  fieldLabels: {
    'spec.nodeName': ({ spec }) => spec.nodeName ?? '',
    'spec.host': ({ spec }) => spec.nodeName ?? '',
    'spec.restartPolicy': ({ spec }) => spec.restartPolicy ?? '',
    'spec.schedulerName': ({ spec }) => spec.schedulerName ?? '',
    'spec.serviceAccountName': ({ spec }) => spec.serviceAccountName ?? '',
    'spec.hostNetwork': ({ spec }) => String(spec.hostNetwork ?? false),
    'status.phase': ({ status }) => status.phase ?? '',
    'status.podIP': ({ status }) => status.podIPs?.[0]?.ip ?? '',
    'status.nominatedNodeName': ({ status }) => status.nominatedNodeName ?? '',
  },
  columns: podColumns,
  row: podRow,
};
