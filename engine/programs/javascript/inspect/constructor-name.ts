import { DataSlot, JsFunction, type JsObject } from '../values.ts';

/** The name of what made an object; undefined: it has no prototype. */
export function constructorName(object: JsObject): string | undefined {
  for (let at: JsObject | null = object; at !== null; at = at.proto) {
    const stored = at.own('constructor')?.stored;
    const made = stored instanceof DataSlot ? stored.value : stored;
    if (!(made instanceof JsFunction)) continue;
    const name = made.own('name')?.stored;
    const text = name instanceof DataSlot ? name.value : name;
    if (typeof text === 'string' && text !== '') return text;
  }
  return undefined;
}
