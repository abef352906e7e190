import { RE2JS, RE2JSException } from 're2js';
import { searchBacktracking } from './backtrack.ts';
import { type Dialect, parseRegex } from './parse.ts';
import { type CharacterSet, type Node, PatternError, setOf, type Trouble } from './syntax.ts';

/** What a regular expression may take as text, in characters. */
const PATTERN_CHARS_MAX = 65_536;
/** Largest repeat count that re2 takes. */
const RE2_REPEAT_MAX = 1_000;
/** Matches that a command looks for in one text: each takes microseconds, and nothing comes between them. */
export const MATCHES_MAX = 250_000;
/** Compiled patterns that are kept. */
const CACHE_MAX = 100;

export interface PatternOptions {
  /** `perl`: what re2 knows of it, and \\K. */
  readonly dialect: Dialect | 'fixed' | 'perl';
  readonly ignoreCase?: boolean;
  /** `^` and `$` are of every line. */
  readonly multiline?: boolean;
  /** The match is whole words (`word`) or the whole text (`line`). */
  readonly whole?: 'word' | 'line';
}

/** Leftmost, longest. Texts and offsets are in bytes, one character each. */
export interface Pattern {
  readonly groups: number;
  test(text: string): boolean;
  /** The first match from an offset on: start and end of the match, then of each group; -1: not in it. */
  match(text: string, from?: number): readonly number[] | undefined;
}

const cache = new Map<string, Pattern>();

const ofStates = new WeakMap<object, Pattern>();

/** The pattern that belongs to a part of a command's state, compiled once for it. */
export function patternOf(state: object, compileIt: () => Pattern): Pattern {
  let pattern = ofStates.get(state);
  if (pattern === undefined) {
    pattern = compileIt();
    ofStates.set(state, pattern);
  }
  return pattern;
}

/** Compiles regular expressions, any of which may match. Throws a `PatternError`. */
export function compilePattern(sources: string | readonly string[], options: PatternOptions): Pattern {
  const list = typeof sources === 'string' ? [sources] : sources;
  const key = JSON.stringify([list, options.dialect, options.ignoreCase, options.multiline, options.whole]);
  const known = cache.get(key);
  if (known !== undefined) return known;
  const pattern = compile(list, options);
  if (cache.size >= CACHE_MAX) cache.clear();
  cache.set(key, pattern);
  return pattern;
}

function compile(sources: readonly string[], options: PatternOptions): Pattern {
  if (sources.reduce((sum, each) => sum + each.length, 0) > PATTERN_CHARS_MAX) throw new PatternError('size');
  if (options.dialect === 'perl') return perl(sources, options);
  const nodes: Node[] = [];
  let groups = 0;
  let backReferences = false;
  for (const source of sources) {
    if (options.dialect === 'fixed') {
      nodes.push(fixed(source));
      continue;
    }
    const parsed = parseRegex(source, options.dialect, groups);
    nodes.push(parsed.node);
    groups += parsed.groups;
    backReferences ||= parsed.backReferences;
  }
  const node: Node = nodes.length === 1 && nodes[0] ? nodes[0] : { kind: 'choice', nodes };
  const { ignoreCase = false, multiline = false } = options;
  if (backReferences) return backtracking(node, { ignoreCase, multiline, groups, whole: options.whole });
  return linear(node, options, groups);
}

function fixed(source: string): Node {
  return {
    kind: 'sequence',
    nodes: Array.from(source, (character) => {
      const code = character.charCodeAt(0);
      return { kind: 'set' as const, set: setOf((each) => each === code) };
    }),
  };
}

function backtracking(
  inner: Node,
  options: { ignoreCase: boolean; multiline: boolean; groups: number; whole: 'word' | 'line' | undefined },
): Pattern {
  const [before, after] = options.whole === 'word' ? (['b', 'b'] as const) : (['^', '$'] as const);
  const node: Node =
    options.whole === undefined
      ? inner
      : {
          kind: 'sequence',
          nodes: [{ kind: 'assert', what: before }, inner, { kind: 'assert', what: after }],
        };
  const match = (text: string, from = 0) => searchBacktracking(node, options, text, from);
  return { groups: options.groups, test: (text) => match(text) !== undefined, match };
}

function linear(node: Node, options: PatternOptions, groups: number): Pattern {
  const body = emit(node, options.multiline ?? false);
  const word = options.whole === 'word';
  const source = word ? `(^|\\W)(${body})(?:$|\\W)` : options.whole === 'line' ? `^(?:${body})$` : body;
  const flags = RE2JS.DOTALL | RE2JS.LONGEST_MATCH | (options.ignoreCase ? RE2JS.CASE_INSENSITIVE : 0);
  return matching(compileRe2(source, flags, 'size'), word ? 2 : 0, groups);
}

function compileRe2(source: string, flags: number, trouble: Trouble): RE2JS {
  try {
    return RE2JS.compile(source, flags);
  } catch (error) {
    if (error instanceof RE2JSException) throw new PatternError(trouble);
    throw error;
  }
}

/** What stands before a \\K has to be there, but isn't part of the match. */
function perl(sources: readonly string[], options: PatternOptions): Pattern {
  const [before, after] =
    options.whole === 'word' ? ['\\b', '\\b'] : options.whole === 'line' ? ['^', '$'] : ['', ''];
  const source = sources.join('|');
  const keep = source.indexOf('\\K');
  const body = keep < 0 ? `(${source})` : `(?:${source.slice(0, keep)})(${source.slice(keep + 2)})`;
  const flags = RE2JS.LOOKBEHINDS | (options.ignoreCase ? RE2JS.CASE_INSENSITIVE : 0);
  return matching(compileRe2(`${before}(?:${body})${after}`, flags, 'perl'), 1, 0);
}

/** @param first the group of the regex that is the whole match */
function matching(regex: RE2JS, first: number, groups: number): Pattern {
  return {
    groups,
    test: (text) => regex.test(text),
    match(text, from = 0) {
      const matcher = regex.matcher(text);
      if (from > text.length || !matcher.find(from)) return undefined;
      const offsets: number[] = [];
      for (let group = first; group <= first + groups; group++) {
        offsets.push(matcher.start(group), matcher.end(group));
      }
      return offsets;
    },
  };
}

/** The tree in the syntax of re2. */
function emit(node: Node, multiline: boolean): string {
  switch (node.kind) {
    case 'set':
      return emitSet(node.set);
    case 'sequence':
      return node.nodes
        .map((each) => (each.kind === 'choice' ? `(?:${emit(each, multiline)})` : emit(each, multiline)))
        .join('');
    case 'choice':
      return node.nodes.map((each) => emit(each, multiline)).join('|');
    case 'group':
      return `(${emit(node.node, multiline)})`;
    case 'repeat':
      return emitRepeat(node.node, node.min, node.max, multiline);
    case 'assert':
      if (node.what === '^') return multiline ? '(?m:^)' : '^';
      if (node.what === '$') return multiline ? '(?m:$)' : '$';
      if (node.what === 'A' || node.what === 'z' || node.what === 'B') return `\\${node.what}`;
      return '\\b';
    case 'back':
      throw new PatternError('reference');
  }
}

function emitRepeat(node: Node, min: number, max: number, multiline: boolean): string {
  const body =
    node.kind === 'set' || node.kind === 'group' ? emit(node, multiline) : `(?:${emit(node, multiline)})`;
  if (max === Number.POSITIVE_INFINITY && min <= 1) return body + (min === 0 ? '*' : '+');
  if (min === 0 && max === 1) return `${body}?`;
  if (min > RE2_REPEAT_MAX || (Number.isFinite(max) && max > RE2_REPEAT_MAX)) throw new PatternError('size');
  if (max === 0) return '(?:)';
  return min === max ? `${body}{${min}}` : `${body}{${min},${Number.isFinite(max) ? max : ''}}`;
}

function emitSet(set: CharacterSet): string {
  const ranges: [number, number][] = [];
  for (let code = 0; code < 256; code++) {
    if (set[code] !== 1) continue;
    const last = ranges.at(-1);
    if (last !== undefined && last[1] === code - 1) last[1] = code;
    else ranges.push([code, code]);
  }
  const [only] = ranges;
  if (only === undefined) return '[^\\x{0}-\\x{10FFFF}]';
  if (ranges.length === 1 && only[0] === only[1]) return emitCode(only[0]);
  if (ranges.length === 1 && only[0] === 0 && only[1] === 255) return '.';
  const text = ranges.map(([low, high]) =>
    low === high ? emitCode(low) : `${emitCode(low)}-${emitCode(high)}`,
  );
  return `[${text.join('')}]`;
}

function emitCode(code: number): string {
  const character = String.fromCharCode(code);
  return /[0-9A-Za-z_ ]/.test(character) ? character : `\\x{${code.toString(16)}}`;
}
