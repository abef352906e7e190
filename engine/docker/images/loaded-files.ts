import { resolvedNames } from '../../filesystem/archive/entry-name.ts';
import { readTar } from '../../filesystem/archive/tar-reader.ts';
import { unitsOf, type Work } from '../../simulation/work.ts';
import { invalidParameter } from '../docker-error.ts';

/** Symbolic links on the way to a file. */
const LINKS_MAX = 8;

/** The files of an archive of images, as if they had been unpacked into a directory. */
export class LoadedFiles {
  readonly #files = new Map<string, Uint8Array>();
  readonly #links = new Map<string, string>();
  readonly #directory: string;

  /** @param number of the directory */
  constructor(number: number) {
    this.#directory = `/var/lib/docker/tmp/docker-import-${number}`;
  }

  /** @throws ArchiveError */
  *unpack(archive: Uint8Array): Work<void> {
    for (const { name, type, size, content, target } of readTar(archive)) {
      yield 1;
      const path = clean(name);
      if (path === undefined) continue;
      if (type === 'symbolic link') this.#links.set(path, target ?? '');
      if (type === 'hard link') this.#links.set(path, `/${target ?? ''}`);
      if (type !== 'file') continue;
      const bytes = new Uint8Array(size);
      let at = 0;
      for (const piece of content) {
        bytes.set(piece, at);
        at += piece.length;
        yield unitsOf(piece.length);
      }
      this.#files.set(path, bytes);
    }
  }

  /** @throws DockerError where there is none */
  get(name: string): Uint8Array {
    const found = this.find(name);
    if (found === undefined) {
      throw invalidParameter(`open ${this.#directory}/${clean(name) ?? ''}: no such file or directory`);
    }
    return found;
  }

  /** Those at the top of the archive that have files, in order. */
  directories(): string[] {
    const tops = [...this.#files.keys()].filter((path) => path.includes('/'));
    return [...new Set(tops.map((path) => path.slice(0, path.indexOf('/'))))].sort();
  }

  /** Links are followed, and lead nowhere outside. */
  find(name: string): Uint8Array | undefined {
    let path = clean(name);
    for (let links = 0; path !== undefined && links <= LINKS_MAX; links++) {
      const target = this.#links.get(path);
      if (target === undefined) return this.#files.get(path);
      const folder = path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '';
      path = clean(target.startsWith('/') ? target : `${folder}/${target}`);
    }
    return undefined;
  }
}

/** Without dots; undefined: it leads out of the directory. */
function clean(name: string): string | undefined {
  return resolvedNames(name)?.join('/');
}
