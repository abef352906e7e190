import { SystemError } from './errors.ts';
import { type Mount, pathInside } from './mounts.ts';
import type { Stat } from './node.ts';
import type { Viewer } from './synthetic.ts';

export type Access = 'read' | 'write' | 'execute';

/** On whose behalf a call is made: where it stands, and what it may do. */
export interface Caller extends Viewer {
  /** Host and number of its mount namespace: the key of a mount table. */
  readonly mounts: string;
  /** Its root directory (chroot), a canonical path of the mount namespace. Default: the namespace's own. */
  readonly root?: string;
  /** A canonical path as seen from its root. */
  readonly workingDirectory: string;
  readonly uid: number;
  readonly gid: number;
  readonly groups: readonly number[];
  readonly umask: number;
  readonly capable: (capability: string) => boolean;
  /** False for a file with ids that its user namespace doesn't know: no capability acts on it. Undefined: on all. */
  readonly knows?: (file: Pick<Stat, 'uid' | 'gid'>) => boolean;
  /** SELinux's say, after that of the permissions. @throws SystemError EACCES */
  readonly checkContext?: (stat: Stat, access: Access, name: string) => void;
  /** The SELinux context of a file that nobody has labelled. Undefined: the host has no SELinux. */
  readonly contextOf?: (mount: Mount, path: string) => string;
}

/** What of a file decides about who may do what with it. */
export type Rights = Pick<Stat, 'type' | 'mode' | 'uid' | 'gid'>;

const BITS = { read: 4, write: 2, execute: 1 } as const;

/** The permission check of inode_permission: owner, group, others, and the capabilities that pass over them. */
export function mayAccess(caller: Caller, stat: Rights, access: Access): boolean {
  const bit = BITS[access];
  const shift = stat.uid === caller.uid ? 6 : isMember(caller, stat.gid) ? 3 : 0;
  if (((stat.mode >> shift) & bit) !== 0) return true;
  if (access === 'execute' && stat.type !== 'directory') {
    return (stat.mode & 0o111) !== 0 && isCapableOver(caller, stat, 'CAP_DAC_OVERRIDE');
  }
  if (isCapableOver(caller, stat, 'CAP_DAC_OVERRIDE')) return true;
  const isSearch = access === 'read' || (access === 'execute' && stat.type === 'directory');
  return isSearch && isCapableOver(caller, stat, 'CAP_DAC_READ_SEARCH');
}

/** True where a capability of the caller's acts on a file (capable_wrt_inode_uidgid). */
export function isCapableOver(caller: Caller, file: Pick<Stat, 'uid' | 'gid'>, capability: string): boolean {
  return caller.capable(capability) && (caller.knows === undefined || caller.knows(file));
}

/** @param place what the file is @throws SystemError EACCES */
export function check(
  caller: Caller,
  stat: Stat,
  access: Access,
  { mount, path }: { readonly mount: Mount; readonly path: string },
): void {
  if (!mayAccess(caller, stat, access)) throw new SystemError('EACCES');
  if (caller.checkContext === undefined) return;
  const inside = pathInside(mount, path);
  caller.checkContext(stat, access, inside === '/' ? inside : inside.slice(inside.lastIndexOf('/') + 1));
}

export function isMember(caller: Caller, gid: number): boolean {
  return caller.gid === gid || caller.groups.includes(gid);
}

/** Whether it may do to a file what only its owner may. @throws SystemError EPERM */
export function checkOwner(caller: Caller, stat: Stat): void {
  if (caller.uid !== stat.uid && !isCapableOver(caller, stat, 'CAP_FOWNER')) throw new SystemError('EPERM');
}

/** In a sticky directory only owners may rename and remove. @throws SystemError EPERM */
export function checkSticky(caller: Caller, directory: Stat, file: Stat): void {
  if ((directory.mode & 0o1000) === 0) return;
  if ([directory.uid, file.uid].includes(caller.uid) || isCapableOver(caller, file, 'CAP_FOWNER')) return;
  throw new SystemError('EPERM');
}
