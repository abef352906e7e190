import { FOREGROUND_FINALIZER, ORPHAN_FINALIZER, remove } from '../../apiserver/delete.ts';
import { type Kind, resourceOf } from '../../apiserver/kind.ts';
import type { Change } from '../../apiserver/store.ts';
import { update } from '../../apiserver/update.ts';
import type { Cluster } from '../../cluster.ts';
import type { Controller } from '../../controller.ts';
import { recordEvent } from '../../events.ts';
import { storedKinds } from '../../kinds/index.ts';
import { copy, type KubernetesObject, type OwnerReference } from '../../object.ts';
import { controllerAuthor } from '../controller-author.ts';
import {
  attachGraph,
  dependentsOf,
  isElsewhere,
  type ObjectReference,
  ownerOf,
  referenceTo,
  resolve,
} from './graph.ts';

const author = controllerAuthor('generic-garbage-collector');
const SOURCE = { component: 'garbage-collector-controller' };

/** Deletes what its owners leave behind, or lets go of it (upstream's pkg/controller/garbagecollector). */
export const garbageCollector: Controller = {
  name: 'garbage-collector',
  index: attachGraph,
  watches: Object.fromEntries(storedKinds.map((kind) => [resourceOf(kind), keysOfChange])),
  reconcile(cluster, key) {
    const found = resolve(cluster, key);
    if (found === undefined) return undefined;
    const { kind, object } = found;
    if (isOrphaning(object)) orphanDependents(cluster, kind, object);
    else if (isForeground(object)) finishForeground(cluster, kind, object);
    else if (object.metadata.deletionTimestamp === undefined) collect(cluster, kind, object);
    return undefined;
  },
};

function isDeletedWith({ metadata }: KubernetesObject, finalizer: string): boolean {
  return metadata.deletionTimestamp !== undefined && (metadata.finalizers ?? []).includes(finalizer);
}

const isOrphaning = (object: KubernetesObject) => isDeletedWith(object, ORPHAN_FINALIZER);
const isForeground = (object: KubernetesObject) => isDeletedWith(object, FOREGROUND_FINALIZER);

function blocks({ metadata }: KubernetesObject, ownerUid: string): boolean {
  return (metadata.ownerReferences ?? []).some((owner) => {
    return owner.uid === ownerUid && owner.blockOwnerDeletion === true;
  });
}

/** Present owners that wait for their dependents to be gone. */
function waitingOwners(cluster: Cluster, object: KubernetesObject): ObjectReference[] {
  return (object.metadata.ownerReferences ?? []).flatMap((reference) => {
    const owner = ownerOf(cluster, object, reference);
    return owner.state === 'present' && isForeground(owner.object)
      ? [referenceTo(resourceOf(owner.kind), owner.object)]
      : [];
  });
}

function keysOfChange(change: Change, cluster: Cluster): ObjectReference[] {
  const { event, resource, entry, old } = change;
  const { object } = entry;
  const { uid } = object.metadata;
  if (event === 'DELETED') return [...dependentsOf(cluster, uid), ...waitingOwners(cluster, object)];
  const self = referenceTo(resource, object);
  if (event === 'ADDED' || old === undefined) return hasReason(cluster, object) ? [self] : [];
  const keys: ObjectReference[] = [];
  if (isOrphaning(object) || isForeground(object)) {
    keys.push(self);
    if (isForeground(object) && !isForeground(old.object)) keys.push(...dependentsOf(cluster, uid));
  }
  if (sameOwners(object, old.object)) return keys;
  return [...keys, ...(hasReason(cluster, object) ? [self] : []), ...waitingOwners(cluster, old.object)];
}

function sameOwners(now: KubernetesObject, before: KubernetesObject): boolean {
  const owners = now.metadata.ownerReferences ?? [];
  const others = before.metadata.ownerReferences ?? [];
  return (
    owners.length === others.length &&
    owners.every(({ uid, blockOwnerDeletion }, at) => {
      return uid === others[at]?.uid && blockOwnerDeletion === others[at]?.blockOwnerDeletion;
    })
  );
}

/** True where some owner is gone, or is going and takes its dependents along. */
function hasReason(cluster: Cluster, object: KubernetesObject): boolean {
  const { dangling, waiting } = sortOwners(cluster, object);
  return dangling.length > 0 || waiting.length > 0;
}

interface SortedOwners {
  readonly solid: OwnerReference[];
  /** Those that don't exist. */
  readonly dangling: OwnerReference[];
  /** Those that wait for their dependents to be gone. */
  readonly waiting: OwnerReference[];
}

function sortOwners(cluster: Cluster, object: KubernetesObject): SortedOwners {
  const sorted: SortedOwners = { solid: [], dangling: [], waiting: [] };
  for (const reference of object.metadata.ownerReferences ?? []) {
    const owner = ownerOf(cluster, object, reference);
    if (owner.state === 'absent') sorted.dangling.push(reference);
    else if (owner.state === 'present' && isForeground(owner.object)) sorted.waiting.push(reference);
    else sorted.solid.push(reference);
  }
  return sorted;
}

/** Deletes an object that has lost all its owners; one that keeps some only forgets the others. */
function collect(cluster: Cluster, kind: Kind, object: KubernetesObject): void {
  const { solid, dangling, waiting } = sortOwners(cluster, object);
  if (dangling.length === 0 && waiting.length === 0) return;
  for (const owner of dangling)
    if (isElsewhere(cluster, object, owner)) reportElsewhere(cluster, object, owner);
  const { namespace = '', name, uid, finalizers = [] } = object.metadata;
  if (solid.length > 0) {
    writeOwners(cluster, kind, object, solid);
    return;
  }
  let foreground = finalizers.includes(FOREGROUND_FINALIZER);
  const dependents = waiting.length === 0 ? [] : dependentsOf(cluster, uid);
  if (dependents.length > 0) {
    foreground = true;
    if (dependents.some((dependent) => isWaiting(cluster, dependent))) {
      // A circle: whoever waits for this object must not be waited for in turn.
      const unblocked = [...waiting, ...dangling].map((owner) => ({ ...owner, blockOwnerDeletion: false }));
      writeOwners(cluster, kind, object, unblocked);
    }
  }
  const orphan = finalizers.includes(ORPHAN_FINALIZER);
  const propagationPolicy = orphan ? 'Orphan' : foreground ? 'Foreground' : 'Background';
  const options = { author: author.delete, propagationPolicy, preconditions: { uid } } as const;
  remove(cluster, kind, { namespace, name }, options);
}

/** An owner can't be in another namespace: that counts as not being there. */
function reportElsewhere(cluster: Cluster, object: KubernetesObject, owner: OwnerReference): void {
  const { namespace = '' } = object.metadata;
  const { apiVersion, kind, name, uid } = owner;
  const text = `[${apiVersion}/${kind}, namespace: ${namespace}, name: ${name}, uid: ${uid}]`;
  recordEvent(cluster, SOURCE, object, {
    type: 'Warning',
    reason: 'OwnerRefInvalidNamespace',
    message: `ownerRef ${text} does not exist in namespace "${namespace}"`,
  });
}

function isWaiting(cluster: Cluster, reference: ObjectReference): boolean {
  const found = resolve(cluster, reference);
  return found !== undefined && isForeground(found.object);
}

/** Takes the deleted owner out of its dependents, which stay. */
function orphanDependents(cluster: Cluster, kind: Kind, owner: KubernetesObject): void {
  for (const reference of dependentsOf(cluster, owner.metadata.uid)) {
    const dependent = resolve(cluster, reference);
    if (dependent === undefined) continue;
    const others = (dependent.object.metadata.ownerReferences ?? []).filter(
      ({ uid }) => uid !== owner.metadata.uid,
    );
    writeOwners(cluster, dependent.kind, dependent.object, others);
  }
  dropFinalizer(cluster, kind, owner, ORPHAN_FINALIZER);
}

/** Lets a foreground deletion come to its end once no dependent holds it back. */
function finishForeground(cluster: Cluster, kind: Kind, owner: KubernetesObject): void {
  const { uid } = owner.metadata;
  const blocked = dependentsOf(cluster, uid).some((reference) => {
    const dependent = resolve(cluster, reference);
    return dependent !== undefined && blocks(dependent.object, uid);
  });
  if (!blocked) dropFinalizer(cluster, kind, owner, FOREGROUND_FINALIZER);
}

function writeOwners(
  cluster: Cluster,
  kind: Kind,
  object: KubernetesObject,
  owners: readonly OwnerReference[],
): void {
  const draft = copy(object);
  if (owners.length > 0) draft.metadata.ownerReferences = [...owners];
  else delete draft.metadata.ownerReferences;
  write(cluster, kind, draft);
}

function dropFinalizer(cluster: Cluster, kind: Kind, object: KubernetesObject, dropped: string): void {
  const draft = copy(object);
  const others = (draft.metadata.finalizers ?? []).filter((finalizer) => finalizer !== dropped);
  if (others.length > 0) draft.metadata.finalizers = others;
  else delete draft.metadata.finalizers;
  write(cluster, kind, draft);
}

function write(cluster: Cluster, kind: Kind, draft: KubernetesObject): void {
  const { namespace = '', name } = draft.metadata;
  update(cluster, kind, { namespace, name }, draft, { author: author.patch });
}
