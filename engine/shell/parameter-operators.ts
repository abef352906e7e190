import type { Expansion } from './expand.ts';
import type { Piece } from './frame-kinds.ts';
import {
  literal,
  matches,
  type Pattern,
  parsePattern,
  removePrefix,
  removeSuffix,
  replaceMatches,
} from './pattern.ts';
import { quotedWord } from './quoting.ts';
import type { ParameterPart } from './syntax/tree.ts';
import { unescapeDollarQuote } from './syntax/word-reader.ts';
import { assign, calculate, isName, statusOfUnset } from './variables.ts';

/** `:-`, `:=`, `:?` and `:+`, and those without a colon. */
export function conditional(
  expansion: Expansion,
  part: ParameterPart,
  isSet: boolean,
  current: () => Piece[],
): Piece[] {
  const { shell } = expansion;
  const operand = part.operand ?? [];
  switch (part.operator?.at(-1)) {
    case '+':
      return isSet ? operandPieces(expansion, part) : [empty(part)];
    case '-':
      return isSet ? current() : operandPieces(expansion, part);
    case '=': {
      if (isSet) return current();
      if (!isName(part.name)) {
        const words =
          shell.dialect === 'bash'
            ? `$${part.name}: cannot assign in this way`
            : `${part.name}: bad variable name`;
        throw shell.fail(words);
      }
      const value = expansion.single(operand);
      const index = typeof part.index === 'object' ? expansion.single(part.index) : undefined;
      assign(shell, part.name, value, index);
      return [{ text: value, quoted: part.quoted, split: !part.quoted }];
    }
    default: {
      if (isSet) return current();
      const given = expansion.single(operand);
      const usual =
        part.operator === '?' || shell.dialect === 'bash' ? 'parameter not set' : 'parameter not set or null';
      const bash = part.operator === '?' ? 'parameter not set' : 'parameter null or not set';
      const words = given !== '' ? given : shell.dialect === 'bash' ? bash : usual;
      throw shell.fail(`${part.name}: ${words}`, statusOfUnset(shell));
    }
  }
}

/** An operand is split as what stands for it would be; its own quotes hold. */
function operandPieces(expansion: Expansion, part: ParameterPart): Piece[] {
  const pieces = expansion.pieces(part.operand ?? []);
  if (pieces.length === 0) return [empty(part)];
  if (part.quoted) return pieces.map((piece) => ({ ...piece, quoted: true, split: false }));
  return pieces.map((piece) => (piece.quoted ? piece : { ...piece, split: true }));
}

function empty({ quoted }: ParameterPart): Piece {
  return { text: '', quoted, split: !quoted };
}

/** `${x:offset:length}` of a string. */
export function slice(expansion: Expansion, part: ParameterPart, text: string): string {
  const characters = [...text];
  const offset = number(expansion, part.operand);
  const start = offset < 0 ? characters.length + offset : offset;
  if (start < 0 || start > characters.length) return '';
  if (part.second === undefined) return characters.slice(start).join('');
  const length = number(expansion, part.second);
  const end = length < 0 ? characters.length + length : start + length;
  if (end < start) {
    if (expansion.shell.dialect !== 'bash') return '';
    throw expansion.shell.fail(`${expansion.single(part.second)}: substring expression < 0`, 1, 'line');
  }
  return characters.slice(start, end).join('');
}

export function number(expansion: Expansion, word: ParameterPart['operand']): number {
  return Number(calculate(expansion.shell, expansion.single(word ?? [])));
}

/** How often matching goes over a text, as it were. */
const PASSES = 4;

/** What an operator on patterns, on letters or `@…` makes of a value. */
export function changer(expansion: Expansion, part: ParameterPart): (value: string) => string {
  const operator = part.operator ?? '';
  if (operator.startsWith('@')) return TRANSFORMS[operator] ?? ((value) => value);
  const change = patternChanger(expansion, part, operator);
  return (value) => {
    expansion.shell.toil(value.length * PASSES);
    return change(value);
  };
}

function patternChanger(
  expansion: Expansion,
  part: ParameterPart,
  operator: string,
): (value: string) => string {
  const written = expansion.pattern(part.operand ?? []);
  const pattern = parsePattern(written, expansion.shell.setting('extglob'));
  if (operator.startsWith('#')) return (value) => removePrefix(pattern, value, operator === '##');
  if (operator.startsWith('%')) return (value) => removeSuffix(pattern, value, operator === '%%');
  if (operator.startsWith('/')) {
    const by = expansion.single(part.second ?? []);
    return (value) => replaced(value, written, pattern, by, operator);
  }
  const upper = operator.startsWith('^');
  const isMeant = (character: string) => written === '' || matches(pattern, character);
  const change = (character: string) =>
    isMeant(character) ? (upper ? character.toUpperCase() : character.toLowerCase()) : character;
  if (operator.length === 2) return (value) => [...value].map(change).join('');
  return (value) => {
    const [first = '', ...rest] = value;
    return change(first) + rest.join('');
  };
}

function replaced(value: string, written: string, pattern: Pattern, by: string, operator: string): string {
  if (operator === '/#') {
    const rest = removePrefix(pattern, value, true);
    return rest !== value || literal(written) === '' ? by + rest : value;
  }
  if (operator === '/%') {
    const rest = removeSuffix(pattern, value, true);
    return rest !== value || literal(written) === '' ? rest + by : value;
  }
  return replaceMatches(pattern, value, by, operator === '//');
}

const TRANSFORMS: Readonly<Record<string, (value: string) => string>> = {
  '@Q': (value) => quotedWord(value, 'bash'),
  '@E': unescapeDollarQuote,
  '@U': (value) => value.toUpperCase(),
  '@L': (value) => value.toLowerCase(),
  '@u': (value) => value.charAt(0).toUpperCase() + value.slice(1),
};
