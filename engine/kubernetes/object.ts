/** metav1.OwnerReference. */
export interface OwnerReference {
  apiVersion: string;
  kind: string;
  name: string;
  uid: string;
  controller?: boolean;
  blockOwnerDeletion?: boolean;
}

/** metav1.ManagedFieldsEntry. Entries and their sets are shared between objects: never change one in place. */
export interface ManagedFieldsEntry {
  manager?: string;
  operation?: string;
  apiVersion?: string;
  /** RFC 3339. */
  time?: string;
  fieldsType?: string;
  fieldsV1?: unknown;
  subresource?: string;
}

/** metav1.ObjectMeta as it is stored: what the API server fills in is always there. */
export interface ObjectMetadata {
  name: string;
  generateName?: string;
  /** Absent on cluster-scoped kinds. */
  namespace?: string;
  uid: string;
  resourceVersion: string;
  /** RFC 3339. */
  creationTimestamp: string;
  generation?: number;
  deletionTimestamp?: string;
  deletionGracePeriodSeconds?: number;
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
  finalizers?: string[];
  ownerReferences?: OwnerReference[];
  managedFields?: readonly ManagedFieldsEntry[];
}

/**
 * What every kind shares. A kind's own file narrows it. Stored objects are shared with every reader:
 * never change one in place, change a `copy`.
 */
export interface KubernetesObject {
  apiVersion: string;
  kind: string;
  metadata: ObjectMetadata;
}

/** A draft of a stored object, free to be changed and handed to `update`; who manages it is shared, not copied. */
export function copy<T extends KubernetesObject>(object: T): T {
  const { managedFields, ...metadata } = object.metadata;
  const draft = structuredClone({ ...object, metadata });
  if (managedFields !== undefined) draft.metadata.managedFields = managedFields;
  return draft;
}

/** The owner that controls the object, if any (metav1.GetControllerOf). */
export function controllerOf(object: KubernetesObject): OwnerReference | undefined {
  return object.metadata.ownerReferences?.find((owner) => owner.controller === true);
}

/** The namespace and name as one key; cluster-scoped objects have an empty namespace. */
export function objectKey(object: KubernetesObject): string {
  return `${object.metadata.namespace ?? ''}/${object.metadata.name}`;
}

/** The two halves of an `objectKey`. */
export function splitKey(key: string): { namespace: string; name: string } {
  const slash = key.indexOf('/');
  return { namespace: key.slice(0, slash), name: key.slice(slash + 1) };
}

/** The metadata of a draft: the API server fills in the rest when it is created. */
export function draftMetadata(
  metadata: Partial<ObjectMetadata> & ({ name: string } | { generateName: string }),
): ObjectMetadata {
  return { name: '', uid: '', resourceVersion: '', creationTimestamp: '', ...metadata };
}
