import { KEYWORDS } from './characters.ts';
import { TokenCursor } from './cursor.ts';
import { numberOf } from './numbers.ts';
import { type ParseInner, parseString } from './string-literal.ts';
import type { Clause, Expression, Interpolation, Keyword, Span } from './tree.ts';

/** Names, literals, brackets, and what may follow them: calls, attributes, subscripts. */
export abstract class AtomParser extends TokenCursor {
  abstract expression(): Expression;
  abstract named(): Expression;
  abstract starOrNamed(): Expression;
  abstract expressions(): Expression;
  abstract disjunction(): Expression;
  abstract binary(least: number): Expression;
  abstract readonly parseInner: ParseInner;

  protected get beginsExpression(): boolean {
    const { type, text } = this.token;
    if (type === 'number' || type === 'string') return true;
    if (type === 'name') {
      return !KEYWORDS.has(text) || /^(?:None|True|False|not|lambda|await|yield)$/.test(text);
    }
    return type === 'operator' && /^(?:[([{+~*-]|\.\.\.)$/.test(text);
  }

  protected awaited(): Expression {
    const from = this.token.at;
    if (!this.takeWord('await')) return this.primary();
    const value = this.primary();
    return { kind: 'await', value, at: this.since(from) };
  }

  protected primary(): Expression {
    const from = this.token.at;
    let found = this.#atom();
    for (;;) {
      if (this.take('.')) {
        const name = this.name();
        found = { kind: 'attribute', object: found, name, at: this.since(from) };
      } else if (this.isOperator('(')) found = this.#call(found, from);
      else if (this.take('[')) {
        const index = this.#subscript();
        this.expect(']');
        found = { kind: 'subscript', object: found, index, at: this.since(from) };
      } else return found;
    }
  }

  #call(called: Expression, from: Span): Expression {
    this.expect('(');
    const { positional, keywords } = this.callArguments();
    this.expect(')');
    return { kind: 'call', function: called, arguments: positional, keywords, at: this.since(from) };
  }

  /** Up to the closing parenthesis, which stays. */
  protected callArguments(): { positional: Expression[]; keywords: Keyword[] } {
    const positional: Expression[] = [];
    const keywords: Keyword[] = [];
    while (!this.isOperator(')')) {
      const from = this.token.at;
      if (this.take('**')) keywords.push({ name: undefined, value: this.expression() });
      else if (this.isName && this.ahead(1).type === 'operator' && this.ahead(1).text === '=') {
        const name = this.name();
        if (keywords.some((each) => each.name === name)) {
          throw this.error(`keyword argument repeated: ${name}`, this.previous.at);
        }
        this.next();
        keywords.push({ name, value: this.expression() });
      } else {
        const value = this.starOrNamed();
        if (this.isWord('for') || this.isWord('async'))
          positional.push(this.#comprehension('generator', value, undefined, from));
        else if (keywords.some(({ name }) => name !== undefined) && value.kind !== 'starred') {
          throw this.error('positional argument follows keyword argument', this.token.at);
        } else positional.push(value);
      }
      if (!this.take(',') && !this.isOperator(')')) throw this.#forgotten(from);
    }
    return { positional, keywords };
  }

  #forgotten(from: Span): Error {
    return this.beginsExpression && !this.isOperator('*')
      ? this.error('invalid syntax. Perhaps you forgot a comma?', {
          ...from,
          endLine: this.token.at.endLine,
          endColumn: this.token.at.endColumn,
        })
      : this.unexpected();
  }

  #subscript(): Expression {
    const from = this.token.at;
    const first = this.#slice();
    if (!this.isOperator(',')) return first;
    const items = [first];
    while (this.take(',') && !this.isOperator(']')) items.push(this.#slice());
    return { kind: 'tuple', items, at: this.since(from) };
  }

  #slice(): Expression {
    const start = this.token.at;
    const part = () =>
      this.isOperator(':') || this.isOperator(']') || this.isOperator(',') ? undefined : this.starOrNamed();
    const from = part();
    if (from !== undefined && !this.isOperator(':')) return from;
    this.expect(':');
    const to = part();
    const step = this.take(':') ? part() : undefined;
    return { kind: 'slice', from, to, step, at: this.since(start) };
  }

  #atom(): Expression {
    const { type, text, at } = this.token;
    switch (type) {
      case 'name':
        return this.#word(text, at);
      case 'number':
        this.next();
        return { kind: 'constant', value: numberOf(text), at };
      case 'string':
        return this.#strings();
      case 'operator':
        return this.nested(() => this.#bracket(text, at));
      default:
        throw this.unexpected();
    }
  }

  #word(text: string, at: Span): Expression {
    if (!KEYWORDS.has(text)) {
      this.next();
      return { kind: 'name', name: text, at };
    }
    const constants = { None: null, True: true, False: false };
    for (const [name, value] of Object.entries(constants)) {
      if (text !== name) continue;
      this.next();
      return { kind: 'constant', value, at };
    }
    throw this.unexpected();
  }

  #strings(): Expression {
    const from = this.token.at;
    const parts: (string | Interpolation)[] = [];
    let bytes: boolean | undefined;
    let formatted = false;
    while (this.token.type === 'string') {
      const { text, at } = this.next();
      const found = parseString(text, at, this.parseInner);
      if (bytes !== undefined && bytes !== found.bytes) {
        throw this.error('cannot mix bytes and nonbytes literals', from);
      }
      bytes = found.bytes;
      formatted ||= found.formatted;
      parts.push(...found.parts);
    }
    const at = this.since(from);
    if (formatted) return { kind: 'joined', parts, at };
    const value = parts.filter((part) => typeof part === 'string').join('');
    return bytes === true ? { kind: 'bytes', value, at } : { kind: 'constant', value, at };
  }

  #bracket(text: string, at: Span): Expression {
    switch (text) {
      case '(':
        return this.#parenthesis();
      case '[':
        return this.#list();
      case '{':
        return this.#braces();
      case '...':
        this.next();
        return { kind: 'ellipsis', at };
      default:
        throw this.unexpected();
    }
  }

  #parenthesis(): Expression {
    const from = this.next().at;
    if (this.take(')')) return { kind: 'tuple', items: [], at: this.since(from) };
    if (this.isWord('yield')) {
      const value = this.yielded();
      this.expect(')');
      return value;
    }
    const first = this.starOrNamed();
    if (this.isWord('for') || this.isWord('async')) {
      const made = this.#comprehension('generator', first, undefined, from);
      this.expect(')');
      return { ...made, at: this.since(from) };
    }
    if (!this.isOperator(',')) {
      if (!this.isOperator(')')) throw this.#forgotten(first.at);
      this.next();
      return first;
    }
    const items = [first];
    while (this.take(',') && !this.isOperator(')')) items.push(this.starOrNamed());
    if (!this.isOperator(')')) throw this.#forgotten(items.at(-1)?.at ?? from);
    this.next();
    return { kind: 'tuple', items, at: this.since(from) };
  }

  protected yielded(): Expression {
    const from = this.expectWord('yield').at;
    if (this.takeWord('from')) {
      const value = this.expression();
      return { kind: 'yield from', value, at: this.since(from) };
    }
    const value = this.beginsExpression ? this.expressions() : undefined;
    return { kind: 'yield', value, at: this.since(from) };
  }

  #list(): Expression {
    const from = this.next().at;
    const items: Expression[] = [];
    while (!this.isOperator(']')) {
      const item = this.starOrNamed();
      if (items.length === 0 && (this.isWord('for') || this.isWord('async'))) {
        const made = this.#comprehension('list', item, undefined, from);
        this.expect(']');
        return { ...made, at: this.since(from) };
      }
      items.push(item);
      if (!this.take(',') && !this.isOperator(']')) throw this.#forgotten(item.at);
    }
    this.expect(']');
    return { kind: 'list', items, at: this.since(from) };
  }

  #braces(): Expression {
    const from = this.next().at;
    const entries: { key: Expression | undefined; value: Expression }[] = [];
    const items: Expression[] = [];
    while (!this.isOperator('}')) {
      if (this.take('**')) entries.push({ key: undefined, value: this.binary(1) });
      else {
        const key = this.starOrNamed();
        const colon = this.token.at;
        const hasValue = this.take(':');
        if (hasValue && (this.isOperator('}') || this.isOperator(',')))
          throw this.error("expression expected after dictionary key and ':'", colon);
        const value = hasValue ? this.expression() : undefined;
        if (value === undefined && entries.length > 0 && (this.isOperator('}') || this.isOperator(',')))
          throw this.error("':' expected after dictionary key", this.previous.at);
        if (entries.length + items.length === 0 && (this.isWord('for') || this.isWord('async'))) {
          const made = this.#comprehension(value === undefined ? 'set' : 'dict', key, value, from);
          this.expect('}');
          return { ...made, at: this.since(from) };
        }
        if (value === undefined) items.push(key);
        else entries.push({ key, value });
        if (items.length > 0 && entries.length > 0) throw this.unexpected();
      }
      if (!this.take(',') && !this.isOperator('}'))
        throw this.#forgotten((entries.at(-1)?.value ?? items.at(-1))?.at ?? from);
    }
    this.expect('}');
    const at = this.since(from);
    return items.length > 0 ? { kind: 'set', items, at } : { kind: 'dict', entries, at };
  }

  #comprehension(
    of: 'list' | 'set' | 'dict' | 'generator',
    key: Expression,
    value: Expression | undefined,
    from: Span,
  ): Expression {
    const clauses: Clause[] = [];
    while (this.isWord('for') || this.isWord('async')) {
      const isAsync = this.takeWord('async');
      this.expectWord('for');
      const target = this.targets();
      this.expectWord('in');
      const source = this.disjunction();
      const conditions: Expression[] = [];
      while (this.takeWord('if')) conditions.push(this.#condition());
      clauses.push({ isAsync, target, source, conditions });
    }
    return { kind: 'comprehension', of, key, value, clauses, at: this.since(from) };
  }

  #condition(): Expression {
    return this.isName && this.ahead(1).text === ':=' ? this.named() : this.disjunction();
  }

  /** What a loop assigns to: `a, (b, *c)`. */
  protected targets(): Expression {
    const from = this.token.at;
    const one = (): Expression => {
      const start = this.token.at;
      if (this.take('*')) return { kind: 'starred', value: this.primary(), at: this.since(start) };
      return this.primary();
    };
    const first = one();
    if (!this.isOperator(',')) return first;
    const items = [first];
    while (this.take(',') && !this.isWord('in') && !this.isOperator('=')) items.push(one());
    return { kind: 'tuple', items, at: this.since(from) };
  }
}
