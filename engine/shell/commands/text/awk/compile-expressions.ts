import type { Target } from './code.ts';
import { CodeWriter } from './code-writer.ts';
import { AwkSyntaxError, type Expression, type LeftValue } from './syntax.ts';

/** How deep expressions may nest: a sum of many terms does. */
const DEPTH_MAX = 1_000;

/** Writes what leaves the value of an expression on the stack. */
export class ExpressionCompiler extends CodeWriter {
  private depth = 0;

  protected value(expression: Expression): void {
    if (++this.depth > DEPTH_MAX) throw new AwkSyntaxError('too deep', 1);
    this.simple(expression);
    this.depth--;
  }

  private simple(expression: Expression): void {
    switch (expression.kind) {
      case 'number':
      case 'string':
        this.emit({ op: 'push', value: expression.value });
        return;
      case 'regex':
        this.emit({ op: 'matches record', source: expression.source });
        return;
      case 'variable':
        this.emit({ op: 'load', slot: this.slot(expression.name) });
        return;
      case 'field':
        this.value(expression.index);
        this.emit({ op: 'field' });
        return;
      case 'element':
      case 'in':
        for (const key of expression.keys) this.value(key);
        this.emit({ op: expression.kind, array: this.array(expression.array), keys: expression.keys.length });
        return;
      case 'assign': {
        const target = this.target(expression.target);
        this.value(expression.value);
        this.emit({ op: 'assign', target, operator: expression.operator });
        return;
      }
      case 'step':
        this.emit({
          op: 'step',
          target: this.target(expression.target),
          by: expression.by,
          after: expression.after,
        });
        return;
      case 'unary':
        this.value(expression.value);
        this.emit({
          op: expression.operator === '!' ? 'not' : expression.operator === '-' ? 'negate' : 'plus',
        });
        return;
      case 'binary':
        this.value(expression.left);
        this.value(expression.right);
        this.emit({ op: 'binary', operator: expression.operator });
        return;
      default:
        this.compound(expression);
    }
  }

  private compound(
    expression: Extract<
      Expression,
      { kind: 'and' | 'or' | 'match' | 'choice' | 'call' | 'builtin' | 'getline' | 'group' }
    >,
  ): void {
    switch (expression.kind) {
      case 'and':
      case 'or': {
        this.value(expression.left);
        const short = this.jump(expression.kind);
        this.value(expression.right);
        this.emit({ op: 'truth' });
        this.land(short);
        return;
      }
      case 'match':
        this.value(expression.left);
        this.regex(expression.right);
        this.emit({ op: 'match', negated: expression.negated });
        return;
      case 'choice': {
        this.value(expression.test);
        const otherwise = this.jump('jump unless');
        this.value(expression.yes);
        const done = this.jump('jump');
        this.land(otherwise);
        this.value(expression.no);
        this.land(done);
        return;
      }
      case 'call':
        this.call(expression.name, expression.arguments, expression.line);
        return;
      case 'builtin':
        this.builtin(expression.name, expression.arguments);
        return;
      case 'getline': {
        const target = expression.target && this.target(expression.target);
        if (expression.source) this.value(expression.source);
        this.emit({ op: 'getline', from: expression.from, ...(target ? { target } : {}) });
        return;
      }
      case 'group':
        expression.list.forEach((each, index) => {
          this.value(each);
          if (index > 0) this.emit({ op: 'binary', operator: ' ' });
        });
    }
  }

  /** A regular expression's own text, where a string would be taken as one. */
  private regex(expression: Expression): void {
    if (expression.kind === 'regex') this.emit({ op: 'push', value: expression.source });
    else this.value(expression);
  }

  /** The part of an assignment's left side that is computed: an index or keys. */
  private target(target: LeftValue): Target {
    if (target.kind === 'variable') return { kind: 'variable', slot: this.slot(target.name) };
    if (target.kind === 'field') {
      this.value(target.index);
      return { kind: 'field' };
    }
    for (const key of target.keys) this.value(key);
    return { kind: 'element', array: this.array(target.array), keys: target.keys.length };
  }

  private call(name: string, list: readonly Expression[], line: number): void {
    const callee = this.functions.get(name);
    if (callee === undefined || list.length > callee.parameters) throw new AwkSyntaxError(name, line);
    list.forEach((argument, index) => {
      if (argument.kind !== 'variable') {
        this.value(argument);
        return;
      }
      const slot = this.slot(argument.name);
      this.emit({ op: 'argument', slot, callee: name, index });
      if (slot.local && this.current)
        this.passedOn.push({ from: this.current, parameter: slot.index, to: name, index });
    });
    this.emit({ op: 'call', name, count: list.length });
  }

  private builtin(name: string, list: readonly Expression[]): void {
    const [first, second, third] = list;
    if (name === 'length' && first?.kind === 'variable') {
      this.emit({ op: 'builtin', name: 'length of', count: 0, array: this.slot(first.name) });
      return;
    }
    if (name === 'split' && first && second?.kind === 'variable') {
      this.value(first);
      if (third) this.regex(third);
      this.emit({ op: 'builtin', name, count: third ? 2 : 1, array: this.array(second.name) });
      return;
    }
    if ((name === 'sub' || name === 'gsub') && first && second) {
      const place: LeftValue | undefined =
        third === undefined ? { kind: 'field', index: { kind: 'number', value: 0 } } : leftValue(third);
      const target = place && this.target(place);
      if (third && !target) this.value(third);
      this.regex(first);
      this.value(second);
      this.emit({ op: 'builtin', name, count: 2, ...(target ? { target } : {}) });
      return;
    }
    list.forEach((argument, index) => {
      const takesRegex = (name === 'match' && index === 1) || (name === 'gensub' && index === 0);
      if (takesRegex) this.regex(argument);
      else if (!(name === 'match' && index === 2)) this.value(argument);
    });
    const captures = name === 'match' && third?.kind === 'variable' ? this.array(third.name) : undefined;
    const count = name === 'match' ? Math.min(2, list.length) : list.length;
    this.emit({ op: 'builtin', name, count, ...(captures ? { array: captures } : {}) });
  }
}

function leftValue(expression: Expression): LeftValue | undefined {
  const inner = expression.kind === 'group' && expression.list.length === 1 ? expression.list[0] : expression;
  if (inner?.kind === 'variable' || inner?.kind === 'field' || inner?.kind === 'element') return inner;
  return undefined;
}
