import type { Frame } from './machine/frame.ts';
import type { Machine } from './machine/machine.ts';
import type { Value } from './values/value.ts';

export type Operation = (machine: Machine, frame: Frame, instruction: Instruction) => void;

export interface Instruction {
  readonly run: Operation;
  /** A number: of a slot, of arguments, or where to jump. */
  n: number;
  /** A second number. */
  readonly m: number;
  /** A name. */
  readonly s: string;
  /** A constant. */
  readonly v: Value;
  /** Where it stands in the source. */
  readonly at: number;
}

export type FunctionKind =
  | 'normal'
  | 'arrow'
  | 'method'
  | 'class'
  | 'derived'
  | 'generator'
  | 'async generator'
  | 'async'
  | 'async arrow'
  | 'async method';

/** A compiled function. It follows from the source text and its number there, which is how it is stored. */
export interface FunctionCode {
  readonly unit: Unit;
  readonly index: number;
  /** The function it stands in; -1: none. */
  readonly parent: number;
  name: string;
  /** What it was assigned to, where that is no name of it: traces show it. */
  inferred: string;
  readonly kind: FunctionKind;
  readonly isAsync: boolean;
  readonly strict: boolean;
  /** Parameters before the first with a default. */
  arity: number;
  readonly instructions: Instruction[];
  slots: number;
  /** Parameters that go straight into the first slots; -1: the code takes them from the arguments itself. */
  directParameters: number;
  /** Where these are kept; -1: nobody asks for them. */
  thisSlot: number;
  calleeSlot: number;
  targetSlot: number;
  argumentsSlot: number;
  readonly hasPrototype: boolean;
  /** Its text, as toString shows it. */
  readonly start: number;
  readonly end: number;
}

export interface ImportedName {
  readonly source: string;
  readonly name: string;
  readonly at: number;
}

/** A source text that was compiled: a file, a piece of our own JavaScript, or a line of the prompt. */
export interface Unit {
  /** As stack traces show it. */
  readonly file: string;
  readonly text: string;
  readonly kind: UnitKind;
  readonly functions: FunctionCode[];
  /** Of modules. */
  readonly imports: readonly string[];
  /** The names that an ES module takes from those, and where it says so. */
  readonly importedNames: readonly ImportedName[];
}

/** `script`: -e and the prompt. `builtin` and `library` (a module): our own, with the names that begin with $. */
export type UnitKind = 'commonjs' | 'module' | 'script' | 'builtin' | 'library';

/** The variables of a scope at run time. */
export class Environment {
  readonly slots: readonly Value[];
  readonly parent: Environment | undefined;

  constructor(slots: Value[], parent: Environment | undefined) {
    this.slots = slots;
    this.parent = parent;
  }
}
