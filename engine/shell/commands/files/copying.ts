import { systemError } from '../../../filesystem/errors.ts';
import type { Stat } from '../../../filesystem/node.ts';
import type { System } from '../../../linux/system.ts';
import { commandName, isBusybox } from '../options.ts';
import { quotedName } from '../quoting.ts';
import { answered, ask, Question } from './asking.ts';
import { backupName } from './backups.ts';
import { beginContent, copyContent, keepsAny, preserve } from './copy-content.ts';
import { type CopyItem, type CopyProgress, type CopyRules, type CopyState, failure } from './copy-rules.ts';
import { move } from './moving.ts';
import { baseName, joined, withoutSlashes } from './path.ts';
import { removeTree } from './rm.ts';
import { linkStat, targetStat } from './troubles.ts';

/** What one step copies at most, in bytes and in files; then other processes get their turn. */
const STEP_BYTES = 524_288;
const STEP_ITEMS = 200;
/** CPU time of copying a file, in microseconds. */
const MICROSECONDS_PER_FILE = 40;

/** Goes on with the copying. */
export function copySome(system: System, state: CopyState): CopyProgress {
  let bytes = STEP_BYTES;
  for (let count = 0; count < STEP_ITEMS && bytes > 0; count++) {
    if (state.asking !== undefined) {
      const yes = answered(system, state.asking);
      if (yes === undefined) return 'answer';
      const { item } = state.asking;
      delete state.asking;
      if (yes && (item.do === 'copy' || item.do === 'move')) state.items.push({ ...item, agreed: true });
    }
    if (state.open !== undefined) bytes -= copyContent(system, state, state.open);
    else {
      const item = state.items.pop();
      if (item === undefined) return 'done';
      system.spend(MICROSECONDS_PER_FILE);
      doItem(system, state, item);
    }
  }
  return state.items.length === 0 && state.open === undefined && state.asking === undefined ? 'done' : 'more';
}

function doItem(system: System, state: CopyState, item: CopyItem): void {
  try {
    if (item.do === 'copy') copy(system, state, item);
    else if (item.do === 'finish') preserve(system, state.rules, system.stat(item.from), item.to);
    else if (item.do === 'move') move(system, state, item);
    else if (item.do === 'parent') copyParent(system, state, item);
    else if (!state.failed) removeTree(system, item.path);
  } catch (error) {
    if (error instanceof Question) {
      state.asking = { ...ask(system, error.message), item };
      return;
    }
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
  const kept = existing && backupName(system, rules.backups, to);
  if (existing !== undefined && kept !== undefined) system.rename(to, kept);
  const inPlace = kept === undefined ? existing : undefined;
  if (inPlace !== undefined && rules.removesFirst) {
    system.unlink(to);
    if (rules.verbose) system.write(1, `removed ${quotedName(to)}\n`);
  }
  if (rules.verbose) {
    const backup = kept === undefined ? '' : ` (backup: ${quotedName(kept)})`;
    system.write(1, `${quotedName(from)} -> ${quotedName(to)}${backup}\n`);
  }
  if (rules.make !== 'copies')
    return makeLink(system, rules, from, to, rules.removesFirst ? undefined : inPlace);
  if (stat.type === 'file') return beginContent(system, state, from, to, stat);
  if (inPlace !== undefined && !rules.removesFirst) system.unlink(to);
  if (stat.type === 'symbolic link') system.symlink(system.readLink(from), to);
  else system.makeNode(to, stat.type, stat.mode, stat.special);
  preserve(system, rules, stat, to);
}

function mayReplace(
  system: System,
  state: CopyState,
  { from, to, agreed }: { from: string; to: string; agreed?: boolean },
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
  if (rules.noClobber || (rules.update && existing.modifiedMs >= stat.modifiedMs)) return false;
  if (rules.asks && !agreed) throw new Question(`${commandName(system)}: overwrite '${to}'? `);
  return true;
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
    if (state.rules.verbose) system.write(1, `${quotedName(from)} -> ${quotedName(to)}\n`);
  }
  if (keepsAny(state.rules)) state.items.push({ do: 'finish', from, to });
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

/** Makes a folder of --parents, as the one that it is named for. */
function copyParent(system: System, state: CopyState, { from, to }: { from: string; to: string }): void {
  if (targetStat(system, to)?.type === 'directory') return;
  const stat = system.stat(from);
  system.makeDirectory(to, (stat.mode & 0o777) | 0o700);
  if (state.rules.verbose) system.write(1, `${from} -> ${to}\n`);
}

/** The sources with their folders, under the target. */
export function withParents(sources: readonly string[], target: string): CopyItem[] {
  return sources.flatMap((source) => {
    const from = withoutSlashes(source);
    const parts = from.split('/').filter((part) => part !== '');
    const items: CopyItem[] = [];
    for (let count = 1; count < parts.length; count++) {
      const folder = parts.slice(0, count).join('/');
      items.push({
        do: 'parent',
        from: from.startsWith('/') ? `/${folder}` : folder,
        to: joined(target, folder),
      });
    }
    return [...items, { do: 'copy', from, to: joined(target, parts.join('/')), operand: true }];
  });
}

/** Where each source goes: into the folder, or to the one place. */
export function destinations(
  system: System,
  what: 'copy' | 'move',
  sources: readonly string[],
  target: string,
  asItIs: boolean,
): CopyItem[] {
  const into = !asItIs && targetStat(system, target)?.type === 'directory';
  return sources.map((from) => ({
    do: what,
    from,
    to: into ? joined(target, baseName(from) === '/' ? '' : baseName(from)) : target,
    operand: true,
  }));
}
