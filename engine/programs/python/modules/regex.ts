import { RE2JS } from 're2js';
import { integerArgument, textArgument } from '../builtins/given.ts';
import { asOptional } from '../builtins/optional.ts';
import { bytesOf } from '../builtins/repeated.ts';
import { raiseError } from '../machine/exceptions.ts';
import { makeDict } from '../machine/keys.ts';
import type { Machine } from '../machine/machine.ts';
import type { NativeRun } from '../machine/native.ts';
import { list, tuple, type Value } from '../machine/values.ts';
import {
  type Backtracking,
  backtracks,
  compileBacktracking,
  DOT_ALL,
  findBacktracking,
  IGNORE_CASE,
  MULTILINE,
  PatternError,
} from './patterns.ts';

/** Compiled patterns that are kept, and the length of one. */
const KEPT_MAX = 200;
const PATTERN_CHARACTERS_MAX = 10_000;
/** What is gone over at once, in characters. */
const SEARCHED_CHARACTERS_MAX = 500_000;
/** Matches of one findall or sub. */
const MATCHES_MAX = 200_000;

const VERBOSE = 64;

/** RE2, or the matcher that goes back and forth, for what RE2 can't do. */
type Compiled = RE2JS | Backtracking;

const kept = new Map<string, Compiled>();

/** Compiles with RE2 where that is possible: it takes time that is linear in the text, whatever the pattern. */
function compile(machine: Machine, source: string, flags: number): Compiled {
  const key = `${flags} ${source}`;
  const known = kept.get(key);
  if (known !== undefined) return known;
  if (source.length > PATTERN_CHARACTERS_MAX)
    throw machine.error('OverflowError', 'regular expression code size limit exceeded');
  const text = plainSource(source, flags);
  try {
    const inline = /^\(\?([aiLmsux]+)\)/.exec(text);
    const pattern = backtracks(text)
      ? compileBacktracking(machine, text.slice(inline?.[0].length ?? 0), flags | flagsOf(inline?.[1] ?? ''))
      : RE2JS.compile(translated(text), optionsOf(flags));
    if (kept.size >= KEPT_MAX) kept.clear();
    kept.set(key, pattern);
    return pattern;
  } catch (error) {
    if (!(error instanceof PatternError) && !(error instanceof Error && error.name.startsWith('RE2JS')))
      throw error;
    const why = error.message.replace(/^error parsing regexp: /, '');
    throw raiseError('ValueError', [why], [['__regex__', true]]);
  }
}

function flagsOf(letters: string): number {
  const values: Readonly<Record<string, number>> = { i: IGNORE_CASE, m: MULTILINE, s: DOT_ALL, a: 256 };
  return [...letters].reduce((sum, letter) => sum | (values[letter] ?? 0), 0);
}

/** A pattern without what the flag VERBOSE lets it have. */
function plainSource(source: string, flags: number): string {
  return (flags & VERBOSE) > 0
    ? source.replace(/\\.|\[(?:\\.|[^\]\\])*\]|\s+|#.*/g, (part) => (/^(?:\s|#)/.test(part) ? '' : part))
    : source;
}

function optionsOf(flags: number): number {
  return (
    ((flags & IGNORE_CASE) > 0 ? RE2JS.CASE_INSENSITIVE : 0) |
    ((flags & MULTILINE) > 0 ? RE2JS.MULTILINE : 0) |
    ((flags & DOT_ALL) > 0 ? RE2JS.DOTALL : 0)
  );
}

/** Python's syntax in RE2's. */
function translated(text: string): string {
  return text.replace(/\\Z/g, '\\z').replace(/\(\?P?<(?=\w)/g, '(?P<');
}

/** Of each match: where it and its groups begin and end; -1: not in it. */
function matchesOf(pattern: RE2JS, text: string, from: number, mode: string, most: number): number[][] {
  const found: number[][] = [];
  const matcher = pattern.matcher(text);
  const anchored = mode === 'match' || mode === 'fullmatch';
  const spans = () => {
    const all: number[] = [];
    for (let group = 0; group <= matcher.groupCount(); group++)
      all.push(matcher.start(group), matcher.end(group));
    return all;
  };
  if (anchored) {
    const rest = pattern.matcher(text.slice(from));
    if (!(mode === 'match' ? rest.lookingAt() : rest.matches())) return found;
    const all: number[] = [];
    for (let group = 0; group <= rest.groupCount(); group++) {
      all.push(...[rest.start(group), rest.end(group)].map((at) => (at < 0 ? -1 : at + from)));
    }
    return [all];
  }
  let isOpen = from <= text.length && matcher.find(from);
  while (isOpen && found.length < most) {
    found.push(spans());
    isOpen = matcher.find();
  }
  return found;
}

/**
 * re: matches of a pattern: pattern, flags, text, position, `search` | `match` | `fullmatch`, how many.
 * Gives the places of each and of its groups, and where to go on; None: there are no more.
 */
export const regexMatches: NativeRun = (machine, [source, flags, given, position, mode, most]) => {
  const text =
    bytesOf(machine, given) ?? textArgument(machine, given, 'expected string or bytes-like object');
  const pattern = compile(
    machine,
    bytesOf(machine, source) ?? textArgument(machine, source),
    integerArgument(machine, flags),
  );
  const limit = Math.min(MATCHES_MAX, integerArgument(machine, most, MATCHES_MAX));
  const from = integerArgument(machine, position);
  const how = textArgument(machine, mode);
  if (!(pattern instanceof RE2JS)) return oneMatch(machine, pattern, text, from, how);
  const anchored = how === 'match' || how === 'fullmatch';
  if (text.length - from > SEARCHED_CHARACTERS_MAX)
    throw machine.unsupported('a regular expression over so long a text');
  const found = matchesOf(pattern, text, from, how, limit);
  const end = found.length < limit && !anchored ? text.length : (found.at(-1)?.[1] ?? text.length);
  machine.work((end - from) >> (anchored ? 3 : 1));
  machine.allocate(found.length * 64);
  return tuple([list(found.map((spans): Value => tuple(spans))), null]);
};

function oneMatch(machine: Machine, pattern: Backtracking, text: string, from: number, how: string): Value {
  const found = from > text.length ? undefined : findBacktracking(machine, pattern, text, from, how);
  if (found === undefined) return tuple([list([]), null]);
  if ('goOnAt' in found) return tuple([list([]), found.goOnAt]);
  const [start = 0, end = 0] = found;
  return tuple([list([tuple(found)]), how === 'search' ? end + (end === start ? 1 : 0) : null]);
}

/** Compiles for the errors' sake: how many groups, and the numbers of named ones. */
export const regexGroups: NativeRun = (machine, [source, flags]) => {
  const pattern = compile(
    machine,
    bytesOf(machine, source) ?? textArgument(machine, asOptional(source)),
    integerArgument(machine, flags),
  );
  const names: Iterable<readonly [string, number]> =
    pattern instanceof RE2JS
      ? Object.entries(pattern.namedGroups()).map(([name, index]) => [name, Number(index)])
      : pattern.anywhere.names;
  return tuple([
    pattern instanceof RE2JS ? pattern.groupCount() : pattern.anywhere.groups,
    makeDict(machine, [...names]),
  ]);
};
