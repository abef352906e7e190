import { toText } from '../machine/conversions.ts';
import type { Machine } from '../machine/machine.ts';
import { getOf } from '../machine/properties.ts';
import { JsArray } from '../values/array.ts';
import { JsObject } from '../values/object.ts';

/** `$1`, `$&`, `$<name>` and so on in what comes in place of a match. */
export function expanded(machine: Machine, replacement: string, match: JsObject, text: string): string {
  if (!replacement.includes('$')) return replacement;
  const groups = match instanceof JsArray ? match.items : [];
  const whole = toText(machine, getOf(machine, match, '0'));
  const index = Number(machine.get(match, 'index'));
  const names = machine.get(match, 'groups');
  const group = (digits: string): string | undefined => {
    const at = Number(digits);
    if (at < 1 || at >= groups.length) return undefined;
    const value = groups[at];
    return value === undefined ? '' : toText(machine, value);
  };
  return replacement.replace(/\$(?:([$&`'])|(\d\d?)|<([^<>]*)>)/g, (all, sign, digits, name) => {
    if (sign === '$') return '$';
    if (sign === '&') return whole;
    if (sign === '`') return text.slice(0, index);
    if (sign === "'") return text.slice(index + whole.length);
    if (typeof digits === 'string') {
      const found = group(digits);
      if (found !== undefined || digits.length === 1) return found ?? all;
      const first = group(digits.charAt(0));
      return first === undefined ? all : first + digits.charAt(1);
    }
    if (!(names instanceof JsObject)) return all;
    const value = machine.get(names, String(name));
    return value === undefined ? '' : toText(machine, value);
  });
}
