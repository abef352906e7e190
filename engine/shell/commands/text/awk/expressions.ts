import { Lexer, type Token } from './lexer.ts';
import { AwkSyntaxError, type Expression, type LeftValue } from './syntax.ts';

/** How deep expressions and statements may nest. */
const DEPTH_MAX = 150;

const assignments = new Set(['=', '+=', '-=', '*=', '/=', '%=', '^=']);
const comparisons = new Set(['<', '<=', '==', '!=', '>', '>=']);

/** What an expression may not hold where it stands: `>` in a print, `in` in the head of a for. */
interface Limits {
  readonly noGreater?: boolean;
  readonly noIn?: boolean;
}

/** Parses the expressions of awk. */
export class ExpressionParser {
  protected token: Token;
  private ahead: Token | undefined;
  private readonly lexer: Lexer;
  private depth = 0;

  constructor(source: string) {
    this.lexer = new Lexer(source);
    this.token = this.lexer.next();
  }

  protected advance(): Token {
    const { token } = this;
    this.token = this.ahead ?? this.lexer.next();
    this.ahead = undefined;
    return token;
  }

  protected peek(): Token {
    this.ahead ??= this.lexer.next();
    return this.ahead;
  }

  protected is(text: string): boolean {
    const { kind } = this.token;
    return (kind === 'operator' || kind === 'keyword' || kind === 'newline') && this.token.text === text;
  }

  protected accept(text: string): boolean {
    if (!this.is(text)) return false;
    this.advance();
    return true;
  }

  protected expect(text: string): void {
    if (!this.accept(text)) throw this.unexpected();
  }

  protected unexpected(): AwkSyntaxError {
    const { kind, text, line } = this.token;
    return new AwkSyntaxError(kind === 'end' || kind === 'newline' ? 'end of file' : text, line);
  }

  protected skipNewlines(): void {
    while (this.token.kind === 'newline') this.advance();
  }

  /** Runs a part of the parser one level deeper. */
  protected nested<T>(parse: () => T): T {
    if (++this.depth > DEPTH_MAX) throw new AwkSyntaxError('too deep', this.token.line);
    const result = parse();
    this.depth--;
    return result;
  }

  expression(limits: Limits = {}): Expression {
    return this.nested(() => this.assignment(limits));
  }

  protected expressionList(close: string | undefined, limits: Limits = {}): Expression[] {
    const list: Expression[] = [];
    if (close !== undefined && this.is(close)) return list;
    do {
      this.skipNewlines();
      list.push(this.expression(limits));
      if (close !== undefined) this.skipNewlines();
    } while (this.accept(','));
    return list;
  }

  private assignment(limits: Limits): Expression {
    const left = this.choice(limits);
    const { kind, text } = this.token;
    if (kind !== 'operator' || !assignments.has(text) || !isLeftValue(left)) return left;
    this.advance();
    this.skipNewlines();
    return { kind: 'assign', operator: text.slice(0, -1), target: left, value: this.expression(limits) };
  }

  private choice(limits: Limits): Expression {
    const test = this.or(limits);
    if (!this.accept('?')) return test;
    this.skipNewlines();
    const yes = this.expression(limits);
    this.skipNewlines();
    this.expect(':');
    this.skipNewlines();
    return { kind: 'choice', test, yes, no: this.expression(limits) };
  }

  private or(limits: Limits): Expression {
    let left = this.and(limits);
    while (this.accept('||')) {
      this.skipNewlines();
      left = { kind: 'or', left, right: this.and(limits) };
    }
    return left;
  }

  private and(limits: Limits): Expression {
    let left = this.membership(limits);
    while (this.accept('&&')) {
      this.skipNewlines();
      left = { kind: 'and', left, right: this.membership(limits) };
    }
    return left;
  }

  private membership(limits: Limits): Expression {
    let left = this.matching(limits);
    while (!limits.noIn && this.is('in')) {
      this.advance();
      const keys: readonly Expression[] = left.kind === 'group' ? left.list : [left];
      left = { kind: 'in', keys, array: this.name() };
    }
    return left;
  }

  protected name(): string {
    if (this.token.kind !== 'name') throw this.unexpected();
    return this.advance().text;
  }

  private matching(limits: Limits): Expression {
    let left = this.comparison(limits);
    while (this.is('~') || this.is('!~')) {
      const negated = this.advance().text === '!~';
      left = { kind: 'match', negated, left, right: this.comparison(limits) };
    }
    return left;
  }

  private comparison(limits: Limits): Expression {
    let left = this.concatenation(limits);
    for (;;) {
      const { kind, text } = this.token;
      if (kind === 'operator' && comparisons.has(text) && !(limits.noGreater && text === '>')) {
        this.advance();
        left = { kind: 'binary', operator: text, left, right: this.concatenation(limits) };
      } else if (this.is('|') && this.peek().text === 'getline' && this.peek().kind === 'keyword') {
        this.advance();
        this.advance();
        const target = this.optionalTarget();
        left = { kind: 'getline', from: 'command', source: left, ...(target ? { target } : {}) };
      } else return left;
    }
  }

  private concatenation(limits: Limits): Expression {
    let left = this.sum();
    while (this.beginsOperand(limits)) left = { kind: 'binary', operator: ' ', left, right: this.sum() };
    return left;
  }

  private beginsOperand(limits: Limits): boolean {
    const { kind, text } = this.token;
    if (kind === 'operator') return ['$', '(', '++', '--'].includes(text);
    if (kind === 'keyword') return text === 'getline' && !limits.noIn;
    return ['number', 'string', 'regex', 'name', 'function name', 'builtin'].includes(kind);
  }

  private sum(): Expression {
    let left = this.product();
    while (this.is('+') || this.is('-')) {
      const operator = this.advance().text;
      left = { kind: 'binary', operator, left, right: this.product() };
    }
    return left;
  }

  private product(): Expression {
    let left = this.unary();
    while (this.is('*') || this.is('/') || this.is('%')) {
      const operator = this.advance().text;
      left = { kind: 'binary', operator, left, right: this.unary() };
    }
    return left;
  }

  private unary(): Expression {
    if (this.is('!') || this.is('-') || this.is('+')) {
      const operator = this.advance().text;
      const value = this.nested(() => this.unary());
      return { kind: 'unary', operator: operator === '!' ? '!' : operator === '-' ? '-' : '+', value };
    }
    return this.power();
  }

  private power(): Expression {
    const left = this.postfix();
    if (!this.accept('^')) return left;
    const right = this.nested(() =>
      this.is('-') || this.is('+') || this.is('!') ? this.unary() : this.power(),
    );
    return { kind: 'binary', operator: '^', left, right };
  }

  private postfix(): Expression {
    const value = this.primary();
    if (!isLeftValue(value) || !(this.is('++') || this.is('--'))) return value;
    return { kind: 'step', by: this.advance().text === '++' ? 1 : -1, after: true, target: value };
  }

  private primary(): Expression {
    const { kind, text, line } = this.token;
    switch (kind) {
      case 'number':
        this.advance();
        return { kind: 'number', value: Number(text) };
      case 'string':
        this.advance();
        return { kind: 'string', value: text };
      case 'regex':
        this.advance();
        return { kind: 'regex', source: text };
      case 'builtin':
        return this.builtin();
      case 'function name': {
        this.advance();
        this.expect('(');
        const list = this.expressionList(')');
        this.expect(')');
        return { kind: 'call', name: text, arguments: list, line };
      }
      case 'name':
        return this.variable();
      default:
        return this.operatorPrimary(text);
    }
  }

  private variable(): LeftValue {
    const name = this.advance().text;
    if (!this.accept('[')) return { kind: 'variable', name };
    const keys = this.expressionList(']');
    this.expect(']');
    return { kind: 'element', array: name, keys };
  }

  private builtin(): Expression {
    const name = this.advance().text;
    if (!this.is('(')) {
      if (name === 'length') return { kind: 'builtin', name, arguments: [] };
      throw this.unexpected();
    }
    this.advance();
    const list = this.expressionList(')');
    this.expect(')');
    return { kind: 'builtin', name, arguments: list };
  }

  private operatorPrimary(text: string): Expression {
    if (this.accept('(')) {
      const list = this.expressionList(')');
      this.expect(')');
      const [only] = list;
      if (only === undefined) throw this.unexpected();
      return list.length === 1 && !isLeftValue(only) ? only : { kind: 'group', list };
    }
    if (this.accept('$')) return { kind: 'field', index: this.nested(() => this.fieldIndex()) };
    if (this.is('++') || this.is('--')) {
      this.advance();
      const target = this.nested(() => this.primary());
      if (!isLeftValue(target)) throw this.unexpected();
      return { kind: 'step', by: text === '++' ? 1 : -1, after: false, target };
    }
    if (this.is('-') || this.is('+') || this.is('!')) return this.nested(() => this.unary());
    if (!this.accept('getline')) throw this.unexpected();
    const target = this.optionalTarget();
    if (!this.accept('<')) return { kind: 'getline', from: 'input', ...(target ? { target } : {}) };
    const source = this.nested(() => this.primary());
    return { kind: 'getline', from: 'file', source, ...(target ? { target } : {}) };
  }

  private fieldIndex(): Expression {
    if (this.is('++') || this.is('--') || this.is('-') || this.is('+') || this.is('!'))
      return this.operatorPrimary(this.token.text);
    return this.primary();
  }

  private optionalTarget(): LeftValue | undefined {
    if (this.token.kind !== 'name' && !this.is('$')) return undefined;
    const target = this.primary();
    return isLeftValue(target) ? target : undefined;
  }
}

function isLeftValue(expression: Expression): expression is LeftValue {
  return expression.kind === 'variable' || expression.kind === 'field' || expression.kind === 'element';
}
