import { ArrayCursor } from '../builtins/array.ts';
import { Dictionary, DictionaryCursor } from '../builtins/collections.ts';
import { DateState } from '../builtins/date.ts';
import { PatternState } from '../builtins/patterns.ts';
import { PromiseState } from '../machine/promises.ts';
import { JsArray } from '../values/array.ts';
import { JsBytes } from '../values/bytes.ts';
import { JsFunction } from '../values/functions.ts';
import type { JsObject } from '../values/object.ts';
import { isEnumerable } from '../values/slots.ts';
import { JsString } from '../values/text.ts';
import { JsSymbol, type Key } from '../values/value.ts';
import { constructorName } from './constructor-name.ts';
import { errorTitle } from './errors.ts';
import { functionTitle } from './functions.ts';
import { type Inspector, indented } from './inspector.ts';
import { entries, items, numbers, promised, upcoming } from './lists.ts';
import { prefixed } from './prefix.ts';
import { symbolText } from './primitives.ts';
import { quoted } from './quote.ts';
import { styled } from './style.ts';

/** How an object is shown: all there is to say, or what is around its entries and properties. */
export type Shape =
  | { readonly text: string }
  | {
      readonly base: string;
      readonly braces: readonly [string, string];
      readonly entries: (level: number) => string[];
      readonly keys: readonly Key[];
      /** Its entries may stand in columns. */
      readonly isList: boolean;
      /** What stands for it where it is too deep. */
      readonly title: string;
    };

interface Described {
  readonly i: Inspector;
  readonly value: JsObject;
  /** The class; undefined: it has no prototype. */
  readonly made: string | undefined;
  readonly tag: string;
  readonly keys: Key[];
  readonly level: number;
}

const none = () => [];

function shape(
  { made, tag, keys }: Described,
  base: string,
  braces: readonly [string, string],
  list: (level: number) => string[] = none,
  isList = false,
): Shape {
  const title = prefixed(made, tag, isList ? 'Array' : 'Object').slice(0, -1);
  return { base, braces, entries: list, keys, isList, title };
}

/** Something with a text of its own, and braces only where there are properties. */
function titled(described: Described, text: string): Shape {
  return described.keys.length === 0 ? { text } : shape(described, text, ['{', '}']);
}

function keysOf(i: Inspector, value: JsObject): Key[] {
  const indexed = value instanceof JsArray || value instanceof JsBytes || value instanceof JsString;
  return value.keys().filter((key) => {
    if (indexed && typeof key === 'string' && /^(?:0|[1-9]\d*)$/.test(key)) return false;
    const own = value.own(key);
    return own !== undefined && (isEnumerable(own.stored) || (i.showHidden && typeof key === 'string'));
  });
}

function tagOf(i: Inspector, value: JsObject): string {
  const symbol = i.machine.realm.symbol('toStringTag');
  const tag = i.machine.get(value, symbol);
  if (typeof tag !== 'string' || tag === '') return '';
  const own = value.own(symbol);
  return own !== undefined && isEnumerable(own.stored) ? '' : tag;
}

export function shapeOf(i: Inspector, value: JsObject, level: number): Shape {
  const described: Described = {
    i,
    value,
    made: constructorName(value),
    tag: tagOf(i, value),
    keys: keysOf(i, value),
    level,
  };
  if (value instanceof JsArray) return arrayShape(described, value);
  if (value instanceof JsBytes) return bytesShape(described, value);
  if (value instanceof JsFunction)
    return titled(
      described,
      styled(i, 'special', functionTitle(i.machine, value, described.made, described.tag)),
    );
  if (value.kind === 'Error') {
    const title = errorTitle(i, value, described.made, described.tag, described.keys);
    return titled(described, title);
  }
  return innerShape(described) ?? plainShape(described);
}

function arrayShape(described: Described, value: JsArray): Shape {
  const { i, made, tag, keys } = described;
  if (value.inner === 'Arguments')
    return shape(described, '', ['[Arguments] {', '}'], (level) =>
      items(i, value.items, level).map(
        (text, index) => `${styled(i, 'string', quoted(String(index)))}: ${text}`,
      ),
    );
  const prefix =
    made !== 'Array' || tag !== '' ? prefixed(made, tag, 'Array', `(${value.items.length})`) : '';
  if (value.items.length === 0 && keys.length === 0) return { text: `${prefix}[]` };
  return shape(described, '', [`${prefix}[`, ']'], (level) => items(i, value.items, level), true);
}

function bytesShape(described: Described, value: JsBytes): Shape {
  const { i, made, tag, keys } = described;
  const { bytes } = value;
  if (made === 'Buffer') {
    const shown = hexadecimal(bytes.subarray(0, 50));
    const left = bytes.length - 50;
    const more = left > 0 ? ` ... ${left} more byte${left > 1 ? 's' : ''}` : '';
    return titled(described, `<Buffer ${shown}${more}>`);
  }
  const { elements } = value;
  const prefix = prefixed(made, tag, value.kind, `(${elements.length})`);
  if (elements.length === 0 && keys.length === 0) return { text: `${prefix}[]` };
  return shape(described, '', [`${prefix}[`, ']'], () => numbers(i, elements), true);
}

/** An ArrayBuffer: its first bytes, and how many there are. */
function storeShape(described: Described, store: ArrayBuffer): Shape {
  const { i, made, tag } = described;
  const shown = hexadecimal(new Uint8Array(store, 0, Math.min(50, store.byteLength)));
  const left = store.byteLength - 50;
  const more = left > 0 ? ` ... ${left} more byte${left > 1 ? 's' : ''}` : '';
  const length = `byteLength: ${styled(i, 'number', String(store.byteLength))}`;
  return shape(described, '', [`${prefixed(made, tag, 'ArrayBuffer')}{`, '}'], () => [
    `[Uint8Contents]: <${shown}${more}>`,
    length,
  ]);
}

function viewShape(described: Described, { elements, buffer }: JsBytes): Shape {
  const { i, made, tag } = described;
  const number = (value: number) => styled(i, 'number', String(value));
  return shape(described, '', [`${prefixed(made, tag, 'DataView')}{`, '}'], (level) => [
    `byteLength: ${number(elements.byteLength)}`,
    `byteOffset: ${number(elements.byteOffset)}`,
    `buffer: ${indented(i, () => i.show(buffer, level))}`,
  ]);
}

function hexadecimal(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(' ');
}

/** What holds something that isn't a property. */
function innerShape(described: Described): Shape | undefined {
  const { i, value, made, tag } = described;
  const { inner } = value;
  if (inner instanceof Dictionary) return dictionaryShape(described, inner);
  if (inner instanceof DateState) {
    const text = Number.isNaN(inner.ms) ? 'Invalid Date' : new Date(inner.ms).toISOString();
    const prefix = prefixed(made, tag, 'Date');
    return titled(described, styled(i, 'date', prefix === 'Date ' ? text : `${prefix}${text}`));
  }
  if (inner instanceof PatternState) {
    const prefix = prefixed(made, tag, 'RegExp');
    const text = `/${inner.source}/${inner.flags}`;
    return titled(described, styled(i, 'regexp', prefix === 'RegExp ' ? text : `${prefix}${text}`));
  }
  if (inner instanceof PromiseState)
    return shape(described, '', [`${prefixed(made, tag, 'Promise')}{`, '}'], (level) =>
      promised(i, inner, level),
    );
  if (inner instanceof DictionaryCursor) {
    const what = inner.mode === 'entries' ? value.kind.replace('Iterator', 'Entries') : value.kind;
    return shape(described, '', [`[${what}] {`, '}'], (level) => upcoming(i, inner, level));
  }
  if (inner instanceof ArrayBuffer) return storeShape(described, inner);
  if (inner instanceof JsBytes) return viewShape(described, inner);
  if (inner instanceof ArrayCursor) return titled(described, 'Object [Array Iterator] {}');
  if (['Number', 'String', 'Boolean', 'Symbol', 'BigInt'].includes(value.kind))
    return titled(described, boxed(described));
  if (value.kind === 'Module') return shape(described, '', ['[Module: null prototype] {', '}']);
  return undefined;
}

function dictionaryShape(described: Described, inner: Dictionary): Shape {
  const { i, value, made, tag, keys } = described;
  if (value.kind.startsWith('Weak'))
    return shape(described, '', [`${prefixed(made, tag, value.kind)}{`, '}'], () => [
      styled(i, 'special', '<items unknown>'),
    ]);
  const prefix = prefixed(made, tag, value.kind, `(${inner.size})`);
  if (inner.size === 0 && keys.length === 0) return { text: `${prefix}{}` };
  return shape(described, '', [`${prefix}{`, '}'], (level) => entries(i, inner, value.kind === 'Map', level));
}

function boxed({ i, value, made, tag }: Described): string {
  const { inner } = value;
  const text =
    typeof inner === 'string'
      ? quoted(inner)
      : inner instanceof JsSymbol
        ? symbolText(inner)
        : `${Object.is(inner, -0) ? '-0' : String(inner)}${typeof inner === 'bigint' ? 'n' : ''}`;
  const own = made === value.kind ? '' : made === undefined ? ' (null prototype)' : ` (${made})`;
  const tagged = tag !== '' && tag !== made ? ` [${tag}]` : '';
  return styled(i, 'string', `[${value.kind}${own}: ${text}]${tagged}`);
}

function plainShape(described: Described): Shape {
  const { made, tag, keys } = described;
  const prefix = made === 'Object' && tag === '' ? '' : prefixed(made, tag, 'Object');
  return keys.length === 0 ? { text: `${prefix}{}` } : shape(described, '', [`${prefix}{`, '}']);
}
