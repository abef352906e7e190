/** The most characters a simulated file holds; what is written beyond is lost, as on a full disk. */
const fileLengthMax = 64 * 1024;
/** Paths a container may have had over its life; a further one is refused, as on a full disk. */
const pathsMax = 1000;
const pathLengthMax = 4096;

type Node = { readonly content: string } | 'directory' | 'absent';

interface Version {
  readonly atMs: number;
  readonly node: Node;
  /** What was added, where the rest of the content was there before. */
  readonly appended?: string;
}

/** A change somebody made to the files of a container. */
export interface FileChange extends Version {
  readonly path: string;
}

/** Folders every image has. */
const baseDirectories =
  '/ /bin /boot /dev /dev/shm /etc /home /lib /lib64 /media /mnt /opt /proc /root /run /sbin /srv /sys /tmp /usr ' +
  '/usr/bin /usr/lib /usr/local /usr/local/bin /usr/local/etc /usr/local/lib /usr/local/sbin /usr/local/share ' +
  '/usr/sbin /usr/share /usr/src /var /var/cache /var/lib /var/local /var/log /var/opt /var/run /var/spool /var/tmp';

const baseVersions = new Map<string, readonly Version[]>(
  baseDirectories.split(' ').map((path) => [path, [{ atMs: 0, node: 'directory' }]]),
);

/**
 * The text files of a container over its whole life: what was written when. Reading takes the moment to
 * look at, so what a background job does later is not seen too early.
 */
export class Files {
  /** Lists are replaced, never changed: copies share them. */
  readonly #versions: Map<string, readonly Version[]>;
  readonly #lenient: boolean;
  readonly #changes: FileChange[] = [];

  /** `lenient`: writing into a folder that nobody made works, and makes it. */
  constructor(lenient: boolean, versions: ReadonlyMap<string, readonly Version[]> = baseVersions) {
    this.#lenient = lenient;
    this.#versions = new Map(versions);
  }

  read(path: string, atMs: number): string | undefined {
    const node = this.#at(path, atMs);
    return typeof node === 'object' ? node.content : undefined;
  }

  isDirectory(path: string, atMs: number): boolean {
    return this.#at(path, atMs) === 'directory';
  }

  exists(path: string, atMs: number): boolean {
    return this.#at(path, atMs) !== 'absent';
  }

  /** The names in a folder, sorted. */
  list(directory: string, atMs: number): string[] {
    const prefix = directory === '/' ? '/' : `${directory}/`;
    const names = new Set<string>();
    for (const path of this.#versions.keys()) {
      if (path.length > prefix.length && path.startsWith(prefix) && this.exists(path, atMs)) {
        names.add(path.slice(prefix.length).split('/', 1)[0] ?? '');
      }
    }
    return [...names].sort();
  }

  /** All files whose paths begin with the prefix, by the rest of their path. */
  under(prefix: string, atMs: number): Map<string, string> {
    const found = new Map<string, string>();
    for (const path of this.#versions.keys()) {
      const content = path.startsWith(prefix) ? this.read(path, atMs) : undefined;
      if (content !== undefined) found.set(path.slice(prefix.length), content);
    }
    return found;
  }

  /** False: the folder doesn't exist, the path is a folder, or the disk is full. */
  write(path: string, content: string, atMs: number, appended?: string): boolean {
    if (this.isDirectory(path, atMs) || this.#isRefused(path)) return false;
    const parent = parentOf(path);
    if (!this.isDirectory(parent, atMs)) {
      if (!this.#lenient || this.exists(parent, atMs)) return false;
      this.makeDirectories(parent, atMs);
    }
    this.#put({
      path,
      node: { content: content.slice(0, fileLengthMax) },
      atMs,
      ...(appended && { appended }),
    });
    return true;
  }

  append(path: string, content: string, atMs: number): boolean {
    const before = this.read(path, atMs) ?? '';
    if (before.length >= fileLengthMax) return true;
    return this.write(path, before + content, atMs, content);
  }

  /** Makes a folder and every missing one above it. */
  makeDirectories(path: string, atMs: number): void {
    if (this.#isRefused(path)) return;
    let current = '';
    for (const name of path.split('/').filter((part) => part !== '')) {
      current += `/${name}`;
      if (!this.exists(current, atMs)) this.#put({ path: current, node: 'directory', atMs });
    }
  }

  /** Removes a file, or a folder with all that is in it. */
  remove(path: string, atMs: number): void {
    const prefix = `${path}/`;
    for (const candidate of this.#versions.keys()) {
      if ((candidate === path || candidate.startsWith(prefix)) && this.exists(candidate, atMs)) {
        this.#put({ path: candidate, node: 'absent', atMs });
      }
    }
  }

  /** Whether something changes after that moment, as far as is known by now. */
  changesAfter(atMs: number): boolean {
    return this.#changes.some((change) => change.atMs > atMs);
  }

  /** What was written to a file after a moment, piece by piece. */
  writtenAfter(path: string, afterMs: number): { readonly atMs: number; readonly text: string }[] {
    const pieces = [];
    for (const { atMs, node, appended } of this.#versions.get(path) ?? []) {
      if (atMs > afterMs && typeof node === 'object') pieces.push({ atMs, text: appended ?? node.content });
    }
    return pieces;
  }

  /** How many changes were made so far. */
  get changeCount(): number {
    return this.#changes.length;
  }

  /** The changes from the given one on, in the order in which they were made. */
  changesSince(count: number): FileChange[] {
    return this.#changes.slice(count);
  }

  /** Puts changes of another run in place. */
  replay(changes: readonly FileChange[]): void {
    for (const change of changes) this.#put(change);
  }

  /** A copy that can be written to without changing this one. */
  fork(): Files {
    return new Files(this.#lenient, this.#versions);
  }

  #at(path: string, atMs: number): Node {
    const versions = this.#versions.get(path) ?? [];
    for (let index = versions.length - 1; index >= 0; index--) {
      const version = versions[index];
      if (version !== undefined && version.atMs <= atMs) return version.node;
    }
    return 'absent';
  }

  #isRefused(path: string): boolean {
    return path.length > pathLengthMax || (this.#versions.size >= pathsMax && !this.#versions.has(path));
  }

  #put(change: FileChange): void {
    const versions = this.#versions.get(change.path) ?? [];
    let index = versions.length;
    while (index > 0 && (versions[index - 1]?.atMs ?? 0) > change.atMs) index--;
    this.#versions.set(change.path, versions.toSpliced(index, 0, change));
    this.#changes.push(change);
  }
}

/** An absolute path without `.`, `..` and doubled slashes. */
export function absolutePath(path: string, workingDir: string): string {
  const parts: string[] = [];
  for (const part of (path.startsWith('/') ? path : `${workingDir}/${path}`).split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
}

export function parentOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/')) || '/';
}
