import type { Random } from './random.ts';
import type { RecordStore } from './records.ts';

/** What a sandbox gives to the rooms of its world. */
export interface Simulation {
  /** Milliseconds of virtual time since the epoch. */
  readonly now: () => number;
  readonly random: Random;
  readonly records: RecordStore;
  /** Puts a key into the work queue: `process|h1/12` is reconciled by the reconciler `process`, at this very moment. */
  readonly enqueue: (key: string) => void;
  /** Says that a reconcile takes longer than others: so many instructions of an interpreter. */
  readonly work: (instructions: number) => void;
  /** The same of what changes little that is to be stored: reading, comparing, sending on. */
  readonly toil: (instructions: number) => void;
  /** Calls after each commit, in the order of registration: this is when messages may leave. */
  readonly afterCommit: (call: () => void) => void;
}

/** When to reconcile a key again although nothing changed. */
export interface Requeue {
  /** Milliseconds of virtual time from now. */
  readonly afterMs: number;
  /** True for what recurs for ever and must not keep the sandbox from being idle. */
  readonly background?: boolean;
}

/**
 * A level-triggered reconciler: it reads the state of a key, writes the difference to what should be, and is
 * right however often it is called.
 */
export interface Reconciler {
  /** The part of the key before the bar. */
  readonly name: string;
  /** The answer replaces the key's timer: undefined means nothing is due until it is enqueued. */
  readonly reconcile: (key: string) => Requeue | undefined;
}
