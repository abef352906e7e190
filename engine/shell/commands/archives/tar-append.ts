import { systemError } from '../../../filesystem/errors.ts';
import { AGAIN, type System } from '../../../linux/system.ts';
import { binary } from '../bytes.ts';
import { Quit } from '../options.ts';
import type { TarOptions } from './tar-options.ts';

const BLOCK_BYTES = 512;
/** Members that are looked at to find the end of an archive. */
const MEMBERS_MAX = 20_000;

/** Where the members of an archive end, and how old they are. It is made where there is none. */
export interface ArchiveEnd {
  readonly descriptor: number;
  readonly at: number;
  /** Name → modified when, in seconds. */
  readonly newest: { readonly [name: string]: number };
}

/** Opens an archive for -r and -u, and goes to where its last member ends. */
export function archiveEnd(system: System, { archive, gzip }: TarOptions): ArchiveEnd {
  const descriptor = openForBoth(system, archive);
  const newest: Record<string, number> = {};
  let at = 0;
  for (let members = 0; ; members++) {
    if (members > MEMBERS_MAX) throw unrecoverable('Too many members to append to');
    system.seek(descriptor, at, 'set');
    const block = system.read(descriptor, BLOCK_BYTES);
    const header = block === AGAIN ? '' : binary(block);
    if (gzip || header.startsWith('\x1f\x8b')) throw unrecoverable('Cannot update compressed archives');
    if (header.length < BLOCK_BYTES || /^\0*$/.test(header)) break;
    if (!header.startsWith('ustar', 257)) throw unrecoverable('This does not look like a tar archive');
    const field = (from: number, length: number) => header.slice(from, from + length).replace(/\0.*$/s, '');
    const size = Number.parseInt(field(124, 12), 8) || 0;
    const prefix = field(345, 155);
    newest[`${prefix === '' ? '' : `${prefix}/`}${field(0, 100)}`] = Number.parseInt(field(136, 12), 8) || 0;
    at += BLOCK_BYTES + Math.ceil(size / BLOCK_BYTES) * BLOCK_BYTES;
  }
  system.seek(descriptor, at, 'set');
  return { descriptor, at, newest };
}

function openForBoth(system: System, path: string): number {
  try {
    return system.open(path, { read: true, write: true, create: true });
  } catch (error) {
    throw unrecoverable(`${path}: Cannot open: ${systemError(error).message}`);
  }
}

function unrecoverable(words: string): Quit {
  return new Quit(`tar: ${words}\ntar: Error is not recoverable: exiting now\n`, 2);
}
