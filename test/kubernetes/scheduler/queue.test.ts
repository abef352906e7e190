import { describe, expect, it } from 'vitest';
import { remove } from '../../../engine/kubernetes/apiserver/delete.ts';
import { ApiError } from '../../../engine/kubernetes/apiserver/status.ts';
import { update } from '../../../engine/kubernetes/apiserver/update.ts';
import { bind } from '../../../engine/kubernetes/kinds/pod/binding.ts';
import { podKind } from '../../../engine/kubernetes/kinds/pod.ts';
import { addNode } from '../../../engine/kubernetes/kubelet/add-node.ts';
import { copy } from '../../../engine/kubernetes/object.ts';
import { openSandbox, TEST_AUTHOR, type TestSandbox, testNode } from '../../harness/sandbox.ts';
import { storedPod } from '../kubelet/pod-trace.ts';
import { asking, changeNode, eventsOf, nodeOf, place, whyPending } from './scheduled.ts';

function tries(sandbox: TestSandbox, name: string): number {
  return eventsOf(sandbox, name, 'FailedScheduling').reduce(
    (sum, { series }) => sum + (series?.count ?? 1),
    0,
  );
}

function erase(sandbox: TestSandbox, name: string): void {
  const options = { author: TEST_AUTHOR, gracePeriodSeconds: 0 };
  sandbox.sandbox.transact(() => remove(sandbox.cluster, podKind, { namespace: 'default', name }, options));
  sandbox.advance(0);
}

describe('a pod that found no node is tried again', () => {
  it('when a node joins', () => {
    const sandbox = openSandbox({ nodes: [] });
    place(sandbox, 'p');
    sandbox.advance(30);
    sandbox.sandbox.transact(() => addNode(sandbox.cluster, testNode('late')));
    sandbox.advance(0);
    expect(nodeOf(sandbox, 'p')).toBe('late');
    expect(whyPending(sandbox, 'p')).toBeUndefined();
  });

  it('when a pod makes room', () => {
    const sandbox = openSandbox({ nodes: ['a'] });
    place(sandbox, 'first', asking({ cpu: '3' }));
    place(sandbox, 'second', asking({ cpu: '3' }));
    sandbox.advance(30);
    expect(nodeOf(sandbox, 'second')).toBeUndefined();
    erase(sandbox, 'first');
    expect(nodeOf(sandbox, 'second')).toBe('a');
  });

  it('when a taint or a cordon is taken away, or a label put on', () => {
    const sandbox = openSandbox({ nodes: ['a'] });
    changeNode(sandbox, 'a', ({ spec }) => {
      spec.unschedulable = true;
    });
    place(sandbox, 'p', { nodeSelector: { disk: 'ssd' } });
    sandbox.advance(30);
    changeNode(sandbox, 'a', ({ spec }) => {
      delete spec.unschedulable;
    });
    expect(whyPending(sandbox, 'p')).toMatch(/didn't match Pod's node affinity\/selector/);
    sandbox.advance(30);
    changeNode(sandbox, 'a', ({ metadata }) => {
      metadata.labels = { ...metadata.labels, disk: 'ssd' };
    });
    expect(nodeOf(sandbox, 'p')).toBe('a');
  });

  it('when the company it asks for comes', () => {
    const sandbox = openSandbox({ nodes: ['a', 'b'] });
    const term = { labelSelector: { matchLabels: { app: 'db' } }, topologyKey: 'kubernetes.io/hostname' };
    const podAffinity = { requiredDuringSchedulingIgnoredDuringExecution: [term] };
    place(sandbox, 'web', { affinity: { podAffinity } });
    sandbox.advance(30);
    const db = place(sandbox, 'db', {}, { labels: { app: 'db' } });
    expect(nodeOf(sandbox, 'web')).toBe(db);
  });

  it('not before 1 s, 2 s, 4 s … 10 s have passed', () => {
    const sandbox = openSandbox({ nodes: ['a'] });
    place(sandbox, 'p', asking({ cpu: '100' }));
    const seconds: number[] = [];
    let before = tries(sandbox, 'p');
    for (let tenths = 1; tenths <= 400; tenths++) {
      sandbox.advance(0.1);
      place(sandbox, 'passer-by');
      erase(sandbox, 'passer-by');
      const now = tries(sandbox, 'p');
      if (now > before) seconds.push(tenths / 10);
      before = now;
    }
    expect(seconds).toEqual([1, 3, 7, 15, 25, 35]);
  });

  it('every five minutes although nothing changed', () => {
    const sandbox = openSandbox({ nodes: ['a'] });
    place(sandbox, 'p', asking({ cpu: '100' }));
    expect(sandbox.sandbox.busy).toBe(false);
    sandbox.advance(299);
    expect(tries(sandbox, 'p')).toBe(1);
    sandbox.advance(2);
    expect(tries(sandbox, 'p')).toBe(2);
  });

  it('not because of what cannot help', () => {
    const sandbox = openSandbox({ nodes: ['a'] });
    place(sandbox, 'p', { nodeSelector: { disk: 'ssd' } });
    sandbox.advance(60);
    place(sandbox, 'passer-by');
    erase(sandbox, 'passer-by');
    sandbox.advance(60);
    expect(tries(sandbox, 'p')).toBe(1);
  });

  it('after the sandbox slept', () => {
    let sandbox = openSandbox({ nodes: ['a'] });
    place(sandbox, 'first', asking({ cpu: '3' }));
    place(sandbox, 'second', asking({ cpu: '3' }));
    sandbox = sandbox.reload();
    sandbox.advance(30);
    erase(sandbox, 'first');
    expect(nodeOf(sandbox, 'second')).toBe('a');
    expect([...sandbox.cluster.kubelets.pods.entries()].map(([, { stage }]) => stage)).toEqual(['node']);
  });
});

describe('a gated pod', () => {
  it('waits until its gates are gone', () => {
    const sandbox = openSandbox({ nodes: ['a'] });
    place(sandbox, 'p', { schedulingGates: [{ name: 'example.com/wait' }] });
    expect(storedPod(sandbox, 'p').status.conditions).toMatchObject([
      {
        type: 'PodScheduled',
        status: 'False',
        reason: 'SchedulingGated',
        message: 'Scheduling is blocked due to non-empty scheduling gates',
      },
    ]);
    const draft = copy(storedPod(sandbox, 'p'));
    draft.spec.schedulingGates = [];
    const address = { namespace: 'default', name: 'p' };
    sandbox.sandbox.transact(() => update(sandbox.cluster, podKind, address, draft, { author: TEST_AUTHOR }));
    sandbox.advance(0);
    expect(nodeOf(sandbox, 'p')).toBe('a');
    expect(tries(sandbox, 'p')).toBe(0);
  });
});

it('leaves the pods of other schedulers alone', () => {
  const sandbox = openSandbox({ nodes: ['a'] });
  place(sandbox, 'p', { schedulerName: 'other' });
  sandbox.advance(60);
  expect(nodeOf(sandbox, 'p')).toBeUndefined();
  expect(storedPod(sandbox, 'p').status.conditions).toBeUndefined();
});

describe('binding', () => {
  const refusals: readonly [string, Parameters<typeof place>[2], string][] = [
    [
      'has a node',
      {},
      'Operation cannot be fulfilled on pods/binding "p": pod p is already assigned to node "a"',
    ],
    [
      'is gated',
      { schedulingGates: [{ name: 'example.com/wait' }] },
      'Operation cannot be fulfilled on pods/binding "p": pod p has non-empty .spec.schedulingGates',
    ],
  ];
  for (const [what, spec, message] of refusals) {
    it(`is refused for a pod that ${what}`, () => {
      const sandbox = openSandbox({ nodes: ['a'] });
      place(sandbox, 'p', spec);
      const again = () =>
        bind(
          sandbox.cluster,
          { pod: { namespace: 'default', name: 'p' }, node: 'a' },
          { author: TEST_AUTHOR },
        );
      expect(again).toThrow(ApiError);
      expect(again).toThrow(message);
    });
  }
});
