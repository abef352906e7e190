import { sameJson } from '../apiserver/equality.ts';
import type { Change, Entry } from '../apiserver/store.ts';
import type { ObjectMetadata } from '../object.ts';

/** True where all that changed is what a controller itself reports in the status. */
export function isStatusOnly({ event, entry, old }: Change): boolean {
  if (event !== 'MODIFIED' || old === undefined) return false;
  const [metadata, before] = [ownMetadata(entry), ownMetadata(old)];
  // A change of the spec raises the generation.
  return metadata.generation !== undefined && sameJson(metadata, before);
}

/** The metadata without what every write changes. */
function ownMetadata({ object }: Entry): Partial<ObjectMetadata> {
  const { resourceVersion: _version, managedFields: _managed, ...metadata } = object.metadata;
  return metadata;
}
