import { RE2JS } from 're2js';
import type { Builtin } from './builtin.ts';
import { textOf } from './formats.ts';
import { JqError, type JsonValue } from './syntax.ts';
import { described, isArray } from './values.ts';

const MATCHES_MAX = 10_000;

function text(value: JsonValue | undefined): string {
  if (typeof value === 'string') return value;
  throw new JqError(`${described(value ?? null)} cannot be matched, as it is not a string`);
}

/** The same pattern comes for each of many values. */
let compiled: readonly [source: string, flags: string, pattern: RE2JS] | undefined;

function patternOf(source: string, flags: string): RE2JS {
  if (compiled !== undefined && compiled[0] === source && compiled[1] === flags) return compiled[2];
  try {
    const pattern = RE2JS.compile(
      source.replaceAll('(?<', '(?P<'),
      flags.includes('i') ? RE2JS.CASE_INSENSITIVE : 0,
    );
    compiled = [source, flags, pattern];
    return pattern;
  } catch {
    throw new JqError(`${source} (at offset 0) is not a valid regex`);
  }
}

interface Match {
  readonly start: number;
  readonly end: number;
  readonly whole: string;
  readonly groups: readonly (string | null)[];
  readonly names: Readonly<Record<string, string | null>>;
}

function matches(value: JsonValue, source: JsonValue | undefined, flags: string): Match[] {
  const pattern = patternOf(text(source), flags);
  const matcher = pattern.matcher(text(value));
  const names = Object.entries(pattern.namedGroups());
  const found: Match[] = [];
  while (found.length < MATCHES_MAX && matcher.find()) {
    const groups = Array.from({ length: matcher.groupCount() }, (_, index) => matcher.group(index + 1));
    found.push({
      start: matcher.start(),
      end: matcher.end(),
      whole: matcher.group() ?? '',
      groups,
      names: Object.fromEntries(names.map(([name, index]) => [name, groups[index - 1] ?? null])),
    });
    if (!flags.includes('g')) break;
  }
  return found;
}

/** Functions on texts. */
export function textBuiltins(): Record<string, Builtin> {
  const plain = (of: (value: JsonValue) => JsonValue): Builtin =>
    function* ({ input }) {
      yield { value: of(input.value) };
    };
  const given = (of: (value: JsonValue, words: readonly JsonValue[]) => Iterable<JsonValue>): Builtin =>
    function* ({ evaluation, input, variables, given: filters }) {
      const words = filters.map((filter) => evaluation.first(filter, input.value, variables) ?? null);
      for (const value of of(input.value, words)) yield { value };
    };
  const flagsOf = (flags: JsonValue | undefined) => (typeof flags === 'string' ? flags : '');
  const test: Builtin = given((value, [source, flags]) => [
    matches(value, source, flagsOf(flags)).length > 0,
  ]);
  const match: Builtin = given((value, [source, flags]) =>
    matches(value, source, flagsOf(flags)).map(({ start, whole, groups }) => ({
      offset: start,
      length: whole.length,
      string: whole,
      captures: groups.map((string) => ({ string, length: string?.length ?? 0 })),
    })),
  );
  const capture: Builtin = given((value, [source, flags]) =>
    matches(value, source, flagsOf(flags)).map(({ names }) => names),
  );
  const replacing = (extra: string): Builtin =>
    function* ({ evaluation, input, variables, given: [source, replacement, flags] }) {
      if (source === undefined || replacement === undefined) return;
      const pattern = evaluation.first(source, input.value, variables);
      const given = flags === undefined ? '' : flagsOf(evaluation.first(flags, input.value, variables));
      const whole = text(input.value);
      let at = 0;
      let out = '';
      for (const found of matches(whole, pattern, given + extra)) {
        out += whole.slice(at, found.start) + text(evaluation.first(replacement, found.names, variables));
        at = found.end;
      }
      yield { value: out + whole.slice(at) };
    };
  return {
    'ascii_downcase/0': plain((value) => text(value).replace(/[A-Z]/g, (letter) => letter.toLowerCase())),
    'ascii_upcase/0': plain((value) => text(value).replace(/[a-z]/g, (letter) => letter.toUpperCase())),
    'startswith/1': given((value, [part]) => [text(value).startsWith(text(part))]),
    'endswith/1': given((value, [part]) => [text(value).endsWith(text(part))]),
    'ltrimstr/1': given((value, [part]) => [
      typeof value === 'string' && typeof part === 'string' && value.startsWith(part)
        ? value.slice(part.length)
        : value,
    ]),
    'rtrimstr/1': given((value, [part]) => [
      typeof value === 'string' && typeof part === 'string' && part !== '' && value.endsWith(part)
        ? value.slice(0, -part.length)
        : value,
    ]),
    'trim/0': plain((value) => text(value).trim()),
    'ltrim/0': plain((value) => text(value).trimStart()),
    'rtrim/0': plain((value) => text(value).trimEnd()),
    'split/1': given((value, [part]) => [text(value) === '' ? [] : text(value).split(text(part))]),
    'join/1': given((value, [glue]) => [
      (isArray(value) ? value : []).map((each) => (each === null ? '' : textOf(each))).join(text(glue)),
    ]),
    'explode/0': plain((value) => [...text(value)].map((letter) => letter.codePointAt(0) ?? 0)),
    'implode/0': plain((value) =>
      (isArray(value) ? value : []).map((point) => String.fromCodePoint(Number(point))).join(''),
    ),
    'utf8bytelength/0': plain((value) => new TextEncoder().encode(text(value)).length),
    'fromjson/0': plain((value) => {
      try {
        const parsed: JsonValue = JSON.parse(text(value));
        return parsed;
      } catch {
        throw new JqError(`${text(value)} (while parsing '${text(value)}')`);
      }
    }),
    'test/1': test,
    'test/2': test,
    'match/1': match,
    'match/2': match,
    'capture/1': capture,
    'capture/2': capture,
    'scan/1': given((value, [source]) =>
      matches(value, source, 'g').map(({ whole, groups }) => (groups.length === 0 ? whole : groups)),
    ),
    'sub/2': replacing(''),
    'sub/3': replacing(''),
    'gsub/2': replacing('g'),
    'gsub/3': replacing('g'),
  };
}
