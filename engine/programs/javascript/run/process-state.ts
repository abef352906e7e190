import { standardLibrary } from '../builtins/all.ts';
import { Realm } from '../builtins/realm.ts';
import { library } from '../library/index.ts';
import { libraryOfFile } from '../loading/modules.ts';
import { unitOf } from '../loading/syntax.ts';
import type { Frame } from '../machine/frame.ts';
import { Machine } from '../machine/machine.ts';
import type { Job } from '../machine/promises.ts';
import { read, type Snapshot, type Units, write } from '../snapshot.ts';
import { JsObject, type Value } from '../values.ts';
import { Runtime } from './runtime.ts';

export function newMachine(): Machine {
  return new Machine((machine) => ({
    realm: new Realm(machine, standardLibrary),
    runtime: new Runtime(machine),
  }));
}

/** The stored form of a process; what runs is kept beside it, so that it needn't be made again each time. */
const live = new WeakMap<object, Machine>();

const units: Units = {
  user: (file, text, kind) => unitOf(file, text, kind),
  own: (file) => {
    const text = library(libraryOfFile(file));
    if (text !== undefined) return unitOf(file, text, 'library');
    const name = file.replace(/^node:internal\//, '');
    return unitOf(file, standardLibrary.definitions[name]?.source ?? '', 'builtin');
  },
};

/** Fields of the runtime that are stored as they are. */
const STORED = [
  'timers',
  'timersMade',
  'tasks',
  'immediates',
  'isLoading',
  'exitCode',
  'exiting',
  'toldExit',
  'signals',
  'readsInput',
  'inputEnded',
  'startedMs',
  'folder',
  'busySteps',
  'emitted',
  'loaderTrace',
  'requiredTrace',
  'firesTimer',
  'memoryBytes',
  'storedBytes',
  'symbols',
  'libraries',
  'syntaxFrames',
] as const;

function rootOf(machine: Machine): object {
  const { runtime, promises } = machine;
  return {
    frames: machine.frames,
    jobs: promises.jobs,
    ticks: promises.ticks,
    rejected: promises.rejected,
    draining: promises.draining,
    handles: [...runtime.handles],
    cache: runtime.moduleCache(),
    ...Object.fromEntries(STORED.map((name) => [name, runtime[name]])),
  };
}

/** Operations after which it is looked at how much a process keeps, though nothing is stored yet. */
const MEASURED_AFTER = 400_000;

/** The state to store: written out only when somebody looks at it, which is when it is committed. */
export function store(machine: Machine): Snapshot {
  const { runtime } = machine;
  let made: Snapshot | undefined;
  const written = () => {
    if (made === undefined) {
      const { snapshot, bytes } = write(machine, rootOf(machine));
      made = snapshot;
      runtime.storedBytes = bytes;
      runtime.unmeasured = 0;
    }
    return made;
  };
  const state: Snapshot = {
    get root() {
      return written().root;
    },
    get nodes() {
      return written().nodes;
    },
    get units() {
      return written().units;
    },
    get changed() {
      return written().changed;
    },
  };
  if (runtime.storedBytes === 0 || runtime.unmeasured > MEASURED_AFTER) written();
  live.set(state, machine);
  return state;
}

export function restore(state: Snapshot): Machine {
  const known = live.get(state);
  if (known !== undefined) {
    // What is stored must not run twice from the same objects.
    live.delete(state);
    return known;
  }
  const machine = newMachine();
  const root = read(machine, state, units);
  if (typeof root !== 'object' || root === null) throw new Error('not a process of node');
  fill(machine, root);
  return machine;
}

function isArray<T>(value: unknown): value is T[] {
  return Array.isArray(value);
}

function fill(machine: Machine, root: object): void {
  const { runtime, promises } = machine;
  const field = (name: string): unknown => Reflect.get(root, name);
  const [frames, jobs, ticks, rejected, handles] = ['frames', 'jobs', 'ticks', 'rejected', 'handles'].map(
    field,
  );
  if (isArray<Frame>(frames)) machine.frames = frames;
  if (isArray<Job>(jobs)) promises.jobs = jobs;
  if (isArray<{ readonly callee: Value; readonly args: readonly Value[] }>(ticks)) promises.ticks = ticks;
  if (isArray<JsObject>(rejected)) promises.rejected = rejected;
  if (isArray<JsObject>(handles)) runtime.handles = new Set(handles);
  promises.draining = field('draining') === true;
  const cache = field('cache');
  runtime.setModuleCache(cache instanceof JsObject ? cache : undefined);
  for (const name of STORED) Reflect.set(runtime, name, field(name));
}
