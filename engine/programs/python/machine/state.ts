import type { Json, Wait } from '../../../linux/system.ts';
import type { Heap } from '../../heap/heap.ts';
import type { Frame, Module, Value } from './values.ts';

export interface Thread {
  readonly id: number;
  frames: Frame[];
  /** What it waits for; undefined: it can go on. */
  wait: Wait | undefined;
  /** What a call that was blocked has to remember until it is carried out again. */
  memo: Json | undefined;
  readonly daemon: boolean;
  done: boolean;
}

/** Everything a running interpreter is. Its own fields and its threads are noted as changed after each step. */
export interface Interpreter {
  readonly version: string;
  readonly modules: ReadonlyMap<string, Module>;
  threads: Thread[];
  /** Whose turn it is. */
  current: number;
  nextThread: number;
  nextIdentity: number;
  /** How often a thread has said that something has changed; who waits for that looks again. */
  wakes: number;
  /** Steps so far. */
  steps: number;
  /** What time() said last, in seconds: it never goes back. */
  clock: number;
  /** Signal number → what is called. */
  readonly handlers: ReadonlyMap<number, Value>;
  /** Instructions since it last waited: who computes for long pays more for each. */
  computed: number;
  /** CPU time that it has taken, in microseconds. */
  cpuMicroseconds: number;
  /** Libraries that were loaded take memory, too. */
  libraryBytes: number;
  /** The main thread is through: how the process will end. */
  ending: { code: number; interrupted: boolean } | undefined;
  /** Descriptors of files with output that waits to be written. */
  interactive: Dialogue | undefined;
}

/** An interpreter in memory. */
export interface Living {
  readonly state: Interpreter;
  readonly heap: Heap;
  /** Numbers of things whose id() was asked for, or that show one. */
  readonly identities: WeakMap<object, number>;
}

/** A session at a terminal. */
interface Dialogue {
  /** Lines of a statement that isn't complete. */
  pending: string;
  prompted: boolean;
  /** It shows prompts and values; else it is a program that comes through a pipe. */
  readonly prompts: boolean;
}
