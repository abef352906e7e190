import { describe, expect, it } from 'vitest';
import type { Kind } from '../../../engine/kubernetes/apiserver/kind.ts';
import { deploymentKind } from '../../../engine/kubernetes/kinds/deployment.ts';
import { endpointSliceKind } from '../../../engine/kubernetes/kinds/endpoint-slice.ts';
import { endpointsKind } from '../../../engine/kubernetes/kinds/endpoints.ts';
import { eventKind } from '../../../engine/kubernetes/kinds/event.ts';
import { nodeKind } from '../../../engine/kubernetes/kinds/node.ts';
import { podKind } from '../../../engine/kubernetes/kinds/pod.ts';
import { replicaSetKind } from '../../../engine/kubernetes/kinds/replica-set.ts';
import { serviceKind } from '../../../engine/kubernetes/kinds/service.ts';
import { draftMetadata, type KubernetesObject } from '../../../engine/kubernetes/object.ts';
import { openSandbox } from '../../harness/sandbox.ts';

/*
 * What the managed fields of a rollout's objects are on a cluster of Kubernetes 1.33.
 */

const sandbox = openSandbox({ nodes: ['node-1'] });
const labels = { app: 'web' };
const container = { name: 'nginx', image: 'nginx:1.27', ports: [{ containerPort: 80, protocol: 'TCP' }] };
sandbox.create(deploymentKind, {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: draftMetadata({ name: 'web' }),
  spec: {
    replicas: 1,
    selector: { matchLabels: labels },
    template: { metadata: { labels }, spec: { containers: [container] } },
  },
  status: {},
});
sandbox.create(serviceKind, {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: draftMetadata({ name: 'web' }),
  spec: { selector: labels, ports: [{ port: 80 }] },
  status: {},
});
sandbox.advance(60);

function all<T extends KubernetesObject>({ plural, group }: Kind<T>): KubernetesObject[] {
  const resource = group === '' ? plural : `${plural}.${group}`;
  const changes = sandbox.cluster.store.changesAfter(0, resource).map(({ entry }) => entry.object);
  return [...new Map(changes.map((object) => [object.metadata.name, object])).values()];
}

function managersOf(object: KubernetesObject | undefined): Record<string, unknown> {
  const entries = object?.metadata.managedFields ?? [];
  return Object.fromEntries(
    entries.map(({ manager, operation, apiVersion, subresource = '', fieldsV1 }) => [
      `${manager} ${operation} ${apiVersion} ${subresource}`.trimEnd(),
      fieldsV1,
    ]),
  );
}

const own = (...names: readonly string[]) => ({
  '.': {},
  ...Object.fromEntries(names.map((name) => [`f:${name}`, {}])),
});
const some = (...names: readonly string[]) => Object.fromEntries(names.map((name) => [`f:${name}`, {}]));
const byType = (types: readonly string[], fields: object) =>
  Object.fromEntries(types.map((type) => [`k:{"type":"${type}"}`, fields]));
const web = ({ metadata }: KubernetesObject) => metadata.name.startsWith('web');

const CONTAINERS = {
  'k:{"name":"nginx"}': {
    '.': {},
    'f:image': {},
    'f:imagePullPolicy': {},
    'f:name': {},
    'f:ports': { '.': {}, 'k:{"containerPort":80,"protocol":"TCP"}': own('containerPort', 'protocol') },
    'f:resources': {},
    'f:terminationMessagePath': {},
    'f:terminationMessagePolicy': {},
  },
};
const POD_SPEC = some(
  'dnsPolicy',
  'restartPolicy',
  'schedulerName',
  'securityContext',
  'terminationGracePeriodSeconds',
);

describe('after a rollout', () => {
  it('the Deployment is its author’s, and its status and revision its controller’s', () => {
    const condition = own('lastTransitionTime', 'lastUpdateTime', 'message', 'reason', 'status', 'type');
    expect(managersOf(all(deploymentKind).find(web))).toEqual({
      'test Update apps/v1': {
        'f:spec': {
          ...some('progressDeadlineSeconds', 'replicas', 'revisionHistoryLimit', 'selector'),
          'f:strategy': { 'f:rollingUpdate': own('maxSurge', 'maxUnavailable'), 'f:type': {} },
          'f:template': {
            'f:metadata': { 'f:labels': own('app') },
            'f:spec': { 'f:containers': CONTAINERS, ...POD_SPEC },
          },
        },
      },
      'kube-controller-manager Update apps/v1 status': {
        'f:metadata': { 'f:annotations': own('deployment.kubernetes.io/revision') },
        'f:status': {
          'f:conditions': { '.': {}, ...byType(['Available', 'Progressing'], condition) },
          ...some('availableReplicas', 'observedGeneration', 'readyReplicas', 'replicas', 'updatedReplicas'),
        },
      },
    });
  });

  it('the ReplicaSet is the deployment controller’s, and its status the replica set controller’s', () => {
    const [deployment] = all(deploymentKind);
    expect(managersOf(all(replicaSetKind).find(web))).toEqual({
      'kube-controller-manager Update apps/v1': {
        'f:metadata': {
          'f:annotations': own(
            'deployment.kubernetes.io/desired-replicas',
            'deployment.kubernetes.io/max-replicas',
            'deployment.kubernetes.io/revision',
          ),
          'f:labels': own('app', 'pod-template-hash'),
          'f:ownerReferences': { '.': {}, [`k:{"uid":"${deployment?.metadata.uid}"}`]: {} },
        },
        'f:spec': {
          ...some('replicas', 'selector'),
          'f:template': {
            'f:metadata': { 'f:labels': own('app', 'pod-template-hash') },
            'f:spec': { 'f:containers': CONTAINERS, ...POD_SPEC },
          },
        },
      },
      'kube-controller-manager Update apps/v1 status': {
        'f:status': some(
          'availableReplicas',
          'fullyLabeledReplicas',
          'observedGeneration',
          'readyReplicas',
          'replicas',
        ),
      },
    });
  });

  it('the Pod is its controller’s, its status its kubelet’s, and its binding nobody’s', () => {
    const [replicaSet] = all(replicaSetKind);
    const condition = own('lastProbeTime', 'lastTransitionTime', 'status', 'type');
    const pod = all(podKind).find(web);
    expect(managersOf(pod)).toEqual({
      'kube-controller-manager Update v1': {
        'f:metadata': {
          'f:generateName': {},
          'f:labels': own('app', 'pod-template-hash'),
          'f:ownerReferences': { '.': {}, [`k:{"uid":"${replicaSet?.metadata.uid}"}`]: {} },
        },
        'f:spec': { 'f:containers': CONTAINERS, ...POD_SPEC, 'f:enableServiceLinks': {} },
      },
      'kubelet Update v1 status': {
        'f:status': {
          'f:conditions': byType(
            ['ContainersReady', 'Initialized', 'PodReadyToStartContainers', 'Ready'],
            condition,
          ),
          ...some('containerStatuses', 'hostIP', 'hostIPs', 'phase', 'podIP', 'startTime'),
          'f:podIPs': { '.': {}, 'k:{"ip":"10.244.0.2"}': own('ip') },
        },
      },
    });
  });

  it('the Service is its author’s, without its addresses', () => {
    expect(managersOf(all(serviceKind).find(web))).toEqual({
      'test Update v1': {
        'f:spec': {
          ...some('internalTrafficPolicy', 'selector', 'sessionAffinity', 'type'),
          'f:ports': { '.': {}, 'k:{"port":80,"protocol":"TCP"}': own('port', 'protocol', 'targetPort') },
        },
      },
    });
  });

  it('Endpoints and EndpointSlices are kube-controller-manager’s', () => {
    const [service] = all(serviceKind).filter(web);
    expect(managersOf(all(endpointsKind).find(web))).toEqual({
      'kube-controller-manager Update v1': {
        'f:metadata': {
          'f:annotations': own('endpoints.kubernetes.io/last-change-trigger-time'),
          'f:labels': own('endpoints.kubernetes.io/managed-by'),
        },
        'f:subsets': {},
      },
    });
    expect(managersOf(all(endpointSliceKind).find(web))).toEqual({
      'kube-controller-manager Update discovery.k8s.io/v1': {
        ...some('addressType', 'endpoints', 'ports'),
        'f:metadata': {
          'f:annotations': own('endpoints.kubernetes.io/last-change-trigger-time'),
          'f:generateName': {},
          'f:labels': own('endpointslice.kubernetes.io/managed-by', 'kubernetes.io/service-name'),
          'f:ownerReferences': { '.': {}, [`k:{"uid":"${service?.metadata.uid}"}`]: {} },
        },
      },
    });
  });

  it('the Node is its kubelet’s, but for what kube-controller-manager gives it', () => {
    const conditions = ['DiskPressure', 'MemoryPressure', 'PIDPressure', 'Ready'];
    expect(managersOf(all(nodeKind)[0])).toEqual({
      'kubelet Update v1': {
        'f:metadata': {
          'f:annotations': own('volumes.kubernetes.io/controller-managed-attach-detach'),
          'f:labels': own(
            'beta.kubernetes.io/arch',
            'beta.kubernetes.io/os',
            'kubernetes.io/arch',
            'kubernetes.io/hostname',
            'kubernetes.io/os',
          ),
        },
      },
      'kube-controller-manager Update v1': {
        'f:metadata': { 'f:annotations': some('node.alpha.kubernetes.io/ttl') },
        'f:spec': { 'f:podCIDR': {}, 'f:podCIDRs': { '.': {}, 'v:"10.244.0.0/24"': {} } },
      },
      'kubelet Update v1 status': {
        'f:status': { 'f:conditions': byType(conditions, some('lastHeartbeatTime')), 'f:images': {} },
      },
    });
  });

  it('an Event is its reporter’s', () => {
    const scaled = all(eventKind).find(web);
    expect(managersOf(scaled)).toEqual({
      'kube-controller-manager Update v1': {
        ...some('count', 'firstTimestamp', 'involvedObject', 'lastTimestamp', 'message', 'reason', 'type'),
        ...some('reportingComponent'),
        'f:source': { 'f:component': {} },
      },
    });
  });
});

describe('a Pod that fits nowhere', () => {
  it('has a condition that is the scheduler’s', () => {
    const spec = { nodeSelector: { no: 'where' }, containers: [{ name: 'c', image: 'nginx:1.27' }] };
    const metadata = draftMetadata({ name: 'nowhere' });
    sandbox.create(podKind, { apiVersion: 'v1', kind: 'Pod', metadata, spec, status: {} });
    sandbox.advance(1);
    const pod = all(podKind).find((one) => one.metadata.name === 'nowhere');
    expect(managersOf(pod)['kube-scheduler Update v1 status']).toEqual({
      'f:status': {
        'f:conditions': {
          '.': {},
          'k:{"type":"PodScheduled"}': own(
            'lastProbeTime',
            'lastTransitionTime',
            'message',
            'reason',
            'status',
            'type',
          ),
        },
      },
    });
  });
});
