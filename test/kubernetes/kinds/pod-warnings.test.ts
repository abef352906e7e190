import { beforeAll, describe, expect, it } from 'vitest';
import { deploymentKind } from '../../../engine/kubernetes/kinds/deployment.ts';
import { podKind } from '../../../engine/kubernetes/kinds/pod.ts';
import { openRequests, podBody, type Requests, workloadBody } from './requests.ts';

let requests: Requests;
let names = 0;
beforeAll(() => {
  requests = openRequests();
});

function warnings(spec: object, container: object, metadata: object): string[] | undefined {
  const name = `p${names++}`;
  return podKind.warnings?.(requests.create(podKind, podBody(spec, container, { name, ...metadata })));
}

describe('a pod is warned of', () => {
  it.each<[object, object, object, string[]]>([
    [{}, {}, {}, []],
    [
      {},
      {},
      { name: 'a.b' },
      [
        "metadata.name: this is used in the Pod's hostname, which can result in surprising behavior; a DNS label is recommended: [must not contain dots]",
      ],
    ],
    [
      { imagePullSecrets: [{}, { name: 'a' }, { name: 'a' }] },
      {},
      {},
      [
        'spec.imagePullSecrets[2].name: duplicate name "a"',
        'spec.imagePullSecrets[0].name: invalid empty name ""',
      ],
    ],
    [
      {},
      { resources: { requests: { memory: '100m' } } },
      {},
      [
        'spec.containers[0].resources.requests[memory]: fractional byte value "100m" is invalid, must be an integer',
      ],
    ],
    [
      {},
      {
        env: [
          { name: 'A', value: 'x' },
          { name: 'A', value: '$(A)y' },
          { name: 'A', value: 'z' },
        ],
      },
      {},
      ['spec.containers[0].env[2]: hides previous definition of "A", which may be dropped when using apply'],
    ],
    [
      {},
      { ports: [{ containerPort: 80 }, { containerPort: 80 }, { containerPort: 80, hostPort: 8 }] },
      {},
      [
        'spec.containers[0].ports[1]: duplicate port definition with spec.containers[0].ports[0]',
        'spec.containers[0].ports[2]: overlapping port definition with spec.containers[0].ports[0]',
        'spec.containers[0].ports[2]: overlapping port definition with spec.containers[0].ports[1]',
      ],
    ],
    [
      {},
      { ports: [{ containerPort: 80, hostIP: '1.2.3.4' }] },
      {},
      [
        'spec.containers[0].ports[0]: hostIP set without hostPort: {Name: HostPort:0 ContainerPort:80 Protocol:TCP HostIP:1.2.3.4}',
      ],
    ],
    [
      { nodeSelector: { 'beta.kubernetes.io/os': 'linux' }, terminationGracePeriodSeconds: -1 },
      {},
      {},
      [
        'spec.nodeSelector[beta.kubernetes.io/os]: deprecated since v1.14; use "kubernetes.io/os" instead',
        'spec.terminationGracePeriodSeconds: must be >= 0; negative values are invalid and will be treated as 1',
      ],
    ],
    [
      {},
      {},
      { annotations: { 'scheduler.alpha.kubernetes.io/critical-pod': '' } },
      [
        'metadata.annotations[scheduler.alpha.kubernetes.io/critical-pod]: non-functional in v1.16+; use the "priorityClassName" field instead',
      ],
    ],
    [
      {
        topologySpreadConstraints: [{ maxSkew: 1, topologyKey: 'z', whenUnsatisfiable: 'DoNotSchedule' }],
      },
      {},
      {},
      ['spec.topologySpreadConstraints[0].labelSelector: a null labelSelector results in matching no pod'],
    ],
  ])('spec %j, container %j, metadata %j', (spec, container, metadata, expected) => {
    expect(warnings(spec, container, metadata)).toEqual(expected);
  });
});

it('a deployment is warned of its template', () => {
  const glusterfs = { endpoints: 'e', path: 'p' };
  const body = workloadBody('Deployment', {}, { volumes: [{ name: 'v', glusterfs }] });
  expect(deploymentKind.warnings?.(requests.create(deploymentKind, body))).toEqual([
    'spec.template.spec.volumes[0].glusterfs: deprecated in v1.25, non-functional in v1.26+',
  ]);
});
