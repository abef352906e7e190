import type { Simulation } from '../simulation/simulation.ts';
import { type Access, type Caller, check } from './caller.ts';
import { SystemError } from './errors.ts';
import type { LayerSource } from './inode.ts';
import { Instances } from './instances.ts';
import { type Mount, MountTables } from './mounts.ts';
import type { Stat } from './node.ts';
import type { SyntheticFilesystem } from './synthetic.ts';
import { type Place, Walk } from './walk.ts';

/** A file that is read or written in one piece. */
const WHOLE_FILE_BYTES_MAX = 16_777_216;

/** The calls that look at what is there. */
export class PathCalls {
  readonly instances: Instances;
  readonly mounts: MountTables;
  protected readonly walk: Walk;
  protected readonly now: () => number;
  readonly #synthetic = new Map<string, SyntheticFilesystem>();

  constructor(simulation: Simulation, layers: LayerSource) {
    this.now = simulation.now;
    this.instances = new Instances(simulation, layers);
    this.mounts = new MountTables(simulation);
    this.walk = new Walk(this.instances, this.mounts, this.#synthetic, simulation.now);
  }

  /** Makes a synthetic file system known by its name: `proc`, `cgroup2` … */
  register(name: string, filesystem: SyntheticFilesystem): void {
    this.#synthetic.set(name, filesystem);
  }

  stat(caller: Caller, path: string): Stat {
    return this.walk.stat(caller, this.walk.find(caller, path));
  }

  lstat(caller: Caller, path: string): Stat {
    return this.walk.stat(caller, this.walk.find(caller, path, false));
  }

  /** What is at a path itself; undefined: nothing, though its directory is there. */
  lstatIfThere(caller: Caller, path: string): Stat | undefined {
    const { place } = this.walk.end(caller, path, false);
    return place === undefined ? undefined : this.walk.stat(caller, place);
  }

  /** Where a path leads, without a look at rights to the file itself. */
  place(caller: Caller, path: string, follow = true): Place {
    return this.walk.find(caller, path, follow);
  }

  statPlace(caller: Caller, place: Place): Stat {
    return this.walk.stat(caller, place);
  }

  access(caller: Caller, path: string, rights: Partial<Record<Access, boolean>>): void {
    const place = this.walk.find(caller, path);
    const stat = this.walk.stat(caller, place);
    const isPlain = stat.type === 'file' || stat.type === 'directory';
    if (rights.write === true && isPlain && place.mount.readOnly) throw new SystemError('EROFS');
    for (const right of ['read', 'write', 'execute'] as const) {
      if (rights[right] === true) check(caller, stat, right, place);
    }
    const isNoExec = stat.type === 'file' && place.mount.options.includes('noexec');
    if (rights.execute === true && isNoExec) throw new SystemError('EACCES');
  }

  read(filesystem: string, inode: number, offset: number, max: number): Uint8Array {
    return this.instances.read(filesystem, inode, offset, max);
  }

  write(filesystem: string, inode: number, offset: number, bytes: Uint8Array): void {
    this.instances.write(filesystem, inode, offset, bytes);
  }

  truncate(filesystem: string, inode: number, size: number): void {
    this.instances.truncate(filesystem, inode, size);
  }

  size(filesystem: string, inode: number): number {
    return this.instances.stat(filesystem, inode).size;
  }

  /** Until it is released, an inode lives on without a name. */
  hold(filesystem: string, inode: number): void {
    this.instances.hold(filesystem, inode);
  }

  release(filesystem: string, inode: number): void {
    this.instances.release(filesystem, inode);
  }

  /** The beginning of a file. */
  head(caller: Caller, path: string, max: number): Uint8Array {
    const place = this.#readable(caller, path);
    if (place.node === undefined) return this.instances.read(filesystemOf(place), place.inode, 0, max);
    const text = place.node.type === 'file' ? place.node.read() : '';
    return new TextEncoder().encode(text).subarray(0, max);
  }

  readText(caller: Caller, path: string): string {
    return new TextDecoder().decode(this.readBytes(caller, path));
  }

  /** A whole file. @throws SystemError ENOMEM where it is so large that no program would do that */
  readBytes(caller: Caller, path: string): Uint8Array {
    const place = this.#readable(caller, path);
    const { node } = place;
    if (node !== undefined) return new TextEncoder().encode(node.type === 'file' ? node.read() : '');
    const size = this.size(filesystemOf(place), place.inode);
    if (size > WHOLE_FILE_BYTES_MAX) throw new SystemError('ENOMEM');
    return this.instances.read(filesystemOf(place), place.inode, 0, size);
  }

  list(caller: Caller, path: string): ReturnType<Walk['list']> {
    const place = this.walk.find(caller, path);
    const stat = this.walk.stat(caller, place);
    if (stat.type !== 'directory') throw new SystemError('ENOTDIR');
    check(caller, stat, 'read', place);
    return this.walk.list(caller, place);
  }

  /** Canonical, from the caller's root. */
  realPath(caller: Caller, path: string): string {
    return this.walk.seenFrom(caller, this.walk.find(caller, path).path);
  }

  readLink(caller: Caller, path: string): string {
    return this.walk.linkTarget(this.walk.find(caller, path, false));
  }

  mountOf(caller: Caller, path: string): Mount {
    return this.walk.find(caller, path).mount;
  }

  #readable(caller: Caller, path: string): Place {
    const place = this.walk.find(caller, path);
    const stat = this.walk.stat(caller, place);
    if (stat.type === 'directory') throw new SystemError('EISDIR');
    if (stat.type !== 'file') throw new SystemError('EINVAL');
    check(caller, stat, 'read', place);
    return place;
  }
}

/** The instance a place is in; the empty id, which no instance has, for synthetic ones. */
export function filesystemOf({ mount }: Place): string {
  return mount.filesystem ?? '';
}

/** @throws SystemError EROFS, EACCES */
export function checkWritable({ mount, node }: Place): void {
  if (mount.readOnly) throw new SystemError('EROFS');
  if (node?.type === 'file' && node.write === undefined) throw new SystemError('EACCES');
}
