import type { KubernetesObject } from '../object.ts';
import type { FilterPlugin } from './plugin.ts';

/** Whether the control plane has bound a claim to a volume. */
function isBound(claim: KubernetesObject): boolean {
  const annotations = claim.metadata.annotations ?? {};
  return Object.hasOwn(annotations, 'pv.kubernetes.io/bind-completed');
}

/** VolumeBinding: a pod waits for the claims it mounts. */
export const volumeBinding: FilterPlugin = {
  name: 'VolumeBinding',
  revivedBy: ['claim', 'node added', 'node labels'],
  prepare({ cluster, pod }) {
    for (const { persistentVolumeClaim } of pod.pod.spec.volumes ?? []) {
      if (persistentVolumeClaim === undefined) continue;
      const { claimName } = persistentVolumeClaim;
      const claim = cluster.store.entry('persistentvolumeclaims', pod.namespace, claimName)?.object;
      if (claim === undefined) return { rejected: `persistentvolumeclaim "${claimName}" not found` };
      if (claim.metadata.deletionTimestamp !== undefined) {
        return { rejected: `persistentvolumeclaim "${claimName}" is being deleted` };
      }
      if (!isBound(claim)) return { rejected: 'pod has unbound immediate PersistentVolumeClaims' };
    }
    return undefined;
  },
};
