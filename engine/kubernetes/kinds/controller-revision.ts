import { sameJson } from '../apiserver/equality.ts';
import { goUnknown } from '../apiserver/go-syntax.ts';
import type { Kind } from '../apiserver/kind.ts';
import { dns1123Subdomain } from '../apiserver/names.ts';
import { age, fieldDescription, nameColumn, textColumn } from '../apiserver/table.ts';
import { controllerOf, type KubernetesObject } from '../object.ts';
import type { ControllerRevision } from '../schemas/generated/types.ts';
import { validateNonNegative } from './pod-spec/numbers.ts';

export type ControllerRevisionObject = KubernetesObject & Pick<ControllerRevision, 'data' | 'revision'>;

const DEFINITION = 'io.k8s.api.apps.v1.ControllerRevision';

export const controllerRevisionKind: Kind<ControllerRevisionObject> = {
  group: 'apps',
  version: 'v1',
  kind: 'ControllerRevision',
  plural: 'controllerrevisions',
  singular: 'controllerrevision',
  shortNames: [],
  categories: [],
  namespaced: true,
  definition: DEFINITION,
  nameRule: dns1123Subdomain,
  hasStatus: false,
  hasGeneration: false,
  validate({ data, revision }, errors) {
    if (data === undefined) errors.required('data', 'data is mandatory');
    validateNonNegative(revision, 'revision', errors);
  },
  validateUpdate({ data }, old, errors) {
    if (!sameJson(data, old.data)) errors.invalid('data', goUnknown(data ?? null), 'field is immutable');
  },
  columns: [
    nameColumn,
    textColumn('Controller', 'Controller of the object'),
    textColumn('Revision', fieldDescription(DEFINITION, 'revision')),
    age.column,
  ],
  row: (revision, now) => [
    revision.metadata.name,
    formatController(revision),
    revision.revision,
    age.cell(revision, now),
  ],
};

/** `statefulset.apps/web`. */
function formatController(revision: ControllerRevisionObject): string {
  const controller = controllerOf(revision);
  if (controller === undefined) return '<none>';
  const { apiVersion, kind, name } = controller;
  const group = apiVersion.includes('/') ? `.${apiVersion.split('/')[0]}` : '';
  return `${`${kind}${group}`.toLowerCase()}/${name}`;
}
