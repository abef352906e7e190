import { describe, expect, test } from 'vitest';
import { update } from '../../../engine/kubernetes/apiserver/update.ts';
import {
  type EndpointSliceObject,
  endpointSliceKind,
} from '../../../engine/kubernetes/kinds/endpoint-slice.ts';
import { type EndpointsObject, endpointsKind } from '../../../engine/kubernetes/kinds/endpoints.ts';
import { type ServiceObject, serviceKind } from '../../../engine/kubernetes/kinds/service.ts';
import { copy, draftMetadata } from '../../../engine/kubernetes/object.ts';
import { openSandbox, TEST_AUTHOR, type TestSandbox } from '../../harness/sandbox.ts';
import { deleteObject } from './stand-in-kubelet.ts';

function service(selector?: Record<string, string>): ServiceObject {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: draftMetadata({ name: 'db', namespace: 'default' }),
    spec: { ports: [{ port: 5432, protocol: 'TCP' }], ...(selector === undefined ? {} : { selector }) },
    status: {},
  };
}

function endpoints(metadata: Partial<EndpointsObject['metadata']> = {}): EndpointsObject {
  return {
    apiVersion: 'v1',
    kind: 'Endpoints',
    metadata: draftMetadata({ name: 'db', namespace: 'default', ...metadata }),
    subsets: [
      {
        addresses: [{ ip: '192.0.2.42' }, { ip: 'fd00::42' }],
        notReadyAddresses: [{ ip: '192.0.2.43', hostname: 'spare' }],
        ports: [{ port: 5432, protocol: 'TCP' }],
      },
    ],
  };
}

function mirrorsOf({ cluster }: TestSandbox): EndpointSliceObject[] {
  return cluster.store
    .list(endpointSliceKind, 'default')
    .filter(({ metadata }) => metadata.labels?.['kubernetes.io/service-name'] === 'db')
    .sort((a, b) => (a.addressType < b.addressType ? -1 : 1));
}

function edit(world: TestSandbox, change: (draft: EndpointsObject) => void): void {
  const stored = world.cluster.store.get(endpointsKind, 'default', 'db');
  if (stored === undefined) throw new Error('no endpoints');
  const draft = copy(stored);
  change(draft);
  const address = { namespace: 'default', name: 'db' };
  world.sandbox.transact(() => update(world.cluster, endpointsKind, address, draft, { author: TEST_AUTHOR }));
  world.advance(0);
}

describe('Endpoints of a service without a selector', () => {
  test('are mirrored to a slice for each address family', () => {
    const world = openSandbox();
    world.create(serviceKind, service());
    const written = world.create(
      endpointsKind,
      endpoints({
        labels: { team: 'a' },
        annotations: { note: 'x', 'kubectl.kubernetes.io/last-applied-configuration': '{}' },
      }),
    );
    expect(mirrorsOf(world)).toMatchObject([
      {
        metadata: {
          name: expect.stringMatching(/^db-[a-z0-9]{5}$/),
          labels: {
            team: 'a',
            'kubernetes.io/service-name': 'db',
            'endpointslice.kubernetes.io/managed-by': 'endpointslicemirroring-controller.k8s.io',
          },
          annotations: { note: 'x' },
          ownerReferences: [{ kind: 'Endpoints', name: 'db', uid: written.metadata.uid, controller: true }],
        },
        addressType: 'IPv4',
        ports: [{ name: '', port: 5432, protocol: 'TCP' }],
        endpoints: [
          { addresses: ['192.0.2.42'], conditions: { ready: true } },
          { addresses: ['192.0.2.43'], conditions: { ready: false }, hostname: 'spare' },
        ],
      },
      { addressType: 'IPv6', endpoints: [{ addresses: ['fd00::42'], conditions: { ready: true } }] },
    ]);
    expect(mirrorsOf(world)[0]?.metadata.annotations).toEqual({ note: 'x' });
  });

  test('are followed: a slice is changed, or goes', () => {
    const world = openSandbox();
    world.create(serviceKind, service());
    world.create(endpointsKind, endpoints({ annotations: { note: 'x' } }));
    const [before] = mirrorsOf(world);
    edit(world, (draft) => {
      draft.subsets = [{ addresses: [{ ip: '192.0.2.44' }], ports: [{ port: 5432, protocol: 'TCP' }] }];
      delete draft.metadata.annotations;
    });
    const after = mirrorsOf(world);
    expect(after).toHaveLength(1);
    expect(after[0]?.metadata.uid).toBe(before?.metadata.uid);
    expect(after[0]?.metadata.annotations).toBeUndefined();
    expect(after[0]?.endpoints.map(({ addresses }) => addresses)).toEqual([['192.0.2.44']]);
  });

  test('bring their slices back, and take them along', () => {
    const world = openSandbox();
    world.create(serviceKind, service());
    const written = world.create(endpointsKind, endpoints());
    for (const slice of mirrorsOf(world)) deleteObject(world, endpointSliceKind, slice);
    expect(mirrorsOf(world)).toHaveLength(2);
    deleteObject(world, endpointsKind, written);
    expect(mirrorsOf(world)).toEqual([]);
  });
});

test('Endpoints without a service, of one with a selector, or that ask not to be, are not mirrored', () => {
  const world = openSandbox();
  world.create(endpointsKind, endpoints({ labels: { 'endpointslice.kubernetes.io/skip-mirror': 'true' } }));
  world.create(serviceKind, service());
  expect(mirrorsOf(world)).toEqual([]);

  const other = openSandbox();
  other.create(endpointsKind, endpoints());
  expect(mirrorsOf(other)).toEqual([]);
  other.create(serviceKind, service({ app: 'db' }));
  expect(
    mirrorsOf(other).map(({ metadata }) => metadata.labels?.['endpointslice.kubernetes.io/managed-by']),
  ).toEqual(['endpointslice-controller.k8s.io']);
});
