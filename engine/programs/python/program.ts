import { signalNumber } from '../../linux/signals.ts';
import type { Json, Next, Program, System } from '../../linux/system.ts';
import { parseCommandLine } from './command-line.ts';
import { Machine } from './machine/machine.ts';
import { Ended } from './machine/raised.ts';
import type { Interpreter, Thread } from './machine/state.ts';
import { decode, encode } from './machine/store.ts';
import { versionText } from './modules/sys-members.ts';
import { runThreads } from './scheduler.ts';
import { begin } from './startup.ts';

/** CPU time of starting an interpreter. */
const START_MICROSECONDS = 12_000;

const USAGE = (name: string) =>
  `usage: ${name} [option] ... [-c cmd | -m mod | file | -] [arg] ...\nTry \`python -h' for more information.\n`;

/**
 * What a process's state stands for, while it is in memory. It follows from the state: where that comes from the
 * database, it is decoded anew.
 */
const living = new WeakMap<object, Interpreter>();

/** A state that becomes JSON only when it is stored. */
function stateOf(interpreter: Interpreter): Json {
  const state = {};
  Object.defineProperty(state, 'toJSON', { value: () => encode(interpreter) });
  living.set(state, interpreter);
  return state;
}

function interpreterOf(state: Json): Interpreter | undefined {
  if (typeof state !== 'object' || state === null) return undefined;
  const alive = living.get(state);
  if (alive !== undefined) return alive;
  const decoded = decode(state);
  return isInterpreter(decoded) ? decoded : undefined;
}

function isInterpreter(value: unknown): value is Interpreter {
  return typeof value === 'object' && value !== null && 'threads' in value && 'modules' in value;
}

function fresh(system: System): Interpreter {
  const main: Thread = { id: 1, frames: [], wait: undefined, memo: undefined, daemon: false, done: false };
  return {
    version: system.executable.version ?? '3.12.11',
    modules: new Map(),
    threads: [main],
    current: 0,
    nextThread: 2,
    nextIdentity: 1,
    handlers: new Map(),
    computed: 0,
    measured: 0,
    allocated: 0,
    libraryBytes: 0,
    ending: undefined,
    interactive: undefined,
    identities: new WeakMap(),
  };
}

/** `python3`: an interpreter of Python whose whole state is data. */
export const python: Program = {
  start(system) {
    const invocation = parseCommandLine(system.argv);
    const [name = 'python'] = system.argv;
    const interpreter = fresh(system);
    const [main] = interpreter.threads;
    if (main === undefined) throw new Error('there is a main thread');
    const machine = new Machine(system, interpreter, main);
    if (invocation.kind === 'version') {
      system.write(1, `Python ${invocation.long ? versionText(machine) : interpreter.version}\n`);
      return { exit: 0 };
    }
    if (invocation.kind === 'help') {
      system.write(1, USAGE(name));
      return { exit: 0 };
    }
    if (invocation.kind === 'wrong') {
      system.write(2, invocation.message + USAGE(name));
      return { exit: 2 };
    }
    system.spend(START_MICROSECONDS);
    system.onSignal('handle', ['SIGINT']);
    system.onSignal('ignore', ['SIGPIPE']);
    return guarded(machine, () => begin(machine, invocation) ?? runThreads(machine));
  },
  step(system, state) {
    const interpreter = interpreterOf(state);
    // A library of ours that has changed since: the program starts over.
    if (interpreter === undefined) return python.start(system);
    const [main] = interpreter.threads;
    if (main === undefined) return { killedBy: 'SIGABRT' };
    const machine = new Machine(system, interpreter, main);
    if (typeof state === 'object' && state !== null && living.has(state)) machine.stored = state;
    return guarded(machine, () => runThreads(machine));
  },
};

function guarded(machine: Machine, run: () => Next<undefined>): Next<Json> {
  let next: Next<undefined>;
  try {
    next = run();
  } catch (error) {
    if (!(error instanceof Ended)) throw error;
    if (machine.becoming !== undefined) return { exec: machine.becoming };
    return error.code === 128 + signalNumber('SIGABRT') ? { killedBy: 'SIGABRT' } : { exit: error.code };
  }
  if (!('state' in next)) return next;
  return { state: machine.stored ?? stateOf(machine.state), until: next.until };
}
