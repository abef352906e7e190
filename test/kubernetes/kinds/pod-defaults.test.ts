import { beforeEach, describe, expect, it } from 'vitest';
import { podKind } from '../../../engine/kubernetes/kinds/pod.ts';
import { openRequests, podBody, type Requests } from './requests.ts';

let requests: Requests;
beforeEach(() => {
  requests = openRequests();
});

describe('a new pod gets', () => {
  it('what upstream fills in', () => {
    const pod = requests.create(podKind, podBody({}, { ports: [{ containerPort: 80 }] }));
    expect(pod.metadata.generation).toBe(1);
    expect(pod.status).toEqual({ phase: 'Pending', qosClass: 'BestEffort' });
    expect(pod.spec).toMatchObject({
      dnsPolicy: 'ClusterFirst',
      enableServiceLinks: true,
      preemptionPolicy: 'PreemptLowerPriority',
      priority: 0,
      restartPolicy: 'Always',
      schedulerName: 'default-scheduler',
      securityContext: {},
      serviceAccount: 'default',
      serviceAccountName: 'default',
      terminationGracePeriodSeconds: 30,
      containers: [
        {
          imagePullPolicy: 'Always',
          ports: [{ containerPort: 80, protocol: 'TCP' }],
          resources: {},
          terminationMessagePath: '/dev/termination-log',
          terminationMessagePolicy: 'File',
        },
      ],
    });
  });

  it.each([
    ['nginx', 'Always'],
    ['nginx:latest', 'Always'],
    ['registry.example:5000/nginx', 'Always'],
    ['nginx:1.27', 'IfNotPresent'],
    [`nginx@sha256:${'0'.repeat(64)}`, 'IfNotPresent'],
    ['NGINX', 'IfNotPresent'],
  ])('a pull policy by its tag: %s', (image, policy) => {
    const pod = requests.create(podKind, podBody({}, { image }));
    expect(pod.spec.containers[0]?.imagePullPolicy).toBe(policy);
  });

  it('requests where only limits are given, of init containers, too', () => {
    const resources = { limits: { cpu: '1', memory: '1Gi' }, requests: { cpu: '500m' } };
    const initContainers = [{ name: 'i', image: 'x', resources: { limits: { cpu: '2' } } }];
    const { spec, status } = requests.create(podKind, podBody({ initContainers }, { resources }));
    expect(spec.containers[0]?.resources?.requests).toEqual({ cpu: '500m', memory: '1Gi' });
    expect(spec.initContainers?.[0]?.resources?.requests).toEqual({ cpu: '2' });
    expect(status.qosClass).toBe('Burstable');
  });

  it('quantities no finer than a thousandth', () => {
    const pod = requests.create(
      podKind,
      podBody({}, { resources: { limits: { cpu: '100u', memory: '1.5' } } }),
    );
    expect(pod.spec.containers[0]?.resources?.limits).toEqual({ cpu: '1m', memory: '1500m' });
  });

  it('complete probes and hooks', () => {
    const pod = requests.create(
      podKind,
      podBody(
        {},
        {
          livenessProbe: { httpGet: { port: 80 } },
          readinessProbe: { grpc: { port: 81 }, periodSeconds: 3 },
          lifecycle: { preStop: { httpGet: { port: 'web' } } },
        },
      ),
    );
    const [container] = pod.spec.containers;
    const rest = { failureThreshold: 3, successThreshold: 1, timeoutSeconds: 1 };
    expect(container?.livenessProbe).toEqual({
      httpGet: { path: '/', port: 80, scheme: 'HTTP' },
      periodSeconds: 10,
      ...rest,
    });
    expect(container?.readinessProbe).toEqual({ grpc: { port: 81, service: '' }, periodSeconds: 3, ...rest });
    expect(container?.lifecycle?.preStop?.httpGet).toEqual({ path: '/', port: 'web', scheme: 'HTTP' });
  });

  it.each([
    [{}, { emptyDir: {} }],
    [{ configMap: { name: 'm' } }, { configMap: { name: 'm', defaultMode: 420 } }],
    [{ secret: { secretName: 's' } }, { secret: { secretName: 's', defaultMode: 420 } }],
    [{ hostPath: { path: '/a' } }, { hostPath: { path: '/a', type: '' } }],
    [
      { downwardAPI: { items: [{ path: 'a', fieldRef: { fieldPath: 'metadata.name' } }] } },
      {
        downwardAPI: {
          items: [{ path: 'a', fieldRef: { fieldPath: 'metadata.name', apiVersion: 'v1' } }],
          defaultMode: 420,
        },
      },
    ],
    [
      { projected: { sources: [{ serviceAccountToken: { path: 't' } }] } },
      {
        projected: {
          sources: [{ serviceAccountToken: { path: 't', expirationSeconds: 3600 } }],
          defaultMode: 420,
        },
      },
    ],
    [
      { rbd: { monitors: ['a'], image: 'i' } },
      { rbd: { monitors: ['a'], image: 'i', pool: 'rbd', user: 'admin', keyring: '/etc/ceph/keyring' } },
    ],
  ])('complete volumes: %j', (source, completed) => {
    const pod = requests.create(podKind, podBody({ volumes: [{ name: 'v', ...source }] }));
    expect(pod.spec.volumes?.[0]).toEqual({ name: 'v', ...completed });
  });

  it('the host ports of the host network', () => {
    const pod = requests.create(podKind, podBody({ hostNetwork: true }, { ports: [{ containerPort: 80 }] }));
    expect(pod.spec.containers[0]?.ports?.[0]?.hostPort).toBe(80);
  });

  it('none of the fields whose feature gates are off', () => {
    const pod = requests.create(
      podKind,
      podBody({ resources: { limits: { cpu: '1' } }, resourceClaims: [{ name: 'c' }] }),
    );
    expect(pod.spec).not.toHaveProperty('resources');
    expect(pod.spec).not.toHaveProperty('resourceClaims');
  });

  it('a condition that says why it is not scheduled, while it has gates', () => {
    const { status } = requests.create(podKind, podBody({ schedulingGates: [{ name: 'example.com/hold' }] }));
    expect(status.conditions).toEqual([
      {
        type: 'PodScheduled',
        status: 'False',
        reason: 'SchedulingGated',
        message: 'Scheduling is blocked due to non-empty scheduling gates',
      },
    ]);
  });
});
