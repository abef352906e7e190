import {
  add,
  BcError,
  compare,
  type Decimal,
  decimal,
  divide,
  integer,
  multiply,
  negate,
  raise,
  remainder,
  SCALE_MAX,
  scaled,
  squareRoot,
} from './decimal.ts';

const DEPTH_MAX = 200;
const TOKEN =
  /\s*(?:(\d+(?:\.\d*)?|\.\d+)|("[^"]*")|([a-z_][a-z0-9_]*)|(\+\+|--|&&|\|\||[-+*/%^]=|[<>=!]=|[-+*/%^=<>!();,]))/y;

export class SyntaxTrouble extends Error {}

export type Result =
  | { readonly is: 'value'; readonly value: Decimal }
  | { readonly is: 'text'; readonly text: string }
  | { readonly is: 'nothing' | 'quit' };

const COMPARISONS: Readonly<Record<string, (order: number) => boolean>> = {
  '==': (order) => order === 0,
  '!=': (order) => order !== 0,
  '<': (order) => order < 0,
  '<=': (order) => order <= 0,
  '>': (order) => order > 0,
  '>=': (order) => order >= 0,
};

/** The statements of a line, worked out one after another. */
export class Expressions {
  readonly variables: Map<string, Decimal>;
  scale: number;
  readonly #tokens: string[];
  #at = 0;
  #depth = 0;

  constructor(text: string, variables: Map<string, Decimal>, scale: number) {
    this.variables = variables;
    this.scale = scale;
    this.#tokens = tokensOf(text);
  }

  /** Undefined: there are no more. @throws SyntaxTrouble, BcError */
  statement(): Result | undefined {
    while (this.#take(';'));
    const first = this.#tokens[this.#at];
    if (first === undefined) return undefined;
    const result = this.#one(first);
    if (this.#at < this.#tokens.length && this.#tokens[this.#at] !== ';') throw new SyntaxTrouble();
    return result;
  }

  #one(first: string): Result {
    if (first === '\0') throw new SyntaxTrouble();
    if (first === 'quit' || first === 'halt') {
      this.#at++;
      return { is: 'quit' };
    }
    if (first.startsWith('"')) {
      this.#at++;
      return { is: 'text', text: first.slice(1, -1) };
    }
    if (first === 'print') return this.#print();
    if (/^(?:if|while|for|define|return|break|continue|auto)$/.test(first)) throw new SyntaxTrouble();
    const operator = this.#tokens[this.#at + 1] ?? '';
    const assigns = /^[a-z]/.test(first) && /^[-+*/%^]?=$/.test(operator);
    const value = this.#expression();
    if (!assigns) this.variables.set('last', value);
    return assigns ? { is: 'nothing' } : { is: 'value', value };
  }

  #print(): Result {
    this.#at++;
    let text = '';
    do {
      const token = this.#tokens[this.#at] ?? '';
      if (token.startsWith('"')) {
        this.#at++;
        text += token.slice(1, -1).replaceAll('\\n', '\n').replaceAll('\\t', '\t');
      } else text += plain(this.#expression());
    } while (this.#take(','));
    return { is: 'text', text };
  }

  #expression(): Decimal {
    if (++this.#depth > DEPTH_MAX) throw new SyntaxTrouble();
    const value = this.#assignment() ?? this.#comparison();
    this.#depth--;
    return value;
  }

  #assignment(): Decimal | undefined {
    const name = this.#tokens[this.#at] ?? '';
    const operator = this.#tokens[this.#at + 1] ?? '';
    if (!/^[a-z]/.test(name) || !/^[-+*/%^]?=$/.test(operator)) return undefined;
    this.#at += 2;
    const right = this.#expression();
    const value = operator === '=' ? right : this.#operate(operator.slice(0, 1), this.#variable(name), right);
    this.#assign(name, value);
    return value;
  }

  #assign(name: string, value: Decimal): void {
    if (name === 'ibase' || name === 'obase') {
      if (compare(value, integer(10)) !== 0) throw new BcError('other bases are not simulated');
    } else if (name === 'scale')
      this.scale = Math.min(SCALE_MAX, Math.max(0, Number(scaled(value, 0).digits)));
    else this.variables.set(name, value);
  }

  #variable(name: string): Decimal {
    if (name === 'scale') return integer(this.scale);
    if (name === 'ibase' || name === 'obase') return integer(10);
    return this.variables.get(name) ?? integer(0);
  }

  #comparison(): Decimal {
    let left = this.#sum();
    for (
      let test = COMPARISONS[this.#tokens[this.#at] ?? ''];
      test !== undefined;
      test = COMPARISONS[this.#tokens[this.#at] ?? '']
    ) {
      this.#at++;
      left = integer(test(compare(left, this.#sum())) ? 1 : 0);
    }
    return left;
  }

  #sum(): Decimal {
    let left = this.#product();
    for (;;) {
      if (this.#take('+')) left = add(left, this.#product());
      else if (this.#take('-')) left = add(left, negate(this.#product()));
      else return left;
    }
  }

  #product(): Decimal {
    let left = this.#power();
    for (;;) {
      const operator = ['*', '/', '%'].find((each) => this.#take(each));
      if (operator === undefined) return left;
      left = this.#operate(operator, left, this.#power());
    }
  }

  #power(): Decimal {
    if (++this.#depth > DEPTH_MAX) throw new SyntaxTrouble();
    const base = this.#unary();
    const value = this.#take('^') ? this.#operate('^', base, this.#power()) : base;
    this.#depth--;
    return value;
  }

  #unary(): Decimal {
    if (++this.#depth > DEPTH_MAX) throw new SyntaxTrouble();
    const value = this.#take('-') ? negate(this.#unary()) : this.#primary();
    this.#depth--;
    return value;
  }

  #primary(): Decimal {
    const token = this.#tokens[this.#at++];
    if (token === undefined) throw new SyntaxTrouble();
    if (/^[\d.]/.test(token)) return decimal(token);
    if (token === '(') {
      const value = this.#expression();
      this.#need(')');
      return value;
    }
    if (!/^[a-z]/.test(token)) throw new SyntaxTrouble();
    return this.#take('(') ? this.#call(token) : this.#variable(token);
  }

  #call(name: string): Decimal {
    const value = this.#expression();
    this.#need(')');
    if (name === 'sqrt') return squareRoot(value, this.scale);
    if (name === 'length') return integer(Math.max(1, value.digits.toString().replace('-', '').length));
    if (name === 'scale') return integer(value.scale);
    throw new BcError(`Function ${name} not defined.`);
  }

  #operate(operator: string, left: Decimal, right: Decimal): Decimal {
    if (operator === '+') return add(left, right);
    if (operator === '-') return add(left, negate(right));
    if (operator === '*') return multiply(left, right, this.scale);
    if (operator === '/') return divide(left, right, this.scale);
    return operator === '%' ? remainder(left, right, this.scale) : raise(left, right, this.scale);
  }

  #take(token: string): boolean {
    if (this.#tokens[this.#at] !== token) return false;
    this.#at++;
    return true;
  }

  #need(token: string): void {
    if (!this.#take(token)) throw new SyntaxTrouble();
  }
}

function plain({ digits, scale }: Decimal): string {
  if (digits === 0n) return '0';
  const text = (digits < 0n ? -digits : digits).toString().padStart(scale, '0');
  return `${digits < 0n ? '-' : ''}${text.slice(0, text.length - scale)}${scale > 0 ? `.${text.slice(-scale)}` : ''}`;
}

/** A character that is none of bc's becomes a token that nothing takes. */
function tokensOf(text: string): string[] {
  const tokens: string[] = [];
  for (let at = 0; text.slice(at).trim() !== ''; ) {
    TOKEN.lastIndex = at;
    const found = TOKEN.exec(text);
    if (found === null) return [...tokens, '\0'];
    tokens.push(found[1] ?? found[2] ?? found[3] ?? found[4] ?? '');
    at = TOKEN.lastIndex;
  }
  return tokens;
}
