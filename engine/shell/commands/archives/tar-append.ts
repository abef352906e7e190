import { systemError } from '../../../filesystem/errors.ts';
import { AGAIN, type System } from '../../../linux/system.ts';
import { binary } from '../bytes.ts';
import { Quit } from '../options.ts';

const BLOCK_BYTES = 512;
/** Members that one step looks at, and at most. */
const MEMBERS = { step: 200, most: 20_000 };
const MICROSECONDS_PER_MEMBER = 5;

/** An archive that is gone through to where its members end. JSON. */
export type Appending = {
  at: number;
  /** Name → modified when, in seconds. */
  newest: { [name: string]: number };
  members: number;
};

/** Opens an archive for -r and -u. It is made where there is none. */
export function openForBoth(system: System, path: string): number {
  try {
    return system.open(path, { read: true, write: true, create: true });
  } catch (error) {
    throw unrecoverable(`${path}: Cannot open: ${systemError(error).message}`);
  }
}

/** Goes on to the end, in steps. @returns whether it is there */
export function seekEnd(system: System, descriptor: number, appending: Appending): boolean {
  for (let count = 0; count < MEMBERS.step; count++) {
    system.seek(descriptor, appending.at, 'set');
    const block = system.read(descriptor, BLOCK_BYTES);
    const header = block === AGAIN ? '' : binary(block);
    if (header.startsWith('\x1f\x8b')) throw unrecoverable('Cannot update compressed archives');
    if (header.length < BLOCK_BYTES || /^\0*$/.test(header)) {
      system.seek(descriptor, appending.at, 'set');
      return true;
    }
    if (!header.startsWith('ustar', 257)) throw unrecoverable('This does not look like a tar archive');
    if (++appending.members > MEMBERS.most) throw unrecoverable('Too many members to append to');
    passMember(appending, header);
    system.spend(MICROSECONDS_PER_MEMBER);
  }
  return false;
}

function passMember(appending: Appending, header: string): void {
  const field = (from: number, length: number) => header.slice(from, from + length).replace(/\0.*$/s, '');
  const size = Number.parseInt(field(124, 12), 8) || 0;
  const prefix = field(345, 155);
  const name = `${prefix === '' ? '' : `${prefix}/`}${field(0, 100)}`;
  appending.newest[name] = Number.parseInt(field(136, 12), 8) || 0;
  appending.at += BLOCK_BYTES + Math.ceil(size / BLOCK_BYTES) * BLOCK_BYTES;
}

export function unrecoverable(words: string): Quit {
  return new Quit(`tar: ${words}\ntar: Error is not recoverable: exiting now\n`, 2);
}
