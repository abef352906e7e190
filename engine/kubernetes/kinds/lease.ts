import type { Kind } from '../apiserver/kind.ts';
import { dns1123Subdomain } from '../apiserver/names.ts';
import { age, fieldDescription, nameColumn, textColumn } from '../apiserver/table.ts';
import type { KubernetesObject } from '../object.ts';
import type { Lease } from '../schemas/generated/types.ts';

export type LeaseObject = KubernetesObject & Required<Pick<Lease, 'spec'>>;

export const leaseKind: Kind<LeaseObject> = {
  group: 'coordination.k8s.io',
  version: 'v1',
  kind: 'Lease',
  plural: 'leases',
  singular: 'lease',
  shortNames: [],
  categories: [],
  namespaced: true,
  definition: 'io.k8s.api.coordination.v1.Lease',
  nameRule: dns1123Subdomain,
  hasStatus: false,
  hasGeneration: false,
  unconditionalUpdate: false,
  prepareForCreate: dropElectionFields,
  prepareForUpdate: dropElectionFields,
  validate({ spec: { leaseDurationSeconds, leaseTransitions } }, errors) {
    if (leaseDurationSeconds !== undefined && leaseDurationSeconds <= 0) {
      errors.invalid('spec.leaseDurationSeconds', leaseDurationSeconds, 'must be greater than 0');
    }
    if (leaseTransitions !== undefined && leaseTransitions < 0) {
      errors.invalid('spec.leaseTransitions', leaseTransitions, 'must be greater than or equal to 0');
    }
  },
  columns: [
    nameColumn,
    textColumn('Holder', fieldDescription('io.k8s.api.coordination.v1.LeaseSpec', 'holderIdentity')),
    age.column,
  ],
  row: (lease, now) => [lease.metadata.name, lease.spec.holderIdentity ?? '', age.cell(lease, now)],
};

/** Fields of the CoordinatedLeaderElection feature, which is off by default. */
function dropElectionFields({ spec }: LeaseObject): void {
  delete spec.strategy;
  delete spec.preferredHolder;
}
