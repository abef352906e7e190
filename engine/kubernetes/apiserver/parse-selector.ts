import { goQuote } from './go-text.ts';
import { labelValue, qualifiedName } from './names.ts';
import { parseInteger, type Requirement } from './selectors.ts';

/** A selector that can't be read, in the words of apimachinery's pkg/labels and pkg/fields. */
export class SelectorError extends Error {
  override name = 'SelectorError';
}

/** Operators are known by their text; anything else is an identifier, the end is an empty text. */
const SYMBOLS = ['==', '!=', '=', '!', ',', '(', ')', '>', '<'] as const;
const SYMBOL_CHARACTER = /[=!(),<>]/;
const SPACE = /[ \t\r\n]/;

type Operator = (typeof SYMBOLS)[number] | 'in' | 'notin';

interface Token {
  readonly text: string;
  readonly is: Operator | 'identifier' | 'end';
}

const END: Token = { text: '', is: 'end' };

function symbolAt(text: string, at: number): Token {
  const found = SYMBOLS.find((symbol) => text.startsWith(symbol, at));
  return found === undefined ? END : { text: found, is: found };
}

function wordAt(text: string, from: number): Token {
  let end = from;
  while (end < text.length && !SYMBOL_CHARACTER.test(text.charAt(end)) && !SPACE.test(text.charAt(end)))
    end++;
  const word = text.slice(from, end);
  return { text: word, is: word === 'in' || word === 'notin' ? word : 'identifier' };
}

function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  for (let at = 0; at < text.length; ) {
    const character = text.charAt(at);
    if (SPACE.test(character)) {
      at++;
      continue;
    }
    // Go's lexer takes a NUL for the end.
    if (character === '\0') break;
    const token = SYMBOL_CHARACTER.test(character) ? symbolAt(text, at) : wordAt(text, at);
    tokens.push(token);
    at += token.text.length;
  }
  return tokens;
}

/** Reads the tokens one after another; `in` and `notin` are words wherever a value may stand. */
class Reader {
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  get next(): Token {
    return asWord(this.#tokens[this.#at] ?? END);
  }

  take(): Token {
    return asWord(this.takeOperator());
  }

  takeOperator(): Token {
    return this.#tokens[this.#at++] ?? END;
  }
}

function asWord(token: Token): Token {
  return token.is === 'in' || token.is === 'notin' ? { text: token.text, is: 'identifier' } : token;
}

/**
 * Parses `a=b,c in (d,e),!f`, as apimachinery's labels.Parse.
 * @throws SelectorError
 */
export function parseLabelSelector(text: string): Requirement[] {
  const reader = new Reader(tokenize(text));
  const requirements: Requirement[] = [];
  for (;;) {
    const { is, text: found } = reader.next;
    if (is === 'end') return requirements;
    if (is !== 'identifier' && is !== '!') {
      throw new SelectorError(`found '${found}', expected: !, identifier, or 'end of string'`);
    }
    requirements.push(readRequirement(reader));
    const separator = reader.take();
    if (separator.is === 'end') return requirements;
    if (separator.is !== ',') {
      throw new SelectorError(`found '${separator.text}', expected: ',' or 'end of string'`);
    }
    if (reader.next.is !== 'identifier' && reader.next.is !== '!') {
      throw new SelectorError(`found '${reader.next.text}', expected: identifier after ','`);
    }
  }
}

function unparsable(what: string): SelectorError {
  return new SelectorError(`unable to parse requirement: ${what}`);
}

function readRequirement(reader: Reader): Requirement {
  let token = reader.take();
  const negated = token.is === '!';
  if (negated) token = reader.take();
  if (token.is !== 'identifier') throw unparsable(`found '${token.text}', expected: identifier`);
  const key = token.text;
  const problems = qualifiedName(key);
  if (problems.length > 0) {
    throw unparsable(`<nil>: Invalid value: ${goQuote(key)}: ${problems.join('; ')}`);
  }
  if (negated) return { key, operator: '!', values: [] };
  if (reader.next.is === 'end' || reader.next.is === ',') return { key, operator: 'exists', values: [] };
  const operator = readOperator(reader);
  return checked(operator.set ? readSet(reader, key, operator.is) : readSingle(reader, key, operator.is));
}

function readOperator(reader: Reader): { is: 'in' | 'notin' | 'gt' | 'lt'; set: boolean } {
  const { is, text } = reader.takeOperator();
  switch (is) {
    case 'in':
    case 'notin':
      return { is, set: true };
    case '=':
    case '==':
      return { is: 'in', set: false };
    case '!=':
      return { is: 'notin', set: false };
    case '>':
      return { is: 'gt', set: false };
    case '<':
      return { is: 'lt', set: false };
    default:
      throw unparsable(`found '${text}', expected: in, notin, =, ==, !=, gt, lt`);
  }
}

function readSingle(reader: Reader, key: string, operator: Requirement['operator']): Requirement {
  if (reader.next.is === 'end' || reader.next.is === ',') return { key, operator, values: [''] };
  const { is, text } = reader.take();
  if (is !== 'identifier') throw unparsable(`found '${text}', expected: identifier`);
  return { key, operator, values: [text] };
}

function readSet(reader: Reader, key: string, operator: Requirement['operator']): Requirement {
  const open = reader.take();
  if (open.is !== '(') throw unparsable(`found '${open.text}' expected: '('`);
  const { is, text } = reader.next;
  if (is === ')') {
    reader.take();
    return { key, operator, values: [''] };
  }
  if (is !== 'identifier' && is !== ',') {
    throw unparsable(`found '${text}', expected: ',', ')' or identifier`);
  }
  const values = readList(reader);
  if (reader.take().is !== ')') throw unparsable(`found '${text}', expected: ')'`);
  return { key, operator, values: [...values].sort() };
}

/** Values between commas, of which each may be empty. */
function readList(reader: Reader): Set<string> {
  const values = new Set<string>();
  for (;;) {
    const { is, text } = reader.take();
    const after = reader.next;
    if (is === 'identifier') {
      values.add(text);
      if (after.is === ')') return values;
      if (after.is !== ',') throw unparsable(`found '${after.text}', expected: ',' or ')'`);
    } else if (is === ',') {
      if (values.size === 0 || after.is === ',') values.add('');
      if (after.is === ')') return values.add('');
    } else throw unparsable(`found '${text}', expected: ',', or identifier`);
  }
}

/** apimachinery's NewRequirement. */
function checked(requirement: Requirement): Requirement {
  const { key, operator, values } = requirement;
  const problems: string[] = [];
  values.forEach((value, index) => {
    const shown = goQuote(value);
    if ((operator === 'gt' || operator === 'lt') && parseInteger(value) === undefined) {
      const why = "for 'Gt', 'Lt' operators, the value must be an integer";
      problems.push(`values[${index}]: Invalid value: ${shown}: ${why}`);
    }
    const wrong = labelValue(value);
    if (wrong.length > 0) {
      problems.push(`values[${index}][${key}]: Invalid value: ${shown}: ${wrong.join('; ')}`);
    }
  });
  if (problems.length === 0) return requirement;
  throw unparsable(problems.length === 1 ? (problems[0] ?? '') : `[${problems.join(', ')}]`);
}
