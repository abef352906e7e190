import { describe, expect, it } from 'vitest';
import { remove } from '../../../engine/kubernetes/apiserver/delete.ts';
import { leaseKind } from '../../../engine/kubernetes/kinds/lease.ts';
import { type NodeObject, nodeKind } from '../../../engine/kubernetes/kinds/node.ts';
import { podKind } from '../../../engine/kubernetes/kinds/pod.ts';
import { addNode } from '../../../engine/kubernetes/kubelet/add-node.ts';
import { draftMetadata } from '../../../engine/kubernetes/object.ts';
import { openSandbox, TEST_AUTHOR, type TestSandbox, testNode } from '../../harness/sandbox.ts';
import { pod, storedPod, tracePod } from './pod-trace.ts';

function nodeOf({ cluster }: TestSandbox, name: string): NodeObject {
  const node = cluster.store.get(nodeKind, '', name);
  if (node === undefined) throw new Error(`no node ${name}`);
  return node;
}

describe('a node that joins', () => {
  const taints = [{ key: 'dedicated', value: 'db', effect: 'NoSchedule' }];
  const sandbox = openSandbox({
    nodes: ['first', testNode('second', { cpu: '2500m', memory: '4Gi', labels: { disk: 'ssd' }, taints })],
  });

  it('has labels, taints and a network for its pods', () => {
    const { metadata, spec } = nodeOf(sandbox, 'second');
    expect(metadata.labels).toEqual({
      'beta.kubernetes.io/arch': 'amd64',
      'beta.kubernetes.io/os': 'linux',
      'kubernetes.io/arch': 'amd64',
      'kubernetes.io/hostname': 'second',
      'kubernetes.io/os': 'linux',
      disk: 'ssd',
    });
    expect(spec).toEqual({ podCIDR: '10.244.1.0/24', podCIDRs: ['10.244.1.0/24'], taints });
  });

  it('offers a little less than it has', () => {
    const { capacity, allocatable } = nodeOf(sandbox, 'second').status;
    expect(capacity).toEqual({
      cpu: '2500m',
      'ephemeral-storage': '101430960Ki',
      'hugepages-1Gi': '0',
      'hugepages-2Mi': '0',
      memory: '4194304Ki',
      pods: '110',
    });
    expect(allocatable).toEqual({
      ...capacity,
      'ephemeral-storage': '93478772736',
      memory: '4091904Ki',
    });
  });

  it('is well, in the words of a kubelet', () => {
    const { status } = nodeOf(sandbox, 'first');
    expect(
      status.conditions?.map(({ type, status: is, reason, message }) => [type, is, reason, message]),
    ).toEqual([
      ['MemoryPressure', 'False', 'KubeletHasSufficientMemory', 'kubelet has sufficient memory available'],
      ['DiskPressure', 'False', 'KubeletHasNoDiskPressure', 'kubelet has no disk pressure'],
      ['PIDPressure', 'False', 'KubeletHasSufficientPID', 'kubelet has sufficient PID available'],
      ['Ready', 'True', 'KubeletReady', 'kubelet is posting ready status'],
    ]);
    expect(status.addresses).toEqual([
      { type: 'InternalIP', address: '192.168.49.3' },
      { type: 'Hostname', address: 'first' },
    ]);
    expect(status.nodeInfo).toMatchObject({
      kubeletVersion: 'v1.33.1',
      containerRuntimeVersion: 'containerd://2.0.5',
      osImage: 'Ubuntu 24.04.2 LTS',
      operatingSystem: 'linux',
      architecture: 'amd64',
    });
  });
});

describe('signs of life', () => {
  it('are a lease every 10 s and a status every 5 min', () => {
    const sandbox = openSandbox({ nodes: ['a', 'b'] });
    sandbox.advance(305);
    const renewals = sandbox.cluster.store.changesAfter(0, 'leases.coordination.k8s.io');
    expect(renewals.filter(({ entry }) => entry.object.metadata.name === 'a')).toHaveLength(31);
    const reports = sandbox.cluster.store.changesAfter(0, 'nodes');
    const ofA = reports.filter(({ entry }) => entry.object.metadata.name === 'a');
    // The first change is kube-controller-manager's, which gives the node its addresses.
    expect(ofA.map(({ event }) => event)).toEqual(['ADDED', 'MODIFIED', 'MODIFIED']);
    expect(sandbox.cluster.store.get(leaseKind, 'kube-node-lease', 'a')?.spec).toEqual({
      holderIdentity: 'a',
      leaseDurationSeconds: 40,
      renewTime: '2026-01-01T00:05:00.000000Z',
    });
  });

  it('do not keep a sandbox busy', () => {
    const sandbox = openSandbox();
    sandbox.advance(60);
    expect(sandbox.sandbox.busy).toBe(false);
  });

  it('fill in a Node that was deleted and made again', () => {
    const sandbox = openSandbox();
    const { status } = nodeOf(sandbox, 'node-1');
    const address = { namespace: '', name: 'node-1' };
    sandbox.sandbox.transact(() => remove(sandbox.cluster, nodeKind, address, { author: TEST_AUTHOR }));
    sandbox.advance(60);
    const metadata = draftMetadata({ name: 'node-1' });
    sandbox.create(nodeKind, { apiVersion: 'v1', kind: 'Node', metadata, spec: {}, status: {} });
    const again = nodeOf(sandbox, 'node-1');
    expect(again.status).toMatchObject({ nodeInfo: status.nodeInfo, addresses: status.addresses });
    expect(again.status.conditions?.at(-1)).toMatchObject({ type: 'Ready', status: 'True' });
    expect(sandbox.cluster.store.get(leaseKind, 'kube-node-lease', 'node-1')).toBeDefined();
  });

  it('keep nodes ready for hours', () => {
    const sandbox = openSandbox({ history: 'window' });
    sandbox.advance(3 * 3600);
    const ready = nodeOf(sandbox, 'node-1').status.conditions?.find(({ type }) => type === 'Ready');
    expect(ready).toMatchObject({ status: 'True', lastTransitionTime: '2026-01-01T00:00:00Z' });
  });
});

describe('a pod', () => {
  it('is deleted within a minute if its node does not exist, unless that joins by then', () => {
    const sandbox = openSandbox({ nodes: ['a'] });
    const trace = tracePod(sandbox, 'p');
    const containers = [{ name: 'c', image: 'nginx:1.27' }];
    sandbox.create(podKind, pod('p', { nodeName: 'late', containers }));
    sandbox.advance(39);
    expect(trace.lines).toEqual(['0 Pending']);
    const joining = openSandbox({ nodes: ['a'] });
    joining.create(podKind, pod('p', { nodeName: 'late', containers }));
    joining.sandbox.transact(() => addNode(joining.cluster, testNode('late')));
    sandbox.advance(120);
    expect(trace.lines).toEqual(['0 Pending', '40 Failed', '40 gone']);
    joining.advance(120);
    expect(storedPod(joining, 'p').status.phase).toBe('Running');
  });

  it('goes on no more once its node is deleted', () => {
    const sandbox = openSandbox({ nodes: ['a'] });
    const trace = tracePod(sandbox, 'p');
    const command = ['sh', '-c', 'sleep 10; exit 1'];
    sandbox.create(podKind, pod('p', { containers: [{ name: 'c', image: 'busybox:1.36', command }] }));
    sandbox.advance(5);
    const address = { namespace: '', name: 'a' };
    sandbox.sandbox.transact(() => remove(sandbox.cluster, nodeKind, address, { author: TEST_AUTHOR }));
    sandbox.advance(20);
    expect(trace.lines.filter((line) => line.includes('Error'))).toEqual([]);
  });

  const refusals: readonly [string, Parameters<typeof pod>[1], string, string][] = [
    [
      'more cpu than is left',
      { containers: [{ name: 'c', image: 'nginx:1.27', resources: { requests: { cpu: '4500m' } } }] },
      'OutOfcpu',
      "Node didn't have enough resource: cpu, requested: 4500, used: 0, capacity: 4000",
    ],
    [
      'more memory than is left',
      { containers: [{ name: 'c', image: 'nginx:1.27', resources: { requests: { memory: '9Gi' } } }] },
      'OutOfmemory',
      "Node didn't have enough resource: memory, requested: 9663676416, used: 0, capacity: 8485076992",
    ],
    [
      'labels that the node lacks',
      { nodeSelector: { disk: 'ssd' }, containers: [{ name: 'c', image: 'nginx:1.27' }] },
      'NodeAffinity',
      "Predicate NodeAffinity failed: node(s) didn't match Pod's node affinity/selector",
    ],
  ];
  for (const [what, spec, reason, message] of refusals) {
    it(`that was put on a node by hand is refused if it asks for ${what}`, () => {
      const sandbox = openSandbox({ nodes: ['a'] });
      const trace = tracePod(sandbox, 'p');
      sandbox.create(podKind, pod('p', { ...spec, nodeName: 'a' }));
      sandbox.advance(10);
      expect(storedPod(sandbox, 'p').status).toMatchObject({
        phase: 'Failed',
        reason,
        message: `Pod was rejected: ${message}`,
      });
      expect(trace.events).toEqual([`0 ${reason}: ${message}`]);
    });
  }

  it('that was put on a node by hand is refused if its port is taken', () => {
    const sandbox = openSandbox({ nodes: ['a'] });
    const ports = [{ containerPort: 80, hostPort: 8080 }];
    const spec = { nodeName: 'a', containers: [{ name: 'c', image: 'nginx:1.27', ports }] };
    sandbox.create(podKind, pod('first', spec));
    sandbox.create(podKind, pod('second', spec));
    sandbox.advance(10);
    expect(storedPod(sandbox, 'first').status.phase).toBe('Running');
    expect(storedPod(sandbox, 'second').status).toMatchObject({ phase: 'Failed', reason: 'NodePorts' });
  });
});
