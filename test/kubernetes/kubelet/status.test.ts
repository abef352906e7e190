import { describe, expect, it } from 'vitest';
import { update } from '../../../engine/kubernetes/apiserver/update.ts';
import { podKind } from '../../../engine/kubernetes/kinds/pod.ts';
import type { PodSpec } from '../../../engine/kubernetes/schemas/generated/types.ts';
import { openSandbox, TEST_AUTHOR } from '../../harness/sandbox.ts';
import { pod, statusOf, storedPod } from './pod-trace.ts';

function start(spec: PodSpec, seconds: number) {
  const sandbox = openSandbox({ nodes: ['node-1'] });
  sandbox.create(podKind, pod('p', { automountServiceAccountToken: false, ...spec }));
  sandbox.advance(seconds);
  return sandbox;
}

function conditionsOf(sandbox: ReturnType<typeof openSandbox>): string[] {
  return (storedPod(sandbox, 'p').status.conditions ?? []).map(({ type, status, reason, message }) =>
    [type, status, reason, message].filter((part) => part !== undefined).join(' '),
  );
}

describe('the status of a pod', () => {
  it('that runs has all that a kubelet 1.33 reports', () => {
    const resources = { limits: { memory: '64Mi' }, requests: { cpu: '100m', memory: '64Mi' } };
    const volumeMounts = [
      { name: 'tmp', mountPath: '/tmp' },
      { name: 'tmp', mountPath: '/ro', readOnly: true },
    ];
    const sandbox = start(
      {
        volumes: [{ name: 'tmp', emptyDir: {} }],
        containers: [{ name: 'web', image: 'nginx:1.27-alpine', resources, volumeMounts }],
      },
      10,
    );
    expect(storedPod(sandbox, 'p').status).toEqual({
      phase: 'Running',
      conditions: [
        'PodReadyToStartContainers',
        'Initialized',
        'Ready',
        'ContainersReady',
        'PodScheduled',
      ].map((type) => ({
        type,
        status: 'True',
        lastProbeTime: null,
        lastTransitionTime: expect.any(String),
      })),
      hostIP: '192.168.49.3',
      hostIPs: [{ ip: '192.168.49.3' }],
      podIP: '10.244.0.2',
      podIPs: [{ ip: '10.244.0.2' }],
      startTime: '2026-01-01T00:00:00Z',
      containerStatuses: [
        {
          name: 'web',
          state: { running: { startedAt: '2026-01-01T00:00:01Z' } },
          lastState: {},
          ready: true,
          restartCount: 0,
          image: 'docker.io/library/nginx:1.27-alpine',
          imageID: expect.stringMatching(/^docker\.io\/library\/nginx@sha256:[0-9a-f]{64}$/),
          containerID: expect.stringMatching(/^containerd:\/\/[0-9a-f]{64}$/),
          started: true,
          allocatedResources: resources.requests,
          resources,
          volumeMounts: [
            { name: 'tmp', mountPath: '/tmp' },
            { name: 'tmp', mountPath: '/ro', readOnly: true, recursiveReadOnly: 'Disabled' },
          ],
          user: { linux: { uid: 0, gid: 0, supplementalGroups: [0, 1, 2, 3, 4, 6, 10, 11, 20, 26, 27] } },
        },
      ],
      qosClass: 'Burstable',
    });
  });

  it('that is being started says so', () => {
    const sandbox = start({ containers: [{ name: 'web', image: 'nginx:1.27' }] }, 0);
    expect(conditionsOf(sandbox)).toEqual([
      'PodReadyToStartContainers False',
      'Initialized True',
      'Ready False ContainersNotReady containers with unready status: [web]',
      'ContainersReady False ContainersNotReady containers with unready status: [web]',
      'PodScheduled True',
    ]);
    expect(statusOf(sandbox, 'p')).toEqual({
      name: 'web',
      state: { waiting: { reason: 'ContainerCreating' } },
      lastState: {},
      ready: false,
      restartCount: 0,
      image: 'nginx:1.27',
      imageID: '',
      started: false,
    });
  });

  it('that initializes names what is left to do', () => {
    const init = { image: 'busybox:1.36', command: ['sleep', '10'] };
    const sandbox = start(
      {
        initContainers: [
          { name: 'one', ...init },
          { name: 'two', ...init },
        ],
        containers: [
          { name: 'a', image: 'nginx:1.27' },
          { name: 'b', image: 'nginx:1.27' },
        ],
      },
      5,
    );
    expect(conditionsOf(sandbox).slice(1, 3)).toEqual([
      'Initialized False ContainersNotInitialized containers with incomplete status: [one two]',
      'Ready False ContainersNotReady containers with unready status: [a b]',
    ]);
  });

  it('that succeeded is completed', () => {
    const containers = [{ name: 'c', image: 'busybox:1.36', command: ['true'] }];
    const sandbox = start({ restartPolicy: 'Never', containers }, 10);
    expect(conditionsOf(sandbox)).toEqual([
      'PodReadyToStartContainers False',
      'Initialized True PodCompleted',
      'Ready False PodCompleted',
      'ContainersReady False PodCompleted',
      'PodScheduled True',
    ]);
    expect(storedPod(sandbox, 'p').status).toMatchObject({ phase: 'Succeeded', podIP: '10.244.0.2' });
    expect(sandbox.cluster.kubelets.nodes.get('node-1')?.addresses).toEqual([]);
  });

  it('that failed says so', () => {
    const containers = [{ name: 'c', image: 'busybox:1.36', command: ['false'] }];
    const sandbox = start({ restartPolicy: 'Never', containers }, 10);
    expect(conditionsOf(sandbox).slice(1, 4)).toEqual([
      'Initialized True',
      'Ready False PodFailed',
      'ContainersReady False PodFailed',
    ]);
  });

  it('waits for readiness gates, which others open', () => {
    const conditionType = 'example.com/open';
    const containers = [{ name: 'web', image: 'nginx:1.27' }];
    const sandbox = start({ readinessGates: [{ conditionType }], containers }, 10);
    expect(conditionsOf(sandbox)[2]).toBe(
      'Ready False ReadinessGatesNotReady corresponding condition of pod readiness gate "example.com/open" does not exist.',
    );
    const before = storedPod(sandbox, 'p');
    const conditions = [{ type: conditionType, status: 'True' }, ...(before.status.conditions ?? [])];
    const draft = { ...before, metadata: { ...before.metadata }, status: { ...before.status, conditions } };
    const address = { namespace: 'default', name: 'p' };
    sandbox.sandbox.transact(() =>
      update(sandbox.cluster, podKind, address, draft, { author: TEST_AUTHOR }, 'status'),
    );
    sandbox.advance(0);
    expect(conditionsOf(sandbox)).toContain('Ready True');
    expect(conditionsOf(sandbox)).toContain('example.com/open True');
  });

  it('on the network of its host has the address of that', () => {
    const sandbox = start({ hostNetwork: true, containers: [{ name: 'web', image: 'nginx:1.27' }] }, 10);
    expect(storedPod(sandbox, 'p').status).toMatchObject({ podIP: '192.168.49.3', hostIP: '192.168.49.3' });
  });
});

it('gives every pod of a node an address of its own, and does not hurry to give one out again', () => {
  const sandbox = openSandbox({ nodes: ['node-1', 'node-2'] });
  const containers = [{ name: 'c', image: 'busybox:1.36', command: ['sh', '-c', 'sleep 20'] }];
  for (const name of ['a', 'b', 'c', 'd']) {
    sandbox.create(podKind, pod(name, { restartPolicy: 'Never', containers }));
  }
  sandbox.advance(10);
  const addresses = () =>
    sandbox.cluster.store.list(podKind).map(({ status, spec }) => `${spec.nodeName} ${status.podIP}`);
  expect(new Set(addresses()).size).toBe(4);
  sandbox.advance(20);
  sandbox.create(podKind, pod('e', { nodeName: 'node-1', containers }));
  sandbox.advance(10);
  expect(addresses().at(-1)).toBe('node-1 10.244.0.4');
});
