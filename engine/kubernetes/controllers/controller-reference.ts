import { apiVersionOf, type Kind } from '../apiserver/kind.ts';
import type { Author } from '../apiserver/store.ts';
import { update } from '../apiserver/update.ts';
import type { Cluster } from '../cluster.ts';
import { copy, type KubernetesObject, type OwnerReference } from '../object.ts';

/** The reference to put into what an object controls (metav1.NewControllerRef). */
export function controllerReference(kind: Kind, owner: KubernetesObject): OwnerReference {
  return {
    apiVersion: apiVersionOf(kind),
    kind: kind.kind,
    name: owner.metadata.name,
    uid: owner.metadata.uid,
    controller: true,
    blockOwnerDeletion: true,
  };
}

/** Takes an object nobody controls under control. */
export function adopt<T extends KubernetesObject>(
  cluster: Cluster,
  kind: Kind<T>,
  object: T,
  reference: OwnerReference,
  author: Author,
): void {
  const draft = copy(object);
  draft.metadata.ownerReferences = [...(draft.metadata.ownerReferences ?? []), reference];
  write(cluster, kind, draft, author);
}

/** Lets go of an object: it no longer names the owner. */
export function release<T extends KubernetesObject>(
  cluster: Cluster,
  kind: Kind<T>,
  object: T,
  ownerUid: string,
  author: Author,
): void {
  const draft = copy(object);
  const others = (draft.metadata.ownerReferences ?? []).filter(({ uid }) => uid !== ownerUid);
  if (others.length > 0) draft.metadata.ownerReferences = others;
  else delete draft.metadata.ownerReferences;
  write(cluster, kind, draft, author);
}

function write<T extends KubernetesObject>(cluster: Cluster, kind: Kind<T>, draft: T, author: Author): void {
  const { namespace = '', name } = draft.metadata;
  update(cluster, kind, { namespace, name }, draft, { author });
}
