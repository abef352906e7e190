import { SystemError } from '../filesystem/errors.ts';
import type { Next, System, Wait } from '../linux/system.ts';
import { copyJson } from '../simulation/copy-json.ts';
import type { Builtin } from './builtins/builtin.ts';
import { calls, sourceNow } from './call-stack.ts';
import type { Dialect } from './dialect.ts';
import type { Frame, Piece } from './frame-kinds.ts';
import { nodesOf } from './parse-cache.ts';
import type { Job, ShellState } from './state.ts';
import type { Node } from './syntax/tree.ts';
import { CommandFailed, type FailureReach } from './trouble.ts';

/** CPU time of a command that the shell itself carries out. */
const COMMAND_MICROSECONDS = 250;
/** What it does in one step, before others get their turn. */
const COMMANDS_A_STEP = 200;
const OUTPUT_BYTES_A_STEP = 262_144;
/** What going over characters counts for in that, and the CPU time that it takes. */
const CHARACTERS_PER_COMMAND = 1_000;
const CHARACTERS_PER_MICROSECOND = 20;
/** Frames of commands that are under way: about what a stack of 8 MB holds. */
const FRAMES_MAX = 4_000;
/** Descriptors of the user are below, those that the shell keeps for itself above. */
export const FIRST_HELD = 10;

/** What a frame comes to: nothing (go on), or what ends the step. */
export type Outcome = undefined | { readonly until: Wait } | Exclude<Next<never>, { readonly state: never }>;

/** Finds the commands that a shell carries out itself. */
export interface BuiltinTable {
  of(dialect: Dialect, name: string): Builtin | undefined;
  names(dialect: Dialect): string[];
}

/** A shell during one step. */
export class Shell {
  readonly system: System;
  readonly state: ShellState;
  readonly dialect: Dialect;
  readonly #builtins: BuiltinTable;
  #commands = 0;
  #output = 0;
  #toil = 0;

  constructor(system: System, state: ShellState, dialect: Dialect, builtins: BuiltinTable) {
    this.system = system;
    this.state = state;
    this.dialect = dialect;
    this.#builtins = builtins;
  }

  builtin(name: string): Builtin | undefined {
    return this.state.disabled.includes(name) ? undefined : this.#builtins.of(this.dialect, name);
  }

  /** The names of all that this shell carries out itself. */
  builtinNames(): string[] {
    return this.allBuiltinNames().filter((name) => !this.state.disabled.includes(name));
  }

  /** With those that are switched off. */
  allBuiltinNames(): string[] {
    return this.#builtins.names(this.dialect);
  }

  /** Counts a command against what a step may do. */
  count(): void {
    this.#commands++;
  }

  /** Counts what goes over long texts or makes many words, in characters. */
  toil(characters: number): void {
    this.#toil += characters;
  }

  get isExhausted(): boolean {
    return (
      this.#commands + this.#toil / CHARACTERS_PER_COMMAND >= COMMANDS_A_STEP ||
      this.#output >= OUTPUT_BYTES_A_STEP
    );
  }

  get usedMicroseconds(): number {
    return this.#commands * COMMAND_MICROSECONDS + this.#toil / CHARACTERS_PER_MICROSECOND;
  }

  push(frame: Frame): void {
    this.state.frames.push(frame);
  }

  pop(): void {
    this.state.frames.pop();
  }

  get isTooDeep(): boolean {
    return this.state.frames.length > FRAMES_MAX;
  }

  node(unit: number, place: number): Node {
    const text = this.state.units[unit];
    const node = text === undefined ? undefined : nodesOf(text.text, this.dialect)[place];
    if (node === undefined) throw new Error(`no node ${place} in unit ${unit}`);
    return node;
  }

  /** The line of a node in its script. */
  lineOf(unit: number, line: number): number {
    return (this.state.units[unit]?.line ?? 1) + line;
  }

  option(letter: string): boolean {
    return this.state.options.includes(letter);
  }

  setting(name: string): boolean {
    return this.state.settings.includes(name);
  }

  write(descriptor: number, data: string | Uint8Array): void {
    this.#output += data.length;
    this.system.write(descriptor, data);
  }

  /** Prints on standard error what went wrong; where that is closed, nobody hears of it. */
  complain(message: string, builtin?: string): void {
    this.raw(`${this.prefix(builtin)}${message}\n`);
  }

  raw(text: string): void {
    try {
      this.write(2, text);
    } catch (error) {
      if (!(error instanceof SystemError)) throw error;
    }
  }

  /** What complaints name: in bash, the file that is under way. */
  get scriptName(): string {
    const { name, interactive } = this.state;
    return this.dialect !== 'bash' || interactive ? name : (sourceNow(this) ?? name);
  }

  /** How a complaint begins. */
  prefix(builtin?: string): string {
    const { line, reads, interactive } = this.state;
    const name = this.scriptName;
    const of = builtin === undefined ? '' : `${builtin}: `;
    switch (this.dialect) {
      case 'bash':
        return interactive ? `${name}: ${of}` : `${name}: line ${line}: ${of}`;
      case 'dash':
        return `${name}: ${line}: ${of}`;
      case 'ash': {
        const place = !interactive && (reads === 'file' || of !== '') ? `line ${line}: ` : '';
        return `${name}: ${of}${place}`;
      }
    }
  }

  /** Complains and gives up the command. How much that ends, `reach` says. */
  fail(
    message: string,
    status = this.dialect === 'bash' ? 1 : 2,
    reach: FailureReach = 'shell',
    builtin?: string,
  ): CommandFailed {
    this.complain(message, builtin);
    return new CommandFailed(status, reach);
  }

  /** A copy of everything but what is under way, for a subshell. */
  copyForChild(frames: Frame[]): ShellState {
    const { frames: _mine, history, ...rest } = this.state;
    const asksForHistory = Object.values(rest.units).some(({ text }) => /\b(?:history|fc)\b/.test(text));
    return copyJson({
      ...rest,
      history: asksForHistory ? history : [],
      frames,
      callers: calls(this),
      jobs: [],
      pending: [],
      input: '',
      editor: null,
      substituted: [],
    });
  }

  hold(descriptor: number): number {
    const held = this.system.duplicate(descriptor, undefined, FIRST_HELD);
    this.state.held.push(held);
    return held;
  }

  /** Moves a descriptor out of the user's way. */
  holdOnly(descriptor: number): number {
    if (descriptor >= FIRST_HELD) {
      this.state.held.push(descriptor);
      return descriptor;
    }
    const held = this.hold(descriptor);
    this.system.close(descriptor);
    return held;
  }

  release(held: number): void {
    this.state.held = this.state.held.filter((each) => each !== held);
    if (this.system.isOpen(held)) this.system.close(held);
  }

  pipe(): readonly [read: number, write: number] {
    const [read, write] = this.system.pipe();
    return [this.holdOnly(read), this.holdOnly(write)];
  }

  job(id: number): Job | undefined {
    return this.state.jobs.find((job) => job.id === id);
  }

  /** True inside of what set -e doesn't look at. */
  get isTested(): boolean {
    return this.state.tested || this.state.frames.some((frame) => 'tested' in frame && frame.tested);
  }
}

export function text(value: string, quoted = true): Piece {
  return { text: value, quoted, split: false };
}
