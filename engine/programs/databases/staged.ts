import { SystemError } from '../../filesystem/errors.ts';
import type { Signal } from '../../linux/signals.ts';
import type { Next, Program, System } from '../../linux/system.ts';
import { accountOf } from '../accounts.ts';
import { anywhere, mebibyte } from '../options.ts';
import { type Client, talk, talkWait } from '../sockets.ts';

/** What a server prints so long after it was started. */
export type Line = { readonly afterMs: number; readonly to: 1 | 2; readonly text: string };

/** A server that takes its time to come up, and of whose protocol only the connections are simulated. */
export interface Staged {
  readonly lines: readonly Line[];
  readonly ports: readonly number[];
  readonly readyAfterMs: number;
  /** When it is ready it makes these files, so that it finds them when it starts again. */
  readonly files?: Readonly<Record<string, string>>;
  /** The user it runs as where it was started by root. */
  readonly user?: string;
  readonly title?: string;
  readonly memoryMebibytes: number;
  readonly stopAfterMs: number;
  readonly exitCode?: number;
  readonly farewell?: (system: System, signal: Signal) => readonly Omit<Line, 'afterMs'>[];
}

type State = {
  left: { atMs: number; to: 1 | 2; text: string }[];
  ports: readonly number[];
  readyAtMs: number;
  files: { readonly [path: string]: string };
  stopAfterMs: number;
  exitCode: number;
  listeners: number[];
  clients: Client[];
  stopAtMs?: number;
};

/** @param begin reads the command line. Anything but a `Staged` is what comes instead: an end, or another program */
export function stagedServer(begin: (system: System) => Staged | Next<never>): Program<State> {
  return {
    start(system) {
      const staged = begin(system);
      if (!('lines' in staged)) return staged;
      system.onSignal('handle', ['SIGINT', 'SIGTERM', 'SIGQUIT']);
      system.onSignal('ignore', ['SIGPIPE', 'SIGHUP']);
      system.setMemory(staged.memoryMebibytes * mebibyte);
      if (staged.title !== undefined) system.setTitle(staged.title);
      const account = staged.user === undefined ? undefined : accountOf(system, staged.user);
      if (system.uid === 0 && account !== undefined) system.setUser(account.uid, account.gid, [account.gid]);
      const state: State = {
        left: staged.lines.map(({ afterMs, to, text }) => ({ atMs: system.now + afterMs, to, text })),
        ports: staged.ports,
        readyAtMs: system.now + staged.readyAfterMs,
        files: staged.files ?? {},
        stopAfterMs: staged.stopAfterMs,
        exitCode: staged.exitCode ?? 0,
        listeners: [],
        clients: [],
      };
      return goOn(system, state);
    },
    step(system, state) {
      const [signal] = system.takeSignals();
      if (signal !== undefined && state.stopAtMs === undefined) {
        const staged = begin(system);
        const words = 'lines' in staged ? (staged.farewell?.(system, signal) ?? []) : [];
        for (const { to, text } of words) system.write(to, `${text}\n`);
        for (const listener of state.listeners) system.close(listener);
        state.listeners = [];
        state.stopAtMs = system.now + (state.readyAtMs > system.now ? 0 : state.stopAfterMs);
      }
      if (state.stopAtMs !== undefined) {
        return system.now >= state.stopAtMs
          ? { exit: state.exitCode }
          : { state, until: { timeMs: state.stopAtMs } };
      }
      return goOn(system, state);
    },
  };
}

function goOn(system: System, state: State): Next<State> {
  while (state.left[0] !== undefined && state.left[0].atMs <= system.now) {
    const line = state.left.shift();
    if (line !== undefined) system.write(line.to, `${line.text}\n`);
  }
  if (state.listeners.length === 0 && system.now >= state.readyAtMs) {
    const problem = open(system, state);
    if (problem !== undefined) {
      system.write(2, `${problem}\n`);
      return { exit: 1 };
    }
  }
  // What clients say is taken and left unanswered: the protocol isn't simulated.
  state.clients = talk(system, state.listeners, state.clients, (client) => {
    client.input = '';
    return true;
  });
  const due = [state.left[0]?.atMs, system.now < state.readyAtMs ? state.readyAtMs : undefined].filter(
    (time) => time !== undefined,
  );
  const wait = talkWait(state.listeners, state.clients);
  return { state, until: due.length === 0 ? wait : { ...wait, timeMs: Math.min(...due) } };
}

function open(system: System, state: State): string | undefined {
  try {
    for (const [path, text] of Object.entries(state.files)) write(system, path, text);
    state.listeners = state.ports.map((port) => system.listen(anywhere(port)));
    return undefined;
  } catch (error) {
    if (!(error instanceof SystemError)) throw error;
    return `could not start: ${error.message}`;
  }
}

function write(system: System, path: string, text: string): void {
  const folder = path.slice(0, path.lastIndexOf('/'));
  try {
    system.makeDirectory(folder, 0o700);
  } catch (error) {
    if (!(error instanceof SystemError) || error.code !== 'EEXIST') throw error;
  }
  system.writeText(path, text);
}

/** Lines that come at one moment. */
export function lines(to: 1 | 2, afterMs: number, texts: readonly string[]): Line[] {
  return texts.map((text) => ({ afterMs, to, text }));
}
