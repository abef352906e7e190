import { RE2JS } from 're2js';
import { integerArgument, textArgument } from '../builtins/given.ts';
import { asOptional } from '../builtins/optional.ts';
import { bytesOf } from '../builtins/repeated.ts';
import { raiseError } from '../machine/exceptions.ts';
import { makeDict } from '../machine/keys.ts';
import type { Machine } from '../machine/machine.ts';
import type { NativeRun } from '../machine/native.ts';
import { list, tuple, type Value } from '../machine/values.ts';

/** Compiled patterns that are kept, and the length of one. */
const KEPT_MAX = 200;
const PATTERN_CHARACTERS_MAX = 10_000;
/** What is gone over at once, in characters. */
const SEARCHED_CHARACTERS_MAX = 500_000;
/** Matches of one findall or sub. */
const MATCHES_MAX = 200_000;

const IGNORE_CASE = 2;
const MULTILINE = 8;
const DOT_ALL = 16;
const VERBOSE = 64;

const kept = new Map<string, RE2JS>();

/** Compiles with RE2, which takes time that is linear in the text, whatever the pattern. */
function compile(machine: Machine, source: string, flags: number): RE2JS {
  const key = `${flags} ${source}`;
  const known = kept.get(key);
  if (known !== undefined) return known;
  if (source.length > PATTERN_CHARACTERS_MAX)
    throw machine.error('OverflowError', 'regular expression code size limit exceeded');
  const strange = /\(\?(?:[=!]|<[=!])|\(\?P=|\\[1-9]|\(\?\(/.exec(source.replaceAll('\\\\', ''));
  if (strange !== null) throw machine.unsupported(`'${strange[0]}' in a regular expression`);
  try {
    const pattern = RE2JS.compile(translated(source, flags), optionsOf(flags));
    if (kept.size >= KEPT_MAX) kept.clear();
    kept.set(key, pattern);
    return pattern;
  } catch (error) {
    const why = error instanceof Error ? error.message.replace(/^error parsing regexp: /, '') : '';
    throw raiseError('ValueError', [why], [['__regex__', true]]);
  }
}

function optionsOf(flags: number): number {
  return (
    ((flags & IGNORE_CASE) > 0 ? RE2JS.CASE_INSENSITIVE : 0) |
    ((flags & MULTILINE) > 0 ? RE2JS.MULTILINE : 0) |
    ((flags & DOT_ALL) > 0 ? RE2JS.DOTALL : 0)
  );
}

/** Python's syntax in RE2's. */
function translated(source: string, flags: number): string {
  const text =
    (flags & VERBOSE) > 0
      ? source.replace(/\\.|\[(?:\\.|[^\]\\])*\]|\s+|#.*/g, (part) => (/^(?:\s|#)/.test(part) ? '' : part))
      : source;
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

/** re: all matches of a pattern: pattern, flags, text, position, `search` | `match` | `fullmatch`, how many. */
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
  const anchored = mode === 'match' || mode === 'fullmatch';
  if (text.length - from > SEARCHED_CHARACTERS_MAX)
    throw machine.unsupported('a regular expression over so long a text');
  const found = matchesOf(pattern, text, from, textArgument(machine, mode), limit);
  const end = found.length < limit && !anchored ? text.length : (found.at(-1)?.[1] ?? text.length);
  machine.work((end - from) >> (anchored ? 3 : 1));
  machine.allocate(found.length * 64);
  return list(found.map((spans): Value => tuple(spans)));
};

/** Compiles for the errors' sake: how many groups, and the numbers of named ones. */
export const regexGroups: NativeRun = (machine, [source, flags]) => {
  const pattern = compile(
    machine,
    bytesOf(machine, source) ?? textArgument(machine, asOptional(source)),
    integerArgument(machine, flags),
  );
  return tuple([
    pattern.groupCount(),
    makeDict(
      machine,
      Object.entries(pattern.namedGroups()).map(([name, index]) => [name, Number(index)]),
    ),
  ]);
};
