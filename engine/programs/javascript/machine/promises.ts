import { change } from '../../heap/change.ts';
import type { Closure } from '../values/functions.ts';
import { JsObject } from '../values/object.ts';
import { Thrown, type Value } from '../values/value.ts';
import { type After, type Frame, TASK } from './frame.ts';
import type { Machine } from './machine.ts';

interface Reaction {
  readonly onFulfilled: Value;
  readonly onRejected: Value;
  /** The promise that `then` answered. */
  readonly promise: JsObject | undefined;
  /** The async function that awaits. */
  readonly frame: Frame | undefined;
  readonly context: Value;
}

export class PromiseState {
  readonly status: 'pending' | 'fulfilled' | 'rejected' = 'pending';
  readonly value: Value = undefined;
  readonly reactions: readonly Reaction[] = [];
  readonly handled: boolean = false;
}

/** Something to do when the stack is empty. */
export interface Job {
  readonly callee: Value;
  readonly self: Value;
  readonly args: readonly Value[];
  readonly promise: JsObject | undefined;
  readonly frame: Frame | undefined;
  readonly rejected: boolean;
  readonly context: Value;
}

/** What process.nextTick was given. */
export interface Tick {
  readonly callee: Value;
  readonly args: readonly Value[];
  readonly context: Value;
}

export class GeneratorState {
  readonly frame: Frame | undefined;
  readonly running: boolean = false;
  readonly started: boolean = false;
  /** What becomes of what it yields. */
  readonly after: After = TASK;

  constructor(frame: Frame) {
    this.frame = frame;
  }
}

export function stateOf(value: Value): PromiseState | undefined {
  return value instanceof JsObject && value.inner instanceof PromiseState ? value.inner : undefined;
}

export function generatorState(value: Value): GeneratorState | undefined {
  return value instanceof JsObject && value.inner instanceof GeneratorState ? value.inner : undefined;
}

/** Promises, and what waits for them. */
export class Promises {
  readonly #machine: Machine;
  jobs: Job[] = [];
  ticks: Tick[] = [];
  /** Rejected, and nobody cares so far. */
  rejected: JsObject[] = [];
  /** Jobs are being worked off: ticks wait until there is none left. */
  draining = false;

  constructor(machine: Machine) {
    this.#machine = machine;
  }

  make(proto?: JsObject): JsObject {
    const made = new JsObject(proto ?? this.#machine.realm.object('Promise.prototype'), 'Promise');
    change(made).inner = new PromiseState();
    return made;
  }

  /** A promise for any value: itself where it is one. */
  of(value: Value): JsObject {
    if (value instanceof JsObject && stateOf(value) !== undefined) return value;
    const made = this.make();
    this.resolve(made, value);
    return made;
  }

  resolve(promise: JsObject, value: Value): void {
    const state = stateOf(promise);
    if (state?.status !== 'pending') return;
    if (!(value instanceof JsObject)) {
      this.#settle(state, 'fulfilled', value);
      return;
    }
    if (value === promise) {
      this.reject(
        promise,
        this.#machine.realm.error('TypeError', 'Chaining cycle detected for promise #<Promise>'),
      );
      return;
    }
    let then: Value;
    try {
      then = this.#machine.get(value, 'then');
    } catch (error) {
      if (!(error instanceof Thrown)) throw error;
      this.reject(promise, error.value);
      return;
    }
    if (!this.#machine.isCallable(then)) {
      this.#settle(state, 'fulfilled', value);
      return;
    }
    const [resolve, reject] = this.functions(promise);
    this.jobs.push({
      callee: then,
      self: value,
      args: [resolve, reject],
      promise,
      frame: undefined,
      rejected: true,
      context: this.#machine.context,
    });
  }

  /** Calls a function when the stack is empty. */
  later(callee: Value, args: readonly Value[]): void {
    const { context } = this.#machine;
    this.jobs.push({
      callee,
      self: undefined,
      args,
      promise: undefined,
      frame: undefined,
      rejected: false,
      context,
    });
  }

  /** Calls a function before the jobs that wait. */
  tick(callee: Value, args: readonly Value[]): void {
    this.ticks.push({ callee, args, context: this.#machine.context });
  }

  reject(promise: JsObject, value: Value): void {
    const state = stateOf(promise);
    if (state?.status !== 'pending') return;
    if (!state.handled) this.rejected.push(promise);
    this.#settle(state, 'rejected', value);
  }

  /** The two functions that settle a promise: the first call of either counts. */
  functions(promise: JsObject): readonly [JsObject, JsObject] {
    const once = { promise, done: false };
    const { realm } = this.#machine;
    const resolve = realm.internal('resolve');
    const reject = realm.internal('reject');
    change(resolve).inner = once;
    change(reject).inner = once;
    return [resolve, reject];
  }

  // biome-ignore lint/suspicious/noThenProperty: it is what the language calls it
  then(promise: JsObject, onFulfilled: Value, onRejected: Value, next: JsObject | undefined): void {
    const { context } = this.#machine;
    this.#react(promise, { onFulfilled, onRejected, promise: next, frame: undefined, context });
  }

  /** The function goes on when the promise is settled. */
  awaiting(promise: JsObject, frame: Frame): void {
    const { context } = this.#machine;
    this.#react(promise, {
      onFulfilled: undefined,
      onRejected: undefined,
      promise: undefined,
      frame,
      context,
    });
  }

  #react(promise: JsObject, reaction: Reaction): void {
    const state = stateOf(promise);
    if (state === undefined) return;
    if (state.status === 'pending') change(state.reactions).push(reaction);
    else this.#enqueue(reaction, state);
    if (state.status === 'rejected' && !state.handled)
      this.rejected = this.rejected.filter((each) => each !== promise);
    change(state).handled = true;
  }

  #settle(state: PromiseState, status: 'fulfilled' | 'rejected', value: Value): void {
    change(state).status = status;
    change(state).value = value;
    for (const reaction of state.reactions) this.#enqueue(reaction, state);
    change(state).reactions = [];
  }

  #enqueue(
    { onFulfilled, onRejected, promise, frame, context }: Reaction,
    { status, value }: PromiseState,
  ): void {
    const rejected = status === 'rejected';
    const callee = rejected ? onRejected : onFulfilled;
    this.jobs.push({ callee, self: undefined, args: [value], promise, frame, rejected, context });
  }

  get hasJobs(): boolean {
    return this.ticks.length > 0 || this.jobs.length > 0;
  }

  /** Begins the next job: ticks come before jobs, but don't break into them. */
  begin(): void {
    const machine = this.#machine;
    const job = this.draining || this.ticks.length === 0 ? this.jobs.shift() : undefined;
    if (job === undefined) {
      const tick = this.ticks.shift();
      this.draining = this.ticks.length === 0;
      machine.context = tick?.context;
      if (tick !== undefined) machine.call(tick.callee, undefined, tick.args, TASK);
      return;
    }
    if (this.jobs.length === 0) this.draining = false;
    machine.context = job.context;
    this.#run(job);
  }

  #run({ callee, self, args, promise, frame, rejected }: Job): void {
    const machine = this.#machine;
    if (frame !== undefined) {
      machine.frames.push(frame);
      if (rejected) this.#throwInto(args[0]);
      else frame.stack.push(args[0]);
      return;
    }
    if (!machine.isCallable(callee)) {
      if (promise !== undefined && rejected) this.reject(promise, args[0]);
      else if (promise !== undefined) this.resolve(promise, args[0]);
      return;
    }
    const isThenable = self !== undefined;
    try {
      machine.call(
        callee,
        self,
        args,
        isThenable || promise === undefined ? TASK : { do: 'settle', promise },
      );
    } catch (error) {
      if (!(error instanceof Thrown)) throw error;
      if (promise !== undefined) this.reject(promise, error.value);
    }
  }

  /** The frame on top goes on by throwing. */
  #throwInto(value: Value): void {
    this.#machine.pendingThrow = new Thrown(value);
  }

  ended(generator: JsObject): void {
    const state = generatorState(generator);
    if (state !== undefined) {
      change(state).frame = undefined;
      change(state).running = false;
    }
  }
}

export function generatorOf(machine: Machine, callee: Closure, frame: Frame): JsObject {
  return suspended(frame, madeBy(machine, callee, 'Generator'));
}

function madeBy(machine: Machine, callee: Closure, kind: string): JsObject {
  const prototype = machine.get(callee, 'prototype');
  return new JsObject(
    prototype instanceof JsObject ? prototype : machine.realm.object(`${kind}.prototype`),
    kind,
  );
}

function suspended(frame: Frame, generator: JsObject): JsObject {
  frame.after = { do: 'generator', generator };
  change(generator).inner = new GeneratorState(frame);
  return generator;
}

/** An async generator is a generator that yields what it waits for too, and who runs that in JavaScript. */
export function asyncGeneratorOf(machine: Machine, callee: Closure, frame: Frame): JsObject {
  const { realm } = machine;
  const made = madeBy(machine, callee, 'AsyncGenerator');
  const steps = suspended(frame, new JsObject(realm.object('Generator.prototype'), 'Generator'));
  change(made).inner = realm.plainObject({ steps, queue: realm.array([]), running: false });
  return made;
}
