import type { KubernetesObject } from '../object.ts';
import type { Kind } from './kind.ts';
import type { Entry } from './store.ts';

/** What is stored, as the kind's group version shows it. */
export function shownEntry(kind: Kind, entry: Entry): Entry {
  if (kind.conversion === undefined) return entry;
  const object = kind.conversion.fromStored(entry.object);
  return { object, text: JSON.stringify(object), revision: entry.revision };
}

/** An object of the kind's group version, as it is stored. */
export function storedObject(kind: Pick<Kind, 'conversion'>, object: KubernetesObject): KubernetesObject {
  return kind.conversion?.toStored(object) ?? object;
}
