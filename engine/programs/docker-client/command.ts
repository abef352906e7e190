import type { Json, System } from '../../linux/system.ts';
import type { Question } from './daemon.ts';

/** What a command asks of the daemon. JSON. */
export type Request = Question & {
  /**
   * The answer is taken as it comes: lines of JSON, which are shown on standard output, on standard error or not at all, or
   * what containers print. Default: it is taken as a whole.
   */
  readonly streams?: 'progress' | 'progress on error' | 'progress unseen' | 'output';
};

/** The daemon's answer, or what is left to say after one that was printed. */
export interface Answer {
  readonly status: number;
  /** The parsed body; undefined where there is none. */
  readonly json: unknown;
}

/** What a command knows while it runs. */
export interface Run {
  readonly system: System;
  readonly flags: Flags;
  readonly operands: readonly string[];
  /** What it remembers from one answer to the next. JSON, changed in place. */
  readonly memory: Record<string, Json>;
  print(text: string): void;
  complain(text: string): void;
}

export interface Flags {
  has(name: string): boolean;
  /** The last value given. */
  value(name: string): string | undefined;
  values(name: string): readonly string[];
}

/** An exit code, or the next question. */
export type Step = number | Request;

export interface Command {
  /** After `docker `: `ps [OPTIONS]`. */
  readonly usage: string;
  /** `all a`: a flag with its letter; `filter= f`: with a value. */
  readonly flags: readonly string[];
  /** How many operands it takes at least, and at most. Default: none. */
  readonly operands?: readonly [min: number, max: number];
  /** What comes after the first operand is for another command. */
  readonly operandsLast?: boolean;
  /** Its refusals: `docker: …` and a hint, with this exit code. Default: 1, without. */
  readonly failure?: 125;
  begin(run: Run): Step;
  /** An answer that is no refusal, or one that it takes upon itself. */
  answered(run: Run, answer: Answer): Step;
  /** Statuses of refusals that it takes upon itself. */
  readonly expects?: readonly number[];
}
