import { create } from '../../../engine/kubernetes/apiserver/create.ts';
import type { Kind } from '../../../engine/kubernetes/apiserver/kind.ts';
import { readObject } from '../../../engine/kubernetes/apiserver/read-object.ts';
import { type UpdateScope, update } from '../../../engine/kubernetes/apiserver/update.ts';
import type { Cluster } from '../../../engine/kubernetes/cluster.ts';
import { copy, type KubernetesObject } from '../../../engine/kubernetes/object.ts';
import { openSandbox, TEST_AUTHOR } from '../../harness/sandbox.ts';

/** Objects of a cluster-scoped kind, named `n`, in a cluster without nodes. */
export interface ClusterObjects<T> {
  readonly cluster: Cluster;
  create(content: object, metadata?: object): T;
  change(edit: (draft: T) => void, scope?: UpdateScope): T;
}

export function openClusterObjects<T extends KubernetesObject>(kind: Kind<T>): ClusterObjects<T> {
  const { cluster } = openSandbox({ nodes: [] });
  const author = TEST_AUTHOR;
  const stored = (): T => {
    const object = cluster.store.get(kind, '', 'n');
    if (object === undefined) throw new Error('there is no n');
    return object;
  };
  return {
    cluster,
    create(content, metadata = {}) {
      const body = {
        apiVersion: kind.version,
        kind: kind.kind,
        metadata: { name: 'n', ...metadata },
        ...content,
      };
      const { object } = readObject(kind, body, 'Strict');
      create<KubernetesObject>(cluster, kind, '', object, { author });
      return stored();
    },
    change(edit, scope = 'object') {
      const draft = copy(stored());
      edit(draft);
      update(cluster, kind, { namespace: '', name: 'n' }, draft, { author }, scope);
      return stored();
    },
  };
}
