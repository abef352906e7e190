import type { Kind } from '../apiserver/kind.ts';
import { dns1123Subdomain } from '../apiserver/names.ts';
import { age, fieldDescription, nameColumn, textColumn } from '../apiserver/table.ts';
import type { KubernetesObject } from '../object.ts';
import type { ServiceAccount } from '../schemas/generated/types.ts';

export type ServiceAccountObject = KubernetesObject &
  Pick<ServiceAccount, 'secrets' | 'imagePullSecrets' | 'automountServiceAccountToken'>;

const DEFINITION = 'io.k8s.api.core.v1.ServiceAccount';
const ENFORCE_MOUNTABLE_SECRETS = 'kubernetes.io/enforce-mountable-secrets';

export const serviceAccountKind: Kind<ServiceAccountObject> = {
  group: '',
  version: 'v1',
  kind: 'ServiceAccount',
  plural: 'serviceaccounts',
  singular: 'serviceaccount',
  shortNames: ['sa'],
  categories: [],
  namespaced: true,
  definition: DEFINITION,
  nameRule: dns1123Subdomain,
  hasStatus: false,
  hasGeneration: false,
  prepareForCreate: keepSecretNames,
  prepareForUpdate: keepSecretNames,
  warnings: ({ metadata: { annotations = {} } }) =>
    Object.hasOwn(annotations, ENFORCE_MOUNTABLE_SECRETS)
      ? [
          `metadata.annotations[${ENFORCE_MOUNTABLE_SECRETS}]: deprecated in v1.32+; prefer separate namespaces to isolate access to mounted secrets`,
        ]
      : [],
  columns: [nameColumn, textColumn('Secrets', fieldDescription(DEFINITION, 'secrets')), age.column],
  row: (account, now) => [account.metadata.name, (account.secrets ?? []).length, age.cell(account, now)],
};

/** Of a reference to a secret only its name counts, and is kept. */
function keepSecretNames(draft: ServiceAccountObject): void {
  if (draft.secrets !== undefined) draft.secrets = draft.secrets.map(({ name }) => ({ name }));
}
