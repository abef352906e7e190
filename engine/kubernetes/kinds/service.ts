import type { Kind } from '../apiserver/kind.ts';
import { dns1035Label } from '../apiserver/names.ts';
import { formatLabels } from '../apiserver/selectors.ts';
import { age, fieldDescription, nameColumn, textColumn } from '../apiserver/table.ts';
import type { KubernetesObject } from '../object.ts';
import type { Service } from '../schemas/generated/types.ts';
import { allocateForCreate, allocateForUpdate } from './service/allocate.ts';
import { alignClusterIps, dropFieldsOfOldType, keepAllocated } from './service/carry-over.ts';
import { defaultService } from './service/defaults.ts';
import { validateService } from './service/validate.ts';
import { validateServiceStatus, validateServiceUpdate } from './service/validate-update.ts';
import { serviceWarnings } from './service/warnings.ts';

export type ServiceObject = KubernetesObject & Required<Pick<Service, 'spec' | 'status'>>;

const SPEC = 'io.k8s.api.core.v1.ServiceSpec';

export const serviceKind: Kind<ServiceObject> = {
  group: '',
  version: 'v1',
  kind: 'Service',
  plural: 'services',
  singular: 'service',
  shortNames: ['svc'],
  categories: ['all'],
  namespaced: true,
  definition: 'io.k8s.api.core.v1.Service',
  nameRule: dns1035Label,
  hasStatus: true,
  hasGeneration: false,
  defaults: defaultService,
  prepareForCreate(draft, cluster, dryRun) {
    alignClusterIps(draft.spec, undefined);
    allocateForCreate(draft, cluster, dryRun);
    draft.status = { loadBalancer: {} };
    dropInternalPolicy(draft);
  },
  prepareForUpdate(draft, old, cluster, dryRun) {
    keepAllocated(draft.spec, old.spec);
    alignClusterIps(draft.spec, old.spec);
    allocateForUpdate(draft, old, cluster, dryRun);
    dropFieldsOfOldType(draft, old);
    dropInternalPolicy(draft);
  },
  validate: validateService,
  validateUpdate: validateServiceUpdate,
  validateStatusUpdate: (service, _old, errors) => validateServiceStatus(service, errors),
  warnings: serviceWarnings,
  fieldLabels: {
    'spec.clusterIP': ({ spec }) => spec.clusterIP ?? '',
    'spec.type': ({ spec }) => spec.type ?? '',
  },
  columns: [
    nameColumn,
    textColumn('Type', fieldDescription(SPEC, 'type')),
    textColumn('Cluster-IP', fieldDescription(SPEC, 'clusterIP')),
    textColumn('External-IP', fieldDescription(SPEC, 'externalIPs')),
    textColumn('Port(s)', fieldDescription(SPEC, 'ports')),
    age.column,
    textColumn('Selector', fieldDescription(SPEC, 'selector'), 1),
  ],
  row: (service, now) => [
    service.metadata.name,
    service.spec.type ?? '',
    service.spec.clusterIPs?.[0] ?? '<none>',
    formatExternalIps(service),
    formatPorts(service.spec.ports ?? []),
    age.cell(service, now),
    formatLabels(service.spec.selector),
  ],
};

/** It says nothing of an external name, and isn't shown there. */
function dropInternalPolicy({ spec }: ServiceObject): void {
  if (spec.type === 'ExternalName') delete spec.internalTrafficPolicy;
}

function formatExternalIps({ spec, status }: ServiceObject): string {
  const { type, externalIPs = [], externalName = '' } = spec;
  switch (type) {
    case 'ExternalName':
      return externalName;
    case 'ClusterIP':
    case 'NodePort':
      return externalIPs.length === 0 ? '<none>' : externalIPs.join(',');
    case 'LoadBalancer': {
      const ingress = status.loadBalancer?.ingress ?? [];
      const balanced = new Set(ingress.map(({ ip, hostname }) => ip || hostname || '').filter(Boolean));
      return [...[...balanced].sort(), ...externalIPs].join(',') || '<pending>';
    }
    default:
      return '<unknown>';
  }
}

function formatPorts(ports: NonNullable<ServiceObject['spec']['ports']>): string {
  if (ports.length === 0) return '<none>';
  return ports
    .map(({ port, nodePort, protocol }) =>
      nodePort ? `${port}:${nodePort}/${protocol}` : `${port}/${protocol}`,
    )
    .join(',');
}
