import type { FieldNumbers } from '../field-numbers.ts';

/** coordination/v1. */
export const COORDINATION: FieldNumbers = {
  Lease: 'metadata spec',
  LeaseSpec:
    'holderIdentity leaseDurationSeconds acquireTime renewTime leaseTransitions strategy ' +
    'preferredHolder',
};
