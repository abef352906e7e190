import { change } from '../../heap/change.ts';
import { compilePattern, type PatternCode } from '../../patterns/code.ts';
import { type Search, STEPS_PER_PLACE_MAX, search, TooLong } from '../../patterns/match.ts';
import { parsePattern } from '../../patterns/parse.ts';
import { PatternError } from '../../patterns/tree.ts';
import { toInteger, toText } from '../machine/conversions.ts';
import type { Machine } from '../machine/machine.ts';
import type { JsArray } from '../values/array.ts';
import type { NativeRun } from '../values/functions.ts';
import { JsObject } from '../values/object.ts';
import { DataSlot, WRITABLE } from '../values/slots.ts';
import type { Value } from '../values/value.ts';
import type { Definitions } from './definition.ts';
import { patternSource, searchSource } from './patterns-source.ts';
import { expanded } from './replacements.ts';

/** Characters of a pattern; compiled patterns that are kept. */
const PATTERN_CHARS_MAX = 20_000;
const CACHE_MAX = 300;
/** Steps of the matcher for the price of one operation; matches that are found in one go. */
const STEPS_PER_OPERATION = 4;
const BATCH_MAX = 500;

/** A regular expression: what is stored of it. */
export class PatternState {
  readonly source: string;
  readonly flags: string;

  constructor(source: string, flags: string) {
    this.source = source;
    this.flags = flags;
  }
}

const cache = new Map<string, PatternCode>();

/** @throws PatternError */
function compiled({ source, flags }: PatternState): PatternCode {
  const key = `${flags}/${source}`;
  const known = cache.get(key);
  if (known !== undefined) return known;
  const made = compilePattern(parsePattern(source, /[uv]/.test(flags)), flags);
  if (cache.size >= CACHE_MAX) cache.clear();
  cache.set(key, made);
  return made;
}

const LINE_ENDS: Readonly<Record<string, string>> = {
  '\n': '\\n',
  '\r': '\\r',
  '\u2028': '\\u2028',
  '\u2029': '\\u2029',
};

/** A text as `source` has it: so that it could stand between slashes. */
function escapedSource(text: string): string {
  let made = '';
  let inSet = false;
  for (let at = 0; at < text.length; at++) {
    const next = text.charAt(at);
    if (next === '\\') {
      made += next;
      at++;
      made += LINE_ENDS[text.charAt(at)]?.slice(1) ?? text.charAt(at);
      continue;
    }
    if (next === '[') inSet = true;
    else if (next === ']') inSet = false;
    made += next === '/' && !inSet ? '\\/' : (LINE_ENDS[next] ?? next);
  }
  return made === '' ? '(?:)' : made;
}

const FLAGS = 'dgimsuvy';

function areFlags(flags: string): boolean {
  const isOdd = (flag: string, at: number) => !FLAGS.includes(flag) || flags.indexOf(flag) !== at;
  return ![...flags].some(isOdd) && !(flags.includes('u') && flags.includes('v'));
}

export function newPattern(machine: Machine, source: string, flags: string, proto?: JsObject): JsObject {
  if (!areFlags(flags))
    machine.throwError('SyntaxError', `Invalid flags supplied to RegExp constructor '${flags}'`);
  if (source.length > PATTERN_CHARS_MAX)
    machine.throwError('SyntaxError', `Invalid regular expression: /${source.slice(0, 40)}…/: too large`);
  machine.charge(source.length >> 4);
  const state = new PatternState(escapedSource(source), [...flags].sort().join(''));
  try {
    compiled(state);
  } catch (error) {
    if (!(error instanceof PatternError)) throw error;
    machine.throwError('SyntaxError', `Invalid regular expression: /${source}/${flags}: ${error.message}`);
  }
  const made = new JsObject(proto ?? machine.realm.object('RegExp.prototype'), 'RegExp');
  change(made).inner = state;
  change(made.props).set('lastIndex', new DataSlot(0, WRITABLE));
  return made;
}

export function isPattern(value: Value): value is JsObject {
  return value instanceof JsObject && value.inner instanceof PatternState;
}

function stateOf(machine: Machine, value: Value): PatternState {
  if (value instanceof JsObject && value.inner instanceof PatternState) return value.inner;
  return machine.throwError('TypeError', 'Receiver is not a RegExp');
}

function look(machine: Machine, state: PatternState, text: string, from: number): Search {
  try {
    const found = search(compiled(state), text, from, state.flags.includes('y'));
    machine.charge(4 + Math.ceil(found.steps / STEPS_PER_OPERATION));
    return found;
  } catch (error) {
    if (!(error instanceof TooLong)) throw error;
    // It has been tried all the same.
    machine.charge(STEPS_PER_PLACE_MAX / STEPS_PER_OPERATION);
    return machine.throwError('RangeError', error.message);
  }
}

/** The array that exec gives. */
function matchArray(
  machine: Machine,
  state: PatternState,
  registers: readonly number[],
  text: string,
): JsArray {
  const { groups, names } = compiled(state);
  const places = Array.from({ length: groups + 1 }, (_, index) => {
    const [from, to] = [registers[2 * index] ?? -1, registers[2 * index + 1] ?? -1];
    return from < 0 || to < 0 ? undefined : ([from, to] as const);
  });
  const made = machine.realm.array(
    places.map((place) => (place === undefined ? undefined : text.slice(...place))),
  );
  change(made.props).set('index', registers[0]);
  change(made.props).set('input', text);
  change(made.props).set('groups', named(names, made.items));
  if (state.flags.includes('d')) {
    const indices = machine.realm.array(
      places.map((place) => (place === undefined ? undefined : machine.realm.array([...place]))),
    );
    change(indices.props).set('groups', named(names, indices.items));
    change(made.props).set('indices', indices);
  }
  return made;
}

function named(names: ReadonlyMap<string, number>, values: readonly Value[]): Value {
  if (names.size === 0) return undefined;
  const made = new JsObject(null);
  for (const [name, index] of names) change(made.props).set(name, values[index]);
  return made;
}

function setLastIndex(pattern: JsObject, index: number): void {
  pattern.put('lastIndex', new DataSlot(index, WRITABLE));
}

/** Searches on from a place. @returns the match, null, or where to go on */
function advance(machine: Machine, pattern: JsObject, text: string, from: number): JsArray | null | number {
  const state = stateOf(machine, pattern);
  const moves = /[gy]/.test(state.flags);
  const found: Search =
    from > text.length ? { registers: undefined, steps: 0 } : look(machine, state, text, from);
  if ('goOnAt' in found) return found.goOnAt;
  if (found.registers === undefined) {
    if (moves) setLastIndex(pattern, 0);
    return null;
  }
  if (moves) setLastIndex(pattern, found.registers[1] ?? 0);
  return matchArray(machine, state, found.registers, text);
}

function startOf(machine: Machine, pattern: JsObject): number {
  return /[gy]/.test(stateOf(machine, pattern).flags)
    ? Math.max(0, toInteger(machine, machine.get(pattern, 'lastIndex')))
    : 0;
}

const run =
  (goOn: string, answer: (found: JsArray | null) => Value): NativeRun =>
  (machine, self, [value]) => {
    if (!(self instanceof JsObject)) return machine.throwError('TypeError', 'Receiver is not an object');
    const text = toText(machine, value);
    const found = advance(machine, self, text, startOf(machine, self));
    return typeof found === 'number'
      ? machine.tail(machine.realm.object(goOn), undefined, [self, text, found])
      : answer(found);
  };

/** Some of the matches from a place on; `next` is where to go on; -1: that is all. */
const collect: NativeRun = (machine, _, [pattern, text, from]) => {
  const subject = toText(machine, text);
  const state = stateOf(machine, pattern);
  const made = machine.realm.array([]);
  let at = toInteger(machine, from);
  for (let steps = 0; at >= 0 && steps < 100_000 && made.items.length < BATCH_MAX; ) {
    const found: Search =
      at > subject.length ? { registers: undefined, steps: 1 } : look(machine, state, subject, at);
    steps += found.steps;
    if ('goOnAt' in found) {
      at = found.goOnAt;
      break;
    }
    if (found.registers === undefined) at = -1;
    else {
      const [start = 0, end = 0] = found.registers;
      change(made.items).push(matchArray(machine, state, found.registers, subject));
      const wide = /[uv]/.test(state.flags) && (subject.codePointAt(end) ?? 0) > 0xffff ? 2 : 1;
      at = end > start ? end : end + wide;
    }
  }
  change(made.props).set('next', at);
  return made;
};

const flag =
  (letter: string) =>
  (machine: Machine, self: Value): Value => {
    if (self instanceof JsObject && self.intrinsic === 'RegExp.prototype') return undefined;
    return stateOf(machine, self).flags.includes(letter);
  };

export const patternDefinitions: Definitions = {
  RegExp: {
    constructs: true,
    arity: 2,
    call: (machine, _, [source, flags], newTarget) => {
      if (newTarget === undefined && isPattern(source) && flags === undefined) return source;
      const state = isPattern(source) ? stateOf(machine, source) : undefined;
      const text = state?.source ?? (source === undefined ? '' : toText(machine, source));
      const letters = flags === undefined ? (state?.flags ?? '') : toText(machine, flags);
      return newPattern(machine, text, letters, machine.prototypeFor(newTarget, 'RegExp.prototype'));
    },
    links: { prototype: 'RegExp.prototype' },
    getters: { '@@species': (_, self) => self },
  },
  'RegExp.prototype': {
    links: { constructor: 'RegExp' },
    methods: {
      exec: run('$pattern/$goOn', (found) => found),
      toString: (machine: Machine, self: Value) =>
        self instanceof JsObject
          ? `/${toText(machine, machine.get(self, 'source'))}/${toText(machine, machine.get(self, 'flags'))}`
          : machine.throwError('TypeError', 'RegExp.prototype.toString requires that this be an Object'),
      compile: (_, self) => self,
    },
    getters: {
      source: (machine, self) =>
        self instanceof JsObject && self.intrinsic === 'RegExp.prototype'
          ? '(?:)'
          : stateOf(machine, self).source,
      flags: (machine, self) => (isPattern(self) ? stateOf(machine, self).flags : ''),
      hasIndices: flag('d'),
      global: flag('g'),
      ignoreCase: flag('i'),
      multiline: flag('m'),
      sticky: flag('y'),
      unicode: flag('u'),
      dotAll: flag('s'),
      unicodeSets: flag('v'),
    },
    source: patternSource,
  },
  /** What the methods above are made of: each call takes bounded time. */
  $pattern: {
    methods: {
      advance: (machine, _, [pattern, text, from]) =>
        pattern instanceof JsObject
          ? advance(machine, pattern, toText(machine, text), toInteger(machine, from))
          : null,
      collect,
      test: run('$pattern/$goOnTest', (found) => found !== null),
      /** It is as the language has it: nothing of it was overwritten. */
      isPlain: (machine, _, [pattern]) =>
        isPattern(pattern) && machine.get(pattern, 'exec') === machine.realm.object('RegExp.prototype/exec'),
      is: (_, __, [value]) => isPattern(value),
      expand: (machine, _, [replacement, match, text]) =>
        match instanceof JsObject
          ? expanded(machine, toText(machine, replacement), match, toText(machine, text))
          : '',
    },
    source: searchSource,
  },
};
