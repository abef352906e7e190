import { type Signal, signalNumber } from '../../../linux/signals.ts';
import { AGAIN, type Wait } from '../../../linux/system.ts';
import { TASK } from '../machine/frame.ts';
import { Fatal, type Machine, Uncaught } from '../machine/machine.ts';
import { stateOf } from '../machine/promises.ts';
import { alone, JsBytes } from '../values/bytes.ts';
import { JsObject } from '../values/object.ts';
import { Thrown, type Value } from '../values/value.ts';
import { Exit } from './exit.ts';
import { poll } from './handles.ts';
import { reported } from './report.ts';

/** Operations of one step. */
const OPERATIONS_PER_STEP = 60_000;
/** The virtual time they take: more, when it goes on for more steps than these without a pause. */
const STEP_MS = 2;
const CHEAP_STEPS = 200;
const STEPS_PER_DOUBLING = 20;
const STEP_MS_MAX = 1000;

export type Outcome = { readonly exit: number } | { readonly killedBy: Signal } | { readonly wait: Wait };

/** Runs a process until it waits, ends, or has computed enough for one step. */
export function turn(machine: Machine): Outcome {
  machine.budget = OPERATIONS_PER_STEP;
  const { runtime } = machine;
  for (;;) {
    try {
      const outcome = advance(machine);
      if (outcome !== undefined) {
        const used = OPERATIONS_PER_STEP - machine.budget;
        runtime.used = used;
        runtime.system.work(used);
        if (!('wait' in outcome) || outcome.wait.cpuMs === undefined) {
          runtime.busySteps = 0;
          runtime.system.spend(Math.ceil((used / OPERATIONS_PER_STEP) * STEP_MS * 1000));
        }
        return outcome;
      }
    } catch (error) {
      const outcome = caught(machine, error);
      if (outcome !== undefined) return outcome;
    }
  }
}

function computing(machine: Machine): Outcome {
  const { runtime } = machine;
  runtime.busySteps++;
  const more = Math.max(0, runtime.busySteps - CHEAP_STEPS);
  return { wait: { cpuMs: Math.min(STEP_MS_MAX, STEP_MS * 2 ** Math.floor(more / STEPS_PER_DOUBLING)) } };
}

/** One piece of what is to be done. */
function advance(machine: Machine): Outcome | undefined {
  const { runtime, promises } = machine;
  const { blocked } = runtime;
  runtime.blocked = undefined;
  if (blocked !== undefined) return { wait: blocked };
  if (machine.budget <= 0) return computing(machine);
  if (machine.frames.length > 0) {
    machine.runTo(0);
    return undefined;
  }
  if (promises.hasJobs) {
    runtime.isLoading = false;
    runtime.firesTimer = false;
    promises.begin();
    return undefined;
  }
  if (promises.rejected.length > 0) {
    unhandled(machine);
    return undefined;
  }
  const task = runtime.tasks.shift();
  if (task !== undefined) {
    machine.charge(10);
    machine.context = task.context;
    runtime.firesTimer = task.self instanceof JsObject && typeof task.self.inner === 'number';
    machine.call(task.callee, task.self, task.args, TASK);
    return undefined;
  }
  return gather(machine) ? undefined : rest(machine);
}

/** Looks at what has come from outside. @returns whether there is something to do */
function gather(machine: Machine): boolean {
  const { runtime } = machine;
  runtime.isLoading = false;
  for (const signal of runtime.system.takeSignals()) emit(machine, signal, [signal, signalNumber(signal)]);
  runtime.fireTimers();
  if (runtime.tasks.length > 0) return true;
  for (const handle of [...runtime.handles]) {
    machine.charge(5);
    if (poll(runtime, handle) && runtime.tasks.length > 0) return true;
  }
  return readInput(machine) || runtime.tasks.length > 0;
}

function readInput(machine: Machine): boolean {
  const { runtime } = machine;
  if (!runtime.readsInput || runtime.inputEnded) return false;
  const data = runtime.system.read(0, 65_536);
  if (data === AGAIN) return false;
  if (data.length === 0) runtime.inputEnded = true;
  const input = processObject(machine);
  const stdin = input === undefined ? undefined : machine.get(input, '_stdin');
  if (!(stdin instanceof JsObject)) return false;
  const bytes = data.length === 0 ? null : new JsBytes(machine.realm.object('Buffer.prototype'), alone(data));
  runtime.task(machine.get(stdin, 'push'), stdin, [bytes]);
  return true;
}

/** Nothing to do for now: it waits, or it is done. */
function rest(machine: Machine): Outcome | undefined {
  const { runtime } = machine;
  if (runtime.isWaiting || runtime.immediates.length > 0) {
    runtime.toldExit = 'no';
    return { wait: runtime.wait() };
  }
  if (runtime.toldExit === 'no') {
    runtime.toldExit = 'beforeExit';
    emit(machine, 'beforeExit', [exitCodeOf(machine)]);
    return undefined;
  }
  return ended(machine, undefined);
}

/** What `process.exitCode` says. */
function exitCodeOf(machine: Machine): number {
  const object = processObject(machine);
  return Number((object === undefined ? undefined : machine.get(object, 'exitCode')) ?? 0);
}

function ended(machine: Machine, code: number | undefined): Outcome {
  const { runtime } = machine;
  const object = processObject(machine);
  const exit = code ?? exitCodeOf(machine);
  if (object === undefined || runtime.toldExit === 'exit' || machine.get(object, '_exiting') === true)
    return { exit };
  runtime.toldExit = 'exit';
  object.put('_exiting', true);
  machine.frames.length = 0;
  try {
    machine.callSync(machine.get(object, 'emit'), object, ['exit', exit]);
  } catch (error) {
    if (error instanceof Exit) return how(error);
    if (!(error instanceof Thrown)) throw error;
    runtime.system.write(2, reported(machine, error.value, false));
    return { exit: 1 };
  }
  const after = machine.get(object, 'exitCode');
  return { exit: code ?? (after === undefined ? exit : Number(after)) };
}

/** `process`, if the program has looked at it. */
function processObject(machine: Machine): JsObject | undefined {
  const module = machine.runtime.libraries.get('process-object');
  const found = module === undefined ? undefined : machine.get(module, 'exports');
  return found instanceof JsObject ? found : undefined;
}

function emit(machine: Machine, name: string, args: readonly Value[]): void {
  const object = processObject(machine);
  if (object !== undefined) machine.runtime.task(machine.get(object, 'emit'), object, [name, ...args]);
}

function listens(machine: Machine, name: string): boolean {
  const object = processObject(machine);
  if (object === undefined) return false;
  return Number(machine.callSync(machine.get(object, 'listenerCount'), object, [name])) > 0;
}

/** Promises that were rejected, and that nobody has looked at when all jobs were done. */
function unhandled(machine: Machine): void {
  const [first] = machine.promises.rejected;
  machine.promises.rejected = machine.promises.rejected.slice(1);
  const state = stateOf(first);
  if (state === undefined || state.handled) return;
  if (listens(machine, 'unhandledRejection')) emit(machine, 'unhandledRejection', [state.value, first]);
  else throw new Rejected(state.value);
}

class Rejected extends Error {
  readonly value: Value;

  constructor(value: Value) {
    super('rejected');
    this.value = value;
  }
}

function how({ how: way }: Exit): Outcome {
  return typeof way === 'number' ? { exit: way } : { killedBy: way };
}

function caught(machine: Machine, error: unknown): Outcome | undefined {
  const { runtime } = machine;
  if (error instanceof Exit) return how(error);
  if (error instanceof Fatal) {
    runtime.system.write(2, `node: ${error.message}\n`);
    return { exit: 1 };
  }
  if (!(error instanceof Uncaught || error instanceof Thrown || error instanceof Rejected)) throw error;
  machine.frames.length = 0;
  const fromPromise = error instanceof Rejected;
  if (listens(machine, 'uncaughtException')) {
    emit(machine, 'uncaughtException', [
      error.value,
      fromPromise ? 'unhandledRejection' : 'uncaughtException',
    ]);
    return undefined;
  }
  runtime.system.write(2, reported(machine, error.value, fromPromise));
  return ended(machine, 1);
}
