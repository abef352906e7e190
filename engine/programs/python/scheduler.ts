import { SystemError } from '../../filesystem/errors.ts';
import { signalNumber } from '../../linux/signals.ts';
import type { Next, Wait } from '../../linux/system.ts';
import { ended } from './ending.ts';
import { forked } from './forking.ts';
import { builtinClass } from './machine/classes.ts';
import { makeError } from './machine/exceptions.ts';
import type { Machine } from './machine/machine.ts';
import { account } from './machine/memory.ts';
import { Blocked, Raised } from './machine/raised.ts';
import type { Thread } from './machine/state.ts';
import { unwind } from './machine/unwind.ts';
import { interruptDialogue } from './repl.ts';
import { uncaught } from './uncaught.ts';

/** Instructions of one step: some milliseconds of ours. */
const STEP_INSTRUCTIONS = 20_000;
const STEP_INSTRUCTIONS_OF_LOOPS = 5_000;
/** So many instructions without a pause look like a loop without end. */
const LOOP_INSTRUCTIONS = 5_000_000;
/** Instructions of one thread before others get their turn. */
const TURN_INSTRUCTIONS = 5_000;
/**
 * What an instruction takes of a CPU, in microseconds, by how many there were since the program last waited. Who
 * computes on and on gets slower than a real CPU, so that a loop without end costs us little.
 */
const PACES: readonly (readonly [from: number, microseconds: number])[] = [
  [30_000_000, 100],
  [5_000_000, 10],
  [0, 0.1],
];

function pace(computed: number): number {
  return PACES.find(([from]) => computed >= from)?.[1] ?? 0.1;
}

/** Lets threads run until all of them wait, or the step's budget is used up. */
export function runThreads(machine: Machine): Next<undefined> {
  const { state } = machine;
  state.steps++;
  takeSignals(machine);
  const limit = state.computed >= LOOP_INSTRUCTIONS ? STEP_INSTRUCTIONS_OF_LOOPS : STEP_INSTRUCTIONS;
  for (;;) {
    const before = machine.instructions;
    let moved = false;
    for (const thread of [...state.threads]) {
      if (thread.done) continue;
      moved = turn(machine, thread, Math.min(limit, machine.instructions + TURN_INSTRUCTIONS)) || moved;
      if (machine.mustPause) break;
    }
    const alive = state.threads.filter((thread) => !thread.done || thread.id === 1);
    if (alive.length < state.threads.length) {
      state.wakes++;
      moved = true;
    }
    state.threads = alive;
    const wasIdle = isIdle(state.threads);
    const end = ended(machine);
    if (end !== undefined) return end;
    // Something is left to run: a line of a dialogue, or what is called at the exit.
    if (wasIdle && !isIdle(state.threads)) moved = true;
    charge(machine, machine.instructions - before);
    if (!account(machine)) outOfMemory(machine);
    if (machine.mustPause || machine.instructions >= limit) {
      machine.mustPause = false;
      return { state: undefined, until: { cpuMs: 1 } };
    }
    if (!moved) {
      state.computed = 0;
      return { state: undefined, until: combined(state.threads.filter(({ done }) => !done)) };
    }
  }
}

/** The thread that has just run can't have what it wants. */
function outOfMemory(machine: Machine): void {
  const { thread } = machine;
  try {
    unwind(machine, machine.error('MemoryError', ''), 0);
  } catch (raised) {
    if (!(raised instanceof Raised)) throw raised;
    thread.frames.length = 0;
    uncaught(machine, thread, raised.error);
  }
}

function isIdle(threads: readonly Thread[]): boolean {
  return threads.every(({ id, frames }) => id !== 1 || frames.length === 0);
}

function charge(machine: Machine, instructions: number): void {
  const { state, system } = machine;
  state.computed += instructions;
  machine.heap.spend(instructions);
  system.work(instructions);
  const microseconds = instructions * pace(state.computed);
  state.cpuMicroseconds += microseconds;
  system.spend(microseconds);
}

/** @returns true where the thread went on */
function turn(machine: Machine, thread: Thread, limit: number): boolean {
  machine.thread = thread;
  if (thread.frames.length === 0) {
    if (thread.id !== 1) thread.done = true;
    return false;
  }
  const carriedOut = () => machine.instructions - machine.worked;
  const before = carriedOut();
  const { memo } = thread;
  try {
    machine.run(limit);
    thread.wait = undefined;
    if (thread.frames.length === 0 && thread.id !== 1) thread.done = true;
    return true;
  } catch (error) {
    if (error instanceof Blocked) {
      thread.wait = error.until;
      if (forks(machine, thread)) return true;
      // The call itself was tried once more, and that is all.
      return (
        carriedOut() - before > 1 ||
        (memo === undefined && thread.memo !== undefined && carriedOut() - before > 1)
      );
    }
    if (!(error instanceof Raised)) throw error;
    thread.frames.length = 0;
    uncaught(machine, thread, error.error);
    return true;
  }
}

/** A thread that wants to fork: the child is this process, with that thread alone. */
function forks(machine: Machine, thread: Thread): boolean {
  const { memo } = thread;
  if (typeof memo !== 'object' || memo === null || !('fork' in memo)) return false;
  const { state, system } = machine;
  const { threads } = state;
  thread.memo = { forked: 0 };
  state.threads = [thread];
  const child = forked(state, machine.living.identities);
  state.threads = threads;
  try {
    thread.memo = { forked: system.fork(child) };
  } catch (error) {
    if (!(error instanceof SystemError)) throw error;
    thread.memo = { forked: error.code };
  }
  return true;
}

function combined(threads: readonly Thread[]): Wait {
  const waits = threads.flatMap(({ wait }) => (wait === undefined ? [] : [wait]));
  const readable = waits.flatMap((wait) => wait.readable ?? []);
  const times = waits.flatMap((wait) => (wait.timeMs === undefined ? [] : [wait.timeMs]));
  const connected = waits.flatMap((wait) => (wait.connected === undefined ? [] : [wait.connected]));
  return {
    ...(readable.length === 0 ? {} : { readable }),
    ...(times.length === 0 ? {} : { timeMs: Math.min(...times) }),
    ...(waits.some((wait) => wait.child === true) ? { child: true } : {}),
    ...(connected[0] === undefined ? {} : { connected: connected[0] }),
  };
}

/** Handlers of signals run in the main thread; without one, an interrupt is an exception. */
function takeSignals(machine: Machine): void {
  const { state, system } = machine;
  const main = state.threads.find(({ id }) => id === 1);
  for (const signal of system.takeSignals()) {
    if (main === undefined) return;
    machine.thread = main;
    const number = signalNumber(signal);
    const handler = state.handlers.get(number);
    main.memo = signal === 'SIGINT' && handler === undefined ? undefined : main.memo;
    if (handler === undefined) {
      if (signal !== 'SIGINT') continue;
      interrupt(machine, main);
    } else if (main.frames.length > 0) {
      machine.invoke(handler, [number, null], { kind: 'drop' });
    }
  }
}

function interrupt(machine: Machine, main: Thread): void {
  if (main.frames.length === 0 && machine.state.interactive?.prompts === true) {
    interruptDialogue(machine);
    main.wait = undefined;
    return;
  }
  const error = makeError(builtinClass('KeyboardInterrupt'), []);
  const frame = main.frames.at(-1);
  // It stands at a call that was to be carried out again: that is where the interrupt shows.
  if (frame !== undefined && main.wait !== undefined) frame.ip++;
  main.wait = undefined;
  try {
    unwind(machine, new Raised(error), 0);
  } catch (raised) {
    if (!(raised instanceof Raised)) throw raised;
    main.frames.length = 0;
    uncaught(machine, main, raised.error);
  }
}
