import { systemError } from '../../../filesystem/errors.ts';
import type { Stat } from '../../../filesystem/node.ts';
import { AGAIN, type System } from '../../../linux/system.ts';
import { complain } from '../command.ts';
import { isBusybox } from '../options.ts';
import { quotedName } from '../quoting.ts';
import { baseName, joined } from './path.ts';
import { removeTree } from './rm.ts';
import { linkStat, targetStat } from './troubles.ts';

/** What one step copies at most, in bytes and in files; then other processes get their turn. */
const STEP_BYTES = 16_777_216;
const STEP_ITEMS = 200;
const READ_BYTES = 1_048_576;
/** CPU time of copying a kilobyte and of a file, in microseconds. */
const MICROSECONDS_PER_KILOBYTE = 1;
const MICROSECONDS_PER_FILE = 40;

export type CopyRules = {
  readonly recursive: boolean;
  readonly preserve: boolean;
  /** Links: copied as links, followed where they are operands, or followed. */
  readonly links: 'copy' | 'follow operands' | 'follow';
  readonly force: boolean;
  readonly verbose: boolean;
  readonly noClobber: boolean;
  readonly update: boolean;
  readonly make: 'copies' | 'hard links' | 'symbolic links';
};

/** What is left to do. The last is done first. */
export type CopyItem =
  | { readonly do: 'copy'; readonly from: string; readonly to: string; readonly operand: boolean }
  | { readonly do: 'finish'; readonly to: string; readonly from: string }
  | { readonly do: 'remove'; readonly path: string };

export type CopyState = {
  rules: CopyRules;
  items: CopyItem[];
  /** The file whose content is being copied. */
  open?: {
    readonly from: string;
    readonly to: string;
    readonly input: number;
    readonly output: number;
    at: number;
  };
  failed: boolean;
};

/** Goes on with the copying. @returns false: there is more */
export function copySome(system: System, state: CopyState): boolean {
  let bytes = STEP_BYTES;
  for (let count = 0; count < STEP_ITEMS && bytes > 0; count++) {
    if (state.open !== undefined) bytes -= copyContent(system, state, state.open);
    else {
      const item = state.items.pop();
      if (item === undefined) return true;
      system.spend(MICROSECONDS_PER_FILE);
      doItem(system, state, item);
    }
  }
  return state.items.length === 0 && state.open === undefined;
}

function doItem(system: System, state: CopyState, item: CopyItem): void {
  try {
    if (item.do === 'copy') copy(system, state, item);
    else if (item.do === 'finish') preserve(system, system.stat(item.from), item.to);
    else if (!state.failed) removeTree(system, item.path);
  } catch (error) {
    const { message } = systemError(error);
    const path = item.do === 'remove' ? item.path : item.to;
    failure(
      system,
      state,
      item.do === 'remove' ? `cannot remove ${quotedName(path)}` : createWords(system, path),
      message,
    );
  }
}

function failure(system: System, state: CopyState, words: string, message?: string): void {
  state.failed = true;
  complain(system, message === undefined ? words : `${words}: ${message}`);
}

function createWords(system: System, path: string): string {
  return isBusybox(system) ? `can't create '${path}'` : `cannot create regular file ${quotedName(path)}`;
}

function sourceStat(system: System, state: CopyState, from: string, operand: boolean): Stat | undefined {
  const { links } = state.rules;
  const follow = links === 'follow' || (links === 'follow operands' && operand);
  try {
    return follow ? system.stat(from) : system.lstat(from);
  } catch (error) {
    const { message } = systemError(error);
    failure(
      system,
      state,
      isBusybox(system) ? `can't stat '${from}'` : `cannot stat ${quotedName(from)}`,
      message,
    );
    return undefined;
  }
}

function copy(system: System, state: CopyState, item: CopyItem & { do: 'copy' }) {
  const { from, to, operand } = item;
  const { rules } = state;
  const stat = sourceStat(system, state, from, operand);
  if (stat === undefined) return;
  if (stat.type === 'directory' && !rules.recursive) {
    const words = isBusybox(system)
      ? `omitting directory '${from}'`
      : `-r not specified; omitting directory ${quotedName(from)}`;
    return failure(system, state, words);
  }
  const existing = targetStat(system, to) ?? linkStat(system, to);
  if (existing !== undefined && !mayReplace(system, state, item, stat, existing)) return;
  if (stat.type === 'directory') return copyFolder(system, state, item, stat, existing);
  if (rules.verbose) system.write(1, `'${from}' -> '${to}'\n`);
  if (rules.make !== 'copies') return makeLink(system, rules, from, to, existing);
  if (stat.type === 'file') return beginContent(system, state, from, to, stat);
  if (existing !== undefined) system.unlink(to);
  if (stat.type === 'symbolic link') system.symlink(system.readLink(from), to);
  else system.makeNode(to, stat.type, stat.mode, stat.special);
  if (rules.preserve) preserve(system, stat, to);
}

function mayReplace(
  system: System,
  state: CopyState,
  { from, to }: { from: string; to: string },
  stat: Stat,
  existing: Stat,
): boolean {
  const { rules } = state;
  const same = existing.device === stat.device && existing.inode === stat.inode;
  if (same && stat.type !== 'directory') {
    failure(system, state, `'${from}' and '${to}' are the same file`);
    return false;
  }
  if (stat.type === 'directory') {
    if (existing.type === 'directory') return true;
    failure(
      system,
      state,
      isBusybox(system)
        ? `'${to}' exists and is not a directory`
        : `cannot overwrite non-directory ${quotedName(to)} with directory ${quotedName(from)}`,
    );
    return false;
  }
  if (existing.type === 'directory') {
    failure(
      system,
      state,
      isBusybox(system)
        ? `'${to}' is a directory`
        : `cannot overwrite directory ${quotedName(to)} with non-directory`,
    );
    return false;
  }
  return !rules.noClobber && !(rules.update && existing.modifiedMs >= stat.modifiedMs);
}

function copyFolder(
  system: System,
  state: CopyState,
  { from, to }: { from: string; to: string },
  stat: Stat,
  existing: Stat | undefined,
) {
  if (inside(system, from, to)) {
    const words = `cannot copy a directory, ${quotedName(from)}, into itself, ${quotedName(to)}`;
    return failure(
      system,
      state,
      isBusybox(system) ? `recursion detected, omitting directory '${from}'` : words,
    );
  }
  if (existing === undefined) {
    system.makeDirectory(to, (stat.mode & 0o777) | 0o700);
    if (state.rules.verbose) system.write(1, `'${from}' -> '${to}'\n`);
  }
  if (state.rules.preserve) state.items.push({ do: 'finish', from, to });
  const names = system.readDirectory(from).map(({ name }) => name);
  for (const name of names.toReversed()) {
    state.items.push({ do: 'copy', from: joined(from, name), to: joined(to, name), operand: false });
  }
}

/** Whether a copy would be made inside what is copied, and so never end. */
function inside(system: System, from: string, to: string): boolean {
  const parts = to.split('/');
  const source = system.stat(from);
  while (parts.length > 0) {
    const path = parts.join('/') || (to.startsWith('/') ? '/' : '.');
    const at = targetStat(system, path);
    if (at !== undefined && at.inode === source.inode && at.device === source.device) return true;
    parts.pop();
  }
  return false;
}

function makeLink(
  system: System,
  rules: CopyRules,
  from: string,
  to: string,
  existing: Stat | undefined,
): void {
  if (existing !== undefined && rules.force) system.unlink(to);
  if (rules.make === 'hard links') system.link(from, to);
  else system.symlink(from, to);
}

function beginContent(system: System, state: CopyState, from: string, to: string, stat: Stat) {
  if (stat.executable !== undefined) {
    system.installExecutable(to, stat.executable, stat.size);
    system.changeMode(to, stat.mode & (state.rules.preserve ? 0o7777 : 0o777));
    if (state.rules.preserve) preserve(system, stat, to);
    return;
  }
  let input: number;
  try {
    input = system.open(from, { read: true });
  } catch (error) {
    const { message } = systemError(error);
    const words = isBusybox(system) ? `can't open '${from}'` : `cannot open ${quotedName(from)} for reading`;
    return failure(system, state, words, message);
  }
  try {
    const output = create(system, state.rules, to, stat);
    state.open = { from, to, input, output, at: 0 };
  } catch (error) {
    system.close(input);
    throw error;
  }
}

function create(system: System, rules: CopyRules, to: string, stat: Stat): number {
  const options = { write: true, create: true, truncate: true, mode: stat.mode & 0o777 };
  try {
    return system.open(to, options);
  } catch (error) {
    if (!rules.force || systemError(error).code === 'EROFS') throw error;
    system.unlink(to);
    return system.open(to, options);
  }
}

/** @returns how many bytes that were */
function copyContent(system: System, state: CopyState, open: NonNullable<CopyState['open']>): number {
  const done = () => {
    system.close(open.input);
    system.close(open.output);
    delete state.open;
  };
  try {
    const data = system.read(open.input, READ_BYTES);
    if (data === AGAIN) return STEP_BYTES;
    if (data.length > 0) {
      open.at += data.length;
      // Zeros at the end take no room: the file becomes longer, that is all.
      if (isZeros(data)) {
        system.truncate(open.output, open.at);
        system.seek(open.output, open.at, 'set');
      } else system.write(open.output, data);
      system.spend(Math.ceil(data.length / 1024) * MICROSECONDS_PER_KILOBYTE);
      return data.length;
    }
    done();
    if (state.rules.preserve) preserve(system, system.stat(open.from), open.to);
  } catch (error) {
    const { message } = systemError(error);
    done();
    failure(
      system,
      state,
      isBusybox(system) ? 'write error' : `error writing ${quotedName(open.to)}`,
      message,
    );
  }
  return 0;
}

/** A plain loop: this goes over every byte of large files. */
function isZeros(data: Uint8Array): boolean {
  for (let at = 0; at < data.length; at++) if (data[at] !== 0) return false;
  return true;
}

function preserve(system: System, stat: Stat, to: string): void {
  const link = stat.type === 'symbolic link';
  if (system.uid === 0 || stat.uid === system.uid) {
    try {
      system.changeOwner(to, stat.uid, stat.gid, !link);
    } catch (error) {
      // As with the real ones, who may not give files away keeps them.
      systemError(error);
    }
  }
  if (link) return;
  system.changeMode(to, stat.mode);
  system.setTimes(to, stat.accessedMs, stat.modifiedMs);
}

/** Where each source goes: into the folder, or to the one place. */
export function destinations(
  system: System,
  sources: readonly string[],
  target: string,
  asItIs: boolean,
): CopyItem[] {
  const into = !asItIs && targetStat(system, target)?.type === 'directory';
  return sources.map((from) => ({
    do: 'copy',
    from,
    to: into ? joined(target, baseName(from) === '/' ? '' : baseName(from)) : target,
    operand: true,
  }));
}
