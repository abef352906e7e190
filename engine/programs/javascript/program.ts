import type { Next, Program, System } from '../../linux/system.ts';
import { options } from './arguments.ts';
import type { Machine } from './machine/machine.ts';
import { begin } from './run/begin.ts';
import { turn } from './run/event-loop.ts';
import { restore, store } from './run/process-state.ts';
import { type Snapshot, STORED_BYTES_MAX } from './snapshot.ts';

/** What a process of node has in memory from the start, and how its own data counts. */
const BASE_BYTES = 41_500_000;
const BYTES_PER_STORED = 3;
const START_MICROSECONDS = 38_000;
/** Changes smaller than this are not told to the kernel. */
const MEMORY_STEP_BYTES = 262_144;

/** Node.js. */
export const node: Program<Snapshot> = {
  start(system) {
    const given = options(system);
    if ('text' in given) {
      system.write(given.code === 0 ? 1 : 2, given.text);
      return { exit: given.code };
    }
    system.spend(START_MICROSECONDS);
    const machine = begin(system, given);
    return 'exit' in machine ? machine : go(system, machine);
  },
  step(system, state) {
    const machine = restore(state);
    machine.runtime.attach(system);
    return go(system, machine);
  },
};

function go(system: System, machine: Machine): Next<Snapshot> {
  const outcome = turn(machine);
  if (!('wait' in outcome)) return outcome;
  const state = store(machine);
  const bytes = machine.runtime.storedBytes;
  const memory = BASE_BYTES + bytes * BYTES_PER_STORED;
  if (Math.abs(memory - machine.runtime.memoryBytes) > MEMORY_STEP_BYTES) {
    machine.runtime.memoryBytes = memory;
    system.setMemory(memory);
  }
  if (bytes > STORED_BYTES_MAX) {
    system.write(2, outOfMemory(system, bytes));
    return { killedBy: 'SIGABRT' };
  }
  return { state, until: outcome.wait };
}

function outOfMemory(system: System, bytes: number): string {
  const mebibytes = ((bytes * BYTES_PER_STORED) / 1_048_576).toFixed(1);
  const ms = Math.floor(system.uptimeMs);
  return (
    `\n<--- Last few GCs --->\n\n[${system.pid}:0x7f0f4c1d5000]    ${ms} ms: Mark-Compact ${mebibytes} (${mebibytes}) -> ${mebibytes} (${mebibytes}) MB, 104.56 / 0.00 ms  (average mu = 0.120, current mu = 0.008) allocation failure; scavenge might not succeed\n\n\n` +
    `<--- JS stacktrace --->\n\nFATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory\n----- Native stack trace -----\n\n`
  );
}
