import { JsFunction } from '../values/functions.ts';
import { inherits } from '../values/lookup.ts';
import type { JsObject } from '../values/object.ts';
import { Accessor, DataSlot, type Stored } from '../values/slots.ts';
import type { Value } from '../values/value.ts';

function held(stored: Stored | undefined): Value {
  if (stored instanceof Accessor) return undefined;
  return stored instanceof DataSlot ? stored.value : stored;
}

/** Prototypes that are looked at. */
const CHAIN_MAX = 200;

/** The name of what made an object; undefined: it has no prototype. */
export function constructorName(object: JsObject): string | undefined {
  let left = CHAIN_MAX;
  for (let at: JsObject | null = object; at !== null && left > 0; at = at.proto, left--) {
    const made = held(at.own('constructor')?.stored);
    if (!(made instanceof JsFunction) || !inherits(object, held(made.own('prototype')?.stored))) continue;
    const text = held(made.own('name')?.stored);
    if (typeof text === 'string' && text !== '') return text;
  }
  // Somebody's prototype that itself has none behind it.
  return object.proto === null
    ? undefined
    : `Object <${object.proto.proto === null ? '[Object: null prototype] {}' : 'Complex prototype'}>`;
}
