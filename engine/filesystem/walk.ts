import { ROOT_INODE } from './base-tree.ts';
import { type Caller, check, mayAccess } from './caller.ts';
import { SystemError } from './errors.ts';
import type { Instances } from './instances.ts';
import { type Mount, type MountTables, pathInside } from './mounts.ts';
import { checkName, checkPath, isWithin, joined, namesIn } from './names.ts';
import type { FileType, Stat } from './node.ts';
import { namespaceFile, type SyntheticFilesystem, type SyntheticNode } from './synthetic.ts';

const LINKS_MAX = 40;

/** A file that was found: where it is, and by which path of the mount namespace. */
export interface Place {
  readonly mount: Mount;
  /** Canonical and absolute. */
  readonly path: string;
  /** Of an instance. */
  readonly inode: number;
  /** Of a synthetic file system. */
  readonly node?: SyntheticNode;
  /** Its path inside the synthetic file system. */
  readonly inner: string;
}

/** The end of a path whose directory was found: what is there, if anything. */
export interface Found {
  readonly directory: Place;
  readonly name: string;
  readonly place: Place | undefined;
}

/** Devices and inodes of synthetic files: nobody counts them. */
const SYNTHETIC_DEVICE = 5;
const NAMESPACE_DEVICE = 4;

/** Path resolution (path_resolution(7)) through mounts, symbolic links and synthetic file systems. */
export class Walk {
  readonly #instances: Instances;
  readonly #mounts: MountTables;
  readonly #synthetic: ReadonlyMap<string, SyntheticFilesystem>;
  readonly #now: () => number;

  constructor(
    instances: Instances,
    mounts: MountTables,
    synthetic: ReadonlyMap<string, SyntheticFilesystem>,
    now: () => number,
  ) {
    this.#instances = instances;
    this.#mounts = mounts;
    this.#synthetic = synthetic;
    this.#now = now;
  }

  /** What a path leads to. @throws SystemError ENOENT, ENOTDIR, EACCES, ELOOP, ENAMETOOLONG */
  find(caller: Caller, path: string, follow = true): Place {
    const { place } = this.end(caller, path, follow);
    if (place === undefined) throw new SystemError('ENOENT');
    return place;
  }

  /** The directory of a path's last name, and what is there. */
  end(caller: Caller, path: string, follow = true): Found {
    checkPath(path);
    const [stack, rootDepth] = this.#start(caller, path);
    let names = namesIn(path).reverse();
    let links = 0;
    for (;;) {
      const name = names.pop();
      const directory = top(stack);
      if (name === undefined) return { directory, name: '.', place: directory };
      this.#checkSearch(caller, directory);
      if (name === '.') continue;
      if (name === '..') {
        if (stack.length > rootDepth) stack.pop();
        continue;
      }
      checkName(name);
      const place = this.#child(caller, directory, name);
      const isLast = names.length === 0;
      if (place === undefined) {
        if (isLast) return { directory, name, place };
        throw new SystemError('ENOENT');
      }
      const target = this.#linkTarget(place);
      if (target !== undefined && (!isLast || follow || path.endsWith('/'))) {
        if (place.node?.type === 'symbolic link' && isLast) {
          const { descriptor, namespace } = place.node;
          if (descriptor !== undefined) return { directory, name, place };
          if (namespace !== undefined) {
            return { directory, name, place: { ...place, node: namespaceFile(namespace) } };
          }
        }
        if (++links > LINKS_MAX) throw new SystemError('ELOOP');
        if (target === '') throw new SystemError('ENOENT');
        if (target.startsWith('/')) stack.splice(rootDepth);
        names = [...names, ...namesIn(target).reverse()];
      } else if (isLast) {
        if (path.endsWith('/') && this.stat(caller, place).type !== 'directory')
          throw new SystemError('ENOTDIR');
        return { directory, name, place };
      } else stack.push(place);
    }
  }

  /** A path of the mount namespace as the caller says it, from its own root. */
  seenFrom({ root = '/' }: Caller, path: string): string {
    if (root === '/' || !isWithin(path, root)) return path;
    return path.slice(root.length) || '/';
  }

  stat(caller: Caller, place: Place): Stat {
    const { mount, node, inode } = place;
    if (node === undefined) {
      const stat = this.#instances.stat(mount.filesystem ?? '', inode);
      if (stat.context !== undefined || caller.contextOf === undefined) return stat;
      return { ...stat, context: caller.contextOf(mount, pathInside(mount, place.path)) };
    }
    const now = this.#now();
    const namespace = node.type === 'file' ? node.namespace : undefined;
    const mode =
      node.type === 'symbolic link' ? 0o777 : (node.mode ?? (node.type === 'directory' ? 0o555 : 0o444));
    return {
      device: namespace === undefined ? SYNTHETIC_DEVICE : NAMESPACE_DEVICE,
      inode: namespace?.inode ?? 1,
      type: node.type,
      mode,
      uid: node.owner?.uid ?? 0,
      gid: node.type === 'character device' && node.special[0] >= 136 ? 5 : (node.owner?.gid ?? 0),
      links: node.type === 'directory' ? 2 : 1,
      size: 0,
      modifiedMs: now,
      changedMs: now,
      accessedMs: now,
      ...(node.type === 'character device' ? { special: node.special } : {}),
      ...(caller.contextOf === undefined ? {} : { context: caller.contextOf(mount, place.inner) }),
    };
  }

  /** Names and types in a directory, sorted by name. */
  list(
    caller: Caller,
    place: Place,
  ): { readonly name: string; readonly type: FileType; readonly inode: number }[] {
    const { mount, node, inode } = place;
    if (node !== undefined) {
      if (node.type !== 'directory') throw new SystemError('ENOTDIR');
      return [...new Set(node.list())].sort().flatMap((name) => {
        const child = this.#child(caller, place, name);
        return child === undefined ? [] : [{ name, type: this.stat(caller, child).type, inode: 1 }];
      });
    }
    const id = mount.filesystem ?? '';
    return this.#instances
      .list(id, inode)
      .map(([name, child]) => ({ name, type: this.#instances.stat(id, child).type, inode: child }));
  }

  linkTarget(place: Place): string {
    const target = this.#linkTarget(place);
    if (target === undefined) throw new SystemError('EINVAL');
    return target;
  }

  synthetic(mount: Mount): SyntheticFilesystem {
    const found = this.#synthetic.get(mount.synthetic?.name ?? '');
    if (found === undefined) throw new SystemError('ENODEV');
    return found;
  }

  /** The caller's root, and from there the working directory where the path is relative. */
  #start(caller: Caller, path: string): [stack: Place[], rootDepth: number] {
    const mount = this.#mounts.at(caller.mounts, '/');
    if (mount === undefined) throw new SystemError('ENOENT');
    const stack = [this.#rootOf(caller, mount, '/')];
    this.#descend(caller, stack, caller.root ?? '/');
    const rootDepth = stack.length;
    if (!path.startsWith('/')) this.#descend(caller, stack, caller.workingDirectory);
    return [stack, rootDepth];
  }

  /** Goes along names that were canonical when they were found. */
  #descend(caller: Caller, stack: Place[], path: string): void {
    for (const name of namesIn(path)) {
      const next = this.#child(caller, top(stack), name);
      if (next === undefined) throw new SystemError('ENOENT');
      stack.push(next);
    }
  }

  #child(caller: Caller, directory: Place, name: string): Place | undefined {
    const path = joined(directory.path, name);
    const mounted = this.#mounts.at(caller.mounts, path);
    if (mounted !== undefined) return this.#rootOf(caller, mounted, path);
    const { mount } = directory;
    if (mount.synthetic !== undefined) {
      const inner = directory.inner === '' ? name : `${directory.inner}/${name}`;
      const node = this.synthetic(mount).node(caller, inner, mount.synthetic.root);
      return node === undefined ? undefined : { mount, path, inode: 0, node, inner };
    }
    const inode = this.#instances.lookup(mount.filesystem ?? '', directory.inode, name);
    return inode === undefined ? undefined : { mount, path, inode, inner: '' };
  }

  #rootOf(caller: Caller, mount: Mount, path: string): Place {
    if (mount.synthetic === undefined) return { mount, path, inode: mount.inode || ROOT_INODE, inner: '' };
    const { inner = '', root } = mount.synthetic;
    const node = this.synthetic(mount).node(caller, inner, root);
    if (node === undefined) throw new SystemError('ENOENT');
    return { mount, path, inode: 0, node, inner };
  }

  #linkTarget({ mount, node, inode }: Place): string | undefined {
    if (node !== undefined) return node.type === 'symbolic link' ? node.target : undefined;
    const facts = this.#instances.facts(mount.filesystem ?? '', inode);
    return facts?.type === 'symbolic link' ? (facts.target ?? '') : undefined;
  }

  /** @throws SystemError ENOTDIR, EACCES */
  #checkSearch(caller: Caller, directory: Place): void {
    const { mount, node, inode } = directory;
    // Nearly all of what a walk looks at: a Stat for each would be a good part of its time.
    const isPlain = node === undefined && caller.checkContext === undefined;
    const facts = isPlain ? this.#instances.facts(mount.filesystem ?? '', inode) : undefined;
    if (facts === undefined) {
      const stat = this.stat(caller, directory);
      if (stat.type !== 'directory') throw new SystemError('ENOTDIR');
      check(caller, stat, 'execute', directory);
    } else if (facts.type !== 'directory') throw new SystemError('ENOTDIR');
    else if (!mayAccess(caller, facts, 'execute')) throw new SystemError('EACCES');
  }
}

function top(stack: readonly Place[]): Place {
  const place = stack.at(-1);
  if (place === undefined) throw new SystemError('ENOENT');
  return place;
}
