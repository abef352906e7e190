import type { Kind } from '../apiserver/kind.ts';
import { dns1123Subdomain } from '../apiserver/names.ts';
import { age, fieldDescription, nameColumn, textColumn } from '../apiserver/table.ts';
import type { KubernetesObject } from '../object.ts';
import type { Secret } from '../schemas/generated/types.ts';
import { validateDataUpdate, validateSecretData } from './data.ts';
import { encodeSecret } from './secret/encoding.ts';
import { secretWarnings, validateSecretType } from './secret/types.ts';

export type SecretObject = KubernetesObject & Pick<Secret, 'data' | 'stringData' | 'immutable' | 'type'>;

const DEFINITION = 'io.k8s.api.core.v1.Secret';

export const secretKind: Kind<SecretObject> = {
  group: '',
  version: 'v1',
  kind: 'Secret',
  plural: 'secrets',
  singular: 'secret',
  shortNames: [],
  categories: [],
  namespaced: true,
  definition: DEFINITION,
  nameRule: dns1123Subdomain,
  hasStatus: false,
  hasGeneration: false,
  defaults(draft) {
    draft.type = draft.type || 'Opaque';
    mergeStringData(draft);
  },
  validate(secret, errors) {
    validateSecretData(secret.data ?? {}, errors);
    validateSecretType(secret, errors);
  },
  validateUpdate(secret, old, errors) {
    if (secret.type !== old.type) errors.invalid('type', secret.type, 'field is immutable');
    validateDataUpdate(secret, old, ['data'], errors);
  },
  warnings: secretWarnings,
  fieldLabels: { type: ({ type }) => type ?? '' },
  columns: [
    nameColumn,
    textColumn('Type', fieldDescription(DEFINITION, 'type')),
    textColumn('Data', fieldDescription(DEFINITION, 'data')),
    age.column,
  ],
  row: (secret, now) => [
    secret.metadata.name,
    secret.type ?? '',
    Object.keys(secret.data ?? {}).length,
    age.cell(secret, now),
  ],
};

/** What was written as text is read as data, and wins over data of the same key. */
function mergeStringData(draft: SecretObject): void {
  const { stringData } = draft;
  if (stringData === undefined) return;
  delete draft.stringData;
  const encoded = Object.entries(stringData).map(([key, text]) => [key, encodeSecret(text)] as const);
  if (encoded.length > 0) {
    draft.data = Object.fromEntries([...Object.entries(draft.data ?? {}), ...encoded]);
  }
}
