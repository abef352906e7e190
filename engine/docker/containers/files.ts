import { bareRoot, lastingFiles, type View, workingIn } from '../../container/root-views.ts';
import { ArchiveError } from '../../filesystem/archive/entry.ts';
import { extracting } from '../../filesystem/archive/extract.ts';
import { readTar } from '../../filesystem/archive/tar-reader.ts';
import { writeTar } from '../../filesystem/archive/tar-writer.ts';
import { treeEntries } from '../../filesystem/archive/tree-entries.ts';
import type { Caller } from '../../filesystem/caller.ts';
import { changesOf } from '../../filesystem/changes.ts';
import { SystemError } from '../../filesystem/errors.ts';
import { isWithin, trimmed } from '../../filesystem/names.ts';
import type { FileType } from '../../filesystem/node.ts';
import { unitsOf, type Work } from '../../simulation/work.ts';
import { invalidParameter, notFound, serverError } from '../docker-error.ts';
import { ARCHIVE_BYTES_MAX } from '../limits.ts';
import { timestamp } from '../time.ts';
import type { DockerWorld } from '../world.ts';
import type { Container } from './container.ts';
import { logContainerEvent } from './container-events.ts';

/** Bits of Go's os.FileMode. */
const GO_TYPES: Readonly<Record<FileType, number>> = {
  file: 0,
  directory: 2 ** 31,
  'symbolic link': 2 ** 27,
  'block device': 2 ** 26,
  fifo: 2 ** 25,
  socket: 2 ** 24,
  'character device': 2 ** 26 + 2 ** 21,
};

/** What is at a path of a container, as its header in the API says. */
export interface PathStat {
  readonly name: string;
  readonly size: number;
  readonly mode: number;
  readonly mtime: string;
  readonly linkTarget: string;
}

/** @throws DockerError */
export function statPath(world: DockerWorld, container: Container, path: string, named: string): PathStat {
  const { filesystems } = world.machines;
  const look = viewOf(world, container);
  const stat = (caller: Caller): PathStat => {
    const stat = path.endsWith('/') ? filesystems.stat(caller, path) : filesystems.lstat(caller, path);
    const isLink = stat.type === 'symbolic link';
    return {
      name: trimmed(path).split('/').pop() || '/',
      size: stat.size,
      mode: GO_TYPES[stat.type] + (stat.mode & 0o777),
      mtime: timestamp(stat.modifiedMs),
      linkTarget: isLink ? absolute(filesystems.readLink(caller, path), path) : '',
    };
  };
  return found(path, named, () => look(stat));
}

/** A file or folder of a container as a tar archive. @throws DockerError */
export function* readPath(
  world: DockerWorld,
  container: Container,
  path: string,
  named: string,
): Work<Uint8Array[]> {
  const { filesystems } = world.machines;
  const last = trimmed(path).split('/').pop() || '.';
  try {
    const chunks = yield* workingIn(viewOf(world, container), (caller) => {
      const at = path.endsWith('/') || last === '.' ? filesystems.realPath(caller, path) : path;
      return gathered(writeTar(treeEntries(filesystems, caller, at, { as: last })));
    });
    logContainerEvent(world, container, 'archive-path');
    return chunks;
  } catch (error) {
    throw missing(path, named, error);
  }
}

/** Puts the files of a tar archive into a folder of a container. @throws DockerError */
export function* writePath(
  world: DockerWorld,
  container: Container,
  path: string,
  archive: Uint8Array,
  options: { readonly noOverwriteDirNonDir: boolean; readonly named: string },
): Work<void> {
  const { filesystems } = world.machines;
  const look = viewOf(world, container);
  const [type, real] = found(path, options.named, () =>
    look((caller) => [filesystems.stat(caller, path).type, filesystems.realPath(caller, path)]),
  );
  if (type !== 'directory') throw invalidParameter('extraction point is not a directory');
  checkWritable(container, real);
  const { noOverwriteDirNonDir } = options;
  try {
    yield* workingIn(look, (caller) =>
      extracting(filesystems, caller, path, readTar(archive), { noOverwriteDirNonDir }),
    );
  } catch (error) {
    if (error instanceof ArchiveError) throw invalidParameter(error.message);
    if (!(error instanceof SystemError)) throw error;
    throw serverError(`${path}: ${error.message.toLowerCase()}`);
  }
  logContainerEvent(world, container, 'extract-to-dir');
}

/** Where the container itself could write, but for what it has in memory. @throws DockerError */
function checkWritable({ mounts, hostConfig }: Container, path: string): void {
  const point = mounts.find(({ Destination }) => isWithin(path, Destination));
  if (point === undefined && hostConfig.ReadonlyRootfs) {
    throw invalidParameter('container rootfs is marked read-only');
  }
  if (point?.RW === false) throw invalidParameter('mounted volume is marked read-only');
}

/** The whole file system of a container, without what is mounted into it. @throws DockerError */
export function* exportContainer(world: DockerWorld, container: Container): Work<Uint8Array[]> {
  const { filesystems, kernel } = world.machines;
  try {
    const chunks = yield* workingIn(bareRoot(kernel, container), (caller) =>
      gathered(writeTar(treeEntries(filesystems, caller, '/', { as: '' }))),
    );
    logContainerEvent(world, container, 'export');
    return chunks;
  } catch (error) {
    throw missing('/', container.name, error);
  }
}

const KINDS = { modified: 0, added: 1, deleted: 2 } as const;

/** What a container has changed, as `docker diff` shows it. */
export function containerChanges(
  world: DockerWorld,
  container: Container,
): readonly { readonly Path: string; readonly Kind: 0 | 1 | 2 }[] {
  const root = world.machines.runtime.rootFilesystem(container.id);
  if (root === undefined) return [];
  const changes = changesOf(world.machines.filesystems.instances, root);
  return changes.map(({ path, kind }) => ({ Path: path, Kind: KINDS[kind] }));
}

function viewOf({ machines: { kernel, runtime } }: DockerWorld, { id }: Container): View {
  const [inside, spec] = [runtime.caller(id), runtime.spec(id)];
  if (inside === undefined || spec === undefined) throw notFound(`No such container: ${id}`);
  return lastingFiles(kernel, spec, inside);
}

/** As dockerd says that a path isn't there. */
function found<T>(path: string, named: string, call: () => T): T {
  try {
    return call();
  } catch (error) {
    throw missing(path, named, error);
  }
}

function missing(path: string, named: string, error: unknown): unknown {
  if (error instanceof ArchiveError) return serverError(error.message);
  if (!(error instanceof SystemError)) return error;
  if (!['ENOENT', 'ENOTDIR'].includes(error.code)) return serverError(`${path}: ${error.message}`);
  return notFound(`Could not find the file ${path} in container ${named}`);
}

function* gathered(chunks: Iterable<Uint8Array>): Work<Uint8Array[]> {
  const all: Uint8Array[] = [];
  let bytes = 0;
  for (const chunk of chunks) {
    bytes += chunk.length;
    if (bytes > ARCHIVE_BYTES_MAX) throw serverError(`the archive is larger than ${ARCHIVE_BYTES_MAX} bytes`);
    all.push(chunk);
    yield unitsOf(chunk.length);
  }
  return all;
}

/** Where a link leads, from the root on. */
function absolute(target: string, path: string): string {
  const parts: string[] = [];
  const whole = target.startsWith('/') ? target : `${path.slice(0, path.lastIndexOf('/'))}/${target}`;
  for (const part of whole.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
}
