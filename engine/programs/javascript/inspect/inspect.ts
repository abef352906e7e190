import { ArrayCursor } from '../builtins/array.ts';
import { Dictionary, DictionaryCursor } from '../builtins/collections.ts';
import { DateState } from '../builtins/date.ts';
import { errorText } from '../builtins/errors.ts';
import { PatternState } from '../builtins/patterns.ts';
import type { Machine } from '../machine/machine.ts';
import { PromiseState } from '../machine/promises.ts';
import { behind } from '../machine/proxies.ts';
import {
  Accessor,
  Closure,
  DataSlot,
  EMPTY,
  isEnumerable,
  JsArray,
  JsBytes,
  JsFunction,
  JsObject,
  JsString,
  JsSymbol,
  type Key,
  type Value,
} from '../values.ts';
import { constructorName } from './constructor-name.ts';
import { arranged } from './layout.ts';
import { quoted } from './quote.ts';
import { styled } from './style.ts';

/** What node shows: items of an array, characters of a string inside something, levels. */
const ITEMS_MAX = 100;
const STRING_CHARS_MAX = 10_000;
/** What is printed of one value, in characters: more isn't part of the simulation. */
const OUTPUT_MAX = 4_000_000;

export interface InspectOptions {
  readonly depth?: number;
  readonly colors?: boolean;
  readonly breakLength?: number;
  readonly compact?: boolean;
}

export interface Inspector {
  readonly machine: Machine;
  readonly depth: number;
  readonly colors: boolean;
  readonly breakLength: number;
  readonly compact: boolean;
  readonly above: JsObject[];
  /** Objects that are inside themselves, with their numbers. */
  readonly circular: Map<JsObject, number>;
  indentation: number;
  level: number;
  /** The level of the object that was shown last. */
  currentDepth: number;
  written: number;
}

/** A value as node prints it (util.inspect). */
export function inspectValue(
  machine: Machine,
  value: Value,
  { depth = 2, colors = false, breakLength = 80, compact = true }: InspectOptions = {},
): string {
  const inspector: Inspector = {
    machine,
    depth,
    colors,
    breakLength,
    compact,
    above: [],
    circular: new Map(),
    indentation: 0,
    level: 0,
    currentDepth: 0,
    written: 0,
  };
  return show(inspector, value, false);
}

function show(i: Inspector, value: Value, typed: boolean): string {
  if (typeof value === 'string') return styled(i, 'string', text(i, value, typed));
  if (typeof value === 'number') return styled(i, 'number', Object.is(value, -0) ? '-0' : String(value));
  if (typeof value === 'bigint') return styled(i, 'number', `${value}n`);
  if (typeof value === 'boolean') return styled(i, 'number', String(value));
  if (value === null) return styled(i, 'null', 'null');
  if (value === undefined) return styled(i, 'undefined', 'undefined');
  if (value instanceof JsSymbol) return styled(i, 'string', `Symbol(${value.description ?? ''})`);
  return object(i, value);
}

function text(i: Inspector, value: string, inside: boolean): string {
  if (value.length > STRING_CHARS_MAX) {
    const more = value.length - STRING_CHARS_MAX;
    return `${quoted(value.slice(0, STRING_CHARS_MAX))}... ${more} more character${more > 1 ? 's' : ''}`;
  }
  // Long texts with lines are shown a line each.
  if (inside && value.length > 16 && value.length > i.breakLength - i.indentation - 4 && value.includes('\n'))
    return value
      .split(/(?<=\n)/)
      .map(quoted)
      .join(` +\n${' '.repeat(i.indentation + 2)}`);
  return quoted(value);
}

function object(i: Inspector, given: JsObject): string {
  const value = behind(given);
  if (!(value instanceof JsObject)) return styled(i, 'special', '<Revoked Proxy>');
  const custom = i.machine.get(value, i.machine.realm.symbol('nodejs.util.inspect.custom'));
  if (custom instanceof JsFunction) {
    const shown = i.machine.callSync(custom, value, [
      i.depth - i.level,
      i.machine.realm.plainObject(),
      i.machine.realm.object('node:util/inspect'),
    ]);
    return typeof shown === 'string'
      ? shown.replaceAll('\n', `\n${' '.repeat(i.indentation)}`)
      : show(i, shown, true);
  }
  if (i.above.includes(value)) {
    const number = i.circular.get(value) ?? i.circular.size + 1;
    i.circular.set(value, number);
    return styled(i, 'special', `[Circular *${number}]`);
  }
  return raw(i, value);
}

interface Shape {
  readonly base: string;
  readonly braces: readonly [string, string];
  readonly entries: () => string[];
  readonly keys: readonly Key[];
  readonly isArray: boolean;
}

function raw(i: Inspector, value: JsObject): string {
  const shape = shapeOf(i, value);
  const hasEntries =
    shape.keys.length > 0 ||
    shape.braces[0].endsWith('[') ||
    value.inner instanceof Dictionary ||
    value.inner instanceof PromiseState;
  if (shape.base !== '' && shape.keys.length === 0) return shape.base;
  if (shape.keys.length === 0 && isEmpty(value)) return `${shape.braces[0]}${shape.braces[1]}`;
  if (i.level > i.depth) return styled(i, 'special', `[${deepName(i, value)}]`);
  i.above.push(value);
  i.currentDepth = i.level;
  i.level++;
  const output = hasEntries || shape.base === '' ? shape.entries() : [];
  for (const key of shape.keys) {
    if (i.written > OUTPUT_MAX) break;
    output.push(property(i, value, key));
  }
  i.level--;
  i.above.pop();
  const number = i.circular.get(value);
  const reference = number === undefined ? '' : `${styled(i, 'special', `<ref *${number}>`)} `;
  const base = shape.base === '' ? reference : `${reference}${shape.base} `;
  const made = arranged(i, output, base, shape.braces, shape.isArray, value);
  i.written += made.length;
  i.machine.charge(4 + (made.length >> 6));
  return made;
}

function isEmpty(value: JsObject): boolean {
  return value instanceof JsArray
    ? value.items.length === 0
    : value.kind === 'Object' && value.inner === undefined;
}

function deepName(i: Inspector, value: JsObject): string {
  const name = constructorName(value);
  return name === undefined ? `${i.machine.runtime.typeNameOf(value)}: null prototype` : name;
}

function shapeOf(i: Inspector, value: JsObject): Shape {
  const name = constructorName(value);
  const keys = value.keys().filter((key) => {
    const own = value.own(key);
    return (
      own !== undefined &&
      isEnumerable(own.stored) &&
      !(value instanceof JsArray && typeof key === 'string' && /^\d+$|^length$/.test(key)) &&
      !(
        (value instanceof JsBytes || value instanceof JsString) &&
        typeof key === 'string' &&
        /^\d+$/.test(key)
      )
    );
  });
  const shape = (
    base: string,
    braces: readonly [string, string],
    entries: () => string[] = () => [],
    isArray = false,
  ): Shape => ({ base, braces, entries, keys, isArray });
  const prefix = (fallback: string, size?: number) => {
    const count = size === undefined ? '' : `(${size})`;
    return name === undefined ? `[${fallback}${count}: null prototype] ` : `${name}${count} `;
  };
  if (value instanceof JsArray) {
    if (value.inner === 'Arguments')
      return shape('', ['[Arguments] [', ']'], () => items(i, value.items), true);
    return shape(
      '',
      [name === 'Array' ? '[' : `${prefix('Array', value.items.length)}[`, ']'],
      () => items(i, value.items),
      true,
    );
  }
  if (value instanceof JsBytes) return bytes(i, value, name, shape);
  if (value instanceof JsFunction) return shape(styled(i, 'special', functionTitle(value)), ['{', '}']);
  if (value.kind === 'Error') {
    const title = errorTitle(i, value, keys);
    const shown = keys.filter((key) => key !== 'name' || !title.includes(String(i.machine.get(value, key))));
    return { ...shape(title, ['{', '}']), keys: shown };
  }
  const { inner } = value;
  if (inner instanceof Dictionary) return dictionary(i, value, inner, prefix, shape);
  if (inner instanceof DateState)
    return shape(
      styled(i, 'date', Number.isNaN(inner.ms) ? 'Invalid Date' : new Date(inner.ms).toISOString()),
      ['{', '}'],
    );
  if (inner instanceof PatternState)
    return shape(styled(i, 'regexp', `/${inner.source}/${inner.flags}`), ['{', '}']);
  if (inner instanceof PromiseState)
    return shape('', [`${prefix('Promise')}{`, '}'], () => [promised(i, inner)]);
  if (inner instanceof ArrayCursor || inner instanceof DictionaryCursor)
    return shape('', [`${inner instanceof ArrayCursor ? 'Object ' : ''}[${value.kind}] {`, '}'], () =>
      inner instanceof DictionaryCursor
        ? items(
            i,
            inner.dictionary.keys.filter((key) => key !== EMPTY),
          )
        : [],
    );
  if (value.kind === 'Generator') return shape('', ['Object [Generator] {', '}']);
  if (value.kind === 'Module') return shape('', ['[Module: null prototype] {', '}']);
  if (['Number', 'String', 'Boolean', 'Symbol', 'BigInt'].includes(value.kind))
    return shape(styled(i, 'string', `[${value.kind}: ${wrappedText(i, value)}]`), ['{', '}']);
  const tag = i.machine.get(value, i.machine.realm.symbol('toStringTag'));
  const tagged = typeof tag === 'string' && tag !== '' && tag !== name ? `[${tag}] ` : '';
  if (name === 'Object' && tagged === '') return shape('', ['{', '}']);
  return shape('', [`${prefix('Object')}${tagged}{`, '}']);
}

function wrappedText(i: Inspector, value: JsObject): string {
  const { inner } = value;
  if (typeof inner === 'string') return quoted(inner);
  if (inner instanceof JsSymbol) return `Symbol(${inner.description ?? ''})`;
  return typeof inner === 'number' || typeof inner === 'boolean' || typeof inner === 'bigint'
    ? show(i, inner, false)
    : '';
}

function bytes(
  _: Inspector,
  value: JsBytes,
  name: string | undefined,
  shape: (
    base: string,
    braces: readonly [string, string],
    entries?: () => string[],
    isArray?: boolean,
  ) => Shape,
): Shape {
  if (name !== 'Buffer')
    return shape(
      '',
      [`${name ?? 'Uint8Array'}(${value.bytes.length}) [`, ']'],
      () => [...value.bytes.subarray(0, ITEMS_MAX)].map(String),
      true,
    );
  const shown = [...value.bytes.subarray(0, 50)].map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
  const more = value.bytes.length - 50;
  return shape(
    `<Buffer${shown === '' ? '' : ` ${shown}`}${more > 0 ? ` ... ${more} more byte${more > 1 ? 's' : ''}` : ''}>`,
    ['{', '}'],
  );
}

function dictionary(
  i: Inspector,
  value: JsObject,
  inner: Dictionary,
  prefix: (fallback: string, size?: number) => string,
  shape: (base: string, braces: readonly [string, string], entries?: () => string[]) => Shape,
): Shape {
  if (value.kind.startsWith('Weak'))
    return shape('', [`${prefix(value.kind)}{`, '}'], () => [styled(i, 'special', '<items unknown>')]);
  const isMap = value.kind === 'Map';
  return shape('', [`${prefix(value.kind, inner.size)}{`, '}'], () => {
    const shown: string[] = [];
    i.indentation += 2;
    for (const [key, item] of inner.entries()) {
      if (shown.length >= ITEMS_MAX) break;
      shown.push(isMap ? `${show(i, key, true)} => ${show(i, item, true)}` : show(i, key, true));
    }
    i.indentation -= 2;
    return more(shown, inner.size);
  });
}

function more(shown: string[], total: number): string[] {
  const left = total - shown.length;
  return left > 0 ? [...shown, `... ${left} more item${left > 1 ? 's' : ''}`] : shown;
}

function promised(i: Inspector, state: PromiseState): string {
  if (state.status === 'pending') return styled(i, 'special', '<pending>');
  i.indentation += 2;
  const value = show(i, state.value, true);
  i.indentation -= 2;
  return state.status === 'rejected' ? `${styled(i, 'special', '<rejected>')} ${value}` : value;
}

function items(i: Inspector, values: readonly Value[]): string[] {
  const shown: string[] = [];
  let holes = 0;
  let at = 0;
  const flush = () => {
    if (holes > 0) shown.push(styled(i, 'undefined', `<${holes} empty item${holes > 1 ? 's' : ''}>`));
    holes = 0;
  };
  i.indentation += 2;
  for (; at < values.length && shown.length < ITEMS_MAX; at++) {
    const item = values[at];
    if (item === EMPTY) holes++;
    else {
      flush();
      shown.push(show(i, item, true));
    }
  }
  flush();
  i.indentation -= 2;
  const left = values.length - at;
  return left > 0 ? [...shown, `... ${left} more item${left > 1 ? 's' : ''}`] : shown;
}

function functionTitle(value: JsFunction): string {
  const stored = value.own('name')?.stored;
  const named = stored instanceof DataSlot ? stored.value : stored;
  const name = typeof named === 'string' ? named : '';
  const isClass = value instanceof Closure && (value.code.kind === 'class' || value.code.kind === 'derived');
  if (isClass) {
    const parent =
      value.proto instanceof Closure ||
      (value.proto instanceof JsFunction && value.proto.intrinsic !== 'Function.prototype')
        ? ` extends ${value.proto.defaultName}`
        : '';
    return `[class ${name === '' ? '(anonymous)' : name}${parent}]`;
  }
  const kind =
    value instanceof Closure && value.code.isAsync
      ? 'AsyncFunction'
      : value instanceof Closure && value.code.kind === 'generator'
        ? 'GeneratorFunction'
        : 'Function';
  return name === '' ? `[${kind} (anonymous)]` : `[${kind}: ${name}]`;
}

function errorTitle(i: Inspector, value: JsObject, keys: readonly Key[]): string {
  const stack = value.own('stack')?.stored;
  const written = stack instanceof DataSlot ? stack.value : stack;
  let shown = typeof written === 'string' && written !== '' ? written : errorText(i.machine, value);
  const name = i.machine.get(value, 'name');
  const made = constructorName(value);
  const head = shown.split('\n', 1)[0] ?? '';
  if (
    typeof name === 'string' &&
    made !== undefined &&
    !head.includes(name) &&
    /^\w*Error\b|^Error\b/.test(head)
  )
    shown = shown.replace(/^\w*Error/, name);
  else if (made !== undefined && made !== 'Error' && name === 'Error' && /^Error\b/.test(head))
    shown = shown.replace(/^Error/, made);
  const cause = value.own('cause')?.stored;
  if (!/\n {4}at /.test(shown) && shown === head) shown = `[${shown}]`;
  if (i.indentation > 0) shown = shown.replaceAll('\n', `\n${' '.repeat(i.indentation)}`);
  if (cause !== undefined && !keys.includes('cause'))
    shown += ` {\n${' '.repeat(i.indentation + 2)}[cause]: ${causeText(i, cause instanceof DataSlot ? cause.value : cause instanceof Accessor ? undefined : cause)}\n${' '.repeat(i.indentation)}}`;
  return shown;
}

function causeText(i: Inspector, cause: Value): string {
  i.indentation += 2;
  const shown = show(i, cause, true);
  i.indentation -= 2;
  return shown;
}

function property(i: Inspector, value: JsObject, key: Key): string {
  const stored = value.own(key)?.stored;
  const name =
    typeof key === 'string'
      ? /^[a-zA-Z_$][\w$]*$/.test(key)
        ? styled(i, 'name', key)
        : styled(i, 'string', quoted(key))
      : `[${styled(i, 'string', `Symbol(${key.description ?? ''})`)}]`;
  if (stored instanceof Accessor && value.kind !== 'Module') {
    const what =
      stored.get === undefined ? '[Setter]' : stored.set === undefined ? '[Getter]' : '[Getter/Setter]';
    return `${name}: ${styled(i, 'special', what)}`;
  }
  const shown =
    stored instanceof Accessor
      ? i.machine.get(value, key)
      : stored instanceof DataSlot
        ? stored.value
        : stored;
  i.indentation += 2;
  const made = show(i, shown, true);
  i.indentation -= 2;
  return `${name}: ${made}`;
}
