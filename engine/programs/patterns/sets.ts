import { type CharacterSet, PatternError } from './tree.ts';

const DIGITS: readonly number[] = [48, 57];
const WORDS: readonly number[] = [48, 57, 65, 90, 95, 95, 97, 122];
const SPACES: readonly number[] = [
  9, 13, 32, 32, 160, 160, 0x1680, 0x1680, 0x2000, 0x200a, 0x2028, 0x2029, 0x202f, 0x202f, 0x205f, 0x205f,
  0x3000, 0x3000, 0xfeff, 0xfeff,
];
const CODE_MAX = 0x10ffff;

/** Everything but these ranges, which are in order. */
function complement(ranges: readonly number[]): number[] {
  const made: number[] = [];
  let at = 0;
  for (let index = 0; index < ranges.length; index += 2) {
    const from = ranges[index] ?? 0;
    if (from > at) made.push(at, from - 1);
    at = (ranges[index + 1] ?? 0) + 1;
  }
  if (at <= CODE_MAX) made.push(at, CODE_MAX);
  return made;
}

/** `d`, `W` and so on. */
export function classRanges(letter: string): readonly number[] {
  const ranges = { d: DIGITS, w: WORDS, s: SPACES }[letter.toLowerCase()] ?? [];
  return letter === letter.toLowerCase() ? ranges : complement(ranges);
}

const properties = new Map<string, (code: number) => boolean>();
const PROPERTIES_MAX = 500;

/** `\p{…}`: the host's tables say it, of one character at a time. */
export function propertyTest(name: string, negated: boolean): (code: number) => boolean {
  const key = `${negated ? 'P' : 'p'}${name}`;
  const known = properties.get(key);
  if (known !== undefined) return known;
  if (!/^\w+(?:=\w+)?$/.test(name)) throw new PatternError('Invalid property name');
  let pattern: RegExp;
  try {
    pattern = new RegExp(`^\\p{${name}}$`, 'u');
  } catch {
    throw new PatternError('Invalid property name');
  }
  const made = (code: number) => pattern.test(String.fromCodePoint(code)) !== negated;
  if (properties.size >= PROPERTIES_MAX) properties.clear();
  properties.set(key, made);
  return made;
}

function inRanges(ranges: readonly number[], code: number): boolean {
  for (let index = 0; index < ranges.length; index += 2)
    if (code >= (ranges[index] ?? 0) && code <= (ranges[index + 1] ?? 0)) return true;
  return false;
}

const single = (text: string, fallback: number) => {
  const code = text.codePointAt(0) ?? fallback;
  return String.fromCodePoint(code).length === text.length ? code : fallback;
};

/** What is the same to the flag i (Canonicalize). */
export function canonical(code: number, unicode: boolean): number {
  if (code < 128) return code >= 97 && code <= 122 ? code - 32 : code;
  const upper = single(String.fromCodePoint(code).toUpperCase(), code);
  if (unicode) {
    const lower = single(String.fromCodePoint(upper).toLowerCase(), upper);
    return lower < 128 ? canonical(lower, true) : lower;
  }
  return upper < 128 || upper > 0xffff ? code : upper;
}

function variants(code: number, unicode: boolean): number[] {
  const same = canonical(code, unicode);
  const lower = single(String.fromCodePoint(code).toLowerCase(), code);
  const found = [code, same, single(String.fromCodePoint(same).toLowerCase(), same), lower];
  if (unicode && same === 83) found.push(0x17f);
  if (unicode && same === 75) found.push(0x212a);
  return found.filter((each) => canonical(each, unicode) === same);
}

/** A function that says whether a character is in the set; of ASCII characters it looks it up. */
export function setTest(
  { ranges, tests, negated }: CharacterSet,
  ignoreCase: boolean,
  unicode: boolean,
): (code: number) => boolean {
  const plain = (code: number) => inRanges(ranges, code) || tests.some((test) => test(code));
  const test = ignoreCase
    ? (code: number) => variants(code, unicode).some(plain) !== negated
    : (code: number) => plain(code) !== negated;
  const table = Array.from({ length: 128 }, (_, code) => test(code));
  return (code) => (code < 128 ? table[code] === true : test(code));
}
