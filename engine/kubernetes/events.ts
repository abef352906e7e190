import { rfc3339 } from '../simulation/time.ts';
import { create } from './apiserver/create.ts';
import type { Cluster } from './cluster.ts';
import { eventKind } from './kinds/event.ts';
import type { KubernetesObject } from './object.ts';

/** Who reports: `kubelet` on a node, `deployment-controller`, `default-scheduler`. */
export interface EventSource {
  readonly component: string;
  /** The node of a kubelet. */
  readonly host?: string;
}

export interface EventReport {
  readonly type: 'Normal' | 'Warning';
  readonly reason: string;
  readonly message: string;
  /** The part of the object, as in `spec.containers{nginx}`. */
  readonly fieldPath?: string;
}

/** Reports what happened to an object, as client-go's EventRecorder does. */
export function recordEvent(
  cluster: Cluster,
  source: EventSource,
  object: KubernetesObject,
  report: EventReport,
): void {
  const nanoseconds = BigInt(cluster.now) * 1_000_000n + BigInt(cluster.random.below(1_000_000));
  const timestamp = rfc3339(cluster.now);
  const namespace = object.metadata.namespace ?? 'default';
  create(
    cluster,
    eventKind,
    namespace,
    {
      apiVersion: 'v1',
      kind: 'Event',
      metadata: {
        name: `${object.metadata.name}.${nanoseconds.toString(16)}`,
        namespace,
        uid: '',
        resourceVersion: '',
        creationTimestamp: '',
      },
      involvedObject: {
        kind: object.kind,
        ...(object.metadata.namespace === undefined ? {} : { namespace: object.metadata.namespace }),
        name: object.metadata.name,
        uid: object.metadata.uid,
        apiVersion: object.apiVersion,
        resourceVersion: object.metadata.resourceVersion,
        ...(report.fieldPath === undefined ? {} : { fieldPath: report.fieldPath }),
      },
      reason: report.reason,
      message: report.message,
      source,
      firstTimestamp: timestamp,
      lastTimestamp: timestamp,
      count: 1,
      type: report.type,
      reportingComponent: source.component,
      reportingInstance: source.host ?? '',
    },
    { author: { user: 'system:apiserver', verb: 'create', manager: source.component } },
  );
}
