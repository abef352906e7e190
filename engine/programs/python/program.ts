import { signalNumber } from '../../linux/signals.ts';
import type { Json, Next, Program, System } from '../../linux/system.ts';
import { change } from '../heap/change.ts';
import { Heap, type HeapFacts } from '../heap/heap.ts';
import { parseCommandLine } from './command-line.ts';
import { pagesOf } from './forking.ts';
import { pythonDialect } from './machine/dialect.ts';
import { Machine } from './machine/machine.ts';
import { Ended } from './machine/raised.ts';
import type { Interpreter, Living, Thread } from './machine/state.ts';
import { Outdated } from './machine/store.ts';
import { versionText } from './modules/sys-members.ts';
import { runThreads } from './scheduler.ts';
import { begin } from './startup.ts';

/** CPU time of starting an interpreter. */
const START_MICROSECONDS = 12_000;

const USAGE = (name: string) =>
  `usage: ${name} [option] ... [-c cmd | -m mod | file | -] [arg] ...\nTry \`python -h' for more information.\n`;

/** What a process's state stands for, while it is in memory. Where the state comes from the database, it is read anew. */
const living = new WeakMap<object, Living>();

/** The state of a process: what it consists of is in the pages. */
function stateOf(interpreter: Living): Json {
  const { state, heap } = interpreter;
  const root = heap.root(state);
  const stored = {};
  Object.defineProperty(stored, 'toJSON', { value: () => ({ root, heap: heap.facts }) });
  living.set(stored, interpreter);
  return stored;
}

function isStored(state: Json): state is { readonly root: number; readonly heap: HeapFacts } {
  return typeof state === 'object' && state !== null && 'root' in state && 'heap' in state;
}

/** Makes an interpreter again. Undefined: a library has changed, so that where it stood says nothing any more. */
function read(pages: ReadonlyMap<number, string>, stored: Json): Living | undefined {
  if (!isStored(stored)) return undefined;
  const identities = new WeakMap<object, number>();
  try {
    const heap = Heap.read(pythonDialect(identities), pages, stored.heap);
    const state = heap.node(stored.root);
    return isInterpreter(state) ? { state, heap, identities } : undefined;
  } catch (error) {
    if (error instanceof Outdated) return undefined;
    throw error;
  }
}

function isInterpreter(value: unknown): value is Interpreter {
  return typeof value === 'object' && value !== null && 'threads' in value && 'modules' in value;
}

function fresh(system: System, main: Thread): Living {
  const identities = new WeakMap<object, number>();
  const state: Interpreter = {
    version: system.executable.version ?? '3.12.11',
    modules: new Map(),
    threads: [main],
    current: 0,
    nextThread: 2,
    nextIdentity: 1,
    wakes: 0,
    steps: 0,
    clock: 0,
    handlers: new Map(),
    computed: 0,
    cpuMicroseconds: 0,
    libraryBytes: 0,
    ending: undefined,
    interactive: undefined,
  };
  return { state, heap: new Heap(pythonDialect(identities)), identities };
}

/** `python3`: an interpreter of Python whose whole state is data. */
export const python: Program = {
  start: (system) => start(system, []),
  step(system, stored) {
    const isAlive = typeof stored === 'object' && stored !== null;
    const known = isAlive ? living.get(stored) : undefined;
    const own = pagesOf(stored);
    const pages = known === undefined ? (own ?? system.readPages()) : undefined;
    const interpreter = known ?? read(pages ?? new Map(), stored);
    // None of the pages of a process that was just forked are stored.
    if (known === undefined && own !== undefined) interpreter?.heap.discard(own.keys());
    // A library of ours that has changed since: the program starts over.
    if (interpreter === undefined) return start(system, pages?.keys() ?? []);
    const [main] = interpreter.state.threads;
    if (main === undefined) return { killedBy: 'SIGABRT' };
    const machine = new Machine(system, interpreter, main);
    return guarded(machine, known === undefined ? undefined : stored, () => runThreads(machine));
  },
};

/** @param stale pages that an interpreter before has left */
function start(system: System, stale: Iterable<number>): Next<Json> {
  const invocation = parseCommandLine(system.argv);
  const [name = 'python'] = system.argv;
  const main: Thread = { id: 1, frames: [], wait: undefined, memo: undefined, daemon: false, done: false };
  const interpreter = fresh(system, main);
  interpreter.heap.discard(stale);
  const machine = new Machine(system, interpreter, main);
  if (invocation.kind === 'version') {
    const { version } = interpreter.state;
    system.write(1, `Python ${invocation.long ? versionText(machine) : version}\n`);
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
  return guarded(machine, undefined, () => begin(machine, invocation) ?? runThreads(machine));
}

/** @param stored the state as the kernel has it already */
function guarded(machine: Machine, stored: Json | undefined, run: () => Next<undefined>): Next<Json> {
  let next: Next<undefined>;
  try {
    next = run();
  } catch (error) {
    if (!(error instanceof Ended)) throw error;
    if (machine.becoming !== undefined) return { exec: machine.becoming };
    return error.code === 128 + signalNumber('SIGABRT') ? { killedBy: 'SIGABRT' } : { exit: error.code };
  }
  if (!('state' in next)) return next;
  keep(machine);
  return { state: stored ?? stateOf(machine.living), until: next.until };
}

/** What has changed in the step is stored at the next commit. */
function keep({ system, state, heap }: Machine): void {
  change(state);
  change(state.threads);
  if (state.interactive !== undefined) change(state.interactive);
  if (state.ending !== undefined) change(state.ending);
  for (const thread of state.threads) {
    change(thread);
    change(thread.frames);
    const top = thread.frames.at(-1);
    if (top !== undefined) change(top);
  }
  heap.gather();
  system.keepPages(heap);
}
