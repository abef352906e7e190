import type { PodObject } from '../kinds/pod.ts';
import { draftMetadata, type KubernetesObject, type OwnerReference } from '../object.ts';
import type { PodTemplateSpec } from '../schemas/generated/types.ts';

/** A pod as its controller's template has it, to be created (upstream's GetPodFromTemplate). */
export function podFromTemplate(
  template: PodTemplateSpec | undefined,
  owner: KubernetesObject,
  reference: OwnerReference,
): PodObject {
  const { labels, annotations, finalizers } = template?.metadata ?? {};
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: draftMetadata({
      generateName: `${owner.metadata.name}-`,
      ...(labels === undefined ? {} : { labels: { ...labels } }),
      ...(annotations === undefined ? {} : { annotations: { ...annotations } }),
      ...(finalizers === undefined ? {} : { finalizers: [...finalizers] }),
      ownerReferences: [reference],
    }),
    spec: structuredClone(template?.spec ?? { containers: [] }),
    status: {},
  };
}
