import { beforeEach, describe, expect, it } from 'vitest';
import { podKind } from '../../../engine/kubernetes/kinds/pod.ts';
import { serviceAccountKind } from '../../../engine/kubernetes/kinds/service-account.ts';
import { openRequests, podBody, type Requests, refusal } from './requests.ts';

let requests: Requests;
beforeEach(() => {
  requests = openRequests();
});

function account(name: string, rest: object = {}): object {
  return { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name }, ...rest };
}

describe('the service account', () => {
  it('lends its token to every container that has none', () => {
    const initContainers = [{ name: 'i', image: 'x' }];
    const { spec } = requests.create(podKind, podBody({ initContainers }));
    const [volume] = spec.volumes ?? [];
    expect(volume?.name).toMatch(/^kube-api-access-[a-z0-9]{5}$/);
    expect(volume?.projected).toEqual({
      defaultMode: 420,
      sources: [
        { serviceAccountToken: { expirationSeconds: 3607, path: 'token' } },
        { configMap: { items: [{ key: 'ca.crt', path: 'ca.crt' }], name: 'kube-root-ca.crt' } },
        {
          downwardAPI: {
            items: [{ fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.namespace' }, path: 'namespace' }],
          },
        },
      ],
    });
    const mount = {
      name: volume?.name,
      readOnly: true,
      mountPath: '/var/run/secrets/kubernetes.io/serviceaccount',
    };
    expect(spec.containers[0]?.volumeMounts).toEqual([mount]);
    expect(spec.initContainers?.[0]?.volumeMounts).toEqual([mount]);
  });

  it.each([
    [{ automountServiceAccountToken: false }, {}],
    [{}, { automountServiceAccountToken: false }],
    [{ automountServiceAccountToken: false }, { automountServiceAccountToken: true }],
  ])('keeps its token where the pod %j or else the account %j says so', (pod, own) => {
    requests.create(serviceAccountKind, account('robot', own));
    const { spec } = requests.create(podKind, podBody({ serviceAccountName: 'robot', ...pod }));
    expect(spec.volumes).toBeUndefined();
    expect(spec.serviceAccount).toBe('robot');
  });

  it('lends its pull secrets to a pod without any', () => {
    requests.create(serviceAccountKind, account('robot', { imagePullSecrets: [{ name: 'key' }] }));
    const { spec } = requests.create(podKind, podBody({ serviceAccountName: 'robot' }));
    expect(spec.imagePullSecrets).toEqual([{ name: 'key' }]);
  });

  it('must exist', () => {
    expect(refusal(() => requests.create(podKind, podBody({ serviceAccountName: 'nope' })))).toEqual({
      code: 403,
      message:
        'pods "p" is forbidden: error looking up service account default/nope: serviceaccount "nope" not found',
    });
  });
});

describe('priority', () => {
  it.each([
    ['system-node-critical', 2_000_001_000],
    ['system-cluster-critical', 2_000_000_000],
  ])('of %s is %i', (priorityClassName, priority) => {
    expect(requests.create(podKind, podBody({ priorityClassName })).spec.priority).toBe(priority);
  });

  it.each([
    [{ priorityClassName: 'nope' }, 'no PriorityClass with name nope was found'],
    [
      { priority: 5 },
      'the integer value of priority (5) must not be provided in pod spec; priority admission controller computed 0 from the given PriorityClass name',
    ],
    [
      { preemptionPolicy: 'Never' },
      'the string value of PreemptionPolicy (Never) must not be provided in pod spec; priority admission controller computed PreemptLowerPriority from the given PriorityClass name',
    ],
    [{ runtimeClassName: 'gvisor' }, 'pod rejected: RuntimeClass "gvisor" not found'],
  ])('refuses %j', (spec, why) => {
    expect(refusal(() => requests.create(podKind, podBody(spec)))).toEqual({
      code: 403,
      message: `pods "p" is forbidden: ${why}`,
    });
  });
});

const failure = (key: string) => ({ key, operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 300 });
const notReady = failure('node.kubernetes.io/not-ready');
const unreachable = failure('node.kubernetes.io/unreachable');

describe('tolerations of failed nodes', () => {
  it.each([
    [undefined, [notReady, unreachable]],
    [[{ operator: 'Exists' }], [{ operator: 'Exists' }]],
    [
      [{ key: notReady.key, operator: 'Exists', effect: 'NoExecute' }],
      [{ key: notReady.key, operator: 'Exists', effect: 'NoExecute' }, unreachable],
    ],
  ])('are added to %j where they are missing', (tolerations, expected) => {
    const body = podBody(tolerations === undefined ? {} : { tolerations });
    expect(requests.create(podKind, body).spec.tolerations).toEqual(expected);
  });
});

it("a pod affinity's label keys become part of its selector", () => {
  const term = {
    labelSelector: { matchLabels: { app: 'web' } },
    matchLabelKeys: ['version', 'absent'],
    mismatchLabelKeys: ['tenant'],
    topologyKey: 'zone',
  };
  const affinity = { podAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [term] } };
  const metadata = { labels: { version: '2', tenant: 'a' } };
  const { spec } = requests.create(podKind, podBody({ affinity }, {}, metadata));
  const [applied] = spec.affinity?.podAffinity?.requiredDuringSchedulingIgnoredDuringExecution ?? [];
  expect(applied?.labelSelector?.matchExpressions).toEqual([
    { key: 'version', operator: 'In', values: ['2'] },
    { key: 'tenant', operator: 'NotIn', values: ['a'] },
  ]);
});
