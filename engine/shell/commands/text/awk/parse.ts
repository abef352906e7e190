import { ExpressionParser } from './expressions.ts';
import {
  type AwkProgram,
  AwkSyntaxError,
  type Expression,
  type FunctionDefinition,
  type Rule,
  type Statement,
} from './syntax.ts';

/** Parses an awk program (bytes, one character each). Throws an `AwkSyntaxError`. */
export function parseAwk(source: string): AwkProgram {
  return new ProgramParser(source).program();
}

const simple = new Set(['next', 'nextfile', 'break', 'continue']);

class ProgramParser extends ExpressionParser {
  private readonly begin: Statement[] = [];
  private readonly end: Statement[] = [];
  private readonly rules: Rule[] = [];
  private readonly functions = new Map<string, FunctionDefinition>();

  program(): AwkProgram {
    for (;;) {
      while (this.token.kind === 'newline' || this.is(';')) this.advance();
      if (this.token.kind === 'end') break;
      this.item();
    }
    const { begin, end, rules, functions } = this;
    return { begin, end, rules, functions };
  }

  private item(): void {
    if (this.is('BEGIN') || this.is('END')) {
      const list = this.advance().text === 'BEGIN' ? this.begin : this.end;
      this.skipNewlines();
      list.push(this.block());
      return;
    }
    if (this.is('function') || this.is('func')) {
      this.definition();
      return;
    }
    if (this.is('{')) {
      this.rules.push({ body: this.block() });
      return;
    }
    const pattern = this.expression();
    let until: Expression | undefined;
    if (this.accept(',')) {
      this.skipNewlines();
      until = this.expression();
    }
    const body: Statement = this.is('{') ? this.block() : { kind: 'print', list: [] };
    this.rules.push({ pattern, body, ...(until ? { until } : {}) });
  }

  private definition(): void {
    this.advance();
    const { kind, text, line } = this.token;
    if (kind !== 'name' && kind !== 'function name') throw this.unexpected();
    this.advance();
    if (this.functions.has(text)) throw new AwkSyntaxError(text, line);
    this.expect('(');
    const parameters: string[] = [];
    while (!this.is(')')) {
      this.skipNewlines();
      parameters.push(this.name());
      this.skipNewlines();
      if (!this.accept(',')) break;
    }
    this.expect(')');
    this.skipNewlines();
    this.functions.set(text, { parameters, body: this.block() });
  }

  private block(): Statement {
    this.expect('{');
    const body: Statement[] = [];
    for (;;) {
      while (this.token.kind === 'newline' || this.is(';')) this.advance();
      if (this.accept('}')) return { kind: 'block', body };
      if (this.token.kind === 'end') throw this.unexpected();
      body.push(this.nested(() => this.statement()));
    }
  }

  /** What a loop or condition governs: on the same line or the next. */
  private body(): Statement {
    this.skipNewlines();
    if (this.accept(';')) return { kind: 'block', body: [] };
    return this.nested(() => this.statement());
  }

  private statement(): Statement {
    if (this.is('{')) return this.block();
    if (this.accept('if')) return this.condition();
    if (this.accept('while')) {
      const test = this.parenthesised();
      if (this.accept(';')) return { kind: 'while', test, body: { kind: 'block', body: [] } };
      return { kind: 'while', test, body: this.body() };
    }
    if (this.accept('do')) return this.doWhile();
    if (this.accept('for')) return this.loop();
    const statement = this.simpleStatement();
    this.endOfStatement();
    return statement;
  }

  private endOfStatement(): void {
    if (this.is('}') || this.token.kind === 'end') return;
    if (this.token.kind !== 'newline' && !this.is(';')) throw this.unexpected();
    this.advance();
  }

  private parenthesised(): Expression {
    this.expect('(');
    this.skipNewlines();
    const value = this.expression();
    this.skipNewlines();
    this.expect(')');
    return value;
  }

  private condition(): Statement {
    const test = this.parenthesised();
    const yes = this.body();
    while (this.token.kind === 'newline' || (this.is(';') && this.elseFollows())) this.advance();
    if (!this.accept('else')) return { kind: 'if', test, yes };
    return { kind: 'if', test, yes, no: this.body() };
  }

  private elseFollows(): boolean {
    const next = this.peek();
    return next.kind === 'keyword' && next.text === 'else';
  }

  private doWhile(): Statement {
    const body = this.body();
    while (this.token.kind === 'newline' || this.is(';')) this.advance();
    this.expect('while');
    const test = this.parenthesised();
    this.endOfStatement();
    return { kind: 'do', test, body };
  }

  private loop(): Statement {
    this.expect('(');
    if (this.token.kind === 'name' && this.peek().kind === 'keyword' && this.peek().text === 'in') {
      const variable = this.name();
      this.advance();
      const array = this.name();
      this.expect(')');
      return { kind: 'for in', variable, array, body: this.body() };
    }
    const first = this.is(';') ? undefined : this.simpleStatement();
    this.expect(';');
    this.skipNewlines();
    const test = this.is(';') ? undefined : this.expression();
    this.expect(';');
    this.skipNewlines();
    const each = this.is(')') ? undefined : this.simpleStatement();
    this.expect(')');
    const body = this.body();
    return {
      kind: 'for',
      body,
      ...(first ? { first } : {}),
      ...(test ? { test } : {}),
      ...(each ? { each } : {}),
    };
  }

  private simpleStatement(): Statement {
    const { kind, text } = this.token;
    if (kind !== 'keyword' || text === 'getline') return { kind: 'expression', value: this.expression() };
    if (text === 'print' || text === 'printf') {
      this.advance();
      return this.print(text);
    }
    if (simple.has(text)) {
      this.advance();
      return { kind: text === 'next' || text === 'nextfile' || text === 'break' ? text : 'continue' };
    }
    if (text === 'exit' || text === 'return') {
      this.advance();
      const ends = this.token.kind === 'newline' || this.token.kind === 'end' || this.is(';') || this.is('}');
      return ends ? { kind: text } : { kind: text, value: this.expression() };
    }
    if (text !== 'delete') throw this.unexpected();
    this.advance();
    const array = this.name();
    if (!this.accept('[')) return { kind: 'delete', array };
    const keys = this.expressionList(']');
    this.expect(']');
    return { kind: 'delete', array, keys };
  }

  private print(kind: 'print' | 'printf'): Statement {
    const ends =
      ['newline', 'end'].includes(this.token.kind) ||
      [';', '}', '>', '>>', '|'].some((each) => this.is(each));
    let list = ends ? [] : this.expressionList(undefined, { noGreater: true });
    const [only] = list;
    if (list.length === 1 && only?.kind === 'group') list = [...only.list];
    for (const to of ['>', '>>', '|'] as const) {
      if (!this.accept(to)) continue;
      const target = this.redirectTarget(to === '|');
      return { kind, list, redirect: { to, target } };
    }
    return { kind, list };
  }

  private redirectTarget(command: boolean): Expression {
    return this.expression({ noGreater: !command });
  }
}
