import { errorText } from '../builtins/errors.ts';
import { hasProperty } from '../machine/properties.ts';
import { JsArray } from '../values/array.ts';
import { JsObject } from '../values/object.ts';
import type { Key, Value } from '../values/value.ts';
import type { Inspector } from './inspector.ts';
import { prefixed } from './prefix.ts';
import { styled } from './style.ts';

/** Lines that a trace and that of its cause have in common are left out from this many on. */
const SAME_LINES_MIN = 4;

function stackOf(i: Inspector, error: JsObject): string {
  const stack = i.machine.get(error, 'stack');
  return typeof stack === 'string' && stack !== '' ? stack : errorText(i.machine, error);
}

/** An error with its trace; `keys` are what is shown of it besides. */
export function errorTitle(
  i: Inspector,
  error: JsObject,
  made: string | undefined,
  tag: string,
  keys: Key[],
): string {
  const { machine } = i;
  const given = machine.get(error, 'name');
  const name =
    given === undefined || given === null ? 'Error' : String(given instanceof JsObject ? 'Error' : given);
  let stack = stackOf(i, error);
  hideRepeated(i, error, stack, keys);
  if (hasProperty(error, 'cause') && !keys.includes('cause')) keys.push('cause');
  if (machine.get(error, 'errors') instanceof JsArray && !keys.includes('errors')) keys.push('errors');
  stack = improved(stack, made, name, tag);
  const message = machine.get(error, 'message');
  const found = typeof message === 'string' && message !== '' ? stack.indexOf(message) : -1;
  const after = found > 0 && typeof message === 'string' ? found + message.length : -1;
  const start = stack.indexOf('\n    at', after);
  if (start < 0) stack = `[${stack}]`;
  else {
    const lines = traceLines(i, stack.slice(start + 1), machine.get(error, 'cause'));
    stack = [stack.slice(0, start), ...lines.map((line) => greyed(i, line))].join('\n');
  }
  return i.indentation === 0 ? stack : stack.replaceAll('\n', `\n${' '.repeat(i.indentation)}`);
}

/** With colours, what is node's own is grey. */
function greyed(i: Inspector, line: string): string {
  return i.colors && /\(?node:|\(internal/.test(line) ? styled(i, 'undefined', line) : line;
}

function hideRepeated(i: Inspector, error: JsObject, stack: string, keys: Key[]): void {
  if (i.showHidden) return;
  for (const name of ['name', 'message', 'stack']) {
    const at = keys.indexOf(name);
    const value = at < 0 ? undefined : i.machine.get(error, name);
    if (at >= 0 && (typeof value !== 'string' || stack.includes(value))) keys.splice(at, 1);
  }
}

/** The name of the class in place of that of the error. */
function improved(stack: string, made: string | undefined, name: string, tag: string): string {
  const next = stack.charAt(name.length);
  const isRegular =
    name.endsWith('Error') && stack.startsWith(name) && (next === '' || next === ':' || next === '\n');
  if (made !== undefined && !isRegular) return stack;
  let [fallback, length] = ['Error', name.length];
  if (made === undefined) {
    const start =
      /^([A-Z][a-z_ A-Z0-9[\]()-]+)(?::|\n\s+at)/.exec(stack) ?? /^([a-z_A-Z0-9-]*Error)$/.exec(stack);
    length = start?.[1]?.length ?? 0;
    fallback = start?.[1] ?? 'Error';
  }
  const prefix = prefixed(made, tag, fallback).slice(0, -1);
  if (name === prefix) return stack;
  if (!prefix.includes(name)) return `${prefix} [${name}]${stack.slice(length)}`;
  return length === 0 ? `${prefix}: ${stack}` : `${prefix}${stack.slice(length)}`;
}

function traceLines(i: Inspector, trace: string, cause: Value): string[] {
  const lines = trace.split('\n');
  if (!(cause instanceof JsObject) || cause.kind !== 'Error') return lines;
  const stack = stackOf(i, cause);
  const start = stack.indexOf('\n    at');
  if (start < 0) return lines;
  const others = stack.slice(start + 1).split('\n');
  for (let at = 0; at + SAME_LINES_MIN <= lines.length; at++) {
    const place = others.indexOf(lines[at] ?? '');
    if (place < 0) continue;
    let same = 1;
    while (at + same < lines.length && lines[at + same] === others[place + same]) same++;
    if (same < SAME_LINES_MIN) continue;
    lines.splice(at + 1, same - 2, `    ... ${same - 2} lines matching cause stack trace ...`);
    break;
  }
  return lines;
}
