import { bytes, complex, ELLIPSIS, float, type Value } from '../machine/values.ts';
import { PythonSyntaxError } from '../syntax/syntax-error.ts';
import type { Expression, ExpressionOf, Interpolation, Keyword, Literal } from '../syntax/tree.ts';
import { FunctionCompiler } from './functions.ts';

/** Makes instructions of expressions. */
export abstract class ExpressionCompiler extends FunctionCompiler {
  #recorded: ReadonlyMap<Expression, number> | undefined;

  protected override expression(expression: Expression): void {
    const { scope } = this;
    const before = scope.at;
    scope.at = expression.at;
    this.#expression(expression);
    scope.at = before;
    const slot = this.#recorded?.get(expression);
    if (slot === undefined) return;
    scope.emit('copy', { n: 0 });
    scope.emit('store local', { n: slot });
  }

  /** Keeps the values of some parts of what is compiled in local variables. */
  protected recording(slots: ReadonlyMap<Expression, number>, compile: () => void): void {
    this.#recorded = slots;
    compile();
    this.#recorded = undefined;
  }

  #expression(expression: Expression): void {
    const { scope } = this;
    switch (expression.kind) {
      case 'constant':
        return void scope.emit('constant', { value: literalValue(expression.value) });
      case 'bytes':
        return void scope.emit('constant', { value: bytes(expression.value) });
      case 'ellipsis':
        return void scope.emit('constant', { value: ELLIPSIS });
      case 'name':
        this.access('load', expression.name);
        return;
      case 'joined':
        this.#joined(expression.parts);
        return;
      case 'tuple':
      case 'list':
      case 'set':
        this.#items(expression.items, expression.kind);
        return;
      case 'dict':
        this.#dict(expression);
        return;
      case 'binary':
        this.expression(expression.left);
        this.expression(expression.right);
        return void scope.emit('binary', { name: expression.operator });
      case 'unary':
        this.expression(expression.operand);
        return void scope.emit('unary', { name: expression.operator });
      case 'boolean':
        this.#boolean(expression);
        return;
      case 'compare':
        this.#compare(expression);
        return;
      case 'call':
        this.#call(expression);
        return;
      case 'attribute':
        this.expression(expression.object);
        return void scope.emit('load attribute', { name: this.mangled(expression.name) });
      case 'subscript':
        this.expression(expression.object);
        this.expression(expression.index);
        return void scope.emit('load item');
      default:
        this.#rarer(expression);
        return;
    }
  }

  #rarer(expression: Expression): void {
    const { scope } = this;
    switch (expression.kind) {
      case 'slice':
        for (const part of [expression.from, expression.to, expression.step]) {
          if (part === undefined) scope.emit('constant');
          else this.expression(part);
        }
        return void scope.emit('build slice');
      case 'conditional': {
        this.expression(expression.test);
        const otherwise = scope.emit('jump if false');
        this.expression(expression.yes);
        const end = scope.emit('jump');
        scope.land(otherwise);
        this.expression(expression.no);
        scope.land(end);
        return;
      }
      case 'lambda':
        this.lambda(expression);
        return;
      case 'comprehension':
        this.comprehension(expression);
        return;
      case 'yield':
        this.#checkInside("'yield' outside function");
        if (expression.value === undefined) scope.emit('constant');
        else this.expression(expression.value);
        if (scope.isAsync) scope.emit('wrap yielded');
        return void scope.emit('yield');
      case 'yield from':
      case 'await':
        this.#delegate(expression);
        return;
      case 'walrus':
        this.expression(expression.value);
        scope.emit('copy', { n: 0 });
        // In a comprehension it binds outside of it.
        this.access('store', expression.name);
        return;
      case 'starred':
        throw new PythonSyntaxError("can't use starred expression here", expression.at);
      default:
        throw new Error(`no code for ${expression.kind}`);
    }
  }

  #checkInside(message: string): void {
    if (!this.scope.hasSlots) throw new PythonSyntaxError(message, this.scope.at);
  }

  #delegate(expression: ExpressionOf<'yield from' | 'await'>): void {
    const { scope } = this;
    this.#checkInside(expression.kind === 'await' ? "'await' outside function" : "'yield' outside function");
    if (expression.kind === 'await' && !this.scope.isAsync)
      throw new PythonSyntaxError("'await' outside async function", this.scope.at);
    this.expression(expression.value);
    if (expression.kind === 'await') this.awaited();
    else {
      scope.emit('iterate');
      this.untilOver();
    }
  }

  #joined(parts: readonly (string | Interpolation)[]): void {
    for (const part of parts) this.#part(part);
    this.scope.emit('join', { n: parts.length });
  }

  #part(part: string | Interpolation): void {
    const { scope } = this;
    if (typeof part === 'string') return void scope.emit('constant', { value: part });
    this.expression(part.value);
    const [only] = part.format;
    if (part.format.length === 0) scope.emit('constant', { value: '' });
    else if (part.format.length === 1 && typeof only === 'string') scope.emit('constant', { value: only });
    else this.#joined(part.format);
    scope.emit('format', { name: part.conversion });
  }

  #items(items: readonly Expression[], kind: 'tuple' | 'list' | 'set'): void {
    const { scope } = this;
    if (!items.some((item) => item.kind === 'starred')) {
      for (const item of items) this.expression(item);
      const operations = { tuple: 'build tuple', list: 'build list', set: 'build set' } as const;
      return void scope.emit(operations[kind], { n: items.length });
    }
    this.listOf(items);
    if (kind === 'tuple') scope.emit('to tuple');
    if (kind === 'set') scope.emit('to set');
  }

  /** A list of items some of which are starred. */
  protected listOf(items: readonly Expression[]): void {
    const { scope } = this;
    scope.emit('build list', { n: 0 });
    for (const item of items) {
      if (item.kind === 'starred') {
        this.expression(item.value);
        scope.emit('extend');
      } else {
        this.expression(item);
        scope.emit('append', { n: 1 });
      }
    }
  }

  #dict({ entries }: ExpressionOf<'dict'>): void {
    const { scope } = this;
    const plain = entries.every(({ key }) => key !== undefined);
    if (!plain) scope.emit('build dict', { n: 0 });
    for (const { key, value } of entries) {
      if (key === undefined) {
        this.expression(value);
        scope.emit('merge dict');
        continue;
      }
      this.expression(key);
      this.expression(value);
      if (!plain) scope.emit('add to dict', { n: 2 });
    }
    if (plain) scope.emit('build dict', { n: entries.length });
  }

  #boolean({ operator, values }: ExpressionOf<'boolean'>): void {
    const { scope } = this;
    const jumps: number[] = [];
    for (const [index, value] of values.entries()) {
      this.expression(value);
      if (index < values.length - 1) {
        jumps.push(scope.emit(operator === 'and' ? 'jump if false or pop' : 'jump if true or pop'));
      }
    }
    scope.land(...jumps);
  }

  #compare({ first, rest }: ExpressionOf<'compare'>): void {
    const { scope } = this;
    this.expression(first);
    const jumps: number[] = [];
    for (const [index, { operator, operand }] of rest.entries()) {
      this.expression(operand);
      if (index === rest.length - 1) scope.emit('compare', { name: operator });
      else {
        // a < b < c: keep b below the result of a < b.
        scope.emit('copy', { n: 0 });
        scope.emit('swap', { n: 2 });
        scope.emit('compare', { name: operator });
        jumps.push(scope.emit('jump if false or pop'));
      }
    }
    if (jumps.length === 0) return;
    const end = scope.emit('jump');
    scope.land(...jumps);
    scope.emit('swap', { n: 1 });
    scope.emit('pop');
    scope.land(end);
  }

  #call({ function: called, arguments: positional, keywords }: ExpressionOf<'call'>): void {
    this.expression(called);
    this.arguments(positional, keywords);
  }

  /** Arguments, and the call of what is on the stack below them. */
  protected arguments(positional: readonly Expression[], keywords: readonly Keyword[]): void {
    const { scope } = this;
    const spread =
      positional.some(({ kind }) => kind === 'starred') || keywords.some(({ name }) => name === undefined);
    if (!spread) {
      for (const each of positional) this.expression(each);
      const names = keywords.map(({ name = '' }) => name);
      for (const { value } of keywords) this.expression(value);
      return void scope.emit('call', { n: positional.length, names });
    }
    this.listOf(positional);
    scope.emit('build dict', { n: 0 });
    for (const { name, value } of keywords) {
      if (name !== undefined) scope.emit('constant', { value: name });
      this.expression(value);
      if (name === undefined) scope.emit('merge dict', { m: 1 });
      else scope.emit('add to dict', { n: 2 });
    }
    scope.emit('call with lists');
  }
}

function literalValue(literal: Literal): Value {
  if (typeof literal !== 'object' || literal === null) return literal;
  return 'float' in literal ? float(literal.float) : complex(0, literal.imaginary);
}
