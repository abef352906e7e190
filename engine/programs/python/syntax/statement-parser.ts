import { ExpressionParser } from './expression-parser.ts';
import { tokenize } from './lexer.ts';
import { PythonSyntaxError, unmarked } from './syntax-error.ts';
import { checkDeletable, checkTarget } from './targets.ts';
import type { Block, Expression, ImportedName, Span, Statement } from './tree.ts';

const AUGMENTED = /^(?:\+|-|\*|\/|\/\/|%|@|&|\||\^|>>|<<|\*\*)=$/;

/** Statements on one line. */
export abstract class SimpleStatementParser extends ExpressionParser {
  override readonly parseInner = (source: string, line: number, column: number): Expression => {
    const inner = this.inner(tokenize(source, line, column, true));
    const found = inner.isWord('yield') ? inner.yielded() : inner.expressions();
    if (inner.token.type !== 'end') throw inner.error('f-string: invalid syntax');
    return found;
  };

  protected abstract inner(tokens: ReturnType<typeof tokenize>): SimpleStatementParser;

  protected abstract compound(): Statement | undefined;

  /** A line of statements, or a compound one. */
  statement(): Statement[] {
    const compound = this.compound();
    if (compound !== undefined) return [compound];
    const found = [this.#simple()];
    while (this.take(';')) {
      if (this.token.type === 'newline') break;
      found.push(this.#simple());
    }
    if (this.token.type !== 'newline') throw this.#trailing(found.at(-1));
    this.next();
    return found;
  }

  #trailing(last: Statement | undefined): PythonSyntaxError {
    if (last?.kind === 'expression' && last.value.kind === 'name' && this.beginsExpression) {
      const { name } = last.value;
      if (name === 'print' || name === 'exec') {
        return this.error(`Missing parentheses in call to '${name}'. Did you mean ${name}(...)?`, {
          ...last.at,
          endLine: this.token.at.endLine,
          endColumn: this.token.at.endColumn,
        });
      }
    }
    return this.unexpected();
  }

  #simple(): Statement {
    const { at, text, type } = this.token;
    if (type === 'name') {
      const word = this.#word(text, at);
      if (word !== undefined) return word;
    }
    return this.#expressionStatement(at);
  }

  #word(text: string, at: Span): Statement | undefined {
    switch (text) {
      case 'pass':
      case 'break':
      case 'continue':
        this.next();
        return { kind: text, at };
      case 'return': {
        this.next();
        const value = this.beginsExpression ? this.expressions() : undefined;
        return { kind: 'return', value, at: this.since(at) };
      }
      case 'raise':
        return this.#raise(at);
      case 'del': {
        this.next();
        const target = this.targets();
        const targets = target.kind === 'tuple' ? target.items : [target];
        for (const each of targets) checkDeletable(each);
        return { kind: 'delete', targets, at: this.since(at) };
      }
      case 'assert': {
        this.next();
        const test = this.expression();
        const message = this.take(',') ? this.expression() : undefined;
        return { kind: 'assert', test, message, at: this.since(at) };
      }
      case 'global':
      case 'nonlocal': {
        this.next();
        const names = [this.name()];
        while (this.take(',')) names.push(this.name());
        return { kind: text, names, at: this.since(at) };
      }
      case 'import':
        return this.#import(at);
      case 'from':
        return this.#from(at);
      default:
        return undefined;
    }
  }

  #raise(at: Span): Statement {
    this.next();
    const error = this.beginsExpression ? this.expression() : undefined;
    const cause = error !== undefined && this.takeWord('from') ? this.expression() : undefined;
    return { kind: 'raise', error, cause, at: this.since(at) };
  }

  #dotted(): string {
    let name = this.name();
    while (this.take('.')) name += `.${this.name()}`;
    return name;
  }

  #import(at: Span): Statement {
    this.next();
    const names: ImportedName[] = [];
    do {
      const name = this.#dotted();
      names.push({ name, as: this.takeWord('as') ? this.name() : undefined });
    } while (this.take(','));
    return { kind: 'import', names, at: this.since(at) };
  }

  #from(at: Span): Statement {
    this.next();
    let level = 0;
    while (this.isOperator('.') || this.isOperator('...')) level += this.next().text.length;
    const module = this.isWord('import') && level > 0 ? '' : this.#dotted();
    this.expectWord('import');
    if (this.take('*')) return { kind: 'from', module, level, names: [], at: this.since(at) };
    const enclosed = this.take('(');
    const names: ImportedName[] = [];
    do {
      if (enclosed && this.isOperator(')')) break;
      const name = this.name();
      names.push({ name, as: this.takeWord('as') ? this.name() : undefined });
    } while (this.take(','));
    if (enclosed) this.expect(')');
    return { kind: 'from', module, level, names, at: this.since(at) };
  }

  #expressionStatement(from: Span): Statement {
    const first = this.#value();
    const { token } = this;
    if (token.type === 'operator' && AUGMENTED.test(token.text)) {
      if (first.kind === 'tuple' || first.kind === 'list') {
        throw this.error(`'${first.kind}' is an illegal expression for augmented assignment`, first.at);
      }
      checkTarget(first, 'augmented');
      const operator = this.next().text.slice(0, -1);
      const value = this.#value();
      return { kind: 'augmented', target: first, operator, value, at: this.since(from) };
    }
    if (this.take(':')) {
      checkTarget(first, 'annotated');
      const annotation = this.expression();
      const value = this.take('=') ? this.#value() : undefined;
      return { kind: 'annotated', target: first, annotation, value, at: this.since(from) };
    }
    if (!this.isOperator('=')) return { kind: 'expression', value: first, at: this.since(from) };
    const chain = [first];
    while (this.take('=')) chain.push(this.#value());
    const targets = chain.slice(0, -1);
    for (const target of targets) checkTarget(target, 'plain');
    return { kind: 'assign', targets, value: chain.at(-1) ?? first, at: this.since(from) };
  }

  #value(): Expression {
    return this.isWord('yield') ? this.yielded() : this.expressions();
  }

  /** `: …` on the same line, or an indented block. @param after e.g. `'if' statement on line 3` */
  protected block(after: string): Block {
    this.expect(':');
    if (this.token.type !== 'newline') return this.statement();
    this.next();
    if (!this.isType('indent')) {
      const { at } = this.token;
      // At the end of the file it is the last line that shows.
      const place = this.isType('end') ? unmarked(this.previous.at) : { ...at, endColumn: at.column + 1 };
      throw new PythonSyntaxError(`expected an indented block after ${after}`, place, 'IndentationError');
    }
    this.next();
    const found: Statement[] = [];
    while (!this.isType('dedent') && !this.isType('end')) found.push(...this.statement());
    if (this.isType('dedent')) this.next();
    return found;
  }
}
