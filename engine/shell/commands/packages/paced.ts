import { systemError } from '../../../filesystem/errors.ts';
import { AGAIN, type Next, type System } from '../../../linux/system.ts';
import { binary } from '../bytes.ts';
import { removeTree } from '../files/rm.ts';
import { lookUp } from '../network/names.ts';
import type { Package } from './catalogue.ts';

/** Bandwidth to the package servers, in kilobytes a millisecond. */
const DOWNLOAD_KB_PER_MS = 10;
const REQUEST_MS = 40;
/** Unpacking, in kilobytes a millisecond. */
const UNPACK_KB_PER_MS = 40;
const UNPACK_MS = 30;

/** A line that is printed after a while, with what is done then. JSON. */
export type PacedLine = {
  readonly afterMs: number;
  readonly text: string;
  readonly error?: boolean;
  /** Executables that are there from now on: path → program. */
  readonly install?: Readonly<Record<string, string>>;
  /** How big each of them is. */
  readonly bytes?: number;
  readonly version?: string;
  /** They are busybox's. */
  readonly applets?: true;
  readonly remove?: readonly string[];
  /** A file that is written, with its folders there. */
  readonly write?: { readonly path: string; readonly text: string; readonly mode?: number };
  /**
   * It is a question: what an empty answer means, and what is printed, and the exit code, where the
   * answer or the end of input is no.
   */
  readonly asks?: { readonly usually: boolean; readonly refusal: string; readonly code: number };
  /** A folder that goes with all that is in it. */
  readonly removeTree?: string;
};

/** Lines that are left, and the exit code after them. */
export type Paced = {
  lines: PacedLine[];
  dueMs: number;
  readonly code: number;
  /** What was typed so far, where a question was asked. */
  answer?: string;
};

const ANSWER_CHARACTERS_MAX = 1_000;

export function begin(system: System, lines: PacedLine[], code: number): Next<Paced> {
  return goOn(system, { lines, dueMs: system.now + (lines[0]?.afterMs ?? 0), code });
}

export function goOn(system: System, state: Paced): Next<Paced> {
  for (let line = state.lines[0]; line !== undefined; line = state.lines[0]) {
    if (system.now < state.dueMs) return { state, until: { timeMs: state.dueMs } };
    if (line.asks !== undefined) {
      const agreed = answered(system, state, line);
      if (agreed === AGAIN) return { state, until: { readable: [0] } };
      if (!agreed) {
        system.write(1, line.asks.refusal);
        return { exit: line.asks.code };
      }
      delete state.answer;
    } else perform(system, line);
    state.lines.shift();
    state.dueMs = system.now + (state.lines[0]?.afterMs ?? 0);
  }
  return { exit: state.code };
}

/** Asks, and reads a line. The end of input is a no. */
function answered(system: System, state: Paced, { asks, text }: PacedLine): boolean | typeof AGAIN {
  if (state.answer === undefined) {
    system.write(1, text);
    state.answer = '';
  }
  try {
    for (;;) {
      const data = system.read(0, 1);
      if (data === AGAIN) return AGAIN;
      if (data.length === 0) return false;
      const character = binary(data);
      if (character === '\n') break;
      if (state.answer.length < ANSWER_CHARACTERS_MAX) state.answer += character;
    }
  } catch (error) {
    systemError(error);
    return false;
  }
  const word = state.answer.trim();
  return word === '' ? asks?.usually === true : /^y/i.test(word);
}

function perform(system: System, line: PacedLine): void {
  for (const [path, program] of Object.entries(line.install ?? {})) {
    const executable = {
      program,
      flavour: line.applets ? 'busybox' : 'gnu',
      ...(line.version === undefined ? {} : { version: line.version }),
    } as const;
    system.installExecutable(path, executable, line.bytes ?? 0);
    if (path === '/usr/bin/sudo') system.changeMode(path, SET_UID_MODE);
    if (path === '/usr/bin/ping') giveRawSockets(system, path);
  }
  for (const path of line.remove ?? []) {
    if (exists(system, path)) system.unlink(path);
  }
  if (line.removeTree !== undefined && isThere(system, line.removeTree)) removeTree(system, line.removeTree);
  if (line.write !== undefined) write(system, line.write);
  if (line.text !== '') system.write(line.error ? 2 : 1, line.text);
}

const SET_UID_MODE = 0o4755;

/** What the package's own script does: capabilities, or the set-user-ID bit where it may not give those. */
function giveRawSockets(system: System, path: string): void {
  try {
    system.setCapabilities(path, 'cap_net_raw=ep');
  } catch (error) {
    systemError(error);
    system.changeMode(path, SET_UID_MODE);
  }
}

function write(system: System, { path, text, mode }: NonNullable<PacedLine['write']>): void {
  makeFolders(system, path.slice(0, path.lastIndexOf('/')));
  system.writeText(path, text);
  if (mode !== undefined) system.changeMode(path, mode);
}

function exists(system: System, path: string): boolean {
  return system.findExecutable(path) !== undefined;
}

export function line(text: string, afterMs = 0): PacedLine {
  return { text, afterMs };
}

export function downloadMs(kilobytes: number): number {
  return REQUEST_MS + Math.ceil(kilobytes / DOWNLOAD_KB_PER_MS);
}

/** The line after which a package's commands are there. */
export function installed(text: string, found: Package, afterMs = 0): PacedLine {
  const count = Math.max(1, Object.keys(found.executables).length);
  return {
    text,
    afterMs: afterMs + UNPACK_MS + Math.ceil(found.installedKb / UNPACK_KB_PER_MS),
    install: found.executables,
    ...(found.applets ? { applets: true } : {}),
    bytes: Math.floor((found.installedKb * 1024) / count),
    version: found.version.replace(/^\d+:/, '').replace(/[-+].*$/, ''),
  };
}

/** Whether a package server can be reached, and how long it took to see. */
export function reach(
  system: System,
  host: string,
): { readonly trouble?: 'name' | 'route'; readonly latencyMs: number } {
  const found = lookUp(system, host);
  if ('problem' in found) return { trouble: 'name', latencyMs: found.latencyMs };
  const answer = system.ping(found.addresses[0]);
  return typeof answer === 'string'
    ? { trouble: 'route', latencyMs: found.latencyMs }
    : { latencyMs: found.latencyMs };
}

export function makeFolders(system: System, path: string): void {
  let at = '';
  for (const part of path.split('/').filter((each) => each !== '')) {
    at += `/${part}`;
    if (!isThere(system, at)) system.makeDirectory(at);
  }
}

function isThere(system: System, path: string): boolean {
  try {
    system.stat(path);
    return true;
  } catch (error) {
    systemError(error);
    return false;
  }
}
