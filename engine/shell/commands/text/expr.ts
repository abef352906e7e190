import type { Program, System } from '../../../linux/system.ts';
import { bytesOf, decode, encode } from '../bytes.ts';
import { fail, immediate } from '../command.ts';
import { commandName, isBusybox, parseOptions, Quit } from '../options.ts';
import { compilePattern } from './regex/pattern.ts';
import { PatternError } from './regex/syntax.ts';

/** Numbers longer than this are refused, in digits. */
const DIGITS_MAX = 1_000;
const DEPTH_MAX = 200;

const manual = { gnu: 'EXPRESSION\n  or:  expr OPTION' };

export const expr: Program = immediate((system) => {
  const words = system.argv.slice(1).map(encode);
  if (words.length === 1 && !isBusybox(system) && (words[0] === '--help' || words[0] === '--version'))
    parseOptions(system, { letters: '', manual });
  if (words[0] === '--') words.shift();
  if (words.length === 0) {
    if (isBusybox(system)) throw fail(system, 'too few arguments', 2);
    const name = commandName(system);
    throw new Quit(`${name}: missing operand\nTry '${name} --help' for more information.\n`, 2);
  }
  const value = new Evaluation(system, words).whole();
  system.write(1, bytesOf(`${value}\n`));
  return isNull(value) ? 1 : 0;
});

function isNull(value: string): boolean {
  return value === '' || /^-?0+$/.test(value);
}

const levels: readonly (readonly string[])[] = [
  ['|'],
  ['&'],
  ['=', '==', '!=', '<', '<=', '>', '>='],
  ['+', '-'],
  ['*', '/', '%'],
  [':'],
];

class Evaluation {
  private at = 0;
  private depth = 0;
  private readonly system: System;
  private readonly words: readonly string[];

  constructor(system: System, words: readonly string[]) {
    this.system = system;
    this.words = words;
  }

  whole(): string {
    const value = this.level(0);
    const rest = this.words[this.at];
    if (rest !== undefined) throw this.syntaxError(`unexpected argument '${decode(rest)}'`);
    return value;
  }

  private syntaxError(what: string): Quit {
    return fail(this.system, isBusybox(this.system) ? 'syntax error' : `syntax error: ${what}`, 2);
  }

  private level(index: number): string {
    const operators = levels[index];
    if (operators === undefined) return this.primary();
    let left = this.level(index + 1);
    for (
      let word = this.words[this.at];
      word !== undefined && operators.includes(word);
      word = this.words[this.at]
    ) {
      this.at++;
      left = this.apply(word, left, this.level(index + 1));
    }
    return left;
  }

  private primary(): string {
    const word = this.words[this.at];
    if (word === undefined) {
      const before = decode(this.words[this.at - 1] ?? '');
      throw this.syntaxError(`missing argument after '${before}'`);
    }
    this.at++;
    if (word === '(') {
      if (++this.depth > DEPTH_MAX) throw this.syntaxError('too deep');
      const value = this.level(0);
      if (this.words[this.at] !== ')')
        throw this.syntaxError(`expecting ')' after '${decode(this.words[this.at - 1] ?? '')}'`);
      this.at++;
      this.depth--;
      return value;
    }
    const more = this.at < this.words.length;
    if (word === 'length' && more) return String(this.primary().length);
    if (word === 'match' && this.at + 1 < this.words.length)
      return this.match(this.primary(), this.primary());
    if (word === 'index' && this.at + 1 < this.words.length) {
      const [text, characters] = [this.primary(), this.primary()];
      return String([...text].findIndex((character) => characters.includes(character)) + 1);
    }
    if (word === 'substr' && this.at + 2 < this.words.length) {
      const [text, from, length] = [this.primary(), Number(this.primary()), Number(this.primary())];
      return from >= 1 && length >= 1 ? text.slice(from - 1, from - 1 + length) : '';
    }
    return word;
  }

  private apply(operator: string, left: string, right: string): string {
    if (operator === '|') return isNull(left) ? (isNull(right) ? '0' : right) : left;
    if (operator === '&') return isNull(left) || isNull(right) ? '0' : left;
    if (operator === ':') return this.match(left, right);
    if ('+-*/%'.includes(operator)) return this.calculate(operator, this.integer(left), this.integer(right));
    const numeric = isInteger(left) && isInteger(right);
    const [a, b] = numeric ? [BigInt(left), BigInt(right)] : [left, right];
    const outcome: Readonly<Record<string, boolean>> = {
      '=': a === b,
      '==': a === b,
      '!=': a !== b,
      '<': a < b,
      '<=': a <= b,
      '>': a > b,
      '>=': a >= b,
    };
    return outcome[operator] ? '1' : '0';
  }

  private integer(text: string): bigint {
    if (!isInteger(text))
      throw fail(this.system, isBusybox(this.system) ? 'non-numeric argument' : 'non-integer argument', 2);
    return BigInt(text);
  }

  private calculate(operator: string, left: bigint, right: bigint): string {
    if (operator === '+') return String(left + right);
    if (operator === '-') return String(left - right);
    if (operator === '*') return String(left * right);
    if (right === 0n) throw fail(this.system, 'division by zero', 2);
    return String(operator === '/' ? left / right : left % right);
  }

  private match(text: string, source: string): string {
    try {
      const pattern = compilePattern(`^${source}`, { dialect: 'basic' });
      const found = pattern.match(text);
      if (pattern.groups > 0) {
        const start = found?.[2] ?? -1;
        return start < 0 ? '' : text.slice(start, found?.[3]);
      }
      return String(found === undefined ? 0 : (found[1] ?? 0) - (found[0] ?? 0));
    } catch (error) {
      if (error instanceof PatternError) throw fail(this.system, error.message, 2);
      throw error;
    }
  }
}

function isInteger(text: string): boolean {
  return /^-?\d+$/.test(text) && text.length <= DIGITS_MAX;
}
