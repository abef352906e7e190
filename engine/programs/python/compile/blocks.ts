import { PythonSyntaxError } from '../syntax/syntax-error.ts';
import type { Block, Expression, StatementOf } from '../syntax/tree.ts';
import { PatternCompiler } from './patterns.ts';
import type { Enclosing } from './scope.ts';

/** Makes instructions of statements that hold others. */
export abstract class BlockCompiler extends PatternCompiler {
  protected block(body: Block): void {
    for (const statement of body) this.statement(statement);
  }

  /** Compiles inside of something that jumps out of it have to undo. */
  #inside(enclosing: Enclosing, compile: () => void): void {
    const { scope } = this;
    scope.enclosing.push(enclosing);
    compile();
    scope.enclosing.pop();
  }

  protected if({ test, body, otherwise }: StatementOf<'if'>): void {
    const { scope } = this;
    this.expression(test);
    const no = scope.emit('jump if false');
    this.block(body);
    if (otherwise.length === 0) {
      scope.land(no);
      return;
    }
    const end = scope.emit('jump');
    scope.land(no);
    this.block(otherwise);
    scope.land(end);
  }

  protected while({ test, body, otherwise }: StatementOf<'while'>): void {
    const { scope } = this;
    const loop = { kind: 'loop', start: scope.here, breaks: [] as number[], iterates: false } as const;
    this.expression(test);
    const over = scope.emit('jump if false');
    this.#inside(loop, () => this.block(body));
    scope.emit('jump', { n: loop.start });
    scope.land(over);
    this.block(otherwise);
    scope.land(...loop.breaks);
  }

  protected for({ isAsync, target, source, body, otherwise }: StatementOf<'for'>): void {
    const { scope } = this;
    if (isAsync) this.checkAsync("'async for' outside async function");
    this.expression(source);
    this.inSpan(source.at, () => scope.emit(isAsync ? 'async iterate' : 'iterate'));
    const loop = { kind: 'loop', start: scope.here, breaks: [] as number[], iterates: true } as const;
    const over = this.#at(source, () => (isAsync ? this.asyncNext() : scope.emit('next')));
    this.assign(target);
    this.#inside(loop, () => this.block(body));
    scope.emit('jump', { n: loop.start });
    scope.land(over);
    if (isAsync) scope.emit('end async for');
    this.block(otherwise);
    scope.land(...loop.breaks);
  }

  protected checkAsync(message: string): void {
    if (!this.scope.isAsync) throw new PythonSyntaxError(message, this.scope.at);
  }

  #at(expression: Expression, emit: () => number): number {
    let index = 0;
    this.inSpan(expression.at, () => {
      index = emit();
    });
    return index;
  }

  /** `break` and `continue` */
  protected leaveLoop(how: 'break' | 'continue'): void {
    const { scope } = this;
    const index = scope.enclosing.findLastIndex(({ kind }) => kind === 'loop');
    const loop = scope.enclosing[index];
    if (loop?.kind !== 'loop') {
      throw new PythonSyntaxError(
        how === 'break' ? "'break' outside loop" : "'continue' not properly in loop",
        scope.at,
      );
    }
    this.#unwindTo(index + 1);
    if (how === 'continue') return void scope.emit('jump', { n: loop.start });
    if (loop.iterates) scope.emit('pop');
    loop.breaks.push(scope.emit('jump'));
  }

  protected unwindAll(): void {
    this.#unwindTo(0);
  }

  /** Emits what ends the enclosing blocks, the innermost first. */
  #unwindTo(depth: number): void {
    const { scope } = this;
    const all = scope.enclosing;
    for (let index = all.length - 1; index >= depth; index--) {
      const enclosing = all[index];
      // What is emitted here is outside of the block itself.
      scope.enclosing = all.slice(0, index);
      switch (enclosing?.kind) {
        case 'try':
          scope.emit('end block');
          break;
        case 'finally':
          scope.emit('end block');
          enclosing.emit();
          break;
        case 'with':
          this.#leaveWith(enclosing.isAsync);
          break;
        case 'handler':
          scope.emit('pop error');
          if (enclosing.name !== undefined) this.#forget(enclosing.name);
          break;
        default:
          break;
      }
    }
    scope.enclosing = all;
  }

  #forget(name: string): void {
    this.scope.emit('constant');
    this.access('store', name);
    this.access('delete', name);
  }

  protected try(statement: StatementOf<'try'>): void {
    if (statement.final.length === 0) {
      this.#tryExcept(statement);
      return;
    }
    const { scope } = this;
    const start = scope.emit('try');
    this.#inside({ kind: 'finally', emit: () => this.block(statement.final) }, () => {
      if (statement.handlers.length > 0) this.#tryExcept(statement);
      else this.block(statement.body);
    });
    scope.emit('end block');
    this.block(statement.final);
    const end = scope.emit('jump');
    scope.land(start);
    scope.emit('push error');
    this.#inside({ kind: 'handler', name: undefined }, () => this.block(statement.final));
    scope.emit('raise again');
    scope.land(end);
  }

  #tryExcept({ body, ofGroups, handlers, otherwise }: StatementOf<'try'>): void {
    const { scope } = this;
    const start = scope.emit('try');
    this.#inside({ kind: 'try' }, () => this.block(body));
    scope.emit('end block');
    this.block(otherwise);
    const ends = [scope.emit('jump')];
    scope.land(start);
    scope.emit('push error');
    if (ofGroups) {
      this.#handleGroups(handlers);
      scope.land(...ends);
      return;
    }
    for (const { type, name, body: handling, at } of handlers) {
      let next: number | undefined;
      if (type !== undefined) {
        scope.emit('load error');
        this.expression(type);
        this.inSpan(type.at, () => scope.emit('matches error'));
        next = scope.emit('jump if false');
      }
      if (name !== undefined) {
        scope.emit('load error');
        this.inSpan(at, () => this.access('store', name));
      }
      this.#inside({ kind: 'handler', name }, () => this.block(handling));
      scope.emit('pop error');
      if (name !== undefined) this.#forget(name);
      ends.push(scope.emit('jump'));
      if (next !== undefined) scope.land(next);
    }
    scope.emit('raise again');
    scope.land(...ends);
  }

  /** `except*`: each handler gets its part of the group; what is left, or raised in them, is raised at the end. */
  #handleGroups(handlers: StatementOf<'try'>['handlers']): void {
    const { scope } = this;
    scope.emit('load global', { name: '__star__' });
    scope.emit('load error');
    scope.emit('call', { n: 1 });
    for (const handler of handlers) this.#handleGroup(handler);
    scope.emit('load attribute', { name: 'left' });
    scope.emit('call', { n: 0 });
    scope.emit('copy', { n: 0 });
    const nothing = scope.emit('jump if false');
    scope.emit('pop error');
    scope.emit('push error');
    scope.emit('raise again');
    scope.land(nothing);
    scope.emit('pop');
    scope.emit('pop error');
  }

  #handleGroup({ type, name, body, at }: StatementOf<'try'>['handlers'][number]): void {
    const { scope } = this;
    scope.emit('copy', { n: 0 });
    scope.emit('load attribute', { name: 'take' });
    if (type !== undefined) {
      this.expression(type);
      this.inSpan(type.at, () => scope.emit('call', { n: 1 }));
    }
    scope.emit('copy', { n: 0 });
    const none = scope.emit('jump if false');
    if (name !== undefined) {
      scope.emit('copy', { n: 0 });
      this.inSpan(at, () => this.access('store', name));
    }
    scope.emit('push error');
    const failed = scope.emit('try');
    this.#inside({ kind: 'handler', name }, () => this.#inside({ kind: 'try' }, () => this.block(body)));
    scope.emit('end block');
    const fine = scope.emit('jump');
    scope.land(failed);
    scope.emit('copy', { n: 1 });
    scope.emit('load attribute', { name: 'failed' });
    scope.emit('swap', { n: 1 });
    scope.emit('call', { n: 1 });
    scope.emit('pop');
    scope.land(fine);
    scope.emit('pop error');
    if (name !== undefined) this.#forget(name);
    const end = scope.emit('jump');
    scope.land(none);
    scope.emit('pop');
    scope.land(end);
  }

  protected with(statement: StatementOf<'with'>, items: StatementOf<'with'>['items']): void {
    const { isAsync, body } = statement;
    const [first, ...rest] = items;
    if (first === undefined) {
      this.block(body);
      return;
    }
    const { scope } = this;
    if (isAsync) this.checkAsync("'async with' outside async function");
    this.inSpan(first.context.at, () => {
      this.expression(first.context);
      scope.emit('enter with', { m: isAsync ? 1 : 0 });
      scope.emit('call', { n: 0 });
      if (isAsync) this.awaited();
    });
    const start = scope.emit('begin with');
    if (first.target === undefined) scope.emit('pop');
    else this.assign(first.target);
    this.#inside({ kind: 'with', isAsync }, () => this.with(statement, rest));
    this.#leaveWith(isAsync);
    const end = scope.emit('jump');
    // The exit function and the exception are on the stack.
    scope.land(start);
    scope.emit('push error');
    for (let index = 0; index < 3; index++) scope.emit('load error', { n: index + 1 });
    scope.emit('call', { n: 3 });
    if (isAsync) this.awaited();
    const suppressed = scope.emit('jump if true');
    scope.emit('raise again');
    scope.land(suppressed);
    scope.emit('pop error');
    scope.land(end);
  }

  #leaveWith(isAsync: boolean): void {
    const { scope } = this;
    scope.emit('end with');
    for (let index = 0; index < 3; index++) scope.emit('constant');
    scope.emit('call', { n: 3 });
    if (isAsync) this.awaited();
    scope.emit('pop');
  }
}
