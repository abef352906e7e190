import { describe, expect, it } from 'vitest';
import type { PodSpec } from '../../../engine/kubernetes/schemas/generated/types.ts';
import { openSandbox, testNode } from '../../harness/sandbox.ts';
import { storedPod } from '../kubelet/pod-trace.ts';
import { asking, changeNode, eventsOf, place, whyPending } from './scheduled.ts';

const NO_VICTIMS = 'preemption: 0/2 nodes are available: 2 No preemption victims found for incoming pod.';
const NOT_HELPFUL = 'preemption: 0/2 nodes are available: 2 Preemption is not helpful for scheduling.';

const pods: readonly [string, Partial<PodSpec>, string][] = [
  [
    'more than any node has',
    asking({ cpu: '100', memory: '1Ti' }),
    `0/2 nodes are available: 2 Insufficient cpu, 2 Insufficient memory. ${NO_VICTIMS}`,
  ],
  [
    'a resource no node has',
    asking({ 'nvidia.com/gpu': '1' }),
    `0/2 nodes are available: 2 Insufficient nvidia.com/gpu. ${NO_VICTIMS}`,
  ],
  [
    'a label no node has',
    { nodeSelector: { disk: 'ssd' } },
    `0/2 nodes are available: 2 node(s) didn't match Pod's node affinity/selector. ${NOT_HELPFUL}`,
  ],
  [
    'a claim that does not exist',
    { volumes: [{ name: 'v', persistentVolumeClaim: { claimName: 'nope' } }] },
    `0/2 nodes are available: persistentvolumeclaim "nope" not found. ${NOT_HELPFUL}`,
  ],
  [
    'company that is nowhere',
    {
      affinity: {
        podAffinity: {
          requiredDuringSchedulingIgnoredDuringExecution: [
            { labelSelector: { matchLabels: { app: 'nope' } }, topologyKey: 'kubernetes.io/hostname' },
          ],
        },
      },
    },
    `0/2 nodes are available: 2 node(s) didn't match pod affinity rules. ${NOT_HELPFUL}`,
  ],
  [
    'a topology no node is in',
    {
      topologySpreadConstraints: [{ maxSkew: 1, topologyKey: 'zone', whenUnsatisfiable: 'DoNotSchedule' }],
    },
    `0/2 nodes are available: 2 node(s) didn't match pod topology spread constraints (missing required label). ${NOT_HELPFUL}`,
  ],
];

describe('a pod that fits nowhere', () => {
  for (const [what, spec, message] of pods) {
    it(`is told so: it asks for ${what}`, () => {
      const sandbox = openSandbox({ nodes: ['a', 'b'] });
      expect(place(sandbox, 'p', spec)).toBeUndefined();
      expect(storedPod(sandbox, 'p').status).toMatchObject({
        phase: 'Pending',
        conditions: [
          {
            type: 'PodScheduled',
            status: 'False',
            reason: 'Unschedulable',
            lastTransitionTime: '2026-01-01T00:00:00Z',
            message,
          },
        ],
      });
      expect(eventsOf(sandbox, 'p', 'FailedScheduling').map((event) => event.message)).toEqual([message]);
    });
  }

  it('is told of ports that are taken', () => {
    const sandbox = openSandbox({ nodes: ['a', 'b'] });
    const ports = [{ containerPort: 80, hostPort: 8080 }];
    const spec = { containers: [{ name: 'c', image: 'registry.k8s.io/pause:3.10', ports }] };
    for (const name of ['first', 'second', 'third']) place(sandbox, name, spec);
    expect(whyPending(sandbox, 'third')).toBe(
      `0/2 nodes are available: 2 node(s) didn't have free ports for the requested pod ports. ${NO_VICTIMS}`,
    );
  });

  it('is told of every reason, counted and sorted', () => {
    const sandbox = openSandbox({ nodes: ['a', 'b', 'c'] });
    changeNode(sandbox, 'a', ({ spec }) => {
      spec.unschedulable = true;
    });
    changeNode(sandbox, 'b', ({ spec }) => {
      spec.taints = [{ key: 'dedicated', value: 'db', effect: 'NoSchedule' }];
    });
    place(sandbox, 'p', asking({ cpu: '5' }));
    expect(whyPending(sandbox, 'p')).toBe(
      '0/3 nodes are available: 1 Insufficient cpu, 1 node(s) had untolerated taint {dedicated: db}, 1 node(s) were unschedulable. preemption: 0/3 nodes are available: 1 No preemption victims found for incoming pod, 2 Preemption is not helpful for scheduling.',
    );
  });

  it('is told of anti-affinity, its own and that of others', () => {
    const apart = {
      affinity: {
        podAntiAffinity: {
          requiredDuringSchedulingIgnoredDuringExecution: [
            { labelSelector: { matchLabels: { app: 'x' } }, topologyKey: 'kubernetes.io/hostname' },
          ],
        },
      },
    };
    const sandbox = openSandbox({ nodes: ['a'] });
    place(sandbox, 'first', apart, { labels: { app: 'x' } });
    place(sandbox, 'second', apart, { labels: { app: 'x' } });
    place(sandbox, 'third', {}, { labels: { app: 'x' } });
    const preemption = 'preemption: 0/1 nodes are available: 1 No preemption victims found for incoming pod.';
    expect(whyPending(sandbox, 'second')).toBe(
      `0/1 nodes are available: 1 node(s) didn't match pod anti-affinity rules. ${preemption}`,
    );
    expect(whyPending(sandbox, 'third')).toBe(
      `0/1 nodes are available: 1 node(s) didn't satisfy existing pods anti-affinity rules. ${preemption}`,
    );
  });

  it('is told of nodes that are full', () => {
    const sandbox = openSandbox({ nodes: ['a'] });
    for (let index = 0; index < 110; index++) place(sandbox, `p${index}`);
    place(sandbox, 'last');
    expect(whyPending(sandbox, 'last')).toMatch(/^0\/1 nodes are available: 1 Too many pods\. /);
  });

  it('is told that there are no nodes', () => {
    const sandbox = openSandbox({ nodes: [] });
    place(sandbox, 'p');
    expect(whyPending(sandbox, 'p')).toBe('no nodes available to schedule pods');
  });

  it('pinned to a node is told of that one, and that the others were not looked at', () => {
    const sandbox = openSandbox({ nodes: ['a', testNode('b', { cpu: '1' })] });
    const terms = [{ matchFields: [{ key: 'metadata.name', operator: 'In', values: ['b'] }] }];
    const nodeAffinity = { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: terms } };
    place(sandbox, 'p', asking({ cpu: '2' }, { affinity: { nodeAffinity } }));
    expect(whyPending(sandbox, 'p')).toBe(
      "0/2 nodes are available: 1 Insufficient cpu, 1 node(s) didn't satisfy plugin(s) [NodeAffinity]. preemption: 0/2 nodes are available: 1 No preemption victims found for incoming pod, 1 Preemption is not helpful for scheduling.",
    );
  });
});

it('reports where a pod goes', () => {
  const sandbox = openSandbox({ nodes: ['a'] });
  expect(place(sandbox, 'p')).toBe('a');
  expect(eventsOf(sandbox, 'p', 'Scheduled')).toMatchObject([
    {
      type: 'Normal',
      action: 'Binding',
      message: 'Successfully assigned default/p to a',
      reportingComponent: 'default-scheduler',
    },
  ]);
});
