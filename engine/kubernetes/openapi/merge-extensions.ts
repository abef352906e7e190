import type { Schema } from '../schemas/definitions.ts';
import { isAtomicMap, isAtomicStruct, isGranularStruct, listTypeOf } from '../schemas/list-types.ts';
import { findPatchMeta } from '../schemas/merge-keys.ts';

type Extensions = Record<`x-${string}`, unknown>;

/**
 * The extensions of a field by which clients merge: kubectl's strategic patches by x-kubernetes-patch-*, server-side
 * apply and those who work out its sets by x-kubernetes-list-* and x-kubernetes-map-type.
 */
export function mergeExtensions(definitionName: string, field: string, schema: Schema): Extensions {
  return {
    ...listExtensions(definitionName, field, schema),
    ...mapExtensions(definitionName, field, schema),
    ...patchExtensions(definitionName, field),
  };
}

/** Upstream has a list type at every list but those of list kinds. */
function listExtensions(definitionName: string, field: string, { items }: Schema): Extensions {
  if (items === undefined || (field === 'items' && definitionName.endsWith('List'))) return {};
  const type = listTypeOf(definitionName, field);
  if (type === undefined) return { 'x-kubernetes-list-type': 'atomic' };
  if (type === 'set') return { 'x-kubernetes-list-type': 'set' };
  return { 'x-kubernetes-list-map-keys': type, 'x-kubernetes-list-type': 'map' };
}

function mapExtensions(definitionName: string, field: string, schema: Schema): Extensions {
  if (isGranularStruct(definitionName, field)) return { 'x-kubernetes-map-type': 'granular' };
  const atomic = schema.additionalProperties !== undefined && isAtomicMap(definitionName, field);
  return atomic ? { 'x-kubernetes-map-type': 'atomic' } : {};
}

function patchExtensions(definitionName: string, field: string): Extensions {
  const meta = findPatchMeta(definitionName, field);
  if (meta === undefined) return {};
  const strategy = { 'x-kubernetes-patch-strategy': meta.strategies.join(',') };
  return meta.mergeKey === undefined
    ? strategy
    : { 'x-kubernetes-patch-merge-key': meta.mergeKey, ...strategy };
}

/** The extensions of a type as a whole. */
export function typeExtensions(definitionName: string): Extensions {
  return isAtomicStruct(definitionName, undefined) ? { 'x-kubernetes-map-type': 'atomic' } : {};
}
