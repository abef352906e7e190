import { complains, exits, type Program } from './program.ts';

export const succeeds: Program = (invocation) => exits(invocation, 0);

export const fails: Program = (invocation) => exits(invocation, 1);

export const echo: Program = (invocation) => {
  let words = invocation.argv.slice(1);
  let newline = true;
  let escapes = false;
  while (words[0] !== undefined && /^-[neE]+$/.test(words[0])) {
    if (words[0].includes('n')) newline = false;
    if (words[0].includes('e')) escapes = true;
    words = words.slice(1);
  }
  const text = words.join(' ');
  return exits(invocation, 0, { stdout: (escapes ? withEscapes(text) : text) + (newline ? '\n' : '') });
};

/** printf with %s, %d, %i, %c, %% and the usual escapes. The format is used again while arguments are left. */
export const printf: Program = (invocation) => {
  const [, format, ...operands] = invocation.argv;
  if (format === undefined) return complains(invocation, 'usage: printf format [arguments]', 2);
  let rest = operands;
  let text = '';
  do {
    const before = rest.length;
    text += withEscapes(format).replace(/%(-?\d{0,3})([sdic%])/g, (_whole, width: string, kind: string) => {
      if (kind === '%') return '%';
      const [value = kind === 's' || kind === 'c' ? '' : '0', ...others] = rest;
      rest = others;
      return pad(kind === 'c' ? value.slice(0, 1) : value, width);
    });
    if (rest.length === before) break;
  } while (rest.length > 0 && text.length < textLengthMax);
  return exits(invocation, 0, { stdout: text });
};

/** `seq last`, `seq first last`, `seq first step last`. */
export const seq: Program = (invocation) => {
  const numbers = invocation.argv.slice(1).map(Number);
  const [first = 1, step = 1, last = 0] =
    numbers.length === 1 ? [1, 1, numbers[0]] : numbers.length === 2 ? [numbers[0], 1, numbers[1]] : numbers;
  if (numbers.length === 0 || numbers.some((number) => !Number.isFinite(number)) || step === 0) {
    return complains(invocation, 'invalid number');
  }
  const values: number[] = [];
  for (let value = first; step > 0 ? value <= last : value >= last; value += step) {
    if (values.length >= sequenceMax) break;
    values.push(value);
  }
  return exits(invocation, 0, { stdout: values.map((value) => `${value}\n`).join('') });
};

/** Characters one printf prints at the most, but for its last round. */
const textLengthMax = 64 * 1024;
/** Numbers one seq prints at the most. */
const sequenceMax = 10_000;

const escapeCharacters: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  '\\': '\\',
  a: '\u0007',
};

function withEscapes(text: string): string {
  return text.replace(/\\([ntra\\])/g, (_whole, letter: string) => escapeCharacters[letter] ?? letter);
}

function pad(text: string, width: string): string {
  if (width === '') return text;
  return width.startsWith('-') ? text.padEnd(Number(width.slice(1))) : text.padStart(Number(width));
}
