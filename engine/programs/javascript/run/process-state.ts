import type { Json, System } from '../../../linux/system.ts';
import { change } from '../../heap/change.ts';
import { Heap, type HeapFacts } from '../../heap/heap.ts';
import { standardLibrary } from '../builtins/all.ts';
import { Realm } from '../builtins/realm.ts';
import { javascriptDialect, type Units } from '../dialect.ts';
import { library } from '../library/index.ts';
import { libraryOfFile } from '../loading/modules.ts';
import { unitOf } from '../loading/syntax.ts';
import type { Frame } from '../machine/frame.ts';
import { Machine } from '../machine/machine.ts';
import type { Job, Tick } from '../machine/promises.ts';
import { JsArray } from '../values/array.ts';
import { JsObject } from '../values/object.ts';
import { Runtime } from './runtime.ts';

export function newMachine(): Machine {
  return new Machine((machine) => ({
    realm: new Realm(machine, standardLibrary),
    runtime: new Runtime(machine),
  }));
}

/** A process in memory. */
export interface Living {
  readonly machine: Machine;
  readonly heap: Heap;
  /** What is stored of the machine itself, by name. Its lists are written with it. */
  readonly root: ReadonlyMap<string, unknown>;
}

/** What a process's state stands for, while it is in memory. Where the state comes from the database, it is read anew. */
const living = new WeakMap<object, Living>();

/** The state of a process: what it consists of is in the pages. */
export interface ProcessState {
  readonly [name: string]: Json;
  readonly root: number;
  readonly heap: HeapFacts;
}

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
  'symbols',
  'libraries',
  'syntaxFrames',
] as const;

/** Brings the root up to date. */
function gatherRoot({ machine, root }: Living): void {
  const { runtime, promises } = machine;
  const into = change(root);
  into.set('frames', machine.frames);
  into.set('jobs', promises.jobs);
  into.set('ticks', promises.ticks);
  into.set('rejected', promises.rejected);
  into.set('draining', promises.draining);
  into.set('context', machine.context);
  into.set('handles', [...runtime.handles]);
  into.set('cache', runtime.moduleCache());
  for (const name of STORED) into.set(name, runtime[name]);
  for (const map of [runtime.symbols, runtime.libraries, runtime.syntaxFrames]) change(map);
  into.set('changed', changedObjects(machine));
}

/** Objects that every program has, and that this one has changed: names, properties, prototypes and elements in turn. */
function changedObjects(machine: Machine): unknown[] {
  const changed: unknown[] = [];
  for (const [name, object] of machine.realm.made()) {
    if (!object.changed) continue;
    changed.push(name, object.props, object.proto, object instanceof JsArray ? object.items : null);
  }
  return changed;
}

export function alive(machine: Machine): Living {
  return { machine, heap: new Heap(javascriptDialect(machine, units)), root: new Map() };
}

/** After a step: what has changed in it is stored at the next commit. @param stored the state as the kernel has it already */
export function store(process: Living, stored: ProcessState | undefined): ProcessState {
  const { heap, root, machine } = process;
  gatherRoot(process);
  heap.gather();
  machine.runtime.system.keepPages(heap);
  if (stored !== undefined) return stored;
  const state: ProcessState = {
    root: heap.root(root),
    get heap() {
      return heap.facts;
    },
  };
  living.set(state, process);
  return state;
}

/** What a state stands for, where it is in memory. */
export function restored(
  system: System,
  state: ProcessState,
): { readonly process: Living; readonly known: boolean } {
  const known = living.get(state);
  if (known !== undefined) return { process: known, known: true };
  const machine = newMachine();
  const heap = Heap.read(javascriptDialect(machine, units), system.readPages(), state.heap);
  const root = heap.node(state.root);
  if (!(root instanceof Map)) throw new Error('not a process of node');
  fill(machine, root);
  return { process: { machine, heap, root }, known: false };
}

function isArray<T>(value: unknown): value is T[] {
  return Array.isArray(value);
}

function fill(machine: Machine, root: ReadonlyMap<string, unknown>): void {
  const { runtime, promises } = machine;
  const field = (name: string): unknown => root.get(name);
  const [frames, jobs, ticks, rejected, handles] = ['frames', 'jobs', 'ticks', 'rejected', 'handles'].map(
    field,
  );
  if (isArray<Frame>(frames)) machine.frames = frames;
  if (isArray<Job>(jobs)) promises.jobs = jobs;
  if (isArray<Tick>(ticks)) promises.ticks = ticks;
  if (isArray<JsObject>(rejected)) promises.rejected = rejected;
  if (isArray<JsObject>(handles)) runtime.handles = new Set(handles);
  promises.draining = field('draining') === true;
  const context = field('context');
  machine.context = context instanceof JsObject ? context : undefined;
  const cache = field('cache');
  runtime.setModuleCache(cache instanceof JsObject ? cache : undefined);
  for (const name of STORED) Reflect.set(runtime, name, field(name));
  const changed = field('changed');
  if (!Array.isArray(changed)) return;
  for (let at = 0; at < changed.length; at += 4) {
    const [name, props, proto, items] = changed.slice(at, at + 4);
    const object = machine.realm.object(String(name));
    object.lazy = undefined;
    object.changed = true;
    Object.assign(object, { props, proto });
    if (object instanceof JsArray) Object.assign(object, { items });
  }
}
