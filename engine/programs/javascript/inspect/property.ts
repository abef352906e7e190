import type { JsObject } from '../values/object.ts';
import { Accessor, DataSlot, isEnumerable } from '../values/slots.ts';
import { JsSymbol, type Key, Thrown } from '../values/value.ts';
import { type Inspector, indented } from './inspector.ts';
import { symbolText } from './primitives.ts';
import { quoted } from './quote.ts';
import { styled } from './style.ts';

function nameOf(i: Inspector, value: JsObject, key: Key): string {
  if (key instanceof JsSymbol) return `[${styled(i, 'string', symbolText(key))}]`;
  if (key === '__proto__') return "['__proto__']";
  const own = value.own(key);
  if (own !== undefined && !isEnumerable(own.stored)) return `[${key}]`;
  return /^[a-zA-Z_][a-zA-Z_0-9]*$/.test(key) ? styled(i, 'name', key) : styled(i, 'string', quoted(key));
}

function accessor(i: Inspector, value: JsObject, key: Key, { get, set }: Accessor, level: number): string {
  const label = get === undefined ? 'Setter' : set === undefined ? 'Getter' : 'Getter/Setter';
  if (!i.getters || get === undefined) return styled(i, 'special', `[${label}]`);
  try {
    const shown = i.machine.get(value, key);
    return `${styled(i, 'special', `[${label}:`)} ${indented(i, () => i.show(shown, level))}${styled(i, 'special', ']')}`;
  } catch (error) {
    if (!(error instanceof Thrown)) throw error;
    return styled(i, 'special', `[${label}: <Inspection threw>]`);
  }
}

/** `name: value` */
export function property(i: Inspector, value: JsObject, key: Key, level: number): string {
  const stored = value.own(key)?.stored;
  const name = nameOf(i, value, key);
  if (stored instanceof Accessor && value.kind !== 'Module')
    return `${name}: ${accessor(i, value, key, stored, level)}`;
  const shown =
    stored instanceof Accessor || stored === undefined
      ? i.machine.get(value, key)
      : stored instanceof DataSlot
        ? stored.value
        : stored;
  return `${name}: ${indented(i, () => i.show(shown, level))}`;
}
