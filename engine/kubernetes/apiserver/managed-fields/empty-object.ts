import { unmarshal } from '../decode/unmarshal.ts';
import { isJsonObject } from '../patch/json-object.ts';

const known = new Map<string, object>();

/** An object of a definition as Go makes it, with nothing in it but its structs: what a new object is compared with. */
export function emptyObject(definitionName: string): object {
  let empty = known.get(definitionName);
  if (empty === undefined) {
    const { object } = unmarshal(definitionName, {});
    if (isJsonObject(object.spec)) stampTemplate(object.spec.template);
    empty = object;
    known.set(definitionName, empty);
  }
  return empty;
}

/** Go's zero time is written, as null: it is there before anybody sets it. */
function stampTemplate(template: unknown): void {
  if (isJsonObject(template) && isJsonObject(template.metadata)) template.metadata.creationTimestamp = null;
}
