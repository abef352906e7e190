import type { LineSource } from '../line-source.ts';
import type { AwkArray, Cell, Value } from './values.ts';

type Frame = {
  readonly returnTo: number;
  readonly cells: Cell[];
  /** What was on the stack before, and loops over arrays: they end with the function. */
  readonly stack: number;
  readonly iterations: number;
};

/** A file or command that the program reads or writes. */
export type Stream = {
  readonly key: string;
  readonly descriptor: number;
  readonly pid: number | null;
  readonly source: LineSource | null;
};

export type AwkState = {
  readonly source: string;
  pc: number;
  stack: Value[];
  frames: Frame[];
  iterations: { keys: string[]; at: number }[];
  globals: Cell[];
  arrays: { [id: string]: AwkArray };
  nextArray: number;
  elements: number;
  ranges: boolean[];
  record: string;
  /** Split from the record when one is asked for; null: not yet. */
  fields: Value[] | null;
  /** The record has to be put together again from the fields. */
  stale: boolean;
  input: LineSource | null;
  argument: number;
  /** A file was among the arguments. */
  sawFile: boolean;
  inputEnded: boolean;
  streams: Stream[];
  /** A child that is waited for, and what its end answers to. */
  waitsFor: { pid: number; as: 'system' | 'close' } | null;
  seed: number;
  previousSeed: number;
  phase: 'begin' | 'rules' | 'end' | 'closing';
  exitCode: number;
};
