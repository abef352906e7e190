import type { ExecRequest, Json, System } from '../../../linux/system.ts';
import { change } from '../../heap/change.ts';
import type { Heap } from '../../heap/heap.ts';
import { plainRepr, showRepr, showText } from '../builtins/repr.ts';
import { nativeTable } from '../builtins/table.ts';
import type { Code } from '../compile/code.ts';
import { attributeOf, noAttribute, storePlain } from './attributes.ts';
import { invoke } from './calls.ts';
import { typeName } from './classes.ts';
import { raiseError } from './exceptions.ts';
import type { Handler } from './handler.ts';
import { handlers } from './handlers.ts';
import { allocate as allocateInstance, create } from './instances.ts';
import { allocate } from './memory.ts';
import type { Keywords, NativeFunction } from './native.ts';
import { truth } from './operators.ts';
import { Blocked, Raised } from './raised.ts';
import type { Interpreter, Living, Thread } from './state.ts';
import { unwind } from './unwind.ts';
import { type Frame, is, isThing, type Module, type Then, type Value } from './values.ts';

/** Calls in calls (sys.getrecursionlimit). */
const RECURSION_MAX = 1000;
/** Natives that call Python that calls natives …: these are calls of our own. */
const NESTING_MAX = 40;
/** What one step may come to: natives, and the Python that they call and wait for, go beyond its budget. */
const STEP_INSTRUCTIONS_MAX = 600_000;
const linked = new WeakMap<Code, readonly Handler[]>();

function link(code: Code): readonly Handler[] {
  let found = linked.get(code);
  if (found === undefined) {
    found = code.instructions.map(({ operation }) => handlers[operation]);
    linked.set(code, found);
  }
  return found;
}

/** An interpreter during one step. */
export class Machine {
  readonly system: System;
  readonly living: Living;
  readonly state: Interpreter;
  readonly heap: Heap;
  thread: Thread;
  /** What a nested call came to. */
  left: Value | undefined;
  /** What a generator returned that was asked for more by a native. */
  returned: Value = null;
  #nesting = 0;
  /** Instructions carried out in this step, with what natives have counted for their work. */
  instructions = 0;
  /** Of those: what natives have counted. */
  worked = 0;
  /** The memory has grown so much that it is time to look at it. */
  mustPause = false;
  /** The program that the process becomes (exec). */
  becoming: ExecRequest | undefined;
  /** The state as the kernel has it. */
  stored: Json | undefined;
  /** The long text that was looked at last in this step, and has no pairs of surrogates: programs go on with it. */
  plainText = '';

  constructor(system: System, living: Living, thread: Thread) {
    this.system = system;
    this.living = living;
    this.state = living.state;
    this.heap = living.heap;
    this.thread = thread;
  }

  get frames(): Frame[] {
    return this.thread.frames;
  }

  get frame(): Frame {
    const frame = this.thread.frames.at(-1);
    if (frame === undefined) throw new Error('nothing runs');
    return frame;
  }

  push(value: Value): void {
    this.frame.stack.push(value);
  }

  native(name: string): NativeFunction | undefined {
    return nativeTable.get(name);
  }

  module(name: string): Module | undefined {
    return this.state.modules.get(name);
  }

  /** A built-in exception, to be thrown. */
  error(type: string, message: string, more: readonly (readonly [string, Value])[] = []): Raised {
    return raiseError(type, [message], more);
  }

  unsupported(what: string): Raised {
    return this.error('NotImplementedError', `${what}: not part of the simulation`);
  }

  identity(value: object): number {
    const { identities } = this.living;
    let number = identities.get(value);
    if (number === undefined) {
      number = this.state.nextIdentity++;
      identities.set(change(value), number);
    }
    return number;
  }

  /** Of any value: what identifies it. */
  identityOf(value: Value): string {
    return isThing(value) ? `#${this.identity(value)}` : this.repr(value);
  }

  /** str() */
  text(value: Value): string {
    return showText(this, value);
  }

  truth(value: Value): boolean {
    return truth(this, value);
  }

  storePlain(object: Value, name: string, value: Value): void {
    storePlain(this, object, name, value);
  }

  plainRepr(value: Value): string {
    return isThing(value) ? plainRepr(this, value) : this.repr(value);
  }

  allocateInstance(type: Value, positional: readonly Value[], keywords: Keywords): Value {
    if (!is(type, 'class')) throw this.error('TypeError', 'object.__new__(X): X is not a type object');
    return allocateInstance(this, type, positional, keywords);
  }

  create(type: Value, positional: readonly Value[], keywords: Keywords, after: Then): void {
    if (is(type, 'class')) create(this, type, positional, keywords, after);
  }

  callMethod(object: Value, name: string, positional: readonly Value[]): Value {
    const found = attributeOf(this, object, name);
    if (found === undefined) throw noAttribute(this, object, name);
    return this.sync(found, positional);
  }

  unsupportedOperation(what: string): Raised {
    return this.error('OSError', what);
  }

  /** A path: text, or what `__fspath__` says. */
  pathOf(value: Value): Value {
    const own = is(value, 'instance') ? attributeOf(this, value, '__fspath__') : undefined;
    return own === undefined ? value : this.sync(own, []);
  }

  nativeNames(): Iterable<string> {
    return nativeTable.keys();
  }

  methodNames(types: readonly string[]): string[] {
    return [...nativeTable.keys()].flatMap((name) => {
      const at = name.indexOf('.');
      return at > 0 && types.includes(name.slice(0, at)) ? [name.slice(at + 1)] : [];
    });
  }

  typeName(value: Value): string {
    return typeName(value);
  }

  /** repr() */
  repr(value: Value): string {
    return showRepr(this, value);
  }

  pushFrame(frame: Frame): void {
    if (this.frames.length >= RECURSION_MAX)
      throw this.error('RecursionError', 'maximum recursion depth exceeded');
    this.frames.push(frame);
  }

  invoke(
    called: Value,
    positional: readonly Value[],
    after: Then,
    keywords?: ReadonlyMap<string, Value>,
  ): void {
    invoke(this, called, positional, keywords ?? NO_KEYWORDS, after);
  }

  /** Hands on what a call came to. */
  deliver(value: Value, after: Then): void {
    switch (after.kind) {
      case 'push':
      case 'loop':
      case 'next':
        this.push(value);
        return;
      case 'drop':
      case 'end':
        return;
      case 'leave':
        this.left = value;
        return;
      case 'give':
        this.push(after.value);
        return;
      case 'call':
        after.positional[after.index] = value;
        invoke(this, after.function, after.positional, after.keywords, after.after);
        return;
      default:
        throw new Error(`a ${after.kind} takes no value`);
    }
  }

  /** Calls Python and waits for it: for what natives ask of objects, such as `__str__`. */
  sync(called: Value, positional: readonly Value[], keywords?: ReadonlyMap<string, Value>): Value {
    return this.nested(() => this.invoke(called, positional, { kind: 'leave' }, keywords)) ?? null;
  }

  /** Runs what `begin` begins to its end. Undefined: a generator was over. */
  nested(begin: () => void): Value | undefined {
    if (this.#nesting >= NESTING_MAX) throw this.error('RecursionError', 'maximum recursion depth exceeded');
    const { frames } = this;
    const depth = frames.length;
    this.#nesting++;
    try {
      this.left = undefined;
      begin();
      if (frames.length > depth) this.#runNested(depth);
      const { left } = this;
      this.left = undefined;
      return left;
    } finally {
      this.#nesting--;
    }
  }

  #runNested(depth: number): void {
    try {
      this.run(STEP_INSTRUCTIONS_MAX, depth);
    } catch (error) {
      if (error instanceof Blocked) {
        this.frames.length = depth;
        throw this.unsupported('waiting inside of a function that a built-in function calls');
      }
      throw error;
    }
    if (this.frames.length <= depth) return;
    this.frames.length = depth;
    throw this.unsupported('computing for so long inside of a function that a built-in function calls');
  }

  /**
   * Carries out instructions until there are so many, or until no more frames are left than `depth`.
   * @throws Raised where nothing above `depth` handles it; Blocked
   */
  run(limit: number, depth = 0): void {
    const { frames } = this;
    while (frames.length > depth) {
      try {
        if (this.#go(limit, depth)) return;
      } catch (error) {
        if (error instanceof Raised) unwind(this, error, depth);
        else if (error instanceof Blocked) {
          this.frame.ip--;
          throw error;
        } else throw this.#ownLimit(error);
      }
    }
  }

  /** @returns true when the budget is used up */
  #go(limit: number, depth: number): boolean {
    const { frames } = this;
    while (frames.length > depth) {
      const frame = change(this.frame);
      const code = link(frame.code);
      const { instructions } = frame.code;
      do {
        if (this.instructions >= limit || this.mustPause) return true;
        this.instructions++;
        const at = frame.ip++;
        const instruction = instructions[at];
        if (instruction === undefined) throw new Error('ran out of its code');
        code[at]?.(this, frame, instruction);
      } while (frames[frames.length - 1] === frame);
    }
    return false;
  }

  /** Where the host's own stack or numbers end. */
  #ownLimit(error: unknown): unknown {
    if (!(error instanceof RangeError)) return error;
    const raised = /call stack/i.test(error.message)
      ? this.error('RecursionError', 'maximum recursion depth exceeded')
      : this.error('MemoryError', '');
    unwind(this, raised, 0);
    return raised;
  }

  /** Counts work of natives, in instructions. @throws Raised where one call would hold everybody else up */
  work(instructions: number): void {
    this.instructions += instructions;
    this.worked += instructions;
    if (this.instructions > STEP_INSTRUCTIONS_MAX) throw this.unsupported('what takes so long at once');
  }

  /** Counts what is about to be allocated, in bytes. @throws Raised MemoryError where there is no room for it */
  allocate(bytes: number): void {
    allocate(this, bytes);
  }

  /** What a blocked call left for its next try. */
  get memo(): Json | undefined {
    return this.thread.memo;
  }

  set memo(value: Json | undefined) {
    this.thread.memo = value;
  }
}

const NO_KEYWORDS: ReadonlyMap<string, Value> = new Map();
