import type { Kind } from '../apiserver/kind.ts';
import { dns1123Subdomain } from '../apiserver/names.ts';
import { formatLabels } from '../apiserver/selectors.ts';
import { nameColumn, textColumn } from '../apiserver/table.ts';
import type { KubernetesObject } from '../object.ts';
import type { PodTemplate } from '../schemas/generated/types.ts';
import { defaultPodTemplate } from './pod-spec/defaults.ts';
import { dropDisabledFields } from './pod-spec/feature-gates.ts';
import { validatePodTemplate } from './pod-spec/template.ts';
import { podTemplateWarnings } from './pod-spec/warnings.ts';

export type PodTemplateObject = KubernetesObject & Required<Pick<PodTemplate, 'template'>>;

function dropDisabled({ template }: PodTemplateObject): void {
  if (template.spec !== undefined) dropDisabledFields(template.spec);
}

export const podTemplateKind: Kind<PodTemplateObject> = {
  group: '',
  version: 'v1',
  kind: 'PodTemplate',
  plural: 'podtemplates',
  singular: 'podtemplate',
  shortNames: [],
  categories: [],
  namespaced: true,
  definition: 'io.k8s.api.core.v1.PodTemplate',
  nameRule: dns1123Subdomain,
  hasStatus: false,
  hasGeneration: true,
  defaults: ({ template }) => defaultPodTemplate(template),
  prepareForCreate: dropDisabled,
  prepareForUpdate: dropDisabled,
  validate: ({ template }, errors) => validatePodTemplate(template, 'template', errors),
  warnings: ({ template }) => podTemplateWarnings(template),
  columns: [
    nameColumn,
    textColumn('Containers', 'Names of each container in the template.'),
    textColumn('Images', 'Images referenced by each container in the template.'),
    textColumn('Pod Labels', 'The labels for the pod template.'),
  ],
  row: ({ metadata, template }) => {
    const containers = template.spec?.containers ?? [];
    return [
      metadata.name,
      containers.map(({ name }) => name).join(','),
      containers.map(({ image = '' }) => image).join(','),
      formatLabels(template.metadata?.labels),
    ];
  },
};
