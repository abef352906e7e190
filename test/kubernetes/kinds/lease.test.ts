import { beforeEach, describe, expect, it } from 'vitest';
import { type LeaseObject, leaseKind } from '../../../engine/kubernetes/kinds/lease.ts';
import { openRequests, type Requests, refusal } from './requests.ts';

let requests: Requests;
beforeEach(() => {
  requests = openRequests();
});

const lease = (spec: object): LeaseObject =>
  requests.create(leaseKind, {
    apiVersion: 'coordination.k8s.io/v1',
    kind: 'Lease',
    metadata: { name: 'l' },
    spec,
  });

describe('a lease', () => {
  it('shows its holder', () => {
    expect(leaseKind.row(lease({ holderIdentity: 'me' }), requests.cluster.now)).toEqual(['l', 'me', '0s']);
  });

  it('knows no strategies', () => {
    expect(lease({ strategy: 'OldestEmulationVersion', preferredHolder: 'you' }).spec).toEqual({});
  });

  it.each<[object, string]>([
    [{ leaseDurationSeconds: 0 }, 'spec.leaseDurationSeconds: Invalid value: 0: must be greater than 0'],
    [
      { leaseTransitions: -1 },
      'spec.leaseTransitions: Invalid value: -1: must be greater than or equal to 0',
    ],
  ])('of %j is refused', (spec, problem) => {
    expect(refusal(() => lease(spec)).message).toBe(`Lease.coordination.k8s.io "l" is invalid: ${problem}`);
  });

  it('is changed only by those who say what they read', () => {
    lease({});
    const change = () =>
      requests.change(leaseKind, 'l', ({ metadata }) => {
        metadata.resourceVersion = '';
      });
    expect(refusal(change).message).toContain(
      'metadata.resourceVersion: Invalid value: 0x0: must be specified for an update',
    );
  });
});
