import { PythonSyntaxError } from '../syntax/syntax-error.ts';
import type { Clause, Expression, ExpressionOf, Parameter } from '../syntax/tree.ts';
import { BaseCompiler } from './base.ts';
import { awaits, type Bound, boundIn, targetNames } from './names.ts';
import { CodeScope } from './scope.ts';

/** Makes instructions of what has a scope of its own: functions and comprehensions. */
export abstract class FunctionCompiler extends BaseCompiler {
  protected lambda({ parameters, body, at }: ExpressionOf<'lambda'>): void {
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

  protected comprehension(made: ExpressionOf<'comprehension'>): void {
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

  /** Waits for what is on the stack: its result is there in its place. */
  protected awaited(): void {
    this.scope.emit('await');
    this.untilOver();
  }

  /** The values of the iterator on the stack are yielded, one by one. */
  protected untilOver(): void {
    const { scope } = this;
    const start = scope.here;
    const over = scope.emit('next of delegate');
    scope.emit('yield');
    scope.emit('pop');
    scope.emit('jump', { n: start });
    scope.land(over);
  }
}
