import { describe, expect, it } from 'vitest';
import { update } from '../../../engine/kubernetes/apiserver/update.ts';
import { eventKind } from '../../../engine/kubernetes/kinds/event.ts';
import { type NodeObject, nodeKind } from '../../../engine/kubernetes/kinds/node.ts';
import { copy } from '../../../engine/kubernetes/object.ts';
import { openSandbox, TEST_AUTHOR, type TestSandbox } from '../../harness/sandbox.ts';

/** The events of node `a`, in the order in which they were reported. */
function eventsOf({ cluster }: TestSandbox): string[] {
  return cluster.store
    .list(eventKind, 'default')
    .filter(({ involvedObject }) => involvedObject.kind === 'Node' && involvedObject.name === 'a')
    .map(({ source, reason, message }) => `${source?.component} ${reason}: ${message}`);
}

function change(
  { sandbox, cluster }: TestSandbox,
  edit: (draft: NodeObject) => void,
  scope: 'object' | 'status',
) {
  const node = cluster.store.get(nodeKind, '', 'a');
  if (node === undefined) throw new Error('no node a');
  const draft = copy(node);
  edit(draft);
  const address = { namespace: '', name: 'a' };
  sandbox.transact(() => update(cluster, nodeKind, address, draft, { author: TEST_AUTHOR }, scope));
}

describe('a kubelet', () => {
  it('reports its start and how its node is, which it refers to by name', () => {
    const sandbox = openSandbox({ nodes: ['a'] });
    expect(eventsOf(sandbox)).toEqual([
      'kubelet Starting: Starting kubelet.',
      'kubelet NodeAllocatableEnforced: Updated Node Allocatable limit across pods',
      'kubelet NodeHasSufficientMemory: Node a status is now: NodeHasSufficientMemory',
      'kubelet NodeHasNoDiskPressure: Node a status is now: NodeHasNoDiskPressure',
      'kubelet NodeHasSufficientPID: Node a status is now: NodeHasSufficientPID',
      'kubelet NodeReady: Node a status is now: NodeReady',
      'node-controller RegisteredNode: Node a event: Registered Node a in Controller',
    ]);
    const [first] = sandbox.cluster.store.list(eventKind, 'default');
    expect(first).toMatchObject({
      involvedObject: { kind: 'Node', name: 'a', uid: 'a' },
      source: { component: 'kubelet', host: 'a' },
    });
    expect(first?.involvedObject).not.toHaveProperty('resourceVersion');
  });

  it('notices at its next look that the node was cordoned, and uncordoned', () => {
    const sandbox = openSandbox({ nodes: ['a'] });
    change(sandbox, ({ spec }) => Object.assign(spec, { unschedulable: true }), 'object');
    expect(eventsOf(sandbox).at(-1)).toContain('RegisteredNode');
    sandbox.advance(10);
    expect(eventsOf(sandbox).at(-1)).toBe(
      'kubelet NodeNotSchedulable: Node a status is now: NodeNotSchedulable',
    );
    change(sandbox, ({ spec }) => delete spec.unschedulable, 'object');
    sandbox.advance(10);
    expect(eventsOf(sandbox).at(-1)).toBe('kubelet NodeSchedulable: Node a status is now: NodeSchedulable');
    const before = eventsOf(sandbox).length;
    sandbox.advance(60);
    expect(eventsOf(sandbox)).toHaveLength(before);
  });

  it('reports that its node is ready again, where somebody said it was not', () => {
    const sandbox = openSandbox({ nodes: ['a'] });
    sandbox.advance(5);
    change(
      sandbox,
      ({ status }) => {
        for (const condition of status.conditions ?? []) {
          if (condition.type === 'Ready') condition.status = 'False';
        }
      },
      'status',
    );
    sandbox.advance(10);
    const node = sandbox.cluster.store
      .list(eventKind, 'default')
      .filter(({ reason }) => reason === 'NodeNotReady' || reason === 'NodeReady')
      .map(({ reason, count }) => `${reason} x${count}`);
    expect(node.sort()).toEqual(['NodeNotReady x1', 'NodeReady x2']);
  });
});
