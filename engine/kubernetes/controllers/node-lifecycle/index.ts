import type { Change } from '../../apiserver/store.ts';
import { update } from '../../apiserver/update.ts';
import type { Cluster } from '../../cluster.ts';
import type { Controller, Requeue } from '../../controller.ts';
import { recordEvent } from '../../events.ts';
import { eventKind } from '../../kinds/event.ts';
import { type NodeObject, nodeKind } from '../../kinds/node.ts';
import { podKind } from '../../kinds/pod.ts';
import { draftMetadata } from '../../object.ts';
import { podsByNode } from '../indexes.ts';
import { isNode, lostAt, nodeCondition, unknownConditions } from './conditions.ts';
import { author, writeTaints } from './taints.ts';

const SOURCE = { component: 'node-controller' };

/** What a key asks for: `watch/node-1`, or `removed/node-1/{uid}`. */
type Task = 'watch' | 'register' | 'not-ready' | 'removed';

/**
 * Notices nodes whose kubelet has fallen silent, and taints nodes after their conditions (upstream's
 * pkg/controller/nodelifecycle). A healthy node is looked at once per grace period.
 */
export const nodeLifecycleController: Controller = {
  name: 'node-lifecycle',
  index(cluster) {
    podsByNode.attach(cluster);
  },
  watches: { nodes: keysOfNode },
  reconcile(cluster, key) {
    const [task, name = '', uid = ''] = key.split('/');
    if (task === 'removed') return reportRemoval(cluster, name, uid);
    const node = cluster.store.get(nodeKind, '', name);
    if (node === undefined) return undefined;
    switch (task) {
      case 'register':
        return reportRegistration(cluster, node);
      case 'not-ready':
        return markPodsNotReady(cluster, node);
      default:
        return watchNode(cluster, node);
    }
  },
};

function keysOfNode({ event, entry: { object }, old }: Change, cluster: Cluster): string[] {
  const task = (name: Task, node: string) => `${name}/${node}`;
  const { name, uid } = object.metadata;
  if (!isNode(object)) return [];
  const before =
    old !== undefined && isNode(old.object) ? nodeCondition(old.object, 'Ready')?.status : undefined;
  const after = event === 'DELETED' ? undefined : nodeCondition(object, 'Ready')?.status;
  const keys = [event === 'DELETED' ? task('removed', `${name}/${uid}`) : task('watch', name)];
  if (event === 'ADDED') keys.push(task('register', name));
  if (event !== 'DELETED' && before === 'True' && after !== 'True') keys.push(task('not-ready', name));
  // Whether anything is evicted depends on the other nodes.
  if ((before === 'True') !== (after === 'True')) {
    for (const other of cluster.store.list(nodeKind)) {
      if (nodeCondition(other, 'Ready')?.status !== 'True') keys.push(task('watch', other.metadata.name));
    }
  }
  return keys;
}

function watchNode(cluster: Cluster, node: NodeObject): Requeue | undefined {
  const afterMs = lostAt(cluster, node) - cluster.now;
  const watched = afterMs > 0 ? node : declareLost(cluster, node);
  writeTaints(cluster, watched);
  return afterMs > 0 ? { afterMs, background: true } : undefined;
}

function declareLost(cluster: Cluster, node: NodeObject): NodeObject {
  const { name } = node.metadata;
  const conditions = unknownConditions(node, cluster.timestamp);
  const draft = { ...node, status: { ...node.status, conditions } };
  update(cluster, nodeKind, { namespace: '', name }, draft, { author: author.patch }, 'status');
  return cluster.store.get(nodeKind, '', name) ?? node;
}

function reportRegistration(cluster: Cluster, node: NodeObject): undefined {
  const { name, uid } = node.metadata;
  const reported = cluster.store
    .list(eventKind, 'default')
    .some(({ reason, involvedObject }) => reason === 'RegisteredNode' && involvedObject.uid === uid);
  if (reported) return;
  recordEvent(cluster, SOURCE, node, {
    type: 'Normal',
    reason: 'RegisteredNode',
    message: `Node ${name} event: Registered Node ${name} in Controller`,
  });
}

function reportRemoval(cluster: Cluster, name: string, uid: string): undefined {
  const node = { apiVersion: 'v1', kind: 'Node', metadata: draftMetadata({ name, uid }) };
  recordEvent(cluster, SOURCE, node, {
    type: 'Normal',
    reason: 'RemovingNode',
    message: `Node ${name} event: Removing Node ${name} from Controller`,
  });
}

/** A node that isn't ready has no pod that is. */
function markPodsNotReady(cluster: Cluster, node: NodeObject): undefined {
  if (nodeCondition(node, 'Ready')?.status === 'True') return;
  const { name } = node.metadata;
  recordEvent(cluster, SOURCE, node, {
    type: 'Normal',
    reason: 'NodeNotReady',
    message: `Node ${name} status is now: NodeNotReady`,
  });
  for (const { pod, readySinceMs } of podsByNode.sorted(cluster, name)) {
    if (readySinceMs === undefined) continue;
    recordEvent(cluster, SOURCE, pod, {
      type: 'Warning',
      reason: 'NodeNotReady',
      message: 'Node is not ready',
    });
    const conditions = (pod.status.conditions ?? []).map((condition) =>
      condition.type === 'Ready'
        ? { ...condition, status: 'False', lastTransitionTime: cluster.timestamp }
        : condition,
    );
    const { namespace = '', name: podName } = pod.metadata;
    const draft = { ...pod, status: { ...pod.status, conditions } };
    update(cluster, podKind, { namespace, name: podName }, draft, { author: author.update }, 'status');
  }
}
