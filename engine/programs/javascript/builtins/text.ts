import { inspectValue } from '../inspect/inspect.ts';
import { STRING_MAX, toInteger, toNumber, toText } from '../machine/conversions.ts';
import type { Machine } from '../machine/machine.ts';
import { JsArray, JsObject, JsString, JsSymbol, type NativeRun, type Value } from '../values.ts';
import type { Definitions } from './definition.ts';
import { matchAll, matchIn, PatternState, replaceIn, searchIn, splitBy } from './patterns.ts';

/** The text a string method works on. */
function own(machine: Machine, self: Value): string {
  if (typeof self === 'string') return self;
  if (self instanceof JsString) return self.text;
  if (self === undefined || self === null)
    machine.throwError('TypeError', 'String.prototype method called on null or undefined');
  return toText(machine, self);
}

type TextRun = (text: string, machine: Machine, args: readonly Value[]) => Value;

function methods(table: Readonly<Record<string, TextRun>>): Record<string, NativeRun> {
  return Object.fromEntries(
    Object.entries(table).map(([name, run]): [string, NativeRun] => [
      name,
      (machine, self, args) => {
        const text = own(machine, self);
        machine.charge(text.length >> 7);
        return run(text, machine, args);
      },
    ]),
  );
}

const isPattern = (value: Value): value is JsObject =>
  value instanceof JsObject && value.inner instanceof PatternState;

function pad(machine: Machine, text: string, args: readonly Value[], side: 'start' | 'end'): string {
  const length = toInteger(machine, args[0]);
  if (length > STRING_MAX) machine.throwError('RangeError', 'Invalid string length');
  machine.charge(Math.max(0, length) >> 6);
  const filler = args[1] === undefined ? ' ' : toText(machine, args[1]);
  return side === 'start' ? text.padStart(length, filler) : text.padEnd(length, filler);
}

function plainText(machine: Machine, value: Value, method: string): string {
  if (isPattern(value))
    machine.throwError(
      'TypeError',
      `First argument to String.prototype.${method} must not be a regular expression`,
    );
  return toText(machine, value);
}

const textMethods = methods({
  toString: (text: string) => text,
  valueOf: (text: string) => text,
  charAt: (text, machine, [index]) => text.charAt(toInteger(machine, index)),
  charCodeAt: (text, machine, [index]) => text.charCodeAt(toInteger(machine, index)),
  codePointAt: (text, machine, [index]) => text.codePointAt(toInteger(machine, index)),
  at: (text, machine, [index]) => text.at(toInteger(machine, index)),
  indexOf: (text, machine, [part, from]) => text.indexOf(toText(machine, part), toInteger(machine, from)),
  lastIndexOf: (text, machine, [part]) => text.lastIndexOf(toText(machine, part)),
  includes: (text, machine, [part, from]) =>
    text.includes(plainText(machine, part, 'includes'), toInteger(machine, from)),
  startsWith: (text, machine, [part, from]) =>
    text.startsWith(plainText(machine, part, 'startsWith'), toInteger(machine, from)),
  endsWith: (text, machine, [part, end]) =>
    text.endsWith(plainText(machine, part, 'endsWith'), toInteger(machine, end, text.length)),
  slice: (text, machine, [start, end]) =>
    text.slice(toInteger(machine, start), toInteger(machine, end, text.length)),
  substring: (text, machine, [start, end]) =>
    text.substring(toInteger(machine, start), toInteger(machine, end, text.length)),
  substr: (text, machine, [start, length]) => {
    const at = toInteger(machine, start);
    const from = at < 0 ? Math.max(0, text.length + at) : at;
    return text.slice(from, from + toInteger(machine, length, text.length));
  },
  toUpperCase: (text) => text.toUpperCase(),
  toLowerCase: (text) => text.toLowerCase(),
  toLocaleUpperCase: (text) => text.toUpperCase(),
  toLocaleLowerCase: (text) => text.toLowerCase(),
  trim: (text) => text.trim(),
  trimStart: (text) => text.trimStart(),
  trimEnd: (text) => text.trimEnd(),
  normalize: (text, machine, [form]) => text.normalize(form === undefined ? 'NFC' : toText(machine, form)),
  padStart: (text, machine, args) => pad(machine, text, args, 'start'),
  padEnd: (text, machine, args) => pad(machine, text, args, 'end'),
  repeat: (text, machine, [count]) => {
    const times = toInteger(machine, count);
    if (times < 0 || !Number.isFinite(times))
      machine.throwError('RangeError', `Invalid count value: ${toText(machine, count)}`);
    if (text.length * times > STRING_MAX) machine.throwError('RangeError', 'Invalid string length');
    machine.charge((text.length * times) >> 6);
    return text.repeat(times);
  },
  concat: (text, machine, args) => {
    const made = text + args.map((arg) => toText(machine, arg)).join('');
    if (made.length > STRING_MAX) machine.throwError('RangeError', 'Invalid string length');
    return made;
  },
  localeCompare: (text, machine, [other]) => compareText(text, toText(machine, other)),
  split: (text, machine, [separator, limit]) => {
    const most = limit === undefined ? 4_294_967_295 : toInteger(machine, limit);
    const parts = isPattern(separator)
      ? splitBy(machine, separator, text)
      : separator === undefined
        ? [text]
        : text.split(toText(machine, separator));
    machine.charge(parts.length);
    return machine.realm.array(parts.slice(0, most));
  },
  match: (text, machine, [pattern]) => matchIn(machine, text, pattern),
  matchAll: (text, machine, [pattern]) => {
    const found = matchAll(machine, text, pattern);
    return machine.callSync(machine.realm.object('Array.prototype/values'), machine.realm.array(found), []);
  },
  search: (text, machine, [pattern]) => searchIn(machine, text, pattern),
});

/** As ICU sorts: letters before their case, punctuation first; near enough for plain text. */
function compareText(a: string, b: string): number {
  const [x, y] = [a.toLowerCase(), b.toLowerCase()];
  if (x !== y) return x < y ? -1 : 1;
  if (a === b) return 0;
  return a > b ? -1 : 1;
}

export const textDefinitions: Definitions = {
  String: {
    constructs: true,
    arity: 1,
    call: (machine, _, args, newTarget) => {
      const [value] = args;
      const text =
        args.length === 0
          ? ''
          : value instanceof JsSymbol && newTarget === undefined
            ? `Symbol(${value.description ?? ''})`
            : toText(machine, value);
      return newTarget === undefined
        ? text
        : new JsString(machine.prototypeFor(newTarget, 'String.prototype'), text);
    },
    links: { prototype: 'String.prototype' },
    methods: {
      fromCharCode: (machine, _, args) => String.fromCharCode(...args.map((arg) => toNumber(machine, arg))),
      fromCodePoint: (machine, _, args) =>
        String.fromCodePoint(...args.map((arg) => toInteger(machine, arg))),
      raw: (machine, _, [strings, ...values]) => {
        const raw = strings instanceof JsObject ? machine.get(strings, 'raw') : undefined;
        if (!(raw instanceof JsArray)) return '';
        return raw.items
          .map(
            (item, index) =>
              toText(machine, item) +
              (index < raw.items.length - 1 && index < values.length ? toText(machine, values[index]) : ''),
          )
          .join('');
      },
    },
  },
  'String.prototype': {
    make: (realm) => new JsString(realm.object('Object.prototype'), ''),
    links: { constructor: 'String' },
    methods: {
      ...textMethods,
      '@@iterator': (machine, self) => {
        const characters = Array.from(own(machine, self));
        machine.charge(characters.length);
        return machine.tail(
          machine.realm.object('Array.prototype/values'),
          machine.realm.array(characters),
          [],
        );
      },
    },
    source: `({
      replace(pattern, replacement) {
        if ($isFunction(replacement)) return $replaceWith(String(this), pattern, replacement, false);
        return $replace(String(this), pattern, replacement, false);
      },
      replaceAll(pattern, replacement) {
        if ($isFunction(replacement)) return $replaceWith(String(this), pattern, replacement, true);
        return $replace(String(this), pattern, replacement, true);
      },
    })`,
  },
  $replace: {
    call: (machine, _, [text, pattern, replacement, all]) =>
      replaceIn(machine, toText(machine, text), pattern, toText(machine, replacement), Boolean(all)),
  },
  /** Where a function says what comes in place of each match: [text before, arguments]…, text after. */
  $matches: {
    call: (machine, _, [text, pattern, all]) => {
      const subject = toText(machine, text);
      const found = isPattern(pattern)
        ? matchAll(machine, subject, pattern, true)
        : plainMatches(machine, subject, toText(machine, pattern), Boolean(all));
      return machine.realm.array(found);
    },
  },
  $functions: {
    source: `({
      $replaceWith(text, pattern, replacement, all) {
        let made = '';
        let at = 0;
        for (const match of $matches(text, pattern, all)) {
          const args = [...match, match.index, text];
          if (match.groups !== undefined) args.push(match.groups);
          made += text.slice(at, match.index) + String(replacement(...args));
          at = match.index + match[0].length;
        }
        return made + text.slice(at);
      },
    })`,
  },
  $replaceWith: {
    call: (machine, _, args) =>
      machine.tail(machine.realm.object('$functions/$replaceWith'), undefined, args),
  },
  $shown: { call: (machine, _, [value]) => inspectValue(machine, value) },
};

function plainMatches(machine: Machine, text: string, part: string, all: boolean): JsArray[] {
  const found: JsArray[] = [];
  for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + Math.max(1, part.length))) {
    const match = machine.realm.array([part]);
    match.props.set('index', at);
    match.props.set('groups', undefined);
    found.push(match);
    machine.charge(4);
    if (!all) break;
  }
  return found;
}
