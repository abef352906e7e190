import { change } from '../../heap/change.ts';
import type { Realm } from '../builtins/realm.ts';
import { Environment } from '../code.ts';
import { ReturnRequest } from '../operations/control.ts';
import type { Runtime } from '../run/runtime.ts';
import { Bound, Closure, JsFunction, Native } from '../values/functions.ts';
import { JsObject } from '../values/object.ts';
import { EMPTY, type Key, PENDING, Thrown, type Value } from '../values/value.ts';
import { type After, Frame, NESTED, PUSH } from './frame.ts';
import { asyncGeneratorOf, generatorOf, generatorState, Promises } from './promises.ts';
import { getProperty } from './properties.ts';
import { callOf, FunctionProxy } from './proxies.ts';

/** Calls inside each other. */
const FRAMES_MAX = 9000;
/** What one operation may take beyond what is left of its step: native code, and the functions that it calls and waits for. */
const OVERDRAWN_MAX = 700_000;
/** Arguments of one call that are handed over for the price of an operation. */
const ARGUMENTS_PER_OPERATION = 8;
/** Native code in functions in native code …: these are calls of our own. */
const NESTED_MAX = 50;

/** Ends the process: nothing that a program could catch. */
export class Fatal extends Error {}

/** The interpreter of one process. All of it can be stored: see `dialect.ts`. */
export class Machine {
  frames: Frame[] = [];
  readonly realm: Realm;
  readonly runtime: Runtime;
  readonly promises: Promises;
  /** What the stores of AsyncLocalStorages are here: whatever is to be called later gets it again. */
  context: Value = undefined;
  /** Operations that are left in this step. */
  budget = 0;
  /** What becomes of the value of the native function that runs. */
  after: After = PUSH;
  /** Where the last error was thrown. */
  thrownAt:
    | { readonly file: string; readonly text: string; readonly at: number; readonly value: Value }
    | undefined;
  /** What the frame on top goes on with. */
  pendingThrow: Thrown | undefined;
  #nested: Value = undefined;
  #nestedDepth = 0;

  constructor(make: (machine: Machine) => { readonly realm: Realm; readonly runtime: Runtime }) {
    this.promises = new Promises(this);
    const { realm, runtime } = make(this);
    this.realm = realm;
    this.runtime = runtime;
  }

  /** Counts work of native code, in operations. @throws Fatal where one call would hold everybody else up */
  charge(operations: number): void {
    this.budget -= operations;
    if (this.budget < -OVERDRAWN_MAX)
      throw new Fatal('what takes so long at once is not part of the simulation');
  }

  throwError(kind: string, message: string): never {
    throw new Thrown(this.realm.error(kind, message));
  }

  /** Calls any function; what it returns goes where `after` says. */
  call(callee: Value, self: Value, args: readonly Value[], after: After = PUSH): void {
    this.#pay(args);
    if (callee instanceof Closure) this.#enter(callee, self, args, after);
    else if (callee instanceof Native) {
      this.#run(callee, self, args, undefined, after);
    } else if (callee instanceof FunctionProxy) {
      const { target, method, handler } = callOf(callee, 'apply');
      if (method === undefined) this.call(target, self, args, after);
      else this.call(method, handler, [target, self, this.realm.array([...args])], after);
    } else if (callee instanceof Bound) {
      this.charge(1);
      this.call(callee.target, callee.self, [...callee.args, ...args], after);
    } else this.throwError('TypeError', 'not a function');
  }

  construct(callee: Value, args: readonly Value[], newTarget: JsObject, after: After = PUSH): void {
    this.#pay(args);
    if (callee instanceof Bound) {
      this.construct(
        callee.target,
        [...callee.args, ...args],
        newTarget === callee ? callee.target : newTarget,
        after,
      );
    } else if (callee instanceof Native && callee.constructs) {
      this.#run(callee, undefined, args, newTarget, after);
    } else if (callee instanceof FunctionProxy) {
      const { target, method, handler } = callOf(callee, 'construct');
      if (method === undefined)
        this.construct(target, args, newTarget === callee ? target : newTarget, after);
      else this.call(method, handler, [target, this.realm.array([...args]), newTarget], after);
    } else if (callee instanceof Closure) this.#constructClosure(callee, args, newTarget, after);
  }

  /** Many arguments are copied, and looked at, by whoever is called. */
  #pay(args: readonly Value[]): void {
    if (args.length >= ARGUMENTS_PER_OPERATION) this.charge(args.length / ARGUMENTS_PER_OPERATION);
  }

  #run(
    callee: Native,
    self: Value,
    args: readonly Value[],
    newTarget: JsObject | undefined,
    after: After,
  ): void {
    const outer = this.after;
    this.after = after;
    try {
      const value = callee.run(this, self, args, newTarget, callee);
      if (value !== PENDING) this.deliver(after, value);
    } finally {
      this.after = outer;
    }
  }

  #constructClosure(callee: Closure, args: readonly Value[], newTarget: JsObject, after: After): void {
    if (callee.code.kind === 'derived') {
      this.#enter(callee, EMPTY, args, after, newTarget);
      return;
    }
    const object = new JsObject(this.prototypeFor(newTarget, 'Object.prototype'));
    this.#enter(callee, object, args, { do: 'construct', object, after }, newTarget);
    if (callee.fields !== undefined) this.#enter(callee.fields, object, [], { do: 'drop' });
  }

  /** The prototype of what `new` makes. */
  prototypeFor(newTarget: JsObject | undefined, intrinsic: string): JsObject {
    const found = newTarget === undefined ? undefined : this.get(newTarget, 'prototype');
    return found instanceof JsObject ? found : this.realm.object(intrinsic);
  }

  canConstruct(value: Value): value is JsObject {
    if (value instanceof Closure)
      return ['normal', 'class', 'derived'].includes(value.code.kind) && !value.code.isAsync;
    if (value instanceof Bound || value instanceof FunctionProxy) {
      this.charge(1);
      return this.canConstruct(value.target);
    }
    return value instanceof Native && value.constructs;
  }

  /** Runs a function to its end and answers what it returned: for native code that can't wait. */
  callSync(callee: Value, self: Value, args: readonly Value[]): Value {
    const depth = this.frames.length;
    if (this.#nestedDepth >= NESTED_MAX) this.throwError('RangeError', 'Maximum call stack size exceeded');
    // Calls inside of it go on with what the outermost has.
    const lent = this.#nestedDepth === 0 ? OVERDRAWN_MAX : 0;
    this.#nestedDepth++;
    this.budget += lent;
    try {
      this.#nested = undefined;
      this.call(callee, self, args, NESTED);
      this.runTo(depth);
      if (this.frames.length > depth)
        throw new Fatal('a function that runs so long inside a conversion is not part of the simulation');
      return this.#nested;
    } finally {
      this.#nestedDepth--;
      this.budget -= lent;
    }
  }

  /** Pushes a call whose value the caller of the native function gets. */
  tail(callee: Value, self: Value, args: readonly Value[], after: After = this.after): Value {
    this.call(callee, self, args, after);
    return PENDING;
  }

  get(object: JsObject, key: Key): Value {
    return getProperty(this, object, key, object);
  }

  #enter(
    callee: Closure,
    self: Value,
    args: readonly Value[],
    after: After,
    newTarget: JsObject | undefined = undefined,
  ): void {
    const { code } = callee;
    if (this.frames.length >= FRAMES_MAX) this.throwError('RangeError', 'Maximum call stack size exceeded');
    if (newTarget === undefined && (code.kind === 'class' || code.kind === 'derived')) {
      this.throwError('TypeError', `Class constructor ${callee.defaultName} cannot be invoked without 'new'`);
    }
    const slots: Value[] = new Array(code.slots).fill(undefined);
    for (let index = 0; index < code.directParameters; index++) slots[index] = args[index];
    if (code.thisSlot >= 0) {
      const bare = self === undefined || self === null;
      slots[code.thisSlot] = code.strict || !bare ? self : this.realm.global;
    }
    if (code.calleeSlot >= 0) slots[code.calleeSlot] = callee;
    if (code.targetSlot >= 0) slots[code.targetSlot] = newTarget;
    if (code.argumentsSlot >= 0) slots[code.argumentsSlot] = this.realm.argumentsObject(args);
    const environment = new Environment(slots, callee.environment);
    if (code.kind === 'generator') {
      this.deliver(after, generatorOf(this, callee, new Frame(code, environment, callee, args, PUSH)));
      return;
    }
    if (code.kind === 'async generator') {
      this.deliver(after, asyncGeneratorOf(this, callee, new Frame(code, environment, callee, args, PUSH)));
      return;
    }
    if (!code.isAsync) {
      this.frames.push(new Frame(code, environment, callee, args, after));
      return;
    }
    const promise = this.promises.make();
    const detached = after.do !== 'push';
    if (detached) this.deliver(after, promise);
    this.frames.push(new Frame(code, environment, callee, args, { do: 'async', promise, detached }));
  }

  /** A function has returned. */
  finish(frame: Frame, value: Value): void {
    this.frames.pop();
    this.deliver(frame.after, value);
  }

  deliver(after: After, value: Value): void {
    switch (after.do) {
      case 'push':
        this.#push(value);
        break;
      case 'answer':
        this.#push(after.value);
        break;
      case 'construct':
        this.deliver(after.after, value instanceof JsObject ? value : after.object);
        break;
      case 'async':
        this.promises.resolve(after.promise, value);
        if (!after.detached) this.#push(after.promise);
        break;
      case 'generator':
        this.#endGenerator(after.generator, value);
        break;
      case 'settle':
        this.promises.resolve(after.promise, value);
        break;
      case 'nested':
        this.#nested = value;
        break;
      case 'drop':
      case 'task':
        break;
    }
  }

  #endGenerator(generator: JsObject, value: Value): void {
    const state = generatorState(generator);
    if (state === undefined) return;
    this.promises.ended(generator);
    this.deliver(state.after, this.realm.iteratorResult(value, true));
  }

  #push(value: Value): void {
    this.frames[this.frames.length - 1]?.stack.push(value);
  }

  /** Runs until that many frames are left, or the budget is used up. */
  runTo(depth: number): void {
    const { frames } = this;
    while (frames.length > depth && this.budget > 0) {
      try {
        const { pendingThrow } = this;
        this.pendingThrow = undefined;
        if (pendingThrow !== undefined) throw pendingThrow;
        this.#runSome(depth);
      } catch (error) {
        if (error instanceof Thrown) this.#unwind(error.value, depth);
        else if (error instanceof RangeError && /call stack/i.test(error.message))
          this.#unwind(this.realm.error('RangeError', 'Maximum call stack size exceeded'), depth);
        else throw error;
      }
    }
  }

  #runSome(depth: number): void {
    const { frames } = this;
    while (frames.length > depth && this.budget > 0) {
      const frame = frames[frames.length - 1];
      if (frame === undefined) return;
      change(frame);
      const { instructions } = frame.code;
      while (frames[frames.length - 1] === frame && this.budget-- > 0) {
        const instruction = instructions[frame.pc++];
        if (instruction === undefined) {
          this.finish(frame, undefined);
          break;
        }
        instruction.run(this, frame, instruction);
      }
    }
  }

  /** Looks for who catches it. */
  #unwind(value: Value, depth: number): void {
    this.#noteThrow(value);
    for (;;) {
      const frame = this.frames[this.frames.length - 1];
      if (frame === undefined || this.frames.length <= depth) throw new Thrown(value);
      const handler = frame.handlers.pop();
      if (handler !== undefined) {
        frame.stack.length = handler.depth;
        frame.environment = handler.environment;
        frame.pc = handler.target;
        frame.stack.push(value);
        return;
      }
      this.frames.pop();
      const { after } = frame;
      if (after.do === 'async') {
        this.promises.reject(after.promise, value);
        if (!after.detached) this.#push(after.promise);
        return;
      }
      if (after.do === 'settle') {
        this.promises.reject(after.promise, value);
        return;
      }
      if (after.do === 'generator') {
        if (value instanceof ReturnRequest) {
          this.#endGenerator(after.generator, value.value);
          return;
        }
        this.promises.ended(after.generator);
      }
      if (after.do === 'task') throw new Uncaught(value);
    }
  }

  #noteThrow(value: Value): void {
    const frame = this.frames[this.frames.length - 1];
    const instruction = frame?.code.instructions[Math.max(0, frame.pc - 1)];
    if (frame === undefined || instruction === undefined || this.pendingThrow !== undefined) return;
    const { unit } = frame.code;
    // Where our own code throws it on, it was thrown before.
    const isOurs = unit.kind === 'builtin' || unit.kind === 'library';
    if (isOurs && this.thrownAt?.value === value) return;
    this.thrownAt = { file: unit.file, text: unit.text, at: instruction.at, value };
  }

  isCallable(value: Value): value is JsFunction {
    return value instanceof JsFunction;
  }
}

/** A program threw something that nothing catches. */
export class Uncaught extends Error {
  readonly value: Value;

  constructor(value: Value) {
    super('uncaught');
    this.value = value;
  }
}
