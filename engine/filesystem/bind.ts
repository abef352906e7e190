import type { Caller } from './caller.ts';
import { SystemError } from './errors.ts';
import type { Filesystems } from './filesystems.ts';
import { type Mount, pathInside } from './mounts.ts';
import { isWithin } from './names.ts';
import type { Place } from './walk.ts';

/** A file or directory, in the mount namespace of who looks at it. */
export interface Location {
  readonly caller: Caller;
  readonly path: string;
}

export interface BindOptions {
  readonly readOnly?: boolean;
  /** With what is mounted below it (rbind). */
  readonly recursive?: boolean;
  /** As /proc/mounts shows them, without `ro` and `rw`. Default: those of the source. */
  readonly options?: readonly string[];
}

/**
 * Makes a file or directory show at another place, which has to exist and be of the same kind.
 * @throws SystemError ENOENT, ENOTDIR …
 */
export function bindMount(files: Filesystems, from: Location, to: Location, how: BindOptions = {}): void {
  const source = files.place(from.caller, from.path);
  const target = files.place(to.caller, to.path);
  const isDirectory = files.statPlace(from.caller, source).type === 'directory';
  if (isDirectory !== (files.statPlace(to.caller, target).type === 'directory'))
    throw new SystemError('ENOTDIR');
  const { mount } = source;
  const readOnly = how.readOnly === true || mount.readOnly;
  const { path } = target;
  const below = how.recursive === true ? files.mounts.below(from.caller.mounts, source.path) : [];
  const options = how.options ?? mount.options;
  const table = to.caller.mounts;
  files.mounts.add(table, { ...mount, ...rootOf(source), ...namespaceOf(source), path, readOnly, options });
  for (const inside of below) {
    const rest = source.path === '/' ? inside.path : inside.path.slice(source.path.length);
    // What is bound to a place inside itself doesn't show there again.
    if (from.caller.mounts === table && isWithin(inside.path, path)) continue;
    files.mounts.add(table, { ...inside, path: path + rest, readOnly: readOnly || inside.readOnly });
  }
}

/** What of a mount's file system shows in another that begins at a place. */
function rootOf({ mount, path, inode, inner }: Place): Pick<Mount, 'inode' | 'root' | 'synthetic'> {
  if (mount.synthetic !== undefined) return { inode, synthetic: { ...mount.synthetic, inner } };
  const root = pathInside(mount, path);
  return root === '/' ? { inode } : { inode, root };
}

/** A namespace stays, whatever becomes of the process by whose /proc it was found. */
function namespaceOf({ node }: Place): Partial<Mount> {
  if (node?.type !== 'file' || node.namespace === undefined) return {};
  const root = `${node.namespace.type}:${node.namespace.inode}`;
  return { synthetic: { name: 'nsfs', root }, source: 'nsfs', type: 'nsfs' };
}

/**
 * Hides paths, as container runtimes do: directories are empty and read-only, files are /dev/null. What doesn't
 * exist needs no hiding.
 * @param empty the id of an empty tmpfs
 */
export function maskPaths(files: Filesystems, caller: Caller, paths: readonly string[], empty: string): void {
  for (const path of paths) {
    let type: string;
    try {
      type = files.stat(caller, path).type;
    } catch (error) {
      if (error instanceof SystemError && (error.code === 'ENOENT' || error.code === 'ENOTDIR')) continue;
      throw error;
    }
    if (type === 'directory') {
      const mount = { filesystem: empty, inode: 1, source: 'tmpfs', type: 'tmpfs', options: ['relatime'] };
      files.mounts.add(caller.mounts, { ...mount, path: files.place(caller, path).path, readOnly: true });
    } else bindMount(files, { caller, path: '/dev/null' }, { caller, path });
  }
}
