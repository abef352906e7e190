import type { ArchiveEntry } from '../../../filesystem/archive/entry.ts';
import type { System } from '../../../linux/system.ts';
import { modeText } from '../files/mode.ts';
import { isBusybox } from '../options.ts';
import { type Names, names } from '../system/accounts.ts';
import { formatTime } from '../system/calendar.ts';
import type { TarOptions } from './tar-options.ts';

/** Owner, group and size take so much room, at least. */
const OWNER_AND_SIZE = 19;

type Member = Omit<ArchiveEntry, 'content' | 'dataBytes'>;

/** How a member is listed: its name, or all about it. */
export function memberLine(system: System, entry: Member, isLong: boolean, options: TarOptions): string {
  const name = entry.type === 'directory' && !entry.name.endsWith('/') ? `${entry.name}/` : entry.name;
  if (!isLong) return `${encodedName(system, name)}\n`;
  const busybox = isBusybox(system);
  const who = namesOf(system, options);
  const owner = `${who.user(entry.uid)}/${who.group(entry.gid)}`;
  const size = entry.special === undefined ? String(entry.size) : entry.special.join(',');
  const target =
    entry.target === undefined
      ? ''
      : `${entry.type === 'hard link' && !busybox ? ' link to ' : ' -> '}${entry.target}`;
  if (busybox) {
    const time = formatTime('%Y-%m-%d %H:%M:%S', entry.modifiedMs);
    return `${permissions(entry)} ${owner} ${size.padStart(9)} ${time} ${name}${target}\n`;
  }
  const width = Math.max(OWNER_AND_SIZE, owner.length + 1 + size.length);
  const time = formatTime('%Y-%m-%d %H:%M', entry.modifiedMs);
  return `${permissions(entry)} ${owner}${size.padStart(width - owner.length)} ${time} ${name}${target}\n`;
}

/** Backslashes and line feeds in names are escaped by GNU tar. */
function encodedName(system: System, name: string): string {
  return isBusybox(system) ? name : name.replaceAll('\\', '\\\\').replaceAll('\n', '\\n');
}

function permissions(entry: Member): string {
  const text = modeText({ type: entry.type === 'hard link' ? 'file' : entry.type, mode: entry.mode });
  return entry.type === 'hard link' ? `h${text.slice(1)}` : text;
}

const plain: Names = { user: String, group: String };

function namesOf(system: System, options: TarOptions): Names {
  return options.numericOwner ? plain : names(system);
}
