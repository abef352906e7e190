import { indexIn, lastIndexIn, splitAt } from '../../../simulation/text-search.ts';
import { change } from '../../heap/change.ts';
import { inspectValue } from '../inspect/inspect.ts';
import { payForComparing, STRING_MAX, toInteger, toNumber, toText } from '../machine/conversions.ts';
import type { Machine } from '../machine/machine.ts';
import { concatenate } from '../operations/operators.ts';
import { JsArray } from '../values/array.ts';
import type { NativeRun } from '../values/functions.ts';
import { JsObject } from '../values/object.ts';
import { JsString } from '../values/text.ts';
import { JsSymbol, type Value } from '../values/value.ts';
import type { Definitions } from './definition.ts';
import { isPattern, newPattern } from './patterns.ts';
import { expanded } from './replacements.ts';
import { textSource } from './text-source.ts';

/** Places of a part in a text that are found in one go. */
const PLACES_MAX = 2000;

/** Methods that look at a place only: others cost by the length of the text. */
const QUICK: ReadonlySet<string> = new Set([
  ...['toString', 'valueOf', 'charAt', 'charCodeAt', 'codePointAt', 'at', 'slice', 'substring', 'substr'],
  ...['startsWith', 'endsWith', 'padStart', 'padEnd', 'repeat', 'concat', 'trim', 'trimStart', 'trimEnd'],
]);

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
        if (!QUICK.has(name)) machine.charge(text.length >> 4);
        return run(text, machine, args);
      },
    ]),
  );
}

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
  indexOf: (text, machine, [part, from]) => indexIn(text, toText(machine, part), toInteger(machine, from)),
  lastIndexOf: (text, machine, [part]) => lastIndexIn(text, toText(machine, part)),
  includes: (text, machine, [part, from]) =>
    indexIn(text, plainText(machine, part, 'includes'), toInteger(machine, from)) >= 0,
  startsWith: (text, machine, [given, from]) => {
    const part = plainText(machine, given, 'startsWith');
    payForComparing(machine, text, part);
    return text.startsWith(part, toInteger(machine, from));
  },
  endsWith: (text, machine, [given, end]) => {
    const part = plainText(machine, given, 'endsWith');
    payForComparing(machine, text, part);
    return text.endsWith(part, toInteger(machine, end, text.length));
  },
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
  isWellFormed: (text) => text.isWellFormed(),
  toWellFormed: (text) => text.toWellFormed(),
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
  concat: (text, machine, args) =>
    args.reduce((made: string, arg) => concatenate(machine, made, toText(machine, arg)), text),
  localeCompare: (text, machine, [other]) => compareText(text, toText(machine, other)),
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
        machine.charge(raw.items.length);
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
    },
    source: textSource,
  },
  $text: {
    methods: {
      /** At which places a text is in another, some of them: `next` is where to go on; -1: that is all. */
      places: (machine, _, [value, part, from]) => {
        const [text, wanted] = [toText(machine, value), toText(machine, part)];
        const found: Value[] = [];
        const start = toInteger(machine, from);
        let at = indexIn(text, wanted, start);
        for (
          ;
          at >= 0 && found.length < PLACES_MAX;
          at = indexIn(text, wanted, at + Math.max(1, wanted.length))
        ) {
          found.push(at);
          if (wanted === '' && at >= text.length) {
            at = -1;
            break;
          }
        }
        machine.charge(found.length + (((at < 0 ? text.length : at) - start) >> 4));
        const made = machine.realm.array(found);
        change(made.props).set('next', at);
        return made;
      },
      split: (machine, _, [value, separator, limit]) => {
        const most = limit === undefined ? 4_294_967_295 : toNumber(machine, limit) >>> 0;
        const text = toText(machine, value);
        machine.charge(text.length >> 3);
        if (separator === undefined) return machine.realm.array(most === 0 ? [] : [text]);
        return machine.realm.array(splitAt(text, toText(machine, separator), most));
      },
      pattern: (machine, _, [source, flags]) =>
        newPattern(machine, source === undefined ? '' : toText(machine, source), toText(machine, flags)),
      expand: (machine, _, [replacement, part, at, text]) => {
        const match = machine.realm.array([part]);
        change(match.props).set('index', at);
        return expanded(machine, toText(machine, replacement), match, toText(machine, text));
      },
    },
  },
  $shown: { call: (machine, _, [value]) => inspectValue(machine, value) },
};
