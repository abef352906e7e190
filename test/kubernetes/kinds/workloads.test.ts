import { beforeEach, describe, expect, it } from 'vitest';
import { type DeploymentObject, deploymentKind } from '../../../engine/kubernetes/kinds/deployment.ts';
import { replicaSetKind } from '../../../engine/kubernetes/kinds/replica-set.ts';
import { openRequests, type Requests, refusal, workloadBody } from './requests.ts';

let requests: Requests;
beforeEach(() => {
  requests = openRequests();
});

const NOW = Date.UTC(2026, 0, 1, 1);

describe('a new deployment', () => {
  it('gets what upstream fills in', () => {
    const { metadata, spec, status } = requests.create(deploymentKind, workloadBody('Deployment'));
    expect(metadata.generation).toBe(1);
    expect(status).toEqual({});
    expect(spec).toEqual({
      progressDeadlineSeconds: 600,
      replicas: 1,
      revisionHistoryLimit: 10,
      selector: { matchLabels: { app: 'web' } },
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: '25%', maxUnavailable: '25%' } },
      template: {
        metadata: { creationTimestamp: null, labels: { app: 'web' } },
        spec: {
          containers: [
            {
              image: 'nginx',
              imagePullPolicy: 'Always',
              name: 'c',
              resources: {},
              terminationMessagePath: '/dev/termination-log',
              terminationMessagePolicy: 'File',
            },
          ],
          dnsPolicy: 'ClusterFirst',
          restartPolicy: 'Always',
          schedulerName: 'default-scheduler',
          securityContext: {},
          terminationGracePeriodSeconds: 30,
        },
      },
    });
  });

  it('keeps limits without requests: only pods get those', () => {
    const containers = [{ name: 'c', image: 'x', resources: { limits: { cpu: '1' } } }];
    const { spec } = requests.create(deploymentKind, workloadBody('Deployment', {}, { containers }));
    expect(spec.template.spec?.containers[0]?.resources).toEqual({ limits: { cpu: '1' } });
  });

  it('that recreates has no rolling update', () => {
    const body = workloadBody('Deployment', { strategy: { type: 'Recreate' } });
    expect(requests.create(deploymentKind, body).spec.strategy).toEqual({ type: 'Recreate' });
  });
});

describe('a deployment is refused', () => {
  it.each<[object, object, string]>([
    [
      { selector: { matchLabels: { app: 'other' } } },
      {},
      'spec.template.metadata.labels: Invalid value: map[string]string{"app":"web"}: `selector` does not match template `labels`',
    ],
    [
      { selector: {} },
      {},
      'spec.selector: Invalid value: v1.LabelSelector{MatchLabels:map[string]string(nil), MatchExpressions:[]v1.LabelSelectorRequirement(nil)}: empty selector is invalid for deployment',
    ],
    [
      { selector: { matchExpressions: [{ key: 'app', operator: 'In' }] } },
      {},
      '[spec.selector.matchExpressions[0].values: Required value: must be specified when `operator` is \'In\' or \'NotIn\', spec.selector: Invalid value: v1.LabelSelector{MatchLabels:map[string]string(nil), MatchExpressions:[]v1.LabelSelectorRequirement{v1.LabelSelectorRequirement{Key:"app", Operator:"In", Values:[]string(nil)}}}: invalid label selector]',
    ],
    [{ replicas: -1 }, {}, 'spec.replicas: Invalid value: -1: must be greater than or equal to 0'],
    [
      { strategy: { rollingUpdate: { maxSurge: 0, maxUnavailable: 0 } } },
      {},
      'spec.strategy.rollingUpdate.maxUnavailable: Invalid value: intstr.IntOrString{Type:0, IntVal:0, StrVal:""}: may not be 0 when `maxSurge` is 0',
    ],
    [
      { strategy: { rollingUpdate: { maxUnavailable: '150%' } } },
      {},
      'spec.strategy.rollingUpdate.maxUnavailable: Invalid value: intstr.IntOrString{Type:1, IntVal:0, StrVal:"150%"}: must not be greater than 100%',
    ],
    [
      { strategy: { type: 'Recreate', rollingUpdate: {} } },
      {},
      "spec.strategy.rollingUpdate: Forbidden: may not be specified when strategy `type` is 'Recreate'",
    ],
    [
      { minReadySeconds: 600 },
      {},
      'spec.progressDeadlineSeconds: Invalid value: 600: must be greater than minReadySeconds',
    ],
    [
      {},
      { restartPolicy: 'Never' },
      'spec.template.spec.restartPolicy: Unsupported value: "Never": supported values: "Always"',
    ],
    [
      {},
      { activeDeadlineSeconds: 5 },
      'spec.template.spec.activeDeadlineSeconds: Forbidden: activeDeadlineSeconds in ReplicaSet is not Supported',
    ],
    [
      {},
      { containers: [{ name: 'c', image: 'x', imagePullPolicy: 'x' }] },
      'spec.template.spec.containers[0].imagePullPolicy: Unsupported value: "x": supported values: "Always", "IfNotPresent", "Never"',
    ],
  ])('with spec %j and pods %j', (spec, podSpec, expected) => {
    const write = () => requests.create(deploymentKind, workloadBody('Deployment', spec, podSpec));
    expect(refusal(write)).toEqual({
      code: 422,
      message: `Deployment.apps "web" is invalid: ${expected}`,
    });
  });

  it('with another selector than before', () => {
    requests.create(deploymentKind, workloadBody('Deployment'));
    const change = ({ spec }: DeploymentObject) => {
      spec.selector = { matchLabels: { app: 'web', tier: 'a' } };
      spec.template.metadata = { labels: { app: 'web', tier: 'a' } };
    };
    expect(refusal(() => requests.change(deploymentKind, 'web', change)).message).toBe(
      'Deployment.apps "web" is invalid: spec.selector: Invalid value: v1.LabelSelector{MatchLabels:map[string]string{"app":"web", "tier":"a"}, MatchExpressions:[]v1.LabelSelectorRequirement(nil)}: field is immutable',
    );
  });

  it('with a status that does not add up', () => {
    requests.create(deploymentKind, workloadBody('Deployment'));
    const change = (draft: DeploymentObject) => {
      draft.status = { replicas: 1, readyReplicas: 2 };
    };
    expect(refusal(() => requests.change(deploymentKind, 'web', change, 'status')).message).toBe(
      'Deployment.apps "web" is invalid: status.readyReplicas: Invalid value: 2: cannot be greater than status.replicas',
    );
  });
});

describe("a deployment's generation", () => {
  it.each<[string, (draft: DeploymentObject) => void, number]>([
    [
      'rises with its spec',
      ({ spec }) => {
        spec.replicas = 3;
      },
      2,
    ],
    [
      'rises with its annotations',
      ({ metadata }) => {
        metadata.annotations = { a: 'b' };
      },
      2,
    ],
    [
      'stays when its revision is noted',
      ({ metadata }) => {
        metadata.annotations = { 'deployment.kubernetes.io/revision': '1' };
      },
      1,
    ],
    [
      'stays when its labels change',
      ({ metadata }) => {
        metadata.labels = { a: 'b' };
      },
      1,
    ],
  ])('%s', (_what, change, generation) => {
    requests.create(deploymentKind, workloadBody('Deployment'));
    expect(requests.change(deploymentKind, 'web', change).metadata.generation).toBe(generation);
  });
});

describe('a row', () => {
  const wide = ['c', 'nginx', 'app=web'];

  it('of a deployment', () => {
    const created = requests.create(deploymentKind, workloadBody('Deployment', { replicas: 3 }));
    expect(deploymentKind.row(created, NOW)).toEqual(['web', '0/3', 0, 0, '60m', ...wide]);
    const status = { replicas: 4, readyReplicas: 3, updatedReplicas: 2, availableReplicas: 1 };
    expect(deploymentKind.row({ ...created, status }, NOW)).toEqual(['web', '3/3', 2, 1, '60m', ...wide]);
  });

  it('of a replica set', () => {
    const created = requests.create(replicaSetKind, workloadBody('ReplicaSet', { replicas: 3 }));
    const status = { replicas: 2, readyReplicas: 1 };
    expect(replicaSetKind.row({ ...created, status }, NOW)).toEqual(['web', 3, 2, 1, '60m', ...wide]);
  });
});

describe('a scale', () => {
  it('reads and writes a deployment', () => {
    const deployment = requests.create(deploymentKind, workloadBody('Deployment', { replicas: 3 }));
    expect(deploymentKind.scale?.read(deployment)).toEqual({
      replicas: 3,
      statusReplicas: 0,
      selector: 'app=web',
    });
    const scaled = requests.change(deploymentKind, 'web', (draft) => deploymentKind.scale?.write(draft, 5));
    expect(scaled.spec.replicas).toBe(5);
  });

  it('reads and writes a replica set', () => {
    const replicaSet = requests.create(replicaSetKind, workloadBody('ReplicaSet'));
    expect(replicaSetKind.scale?.read(replicaSet)).toEqual({
      replicas: 1,
      statusReplicas: 0,
      selector: 'app=web',
    });
    const scaled = requests.change(replicaSetKind, 'web', (draft) => replicaSetKind.scale?.write(draft, 0));
    expect(scaled.spec.replicas).toBe(0);
  });
});

describe('a replica set', () => {
  it('starts without pods, and can be selected by their number', () => {
    const replicaSet = requests.create(replicaSetKind, workloadBody('ReplicaSet'));
    expect(replicaSet.spec.replicas).toBe(1);
    expect(replicaSet.status).toEqual({ replicas: 0 });
    expect(replicaSetKind.fieldLabels?.['status.replicas']?.(replicaSet)).toBe('0');
  });

  it('keeps its selector', () => {
    requests.create(replicaSetKind, workloadBody('ReplicaSet'));
    const write = () =>
      requests.change(replicaSetKind, 'web', ({ spec }) => {
        spec.selector = { matchExpressions: [{ key: 'app', operator: 'Exists' }] };
      });
    expect(refusal(write).message).toContain('spec.selector: Invalid value: ');
    expect(refusal(write).message).toContain(': field is immutable');
  });
});
