import type { Cluster } from '../cluster.ts';
import type { KubernetesObject } from '../object.ts';
import { shownEntry, storedObject } from './conversion.ts';
import type { FieldValidation } from './decode.ts';
import { type Kind, resourceOf } from './kind.ts';
import { applyPatch, type PatchContentType } from './patch/patch.ts';
import { asObject } from './read-object.ts';
import { notFound } from './status.ts';
import type { Entry } from './store.ts';
import { type UpdateScope, update } from './update.ts';
import type { WriteOptions } from './write.ts';

export interface Patch {
  readonly type: PatchContentType;
  readonly text: string;
  readonly fieldValidation: FieldValidation;
}

/**
 * Changes an object by a patch of what is stored.
 * @throws ApiError as the API server answers
 */
export function patchObject(
  cluster: Cluster,
  kind: Kind,
  address: { readonly namespace: string; readonly name: string },
  { type, text, fieldValidation }: Patch,
  options: WriteOptions,
  scope: UpdateScope,
): { entry: Entry; warnings: readonly string[] } {
  const stored = cluster.store.entry(resourceOf(kind), address.namespace, address.name);
  if (stored === undefined) throw notFound(kind, address.name);
  const { object, warnings } = applyPatch(
    type,
    kind.definition,
    { ...shownEntry(kind, stored).object },
    text,
    fieldValidation,
  );
  const draft: KubernetesObject = storedObject(kind, asObject(kind, object));
  return { entry: update(cluster, kind, address, draft, options, scope), warnings };
}
