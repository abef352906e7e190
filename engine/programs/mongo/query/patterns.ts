import { RE2JS } from 're2js';
import type { Regex } from '../bson/values.ts';
import { MongoError } from '../errors.ts';

const PATTERN_CHARS_MAX = 10_000;
const FLAGS: Readonly<Record<string, number>> = {
  i: RE2JS.CASE_INSENSITIVE,
  m: RE2JS.MULTILINE,
  s: RE2JS.DOTALL,
  u: 0,
  x: 0,
};

/** A pattern that takes no longer than the text is. @throws MongoError */
export function compiled({ pattern, flags }: Regex): RE2JS {
  const source = flags.includes('x') ? pattern.replace(/#.*$|\s+/gm, '') : pattern;
  let bits = 0;
  for (const flag of flags) bits |= FLAGS[flag] ?? 0;
  try {
    if (source.length > PATTERN_CHARS_MAX) throw new Error('too long');
    return RE2JS.compile(source, bits);
  } catch {
    throw new MongoError('Location51091', `Regular expression is invalid: ${pattern}`);
  }
}
