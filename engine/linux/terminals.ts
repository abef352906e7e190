import { packed, unpacked } from '../filesystem/packed.ts';
import type { Records } from '../simulation/records.ts';
import type { Simulation } from '../simulation/simulation.ts';
import type { Signal } from './signals.ts';
import { AGAIN, type Again, type TerminalMode } from './system.ts';

/** What a line may have before it is sent (N_TTY_BUF_SIZE). */
const LINE_BYTES_MAX = 4096;

/** What was typed and nobody has read, in bytes: what comes beyond that is lost, but for keys that are signals. */
const INPUT_BYTES_MAX = 262_144;

interface Terminal {
  readonly host: string;
  /** Its name as ps shows it: `pts/0`. */
  readonly name: string;
  /** Complete lines (or, in raw mode, bytes) that nobody has read yet. */
  input: string;
  /** The line that is being typed. */
  line: string;
  /** Ctrl-D at the beginning of a line, or the other side is gone: the next read finds the end. */
  ended: boolean;
  /** Ctrl-D stays; a hang-up is for good. */
  hungUp: boolean;
  echo: boolean;
  canonical: boolean;
  /** Ctrl-C and its like are signals (ISIG). */
  signals: boolean;
  rows: number;
  columns: number;
  /** The process group that keys such as Ctrl-C go to. */
  foreground?: number;
}

/** Who is told of what a terminal does. */
export interface TerminalOwner {
  /** Output for the master side, where a person or `docker attach` reads. */
  readonly output: (terminal: string, bytes: Uint8Array) => void;
  readonly wake: (terminal: string) => void;
  readonly signal: (host: string, group: number, signal: Signal) => void;
}

const KEY_SIGNALS: Readonly<Record<string, Signal>> = {
  '\u0003': 'SIGINT',
  '\u001c': 'SIGQUIT',
  '\u001a': 'SIGTSTP',
};

/** The pseudo-terminals of all hosts, with the line discipline between their sides (tty_ioctl(4), n_tty). */
export class Terminals {
  readonly #terminals: Records<Terminal>;
  readonly #owner: TerminalOwner;

  constructor(simulation: Simulation, owner: TerminalOwner) {
    this.#terminals = simulation.records.of('terminals');
    this.#owner = owner;
  }

  make(
    id: string,
    host: string,
    size: { readonly rows: number; readonly columns: number },
    name: string,
  ): void {
    this.#terminals.set(id, {
      host,
      name,
      input: '',
      line: '',
      ended: false,
      hungUp: false,
      echo: true,
      canonical: true,
      signals: true,
      foreground: undefined,
      ...size,
    });
  }

  name(id: string): string | undefined {
    return this.#terminals.get(id)?.name;
  }

  /** The names of those on a host that belong to a container: their ids have its id in them. */
  of(host: string, container: string): string[] {
    const names: string[] = [];
    for (const [id, terminal] of this.#terminals.entries()) {
      if (terminal.host === host && id.split(':')[1] === container) names.push(terminal.name);
    }
    return [...new Set(names)];
  }

  exists(id: string): boolean {
    return this.#terminals.has(id);
  }

  remove(id: string): void {
    this.#terminals.delete(id);
  }

  /** What a person types. */
  type(id: string, bytes: Uint8Array): void {
    const terminal = this.#terminals.get(id);
    if (terminal === undefined) return;
    for (const character of packed(bytes)) this.#key(id, terminal, character);
    this.#terminals.set(id, terminal);
    this.#owner.wake(id);
  }

  /** The person is gone: whoever reads finds the end, and the foreground gets SIGHUP. */
  hangUp(id: string): void {
    const terminal = this.#terminals.get(id);
    if (terminal === undefined || terminal.hungUp) return;
    terminal.hungUp = true;
    this.#terminals.set(id, terminal);
    if (terminal.foreground !== undefined) this.#owner.signal(terminal.host, terminal.foreground, 'SIGHUP');
    this.#owner.wake(id);
  }

  read(id: string, max: number): Uint8Array | Again {
    const terminal = this.#terminals.get(id);
    if (terminal === undefined) return new Uint8Array();
    if (terminal.input === '') {
      if (!terminal.ended && !terminal.hungUp) return AGAIN;
      terminal.ended = false;
      this.#terminals.set(id, terminal);
      return new Uint8Array();
    }
    const newline = terminal.canonical ? terminal.input.indexOf('\n') + 1 : 0;
    const taken = terminal.input.slice(0, Math.min(max, newline || max));
    terminal.input = terminal.input.slice(taken.length);
    this.#terminals.set(id, terminal);
    return unpacked(taken);
  }

  readable(id: string): boolean {
    const terminal = this.#terminals.get(id);
    return terminal === undefined || terminal.input !== '' || terminal.ended || terminal.hungUp;
  }

  /** What a program prints: a newline becomes a carriage return and a newline. */
  write(id: string, bytes: Uint8Array): void {
    this.#owner.output(id, unpacked(packed(bytes).replaceAll('\n', '\r\n')));
  }

  windowSize(id: string): { readonly rows: number; readonly columns: number } | undefined {
    const terminal = this.#terminals.get(id);
    return terminal === undefined ? undefined : { rows: terminal.rows, columns: terminal.columns };
  }

  resize(id: string, rows: number, columns: number): void {
    const terminal = this.#terminals.get(id);
    if (terminal === undefined || (terminal.rows === rows && terminal.columns === columns)) return;
    terminal.rows = rows;
    terminal.columns = columns;
    this.#terminals.set(id, terminal);
    if (terminal.foreground !== undefined) this.#owner.signal(terminal.host, terminal.foreground, 'SIGWINCH');
  }

  foreground(id: string): number | undefined {
    return this.#terminals.get(id)?.foreground;
  }

  setForeground(id: string, group: number): void {
    const terminal = this.#terminals.get(id);
    if (terminal === undefined) return;
    terminal.foreground = group;
    this.#terminals.set(id, terminal);
  }

  setMode(id: string, mode: Partial<TerminalMode>): void {
    const terminal = this.#terminals.get(id);
    if (terminal === undefined) return;
    terminal.echo = mode.echo ?? terminal.echo;
    terminal.canonical = mode.canonical ?? terminal.canonical;
    terminal.signals = mode.signals ?? terminal.signals;
    if (!terminal.canonical) {
      terminal.input += terminal.line;
      terminal.line = '';
    }
    this.#terminals.set(id, terminal);
  }

  mode(id: string): TerminalMode | undefined {
    return this.#terminals.get(id);
  }

  #key(id: string, terminal: Terminal, character: string): void {
    const signal = KEY_SIGNALS[character];
    if (signal !== undefined && terminal.signals) {
      terminal.line = '';
      terminal.input = '';
      this.#echo(id, terminal, `^${String.fromCharCode(character.charCodeAt(0) + 64)}`);
      if (terminal.foreground !== undefined) this.#owner.signal(terminal.host, terminal.foreground, signal);
      return;
    }
    if (terminal.input.length >= INPUT_BYTES_MAX) return;
    if (!terminal.canonical) {
      terminal.input += character;
      this.#echo(id, terminal, character);
      return;
    }
    if (character === '\u0004') {
      if (terminal.line === '') terminal.ended = true;
      terminal.input += terminal.line;
      terminal.line = '';
    } else if (character === '\u007f' || character === '\b') {
      if (terminal.line !== '') this.#echo(id, terminal, '\b \b');
      terminal.line = terminal.line.slice(0, -1);
    } else if (character === '\u0015') {
      this.#echo(id, terminal, '\b \b'.repeat(terminal.line.length));
      terminal.line = '';
    } else if (character === '\r' || character === '\n') {
      this.#echo(id, terminal, '\r\n');
      terminal.input += `${terminal.line}\n`;
      terminal.line = '';
    } else if (terminal.line.length < LINE_BYTES_MAX) {
      terminal.line += character;
      this.#echo(
        id,
        terminal,
        character < ' ' && character !== '\t'
          ? `^${String.fromCharCode(character.charCodeAt(0) + 64)}`
          : character,
      );
    }
  }

  #echo(id: string, terminal: Terminal, text: string): void {
    if (terminal.echo) this.#owner.output(id, unpacked(text));
  }
}
