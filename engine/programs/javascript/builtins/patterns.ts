import { type Matcher, RE2JS, RE2JSException } from 're2js';
import { toInteger, toText } from '../machine/conversions.ts';
import type { Machine } from '../machine/machine.ts';
import { DataSlot, type JsArray, JsObject, type Value, WRITABLE } from '../values.ts';
import type { Definitions } from './definition.ts';

/** Characters of a pattern; compiled patterns that are kept. */
const PATTERN_CHARS_MAX = 10_000;
const CACHE_MAX = 200;
/** Characters searched for the price of one operation: matching takes its time, but always linear. */
const CHARACTERS_PER_OPERATION = 4;

/** A regular expression: what is stored of it. */
export class PatternState {
  readonly source: string;
  readonly flags: string;

  constructor(source: string, flags: string) {
    this.source = source;
    this.flags = flags;
  }
}

const cache = new Map<string, RE2JS>();

function compiled({ source, flags }: PatternState): RE2JS {
  const key = `${flags}/${source}`;
  const known = cache.get(key);
  if (known !== undefined) return known;
  let bits = RE2JS.LOOKBEHINDS;
  if (flags.includes('i')) bits |= RE2JS.CASE_INSENSITIVE;
  if (flags.includes('m')) bits |= RE2JS.MULTILINE;
  if (flags.includes('s')) bits |= RE2JS.DOTALL;
  const made = RE2JS.compile(RE2JS.translateRegExp(source), bits);
  if (cache.size >= CACHE_MAX) cache.clear();
  cache.set(key, made);
  return made;
}

const unsupported = /\(\?<?[=!]|\\[1-9]|\\k</;

export function newPattern(machine: Machine, source: string, flags: string): JsObject {
  if (!/^(?!.*(.).*\1)[dgimsuvy]*$/.test(flags))
    machine.throwError('SyntaxError', `Invalid flags supplied to RegExp constructor '${flags}'`);
  if (source.length > PATTERN_CHARS_MAX)
    machine.throwError('SyntaxError', `Invalid regular expression: /${source.slice(0, 40)}…/: too large`);
  const state = new PatternState(source === '' ? '(?:)' : source, flags);
  try {
    compiled(state);
  } catch (error) {
    if (!(error instanceof RE2JSException)) throw error;
    const why = unsupported.test(source)
      ? 'look-around and back references are not part of the simulation'
      : error.message;
    machine.throwError('SyntaxError', `Invalid regular expression: /${source}/${flags}: ${why}`);
  }
  const made = new JsObject(machine.realm.object('RegExp.prototype'), 'RegExp');
  made.inner = state;
  made.props.set('lastIndex', new DataSlot(0, WRITABLE));
  return made;
}

function stateOf(machine: Machine, value: Value): PatternState {
  if (value instanceof JsObject && value.inner instanceof PatternState) return value.inner;
  return machine.throwError('TypeError', 'Receiver is not a RegExp');
}

function search(machine: Machine, state: PatternState, text: string, from: number): Matcher | undefined {
  machine.charge(8 + Math.ceil(text.length / CHARACTERS_PER_OPERATION / 8));
  if (from > text.length) return undefined;
  const matcher = compiled(state).matcher(text);
  if (!matcher.find(from)) return undefined;
  return state.flags.includes('y') && matcher.start() !== from ? undefined : matcher;
}

/** The array that exec gives. */
function matchArray(machine: Machine, state: PatternState, matcher: Matcher, text: string): JsArray {
  const groups: Value[] = [];
  for (let index = 0; index <= matcher.groupCount(); index++) groups.push(matcher.group(index) ?? undefined);
  const made = machine.realm.array(groups);
  made.props.set('index', matcher.start());
  made.props.set('input', text);
  const names = Object.entries(compiled(state).namedGroups());
  if (names.length === 0) made.props.set('groups', undefined);
  else {
    const named = new JsObject(null);
    for (const [name, index] of names) named.props.set(name, groups[Number(index)]);
    made.props.set('groups', named);
  }
  return made;
}

function lastIndex(machine: Machine, pattern: JsObject): number {
  return toInteger(machine, machine.get(pattern, 'lastIndex'));
}

function setLastIndex(pattern: JsObject, index: number): void {
  pattern.put('lastIndex', new DataSlot(index, WRITABLE));
}

function exec(machine: Machine, pattern: JsObject, text: string): JsArray | null {
  const state = stateOf(machine, pattern);
  const moves = /[gy]/.test(state.flags);
  const matcher = search(machine, state, text, moves ? lastIndex(machine, pattern) : 0);
  if (moves) setLastIndex(pattern, matcher === undefined ? 0 : matcher.end());
  return matcher === undefined ? null : matchArray(machine, state, matcher, text);
}

function patternFor(machine: Machine, value: Value, flags = ''): JsObject {
  if (value instanceof JsObject && value.inner instanceof PatternState) return value;
  return newPattern(machine, value === undefined ? '' : toText(machine, value), flags);
}

/** All matches (or the first only, where the pattern isn't global and `once`). */
export function matchAll(machine: Machine, text: string, value: Value, once = false): JsArray[] {
  const pattern = patternFor(machine, value, 'g');
  const state = stateOf(machine, pattern);
  if (!once && !state.flags.includes('g'))
    machine.throwError('TypeError', 'String.prototype.matchAll called with a non-global RegExp argument');
  const found: JsArray[] = [];
  for (let from = 0; from <= text.length; ) {
    const matcher = search(machine, state, text, from);
    if (matcher === undefined) break;
    found.push(matchArray(machine, state, matcher, text));
    from = matcher.end() > matcher.start() ? matcher.end() : matcher.end() + 1;
    if (once && !state.flags.includes('g')) break;
  }
  return found;
}

export function matchIn(machine: Machine, text: string, value: Value): Value {
  const pattern = patternFor(machine, value);
  if (!stateOf(machine, pattern).flags.includes('g')) return exec(machine, pattern, text);
  const found = matchAll(machine, text, pattern);
  return found.length === 0 ? null : machine.realm.array(found.map((match) => match.items[0]));
}

export function searchIn(machine: Machine, text: string, value: Value): number {
  const matcher = search(machine, stateOf(machine, patternFor(machine, value)), text, 0);
  return matcher === undefined ? -1 : matcher.start();
}

export function splitBy(machine: Machine, pattern: JsObject, text: string): Value[] {
  if (text === '') return search(machine, stateOf(machine, pattern), text, 0) === undefined ? [text] : [];
  const state = stateOf(machine, pattern);
  const parts: Value[] = [];
  let at = 0;
  for (let from = 0; from < text.length; ) {
    const matcher = search(machine, state, text, from);
    if (matcher === undefined || matcher.start() >= text.length) break;
    const [start, end] = [matcher.start(), matcher.end()];
    // An empty match where the last part ended divides nothing.
    if (end === start && start === at) {
      from = start + 1;
      if (from >= text.length) break;
      const next = search(machine, state, text, from);
      if (next === undefined || next.start() >= text.length) break;
      from = next.start();
      if (next.end() > next.start() || from > at) {
        parts.push(text.slice(at, from));
        at = next.end();
        from = at;
      }
      continue;
    }
    parts.push(text.slice(at, start));
    for (let index = 1; index <= matcher.groupCount(); index++) parts.push(matcher.group(index) ?? undefined);
    at = end;
    from = end > start ? end : end + 1;
  }
  parts.push(text.slice(at));
  return parts;
}

/** `$1`, `$&`, `$<name>` and so on in a replacement. */
function expanded(machine: Machine, replacement: string, match: JsArray, text: string): string {
  if (!replacement.includes('$')) return replacement;
  const whole = toText(machine, match.items[0]);
  const index = Number(match.props.get('index'));
  const groups = match.props.get('groups');
  return replacement.replace(/\$(?:([$&`'])|(\d{1,2})|<([^<>]*)>)/g, (all, sign, number, name) => {
    if (sign === '$') return '$';
    if (sign === '&') return whole;
    if (sign === '`') return text.slice(0, index);
    if (sign === "'") return text.slice(index + whole.length);
    if (number !== undefined) {
      const group = Number(number);
      if (group < 1 || group >= match.items.length) return all;
      const value = match.items[group];
      return value === undefined ? '' : toText(machine, value);
    }
    if (!(groups instanceof JsObject)) return all;
    const value = groups.props.get(name);
    return value === undefined
      ? ''
      : toText(machine, value instanceof DataSlot ? value.value : String(value));
  });
}

export function replaceIn(
  machine: Machine,
  text: string,
  pattern: Value,
  replacement: string,
  all: boolean,
): string {
  if (!(pattern instanceof JsObject && pattern.inner instanceof PatternState)) {
    const part = toText(machine, pattern);
    const match = machine.realm.array([part]);
    match.props.set('index', text.indexOf(part));
    const made = expanded(machine, replacement, match, text);
    return all ? text.replaceAll(part, () => made) : text.replace(part, () => made);
  }
  let made = '';
  let at = 0;
  for (const match of matchAll(machine, text, pattern, true)) {
    const index = Number(match.props.get('index'));
    made += text.slice(at, index) + expanded(machine, replacement, match, text);
    at = index + toText(machine, match.items[0]).length;
  }
  return made + text.slice(at);
}

const flag =
  (letter: string) =>
  (machine: Machine, self: Value): Value =>
    self instanceof JsObject && self.inner instanceof PatternState
      ? self.inner.flags.includes(letter)
      : machine.throwError('TypeError', 'Receiver is not a RegExp');

export const patternDefinitions: Definitions = {
  RegExp: {
    constructs: true,
    arity: 2,
    call: (machine, _, [source, flags]) => {
      const state =
        source instanceof JsObject && source.inner instanceof PatternState ? source.inner : undefined;
      const text = state?.source ?? (source === undefined ? '' : toText(machine, source));
      return newPattern(machine, text, flags === undefined ? (state?.flags ?? '') : toText(machine, flags));
    },
    links: { prototype: 'RegExp.prototype' },
  },
  'RegExp.prototype': {
    links: { constructor: 'RegExp' },
    methods: {
      exec: (machine, self, [text]) =>
        self instanceof JsObject ? exec(machine, self, toText(machine, text)) : null,
      test: (machine, self, [text]) =>
        self instanceof JsObject && exec(machine, self, toText(machine, text)) !== null,
      toString: (machine: Machine, self: Value) => {
        const { source, flags } = stateOf(machine, self);
        return `/${source}/${flags}`;
      },
    },
    getters: {
      source: (machine, self) => stateOf(machine, self).source,
      flags: (machine, self) => stateOf(machine, self).flags,
      global: flag('g'),
      ignoreCase: flag('i'),
      multiline: flag('m'),
      sticky: flag('y'),
      unicode: flag('u'),
      dotAll: flag('s'),
    },
  },
};
