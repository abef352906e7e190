import { PythonSyntaxError } from '../syntax/syntax-error.ts';
import type { Span } from '../syntax/tree.ts';
import type { Code, CodeParameter, Instruction, Operation, Unit } from './code.ts';
import type { Bound } from './names.ts';

export type Place =
  | { readonly where: 'local'; readonly slot: number }
  | { readonly where: 'outer'; readonly depth: number; readonly slot: number; readonly inClass: boolean }
  | { readonly where: 'global' }
  /** A name of a module or class: looked for there, then among the globals. */
  | { readonly where: 'name' };

/** What the compiler has to undo when a jump leaves it. */
export type Enclosing =
  | { readonly kind: 'loop'; readonly start: number; readonly breaks: number[]; readonly iterates: boolean }
  | { readonly kind: 'try' }
  | { readonly kind: 'finally'; readonly emit: () => void }
  | { readonly kind: 'with'; readonly isAsync: boolean }
  | { readonly kind: 'handler'; readonly name: string | undefined };

type Draft = { -readonly [K in keyof Instruction]: Instruction[K] };

/** The code of one function, class or module while it is made. */
export class CodeScope {
  readonly kind: Code['kind'];
  readonly name: string;
  readonly qualifiedName: string;
  readonly parent: CodeScope | undefined;
  readonly bound: Bound;
  readonly slots: string[] = [];
  readonly instructions: Draft[] = [];
  enclosing: Enclosing[] = [];
  /** The code of an async function. */
  isAsync = false;
  at: Span = { line: 1, column: 0, endLine: 1, endColumn: 0 };

  constructor(kind: Code['kind'], name: string, parent: CodeScope | undefined, bound: Bound) {
    this.kind = kind;
    this.name = name;
    this.parent = parent;
    this.bound = bound;
    this.qualifiedName = qualified(name, parent);
    if (this.hasSlots) this.slots.push(...bound.local);
  }

  get hasSlots(): boolean {
    return this.kind !== 'module' && this.kind !== 'class';
  }

  emit(operation: Operation, facts: Partial<Omit<Instruction, 'operation'>> = {}): number {
    this.instructions.push({
      operation,
      n: 0,
      m: 0,
      name: '',
      names: [],
      value: null,
      code: undefined,
      at: this.at,
      ...facts,
    });
    return this.instructions.length - 1;
  }

  get here(): number {
    return this.instructions.length;
  }

  /** A jump that was emitted goes to what comes next. */
  land(...jumps: readonly number[]): void {
    for (const jump of jumps) {
      const instruction = this.instructions[jump];
      if (instruction !== undefined) instruction.n = this.here;
    }
  }

  place(name: string): Place {
    if (this.bound.global.has(name)) return { where: 'global' };
    if (!this.hasSlots && !this.bound.nonlocal.has(name)) {
      const outer = this.#outer(name);
      if (this.kind === 'class' && !this.bound.local.has(name) && outer !== undefined)
        return { ...outer, inClass: true };
      return { where: 'name' };
    }
    const slot = this.slots.indexOf(name);
    if (slot >= 0 && !this.bound.nonlocal.has(name)) return { where: 'local', slot };
    const outer = this.#outer(name);
    if (outer !== undefined) return outer;
    if (this.bound.nonlocal.has(name))
      throw new PythonSyntaxError(`no binding for nonlocal '${name}' found`, this.at);
    return { where: 'global' };
  }

  #outer(name: string): Extract<Place, { where: 'outer' }> | undefined {
    let depth = this.hasSlots ? 1 : 0;
    for (let scope = this.parent; scope !== undefined; scope = scope.parent) {
      if (!scope.hasSlots) continue;
      if (scope.bound.global.has(name)) return undefined;
      const slot = scope.slots.indexOf(name);
      if (slot >= 0 && !scope.bound.nonlocal.has(name))
        return { where: 'outer', depth, slot, inClass: false };
      depth++;
    }
    return undefined;
  }

  code(
    unit: Unit,
    index: number,
    facts: {
      parameters: readonly CodeParameter[];
      isAsync: boolean;
      document: string | undefined;
      line: number;
    },
  ): Code {
    const { kind, name, qualifiedName, slots, instructions } = this;
    const isGenerator = this.bound.yields || kind === 'generator expression';
    return { unit, index, name, qualifiedName, kind, slots, instructions, isGenerator, ...facts };
  }
}

function qualified(name: string, parent: CodeScope | undefined): string {
  if (parent === undefined || parent.kind === 'module') return name;
  return parent.kind === 'class'
    ? `${parent.qualifiedName}.${name}`
    : `${parent.qualifiedName}.<locals>.${name}`;
}
