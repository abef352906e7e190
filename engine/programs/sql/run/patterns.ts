import { RE2JS } from 're2js';
import { SqlError } from '../errors.ts';

/** Patterns that have been read, for the same one comes with every row. */
const compiled = new Map<string, RE2JS>();
const kept = 100;

/** A regular expression, in time that its length and the text's bound. @throws SqlError where it isn't one */
export function regexOf(pattern: string, insensitive: boolean): RE2JS {
  const key = `${insensitive ? 'i' : ' '}${pattern}`;
  const known = compiled.get(key);
  if (known !== undefined) return known;
  if (compiled.size >= kept) compiled.clear();
  try {
    const made = RE2JS.compile(
      pattern.slice(0, 2000),
      (insensitive ? RE2JS.CASE_INSENSITIVE : 0) | RE2JS.DOTALL,
    );
    compiled.set(key, made);
    return made;
  } catch {
    throw new SqlError('invalidPattern', { words: 'pattern cannot be read' });
  }
}

/** Whether a text is like a pattern of `%` and `_`; time: the product of their lengths at most. */
export function isLike(text: string, pattern: string, insensitive: boolean, mark = '\\'): boolean {
  const [where, what] = insensitive ? [text.toLowerCase(), pattern.toLowerCase()] : [text, pattern];
  let [at, here] = [0, 0];
  let [retryAt, retryHere] = [-1, -1];
  while (at < where.length) {
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
