import type { ArchiveEntry } from '../../../filesystem/archive/entry.ts';
import { systemError } from '../../../filesystem/errors.ts';
import type { System } from '../../../linux/system.ts';
import { complain } from '../command.ts';
import { removeTree } from '../files/rm.ts';
import { linkStat } from '../files/troubles.ts';
import { isBusybox } from '../options.ts';
import { spendOn } from './byte-queue.ts';
import { relative } from './tar-names.ts';
import type { TarOptions } from './tar-options.ts';

const MICROSECONDS_PER_FILE = 60;

/** Puts members into the file system. */
export class Extraction {
  /** Of the step that is under way. */
  system: System;
  readonly #options: TarOptions;
  readonly #umask: number;
  readonly #folders: { readonly path: string; readonly entry: ArchiveEntry }[] = [];
  readonly #said = new Set<string>();
  failed = false;

  constructor(system: System, options: TarOptions) {
    this.system = system;
    this.#options = options;
    this.#umask = system.setUmask(0);
    system.setUmask(this.#umask);
  }

  /** Says what each piece of it costs, in bytes. @param name where it goes */
  *put(entry: ArchiveEntry, name: string): Generator<number> {
    this.system.spend(MICROSECONDS_PER_FILE);
    const path = this.#safe(name);
    if (path === undefined) return;
    try {
      yield* this.#make(entry, path.replace(/(?<!\/)\/+$/, '') || '/');
    } catch (error) {
      this.#problem(path, this.#openWords(entry), systemError(error).message);
    }
  }

  /** What was put into them has changed the times of folders, and modes may forbid it. */
  finish(): void {
    for (const { path, entry } of this.#folders.reverse()) {
      try {
        this.#attributes(path, entry);
      } catch (error) {
        systemError(error);
      }
    }
  }

  #openWords(entry: ArchiveEntry): string {
    if (entry.type === 'directory') return 'Cannot mkdir';
    if (entry.type === 'hard link') return `Cannot hard link to '${entry.target ?? ''}'`;
    if (entry.type === 'symbolic link') return `Cannot create symlink to '${entry.target ?? ''}'`;
    return entry.type === 'file' ? 'Cannot open' : 'Cannot mknod';
  }

  #problem(path: string, words: string, message: string): void {
    this.failed = true;
    complain(
      this.system,
      isBusybox(this.system) ? `can't open '${path}': ${message}` : `${path}: ${words}: ${message}`,
    );
  }

  /** No name leads out of the folder, unless that is asked for. */
  #safe(name: string): string | undefined {
    if (this.#options.absolute) return name;
    if (name.split('/').includes('..')) {
      this.failed = true;
      complain(
        this.system,
        isBusybox(this.system) ? `name with '..' skipped: '${name}'` : `${name}: Member name contains '..'`,
      );
      return undefined;
    }
    const short = relative(name);
    if (short.removed !== '' && !this.#said.has(short.removed)) {
      this.#said.add(short.removed);
      complain(
        this.system,
        isBusybox(this.system)
          ? `removing leading '${short.removed}' from member names`
          : `Removing leading \`${short.removed}' from member names`,
      );
    }
    return short.name;
  }

  *#make(entry: ArchiveEntry, path: string): Generator<number> {
    const { system } = this;
    this.#parents(path);
    const existing = linkStat(system, path);
    if (entry.type === 'directory') {
      if (existing !== undefined && existing.type !== 'directory') system.unlink(path);
      if (existing?.type !== 'directory') system.makeDirectory(path, 0o700 | (entry.mode & 0o777));
      this.#folders.push({ path, entry });
      return;
    }
    if (existing !== undefined && !this.#makeRoom(path, existing.type === 'directory')) return;
    if (entry.type === 'hard link') system.link(this.#safe(entry.target ?? '') ?? '', path);
    else if (entry.type === 'symbolic link') system.symlink(entry.target ?? '', path);
    else if (entry.type === 'file') yield* this.#content(entry, path);
    else system.makeNode(path, entry.type, entry.mode & 0o777, entry.special);
    if (entry.type !== 'hard link') this.#attributes(path, entry);
  }

  #makeRoom(path: string, isFolder: boolean): boolean {
    const { keepOld } = this.#options;
    if (keepOld === 'keep') this.#problem(path, 'Cannot open', 'File exists');
    if (keepOld !== 'replace') return false;
    if (isFolder && this.system.readDirectory(path).length > 0) {
      this.#problem(path, 'Cannot open', 'File exists');
      return false;
    }
    removeTree(this.system, path);
    return true;
  }

  #parents(path: string): void {
    const parts = path.split('/').slice(0, -1);
    for (let end = 1; end <= parts.length; end++) {
      const folder = parts.slice(0, end).join('/');
      if (folder === '' || folder === '.' || linkStat(this.system, folder) !== undefined) continue;
      this.system.makeDirectory(folder);
    }
  }

  *#content(entry: ArchiveEntry, path: string): Generator<number> {
    const descriptor = this.system.open(path, { write: true, create: true, exclusive: true, mode: 0o600 });
    try {
      for (const piece of entry.content) {
        spendOn(this.system, piece.length);
        this.system.write(descriptor, piece);
        yield piece.length;
      }
    } finally {
      this.system.close(descriptor);
    }
  }

  #attributes(path: string, entry: ArchiveEntry): void {
    const system = this.system;
    const isLink = entry.type === 'symbolic link';
    if (this.#options.keepOwner) system.changeOwner(path, entry.uid, entry.gid, !isLink);
    if (isLink) return;
    const mode = this.#options.keepPermissions ? entry.mode : entry.mode & 0o777 & ~this.#umask;
    system.changeMode(path, mode);
    if (!this.#options.touch) system.setTimes(path, entry.modifiedMs, entry.modifiedMs);
  }
}
