import type { Program, System } from '../../../linux/system.ts';
import { complain, immediate } from '../command.ts';
import { isBusybox, parseOptions, type Syntax, usageOnly } from '../options.ts';

const syntax: Syntax = {
  letters: '',
  manual: {
    gnu: '[NUMBER]...\nPrint the prime factors of each specified integer NUMBER.',
  },
};

/** The largest number that is factored: its root is tried up to. */
const NUMBER_MAX = 1e14;
const DIVISIONS_PER_MICROSECOND = 100;

export const factor: Program = immediate((system) => {
  let code = 0;
  for (const word of parseOptions(system, syntax).operands) {
    const text = line(system, word);
    if (text === undefined) code = 1;
    else system.write(1, text);
  }
  return code;
});

function line(system: System, word: string): string | undefined {
  const number = Number(word);
  if (!/^\+?\d+$/.test(word)) {
    if (isBusybox(system)) throw usageOnly(system, syntax.manual);
    complain(system, `'${word}' is not a valid positive integer`);
    return undefined;
  }
  if (number > NUMBER_MAX) {
    complain(system, `'${word}' is too large`);
    return undefined;
  }
  const factors: number[] = [];
  let rest = number;
  let divisor = 2;
  for (; divisor * divisor <= rest; divisor += divisor === 2 ? 1 : 2) {
    while (rest % divisor === 0) {
      factors.push(divisor);
      rest /= divisor;
    }
  }
  if (rest > 1) factors.push(rest);
  system.spend(Math.ceil(divisor / DIVISIONS_PER_MICROSECOND));
  return `${number}:${factors.map((each) => ` ${each}`).join('')}\n`;
}
