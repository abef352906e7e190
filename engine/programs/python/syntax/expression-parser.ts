import { AtomParser } from './atom-parser.ts';
import type { Expression, Parameter, Span } from './tree.ts';

/** How tightly operators bind; the powerful ones have higher numbers. */
const BINDING: Readonly<Record<string, number>> = {
  '|': 1,
  '^': 2,
  '&': 3,
  '<<': 4,
  '>>': 4,
  '+': 5,
  '-': 5,
  '*': 6,
  '/': 6,
  '//': 6,
  '%': 6,
  '@': 6,
};
const COMPARISONS: ReadonlySet<string> = new Set(['<', '>', '==', '>=', '<=', '!=']);

export abstract class ExpressionParser extends AtomParser {
  /** `a, *b` or a single one. */
  expressions(): Expression {
    const from = this.token.at;
    const first = this.starOrNamed();
    if (!this.isOperator(',')) return first;
    const items = [first];
    while (this.take(',')) {
      if (!this.beginsExpression) break;
      items.push(this.starOrNamed());
    }
    return { kind: 'tuple', items, at: this.since(from) };
  }

  override starOrNamed(): Expression {
    const from = this.token.at;
    if (!this.take('*')) return this.named();
    const value = this.binary(1);
    return { kind: 'starred', value, at: this.since(from) };
  }

  override named(): Expression {
    const from = this.token.at;
    if (this.isName && this.ahead(1).type === 'operator' && this.ahead(1).text === ':=') {
      const name = this.name();
      this.next();
      const value = this.expression();
      return { kind: 'walrus', name, value, at: this.since(from) };
    }
    return this.expression();
  }

  override expression(): Expression {
    return this.nested(() => {
      if (this.isWord('lambda')) return this.#lambda();
      const from = this.token.at;
      const yes = this.disjunction();
      if (!this.takeWord('if')) return yes;
      const test = this.disjunction();
      if (!this.isWord('else')) throw this.error("expected 'else' after 'if' expression", this.since(from));
      this.next();
      const no = this.expression();
      return { kind: 'conditional', test, yes, no, at: this.since(from) };
    });
  }

  #lambda(): Expression {
    const from = this.next().at;
    const parameters = this.isOperator(':') ? [] : this.parameters(':', false);
    this.expect(':');
    const body = this.expression();
    return { kind: 'lambda', parameters, body, at: this.since(from) };
  }

  /** What stands between the parentheses of a definition; the closing token stays. */
  parameters(end: string, annotated: boolean): Parameter[] {
    const found: Parameter[] = [];
    const places: Span[] = [];
    let kind: Parameter['kind'] = 'normal';
    while (!this.isOperator(end)) {
      const from = this.token.at;
      if (found.at(-1)?.kind === 'keywords') throw this.error('arguments cannot follow var-keyword argument');
      if (this.take('/')) {
        for (const [index, each] of found.entries()) found[index] = { ...each, kind: 'positional only' };
      } else if (this.take('**')) found.push(this.#parameter('keywords', annotated));
      else if (this.take('*')) {
        if (this.isOperator(end)) throw this.error('named arguments must follow bare *', this.previous.at);
        if (!this.isOperator(',')) found.push(this.#parameter('rest', annotated));
        else if (this.ahead(1).text === end)
          throw this.error('named arguments must follow bare *', this.previous.at);
        kind = 'keyword only';
      } else {
        const parameter = this.#parameter(kind, annotated);
        const before = found.findLast((each) => each.kind === 'normal' || each.kind === 'positional only');
        if (kind === 'normal' && parameter.fallback === undefined && before?.fallback !== undefined) {
          throw this.error('parameter without a default follows parameter with a default', this.previous.at);
        }
        found.push(parameter);
      }
      if (places.length < found.length) places.push(from);
      if (!this.take(',')) break;
    }
    for (const [index, { name }] of found.entries()) {
      if (found.findIndex((each) => each.name === name) !== index) {
        throw this.error(`duplicate argument '${name}' in function definition`, places[index]);
      }
    }
    return found;
  }

  #parameter(kind: Parameter['kind'], annotated: boolean): Parameter {
    const name = this.name();
    const annotation = annotated && this.take(':') ? this.starOrNamed() : undefined;
    const fallback =
      (kind === 'normal' || kind === 'keyword only') && this.take('=') ? this.expression() : undefined;
    return { name, kind, ...(annotation && { annotation }), ...(fallback && { fallback }) };
  }

  override disjunction(): Expression {
    return this.#chain('or', () => this.#chain('and', () => this.#inversion()));
  }

  #chain(operator: 'and' | 'or', operand: () => Expression): Expression {
    const from = this.token.at;
    const first = operand();
    if (!this.isWord(operator)) return first;
    const values = [first];
    while (this.takeWord(operator)) values.push(operand());
    return { kind: 'boolean', operator, values, at: this.since(from) };
  }

  #inversion(): Expression {
    const from = this.token.at;
    if (!this.takeWord('not')) return this.#comparison();
    const operand = this.nested(() => this.#inversion());
    return { kind: 'unary', operator: 'not', operand, at: this.since(from) };
  }

  #comparison(): Expression {
    const from = this.token.at;
    const first = this.binary(1);
    const rest: { operator: string; operand: Expression }[] = [];
    for (
      let operator = this.#comparisonOperator();
      operator !== undefined;
      operator = this.#comparisonOperator()
    ) {
      rest.push({ operator, operand: this.binary(1) });
    }
    return rest.length === 0 ? first : { kind: 'compare', first, rest, at: this.since(from) };
  }

  #comparisonOperator(): string | undefined {
    const { type, text } = this.token;
    if (type === 'operator' && COMPARISONS.has(text)) return this.next().text;
    if (this.takeWord('in')) return 'in';
    if (this.takeWord('is')) return this.takeWord('not') ? 'is not' : 'is';
    if (this.isWord('not') && this.ahead(1).text === 'in') {
      this.next();
      this.next();
      return 'not in';
    }
    return undefined;
  }

  override binary(least: number): Expression {
    const from = this.token.at;
    let left = this.#unary();
    for (;;) {
      const { type, text } = this.token;
      const power = type === 'operator' && Object.hasOwn(BINDING, text) ? (BINDING[text] ?? 0) : 0;
      if (power < least || power === 0) return left;
      this.next();
      const right = this.binary(power + 1);
      left = { kind: 'binary', operator: text, left, right, at: this.since(from) };
    }
  }

  #unary(): Expression {
    const { at, type, text } = this.token;
    if (type === 'operator' && (text === '-' || text === '+' || text === '~')) {
      this.next();
      const operand = this.nested(() => this.#unary());
      return { kind: 'unary', operator: text, operand, at: this.since(at) };
    }
    return this.#power(at);
  }

  #power(from: Span): Expression {
    const left = this.awaited();
    if (!this.take('**')) return left;
    const right = this.nested(() => this.#unary());
    return { kind: 'binary', operator: '**', left, right, at: this.since(from) };
  }
}
