import type { Json, Wait } from '../../../linux/system.ts';
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

/** Everything a running interpreter is. It is kept as it is while the process is in memory, and stored as JSON. */
export interface Interpreter {
  readonly version: string;
  readonly modules: Map<string, Module>;
  threads: Thread[];
  /** Whose turn it is. */
  current: number;
  nextThread: number;
  nextIdentity: number;
  /** Signal number → what is called. */
  readonly handlers: Map<number, Value>;
  /** Instructions since it last waited: who computes for long pays more for each. */
  computed: number;
  /** Bytes at the last count, and what has been allocated since. */
  measured: number;
  allocated: number;
  /** Libraries that were loaded take memory, too. */
  libraryBytes: number;
  /** The main thread is through: how the process will end. */
  ending: { code: number; interrupted: boolean } | undefined;
  /** Descriptors of files with output that waits to be written. */
  interactive: Dialogue | undefined;
  /** Numbers of things whose id() was asked for, or that show one. */
  identities: WeakMap<object, number>;
}

/** A session at a terminal. */
interface Dialogue {
  /** Lines of a statement that isn't complete. */
  pending: string;
  prompted: boolean;
  /** It shows prompts and values; else it is a program that comes through a pipe. */
  readonly prompts: boolean;
}
