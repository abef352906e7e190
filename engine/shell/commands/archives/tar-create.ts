import { tarHeaders } from '../../../filesystem/archive/tar-writer.ts';
import { systemError } from '../../../filesystem/errors.ts';
import type { Stat } from '../../../filesystem/node.ts';
import { AGAIN, type Next, type System } from '../../../linux/system.ts';
import { binary } from '../bytes.ts';
import { complain } from '../command.ts';
import { joined } from '../files/path.ts';
import { isBusybox, Quit } from '../options.ts';
import { type Gathered, gatheredBytes, nothingGathered, spendOn } from './byte-queue.ts';
import { gzipped } from './gzip-data.ts';
import { type Appending, openForBoth, seekEnd, unrecoverable } from './tar-append.ts';
import { memberLine } from './tar-list.ts';
import { isExcluded, relative } from './tar-names.ts';
import type { TarOptions } from './tar-options.ts';
import { transformed } from './tar-transform.ts';

/** What one step archives, in bytes, into a file or a pipe; and in files. */
const STEP_BYTES = { plain: 1_048_576, compressed: 262_144, pipe: 262_144 };
const STEP_FILES = 200;
const READ_BYTES = 262_144;
const GZIP_BYTES = 262_144;
const BLOCK_BYTES = 512;
/** GNU tar fills the last record. */
const RECORD_BYTES = 10_240;
const MICROSECONDS_PER_FILE = 30;

/** An archive that is being made. JSON. */
export type Creating = {
  readonly options: TarOptions;
  readonly output: number;
  readonly isFile: boolean;
  /** The archive itself, which doesn't go into it: device and inode. */
  readonly self: string;
  /** What comes next is last. */
  items: { readonly path: string; readonly name: string }[];
  open?: { readonly descriptor: number; readonly name: string; left: number };
  /** Files with several names: device and inode → the name that is in the archive already. */
  seen: { [file: string]: string };
  said: readonly string[];
  /** What is there already, for -r and -u. */
  readonly appending?: Appending;
  /** Members go into it: it has been gone through to its end. */
  begun: boolean;
  /** All of it is written. */
  ended: boolean;
  /** What --remove-files is to remove: the last one first, so that a folder goes after what is in it. */
  made: string[];
  written: number;
  waiting: Gathered;
  failed: boolean;
};

export function beginCreating(system: System, options: TarOptions): Creating {
  if (options.names.length === 0) {
    throw new Quit(
      isBusybox(system)
        ? 'tar: empty archive\n'
        : "tar: Cowardly refusing to create an empty archive\nTry 'tar --help' or 'tar --usage' for more information.\n",
      isBusybox(system) ? 1 : 2,
    );
  }
  const isFile = options.archive !== '-';
  if (!isFile && system.isTerminal(1)) {
    throw new Quit(
      'tar: Refusing to write archive contents to terminal (missing -f option?)\ntar: Error is not recoverable: exiting now\n',
      2,
    );
  }
  const appends = isFile && options.mode !== 'c';
  if (appends && options.gzip) throw unrecoverable('Cannot update compressed archives');
  const open = appends ? openForBoth : openArchive;
  const output = isFile ? open(system, options.archive) : 1;
  const stat = isFile ? system.statDescriptor(output) : undefined;
  return {
    options,
    output,
    isFile,
    self: stat === undefined ? '' : `${stat.device}:${stat.inode}`,
    items: options.members.toReversed().map(({ folder, name }) => ({
      path: folder === '' || name.startsWith('/') ? name : joined(folder, name),
      name,
    })),
    ...(appends ? { appending: { at: 0, newest: {}, members: 0 } } : {}),
    begun: !appends,
    ended: false,
    made: [],
    seen: {},
    said: [],
    written: 0,
    waiting: nothingGathered(),
    failed: false,
  };
}

function openArchive(system: System, path: string): number {
  try {
    return system.open(path, { write: true, create: true, truncate: true });
  } catch (error) {
    const { message } = systemError(error);
    throw isBusybox(system)
      ? new Quit(`tar: can't open '${path}': ${message}\n`, 1)
      : new Quit(`tar: ${path}: Cannot open: ${message}\ntar: Error is not recoverable: exiting now\n`, 2);
  }
}

export function create(system: System, state: Creating): Next<Creating> {
  if (state.appending !== undefined && !state.begun) {
    state.begun = seekEnd(system, state.output, state.appending);
    state.written = state.appending.at;
    return { state, until: { cpuMs: 1 } };
  }
  if (state.ended) return end(system, state);
  const kind = !state.isFile ? 'pipe' : state.options.gzip ? 'compressed' : 'plain';
  const limit = state.written + STEP_BYTES[kind];
  for (let files = 0; files < STEP_FILES && state.written < limit; files++) {
    if (state.open !== undefined) {
      content(system, state, state.open);
      continue;
    }
    const item = state.items.pop();
    if (item === undefined) {
      finish(system, state);
      return end(system, state);
    }
    system.spend(MICROSECONDS_PER_FILE);
    try {
      add(system, state, item);
    } catch (error) {
      unreadable(system, state, item.name, systemError(error).message, 'open');
    }
  }
  return { state, until: { cpuMs: 1 } };
}

function unreadable(
  system: System,
  state: Creating,
  path: string,
  message: string,
  what: 'stat' | 'open',
): void {
  state.failed = true;
  complain(system, isBusybox(system) ? `${path}: ${message}` : `${path}: Cannot ${what}: ${message}`);
}

function add(system: System, state: Creating, { path, name }: Creating['items'][number]) {
  const { options } = state;
  if (isExcluded(options, name)) return;
  let stat: Stat;
  try {
    stat = options.follow ? system.stat(path) : system.lstat(path);
  } catch (error) {
    return unreadable(system, state, name, systemError(error).message, 'stat');
  }
  if (`${stat.device}:${stat.inode}` === state.self) {
    const short = isBusybox(system)
      ? `${path}: file is the archive; skipping`
      : `${path}: archive cannot contain itself; not dumped`;
    return complain(system, short);
  }
  if (stat.type === 'socket') return complain(system, `${path}: socket ignored`);
  const known = options.mode === 'u' ? state.appending?.newest[name] : undefined;
  if (known !== undefined && known >= Math.floor(stat.modifiedMs / 1000) && stat.type !== 'directory') return;
  const below = stat.type === 'directory' && options.recursive ? system.readDirectory(path) : [];
  if (options.removes) state.made.push(path);
  header(system, state, path, memberName(system, state, name), stat);
  for (const entry of below.toReversed()) {
    state.items.push({ path: joined(path, entry.name), name: joined(name, entry.name) });
  }
}

/** The name in the archive. Once for each beginning it says that it takes it off. */
function memberName(system: System, state: Creating, name: string): string {
  if (state.options.absolute) return name;
  const short = relative(name);
  if (short.removed !== '' && !state.said.includes(short.removed)) {
    state.said = [...state.said, short.removed];
    complain(
      system,
      isBusybox(system)
        ? `removing leading '${short.removed}' from member names`
        : `Removing leading \`${short.removed}' from member names`,
    );
  }
  return short.name;
}

function header(system: System, state: Creating, path: string, name: string, stat: Stat): void {
  const { options } = state;
  const { type } = stat;
  if (type === 'socket') return;
  const file = `${stat.device}:${stat.inode}`;
  const first = stat.links > 1 && type !== 'directory' ? state.seen[file] : undefined;
  if (stat.links > 1 && first === undefined) state.seen[file] = name;
  const target =
    first === undefined
      ? type === 'symbolic link' && transformed(options, system.readLink(path), type)
      : transformed(options, first, 'hard link');
  const entry = {
    name: transformed(options, name, 'member'),
    type: first === undefined ? type : ('hard link' as const),
    mode: stat.mode,
    uid: options.owner[0] ?? stat.uid,
    gid: options.owner[1] ?? stat.gid,
    modifiedMs: stat.modifiedMs,
    size: first === undefined && type === 'file' ? stat.size : 0,
    ...(target === false ? {} : { target }),
    ...(stat.special === undefined ? {} : { special: stat.special }),
  };
  const descriptor = entry.size > 0 ? system.open(path, { read: true }) : undefined;
  for (const block of tarHeaders(entry)) put(system, state, block);
  if (options.verbose > 0) {
    system.write(
      state.isFile ? 1 : 2,
      memberLine(
        system,
        options.showsTransformed ? entry : { ...entry, name },
        options.verbose > 1 && !isBusybox(system),
        options,
      ),
    );
  }
  if (descriptor !== undefined) state.open = { descriptor, name: path, left: stat.size };
}

function content(system: System, state: Creating, open: NonNullable<Creating['open']>): void {
  const data = system.read(open.descriptor, Math.min(READ_BYTES, open.left));
  const bytes = data === AGAIN ? new Uint8Array() : data;
  // It became shorter meanwhile.
  const piece = bytes.length === 0 ? new Uint8Array(Math.min(READ_BYTES, open.left)) : bytes;
  put(system, state, piece);
  open.left -= piece.length;
  if (open.left > 0) return;
  put(system, state, new Uint8Array((BLOCK_BYTES - (state.written % BLOCK_BYTES)) % BLOCK_BYTES));
  system.close(open.descriptor);
  delete state.open;
}

/** Bytes of the archive: as they are, or gathered until there is enough to compress. */
function put(system: System, state: Creating, bytes: Uint8Array): void {
  state.written += bytes.length;
  spendOn(system, bytes.length);
  if (!state.options.gzip) {
    system.write(state.output, bytes);
    return;
  }
  state.waiting.pieces.push(binary(bytes));
  state.waiting.length += bytes.length;
  if (state.waiting.length >= GZIP_BYTES) compress(system, state);
}

function compress(system: System, state: Creating): void {
  const bytes = gatheredBytes(state.waiting);
  state.waiting = nothingGathered();
  spendOn(system, 20 * bytes.length);
  system.write(state.output, gzipped(bytes, { level: 6 }));
}

/** The end of the archive. */
function finish(system: System, state: Creating): void {
  const ends = state.written + 2 * BLOCK_BYTES;
  const padded = isBusybox(system) ? ends : Math.ceil(ends / RECORD_BYTES) * RECORD_BYTES;
  put(system, state, new Uint8Array(padded - state.written));
  if (state.options.gzip && state.waiting.length > 0) compress(system, state);
  state.ended = true;
}

function remove(system: System, state: Creating, path: string): void {
  system.spend(MICROSECONDS_PER_FILE);
  try {
    if (system.lstat(path).type === 'directory') system.removeDirectory(path);
    else system.unlink(path);
  } catch (error) {
    state.failed = true;
    const { code, message } = systemError(error);
    const what = code === 'ENOTEMPTY' ? 'rmdir' : 'unlink';
    complain(system, `${path}: Cannot ${what}: ${message}`);
  }
}

function end(system: System, state: Creating): Next<Creating> {
  for (const path of state.made.splice(-STEP_FILES).toReversed()) remove(system, state, path);
  if (state.made.length > 0) return { state, until: { cpuMs: 1 } };
  if (!state.failed) return { exit: 0 };
  complain(
    system,
    isBusybox(system)
      ? 'error exit delayed from previous errors'
      : 'Exiting with failure status due to previous errors',
  );
  return { exit: isBusybox(system) ? 1 : 2 };
}
