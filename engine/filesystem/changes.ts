import { type BaseNode, ROOT_INODE } from './base-tree.ts';
import { SystemError } from './errors.ts';
import type { Instances } from './instances.ts';
import { joined } from './names.ts';
import type { Stat } from './node.ts';

/** What became of a path: `C`, `A` and `D` of docker diff. */
type ChangeKind = 'modified' | 'added' | 'deleted';

export interface Change {
  readonly path: string;
  readonly kind: ChangeKind;
  /** Of what is there now. */
  readonly inode?: number;
}

/** Deeper than a path can say: directories that were moved into each other. */
const DEPTH_MAX = 2048;

/**
 * How the writable part of an instance differs from its layers, as Docker's graph drivers compare: directories
 * before what is in them, names in order, and deletions after the rest of their directory.
 * @throws SystemError ENAMETOOLONG
 */
export function changesOf(instances: Instances, id: string): Change[] {
  const found: Change[] = [];
  compareDirectory(
    instances,
    id,
    { inode: ROOT_INODE, path: '/', depth: 0 },
    instances.base(id, ROOT_INODE),
    found,
  );
  return found;
}

interface At {
  readonly inode: number;
  readonly path: string;
  readonly depth: number;
}

function compareDirectory(
  instances: Instances,
  id: string,
  { inode, path, depth }: At,
  old: BaseNode | undefined,
  found: Change[],
): void {
  if (depth > DEPTH_MAX) throw new SystemError('ENAMETOOLONG');
  const left = new Map(old?.children);
  for (const [name, child] of instances.list(id, inode)) {
    const before = left.get(name);
    left.delete(name);
    const below = { inode: child, path: joined(path, name), depth: depth + 1 };
    compareFile(instances, id, below, before === undefined ? undefined : instances.base(id, before), found);
  }
  for (const name of left.keys()) found.push({ path: joined(path, name), kind: 'deleted' });
}

function compareFile(
  instances: Instances,
  id: string,
  at: At,
  old: BaseNode | undefined,
  found: Change[],
): void {
  const { inode, path } = at;
  const stat = instances.stat(id, inode);
  const index = found.length;
  if (old === undefined) found.push({ path, kind: 'added', inode });
  else if (isDifferent(stat, old)) found.push({ path, kind: 'modified', inode });
  const isRecorded = found.length > index;
  if (stat.type !== 'directory') return;
  compareDirectory(instances, id, at, old, found);
  // A directory is named where something in it is.
  if (!isRecorded && found.length > index) found.splice(index, 0, { path, kind: 'modified', inode });
}

function isDifferent(stat: Stat, old: BaseNode): boolean {
  if (stat.type !== old.type || stat.mode !== old.mode || stat.uid !== old.uid || stat.gid !== old.gid)
    return true;
  if (stat.special?.join() !== old.special?.join() || stat.capabilities !== old.capabilities) return true;
  return stat.type !== 'directory' && (stat.modifiedMs !== old.modifiedMs || stat.size !== old.size);
}
