import { systemError } from '../../../../filesystem/errors.ts';
import { AGAIN, type Again } from '../../../../linux/system.ts';
import { bytesOf, decode } from '../../bytes.ts';
import { isBusybox } from '../../options.ts';
import { END, lineSource, nextRecord, type RecordRead } from '../line-source.ts';
import { place } from './code.ts';
import { recordEnd } from './fields.ts';
import { awkEscapes } from './lexer.ts';
import { Memory } from './memory.ts';
import type { Stream } from './state.ts';
import { fromInput, toNumber } from './values.ts';

/** Files and commands that may be open at once. */
const STREAMS_MAX = 200;

/** Reads the input, and the files and commands that the program names. */
export class Streams extends Memory {
  /** What goes to standard output, and to each stream, when the step ends. */
  private readonly pending = new Map<number, string[]>();
  protected written = 0;

  emit(descriptor: number, text: string): void {
    const texts = this.pending.get(descriptor);
    if (texts === undefined) this.pending.set(descriptor, [text]);
    else texts.push(text);
    this.written += text.length;
  }

  flush(): void {
    const all = [...this.pending];
    this.pending.clear();
    for (const [descriptor, texts] of all) {
      try {
        this.system.write(descriptor, bytesOf(texts.join('')));
      } catch (error) {
        throw this.fatal(`write failure (${systemError(error).message})`);
      }
    }
  }

  /** The next record of the input: of the files that the arguments name. */
  mainRecord(): RecordRead | Again | typeof END {
    const { state } = this;
    for (;;) {
      if (state.input === null && !this.openNext()) return END;
      if (state.input === null) continue;
      let record: RecordRead | Again | typeof END;
      try {
        record = nextRecord(this.system, state.input, recordEnd(this.special('RS')));
      } catch (error) {
        throw this.fatal(`read error (${systemError(error).message})`);
      }
      if (record !== END) return this.skipsBlank(record) ? this.mainRecord() : record;
      this.leaveFile();
    }
  }

  /** Empty lines before a paragraph aren't one. */
  private skipsBlank(record: RecordRead | Again): boolean {
    return record !== AGAIN && record.text === '' && this.special('RS') === '';
  }

  leaveFile(): void {
    const { input } = this.state;
    if (input !== null && input.descriptor > 0) this.system.close(input.descriptor);
    this.state.input = null;
  }

  private openNext(): boolean {
    const { state } = this;
    if (state.inputEnded) return false;
    const argv = this.array({ local: false, index: place.ARGV });
    for (;;) {
      const count = toNumber(this.load({ local: false, index: place.ARGC }));
      if (state.argument >= count) {
        state.inputEnded = true;
        if (state.sawFile) return false;
        state.input = lineSource(0);
        return true;
      }
      const name = this.text(argv[`$${state.argument}`] ?? null);
      state.argument++;
      if (name === '' || this.assignment(name)) continue;
      state.sawFile = true;
      this.openFile(name);
      return true;
    }
  }

  private openFile(name: string): void {
    const { state } = this;
    this.store({ local: false, index: place.FILENAME }, name);
    this.store({ local: false, index: place.FNR }, 0);
    try {
      state.input = lineSource(name === '-' ? 0 : this.system.open(decode(name), { read: true }));
    } catch (error) {
      const { message } = systemError(error);
      throw this.fatal(
        isBusybox(this.system) ? `${decode(name)}: ${message}` : `cannot open ${decode(name)} (${message})`,
      );
    }
  }

  /** `name=value` among the arguments. */
  assignment(text: string): boolean {
    const match = /^([A-Za-z_]\w*)=([\s\S]*)$/.exec(text);
    if (match === null) return false;
    const index = this.program.globals.indexOf(match[1] ?? '');
    if (index >= 0) this.store({ local: false, index }, fromInput(awkEscapes(match[2] ?? '')));
    return true;
  }

  /** The stream of a file or command, which is opened where it isn't yet. Undefined: it can't be. */
  stream(kind: '>' | '>>' | '|' | 'file' | 'command', name: string): Stream | undefined {
    const key = (kind === '>>' ? '>' : kind) + name;
    const known = this.state.streams.find((stream) => stream.key === key);
    if (known !== undefined) return known;
    if (this.state.streams.length >= STREAMS_MAX) throw this.fatal('too many open files');
    const opened =
      kind === '|' || kind === 'command' ? this.openCommand(kind, name) : this.openNamed(kind, name);
    if (opened === undefined) return undefined;
    const reads = kind === 'file' || kind === 'command';
    const stream = { key, ...opened, source: reads ? lineSource(opened.descriptor) : null };
    this.state.streams.push(stream);
    return stream;
  }

  private openNamed(kind: '>' | '>>' | 'file', name: string): { descriptor: number; pid: null } | undefined {
    if (kind === 'file' && (name === '-' || name === '/dev/stdin')) return { descriptor: 0, pid: null };
    if (name === '/dev/stdout' || name === '-') return { descriptor: 1, pid: null };
    if (name === '/dev/stderr') return { descriptor: 2, pid: null };
    try {
      const options =
        kind === 'file'
          ? { read: true }
          : { write: true, create: true, append: kind === '>>', truncate: kind === '>' };
      return { descriptor: this.system.open(decode(name), options), pid: null };
    } catch (error) {
      if (kind === 'file') return undefined;
      throw this.fatal(`cannot open "${decode(name)}" for output (${systemError(error).message})`);
    }
  }

  private openCommand(kind: '|' | 'command', command: string): { descriptor: number; pid: number } {
    this.flush();
    const [read, write] = this.system.pipe();
    const mine = kind === '|' ? write : read;
    const theirs = kind === '|' ? read : write;
    const pid = this.shell(command, kind === '|' ? [theirs, 1] : [0, theirs]);
    this.system.close(theirs);
    return { descriptor: mine, pid };
  }

  shell(command: string, [input, output]: readonly [number, number]): number {
    return this.system.spawn({
      path: '/bin/sh',
      argv: ['sh', '-c', decode(command)],
      env: this.system.env,
      descriptors: new Map([
        [0, input],
        [1, output],
        [2, 2],
      ]),
    });
  }

  /** Closes what has that name. @returns the child to wait for; undefined: nothing was open */
  closeNamed(name: string): number | null | undefined {
    const { state } = this;
    const stream = state.streams.find(({ key }) => key.replace(/^(?:>|\||file|command)/, '') === name);
    return stream && this.closeStream(stream);
  }

  closeStream(stream: Stream): number | null {
    const { state } = this;
    this.flush();
    state.streams = state.streams.filter((each) => each !== stream);
    if (stream.descriptor > 2) this.system.close(stream.descriptor);
    return stream.pid;
  }
}
