import { encode } from './bytes.ts';

export interface EchoOptions {
  /** `-n`, `-e` and `-E` are options; dash only knows -n. */
  readonly options: 'all' | 'n';
  /** Backslashes mean something without -e, as in dash. */
  readonly escapes: boolean;
}

/** What echo prints: bytes, one character each. */
export function echo(words: readonly string[], { options, escapes }: EchoOptions): string {
  const pattern = options === 'all' ? /^-[neE]+$/ : /^-n$/;
  let newline = '\n';
  let interprets = escapes;
  let first = 0;
  for (; first < words.length && pattern.test(words[first] ?? ''); first++) {
    for (const letter of words[first] ?? '') {
      if (letter === 'n') newline = '';
      else if (letter === 'e') interprets = true;
      else if (letter === 'E') interprets = false;
    }
    if (options === 'n') {
      first++;
      break;
    }
  }
  const text = encode(words.slice(first).join(' '));
  if (!interprets) return text + newline;
  const { text: unescaped, ended } = interpretEscapes(text, 'zero');
  return ended ? unescaped : unescaped + newline;
}

const SIMPLE: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  e: '\x1b',
  E: '\x1b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
};

const ESCAPE =
  /\\(?:x([0-9a-fA-F]{1,2})|u([0-9a-fA-F]{1,4})|U([0-9a-fA-F]{1,8})|(0[0-7]{0,3}|[1-7][0-7]{0,2})|([\s\S]))/g;

/**
 * Backslash escapes in text of bytes. `\c` ends the output.
 * @param octal `zero`: `\0123`, as echo and %b have it; `plain`: `\123`, as the format of printf has it
 */
export function interpretEscapes(
  text: string,
  octal: 'zero' | 'plain',
): { readonly text: string; readonly ended: boolean } {
  let ended = false;
  const limit = text.search(/(?<!\\)(?:\\\\)*\\c/);
  const end = limit < 0 ? text.length : text.indexOf('\\c', limit);
  const part = text.slice(0, end);
  if (limit >= 0) ended = true;
  const unescaped = part.replace(
    ESCAPE,
    (all, hex?: string, short?: string, long?: string, digits?: string, other?: string) => {
      if (hex !== undefined) return String.fromCharCode(Number.parseInt(hex, 16));
      const point = short ?? long;
      if (point !== undefined) return codePoint(Number.parseInt(point, 16));
      if (digits !== undefined) return octalByte(digits, octal);
      return SIMPLE[other ?? ''] ?? all;
    },
  );
  return { text: unescaped, ended };
}

function codePoint(point: number): string {
  return point <= 0x10ffff ? encode(String.fromCodePoint(point)) : '';
}

function octalByte(digits: string, octal: 'zero' | 'plain'): string {
  const used = octal === 'plain' ? digits.slice(0, 3) : digits;
  const rest = digits.slice(used.length);
  return String.fromCharCode(Number.parseInt(used, 8) & 0xff) + rest;
}
