import { type Token, tokenize, Unclosed } from './lexer.ts';
import { patternOf } from './pattern-parser.ts';
import { SimpleStatementParser } from './statement-parser.ts';
import { PythonSyntaxError } from './syntax-error.ts';
import { checkTarget } from './targets.ts';
import type { Block, Case, Expression, Handler, Span, Statement } from './tree.ts';

/** @throws PythonSyntaxError */
export function parse(source: string): Block {
  try {
    return new Parser(tokenize(source)).file();
  } catch (error) {
    throw error instanceof Unclosed ? earlier(error) : error;
  }
}

/** What is wrong on the line of a bracket that was never closed, or that it wasn't. */
function earlier(unclosed: Unclosed): unknown {
  const end = unclosed.tokens.at(-1);
  try {
    new Parser(unclosed.tokens).file();
  } catch (error) {
    if (!(error instanceof PythonSyntaxError)) return error;
    const isAtEnd = error.at.line === end?.at.line && error.at.column === end.at.column;
    if (error.at.endLine <= unclosed.at.line && !isAtEnd) return error;
  }
  return unclosed;
}

class Parser extends SimpleStatementParser {
  protected override inner(tokens: readonly Token[]): Parser {
    return new Parser(tokens);
  }

  file(): Block {
    const found: Statement[] = [];
    while (this.token.type !== 'end') {
      if (this.token.type === 'newline') this.next();
      else found.push(...this.statement());
    }
    return found;
  }

  protected override compound(): Statement | undefined {
    const { type, text, at } = this.token;
    if (type === 'operator' && text === '@') return this.#decorated(at);
    if (type !== 'name') return undefined;
    switch (text) {
      case 'if':
        return this.#if('if');
      case 'while':
        return this.#while(at);
      case 'for':
        return this.#for(at, false);
      case 'try':
        return this.#try(at);
      case 'with':
        return this.#with(at, false);
      case 'def':
        return this.#function(at, [], false);
      case 'class':
        return this.#class(at, []);
      case 'async':
        return this.#async(at, []);
      case 'match':
        return this.#match(at);
      default:
        return undefined;
    }
  }

  #async(at: Span, decorators: readonly Expression[]): Statement {
    this.next();
    if (this.isWord('def')) return this.#function(at, decorators, true);
    if (decorators.length === 0 && this.isWord('with')) return this.#with(at, true);
    if (decorators.length === 0 && this.isWord('for')) return this.#for(at, true);
    throw this.unexpected();
  }

  #decorated(at: Span): Statement {
    const decorators: Expression[] = [];
    while (this.take('@')) {
      decorators.push(this.named());
      if (this.token.type !== 'newline') throw this.unexpected();
      this.next();
    }
    if (this.isWord('def')) return this.#function(this.token.at, decorators, false);
    if (this.isWord('class')) return this.#class(this.token.at, decorators);
    if (this.isWord('async')) return this.#async(at, decorators);
    throw this.unexpected();
  }

  #if(word: 'if' | 'elif'): Statement {
    const { at } = this.next();
    const test = this.#condition();
    const body = this.block(`'${word}' statement on line ${at.line}`);
    let otherwise: Block = [];
    if (this.isWord('elif')) otherwise = [this.nested(() => this.#if('elif'))];
    else otherwise = this.#else();
    return { kind: 'if', test, body, otherwise, at: this.since(at) };
  }

  #condition(): Expression {
    const test = this.named();
    if (this.isOperator('=')) {
      throw this.error("invalid syntax. Maybe you meant '==' or ':=' instead of '='?", {
        ...test.at,
        endColumn: this.ahead(1).at.endColumn,
      });
    }
    return test;
  }

  #else(): Block {
    if (!this.isWord('else')) return [];
    const { at } = this.next();
    return this.block(`'else' statement on line ${at.line}`);
  }

  #while(at: Span): Statement {
    this.next();
    const test = this.#condition();
    const body = this.block(`'while' statement on line ${at.line}`);
    return { kind: 'while', test, body, otherwise: this.#else(), at: this.since(at) };
  }

  #for(at: Span, isAsync: boolean): Statement {
    this.next();
    const target = this.targets();
    checkTarget(target, 'loop');
    this.expectWord('in');
    const source = this.expressions();
    const body = this.block(`'for' statement on line ${at.line}`);
    return { kind: 'for', isAsync, target, source, body, otherwise: this.#else(), at: this.since(at) };
  }

  #try(at: Span): Statement {
    this.next();
    const body = this.block(`'try' statement on line ${at.line}`);
    const handlers: Handler[] = [];
    const ofGroups = this.isWord('except') && this.ahead(1).text === '*';
    while (this.isWord('except')) handlers.push(this.#handler(ofGroups));
    const otherwise = handlers.length > 0 ? this.#else() : [];
    let final: Block = [];
    if (this.isWord('finally')) {
      const { at: where } = this.next();
      final = this.block(`'finally' statement on line ${where.line}`);
    } else if (handlers.length === 0) throw this.error("expected 'except' or 'finally' block");
    return { kind: 'try', ofGroups, body, handlers, otherwise, final, at: this.since(at) };
  }

  #handler(ofGroup: boolean): Handler {
    const { at } = this.next();
    if (this.take('*') !== ofGroup)
      throw this.error("cannot have both 'except' and 'except*' on the same 'try'", at);
    if (this.isOperator(':')) {
      if (ofGroup) throw this.error('expected one or more exception types', this.token.at);
      return {
        type: undefined,
        name: undefined,
        body: this.block(`'except' statement on line ${at.line}`),
        at,
      };
    }
    const type = this.expression();
    if (this.isOperator(',')) throw this.error('multiple exception types must be parenthesized', type.at);
    const name = this.takeWord('as') ? this.name() : undefined;
    return { type, name, body: this.block(`'except${ofGroup ? '*' : ''}' statement on line ${at.line}`), at };
  }

  #with(at: Span, isAsync: boolean): Statement {
    this.next();
    const start = this.position;
    let items: { context: Expression; target: Expression | undefined }[] | undefined;
    if (this.take('(')) {
      try {
        items = this.#withItems(')');
        this.expect(')');
        if (!this.isOperator(':')) items = undefined;
      } catch (error) {
        if (!(error instanceof PythonSyntaxError)) throw error;
        items = undefined;
      }
      if (items === undefined) this.rewind(start);
    }
    items ??= this.#withItems(':');
    return {
      kind: 'with',
      isAsync,
      items,
      body: this.block(`'with' statement on line ${at.line}`),
      at: this.since(at),
    };
  }

  #withItems(end: string): { context: Expression; target: Expression | undefined }[] {
    const items: { context: Expression; target: Expression | undefined }[] = [];
    do {
      if (this.isOperator(end)) break;
      const context = this.expression();
      const target = this.takeWord('as') ? this.primary() : undefined;
      if (target !== undefined) checkTarget(target, 'loop');
      items.push({ context, target });
    } while (this.take(','));
    return items;
  }

  #function(at: Span, decorators: readonly Expression[], isAsync: boolean): Statement {
    this.next();
    const name = this.name();
    if (!this.isOperator('(')) throw this.error("expected '('");
    this.next();
    const parameters = this.parameters(')', true);
    this.expect(')');
    const returns = this.take('->') ? this.expression() : undefined;
    const body = this.block(`function definition on line ${at.line}`);
    return { kind: 'function', name, parameters, body, decorators, isAsync, at, ...(returns && { returns }) };
  }

  #class(at: Span, decorators: readonly Expression[]): Statement {
    this.next();
    const name = this.name();
    let bases: Expression[] = [];
    let keywords: { name: string | undefined; value: Expression }[] = [];
    if (this.take('(')) {
      const given = this.callArguments();
      bases = given.positional;
      keywords = given.keywords;
      this.expect(')');
    }
    const body = this.block(`class definition on line ${at.line}`);
    return { kind: 'class', name, bases, keywords, body, decorators, at };
  }

  /** `match` is a name, unless a block of cases follows. */
  #match(at: Span): Statement | undefined {
    const start = this.position;
    try {
      this.next();
      if (!this.beginsExpression) throw this.unexpected();
      const subject = this.expressions();
      if (!this.isOperator(':') || this.ahead(1).type !== 'newline') throw this.unexpected();
      this.next();
      this.next();
      if (this.token.type !== 'indent' || this.ahead(1).text !== 'case') throw this.unexpected();
      this.next();
      const cases: Case[] = [];
      while (this.isWord('case')) cases.push(this.#case());
      if (!this.isType('dedent') && !this.isType('end')) throw this.unexpected();
      if (this.isType('dedent')) this.next();
      return { kind: 'match', subject, cases, at: this.since(at) };
    } catch (error) {
      if (!(error instanceof PythonSyntaxError) || this.#isMatch(start)) throw error;
      this.rewind(start);
      return undefined;
    }
  }

  #isMatch(start: number): boolean {
    const here = this.position;
    this.rewind(start);
    const line = this.token.at.line;
    let isMatch = false;
    for (let ahead = 1; this.ahead(ahead).at.line === line && this.ahead(ahead).type !== 'end'; ahead++) {
      isMatch = this.ahead(ahead).text === ':' && this.ahead(ahead + 1).type === 'newline';
    }
    this.rewind(here);
    return isMatch && this.previous.type !== 'name';
  }

  #case(): Case {
    const { at } = this.next();
    const pattern = patternOf(this);
    const guard = this.takeWord('if') ? this.named() : undefined;
    return { pattern, guard, body: this.block(`'case' statement on line ${at.line}`) };
  }
}
