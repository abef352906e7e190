import { errorText } from '../builtins/errors.ts';
import { stringify } from '../builtins/json.ts';
import { toNumber, toText } from '../machine/conversions.ts';
import type { Machine } from '../machine/machine.ts';
import { JsObject } from '../values/object.ts';
import { JsSymbol, Thrown, type Value } from '../values/value.ts';
import { inspectValue } from './inspect.ts';

function number(machine: Machine, value: Value, convert: (value: number) => number): string {
  if (typeof value === 'bigint') return `${value}n`;
  if (value instanceof JsSymbol || value instanceof JsObject) return 'NaN';
  return String(convert(toNumber(machine, value)));
}

function text(machine: Machine, value: Value): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'bigint') return `${value}n`;
  if (Object.is(value, -0)) return '-0';
  if (!(value instanceof JsObject)) return inspectValue(machine, value);
  if (value.kind === 'Error') return errorText(machine, value);
  const own = machine.get(value, 'toString');
  if (own instanceof JsObject && own.intrinsic === undefined) return toText(machine, value);
  return inspectValue(machine, value, { depth: 0 });
}

/** `console.log('%s has %d', …)`: what it prints, without the line's end. */
export function format(machine: Machine, args: readonly Value[], colors = false): string {
  const [first, ...rest] = args;
  const parts: string[] = [];
  let left = args;
  if (typeof first === 'string') {
    left = rest;
    let at = 0;
    const made =
      rest.length === 0
        ? first
        : first.replace(/%([sdifjoOc%])/g, (all, letter: string) => {
            if (letter === '%') return '%';
            if (at >= rest.length) return all;
            const value = rest[at++];
            switch (letter) {
              case 's':
                return text(machine, value);
              case 'd':
                return number(machine, value, (each) => each);
              case 'i':
                return number(machine, value, Math.trunc);
              case 'f':
                return value instanceof JsSymbol ? 'NaN' : String(Number.parseFloat(toText(machine, value)));
              case 'j':
                return json(machine, value);
              case 'c':
                return '';
              default:
                return inspectValue(machine, value, { colors, depth: 4 });
            }
          });
    parts.push(made);
    left = rest.slice(at);
  }
  for (const value of left)
    parts.push(typeof value === 'string' ? value : inspectValue(machine, value, { colors }));
  return parts.join(' ');
}

function json(machine: Machine, value: Value): string {
  try {
    return stringify(machine, value) ?? 'undefined';
  } catch (error) {
    if (error instanceof Thrown) return '[Circular]';
    throw error;
  }
}
