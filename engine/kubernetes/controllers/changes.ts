import { sameJson } from '../apiserver/equality.ts';
import type { Change } from '../apiserver/store.ts';

/** True where all that changed is what a controller itself reports in the status. */
export function isStatusOnly({ event, entry, old }: Change): boolean {
  if (event !== 'MODIFIED' || old === undefined) return false;
  const { resourceVersion: _now, ...metadata } = entry.object.metadata;
  const { resourceVersion: _before, ...metadataBefore } = old.object.metadata;
  // A change of the spec raises the generation.
  return metadata.generation !== undefined && sameJson(metadata, metadataBefore);
}
