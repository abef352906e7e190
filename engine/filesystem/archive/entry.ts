import type { FileType } from '../node.ts';

/** A file on its way into or out of an archive. */
export interface ArchiveEntry {
  /** As the archive says it: `etc/hosts`, `./etc/`, `/etc/hosts` … */
  readonly name: string;
  readonly type: FileType | 'hard link';
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly modifiedMs: number;
  /** Of a regular file. */
  readonly size: number;
  /** Of a regular file: its capabilities, in libcap's words. tar archives don't carry them. */
  readonly capabilities?: string;
  /** Of links. */
  readonly target?: string;
  readonly special?: readonly [major: number, minor: number];
  /** Of a regular file: as many bytes as its size says. Read once, before the next entry is asked for. */
  readonly content: Iterable<Uint8Array>;
  /** All that comes after so many bytes of the content is zeros. Default: it may be anything. */
  readonly dataBytes?: number;
}

/** An archive that can't be read, or that asks for what isn't allowed. The message is what Docker would say. */
export class ArchiveError extends Error {}

/** What an archive may be when it is unpacked. */
export const ARCHIVE_BYTES_MAX = 536_870_912;

/** @throws ArchiveError */
export function checkArchiveBytes(bytes: number, max = ARCHIVE_BYTES_MAX): void {
  if (bytes > max) throw new ArchiveError(`archive is larger than ${max} bytes`);
}

export const NOTHING: Iterable<Uint8Array> = [];
