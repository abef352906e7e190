import type { KubernetesObject } from '../object.ts';
import type { Kind } from './kind.ts';
import { conflict } from './status.ts';

/** What must be true of an object for a write to happen (storage.Preconditions). */
export interface Preconditions {
  readonly uid?: string;
  readonly resourceVersion?: string;
}

/** @throws ApiError 409 where the object is another one, or another version of it */
export function checkPreconditions(
  kind: Kind,
  { metadata }: KubernetesObject,
  { uid, resourceVersion }: Preconditions = {},
): void {
  if (uid !== undefined && uid !== metadata.uid) {
    const why = `Precondition failed: UID in precondition: ${uid}, UID in object meta: ${metadata.uid}`;
    throw conflict(kind, metadata.name, why);
  }
  if (resourceVersion === undefined || resourceVersion === metadata.resourceVersion) return;
  const why = `Precondition failed: ResourceVersion in precondition: ${resourceVersion}, ResourceVersion in object meta: ${metadata.resourceVersion}`;
  throw conflict(kind, metadata.name, why);
}
