import {
  type Compiled,
  type CompiledFunction,
  type Instruction,
  type Slot,
  special,
  type Target,
} from './code.ts';
import {
  type AwkProgram,
  AwkSyntaxError,
  type Expression,
  type FunctionDefinition,
  type LeftValue,
  type Statement,
} from './syntax.ts';

/** Instructions a program may have. */
const CODE_MAX = 100_000;

type Jump = { -readonly [Key in 'op' | 'to']: Extract<Instruction, { to: number }>[Key] };

export function compileAwk(program: AwkProgram): Compiled {
  return new Compiler(program).compile();
}

interface Loop {
  readonly breaks: number[];
  readonly continues: number[];
  /** A `for in` keeps its keys on the stack. */
  readonly iterates: boolean;
}

class Compiler {
  private readonly program: AwkProgram;
  private readonly code: Instruction[] = [];
  private readonly globals = new Map<string, number>(special.map((name, index) => [name, index]));
  private readonly functions = new Map<string, { entry: number; parameters: number; arrays: boolean[] }>();
  private locals = new Map<string, number>();
  private current: string | undefined;
  /** Parameters that are passed on: where they are arrays, so are these. */
  private readonly passedOn: { from: string; parameter: number; to: string; index: number }[] = [];
  private readonly loops: Loop[] = [];
  private ranges = 0;

  constructor(program: AwkProgram) {
    this.program = program;
  }

  compile(): Compiled {
    const { program, code } = this;
    for (const [name, { parameters }] of program.functions) {
      this.functions.set(name, {
        entry: 0,
        parameters: parameters.length,
        arrays: parameters.map(() => false),
      });
    }
    for (const body of program.begin) this.statement(body);
    this.emit({ op: 'begun' });
    const rules = code.length;
    for (const rule of program.rules) this.rule(rule.pattern, rule.until, rule.body);
    this.emit({ op: 'end of rule' });
    const end = code.length;
    for (const body of program.end) this.statement(body);
    this.emit({ op: 'ended' });
    for (const [name, definition] of program.functions) this.define(name, definition);
    this.spreadArrays();
    if (code.length > CODE_MAX) throw new AwkSyntaxError('too long', 1);
    return {
      code,
      functions: new Map<string, CompiledFunction>(this.functions),
      globals: [...this.globals.keys()],
      rules,
      end,
      ranges: this.ranges,
      onlyBegin: program.rules.length === 0 && program.end.length === 0,
    };
  }

  private emit(instruction: Instruction): number {
    this.code.push(instruction);
    return this.code.length - 1;
  }

  private jump(op: Jump['op'] & ('jump' | 'jump if' | 'jump unless' | 'or' | 'and'), to = -1): number {
    return this.emit({ op, to });
  }

  /** A jump that was emitted before goes here, or to another place. */
  private land(jump: number, to = this.code.length): void {
    const instruction = this.code[jump];
    if (instruction !== undefined && 'to' in instruction) this.code[jump] = { ...instruction, to };
  }

  private define(name: string, { parameters, body }: FunctionDefinition): void {
    const entry = this.functions.get(name);
    if (entry !== undefined) entry.entry = this.code.length;
    this.locals = new Map(parameters.map((parameter, index) => [parameter, index]));
    this.current = name;
    this.statement(body);
    this.emit({ op: 'push', value: null });
    this.emit({ op: 'return' });
    this.locals = new Map();
    this.current = undefined;
  }

  private spreadArrays(): void {
    for (let changed = true; changed; ) {
      changed = false;
      for (const { from, parameter, to, index } of this.passedOn) {
        const arrays = this.functions.get(from)?.arrays;
        if (!arrays || arrays[parameter] || !this.functions.get(to)?.arrays[index]) continue;
        arrays[parameter] = true;
        changed = true;
      }
    }
  }

  private rule(pattern: Expression | undefined, until: Expression | undefined, body: Statement): void {
    if (pattern === undefined) {
      this.statement(body);
      return;
    }
    if (until === undefined) {
      this.value(pattern);
      const skip = this.jump('jump unless');
      this.statement(body);
      this.land(skip);
      return;
    }
    const index = this.ranges++;
    const inside = this.emit({ op: 'range', index, to: -1 });
    this.value(pattern);
    const skip = this.jump('jump unless');
    this.land(inside);
    this.value(until);
    this.emit({ op: 'range ends', index });
    this.statement(body);
    this.land(skip);
  }

  private slot(name: string): Slot {
    const local = this.locals.get(name);
    if (local !== undefined) return { local: true, index: local };
    let index = this.globals.get(name);
    if (index === undefined) {
      index = this.globals.size;
      this.globals.set(name, index);
    }
    return { local: false, index };
  }

  private array(name: string): Slot {
    const slot = this.slot(name);
    const own = this.current === undefined ? undefined : this.functions.get(this.current);
    if (slot.local && own) own.arrays[slot.index] = true;
    return slot;
  }

  private statement(statement: Statement): void {
    switch (statement.kind) {
      case 'expression':
        this.value(statement.value);
        this.emit({ op: 'pop' });
        return;
      case 'print':
      case 'printf': {
        for (const value of statement.list) this.value(value);
        const { redirect } = statement;
        if (redirect) this.value(redirect.target);
        const count = statement.list.length;
        this.emit(
          redirect ? { op: statement.kind, count, redirect: redirect.to } : { op: statement.kind, count },
        );
        return;
      }
      case 'block':
        for (const each of statement.body) this.statement(each);
        return;
      case 'if':
        this.condition(statement.test, statement.yes, statement.no);
        return;
      case 'delete':
        for (const key of statement.keys ?? []) this.value(key);
        if (statement.keys)
          this.emit({ op: 'delete', array: this.array(statement.array), keys: statement.keys.length });
        else this.emit({ op: 'delete all', array: this.array(statement.array) });
        return;
      case 'exit':
      case 'return':
        if (statement.value) this.value(statement.value);
        else this.emit({ op: 'push', value: null });
        this.emit({ op: statement.kind });
        return;
      case 'next':
      case 'nextfile':
        this.emit({ op: statement.kind });
        return;
      case 'break':
        this.loops.at(-1)?.breaks.push(this.jump('jump'));
        return;
      case 'continue':
        this.loops.at(-1)?.continues.push(this.jump('jump'));
        return;
      default:
        this.loop(statement);
    }
  }

  private condition(test: Expression, yes: Statement, no: Statement | undefined): void {
    this.value(test);
    const otherwise = this.jump('jump unless');
    this.statement(yes);
    if (no === undefined) {
      this.land(otherwise);
      return;
    }
    const done = this.jump('jump');
    this.land(otherwise);
    this.statement(no);
    this.land(done);
  }

  private loop(statement: Extract<Statement, { kind: 'while' | 'do' | 'for' | 'for in' }>): void {
    const loop: Loop = { breaks: [], continues: [], iterates: statement.kind === 'for in' };
    if (statement.kind === 'for' && statement.first) this.statement(statement.first);
    if (statement.kind === 'for in') this.emit({ op: 'iterate', array: this.array(statement.array) });
    const start = this.code.length;
    let out: number | undefined;
    if (statement.kind === 'for in') {
      out = this.emit({ op: 'next key', slot: this.slot(statement.variable), to: -1 });
    } else if (statement.kind !== 'do' && statement.test) {
      this.value(statement.test);
      out = this.jump('jump unless');
    }
    this.loops.push(loop);
    this.statement(statement.body);
    this.loops.pop();
    for (const jump of loop.continues) this.land(jump);
    if (statement.kind === 'for' && statement.each) this.statement(statement.each);
    if (statement.kind === 'do') {
      this.value(statement.test);
      this.jump('jump if', start);
    } else this.jump('jump', start);
    for (const jump of loop.breaks) this.land(jump);
    if (loop.iterates && loop.breaks.length > 0) {
      this.emit({ op: 'pop frame' });
    }
    if (out !== undefined) this.land(out);
  }

  private value(expression: Expression): void {
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
