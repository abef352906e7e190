import { systemError } from '../../../../filesystem/errors.ts';
import { AGAIN, type Next, type System } from '../../../../linux/system.ts';
import { bytesOf, encode } from '../../bytes.ts';
import { fail } from '../../command.ts';
import { isBusybox } from '../../options.ts';
import { END } from '../line-source.ts';
import { compilePattern, type Pattern, patternOf } from '../regex/pattern.ts';
import { isFor } from './addresses.ts';
import { finishReplacing, nextLine, openNext, writeOut } from './input.ts';
import { listed } from './list.ts';
import type { Action, SedProgram, SedRegex, Substitution } from './program.ts';
import type { InputLine, SedState } from './state.ts';
import { substitute } from './substitute.ts';

/** Commands that run in one step; then other processes get their turn. */
const STEP_COMMANDS = 20_000;
/** Going through so many bytes counts as a command. */
const BYTES_PER_COMMAND = 256;
/** What is written in one step, in bytes. */
const STEP_BYTES = 262_144;
/** CPU time of a command, in milliseconds. */
const MS_PER_COMMAND = 0.0005;
/** What the pattern and hold space may take, in bytes. */
const SPACE_BYTES_MAX = 4_194_304;
const LIST_WIDTH = 70;

type Outcome = 'next' | 'end' | 'delete' | 'restart' | 'waits';

/** One step of a running script. */
export class SedMachine {
  private readonly system: System;
  private readonly program: SedProgram;
  private readonly state: SedState;
  private readonly out: string[] = [];
  private written = 0;
  private budget = STEP_COMMANDS;

  constructor(system: System, program: SedProgram, state: SedState) {
    this.system = system;
    this.program = program;
    this.state = state;
  }

  step(): Next<SedState> {
    try {
      return this.run();
    } finally {
      this.flush();
    }
  }

  private run(): Next<SedState> {
    const { state, system } = this;
    for (;;) {
      if (state.quit) {
        this.flush();
        finishReplacing(system, state);
        return { exit: state.exitCode };
      }
      if (this.budget <= 0 || this.written > STEP_BYTES) {
        const used = (STEP_COMMANDS - this.budget) * MS_PER_COMMAND;
        return { state, until: { cpuMs: Math.max(0.1, used) } };
      }
      if (state.next < 0 || state.wants !== null) {
        if (this.feed() === AGAIN) return { state, until: { readable: [state.source?.descriptor ?? 0] } };
        continue;
      }
      this.cycle();
    }
  }

  /** Gets the line that a new cycle, an `n` or an `N` wants. */
  private feed(): typeof AGAIN | undefined {
    const { state } = this;
    this.budget--;
    const line = nextLine(this.system, state, this.program.looksAhead);
    if (line === AGAIN) return AGAIN;
    if (line === END) {
      this.fileEnded();
      return undefined;
    }
    state.line++;
    state.terminator = line.terminator;
    if (state.wants === 'N') this.setSpace(`${state.space}\n${line.text}`);
    else this.begin(line);
    state.wants = null;
    return undefined;
  }

  private begin(line: InputLine): void {
    const { state } = this;
    state.space = line.text;
    if (state.wants !== null) return;
    state.next = 0;
    state.replaced = false;
  }

  private fileEnded(): void {
    const { state, system } = this;
    if (state.wants !== null) {
      this.endCycle(true);
      state.wants = null;
      state.next = -1;
    }
    if (!state.options.separate) {
      state.quit = true;
      return;
    }
    this.flush();
    finishReplacing(system, state);
    state.name = '';
    state.line = 0;
    state.last = false;
    if (!openNext(system, state)) state.quit = true;
  }

  private cycle(): void {
    const { state } = this;
    const { commands } = this.program;
    while (this.budget > 0) {
      const command = commands[state.next];
      if (command === undefined) {
        this.endCycle(true);
        state.next = -1;
        return;
      }
      const index = state.next;
      state.next++;
      this.budget -= 1 + Math.floor(state.space.length / BYTES_PER_COMMAND);
      const holds = isFor(state, index, command, (address) =>
        address.kind === 'regex' ? this.pattern(address.regex).test(state.space) : false,
      );
      if (command.action.do === 'block') {
        if (!holds) state.next = command.action.end;
        continue;
      }
      if (!holds) continue;
      const outcome = this.perform(command.action, index);
      if (outcome === 'next') continue;
      if (outcome === 'waits') return;
      if (outcome === 'restart') {
        this.endCycle(false);
        state.next = 0;
        continue;
      }
      this.endCycle(outcome === 'end');
      state.next = -1;
      return;
    }
  }

  private endCycle(print: boolean): void {
    if (print && !this.state.options.quiet) this.print(this.state.space);
    this.printAppends();
  }

  private perform(action: Action, index: number): Outcome {
    const { state } = this;
    switch (action.do) {
      case 'simple':
        return this.simple(action.letter);
      case 'jump': {
        const jumps = action.when === 'always' || (action.when === 'replaced') === state.replaced;
        if (action.when !== 'always') state.replaced = false;
        if (jumps) state.next = action.to;
        return 'next';
      }
      case 'text':
        return this.text(action.letter, action.text, index);
      case 'quit':
        state.quit = true;
        state.exitCode = action.code;
        return action.print ? 'end' : 'delete';
      case 'list':
        this.raw(`${listed(state.space, action.width ?? LIST_WIDTH)}\n`);
        return 'next';
      case 'read':
        state.appends.push({ file: action.file });
        return 'next';
      case 'write':
        this.writeFile(action.file, action.firstLine ? firstLine(state.space) : state.space);
        return 'next';
      case 'transliterate':
        state.space = Array.from(state.space, (character) => action.map.get(character) ?? character).join('');
        return 'next';
      case 'substitute':
        this.substitute(action);
        return 'next';
      case 'block':
        return 'next';
    }
  }

  private simple(letter: string): Outcome {
    const { state } = this;
    switch (letter) {
      case '=':
        this.raw(`${state.line}\n`);
        return 'next';
      case 'd':
        return 'delete';
      case 'D': {
        const end = state.space.indexOf('\n');
        if (end < 0) return 'delete';
        state.space = state.space.slice(end + 1);
        return 'restart';
      }
      case 'g':
        state.space = state.hold;
        return 'next';
      case 'G':
        this.setSpace(`${state.space}\n${state.hold}`);
        return 'next';
      case 'h':
        state.hold = state.space;
        return 'next';
      case 'H':
        state.hold = this.bounded(`${state.hold}\n${state.space}`);
        return 'next';
      case 'x':
        [state.space, state.hold] = [state.hold, state.space];
        return 'next';
      case 'n':
      case 'N':
        return this.wantLine(letter);
      case 'p':
        this.print(state.space);
        return 'next';
      case 'P':
        this.raw(`${firstLine(state.space)}\n`);
        return 'next';
      case 'z':
        state.space = '';
        return 'next';
      default:
        this.raw(`${encode(state.name)}\n`);
        return 'next';
    }
  }

  private wantLine(letter: 'n' | 'N'): Outcome {
    const { state } = this;
    if (state.last) {
      state.quit = !state.options.separate || state.operands.length === 0;
      return 'end';
    }
    if (letter === 'n' && !state.options.quiet) this.print(state.space);
    this.printAppends();
    state.wants = letter;
    return 'waits';
  }

  private text(letter: 'a' | 'i' | 'c', text: string, index: number): Outcome {
    const { state } = this;
    if (letter === 'i') this.raw(text);
    else if (letter === 'a') state.appends.push({ text });
    else {
      const command = this.program.commands[index];
      const within = command?.to !== undefined && !command.negated && state.ranges[index] !== -1;
      if (!within) this.raw(text);
      return 'delete';
    }
    return 'next';
  }

  private substitute(action: Substitution): void {
    const { state } = this;
    const text = substitute(state.space, this.pattern(action.regex), action);
    if (text === undefined) return;
    this.setSpace(text);
    state.replaced = true;
    if (action.print) this.print(state.space);
    if (action.file !== undefined) this.writeFile(action.file, state.space);
  }

  private pattern(regex: SedRegex): Pattern {
    const { state } = this;
    let { source, ignoreCase, multiline } = regex;
    if (source === undefined) {
      if (state.lastRegex === null) {
        throw fail(
          this.system,
          isBusybox(this.system) ? 'no previous regexp' : 'no previous regular expression',
        );
      }
      ({ source, ignoreCase, multiline } = state.lastRegex);
      return this.compile(source, ignoreCase, multiline);
    }
    state.lastRegex = { source, ignoreCase, multiline };
    const [wanted, fold, lines] = [source, ignoreCase, multiline];
    return patternOf(regex, () => this.compile(wanted, fold, lines));
  }

  private compile(source: string, ignoreCase: boolean, multiline: boolean): Pattern {
    const dialect = this.state.options.extended ? 'extended' : 'basic';
    return compilePattern(source, { dialect, ignoreCase, multiline });
  }

  private setSpace(text: string): void {
    this.state.space = this.bounded(text);
  }

  private bounded(text: string): string {
    if (text.length > SPACE_BYTES_MAX) throw fail(this.system, "couldn't allocate memory", 4);
    return text;
  }

  /** Prints the pattern space as the line it came from: the last one may have had no line feed. */
  private print(text: string): void {
    const { state } = this;
    this.raw(text + state.terminator);
    state.owesNewline = state.terminator === '';
  }

  private raw(text: string): void {
    const { state } = this;
    if (state.owesNewline) {
      this.out.push(state.options.separator);
      state.owesNewline = false;
    }
    this.out.push(text);
    this.written += text.length;
  }

  private flush(): void {
    writeOut(this.system, this.state, this.out.splice(0).join(''));
  }

  private printAppends(): void {
    const { state } = this;
    for (const append of state.appends.splice(0)) {
      const text = 'text' in append ? append.text : this.fileText(append.file);
      if (text !== '') this.raw(text);
    }
  }

  private fileText(name: string): string {
    try {
      return encode(this.system.readText(name));
    } catch (error) {
      systemError(error);
      return '';
    }
  }

  private writeFile(file: number, text: string): void {
    const descriptor = this.state.writes[file] ?? 1;
    if (descriptor === this.state.output) this.raw(`${text}\n`);
    else this.system.write(descriptor, bytesOf(`${text}\n`));
  }
}

function firstLine(text: string): string {
  const end = text.indexOf('\n');
  return end < 0 ? text : text.slice(0, end);
}
