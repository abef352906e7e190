import { unmarshal } from '../decode/unmarshal.ts';

const known = new Map<string, object>();

/** An object of a definition as Go makes it, with nothing in it but its structs: what a new object is compared with. */
export function emptyObject(definitionName: string): object {
  let empty = known.get(definitionName);
  if (empty === undefined) {
    empty = unmarshal(definitionName, {}).object;
    known.set(definitionName, empty);
  }
  return empty;
}
