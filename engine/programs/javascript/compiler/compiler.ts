import type { Expression, ModuleDeclaration, Node, Statement } from 'acorn';
import type { FunctionCode, Instruction, Operation, Unit } from '../code.ts';
import {
  initialize,
  intrinsic,
  load,
  loadGlobal,
  refuseConstant,
  store,
  storeGlobal,
} from '../operations/basic.ts';
import { awaitIt, markAwait, yieldIt } from '../operations/control.ts';
import { getNamed } from '../operations/members.ts';
import type { Value } from '../values/value.ts';
import type { Scope } from './scope.ts';

/** What `break`, `continue` and `return` have to undo or run on their way out, the outermost first. */
export type Enclosing =
  | {
      readonly kind: 'loop' | 'switch' | 'block';
      readonly labels: readonly string[];
      readonly breaks: Instruction[];
      readonly continues: Instruction[];
    }
  /** A scope with an environment of its own. */
  | { readonly kind: 'scope' }
  /** An iteration on the operand stack. */
  | { readonly kind: 'iteration' }
  /** So many other values on the operand stack. */
  | { readonly kind: 'values'; readonly count: number }
  | { readonly kind: 'try' }
  /** A try with a finally block: calls of it are filled in when it is there. */
  | { readonly kind: 'finally'; readonly calls: Instruction[] };

/** The families of nodes compile each other: they are put together in `compile.ts`. */
export interface Families {
  expression(compiler: Compiler, node: Expression): void;
  statement(compiler: Compiler, node: Statement | ModuleDeclaration): void;
}

interface Operands {
  readonly n?: number;
  readonly m?: number;
  readonly s?: string;
  readonly v?: Value;
}

/** Turns the tree of a source text into instructions. */
export class Compiler {
  readonly unit: Unit;
  readonly families: Families;
  code: FunctionCode;
  scope: Scope;
  enclosing: Enclosing[] = [];
  at = 0;
  /** The name for the function that is compiled next. */
  givenName = '';
  /** What that is assigned to, where that gives it no name. */
  inferredName = '';
  /** Labels of the statement that comes next. */
  labels: string[] = [];

  constructor(unit: Unit, families: Families, code: FunctionCode, scope: Scope) {
    this.unit = unit;
    this.families = families;
    this.code = code;
    this.scope = scope;
  }

  takeName(): string {
    const { givenName } = this;
    this.givenName = '';
    return givenName;
  }

  get here(): number {
    return this.code.instructions.length;
  }

  emit(run: Operation, { n = 0, m = 0, s = '', v = undefined }: Operands = {}): Instruction {
    const instruction = { run, n, m, s, v, at: this.at };
    this.code.instructions.push(instruction);
    return instruction;
  }

  /** The instruction jumps to what comes next. */
  land(...jumps: readonly Instruction[]): void {
    for (const jump of jumps) jump.n = this.here;
  }

  expression(node: Expression): void {
    this.at = node.start;
    this.families.expression(this, node);
  }

  statement(node: Statement | ModuleDeclaration): void {
    this.at = node.start;
    this.families.statement(this, node);
  }

  text(node: Node): string {
    return this.unit.text.slice(node.start, node.end);
  }

  loadVariable(name: string, forTypeof = false): void {
    const found = this.scope.find(name);
    if (found === undefined) {
      if (name.startsWith('$') && (this.unit.kind === 'builtin' || this.unit.kind === 'library'))
        this.emit(intrinsic, { s: name });
      else this.emit(loadGlobal, { s: name, n: forTypeof ? 1 : 0 });
      return;
    }
    const { hops, variable } = found;
    this.emit(load, { n: hops, m: variable.slot, s: variable.imported === undefined ? name : '' });
    if (variable.imported !== undefined && variable.imported !== '*')
      this.emit(getNamed, { s: variable.imported });
  }

  /** Assigns what is on top of the stack, and leaves it there. */
  storeVariable(name: string): void {
    const found = this.scope.find(name);
    if (found === undefined) {
      this.emit(storeGlobal, { s: name, n: this.code.strict ? 1 : 0 });
      return;
    }
    const { hops, variable } = found;
    if (variable.kind === 'const' || variable.kind === 'import') this.emit(refuseConstant);
    else this.emit(store, { n: hops, m: variable.slot, s: name });
  }

  /** The first value of a variable: takes it off the stack. */
  initializeVariable(name: string): void {
    const found = this.scope.find(name);
    if (found === undefined) return;
    this.emit(initialize, { n: found.hops, m: found.variable.slot });
  }

  /** Reports what the language has and this interpreter hasn't. */
  unsupported(what: string, node: Node): never {
    throw new Unsupported(what, node.start);
  }

  /** Waits for what is on top of the stack. An async generator leaves the waiting to who runs it. */
  emitAwait(): void {
    if (this.code.kind === 'async generator') {
      this.emit(markAwait);
      this.emit(yieldIt);
    } else this.emit(awaitIt);
  }

  within(entry: Enclosing, compile: () => void): void {
    this.enclosing.push(entry);
    compile();
    this.enclosing.pop();
  }
}

export class Unsupported extends Error {
  readonly what: string;
  readonly at: number;

  constructor(what: string, at: number) {
    super(`${what} is not part of the simulation`);
    this.what = what;
    this.at = at;
  }
}
