import { absolutePath } from '../files.ts';
import { commandName, exits, type Invocation, type Program } from './program.ts';

/** Nesting of `!` and parentheses is cut off at this many words. */
const wordsMax = 200;

/** `test`, `[`, and bash's `[[` without patterns. */
export const test: Program = (invocation) => {
  const name = commandName(invocation);
  const words = invocation.argv.slice(1);
  const closing = name === '[' ? ']' : name === '[[' ? ']]' : undefined;
  if (closing !== undefined && words.pop() !== closing) {
    return exits(invocation, 2, { stderr: `${name}: missing '${closing}'\n` });
  }
  if (words.length > wordsMax) return exits(invocation, 2, { stderr: `${name}: too many arguments\n` });
  const result = either(invocation, words);
  if (result === undefined) {
    return exits(invocation, 2, { stderr: `${name}: ${words[0] ?? ''}: unexpected operator\n` });
  }
  return exits(invocation, result ? 0 : 1);
};

/** True, false, or undefined where it isn't an expression. */
type Truth = boolean | undefined;

function either(invocation: Invocation, words: readonly string[]): Truth {
  return combined(
    words,
    ['-o', '||'],
    (part) => every(invocation, part),
    (results) => results.includes(true),
  );
}

function every(invocation: Invocation, words: readonly string[]): Truth {
  return combined(
    words,
    ['-a', '&&'],
    (part) => negatable(invocation, part),
    (results) => !results.includes(false),
  );
}

function combined(
  words: readonly string[],
  operators: readonly string[],
  evaluate: (part: readonly string[]) => Truth,
  combine: (results: readonly boolean[]) => boolean,
): Truth {
  const parts: string[][] = [[]];
  for (const [index, word] of words.entries()) {
    const isOperator = operators.includes(word) && index > 0 && index < words.length - 1;
    if (isOperator) parts.push([]);
    else parts.at(-1)?.push(word);
  }
  const results: boolean[] = [];
  for (const part of parts) {
    const result = evaluate(part);
    if (result === undefined) return undefined;
    results.push(result);
  }
  return combine(results);
}

function negatable(invocation: Invocation, words: readonly string[]): Truth {
  if (words[0] !== '!' || words.length < 2) return simple(invocation, words);
  const result = simple(invocation, words.slice(1));
  return result === undefined ? undefined : !result;
}

function simple(invocation: Invocation, words: readonly string[]): Truth {
  const [first = '', second = '', third = ''] = words;
  if (words.length === 0) return false;
  if (words.length === 1) return first !== '';
  if (words.length === 2) return unary(invocation, first, second);
  return words.length === 3 ? binary(first, second, third) : undefined;
}

function unary(invocation: Invocation, operator: string, operand: string): Truth {
  const { container, atMs, workingDir } = invocation;
  const path = absolutePath(operand, workingDir);
  switch (operator) {
    case '-z':
      return operand === '';
    case '-n':
      return operand !== '';
    case '-e':
    case '-r':
    case '-w':
    case '-x':
      return container.files.exists(path, atMs);
    case '-f':
      return container.files.read(path, atMs) !== undefined;
    case '-d':
      return container.files.isDirectory(path, atMs);
    case '-s':
      return (container.files.read(path, atMs) ?? '') !== '';
    case '-t':
      return container.spec.interactive === true;
    default:
      return undefined;
  }
}

function binary(left: string, operator: string, right: string): Truth {
  const difference = Number(left) - Number(right);
  switch (operator) {
    case '=':
    case '==':
      return left === right;
    case '!=':
      return left !== right;
    case '<':
      return left < right;
    case '>':
      return left > right;
    case '-eq':
      return difference === 0;
    case '-ne':
      return difference !== 0;
    case '-lt':
      return difference < 0;
    case '-le':
      return difference <= 0;
    case '-gt':
      return difference > 0;
    case '-ge':
      return difference >= 0;
    default:
      return undefined;
  }
}
