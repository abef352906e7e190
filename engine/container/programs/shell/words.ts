import { type Scanner, textPart } from './scanner.ts';
import { type List, SyntaxProblem, type Word, type WordPart } from './syntax.ts';

/** Parses the script inside `$(…)`; handed in by the parser, which knows commands. */
export type ParseList = (text: string, line: number) => List;

const nameFormat = /^[A-Za-z_]\w*/;
const specialParameters = new Set([
  '?',
  '#',
  '@',
  '*',
  '$',
  '!',
  '-',
  '0',
  '1',
  '2',
  '3',
  '4',
  '5',
  '6',
  '7',
  '8',
  '9',
]);
const expansionOperators = [':-', ':=', ':+', ':?', '##', '%%', '-', '=', '+', '?', '#', '%'];

/** Reads a word: text, quotes and expansions up to an unquoted blank or operator. */
export function readWord(scanner: Scanner, parseList: ParseList): Word {
  const parts: WordPart[] = [];
  while (!scanner.atWordEnd()) readPart(scanner, parseList, parts);
  return parts;
}

/** The parts of a here-document's body or of a double-quoted text, in which only expansions are special. */
export function readQuoted(scanner: Scanner, parseList: ParseList, end: string | undefined): WordPart[] {
  const parts: WordPart[] = [textPart('', true)];
  let text = '';
  const flush = (): void => {
    if (text !== '') parts.push(textPart(text, true));
    text = '';
  };
  for (;;) {
    if (scanner.atEnd) {
      if (end === undefined) break;
      throw new SyntaxProblem(undefined, scanner.line);
    }
    const character = scanner.peek();
    if (character === end) break;
    if (character === '\\' && /[$`"\\\n]/.test(scanner.peek(1))) {
      scanner.position++;
      const escaped = scanner.take();
      if (escaped !== '\n') text += escaped;
    } else if (character === '$' || character === '`') {
      flush();
      readExpansion(scanner, parseList, parts, true);
    } else text += scanner.take();
  }
  flush();
  if (end !== undefined) scanner.position++;
  return parts;
}

function readPart(scanner: Scanner, parseList: ParseList, parts: WordPart[]): void {
  const character = scanner.peek();
  if (character === '\\') {
    scanner.position++;
    const escaped = scanner.take();
    if (escaped !== '\n') parts.push(textPart(escaped, true));
  } else if (character === "'") {
    parts.push(textPart(readSingleQuoted(scanner), true));
  } else if (character === '"') {
    scanner.position++;
    parts.push(...readQuoted(scanner, parseList, '"'));
  } else if (character === '$' || character === '`') {
    readExpansion(scanner, parseList, parts, false);
  } else {
    let text = '';
    while (!scanner.atWordEnd() && !/[\\'"$`]/.test(scanner.peek())) text += scanner.take();
    parts.push(textPart(text, false));
  }
}

function readSingleQuoted(scanner: Scanner): string {
  const end = scanner.text.indexOf("'", scanner.position + 1);
  if (end === -1) throw new SyntaxProblem(undefined, scanner.line);
  const text = scanner.text.slice(scanner.position + 1, end);
  scanner.position = end + 1;
  return text;
}

function readExpansion(scanner: Scanner, parseList: ParseList, parts: WordPart[], quoted: boolean): void {
  const { line } = scanner;
  if (scanner.peek() === '`') {
    parts.push({ kind: 'command', body: parseList(readBackquoted(scanner), line), quoted });
  } else if (scanner.text.startsWith('$((', scanner.position)) {
    const expression = readBalanced(scanner, 3, '))');
    parts.push({ kind: 'arithmetic', expression: subWord(scanner, expression, parseList), quoted });
  } else if (scanner.peek(1) === '(') {
    parts.push({ kind: 'command', body: parseList(readBalanced(scanner, 2, ')'), line), quoted });
  } else if (scanner.peek(1) === '{') {
    parts.push(bracedVariable(readBalanced(scanner, 2, '}'), scanner, parseList, quoted));
  } else {
    scanner.position++;
    const rest = scanner.text.slice(scanner.position, scanner.position + 256);
    const name = nameFormat.exec(rest)?.[0] ?? (specialParameters.has(rest[0] ?? '') ? rest[0] : undefined);
    if (name === undefined) parts.push(textPart('$', true));
    else {
      scanner.position += name.length;
      parts.push({ kind: 'variable', name, quoted });
    }
  }
}

function readBackquoted(scanner: Scanner): string {
  let text = '';
  scanner.position++;
  while (scanner.peek() !== '`') {
    if (scanner.atEnd) throw new SyntaxProblem(undefined, scanner.line);
    if (scanner.peek() === '\\' && /[`$\\]/.test(scanner.peek(1))) scanner.position++;
    text += scanner.take();
  }
  scanner.position++;
  return text;
}

/** The text up to the closing bracket that belongs to the opening one; quotes inside hide brackets. */
function readBalanced(scanner: Scanner, opening: number, closing: '))' | ')' | '}'): string {
  const [open, close] = closing === '}' ? ['{', '}'] : ['(', ')'];
  const start = scanner.position + opening;
  let depth = closing.length;
  let quote = '';
  for (let at = start; at < scanner.text.length; at++) {
    const character = scanner.text[at] ?? '';
    if (character === '\\' && quote !== "'") at++;
    else if (quote !== '') quote = character === quote ? '' : quote;
    else if (character === "'" || character === '"') quote = character;
    else if (character === open) depth++;
    else if (character === close && --depth === 0) {
      scanner.position = at + 1;
      return scanner.text.slice(start, at + 1 - closing.length);
    }
  }
  throw new SyntaxProblem(undefined, scanner.line);
}

function bracedVariable(inside: string, scanner: Scanner, parseList: ParseList, quoted: boolean): WordPart {
  const [, length] = /^#([A-Za-z_]\w*|[@*\d])$/.exec(inside) ?? [];
  if (length !== undefined) return { kind: 'variable', name: length, operator: 'length', quoted };
  const name =
    nameFormat.exec(inside)?.[0] ?? (specialParameters.has(inside[0] ?? '') ? inside[0] : undefined);
  if (name === undefined) throw new SyntaxProblem('Bad substitution', scanner.line);
  const rest = inside.slice(name.length);
  if (rest === '') return { kind: 'variable', name, quoted };
  const operator = expansionOperators.find((candidate) => rest.startsWith(candidate));
  if (operator === undefined) throw new SyntaxProblem('Bad substitution', scanner.line);
  const operand = subWord(scanner, rest.slice(operator.length), parseList);
  return { kind: 'variable', name, operator, operand, quoted };
}

/** A word inside an expansion: blanks and operators are ordinary text there. */
function subWord(scanner: Scanner, text: string, parseList: ParseList): Word {
  const inner = scanner.within(text);
  const parts: WordPart[] = [];
  while (!inner.atEnd) {
    if (inner.atWordEnd()) parts.push(textPart(inner.take(), false));
    else readPart(inner, parseList, parts);
  }
  return parts;
}
