import { create } from '../../../engine/kubernetes/apiserver/create.ts';
import type { Kind } from '../../../engine/kubernetes/apiserver/kind.ts';
import { readObject } from '../../../engine/kubernetes/apiserver/read-object.ts';
import { ApiError } from '../../../engine/kubernetes/apiserver/status.ts';
import { type UpdateScope, update } from '../../../engine/kubernetes/apiserver/update.ts';
import type { Cluster } from '../../../engine/kubernetes/cluster.ts';
import { podKind } from '../../../engine/kubernetes/kinds/pod.ts';
import { serviceAccountKind } from '../../../engine/kubernetes/kinds/service-account.ts';
import { copy, draftMetadata, type KubernetesObject } from '../../../engine/kubernetes/object.ts';
import { openSandbox, TEST_AUTHOR } from '../../harness/sandbox.ts';

/** A cluster without nodes that takes bodies as a client sends them, in the namespace `default`. */
export interface Requests {
  readonly cluster: Cluster;
  create<T extends KubernetesObject>(kind: Kind<T>, body: object): T;
  /** Replaces what is stored by what `change` makes of a copy. */
  change<T extends KubernetesObject>(
    kind: Kind<T>,
    name: string,
    change: (draft: T) => void,
    scope?: UpdateScope,
  ): T;
}

export function openRequests(): Requests {
  const { cluster } = openSandbox({ nodes: [] });
  const stored = <T extends KubernetesObject>(kind: Kind<T>, name: string): T => {
    const object = cluster.store.get(kind, 'default', name);
    if (object === undefined) throw new Error(`there is no ${name}`);
    return object;
  };
  if (cluster.store.get(serviceAccountKind, 'default', 'default') === undefined) {
    const account = {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: draftMetadata({ name: 'default' }),
    };
    create(cluster, serviceAccountKind, 'default', account, { author: TEST_AUTHOR });
  }
  return {
    cluster,
    create(kind, body) {
      const { object } = readObject(kind, body, 'Strict');
      create<KubernetesObject>(cluster, kind, 'default', object, { author: TEST_AUTHOR });
      return stored(kind, object.metadata.name);
    },
    change(kind, name, change, scope = 'object') {
      const draft = copy(stored(kind, name));
      change(draft);
      update(cluster, kind, { namespace: 'default', name }, draft, { author: TEST_AUTHOR }, scope);
      return stored(kind, name);
    },
  };
}

/** The refusal of a write: its code and its message. */
export function refusal(write: () => unknown): { code: number; message: string } {
  try {
    write();
  } catch (error) {
    if (error instanceof ApiError) return { code: error.code, message: error.message };
    throw error;
  }
  return { code: 200, message: '' };
}

/** What is wrong with a pod named `p`, without the frame of the message. */
export function podProblems({ create }: Requests, body: object): string {
  const frame = 'Pod "p" is invalid: ';
  const { code, message } = refusal(() => create(podKind, body));
  if (code !== 422 || !message.startsWith(frame)) throw new Error(`${code} ${message}`);
  return message.slice(frame.length);
}

/** A pod named `p` with one container; `spec` and `container` add to it. */
export function podBody(spec: object = {}, container: object = {}, metadata: object = {}): object {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'p', ...metadata },
    spec: { containers: [{ name: 'c', image: 'nginx', ...container }], ...spec },
  };
}

/** A deployment or replica set of such pods, labelled `app: web`. */
export function workloadBody(
  kind: 'Deployment' | 'ReplicaSet',
  spec: object = {},
  podSpec: object = {},
): object {
  return {
    apiVersion: 'apps/v1',
    kind,
    metadata: { name: 'web' },
    spec: {
      selector: { matchLabels: { app: 'web' } },
      template: {
        metadata: { labels: { app: 'web' } },
        spec: { containers: [{ name: 'c', image: 'nginx' }], ...podSpec },
      },
      ...spec,
    },
  };
}
