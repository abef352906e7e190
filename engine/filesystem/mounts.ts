import type { Records } from '../simulation/records.ts';
import type { Simulation } from '../simulation/simulation.ts';
import { SystemError } from './errors.ts';
import { isWithin } from './names.ts';

/** Mounts of a namespace. */
const MOUNTS_MAX = 1000;

/** What is mounted where in a mount namespace. */
export interface Mount {
  readonly id: number;
  /** Absolute, without a slash at its end but for the root's. */
  readonly path: string;
  /** An instance, or undefined for a synthetic file system. */
  readonly filesystem?: string;
  /** The inode of the instance that shows at the path: a directory, or a file of a bind mount. */
  readonly inode: number;
  /** Of a bind mount: the path inside the instance that shows. Default: its root. */
  readonly root?: string;
  /** The name of a synthetic file system, and what part of it is shown. */
  readonly synthetic?: {
    readonly name: string;
    readonly root: string;
    /** Of a bind mount: the path inside that shows. */
    readonly inner?: string;
  };
  /** As /proc/mounts shows it. */
  readonly source: string;
  readonly type: string;
  readonly readOnly: boolean;
  readonly options: readonly string[];
}

export type NewMount = Omit<Mount, 'id'>;

/** A path of the mount namespace, as the file system that is mounted there has it. */
export function pathInside({ path: at, root = '' }: Pick<Mount, 'path' | 'root'>, path: string): string {
  return root + (at === '/' ? path : path.slice(at.length)) || '/';
}

/** The mount tables of all mount namespaces. */
export class MountTables {
  readonly #tables: Records<Mount[]>;
  readonly #byPath = new Map<string, MountPoints>();

  constructor(simulation: Simulation) {
    this.#tables = simulation.records.of('mounts');
  }

  /** In the order in which they were mounted. */
  of(namespace: string): readonly Mount[] {
    return this.#tables.get(namespace) ?? [];
  }

  /** The mount that is on top at a path. */
  at(namespace: string, path: string): Mount | undefined {
    let points = this.#byPath.get(namespace);
    if (points === undefined) {
      points = new MountPoints(this.of(namespace));
      this.#byPath.set(namespace, points);
    }
    return points.at(path);
  }

  add(namespace: string, mount: NewMount): void {
    const table = this.of(namespace);
    if (table.length >= MOUNTS_MAX) throw new SystemError('ENOSPC');
    const added: Mount = { ...mount, id: (table.at(-1)?.id ?? FIRST_ID) + 1 };
    this.#tables.set(namespace, [...table, added]);
    this.#byPath.get(namespace)?.add(added);
  }

  /** Takes the mount on top at a path away. @throws SystemError EINVAL, EBUSY */
  remove(namespace: string, path: string): void {
    const table = this.of(namespace);
    const index = table.findLastIndex((mount) => mount.path === path);
    if (index < 0) throw new SystemError('EINVAL');
    if (this.coversBelow(namespace, path)) throw new SystemError('EBUSY');
    this.#set(namespace, table.toSpliced(index, 1));
  }

  /** @param recursive also what is mounted below, as docker's read-only bind mounts are */
  remount(
    namespace: string,
    path: string,
    change: Pick<Mount, 'readOnly' | 'options'>,
    recursive = false,
  ): void {
    const table = this.of(namespace);
    const index = table.findLastIndex((mount) => mount.path === path);
    const mount = table[index];
    if (mount === undefined) throw new SystemError('EINVAL');
    const changed = table.with(index, { ...mount, ...change });
    this.#set(
      namespace,
      recursive
        ? changed.map((other) =>
            other.path !== path && isWithin(other.path, path)
              ? { ...other, readOnly: change.readOnly }
              : other,
          )
        : changed,
    );
  }

  /** What is mounted below a path. */
  below(namespace: string, path: string): readonly Mount[] {
    return this.of(namespace).filter((mount) => mount.path !== path && isWithin(mount.path, path));
  }

  /** True where something is mounted at the path or below it. */
  covers(namespace: string, path: string): boolean {
    return this.of(namespace).some((mount) => isWithin(mount.path, path));
  }

  /** True where something is mounted below the path. */
  coversBelow(namespace: string, path: string): boolean {
    return this.below(namespace, path).length > 0;
  }

  copy(from: string, to: string): void {
    this.#set(to, [...this.of(from)]);
  }

  /** Takes all away but those that fit. */
  keep(namespace: string, fits: (mount: Mount) => boolean): void {
    this.#set(namespace, this.of(namespace).filter(fits));
  }

  drop(namespace: string): void {
    this.#tables.delete(namespace);
    this.#byPath.delete(namespace);
  }

  #set(namespace: string, table: Mount[]): void {
    this.#tables.set(namespace, table);
    this.#byPath.delete(namespace);
  }
}

const FIRST_ID = 20;

/** What is on top at each path of a table. Most paths are asked for in vain: their length alone tells it of many. */
class MountPoints {
  readonly #byPath = new Map<string, Mount>();
  readonly #lengths = new Set<number>();

  constructor(mounts: readonly Mount[]) {
    for (const mount of mounts) this.add(mount);
  }

  add(mount: Mount): void {
    this.#byPath.set(mount.path, mount);
    this.#lengths.add(mount.path.length);
  }

  at(path: string): Mount | undefined {
    return this.#lengths.has(path.length) ? this.#byPath.get(path) : undefined;
  }
}
