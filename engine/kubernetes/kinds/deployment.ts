import type { Kind } from '../apiserver/kind.ts';
import { dns1123Subdomain } from '../apiserver/names.ts';
import { age, nameColumn } from '../apiserver/table.ts';
import type { KubernetesObject } from '../object.ts';
import type { Deployment } from '../schemas/generated/types.ts';

export type DeploymentObject = KubernetesObject & Required<Pick<Deployment, 'spec' | 'status'>>;

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
  hasGeneration: true,
  columns: [
    nameColumn,
    { name: 'Ready', type: 'string', format: '', description: '', priority: 0 },
    { name: 'Up-to-date', type: 'string', format: '', description: '', priority: 0 },
    { name: 'Available', type: 'string', format: '', description: '', priority: 0 },
    age.column,
    { name: 'Containers', type: 'string', format: '', description: '', priority: 1 },
    { name: 'Images', type: 'string', format: '', description: '', priority: 1 },
    { name: 'Selector', type: 'string', format: '', description: '', priority: 1 },
  ],
  row: (object, now) => [object.metadata.name, age.cell(object, now)],
};
