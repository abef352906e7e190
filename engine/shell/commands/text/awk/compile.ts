import type { Compiled, CompiledFunction } from './code.ts';
import { ExpressionCompiler } from './compile-expressions.ts';
import {
  type AwkProgram,
  AwkSyntaxError,
  type Expression,
  type FunctionDefinition,
  type Statement,
} from './syntax.ts';

/** Instructions a program may have. */
const CODE_MAX = 100_000;

export function compileAwk(program: AwkProgram): Compiled {
  return new Compiler(program).compile();
}

interface Loop {
  readonly breaks: number[];
  readonly continues: number[];
  /** A `for in` keeps its keys on the stack. */
  readonly iterates: boolean;
}

class Compiler extends ExpressionCompiler {
  private readonly program: AwkProgram;
  private readonly loops: Loop[] = [];
  private ranges = 0;

  constructor(program: AwkProgram) {
    super();
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
}
