import { expect, it } from 'vitest';
import { serviceAccountKind } from '../../../engine/kubernetes/kinds/service-account.ts';
import { openRequests } from './requests.ts';

it('a service account refers to secrets by name alone', () => {
  const requests = openRequests();
  const account = requests.create(serviceAccountKind, {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: { name: 'a', annotations: { 'kubernetes.io/enforce-mountable-secrets': 'true' } },
    secrets: [{ name: 's', namespace: 'other', kind: 'Secret' }],
  });
  expect(account.secrets).toEqual([{ name: 's' }]);
  expect(serviceAccountKind.row(account, requests.cluster.now)).toEqual(['a', 1, '0s']);
  expect(serviceAccountKind.warnings?.(account)).toEqual([
    'metadata.annotations[kubernetes.io/enforce-mountable-secrets]: deprecated in v1.32+; prefer separate namespaces to isolate access to mounted secrets',
  ]);
});
