import { attributeOf, noAttribute } from '../machine/attributes.ts';
import { raiseError } from '../machine/exceptions.ts';
import { loadItemNow } from '../machine/items.ts';
import type { Machine } from '../machine/machine.ts';
import type { Value } from '../machine/values.ts';
import { formatted } from './format.ts';
import { asciiOnly } from './repr.ts';

const BRACE = /[{}]/g;
/** Formats in formats. */
const DEPTH_MAX = 2;

/** str.format() */
export function formatText(
  machine: Machine,
  format: string,
  positional: readonly Value[],
  lookUp: (name: string) => Value | undefined,
): string {
  let automatic = 0;
  const expand = (text: string, depth: number): string => {
    if (depth > DEPTH_MAX) throw machine.error('ValueError', 'Max string recursion exceeded');
    let result = '';
    machine.work(text.length >> 6);
    for (let at = 0; at < text.length; ) {
      BRACE.lastIndex = at;
      const next = BRACE.exec(text)?.index ?? text.length;
      result += text.slice(at, next);
      at = next;
      const character = text[at] ?? '';
      if ((character === '{' || character === '}') && text[at + 1] === character) {
        result += character;
        at += 2;
      } else if (character === '}')
        throw machine.error('ValueError', "Single '}' encountered in format string");
      else if (character === '{') {
        const end = closing(text, at + 1);
        if (end < 0) throw machine.error('ValueError', "Single '{' encountered in format string");
        result += field(text.slice(at + 1, end), depth);
        at = end + 1;
      }
    }
    return result;
  };
  const field = (inner: string, depth: number): string => {
    const [, path = '', conversion, spec = ''] = /^([^!:]*)(?:!([rsa]))?(?::([\s\S]*))?$/.exec(inner) ?? [];
    let value = fetch(path);
    if (conversion === 'r') value = machine.repr(value);
    else if (conversion === 's') value = machine.text(value);
    else if (conversion === 'a') value = asciiOnly(machine.repr(value));
    return formatted(machine, value, expand(spec, depth + 1));
  };
  const fetch = (path: string): Value => {
    const [first = '', ...steps] = path.split(/(?=[.[])/);
    let value = start(first);
    for (const step of steps) {
      if (step.startsWith('.')) {
        const found = attributeOf(machine, value, step.slice(1));
        if (found === undefined) throw noAttribute(machine, value, step.slice(1));
        value = found;
      } else {
        const key = step.slice(1, -1);
        value = loadItemNow(machine, value, /^\d+$/.test(key) ? Number(key) : key);
      }
    }
    return value;
  };
  const start = (name: string): Value => {
    if (name === '' || /^\d+$/.test(name)) {
      const index = name === '' ? automatic++ : Number(name);
      const value = positional[index];
      if (value === undefined) {
        throw machine.error(
          'IndexError',
          `Replacement index ${index} out of range for positional args tuple`,
        );
      }
      return value;
    }
    const value = lookUp(name);
    if (value === undefined) throw raiseError('KeyError', [name]);
    return value;
  };
  return expand(format, 0);
}

function closing(text: string, start: number): number {
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    if (text[at] === '{') depth++;
    else if (text[at] === '}') {
      if (depth === 0) return at;
      depth--;
    }
  }
  return -1;
}
