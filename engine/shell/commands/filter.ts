import { systemError } from '../../filesystem/errors.ts';
import { AGAIN, type Json, type Next, type Program, type System } from '../../linux/system.ts';
import { cannotReadWords } from './busybox/file-troubles.ts';
import { isBusybox } from './busybox/release.ts';
import { binary, bytesOf } from './bytes.ts';
import { cannotOpen, complain, exhausted, fail, guarded, shellQuoted } from './command.ts';
import { commandName } from './options.ts';

/** What a command reads or writes in one step at most, in bytes; then other processes get their turn. */
const STEP_BYTES = 262_144;
/** What opening a file counts for in that. */
const OPEN_BYTES = 4_096;
/** The longest line a command takes, in bytes. */
const LINE_BYTES_MAX = 4_194_304;
/** CPU time of opening a file, in microseconds. */
const MICROSECONDS_PER_FILE = 10;
/** CPU time of going through a kilobyte, in microseconds. */
const MICROSECONDS_PER_KILOBYTE = 2;
/** The same of our own time. */
const BYTES_PER_INSTRUCTION = 16;

/** Where a filter writes to, and what it knows of the file it reads. */
export interface Run {
  readonly system: System;
  /** The operand that is being read, as it was given; `-` for standard input. */
  readonly name: string;
  /** Standard output; bytes, one character each. It is written out when the step ends. */
  write(text: string): void;
  /** Writes out what `write` got: before something else writes to standard output. */
  flush(): void;
  /** Prints `NAME: message` on standard error; the command goes on, and exits with 1. */
  complain(message: string): void;
}

/** `next`: no more of this file; `stop`: no more of any. */
export type Flow = undefined | 'next' | 'stop';

/**
 * A command that goes through the files of its operands (none: standard input) as they come. Its own state is
 * JSON (a type alias, not an interface), and is changed in place.
 */
export interface Filter<State> {
  /** Reads the command line: what to read, and the state to begin with. Or, an exit code: nothing to do. */
  begin(system: System): number | { readonly operands: readonly string[]; readonly state: State };
  /** A file was opened. */
  open?(run: Run, state: State): Flow;
  /** What stands in for an operand: the files of a folder. Default: itself. */
  expand?(run: Run, state: State, name: string): readonly string[] | undefined;
  /** What came, bytes one character each. Give either this or `line`. */
  chunk?(run: Run, state: State, text: string): Flow;
  /** A line without its line feed. @param whole false: the last one, without a line feed */
  line?(run: Run, state: State, line: string, whole: boolean): Flow;
  /** What ends a line. Default: a line feed. */
  separator?(state: State): string;
  /** A file was read to its end (or left with `next`). */
  close?(run: Run, state: State): void;
  /** Everything was read. The exit code, where it isn't 1 for files that failed and 0 otherwise. */
  end?(run: Run, state: State, failed: boolean): number | undefined;
  /** An operand that can't be opened or read. Default: the usual words. @returns what to print, if anything */
  trouble?(system: System, state: State, name: string, error: unknown): string | undefined;
}

type FilterState<State> = {
  own: State;
  operands: string[];
  descriptor: number;
  name: string;
  /** The beginning of a line whose end hasn't come. */
  rest: string;
  failed: boolean;
};

/** Makes a program of a filter. Output appears as input comes, and waits where nobody reads it. */
export function filter<State extends Json>(of: Filter<State>): Program<FilterState<State>> {
  return guarded({
    start(system) {
      const begun = of.begin(system);
      if (typeof begun === 'number') return { exit: begun };
      const operands = begun.operands.length === 0 ? ['-'] : [...begun.operands];
      const state = { own: begun.state, operands, descriptor: -1, name: '', rest: '', failed: false };
      return new Filtering(of, system, state).step();
    },
    step: (system, state) => new Filtering(of, system, state).step(),
  });
}

/** One step of a filter. */
class Filtering<State extends Json> implements Run {
  readonly system: System;
  private readonly of: Filter<State>;
  private readonly state: FilterState<State>;
  private output: string[] = [];
  private budget = STEP_BYTES;

  constructor(of: Filter<State>, system: System, state: FilterState<State>) {
    this.of = of;
    this.system = system;
    this.state = state;
  }

  get name(): string {
    return this.state.name;
  }

  write(text: string): void {
    this.output.push(text);
    this.budget -= text.length;
  }

  flush(): void {
    if (this.output.length === 0) return;
    const text = this.output.join('');
    this.output = [];
    if (text === '') return;
    try {
      this.system.write(1, bytesOf(text));
    } catch (error) {
      throw fail(this.system, `write error: ${systemError(error).message}`);
    }
  }

  complain(message: string): void {
    this.flush();
    complain(this.system, message);
    this.state.failed = true;
  }

  step(): Next<FilterState<State>> {
    const { state } = this;
    try {
      for (;;) {
        if (state.descriptor < 0 && !this.openNext()) {
          const code = this.of.end?.(this, state.own, state.failed);
          return { exit: code ?? (state.failed ? 1 : 0) };
        }
        if (state.descriptor < 0) {
          if (this.budget <= 0) return { state, until: { cpuMs: 1 } };
          continue;
        }
        if (this.budget <= 0) return { state, until: { readable: [state.descriptor] } };
        if (this.readSome() === AGAIN) return { state, until: { readable: [state.descriptor] } };
      }
    } finally {
      this.flush();
    }
  }

  /** @returns false: there are no more operands */
  private openNext(): boolean {
    const { state } = this;
    const name = state.operands.shift();
    if (name === undefined) return false;
    this.budget -= OPEN_BYTES;
    this.system.spend(MICROSECONDS_PER_FILE);
    state.name = name;
    const instead = this.of.expand?.(this, state.own, name);
    if (instead !== undefined) {
      state.operands.unshift(...instead);
      return true;
    }
    try {
      state.descriptor = name === '-' ? 0 : this.system.open(name, { read: true });
    } catch (error) {
      this.trouble(error, cannotOpen(this.system, name, error));
      return true;
    }
    this.follow(this.of.open?.(this, state.own));
    return true;
  }

  private trouble(error: unknown, usual: string): void {
    systemError(error);
    const { of, state } = this;
    const words = of.trouble ? of.trouble(this.system, state.own, state.name, error) : usual;
    // An applet that says nothing doesn't fail, either.
    if (words === '') return;
    if (words !== undefined) this.complain(words);
    state.failed = true;
  }

  private readSome(): typeof AGAIN | undefined {
    const { state } = this;
    let data: Uint8Array | typeof AGAIN;
    try {
      data = this.system.read(state.descriptor);
    } catch (error) {
      const { message } = systemError(error);
      this.trouble(
        error,
        isBusybox(this.system)
          ? cannotReadWords(this.system, commandName(this.system), state.name, message)
          : `${shellQuoted(state.name)}: ${message}`,
      );
      this.closeFile();
      return undefined;
    }
    if (data === AGAIN) return AGAIN;
    if (data.length === 0) {
      const rest = state.rest;
      state.rest = '';
      const flow = rest === '' ? undefined : this.of.line?.(this, state.own, rest, false);
      this.follow(flow ?? 'next');
      return undefined;
    }
    this.budget -= data.length;
    this.system.spend(Math.ceil(data.length / 1024) * MICROSECONDS_PER_KILOBYTE);
    this.system.toil(data.length / BYTES_PER_INSTRUCTION);
    const text = binary(data);
    this.follow(this.of.chunk ? this.of.chunk(this, state.own, text) : this.lines(text));
    return undefined;
  }

  private lines(text: string): Flow {
    const { of, state } = this;
    const separator = of.separator?.(state.own) ?? '\n';
    let from = 0;
    for (let at = text.indexOf(separator); at >= 0; at = text.indexOf(separator, from)) {
      const line = state.rest + text.slice(from, at);
      state.rest = '';
      from = at + 1;
      const flow = of.line?.(this, state.own, line, true);
      if (flow !== undefined) {
        state.rest = '';
        return flow;
      }
    }
    state.rest += text.slice(from);
    if (state.rest.length > LINE_BYTES_MAX) throw exhausted(this.system);
    return undefined;
  }

  private follow(flow: Flow): void {
    if (flow === undefined) return;
    if (flow === 'stop') this.state.operands = [];
    this.of.close?.(this, this.state.own);
    this.closeFile();
  }

  private closeFile(): void {
    const { state } = this;
    if (state.descriptor > 0) this.system.close(state.descriptor);
    state.descriptor = -1;
    state.rest = '';
  }
}
