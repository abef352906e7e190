import { describe, expect, test } from 'vitest';
import { update } from '../../../engine/kubernetes/apiserver/update.ts';
import {
  type EndpointSliceObject,
  endpointSliceKind,
} from '../../../engine/kubernetes/kinds/endpoint-slice.ts';
import { type EndpointsObject, endpointsKind } from '../../../engine/kubernetes/kinds/endpoints.ts';
import { type PodObject, podKind } from '../../../engine/kubernetes/kinds/pod.ts';
import { replicaSetKind } from '../../../engine/kubernetes/kinds/replica-set.ts';
import { type ServiceObject, serviceKind } from '../../../engine/kubernetes/kinds/service.ts';
import { copy, draftMetadata } from '../../../engine/kubernetes/object.ts';
import { rfc3339 } from '../../../engine/simulation/time.ts';
import { START_MS, TEST_AUTHOR, type TestSandbox } from '../../harness/sandbox.ts';
import {
  deleteObject,
  editPod,
  finishPod,
  NODE,
  openWithNode,
  podSpec,
  podsOf,
  replicaSet,
  setReady,
  setStatus,
} from './stand-in-kubelet.ts';

function service(spec: Partial<ServiceObject['spec']> = {}, labels?: Record<string, string>): ServiceObject {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: draftMetadata({ name: 'web', ...(labels === undefined ? {} : { labels }) }),
    spec: { selector: { app: 'web' }, ports: [{ port: 80, protocol: 'TCP', targetPort: 8080 }], ...spec },
    status: {},
  };
}

function pod(name: string, spec: Partial<PodObject['spec']> = {}): PodObject {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: draftMetadata({ name, namespace: 'default', labels: { app: 'web' } }),
    spec: { ...podSpec(), ...spec },
    status: {},
  };
}

function readyPod(world: TestSandbox, name: string, spec: Partial<PodObject['spec']> = {}): PodObject {
  const created = world.create(podKind, pod(name, spec));
  setReady(world, created);
  return world.cluster.store.get(podKind, 'default', name) ?? created;
}

function slicesOf({ cluster }: TestSandbox): EndpointSliceObject[] {
  return cluster.store
    .list(endpointSliceKind, 'default')
    .filter(({ metadata }) => metadata.labels?.['kubernetes.io/service-name'] === 'web');
}

function endpointsOf(world: TestSandbox) {
  return slicesOf(world).flatMap(({ endpoints }) => endpoints ?? []);
}

function endpointsObject({ cluster }: TestSandbox): EndpointsObject | undefined {
  return cluster.store.get(endpointsKind, 'default', 'web');
}

function editService(world: TestSandbox, edit: (draft: ServiceObject) => void): void {
  const stored = world.cluster.store.get(serviceKind, 'default', 'web');
  if (stored === undefined) throw new Error('no service');
  const draft = copy(stored);
  edit(draft);
  world.sandbox.transact(() =>
    update(world.cluster, serviceKind, { namespace: 'default', name: 'web' }, draft, { author: TEST_AUTHOR }),
  );
  world.advance(0);
}

describe('the endpoint slices of a service', () => {
  test('say of each pod where and in what state it is', () => {
    const world = openWithNode({ 'topology.kubernetes.io/zone': 'west' });
    world.create(serviceKind, service({}, { app: 'web' }));
    world.advance(60);
    const { metadata, status } = readyPod(world, 'a');
    expect(slicesOf(world)).toMatchObject([
      {
        metadata: {
          name: expect.stringMatching(/^web-[a-z0-9]{5}$/),
          generateName: 'web-',
          labels: {
            app: 'web',
            'kubernetes.io/service-name': 'web',
            'endpointslice.kubernetes.io/managed-by': 'endpointslice-controller.k8s.io',
          },
          annotations: { 'endpoints.kubernetes.io/last-change-trigger-time': rfc3339(START_MS + 60_000) },
          ownerReferences: [{ apiVersion: 'v1', kind: 'Service', name: 'web', controller: true }],
        },
        addressType: 'IPv4',
        endpoints: [
          {
            addresses: [status.podIP],
            conditions: { ready: true, serving: true, terminating: false },
            nodeName: NODE,
            zone: 'west',
            targetRef: { kind: 'Pod', name: 'a', namespace: 'default', uid: metadata.uid },
          },
        ],
        ports: [{ name: '', port: 8080, protocol: 'TCP' }],
      },
    ]);
  });

  test('are one empty slice while there are no pods', () => {
    const world = openWithNode();
    world.create(serviceKind, service());
    expect(slicesOf(world)).toMatchObject([{ endpoints: [], ports: [] }]);
    const [empty] = slicesOf(world);
    const a = readyPod(world, 'a');
    expect(slicesOf(world)).toHaveLength(1);
    expect(slicesOf(world)[0]?.metadata.name).toBe(empty?.metadata.name);
    finishPod(world, a);
    expect(slicesOf(world)).toMatchObject([{ endpoints: [], ports: [] }]);
  });

  test('follow readiness, termination and the end of a pod', () => {
    const world = openWithNode();
    world.create(serviceKind, service());
    const a = readyPod(world, 'a');
    setReady(world, a, false);
    expect(endpointsOf(world)[0]?.conditions).toEqual({ ready: false, serving: false, terminating: false });
    setReady(world, a, true);
    deleteObject(world, podKind, a);
    expect(endpointsOf(world)[0]?.conditions).toEqual({ ready: false, serving: true, terminating: true });
    setStatus(world, a, { phase: 'Succeeded' });
    expect(endpointsOf(world)).toEqual([]);
  });

  test('count unready pods as ready where the service publishes them', () => {
    const world = openWithNode();
    world.create(serviceKind, service({ publishNotReadyAddresses: true, clusterIP: 'None' }));
    setReady(world, world.create(podKind, pod('a')), false);
    expect(endpointsOf(world)[0]?.conditions).toEqual({ ready: true, serving: false, terminating: false });
    expect(slicesOf(world)[0]?.metadata.labels).toHaveProperty(['service.kubernetes.io/headless'], '');
    expect(endpointsObject(world)?.subsets).toMatchObject([{ addresses: [{ targetRef: { name: 'a' } }] }]);
  });

  test('resolve named ports pod by pod', () => {
    const world = openWithNode();
    world.create(serviceKind, service({ ports: [{ port: 80, protocol: 'TCP', targetPort: 'http' }] }));
    const serving = (containerPort: number) => ({
      containers: [{ name: 'web', image: 'nginx', ports: [{ name: 'http', containerPort }] }],
    });
    readyPod(world, 'a', serving(8080));
    readyPod(world, 'b', serving(9090));
    readyPod(world, 'c', serving(8080));
    const byPort = slicesOf(world).map(({ ports, endpoints }) => [
      ports?.[0]?.port,
      (endpoints ?? []).map(({ targetRef }) => targetRef?.name),
    ]);
    expect(Object.fromEntries(byPort)).toEqual({ 8080: ['a', 'c'], 9090: ['b'] });
    expect(endpointsObject(world)?.subsets).toMatchObject([
      { addresses: [{}, {}], ports: [{ port: 8080 }] },
      { addresses: [{}], ports: [{ port: 9090 }] },
    ]);
  });

  test('hold at most 100 endpoints each, and stay as they are but for what changes', () => {
    const world = openWithNode();
    world.create(serviceKind, service());
    world.create(replicaSetKind, replicaSet({ replicas: 130 }));
    for (const each of podsOf(world)) setReady(world, each);
    const sizes = () => slicesOf(world).map(({ endpoints }) => (endpoints ?? []).length);
    expect(sizes().sort()).toEqual([100, 30]);
    expect(new Set(endpointsOf(world).map(({ targetRef }) => targetRef?.uid)).size).toBe(130);
    const { revision } = world.cluster.store;
    const [first] = podsOf(world);
    if (first !== undefined) setReady(world, first, false);
    expect(world.cluster.store.changesAfter(revision, 'endpointslices.discovery.k8s.io')).toHaveLength(1);
  });

  test('follow the ports, labels and selector of the service', () => {
    const world = openWithNode();
    world.create(serviceKind, service());
    readyPod(world, 'a');
    editService(world, ({ metadata, spec }) => {
      metadata.labels = { tier: 'front' };
      spec.ports = [{ name: 'http', port: 80, protocol: 'TCP', targetPort: 81 }];
    });
    expect(slicesOf(world)).toMatchObject([
      { metadata: { labels: { tier: 'front' } }, ports: [{ name: 'http', port: 81 }], endpoints: [{}] },
    ]);
    editService(world, ({ spec }) => {
      spec.selector = { app: 'other' };
    });
    expect(endpointsOf(world)).toEqual([]);
  });

  test('are gathered for a second at most where there are many', () => {
    const world = openWithNode();
    world.create(serviceKind, service());
    world.create(replicaSetKind, replicaSet({ replicas: 105 }));
    for (const each of podsOf(world)) setReady(world, each);
    world.advance(0.25);
    const { revision } = world.cluster.store;
    for (const each of podsOf(world).slice(0, 30)) setReady(world, each, false);
    const written = (resource: string) => world.cluster.store.changesAfter(revision, resource).length;
    expect(written('endpoints')).toBe(0);
    world.advance(0.75);
    expect(written('endpoints')).toBe(1);
    expect(endpointsOf(world).filter(({ conditions }) => conditions?.ready === false)).toHaveLength(30);
  });

  test('go with the service, and come back when deleted', () => {
    const world = openWithNode();
    const created = world.create(serviceKind, service());
    readyPod(world, 'a');
    const [slice] = slicesOf(world);
    if (slice !== undefined) deleteObject(world, endpointSliceKind, slice);
    expect(slicesOf(world)).toHaveLength(1);
    expect(slicesOf(world)[0]?.metadata.uid).not.toBe(slice?.metadata.uid);
    deleteObject(world, serviceKind, created);
    expect(slicesOf(world)).toEqual([]);
    expect(endpointsObject(world)).toBeUndefined();
  });

  test('are left to users where the service has no selector or is a name elsewhere', () => {
    const world = openWithNode();
    const { selector: _none, ...spec } = service().spec;
    const created = world.create(serviceKind, { ...service(), spec });
    readyPod(world, 'a');
    expect(slicesOf(world)).toEqual([]);
    expect(endpointsObject(world)).toBeUndefined();
    deleteObject(world, serviceKind, created);
    world.create(serviceKind, service({ type: 'ExternalName', externalName: 'example.com', ports: [] }));
    expect(slicesOf(world)).toEqual([]);
  });

  test('take in a pod whose labels come to match, and let go of one whose labels no longer do', () => {
    const world = openWithNode();
    world.create(serviceKind, service());
    const a = readyPod(world, 'a');
    editPod(world, a, ({ metadata }) => {
      metadata.labels = { app: 'other' };
    });
    expect(endpointsOf(world)).toEqual([]);
    editPod(world, a, ({ metadata }) => {
      metadata.labels = { app: 'web' };
    });
    expect(endpointsOf(world)).toHaveLength(1);
  });
});

test('the Endpoints object keeps ready and unready addresses apart', () => {
  const world = openWithNode();
  world.create(serviceKind, service({}, { app: 'web' }));
  const a = readyPod(world, 'a');
  const b = readyPod(world, 'b');
  setReady(world, b, false);
  expect(endpointsObject(world)).toMatchObject({
    metadata: {
      labels: { app: 'web', 'endpoints.kubernetes.io/managed-by': 'endpoint-controller' },
    },
    subsets: [
      {
        addresses: [
          { ip: a.status.podIP, nodeName: NODE, targetRef: { kind: 'Pod', name: 'a', uid: a.metadata.uid } },
        ],
        notReadyAddresses: [{ ip: b.status.podIP }],
        ports: [{ port: 8080, protocol: 'TCP' }],
      },
    ],
  });
  deleteObject(world, podKind, a);
  expect(endpointsObject(world)?.subsets?.[0]?.addresses).toBeUndefined();
});
