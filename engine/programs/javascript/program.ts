import type { Next, Program, System } from '../../linux/system.ts';
import { takeAllocated } from '../heap/allocation.ts';
import { HELD_BYTES_MAX, residentBytes } from '../heap/growth.ts';
import { type Given, options } from './arguments.ts';
import { Fatal } from './machine/machine.ts';
import { begin, beginLibrary } from './run/begin.ts';
import { turn } from './run/event-loop.ts';
import { alive, type Living, type ProcessState, restored, store } from './run/process-state.ts';
import { Thrown } from './values/value.ts';

/** What a process of node has in memory from the start. */
const BASE_BYTES = 41_500_000;
const START_MICROSECONDS = 38_000;

/** Node.js. */
export const node: Program<ProcessState> = {
  start(system) {
    const given = options(system);
    if ('text' in given) {
      system.write(given.code === 0 ? 1 : 2, given.text);
      return { exit: given.code };
    }
    system.spend(START_MICROSECONDS);
    const machine = begun(system, given);
    return 'exit' in machine ? machine : go(system, alive(machine), undefined);
  },
  step(system, state) {
    const { process, known } = restored(system, state);
    process.machine.runtime.attach(system);
    return go(system, process, known ? state : undefined);
  },
};

/** Modules of the library run before the program does: where they fail, it doesn't begin. */
function begun(system: System, given: Given): ReturnType<typeof begin> {
  try {
    return begin(system, given);
  } catch (error) {
    if (!(error instanceof Fatal || error instanceof Thrown)) throw error;
    system.write(2, `node: ${error.message}\n`);
    return { exit: 1 };
  }
}

/** mongosh: a program of node's, which is its main module. */
export const mongosh: Program<ProcessState> = {
  start(system) {
    const version = '2.3.1';
    if (system.argv.includes('--version')) {
      system.write(1, `${version}\n`);
      return { exit: 0 };
    }
    system.spend(START_MICROSECONDS);
    return go(system, alive(beginLibrary(system, 'mongosh')), undefined);
  },
  step: node.step,
};

function go(system: System, process: Living, stored: ProcessState | undefined): Next<ProcessState> {
  const { machine, heap } = process;
  const outcome = turn(machine);
  if (!('wait' in outcome)) return outcome;
  heap.spend(machine.runtime.used, takeAllocated());
  const state = store(process, stored);
  if (heap.isGrown || machine.runtime.memoryBytes === 0) {
    const { held, modelled } = heap.collect([process.root]);
    machine.runtime.memoryBytes = BASE_BYTES + modelled + residentBytes(held);
    system.setMemory(machine.runtime.memoryBytes);
    if (held > HELD_BYTES_MAX) {
      system.write(2, outOfMemory(system, machine.runtime.memoryBytes));
      return { killedBy: 'SIGABRT' };
    }
  }
  return { state, until: outcome.wait };
}

function outOfMemory(system: System, bytes: number): string {
  const mebibytes = (bytes / 1_048_576).toFixed(1);
  const ms = Math.floor(system.uptimeMs);
  return (
    `\n<--- Last few GCs --->\n\n[${system.pid}:0x7f0f4c1d5000]    ${ms} ms: Mark-Compact ${mebibytes} (${mebibytes}) -> ${mebibytes} (${mebibytes}) MB, 104.56 / 0.00 ms  (average mu = 0.120, current mu = 0.008) allocation failure; scavenge might not succeed\n\n\n` +
    `<--- JS stacktrace --->\n\nFATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory\n----- Native stack trace -----\n\n`
  );
}
