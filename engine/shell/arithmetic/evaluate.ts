import { ArithmeticError, type ArithmeticTrouble } from './error.ts';
import { numberOf } from './numbers.ts';
import { ASSIGNING, BINARY, OPERATIONS, wrap } from './operators.ts';

/** What an expression reads and writes. */
export interface Names {
  /** dash's expressions are those of POSIX, and its variables have to be numbers. */
  readonly dash?: boolean;
  get(name: string, index: string | undefined): string;
  set(name: string, index: string | undefined, value: string): void;
}

/** How deep variables may refer to expressions, and parentheses be nested. */
const DEPTH_MAX = 100;
/** What an expression may be. */
const EXPRESSION_CHARS_MAX = 65_536;

const TOKEN =
  /\s*(?:(0[xX][0-9a-fA-F]+|\d+#[0-9A-Za-z@_]+|\d+)|([A-Za-z_][A-Za-z0-9_]*)|(<<=|>>=|\*\*|\+\+|--|&&|\|\||<<|>>|<=|>=|==|!=|[-+*/%&^|]=|[-+*/%&^|<>=!~?:,()[\]]))/y;

interface Place {
  readonly name: string;
  readonly index: string | undefined;
}

/** 64-bit integer arithmetic, as in `$((…))`. */
export function evaluate(expression: string, names: Names, depth = 0): bigint {
  return new Evaluation(expression, names, depth).whole();
}

class Evaluation {
  readonly #text: string;
  readonly #names: Names;
  #depth: number;
  #at = 0;
  #token = '';
  #kind: 'number' | 'name' | 'operator' | 'end' = 'end';
  #start = 0;
  /** Where the token before this one begins: what bash calls the error token at the end. */
  #before = 0;
  /** Over 0: what is read has no effect, as after `0 &&`. */
  #skipping = 0;

  constructor(text: string, names: Names, depth: number) {
    this.#text = text;
    this.#names = names;
    this.#depth = depth;
    if (depth > DEPTH_MAX || text.length > EXPRESSION_CHARS_MAX) throw this.#error('recursion');
  }

  whole(): bigint {
    if (this.#names.dash) this.#rejectForDash();
    this.#advance();
    if (this.#is('end')) return 0n;
    const value = this.#comma();
    if (!this.#is('end')) throw this.#error('trailing');
    return value;
  }

  /** dash has no `**`, `++`, `--` and commas. */
  #rejectForDash(): void {
    const at =
      /\*\*(?!=)|\+\+(?=\s*[A-Za-z_])|--(?=\s*[A-Za-z_])|[\w\s](?:\+\+|--)(?=\s*(?:$|[^\w\s(+-]))/.exec(
        this.#text,
      );
    if (at !== null) throw this.#error('syntax');
    if (this.#text.includes(',')) throw this.#error('trailing');
  }

  #is(kind: 'number' | 'name' | 'operator' | 'end'): boolean {
    return this.#kind === kind;
  }

  #error(trouble: ArithmeticTrouble): ArithmeticError {
    const at = trouble === 'division by zero' || this.#is('end') ? this.#before : this.#start;
    return new ArithmeticError(trouble, this.#text, this.#text.slice(at).trimStart());
  }

  #advance(): void {
    this.#before = this.#start;
    this.#start = this.#at;
    TOKEN.lastIndex = this.#at;
    const match = TOKEN.exec(this.#text);
    if (match === null) {
      if (this.#text.slice(this.#at).trim() !== '') throw this.#error('syntax');
      this.#kind = 'end';
      this.#token = '';
      return;
    }
    const [all, number, name, operator = ''] = match;
    this.#at += all.length;
    this.#kind = number !== undefined ? 'number' : name !== undefined ? 'name' : 'operator';
    this.#token = number ?? name ?? operator;
  }

  #take(operator: string): boolean {
    if (this.#kind !== 'operator' || this.#token !== operator) return false;
    this.#advance();
    return true;
  }

  #comma(): bigint {
    let value = this.#assignment();
    while (this.#take(',')) value = this.#assignment();
    return value;
  }

  #assignment(): bigint {
    if (++this.#depth > DEPTH_MAX) throw this.#error('recursion');
    const value = this.#ternary();
    this.#depth--;
    return value;
  }

  #ternary(): bigint {
    const condition = this.#binary(1);
    if (!this.#take('?')) return condition;
    const yes = this.#unless(condition === 0n, () => this.#comma());
    if (!this.#take(':')) throw this.#error('syntax');
    const no = this.#unless(condition !== 0n, () => this.#assignment());
    return condition === 0n ? no : yes;
  }

  #unless(skip: boolean, read: () => bigint): bigint {
    if (skip) this.#skipping++;
    const value = read();
    if (skip) this.#skipping--;
    return value;
  }

  #binary(least: number): bigint {
    let left = this.#unary();
    for (;;) {
      const operator = this.#token;
      const power = this.#kind === 'operator' ? BINARY[operator] : undefined;
      if (power === undefined || power < least) return left;
      this.#advance();
      // Only the power operator binds to the right.
      const next = () => this.#binary(operator === '**' ? power : power + 1);
      if (operator === '&&') left = this.#unless(left === 0n, next) !== 0n && left !== 0n ? 1n : 0n;
      else if (operator === '||') left = this.#unless(left !== 0n, next) !== 0n || left !== 0n ? 1n : 0n;
      else left = this.#apply(operator, left, next());
    }
  }

  #apply(operator: string, left: bigint, right: bigint): bigint {
    if ((operator === '/' || operator === '%') && right === 0n) {
      if (this.#skipping > 0) return 0n;
      throw this.#error('division by zero');
    }
    if (operator === '**') return this.#power(left, right);
    return wrap(OPERATIONS[operator]?.(left, right) ?? 0n);
  }

  #power(base: bigint, exponent: bigint): bigint {
    if (exponent < 0n) throw this.#error('exponent');
    let result = 1n;
    let square = base;
    for (let rest = exponent; rest > 0n; rest >>= 1n) {
      if (rest & 1n) result = wrap(result * square);
      square = wrap(square * square);
    }
    return result;
  }

  #unary(): bigint {
    if (++this.#depth > DEPTH_MAX) throw this.#error('recursion');
    const value = this.#prefixed();
    this.#depth--;
    return value;
  }

  #prefixed(): bigint {
    if (this.#take('-')) return wrap(-this.#unary());
    if (this.#take('+')) return this.#unary();
    if (this.#take('!')) return this.#unary() === 0n ? 1n : 0n;
    if (this.#take('~')) return wrap(~this.#unary());
    for (const [operator, step] of STEPS) {
      if (!this.#take(operator)) continue;
      const place = this.#place();
      return this.#store(place, this.#load(place) + step);
    }
    return this.#primary();
  }

  #primary(): bigint {
    if (this.#take('(')) {
      const value = this.#comma();
      if (!this.#take(')')) throw this.#error('syntax');
      return value;
    }
    if (this.#is('number')) {
      const value = numberOf(this.#token);
      if (typeof value === 'string') throw this.#error(value);
      this.#advance();
      return value;
    }
    if (!this.#is('name')) throw this.#error('syntax');
    const place = this.#place();
    if (this.#is('operator') && ASSIGNING.has(this.#token)) return this.#assign(place);
    for (const [operator, step] of STEPS) {
      if (!this.#take(operator)) continue;
      const before = this.#load(place);
      this.#store(place, before + step);
      return before;
    }
    return this.#load(place);
  }

  #assign(place: Place): bigint {
    const operator = this.#token.slice(0, -1);
    this.#advance();
    const right = this.#assignment();
    return this.#store(place, operator === '' ? right : this.#apply(operator, this.#load(place), right));
  }

  #place(): Place {
    if (!this.#is('name')) throw this.#error('syntax');
    const name = this.#token;
    const bracket = this.#text.charAt(this.#at) === '[' ? closingBracket(this.#text, this.#at) : -1;
    if (bracket < 0) {
      this.#advance();
      return { name, index: undefined };
    }
    const index = this.#text.slice(this.#at + 1, bracket);
    this.#at = bracket + 1;
    this.#advance();
    return { name, index };
  }

  #load({ name, index }: Place): bigint {
    if (this.#skipping > 0) return 0n;
    const value = this.#names.get(name, index).trim();
    if (/^-?\d+$/.test(value) && !/^-?0\d/.test(value)) return wrap(BigInt(value));
    if (this.#names.dash && value !== '' && !/^[-+]?\w+$/.test(value)) throw this.#error('syntax');
    if (this.#names.dash && /^[A-Za-z_]/.test(value)) throw new ArithmeticError('not a number', value, value);
    return evaluate(value, this.#names, this.#depth + 1);
  }

  #store({ name, index }: Place, value: bigint): bigint {
    const wrapped = wrap(value);
    if (this.#skipping === 0) this.#names.set(name, index, String(wrapped));
    return wrapped;
  }
}

const STEPS = [
  ['++', 1n],
  ['--', -1n],
] as const;

function closingBracket(text: string, at: number): number {
  let depth = 0;
  for (let place = at; place < text.length; place++) {
    if (text[place] === '[') depth++;
    else if (text[place] === ']' && --depth === 0) return place;
  }
  return -1;
}
