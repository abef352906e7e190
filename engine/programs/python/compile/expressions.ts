import { bytes, complex, ELLIPSIS, float, type Value } from '../machine/values.ts';
import { PythonSyntaxError } from '../syntax/syntax-error.ts';
import type {
  Clause,
  Expression,
  ExpressionOf,
  Interpolation,
  Keyword,
  Literal,
  Parameter,
  Span,
  Statement,
} from '../syntax/tree.ts';
import type { Code, CodeParameter, Operation, Unit } from './code.ts';
import { awaits, type Bound, boundIn, targetNames } from './names.ts';
import { CodeScope } from './scope.ts';

/** Makes instructions of expressions. */
export abstract class ExpressionCompiler {
  protected readonly unit: Unit;
  readonly #codes: Code[];
  protected scope: CodeScope;

  constructor(file: string, source: string, hidden: boolean, bound: Bound) {
    this.#codes = [];
    this.unit = { file, source, hidden, codes: this.#codes };
    this.scope = new CodeScope('module', '<module>', undefined, bound);
  }

  protected finish(
    scope: CodeScope,
    facts: {
      parameters?: readonly CodeParameter[];
      isAsync?: boolean;
      document?: string | undefined;
      line?: number;
    } = {},
  ): Code {
    const { parameters = [], isAsync = false, document, line = 1 } = facts;
    const code = scope.code(this.unit, this.#codes.length, { parameters, isAsync, document, line });
    this.#codes.push(code);
    return code;
  }

  /** Compiles in a scope of its own, and comes back. */
  protected within(scope: CodeScope, compile: () => void): void {
    const outer = this.scope;
    this.scope = scope;
    compile();
    this.scope = outer;
  }

  protected expression(expression: Expression): void {
    const { scope } = this;
    const before = scope.at;
    scope.at = expression.at;
    this.#expression(expression);
    scope.at = before;
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
        this.#lambda(expression);
        return;
      case 'comprehension':
        this.#comprehension(expression);
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
        this.#walrus(expression.name);
        return;
      case 'starred':
        throw new PythonSyntaxError("can't use starred expression here", expression.at);
      default:
        throw new Error(`no code for ${expression.kind}`);
    }
  }

  /** In a comprehension it binds outside of it. */
  #walrus(name: string): void {
    this.access('store', name);
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
      this.#untilOver();
    }
  }

  /** Waits for what is on the stack: its result is there in its place. */
  protected awaited(): void {
    this.scope.emit('await');
    this.#untilOver();
  }

  #untilOver(): void {
    const { scope } = this;
    const start = scope.here;
    const over = scope.emit('next of delegate');
    scope.emit('yield');
    scope.emit('pop');
    scope.emit('jump', { n: start });
    scope.land(over);
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

  #lambda({ parameters, body, at }: ExpressionOf<'lambda'>): void {
    const bound = boundIn([body]);
    const scope = new CodeScope('function', '<lambda>', this.scope, bound);
    scope.slots.length = 0;
    for (const { name } of parameters) bound.local.add(name);
    scope.slots.push(...new Set([...parameters.map(({ name }) => name), ...bound.local]));
    this.within(scope, () => {
      this.expression(body);
      scope.emit('return');
    });
    this.function(scope, parameters, { line: at.line });
  }

  /** Emits what makes a function: its defaults, then itself. */
  protected function(
    scope: CodeScope,
    parameters: readonly Parameter[],
    facts: { isAsync?: boolean; document?: string | undefined; line: number },
  ): void {
    const names: string[] = [];
    for (const { name, fallback } of parameters) {
      if (fallback === undefined) continue;
      this.expression(fallback);
      names.push(name);
    }
    const code = this.finish(scope, {
      ...facts,
      parameters: parameters.map(({ name, kind, fallback }) => ({
        name,
        kind,
        optional: fallback !== undefined,
      })),
    });
    this.scope.emit('make function', { code, names });
  }

  #comprehension(made: ExpressionOf<'comprehension'>): void {
    const { of, key, value, clauses, at } = made;
    const names = new Set<string>();
    for (const { target } of clauses) targetNames(target, names);
    const bound: Bound = {
      local: new Set(['.0', ...names]),
      global: new Set(),
      nonlocal: new Set(),
      yields: false,
      awaits: false,
    };
    const kind = of === 'generator' ? 'generator expression' : 'comprehension';
    const scope = new CodeScope(kind, of === 'generator' ? '<genexpr>' : `<${of}comp>`, this.scope, bound);
    this.#walrusesOutside(scope, made);
    scope.isAsync = clauses.some(({ isAsync }) => isAsync) || awaits(made);
    if (scope.isAsync && of !== 'generator' && !this.scope.isAsync)
      throw new PythonSyntaxError('asynchronous comprehension outside of an asynchronous function', at);
    const [first] = clauses;
    if (first === undefined) throw new Error('a comprehension has a clause');
    this.within(scope, () => {
      scope.at = at;
      const builders = { list: 'build list', set: 'build set', dict: 'build dict' } as const;
      if (of !== 'generator') scope.emit(builders[of], { n: 0 });
      this.#clauses(clauses, 0, () => this.#element(of, key, value, clauses.length));
      if (of === 'generator') scope.emit('constant');
      scope.emit('return');
    });
    const parameters = [{ name: '.0', kind: 'normal', optional: false }] as const;
    const code = this.finish(scope, { parameters, line: at.line, isAsync: scope.isAsync });
    this.scope.emit('make function', { code });
    this.expression(first.source);
    this.scope.emit(first.isAsync ? 'async iterate' : 'iterate');
    this.scope.emit('call', { n: 1 });
    if (scope.isAsync && of !== 'generator') this.awaited();
  }

  /** A walrus in a comprehension binds in what is around it. */
  #walrusesOutside(scope: CodeScope, { key, value, clauses }: ExpressionOf<'comprehension'>): void {
    const inner = boundIn([key, value, ...clauses.flatMap((clause) => clause.conditions)]);
    for (const name of inner.local) {
      if (this.scope.place(name).where === 'global' || !this.scope.hasSlots) scope.bound.global.add(name);
    }
  }

  #element(
    of: 'list' | 'set' | 'dict' | 'generator',
    key: Expression,
    value: Expression | undefined,
    depth: number,
  ): void {
    const { scope } = this;
    this.expression(key);
    if (value !== undefined) this.expression(value);
    if (of === 'generator') {
      if (scope.isAsync) scope.emit('wrap yielded');
      scope.emit('yield');
      scope.emit('pop');
    } else if (of === 'list') scope.emit('append', { n: depth + 1 });
    else if (of === 'set') scope.emit('add to set', { n: depth + 1 });
    else scope.emit('add to dict', { n: depth + 2 });
  }

  #clauses(clauses: readonly Clause[], index: number, body: () => void): void {
    const clause = clauses[index];
    if (clause === undefined) {
      body();
      return;
    }
    const { scope } = this;
    if (index === 0) scope.emit('load local', { n: scope.slots.indexOf('.0') });
    else {
      this.expression(clause.source);
      scope.emit(clause.isAsync ? 'async iterate' : 'iterate');
    }
    const start = scope.here;
    const over = clause.isAsync ? this.asyncNext() : scope.emit('next');
    this.assign(clause.target);
    const skips = clause.conditions.map((condition) => {
      this.expression(condition);
      return scope.emit('jump if false');
    });
    this.#clauses(clauses, index + 1, body);
    scope.land(...skips);
    scope.emit('jump', { n: start });
    scope.land(over);
    if (clause.isAsync) scope.emit('end async for');
  }

  /** The next item of the iterator on the stack. @returns the block's index, which lands before 'end async for' */
  protected asyncNext(): number {
    const { scope } = this;
    const over = scope.emit('try');
    scope.emit('async next');
    this.awaited();
    scope.emit('end block');
    return over;
  }

  /** Gives the value on the stack to a target. */
  protected assign(target: Expression): void {
    const { scope } = this;
    const before = scope.at;
    scope.at = target.at;
    switch (target.kind) {
      case 'name':
        this.access('store', target.name);
        break;
      case 'attribute':
        this.expression(target.object);
        scope.emit('store attribute', { name: this.mangled(target.name) });
        break;
      case 'subscript':
        this.expression(target.object);
        this.expression(target.index);
        scope.emit('store item');
        break;
      case 'tuple':
      case 'list':
        this.#unpack(target.items);
        break;
      default:
        throw new PythonSyntaxError('starred assignment target must be in a list or tuple', target.at);
    }
    scope.at = before;
  }

  #unpack(items: readonly Expression[]): void {
    const { scope } = this;
    const star = items.findIndex(({ kind }) => kind === 'starred');
    if (star < 0) scope.emit('unpack', { n: items.length });
    else scope.emit('unpack rest', { n: star, m: items.length - star - 1 });
    for (const item of items) this.assign(item.kind === 'starred' ? item.value : item);
  }

  protected access(what: 'load' | 'store' | 'delete', name: string): void {
    const { scope } = this;
    const mangled = this.mangled(name);
    const place = scope.place(mangled);
    const operation = (where: 'local' | 'outer' | 'global' | 'name'): Operation => `${what} ${where}`;
    if (place.where === 'local') scope.emit(operation('local'), { n: place.slot, name: mangled });
    else if (place.where === 'outer') {
      const classLoad = place.inClass && what === 'load';
      scope.emit(classLoad ? 'load class outer' : operation('outer'), {
        n: place.depth,
        m: place.slot,
        name: mangled,
      });
    } else scope.emit(operation(place.where), { name: mangled });
  }

  /** Private names of classes: `__x` is `_Class__x`. */
  protected mangled(name: string): string {
    if (!name.startsWith('__') || name.endsWith('__')) return name;
    for (let scope: CodeScope | undefined = this.scope; scope !== undefined; scope = scope.parent) {
      if (scope.kind === 'class') return `_${scope.name.replace(/^_+/, '')}${name}`;
    }
    return name;
  }

  protected abstract statement(statement: Statement): void;

  protected inSpan(at: Span, compile: () => void): void {
    const { scope } = this;
    const before = scope.at;
    scope.at = at;
    compile();
    scope.at = before;
  }
}

function literalValue(literal: Literal): Value {
  if (typeof literal !== 'object' || literal === null) return literal;
  return 'float' in literal ? float(literal.float) : complex(0, literal.imaginary);
}
