import type { ArithmeticPart, CommandPart, ParameterPart, Part, ProcessPart } from './tree.ts';
import type { SkipCommands, Stretch, WordReader } from './word-reader.ts';

const NAME = /[A-Za-z_][A-Za-z0-9_]*/y;
const SPECIAL = /[0-9@*#?$!-]/y;
const BRACED_NAME = /[A-Za-z_][A-Za-z0-9_]*|[0-9]+|[@*#?$!-]/y;
const OPERATOR = /:?[-=?+]|##?|%%?|\/[/#%]?|:|\^\^?|,,?|@[QEPAaUuLKk]/y;
const POSIX_OPERATOR = /:?[-=?+]|##?|%%?/y;
const ASH_OPERATOR = /:?[-=?+]|##?|%%?|\/[/]?|:/y;
const LENGTH = /#(?=[A-Za-z_0-9@*?$!-])(?![-?]?[}:=+%#/])|#(?=[?$!-]\})/y;

/** Reads what a dollar sign or a backquote begins. */
export class DollarReader {
  readonly #words: WordReader;
  readonly #skipCommands: SkipCommands;

  constructor(words: WordReader, skipCommands: SkipCommands) {
    this.#words = words;
    this.#skipCommands = skipCommands;
  }

  get #source() {
    return this.#words.source;
  }

  /** @returns text where the dollar sign stands for itself */
  read(quoted: boolean): Part | string {
    const source = this.#source;
    const start = source.at++;
    if (source.startsWith('((') && isArithmetic(source.text, source.at)) {
      source.at += 2;
      return this.#arithmetic(quoted, start);
    }
    if (source.next === '[' && this.#words.dialect === 'bash') return this.#oldArithmetic(quoted, start);
    if (source.next === '(') return this.#command(quoted);
    if (source.next === '{') return this.#braced(quoted);
    const [name] = source.match(NAME) ?? source.match(SPECIAL) ?? [];
    if (name === undefined) return '$';
    source.at += name.length;
    return { kind: 'parameter', name, quoted, text: name };
  }

  backquotes(quoted: boolean): CommandPart {
    const source = this.#source;
    const start = source.at++;
    const script: string[] = [];
    for (;;) {
      if (source.ended) throw source.trouble({ kind: 'unclosed', text: '`' }, start);
      const character = source.text.charAt(source.at++);
      if (character === '`') break;
      if (character !== '\\') {
        script.push(character);
        continue;
      }
      const next = source.text.charAt(source.at++);
      script.push('$`\\'.includes(next) || (quoted && next === '"') ? next : `\\${next}`);
    }
    return { kind: 'command', script: script.join(''), line: source.lineOf(start), quoted };
  }

  #command(quoted: boolean): CommandPart {
    const source = this.#source;
    const start = ++source.at;
    const line = source.lineOf(start);
    source.nested(() => this.#skipCommands(source));
    return { kind: 'command', script: source.text.slice(start, source.at - 1), line, quoted };
  }

  /** `<(…)` and `>(…)`. */
  process(): ProcessPart {
    const source = this.#source;
    const direction = source.next === '<' ? 'read' : 'write';
    source.at++;
    const { script, line } = this.#command(false);
    return { kind: 'process', script, direction, line, quoted: false };
  }

  #arithmetic(quoted: boolean, start: number): ArithmeticPart {
    const source = this.#source;
    const expression = this.arithmeticText();
    if (!source.take('))')) throw source.trouble({ kind: 'unclosed', text: ')' }, start);
    return { kind: 'arithmetic', expression, quoted };
  }

  /** `$[…]`, as it was once written. */
  #oldArithmetic(quoted: boolean, start: number): ArithmeticPart {
    const source = this.#source;
    source.at++;
    const expression = this.indexText();
    if (!source.take(']')) throw source.trouble({ kind: 'unclosed', text: ']' }, start);
    return { kind: 'arithmetic', expression, quoted };
  }

  /** An expression up to a closing parenthesis (or semicolon) that isn't its own. */
  arithmeticText(extraEnd = ''): Part[] {
    let depth = 0;
    return this.#words.read({
      ends: (character) => {
        if (depth === 0 && extraEnd.includes(character)) return true;
        if (character === '(') depth++;
        if (character === ')') depth--;
        return depth < 0;
      },
      quoted: true,
      singleQuotes: false,
      doubleQuotes: true,
      escapable: '$`"\\',
    });
  }

  #braced(quoted: boolean): ParameterPart {
    const source = this.#source;
    const start = source.at++;
    const bash = this.#words.dialect === 'bash';
    const facts: { -readonly [K in keyof ParameterPart]?: ParameterPart[K] } = {};
    const length = source.match(LENGTH);
    if (length !== null) {
      source.at++;
      facts.operator = 'length';
    } else if (bash && source.match(/!(?=[A-Za-z_0-9@*#])/y) !== null) {
      source.at++;
      facts.indirect = true;
    }
    const [name = ''] = source.match(BRACED_NAME) ?? [];
    source.at += name.length;
    if (name === '') facts.operator = 'bad';
    if (bash && source.next === '[' && /^[A-Za-z_]/.test(name)) facts.index = this.#index(start);
    if (facts.indirect && source.match(/[*@]\}/y) !== null) {
      source.at++;
      facts.operator = 'names';
      facts.indirect = false;
    } else if (facts.indirect && (facts.index === '@' || facts.index === '*')) {
      facts.operator = 'keys';
      facts.indirect = false;
    }
    if (source.next !== '}') this.#operation(facts, quoted, start);
    if (!source.take('}')) {
      if (source.ended) throw source.trouble({ kind: 'unclosed', text: '}' }, start);
      this.#skipBad(facts, start);
    }
    return { kind: 'parameter', name, quoted, ...facts, text: source.text.slice(start + 1, source.at - 1) };
  }

  #operation(
    facts: { -readonly [K in keyof ParameterPart]?: ParameterPart[K] },
    quoted: boolean,
    start: number,
  ) {
    const source = this.#source;
    const { dialect } = this.#words;
    const operators = { ash: ASH_OPERATOR, dash: POSIX_OPERATOR, bash: OPERATOR }[dialect];
    const [operator] = facts.operator === undefined ? (source.match(operators) ?? []) : [];
    if (operator === undefined) {
      facts.operator = 'bad';
      return;
    }
    source.at += operator.length;
    if (operator.startsWith('@')) {
      facts.operator = operator;
    } else if (operator === ':') {
      facts.operator = 'slice';
      facts.operand = this.#sliceText(start, ':}');
      if (source.take(':')) facts.second = this.#sliceText(start, '}');
    } else {
      facts.operator = operator;
      const isPattern = /^[#%/^,]/.test(operator);
      facts.operand = this.#operand(quoted, isPattern, operator.startsWith('/') ? '/}' : '}');
      if (operator.startsWith('/') && source.take('/')) facts.second = this.#operand(quoted, true, '}');
    }
  }

  #operand(quoted: boolean, isPattern: boolean, ends: string): Part[] {
    const plain = quoted && !isPattern;
    const stretch: Stretch = {
      ends: (character) => ends.includes(character),
      quoted: plain,
      singleQuotes: !plain,
      doubleQuotes: true,
      ...(plain ? { escapable: '$`"\\}' } : {}),
    };
    return this.#words.read(stretch);
  }

  /** Offset or length of a slice: arithmetic, in which `? :` has a colon of its own. */
  #sliceText(_start: number, ends: string): Part[] {
    let depth = 0;
    let questions = 0;
    return this.#words.read({
      ends: (character) => {
        if (character === '(') depth++;
        else if (character === ')') depth--;
        else if (character === '?') questions++;
        else if (character === ':' && questions > 0) questions--;
        else if (depth <= 0 && ends.includes(character)) return true;
        return false;
      },
      quoted: true,
      singleQuotes: false,
      doubleQuotes: true,
      escapable: '$`"\\',
    });
  }

  #index(start: number): Part[] | '@' | '*' {
    const source = this.#source;
    source.at++;
    const index = this.indexText();
    if (!source.take(']')) throw source.trouble({ kind: 'unclosed', text: '}' }, start);
    const [only] = index;
    if (index.length === 1 && only?.kind === 'text' && (only.text === '@' || only.text === '*'))
      return only.text;
    return index;
  }

  /** What stands between brackets. */
  indexText(): Part[] {
    let depth = 0;
    return this.#words.read({
      ends: (character) => {
        if (character === '[') depth++;
        if (character === ']') depth--;
        return depth < 0;
      },
      quoted: false,
      singleQuotes: true,
      doubleQuotes: true,
    });
  }

  #skipBad(facts: { -readonly [K in keyof ParameterPart]?: ParameterPart[K] }, start: number): void {
    const source = this.#source;
    facts.operator = 'bad';
    this.#operand(false, true, '}');
    if (!source.take('}')) throw source.trouble({ kind: 'unclosed', text: '}' }, start);
  }
}

/**
 * Whether `((` begins arithmetic, and not two subshells: its two closing parentheses stand together. A scan that
 * only knows quotes decides, as trying both could take for ever.
 */
export function isArithmetic(text: string, at: number): boolean {
  let depth = 0;
  for (let place = at; place < text.length; place++) {
    const character = text[place];
    if (character === '\\') place++;
    else if (character === "'" || character === '"') {
      const end = closingQuote(text, place, character);
      if (end < 0) return false;
      place = end;
    } else if (character === '(') depth++;
    else if (character === ')' && --depth === 1) return text[place + 1] === ')';
  }
  return true;
}

function closingQuote(text: string, at: number, quote: string): number {
  if (quote === "'") return text.indexOf("'", at + 1);
  for (let place = at + 1; place < text.length; place++) {
    if (text[place] === '\\') place++;
    else if (text[place] === '"') return place;
  }
  return -1;
}
