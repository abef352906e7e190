import type { Block, Pattern, StatementOf } from '../syntax/tree.ts';
import { ExpressionCompiler } from './expressions.ts';

/** Makes instructions of `match`. */
export abstract class PatternCompiler extends ExpressionCompiler {
  protected abstract block(body: Block): void;

  protected match({ subject, cases }: StatementOf<'match'>): void {
    const { scope } = this;
    this.expression(subject);
    const ends: number[] = [];
    for (const { pattern, guard, body } of cases) {
      // A pattern takes a copy of the subject off the stack, and leaves whether it matches.
      scope.emit('copy', { n: 0 });
      this.#pattern(pattern);
      const misses = [scope.emit('jump if false')];
      if (guard !== undefined) {
        this.expression(guard);
        misses.push(scope.emit('jump if false'));
      }
      scope.emit('pop');
      this.block(body);
      ends.push(scope.emit('jump'));
      scope.land(...misses);
    }
    scope.emit('pop');
    scope.land(...ends);
  }

  #pattern(pattern: Pattern): void {
    const { scope } = this;
    scope.at = pattern.at;
    switch (pattern.kind) {
      case 'any':
        scope.emit('pop');
        return void scope.emit('constant', { value: true });
      case 'capture':
        this.access('store', pattern.name);
        return void scope.emit('constant', { value: true });
      case 'value': {
        this.expression(pattern.value);
        const { value } = pattern;
        const singleton =
          value.kind === 'constant' && (value.value === null || typeof value.value === 'boolean');
        return void scope.emit('compare', { name: singleton ? 'is' : '==' });
      }
      case 'as':
        scope.emit('copy', { n: 0 });
        this.access('store', pattern.name);
        this.#pattern(pattern.pattern);
        return;
      case 'or':
        this.#or(pattern.options);
        return;
      case 'sequence':
        this.#sequence(pattern.items);
        return;
      case 'mapping':
        this.#mapping(pattern);
        return;
      case 'class':
        this.#class(pattern);
        return;
      default:
        throw new Error(`no code for the pattern ${pattern.kind}`);
    }
  }

  #or(options: readonly Pattern[]): void {
    const { scope } = this;
    const found: number[] = [];
    for (const option of options) {
      scope.emit('copy', { n: 0 });
      this.#pattern(option);
      found.push(scope.emit('jump if true'));
    }
    scope.emit('pop');
    scope.emit('constant', { value: false });
    const end = scope.emit('jump');
    scope.land(...found);
    scope.emit('pop');
    scope.emit('constant', { value: true });
    scope.land(end);
  }

  /** The items are on the stack, the first on top. Each pattern takes one; a miss drops the rest. */
  #all(patterns: readonly Pattern[], missed: number[]): void {
    const { scope } = this;
    const drops: number[][] = patterns.map(() => []);
    for (const [index, pattern] of patterns.entries()) {
      if (pattern.kind === 'star') {
        if (pattern.name === undefined) scope.emit('pop');
        else this.access('store', pattern.name);
        continue;
      }
      this.#pattern(pattern);
      drops[patterns.length - 1 - index]?.push(scope.emit('jump if false'));
    }
    scope.emit('constant', { value: true });
    const end = scope.emit('jump');
    for (const jumps of drops.toReversed()) {
      // So many items are still there: this many pops come from here on.
      scope.land(...jumps);
      if (jumps !== drops[0]) scope.emit('pop');
    }
    scope.land(...missed);
    scope.emit('constant', { value: false });
    scope.land(end);
  }

  #sequence(items: readonly Pattern[]): void {
    const { scope } = this;
    const star = items.findIndex(({ kind }) => kind === 'star');
    const [n, m] = star < 0 ? [items.length, -1] : [star, items.length - star - 1];
    // On a match it puts the items on the stack, else it jumps.
    const miss = scope.emit('match sequence', { names: [String(n), String(m)] });
    this.#all(items, [miss]);
  }

  #mapping({ entries, rest }: Extract<Pattern, { kind: 'mapping' }>): void {
    const { scope } = this;
    for (const { key } of entries) this.expression(key);
    scope.emit('build tuple', { n: entries.length });
    const miss = scope.emit('match mapping', { m: rest === undefined ? 0 : 1 });
    const patterns = entries.map(({ pattern }) => pattern);
    if (rest !== undefined) patterns.push({ kind: 'star', name: rest, at: scope.at });
    this.#all(patterns, [miss]);
  }

  #class({ type, positional, named }: Extract<Pattern, { kind: 'class' }>): void {
    const { scope } = this;
    this.expression(type);
    const miss = scope.emit('match class', { m: positional.length, names: named.map(({ name }) => name) });
    this.#all([...positional, ...named.map(({ pattern }) => pattern)], [miss]);
  }
}
