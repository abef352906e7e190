import { RE2JS } from 're2js';
import { SqlError } from '../errors.ts';
import { PATTERN_CHARS_MAX, PATTERN_STEPS_MAX } from '../limits.ts';
import { BOOL } from '../values/types.ts';
import type { Environment, Meter } from './environment.ts';
import type { Compiled } from './scope.ts';

/** Patterns that have been read, for the same one comes with every row. */
const compiled = new Map<string, RE2JS>();
const kept = 100;

/** A regular expression. @throws SqlError where it isn't one */
function regexOf(pattern: string, insensitive: boolean): RE2JS {
  const key = `${insensitive ? 'i' : ' '}${pattern}`;
  const known = compiled.get(key);
  if (known !== undefined) return known;
  if (pattern.length > PATTERN_CHARS_MAX || repeated(pattern) > PATTERN_STEPS_MAX)
    throw new SqlError('invalidPattern', { words: 'regular expression is too complex' });
  if (compiled.size >= kept) compiled.clear();
  try {
    const made = RE2JS.compile(pattern, (insensitive ? RE2JS.CASE_INSENSITIVE : 0) | RE2JS.DOTALL);
    compiled.set(key, made);
    return made;
  } catch {
    throw new SqlError('invalidPattern', { words: problemOf(pattern) });
  }
}

/** About how many steps a pattern has when its counted repetitions are written out. */
function repeated(pattern: string): number {
  let steps = pattern.length;
  for (const [, most = '', end = ''] of pattern.matchAll(/\{(\d{1,4})(?:,(\d{0,4}))?\}/g))
    steps += Math.max(Number(most), Number(end)) * 8;
  return steps;
}

/** PostgreSQL's words for what is wrong with a pattern. */
function problemOf(pattern: string): string {
  const plain = pattern.replace(/\\./g, '');
  if ((plain.match(/\[/g)?.length ?? 0) > (plain.match(/\]/g)?.length ?? 0))
    return 'brackets [] not balanced';
  if (plain.match(/\(/g)?.length !== plain.match(/\)/g)?.length) return 'parentheses () not balanced';
  if (/^[*+?]|[(|][*+?]|[*+?]{2}[*+?]/.test(plain)) return 'quantifier operand invalid';
  return /\\$/.test(plain) ? 'invalid escape \\ sequence' : 'invalid character range';
}

/** Matches a text; the time is at most the product of its length and the pattern's. @throws SqlError where that is too much */
export function matcherOf(meter: Meter, text: string, pattern: string, insensitive: boolean) {
  const regex = regexOf(pattern, insensitive);
  meter.charge((text.length * regex.programSize()) / 20);
  return regex.matcher(text);
}

/** The first place that matches, and what is in its brackets. */
export function regexMatch(
  meter: Meter,
  text: string,
  pattern: string,
  insensitive: boolean,
): { readonly at: number; readonly whole: string; readonly groups: readonly (string | null)[] } | undefined {
  const matcher = matcherOf(meter, text, pattern, insensitive);
  if (!matcher.find()) return undefined;
  const groups = Array.from({ length: matcher.groupCount() }, (_, at) => matcher.group(at + 1) ?? null);
  return { at: matcher.start(), whole: matcher.group(0) ?? '', groups };
}

/** The parts of a text between those that match. */
export function splitBy(meter: Meter, text: string, pattern: string): string[] {
  const matcher = matcherOf(meter, text, pattern, false);
  const parts: string[] = [];
  let from = 0;
  while (matcher.find()) {
    if (matcher.end() === matcher.start()) continue;
    parts.push(text.slice(from, matcher.start()));
    from = matcher.end();
  }
  return [...parts, text.slice(from)];
}

/** Whether a text is like a pattern of `%` and `_`; time: the product of their lengths at most. */
export function isLike(
  text: string,
  pattern: string,
  insensitive: boolean,
  mark = '\\',
  meter?: Meter,
): boolean {
  const [where, what] = insensitive ? [text.toLowerCase(), pattern.toLowerCase()] : [text, pattern];
  let [at, here] = [0, 0];
  let [retryAt, retryHere] = [-1, -1];
  let steps = 0;
  while (at < where.length) {
    if ((++steps & 1023) === 0) meter?.charge(20);
    const sign = what[here];
    if (sign === '%') {
      retryHere = ++here;
      retryAt = at;
      continue;
    }
    const escaped = sign === mark && mark !== '' && here + 1 < what.length;
    const expected = escaped ? what[here + 1] : sign;
    if ((sign === '_' && !escaped) || (expected !== undefined && expected === where[at])) {
      at++;
      here += escaped ? 2 : 1;
    } else if (retryHere >= 0) {
      here = retryHere;
      at = ++retryAt;
    } else return false;
  }
  while (what[here] === '%') here++;
  return here >= what.length;
}

/** LIKE and ILIKE. @param mark what comes after ESCAPE */
export function like(
  env: Environment,
  arg: Compiled,
  pattern: Compiled,
  mark: Compiled | undefined,
  { not, insensitive }: { readonly not: boolean; readonly insensitive: boolean },
): Compiled {
  return textTest(arg, pattern, not, (text, wanted) =>
    isLike(text, wanted, insensitive, mark === undefined ? '\\' : String(mark.get()), env.meter),
  );
}

/** `~` and its kin, REGEXP. */
export function matching(
  env: Environment,
  arg: Compiled,
  pattern: Compiled,
  { not, insensitive }: { readonly not: boolean; readonly insensitive: boolean },
): Compiled {
  return textTest(arg, pattern, not, (text, wanted) =>
    matcherOf(env.meter, text, wanted, insensitive).find(),
  );
}

function textTest(
  arg: Compiled,
  pattern: Compiled,
  not: boolean,
  test: (text: string, pattern: string) => boolean,
): Compiled {
  return {
    type: BOOL,
    subs: [...arg.subs, ...pattern.subs],
    get: () => {
      const [text, wanted] = [arg.get(), pattern.get()];
      return text === null || wanted === null ? null : test(String(text), String(wanted)) !== not;
    },
  };
}
