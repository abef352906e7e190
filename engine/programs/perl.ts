import type { Program } from '../linux/system.ts';

/** Digits one run computes at the most. */
const DIGITS_MAX = 5000;
/** What computing a digit costs, in milliseconds of a CPU. */
const MS_PER_DIGIT = 2;

/** What is printed when the time is over, and how it ends. */
type Work = {
  readonly text: string;
  readonly exit: number;
};

/** `perl -Mbignum=bpi -wle 'print bpi(2000)'`, and one-liners that print a text, sleep or exit. */
export const perl: Program<Work> = {
  start(system) {
    const { argv } = system;
    const position = argv.findIndex((word) => /^-[a-zA-Z]*e$/.test(word));
    const code = position < 0 ? undefined : argv[position + 1];
    if (code === undefined) {
      system.write(2, 'perl: only one-liners (-e) are part of the simulation\n');
      return { exit: 126 };
    }
    const digits = Math.min(Number(/bpi\((\d{1,6})\)/.exec(code)?.[1] ?? 0), DIGITS_MAX);
    const newline = argv.some((word) => /^-[a-zA-Z]*l/.test(word)) ? '\n' : '';
    if (digits > 0) {
      return { state: { text: pi(digits) + newline, exit: 0 }, until: { cpuMs: digits * MS_PER_DIGIT } };
    }
    const [, , text = ''] = /\bprint\s*\(?\s*(["'])([^"']{0,2000})\1/.exec(code) ?? [];
    const seconds = Number(/\bsleep\s*\(?\s*(\d{1,9})/.exec(code)?.[1] ?? 0);
    const exit = Number(/\bexit\s*\(?\s*(\d{1,3})/.exec(code)?.[1] ?? 0) % 256;
    if (text !== '') system.write(1, text.replaceAll('\\n', '\n') + newline);
    return { state: { text: '', exit }, until: { timeMs: system.now + seconds * 1000 } };
  },
  step(system, { text, exit }) {
    if (text !== '') system.write(1, text);
    return { exit };
  },
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
