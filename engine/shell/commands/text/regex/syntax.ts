/** A regular expression as a tree. Characters are bytes: codes from 0 to 255. */
export type Node =
  | { readonly kind: 'set'; readonly set: CharacterSet }
  | { readonly kind: 'sequence'; readonly nodes: readonly Node[] }
  | { readonly kind: 'choice'; readonly nodes: readonly Node[] }
  | { readonly kind: 'group'; readonly index: number; readonly node: Node }
  | { readonly kind: 'repeat'; readonly node: Node; readonly min: number; readonly max: number }
  | { readonly kind: 'assert'; readonly what: Assertion }
  | { readonly kind: 'back'; readonly index: number };

/** `<` and `>`: beginning and end of a word; `A` and `z`: of the text, where `^` and `$` may be of a line. */
export type Assertion = '^' | '$' | 'b' | 'B' | '<' | '>' | 'A' | 'z';

/** Which codes are in it. */
export type CharacterSet = Uint8Array;

/** What can be wrong with a regular expression: the words of glibc and those of musl. */
const troubles = {
  parenthesis: ['Unmatched ( or \\(', "Missing ')'"],
  closing: ['Unmatched ) or \\)', 'Invalid regexp'],
  bracket: ['Unmatched [, [^, [:, [., or [=', "Missing ']'"],
  className: ['Invalid character class name', 'Unknown character class name'],
  range: ['Invalid range end', 'Invalid character range'],
  brace: ['Unmatched \\{', "Missing '}'"],
  interval: ['Invalid content of \\{\\}', 'Invalid contents of {}'],
  backslash: ['Trailing backslash', 'Trailing backslash'],
  reference: ['Invalid back reference', 'Invalid back reference'],
  repetition: ['Invalid preceding regular expression', 'Repetition not preceded by valid expression'],
  perl: ['unrecognized or unsupported construct in pattern', 'Invalid regexp'],
  size: ['Regular expression too big', 'Out of memory'],
  matches: ['that many matches in a line are not part of the simulation', 'Out of memory'],
} as const;

export type Trouble = keyof typeof troubles;

/** A regular expression is wrong. `message` is glibc's. */
export class PatternError extends Error {
  readonly musl: string;

  constructor(trouble: Trouble) {
    super(troubles[trouble][0]);
    this.musl = troubles[trouble][1];
  }
}

export function setOf(test: (code: number) => boolean): CharacterSet {
  return Uint8Array.from({ length: 256 }, (_, code) => (test(code) ? 1 : 0));
}

export function without(set: CharacterSet): CharacterSet {
  return set.map((member) => 1 - member);
}

export const anyCharacter: CharacterSet = setOf(() => true);
const between = (low: number, high: number) => (code: number) => code >= low && code <= high;
const upper = between(65, 90);
const lower = between(97, 122);
const digit = between(48, 57);
const alpha = (code: number) => upper(code) || lower(code);
const alnum = (code: number) => alpha(code) || digit(code);

/** The POSIX classes, in the C locale. */
export const characterClasses: Readonly<Record<string, (code: number) => boolean>> = {
  alnum,
  alpha,
  blank: (code) => code === 32 || code === 9,
  cntrl: (code) => code < 32 || code === 127,
  digit,
  graph: between(33, 126),
  lower,
  print: between(32, 126),
  punct: (code) => between(33, 126)(code) && !alnum(code),
  space: (code) => code === 32 || between(9, 13)(code),
  upper,
  xdigit: (code) => digit(code) || between(65, 70)(code) || between(97, 102)(code),
};

export const isWordCode = (code: number): boolean => alnum(code) || code === 95;
