import { systemError } from '../../../filesystem/errors.ts';
import { AGAIN, type Next, type Program, type System } from '../../../linux/system.ts';
import { binary, bytesOf } from '../bytes.ts';
import { complain, exhausted, guarded } from '../command.ts';
import { isBusybox } from '../options.ts';
import { troubleWords } from './head.ts';
import { parseTail, type TailOptions } from './tail-options.ts';

/** What is read in one step at most, in bytes. */
const STEP_BYTES = 262_144;
/** What of the last lines is kept, in bytes: of longer ones, only how much memory they take. */
const HELD_BYTES_MAX = 8_388_608;
/** What tail has in memory beside its lines, in bytes. */
const OWN_BYTES = 524_288;
/** Held text is cut down to its last lines when it has grown by this much. */
const TRIM_BYTES = 131_072;
/** CPU time of going through a kilobyte, in microseconds. */
const MICROSECONDS_PER_KILOBYTE = 2;
/** A file that hasn't grown for long is looked at less often. */
const IDLE_SLOWDOWN = 60;
const INTERVAL_MS_MAX = 10_000;

type Followed = {
  readonly name: string;
  /** -1: not open. */
  descriptor: number;
  inode: number;
  position: number;
  /** Something that can grow: a regular file. */
  grows: boolean;
  /** Data may come through it: a pipe or terminal. */
  streams: boolean;
  missing: boolean;
};

export type TailState = {
  readonly options: TailOptions;
  readonly files: Followed[];
  /** The file that is being read for the first time. */
  index: number;
  opened: boolean;
  held: string;
  heldAtTrim: number;
  /** Bytes that were too many to keep. */
  lost: number;
  /** Units still to skip, of `+N`. */
  skip: number;
  /** The file whose header was printed last. */
  shown: number;
  failed: boolean;
  grownMs: number;
};

export const tail: Program<TailState> = guarded<TailState>({
  start(system) {
    const { options, files } = parseTail(system);
    const state: TailState = {
      options,
      files: files.map((name) => ({
        name,
        descriptor: -1,
        inode: 0,
        position: 0,
        grows: false,
        streams: false,
        missing: false,
      })),
      index: 0,
      opened: false,
      held: '',
      heldAtTrim: 0,
      lost: 0,
      skip: 0,
      shown: -1,
      failed: false,
      grownMs: system.now,
    };
    return step(system, state);
  },
  step: (system, state) => step(system, state),
});

function step(system: System, state: TailState): Next<TailState> {
  let budget = STEP_BYTES;
  for (let file = state.files[state.index]; file !== undefined; file = state.files[state.index]) {
    if (!state.opened && !open(system, state, file)) {
      state.index++;
      continue;
    }
    const read = readSome(system, state, file);
    budget -= read === AGAIN ? 0 : read;
    if (read === AGAIN || (read > 0 && budget <= 0)) return { state, until: { readable: [file.descriptor] } };
    if (read > 0) continue;
    printHeld(system, state);
    state.opened = false;
    if (state.options.follow === 'no') close(system, file);
    state.index++;
  }
  return state.options.follow === 'no' ? { exit: state.failed ? 1 : 0 } : follow(system, state);
}

function open(system: System, state: TailState, file: Followed): boolean {
  if (!openFile(system, file)) {
    state.failed = true;
    file.missing = true;
    return false;
  }
  header(system, state, state.index);
  state.opened = true;
  state.held = '';
  state.heldAtTrim = 0;
  state.lost = 0;
  state.skip = state.options.fromStart ? Math.max(0, state.options.count - 1) : 0;
  return true;
}

function openFile(system: System, file: Followed): boolean {
  try {
    file.descriptor = file.name === '-' ? 0 : system.open(file.name, { read: true });
    const stat = system.statDescriptor(file.descriptor);
    file.inode = stat.inode;
    file.position = 0;
    file.grows = stat.type === 'file';
    file.streams = stat.type === 'fifo' || stat.type === 'socket' || system.isTerminal(file.descriptor);
    return true;
  } catch (error) {
    complain(system, troubleWords(system, file.name, error));
    return false;
  }
}

function close(system: System, file: Followed): void {
  if (file.descriptor > 0) system.close(file.descriptor);
  file.descriptor = -1;
}

function header(system: System, state: TailState, index: number): void {
  if (!state.options.headers || state.shown === index) return;
  const name = state.files[index]?.name ?? '';
  const shown = name === '-' ? 'standard input' : name;
  system.write(1, `${state.shown < 0 ? '' : '\n'}==> ${shown} <==\n`);
  state.shown = index;
}

function readSome(system: System, state: TailState, file: Followed): number | typeof AGAIN {
  let data: Uint8Array | typeof AGAIN;
  try {
    data = system.read(file.descriptor);
  } catch (error) {
    complain(system, troubleWords(system, file.name, error));
    state.failed = true;
    close(system, file);
    return 0;
  }
  if (data === AGAIN) return AGAIN;
  file.position += data.length;
  system.spend(Math.ceil(data.length / 1024) * MICROSECONDS_PER_KILOBYTE);
  if (state.options.fromStart) skip(system, state, binary(data));
  else if (state.lost > 0) grow(system, state, data.length);
  else hold(system, state, binary(data));
  return data.length;
}

function skip(system: System, state: TailState, text: string): void {
  let from = 0;
  if (state.options.unit === 'bytes') {
    from = Math.min(state.skip, text.length);
    state.skip -= from;
  } else {
    while (state.skip > 0) {
      const at = text.indexOf(state.options.separator, from);
      if (at < 0) return;
      from = at + 1;
      state.skip--;
    }
  }
  if (from < text.length) system.write(1, bytesOf(text.slice(from)));
}

function hold(system: System, state: TailState, text: string): void {
  state.held += text;
  if (state.held.length < state.heldAtTrim + TRIM_BYTES) return;
  state.held = lastOf(state.options, state.held);
  state.heldAtTrim = state.held.length;
  if (state.held.length > HELD_BYTES_MAX) {
    state.lost = state.held.length;
    state.held = '';
  }
  system.setMemory(OWN_BYTES + state.heldAtTrim);
}

/** The line has no end in sight: it only takes memory. */
function grow(system: System, state: TailState, bytes: number): void {
  state.lost += bytes;
  system.setMemory(OWN_BYTES + state.lost);
}

function printHeld(system: System, state: TailState): void {
  if (state.lost > 0) throw exhausted(system);
  if (state.held !== '') system.write(1, bytesOf(lastOf(state.options, state.held)));
  state.held = '';
}

/** The last lines or bytes of a text. */
function lastOf(options: TailOptions, text: string): string {
  if (options.count === 0) return '';
  if (options.unit === 'bytes') return text.slice(-options.count);
  let at = text.endsWith(options.separator) ? text.length - 1 : text.length;
  for (let count = 0; count < options.count; count++) {
    at = at <= 0 ? -1 : text.lastIndexOf(options.separator, at - 1);
    if (at < 0) return text;
  }
  return text.slice(at + 1);
}

function follow(system: System, state: TailState): Next<TailState> {
  const { options, files } = state;
  if (options.pid !== null && !lives(system, options.pid)) return { exit: 0 };
  let more = false;
  const readable: number[] = [];
  files.forEach((file, index) => {
    if (options.follow === 'name' && file.name !== '-') lookForNew(system, state, file);
    if (file.descriptor < 0) return;
    const outcome = copyNew(system, state, file, index);
    if (outcome === 'more') more = true;
    if (outcome === 'waiting') readable.push(file.descriptor);
  });
  const open = files.some((file) => file.descriptor >= 0);
  if (!open && !options.retry) {
    if (!isBusybox(system)) complain(system, 'no files remaining');
    return { exit: 1 };
  }
  if (more) return { state, until: { cpuMs: 1 } };
  const looks = options.follow === 'name' || options.pid !== null || files.some((file) => file.grows);
  if (!looks) return { state, until: { readable } };
  const idle = Math.min(INTERVAL_MS_MAX, (system.now - state.grownMs) / IDLE_SLOWDOWN);
  return { state, until: { readable, timeMs: system.now + Math.max(options.intervalMs, idle) } };
}

function lives(system: System, pid: number): boolean {
  try {
    system.kill(pid, undefined);
    return true;
  } catch (error) {
    return systemError(error).code === 'EPERM';
  }
}

function copyNew(
  system: System,
  state: TailState,
  file: Followed,
  index: number,
): 'more' | 'waiting' | 'end' {
  if (file.grows && system.statDescriptor(file.descriptor).size < file.position) {
    complain(system, `${file.name}: file truncated`);
    system.seek(file.descriptor, 0, 'set');
    file.position = 0;
  }
  for (let budget = STEP_BYTES; budget > 0; ) {
    const data = system.read(file.descriptor);
    if (data === AGAIN) return 'waiting';
    if (data.length === 0) {
      if (file.streams) close(system, file);
      return 'end';
    }
    header(system, state, index);
    system.write(1, data);
    file.position += data.length;
    state.grownMs = system.now;
    budget -= data.length;
  }
  return 'more';
}

/** Follows the name: another file may be there now, or none. */
function lookForNew(system: System, state: TailState, file: Followed): void {
  let inode: number | undefined;
  try {
    inode = system.stat(file.name).inode;
  } catch (error) {
    if (!file.missing) {
      complain(system, `${quoted(file.name)} has become inaccessible: ${systemError(error).message}`);
    }
    file.missing = true;
    return;
  }
  if (file.descriptor >= 0 && inode === file.inode) {
    file.missing = false;
    return;
  }
  const words = file.descriptor >= 0 && !file.missing ? 'been replaced' : 'appeared';
  close(system, file);
  if (!openFile(system, file)) return;
  complain(system, `${quoted(file.name)} has ${words};  following new file`);
  file.missing = false;
  state.grownMs = system.now;
}

function quoted(name: string): string {
  return `'${name}'`;
}
