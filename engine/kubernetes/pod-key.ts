import type { Cluster } from './cluster.ts';
import type { PodObject } from './kinds/pod.ts';
import { podKind } from './kinds/pod.ts';
import type { KubernetesObject } from './object.ts';

/**
 * What the scheduler and the kubelets reconcile: one pod and no other of the same name, so that what they
 * remember of a pod can be dropped when it is gone.
 */
export function podKey({ metadata }: KubernetesObject): string {
  return `${metadata.namespace ?? ''}/${metadata.name}/${metadata.uid}`;
}

export function uidOfKey(key: string): string {
  return key.slice(key.lastIndexOf('/') + 1);
}

/** The pod of a key, or undefined once it is gone. */
export function podOfKey(cluster: Cluster, key: string): PodObject | undefined {
  const [namespace = '', name = '', uid] = key.split('/');
  const pod = cluster.store.get(podKind, namespace, name);
  return pod?.metadata.uid === uid ? pod : undefined;
}
