import { literal, type Scanner } from './scanner.ts';
import type { Redirect, WordPart } from './syntax.ts';
import { type ParseList, readQuoted, readWord } from './words.ts';

/** Reads a redirection at the position; undefined where there is none. */
export function readRedirect(scanner: Scanner, parseList: ParseList): Redirect | undefined {
  const start = scanner.position;
  const [digits = ''] = /^[0-2](?=[<>])/.exec(scanner.text.slice(start, start + 2)) ?? [];
  scanner.position += digits.length;
  const operator = scanner.operator();
  if (operator === undefined || !/[<>]/.test(operator)) {
    scanner.position = start;
    return undefined;
  }
  scanner.takeOperator(operator);
  scanner.skipBlanks();
  if (scanner.atWordEnd()) scanner.unexpected();
  if (operator === '<<' || operator === '<<-') return hereDocument(scanner, parseList, operator === '<<-');
  const target = readWord(scanner, parseList);
  const descriptor = descriptorOf(digits, operator.startsWith('<'));
  switch (operator) {
    case '<<<':
      return {
        descriptor: 0,
        operator: 'text',
        target: [...target, { kind: 'text', text: '\n', quoted: true }],
      };
    case '&>':
      return { descriptor: 'both', operator: '>', target };
    case '>&':
    case '<&':
      return { descriptor, operator: '>&', target };
    case '>>':
      return { descriptor, operator: '>>', target };
    default:
      return { descriptor, operator: operator === '<' ? '<' : '>', target };
  }
}

function descriptorOf(digits: string, isInput: boolean): 0 | 1 | 2 {
  if (digits === '2') return 2;
  return digits === '0' || (digits === '' && isInput) ? 0 : 1;
}

/** The body follows after the line's end, so it is filled in later. */
function hereDocument(scanner: Scanner, parseList: ParseList, stripTabs: boolean): Redirect {
  const word = readWord(scanner, parseList);
  const body: WordPart[] = [];
  scanner.announce({
    delimiter: literal(word) ?? '',
    stripTabs,
    expands: word.every((part) => part.kind === 'text' && !part.quoted),
    fill: (text, expands) => {
      if (!expands) body.push({ kind: 'text', text, quoted: true });
      else body.push(...readQuoted(scanner.within(text), parseList, undefined));
    },
  });
  return { descriptor: 0, operator: 'text', target: body };
}
