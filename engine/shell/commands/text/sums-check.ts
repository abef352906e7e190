import { systemError } from '../../../filesystem/errors.ts';
import { AGAIN, type Next, type System } from '../../../linux/system.ts';
import { binary, bytesOf, decode, encode } from '../bytes.ts';
import { cannotOpen, complain, exhausted } from '../command.ts';
import { isBusybox } from '../options.ts';
import { type HashState, hashBlocks, hex, type NewHash, resumed } from './resumable-hashes.ts';

/** What a list may hold, and what one step reads, in bytes. */
const LIST_BYTES_MAX = 1_048_576;
const STEP_BYTES = 1_048_576;
/** A file counts for so many bytes, however small it is. */
const OPEN_BYTES = 4_096;
const MICROSECONDS_PER_KILOBYTE = 2;

/** Sums that are compared with lists. JSON. */
export type Checking = {
  /** Lists that are still to come. */
  readonly lists: string[];
  readonly quiet: boolean;
  readonly status: boolean;
  /** Files that aren't there don't count. */
  readonly ignoresMissing: boolean;
  list: {
    readonly name: string;
    readonly descriptor: number;
    text: string;
    at: number;
    read: boolean;
  } | null;
  file: { readonly name: string; readonly sum: string; readonly descriptor: number; part: Part } | null;
  lines: number;
  /** Lines of a list that are none. */
  malformed: number;
  verified: number;
  mismatched: number;
  unreadable: number;
  failed: boolean;
};

type Part = { hash: HashState | null; rest: string };

export function checkSums(system: System, state: Checking, newHash: NewHash): Next<Checking> {
  for (let budget = STEP_BYTES; budget > 0; ) {
    const { file, list } = state;
    if (file !== null) {
      const read = readFile(system, state, file, newHash);
      if (read === AGAIN) return { state, until: { readable: [file.descriptor] } };
      budget -= read;
    } else if (list === null) {
      const name = state.lists.shift();
      if (name === undefined) return { exit: state.failed ? 1 : 0 };
      openList(system, state, name);
      budget -= OPEN_BYTES;
    } else if (!list.read) {
      if (!readList(system, state, list)) return { state, until: { readable: [list.descriptor] } };
    } else {
      budget -= OPEN_BYTES;
      if (list.at >= list.text.length) endList(system, state, list.name);
      else openFile(system, state, nextLine(list));
    }
  }
  return { state, until: { cpuMs: 1 } };
}

function openList(system: System, state: Checking, name: string): void {
  try {
    const descriptor = name === '-' ? 0 : system.open(name, { read: true });
    state.list = { name, descriptor, text: '', at: 0, read: false };
    Object.assign(state, { lines: 0, malformed: 0, verified: 0, mismatched: 0, unreadable: 0 });
  } catch (error) {
    complain(system, cannotOpen(system, name, error));
    state.failed = true;
  }
}

/** @returns false: more is to come */
function readList(system: System, state: Checking, list: NonNullable<Checking['list']>): boolean {
  try {
    for (;;) {
      const data = system.read(list.descriptor);
      if (data === AGAIN) return false;
      if (data.length === 0) break;
      list.text += binary(data);
      if (list.text.length > LIST_BYTES_MAX) throw exhausted(system);
    }
  } catch (error) {
    const { message } = systemError(error);
    complain(
      system,
      isBusybox(system) ? `can't read '${list.name}': ${message}` : `${list.name}: read error`,
    );
    state.failed = true;
    state.list = null;
  }
  if (list.descriptor > 0) system.close(list.descriptor);
  list.read = true;
  return true;
}

function nextLine(list: NonNullable<Checking['list']>): string {
  const end = list.text.indexOf('\n', list.at);
  const line = list.text.slice(list.at, end < 0 ? undefined : end);
  list.at = end < 0 ? list.text.length : end + 1;
  return line;
}

/** A line of a list names a file and the sum that it should have. */
function openFile(system: System, state: Checking, line: string): void {
  const plain = /^\\?([0-9a-fA-F]{32,}) [ *](.+)$/.exec(line);
  const tagged = /^[A-Z0-9-]+ \((.+)\) = ([0-9a-fA-F]{32,})$/.exec(line);
  const shown = plain?.[2] ?? tagged?.[1];
  if (shown === undefined) {
    state.malformed++;
    return;
  }
  state.lines++;
  const name = decode(shown);
  const sum = (plain?.[1] ?? tagged?.[2] ?? '').toLowerCase();
  try {
    const descriptor = name === '-' ? 0 : system.open(name, { read: true });
    state.file = { name, sum, descriptor, part: { hash: null, rest: '' } };
  } catch (error) {
    unreadable(system, state, name, error);
  }
}

function unreadable(system: System, state: Checking, name: string, error: unknown): void {
  const { code, message } = systemError(error);
  if (state.ignoresMissing && code === 'ENOENT') return;
  complain(system, isBusybox(system) ? cannotOpen(system, name, error) : `${name}: ${message}`);
  state.unreadable++;
  tell(system, state, name, isBusybox(system) ? 'FAILED' : 'FAILED open or read');
}

function readFile(
  system: System,
  state: Checking,
  { name, sum, descriptor, part }: NonNullable<Checking['file']>,
  newHash: NewHash,
): number | typeof AGAIN {
  let data: Uint8Array | typeof AGAIN = new Uint8Array();
  try {
    data = system.read(descriptor);
    if (data === AGAIN) return AGAIN;
    if (data.length > 0) {
      system.spend(Math.ceil(data.length / 1024) * MICROSECONDS_PER_KILOBYTE);
      part.rest += binary(data);
      hashBlocks(part, newHash);
      return data.length;
    }
    const known = hex(resumed(newHash, part.hash).update(bytesOf(part.rest)).digest());
    if (known === sum) state.verified++;
    else state.mismatched++;
    tell(system, state, name, known === sum ? 'OK' : 'FAILED');
  } catch (error) {
    unreadable(system, state, name, error);
  }
  if (descriptor > 0) system.close(descriptor);
  state.file = null;
  return OPEN_BYTES;
}

function tell(system: System, { quiet, status }: Checking, name: string, outcome: string): void {
  if (!status && !(quiet && outcome === 'OK')) system.write(1, bytesOf(`${encode(name)}: ${outcome}\n`));
}

function endList(system: System, state: Checking, name: string): void {
  const { lines, mismatched, verified } = state;
  state.list = null;
  if (mismatched + state.unreadable > 0) state.failed = true;
  const file = name === '-' ? "'standard input'" : name;
  if (isBusybox(system)) {
    if (state.malformed > 0 || lines === 0) state.failed = true;
    if (lines + state.malformed === 0) complain(system, `${name}: no checksum lines found`);
    else if (!state.status) warn(system, state);
    return;
  }
  if (lines === 0) {
    complain(system, `${file}: no properly formatted checksum lines found`);
    state.failed = true;
    return;
  }
  if (state.status) return;
  warn(system, state);
  if (!state.ignoresMissing || verified + mismatched > 0) return;
  complain(system, `${file}: no file was verified`);
  state.failed = true;
}

function warn(system: System, { lines, malformed, mismatched, unreadable: unread }: Checking): void {
  if (isBusybox(system)) {
    const wrong = malformed + mismatched + unread;
    if (wrong > 0)
      complain(system, `WARNING: ${wrong} of ${lines + malformed} computed checksums did NOT match`);
    return;
  }
  if (malformed > 0)
    complain(system, `WARNING: ${malformed} line${malformed > 1 ? 's are' : ' is'} improperly formatted`);
  if (unread > 0)
    complain(system, `WARNING: ${unread} listed file${unread > 1 ? 's' : ''} could not be read`);
  if (mismatched > 0)
    complain(system, `WARNING: ${mismatched} computed checksum${mismatched > 1 ? 's' : ''} did NOT match`);
}
