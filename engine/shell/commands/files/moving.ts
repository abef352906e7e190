import { systemError } from '../../../filesystem/errors.ts';
import type { System } from '../../../linux/system.ts';
import { commandName, isBusybox } from '../options.ts';
import { quotedName } from '../quoting.ts';
import { Question } from './asking.ts';
import { backupName } from './backups.ts';
import { type CopyItem, type CopyState, failure } from './copy-rules.ts';
import { linkStat } from './troubles.ts';

/** Renames a file. What is on another file system is to be copied and removed. */
export function move(system: System, state: CopyState, item: CopyItem & { do: 'move' }): void {
  const { from, to, agreed } = item;
  const { rules } = state;
  const busybox = isBusybox(system);
  const existing = linkStat(system, to);
  const source = linkStat(system, from);
  if (existing && source) {
    if (rules.noClobber || (rules.update && existing.modifiedMs >= source.modifiedMs)) return;
    if (existing.inode === source.inode && existing.device === source.device && from === to) {
      failure(system, state, `${quotedName(from)} and ${quotedName(to)} are the same file`);
      return;
    }
    if (rules.asks && !agreed) throw new Question(`${commandName(system)}: overwrite '${to}'? `);
  }
  const kept = existing && source && backupName(system, rules.backups, to);
  try {
    if (kept !== undefined) system.rename(to, kept);
    system.rename(from, to);
    if (!rules.verbose) return;
    const backup = kept === undefined ? '' : ` (backup: ${quotedName(kept)})`;
    system.write(1, `${busybox ? '' : 'renamed '}${quotedName(from)} -> ${quotedName(to)}${backup}\n`);
  } catch (error) {
    const { code, message } = systemError(error);
    if (code === 'EXDEV') {
      const copied = { do: 'copy', from, to, operand: true, agreed: true } as const;
      state.items.push({ do: 'remove', path: from }, copied);
      return;
    }
    const words = moveWords(from, to, code, message, source === undefined);
    failure(system, state, busybox ? `can't rename '${from}': ${message}` : words);
  }
}

function moveWords(from: string, to: string, code: string, message: string, missing: boolean): string {
  if (missing) return `cannot stat ${quotedName(from)}: ${message}`;
  if (to.endsWith('/') && code === 'ENOTDIR')
    return `cannot move ${quotedName(from)} to ${quotedName(to)}: ${message}`;
  if (code === 'EINVAL')
    return `cannot move ${quotedName(from)} to a subdirectory of itself, ${quotedName(to)}`;
  if (code === 'EISDIR') return `cannot overwrite directory ${quotedName(to)} with non-directory`;
  if (code === 'ENOTDIR')
    return `cannot overwrite non-directory ${quotedName(to)} with directory ${quotedName(from)}`;
  return `cannot move ${quotedName(from)} to ${quotedName(to)}: ${message}`;
}
