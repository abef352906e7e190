import { blocks, exitAt, exits, type Program } from './program.ts';

/** Digits one run computes at the most. */
const digitsMax = 5000;
/** What computing a digit costs, in milliseconds of a small node. */
const msPerDigit = 2;

/** `perl -Mbignum=bpi -wle 'print bpi(2000)'`, and one-liners that print a text. */
export const perl: Program = (invocation) => {
  const { argv, container } = invocation;
  const position = argv.findIndex((word) => /^-[a-zA-Z]*e$/.test(word));
  const code = position === -1 ? undefined : argv[position + 1];
  if (code === undefined) return container.spec.interactive === true ? blocks() : exits(invocation, 0);
  const digits = Math.min(Number(/bpi\((\d{1,6})\)/.exec(code)?.[1] ?? 0), digitsMax);
  const newline = argv.some((word) => /^-[a-zA-Z]*l/.test(word)) ? '\n' : '';
  if (digits > 0) {
    const endMs = invocation.atMs + digits * msPerDigit;
    return {
      output: [{ atMs: endMs, stream: 'stdout', text: pi(digits) + newline }],
      listeners: [],
      exit: exitAt(endMs, 0),
      stop: 'ignored',
    };
  }
  const [, , text = ''] = /\bprint\s*\(?\s*(["'])([^"']{0,2000})\1/.exec(code) ?? [];
  const seconds = Number(/\bsleep\s*\(?\s*(\d{1,9})/.exec(code)?.[1] ?? 0);
  const exitCode = Number(/\bexit\s*\(?\s*(\d{1,3})/.exec(code)?.[1] ?? 0) % 256;
  const stdout = text === '' ? '' : text.replaceAll('\\n', '\n') + newline;
  return exits(invocation, exitCode, { stdout, afterMs: seconds * 1000 });
};

/** π with that many significant digits, by Machin's formula. */
function pi(digits: number): string {
  const guard = 10n;
  const unit = 10n ** (BigInt(digits) + guard);
  const arctangentOfInverse = (inverse: bigint): bigint => {
    const square = inverse * inverse;
    let power = unit / inverse;
    let sum = power;
    for (let divisor = 3n, sign = -1n; power !== 0n; divisor += 2n, sign = -sign) {
      power /= square;
      sum += (sign * power) / divisor;
    }
    return sum;
  };
  const value = 4n * (4n * arctangentOfInverse(5n) - arctangentOfInverse(239n));
  const text = rounded(value, guard + 1n).toString();
  return digits === 1 ? text : `${text.slice(0, 1)}.${text.slice(1)}`;
}

/** Drops the last digits, rounding half up as bignum does. */
function rounded(value: bigint, dropped: bigint): bigint {
  const divisor = 10n ** dropped;
  return (value + divisor / 2n) / divisor;
}
