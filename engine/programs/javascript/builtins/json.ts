import { STRING_MAX, toInteger, toText } from '../machine/conversions.ts';
import type { Machine } from '../machine/machine.ts';
import { ARRAY_MAX, keysOf } from '../machine/properties.ts';
import { behind } from '../machine/proxies.ts';
import { JsArray } from '../values/array.ts';
import { JsFunction } from '../values/functions.ts';
import { JsObject } from '../values/object.ts';
import { isEnumerable } from '../values/slots.ts';
import { EMPTY, JsSymbol, Thrown, type Value } from '../values/value.ts';
import type { Definitions } from './definition.ts';

/** How deep values lie in each other. */
const DEPTH_MAX = 500;

interface Writer {
  readonly machine: Machine;
  readonly indent: string;
  readonly replacer: Value;
  readonly names: ReadonlySet<string> | undefined;
  readonly above: JsObject[];
  length: number;
}

/** The JSON of a value; undefined: it has none. */
export function stringify(
  machine: Machine,
  value: Value,
  indent = '',
  replacer: Value = undefined,
): string | undefined {
  const names =
    replacer instanceof JsArray ? new Set(replacer.items.map((item) => toText(machine, item))) : undefined;
  const writer: Writer = {
    machine,
    indent,
    replacer: replacer instanceof JsFunction ? replacer : undefined,
    names,
    above: [],
    length: 0,
  };
  const holder = machine.realm.plainObject({ '': value });
  return write(writer, holder, '', value, '\n');
}

function write(
  writer: Writer,
  holder: JsObject,
  key: string,
  given: Value,
  line: string,
): string | undefined {
  const { machine } = writer;
  machine.charge(2);
  let value = given;
  if (value instanceof JsObject) {
    const method = machine.get(value, 'toJSON');
    if (machine.isCallable(method)) value = machine.callSync(method, value, [key]);
  }
  if (writer.replacer !== undefined) value = machine.callSync(writer.replacer, holder, [key, value]);
  if (value instanceof JsObject && ['Number', 'String', 'Boolean'].includes(value.kind) && 'inner' in value) {
    const { inner } = value;
    if (typeof inner === 'number' || typeof inner === 'string' || typeof inner === 'boolean') value = inner;
  }
  if (value === null) return 'null';
  if (typeof value === 'string') return quoted(writer, value);
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : 'null';
  if (typeof value === 'boolean') return String(value);
  if (typeof value === 'bigint') machine.throwError('TypeError', 'Do not know how to serialize a BigInt');
  if (!(value instanceof JsObject) || value instanceof JsFunction || value instanceof JsSymbol)
    return undefined;
  return inside(writer, value, line);
}

function quoted({ machine }: Writer, text: string): string {
  machine.charge(text.length >> 6);
  return JSON.stringify(text);
}

function inside(writer: Writer, object: JsObject, line: string): string {
  const { machine, above } = writer;
  if (above.includes(object)) circular(machine, above, object);
  if (above.length > DEPTH_MAX) machine.throwError('RangeError', 'Maximum call stack size exceeded');
  above.push(object);
  const inner = line + writer.indent;
  const text =
    behind(object) instanceof JsArray
      ? list(writer, object, line, inner)
      : record(writer, object, line, inner);
  above.pop();
  machine.charge(4 + (text.length >> 7));
  if (text.length > STRING_MAX) machine.throwError('RangeError', 'Invalid string length');
  return text;
}

function list(writer: Writer, array: JsObject, line: string, inner: string): string {
  const { machine } = writer;
  const items =
    array instanceof JsArray
      ? array.items
      : Array.from(
          { length: Math.min(ARRAY_MAX, toInteger(machine, machine.get(array, 'length'))) },
          (_, index) => machine.get(array, String(index)),
        );
  const parts = items.map(
    (item, index) => write(writer, array, String(index), item === EMPTY ? undefined : item, inner) ?? 'null',
  );
  if (parts.length === 0) return '[]';
  return writer.indent === '' ? `[${parts.join(',')}]` : `[${inner}${parts.join(`,${inner}`)}${line}]`;
}

function record(writer: Writer, object: JsObject, line: string, inner: string): string {
  const parts: string[] = [];
  for (const key of keysOf(writer.machine, object)) {
    if (typeof key !== 'string' || (writer.names !== undefined && !writer.names.has(key))) continue;
    const own = object.own(key);
    if (own === undefined || !isEnumerable(own.stored)) continue;
    const text = write(writer, object, key, writer.machine.get(object, key), inner);
    if (text !== undefined) parts.push(`${JSON.stringify(key)}:${writer.indent === '' ? '' : ' '}${text}`);
  }
  if (parts.length === 0) return '{}';
  return writer.indent === '' ? `{${parts.join(',')}}` : `{${inner}${parts.join(`,${inner}`)}${line}}`;
}

function circular(machine: Machine, above: readonly JsObject[], object: JsObject): never {
  const circle = above.slice(above.indexOf(object));
  const keyIn = (holder: JsObject | undefined, value: JsObject) => {
    const key = holder?.keys().find((each) => holder.own(each)?.stored === value) ?? '';
    return holder instanceof JsArray ? `index ${String(key)}` : `property '${String(key)}'`;
  };
  const type = (value: JsObject) => `object with constructor '${machine.runtime.typeNameOf(value)}'`;
  const closing = `--- ${keyIn(circle[circle.length - 1], object)} closes the circle`;
  const steps = circle
    .slice(1)
    .map((value, index) => `\n    |     ${keyIn(circle[index], value)} -> ${type(value)}`);
  const via = (steps.length > 2 ? [steps[0], '\n    |     ...', steps[steps.length - 1]] : steps).join('');
  machine.throwError(
    'TypeError',
    `Converting circular structure to JSON\n    --> starting at ${type(object)}${via}\n    ${closing}`,
  );
}

/** Characters of a text that is shown above the message. */
const SHOWN_MAX = 2000;

/** The error of a text that is no JSON; node shows the text's line above it. */
function jsonError(machine: Machine, text: string, message: string): JsObject {
  const made = machine.realm.error('SyntaxError', message);
  const given = /at position (\d+)/.exec(message)?.[1];
  const unexpected = /^Unexpected token '(.)', (?:"|\.{3}")/su.exec(message)?.[1];
  const at = given !== undefined ? Number(given) : unexpected === undefined ? -1 : text.indexOf(unexpected);
  const start = text.lastIndexOf('\n', Math.max(0, at - 1)) + 1;
  const line = text.slice(start, start + SHOWN_MAX).split('\n', 1)[0] ?? '';
  const number = linesBefore(text, start) + 1;
  const caret = at < 0 ? '' : `${' '.repeat(Math.max(0, at - start))}^\n`;
  machine.runtime.syntaxFrames.set(made, `<anonymous_script>:${number}\n${line}\n${caret}`);
  return made;
}

function linesBefore(text: string, end: number): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at >= 0 && at < end; at = text.indexOf('\n', at + 1)) count++;
  return count;
}

/** JSON's text → values of the program. */
export function parseText(machine: Machine, text: string): Value {
  machine.charge(text.length >> 5);
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const isOld = Number.parseInt(machine.runtime.system.executable.version ?? '20', 10) < 22;
    const message = isOld ? error.message.replace(/ \(line \d+ column \d+\)$/, '') : error.message;
    throw new Thrown(jsonError(machine, text, message));
  }
  return fromHost(machine, parsed);
}

/** A plain value of ours → one of the program. */
export function fromHost(machine: Machine, value: unknown): Value {
  if (value === undefined || value === null) return value;
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  machine.charge(8);
  if (Array.isArray(value)) return machine.realm.array(value.map((item) => fromHost(machine, item)));
  if (typeof value !== 'object') return undefined;
  const made = machine.realm.plainObject();
  for (const [key, item] of Object.entries(value)) made.put(key, fromHost(machine, item));
  return made;
}

export const jsonDefinitions: Definitions = {
  JSON: {
    values: { '@@toStringTag': 'JSON' },
    methods: {
      stringify: (machine, _, [value, replacer, space]) => {
        const indent =
          typeof space === 'number'
            ? ' '.repeat(Math.min(10, toInteger(machine, space)))
            : typeof space === 'string'
              ? space.slice(0, 10)
              : '';
        return stringify(machine, value, indent, replacer);
      },
    },
    source: `({
      parse(text, reviver) {
        const value = $parseJson(String(text));
        if (!$isFunction(reviver)) return value;
        const walk = (holder, key) => {
          const inner = holder[key];
          if (inner !== null && typeof inner === 'object')
            for (const each of Object.keys(inner)) { const made = walk(inner, each); if (made === undefined) delete inner[each]; else inner[each] = made; }
          return reviver.call(holder, key, inner);
        };
        return walk({ '': value }, '');
      },
    })`,
  },
  $parseJson: { call: (machine, _, [text]) => parseText(machine, toText(machine, text)) },
};
