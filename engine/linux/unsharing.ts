import { SystemError } from '../filesystem/errors.ts';
import { ALL_CAPABILITIES } from './capabilities.ts';
import type { Kernel } from './kernel.ts';
import { networkName } from './network-namespace.ts';
import { NAMESPACE_TYPES, type NamespaceType, type Process } from './process.ts';
import { mountTable } from './root-caller.ts';
import { isFiltered } from './seccomp.ts';
import { isCapableIn, mapId, ownerOf } from './user-namespaces.ts';

/** Namespaces of one host that programs may make (user.max_net_namespaces and others). */
const NAMESPACES_MAX = 1000;
/** How deep user and pid namespaces may lie in each other. */
const DEPTH_MAX = 32;

/**
 * unshare(2): the process leaves these namespaces for new ones; of pid and time, its children to come do. A new user
 * namespace comes first: in it the process may do everything.
 * @throws SystemError EPERM, ENOSPC
 */
export function unshareNamespaces(kernel: Kernel, process: Process, types: readonly NamespaceType[]): void {
  if (types.length === 0) return;
  if (isFiltered(process, 'CAP_SYS_ADMIN')) throw new SystemError('EPERM');
  const { host } = process;
  const made = kernel.namespaces.of(host).filter(({ passing }) => passing === true).length;
  if (made + types.length > NAMESPACES_MAX) throw new SystemError('ENOSPC');
  const before = process.namespaces;
  if (types.includes('user')) enterNewUser(kernel, process);
  const others = types.filter((type) => type !== 'user');
  if (others.length > 0 && !process.capabilities.includes('CAP_SYS_ADMIN')) throw new SystemError('EPERM');
  for (const type of others) enter(kernel, process, type, makeOne(kernel, process, type));
  release(kernel, host, Object.values(before));
}

/**
 * setns(2): into a namespace that exists; of pid, its children to come are.
 * @throws SystemError EPERM, EINVAL
 */
export function joinNamespace(kernel: Kernel, process: Process, type: NamespaceType, inode: number): void {
  if (isFiltered(process, 'CAP_SYS_ADMIN')) throw new SystemError('EPERM');
  const { host, namespaces: before } = process;
  if (kernel.namespaces.get(host, inode)?.type !== type) throw new SystemError('EINVAL');
  if (type === 'user') {
    if (before.user === inode) throw new SystemError('EINVAL');
    if (!isCapableIn(kernel, process, 'CAP_SYS_ADMIN', inode)) throw new SystemError('EPERM');
    process.namespaces = { ...before, user: inode };
    takeAllCapabilities(process);
  } else {
    const owner = ownerOf(kernel, host, inode);
    const needed = type === 'mnt' ? ['CAP_SYS_ADMIN', 'CAP_SYS_CHROOT'] : ['CAP_SYS_ADMIN'];
    const isAllowed = needed.every((capability) => process.capabilities.includes(capability));
    if (!isAllowed || !isCapableIn(kernel, process, 'CAP_SYS_ADMIN', owner)) throw new SystemError('EPERM');
    if (type === 'pid' && !isWithinPid(kernel, process, inode)) throw new SystemError('EINVAL');
    enter(kernel, process, type, inode);
    if (type === 'mnt') {
      delete process.root;
      process.workingDirectory = '/';
    }
  }
  release(kernel, host, Object.values(before));
}

function isWithinPid(kernel: Kernel, { host, namespaces }: Process, inode: number): boolean {
  const { namespaces: table } = kernel;
  return namespaces.pid === table.initial().pid || table.pidLineage(host, inode).includes(namespaces.pid);
}

function enter(kernel: Kernel, process: Process, type: NamespaceType, inode: number): void {
  if (type === 'pid' || type === 'time') {
    process.forChildren = { ...process.forChildren, [type]: inode };
  } else {
    // What the host's view of a terminal or a folder was, it is no more.
    process.namespaces = { ...process.namespaces, [type]: inode };
  }
  kernel.processes.changed(process);
}

function makeOne(kernel: Kernel, process: Process, type: NamespaceType): number {
  const { host, namespaces, forChildren, cgroup } = process;
  const table = kernel.namespaces;
  const owned = { owner: namespaces.user, passing: true };
  switch (type) {
    case 'pid': {
      const parent = forChildren?.pid ?? namespaces.pid;
      if (table.pidLineage(host, parent).length >= DEPTH_MAX) throw new SystemError('ENOSPC');
      return table.make(host, type, { ...owned, parent });
    }
    case 'uts':
      return table.make(host, type, { ...owned, hostName: table.hostName(host, namespaces.uts) });
    case 'cgroup':
      return table.make(host, type, { ...owned, root: cgroup });
    case 'net': {
      const inode = table.make(host, type, owned);
      kernel.network.makeNamespace(host, networkName(host, inode), { bare: true });
      return inode;
    }
    case 'mnt': {
      const inode = table.make(host, type, owned);
      kernel.filesystems.mounts.copy(mountTable(host, namespaces.mnt), mountTable(host, inode));
      return inode;
    }
    default:
      return table.make(host, type, owned);
  }
}

function enterNewUser(kernel: Kernel, process: Process): void {
  const { host, namespaces, uid, gid, root } = process;
  const table = kernel.namespaces;
  const isKnown =
    mapId(table, process, 'uid', uid, 'inside') !== undefined &&
    mapId(table, process, 'gid', gid, 'inside') !== undefined;
  if (root !== undefined || !isKnown) throw new SystemError('EPERM');
  const parent = namespaces.user;
  let depth = 0;
  for (let at: number | undefined = parent; at !== undefined; at = table.get(host, at)?.parent) depth++;
  if (depth > DEPTH_MAX) throw new SystemError('ENOSPC');
  const inode = table.make(host, 'user', { parent, owner: parent, ownerUid: uid, passing: true });
  process.namespaces = { ...namespaces, user: inode };
  takeAllCapabilities(process);
  kernel.processes.changed(process);
}

function takeAllCapabilities(process: Process): void {
  process.capabilities = ALL_CAPABILITIES;
  process.bounding = ALL_CAPABILITIES;
  delete process.inheritable;
  delete process.ambient;
}

/** Somebody has left these namespaces: those that processes have made go where nobody needs them any more. */
export function release(kernel: Kernel, host: string, left: readonly number[]): void {
  const { namespaces } = kernel;
  const passing = left.filter((inode) => namespaces.get(host, inode)?.passing === true);
  if (passing.length === 0) return;
  const needed = neededOn(kernel, host);
  for (const inode of passing) if (!needed.has(inode)) remove(kernel, host, inode);
}

/** The namespaces of a host that a process is in, a mount shows, or another namespace belongs to. */
function neededOn(kernel: Kernel, host: string): ReadonlySet<number> {
  const needed = new Set<number>();
  for (const { status, namespaces, forChildren } of kernel.processes.of(host)) {
    if (status !== 'alive') continue;
    for (const type of NAMESPACE_TYPES) needed.add(namespaces[type]);
    for (const inode of Object.values(forChildren ?? {})) needed.add(inode);
  }
  for (const { type, inode, parent, owner } of kernel.namespaces.of(host)) {
    if (parent !== undefined) needed.add(parent);
    if (owner !== undefined) needed.add(owner);
    if (type !== 'mnt') continue;
    for (const { synthetic } of kernel.filesystems.mounts.of(mountTable(host, inode))) {
      if (synthetic?.name === 'nsfs') needed.add(Number(synthetic.root.split(':')[1]));
    }
  }
  return needed;
}

function remove(kernel: Kernel, host: string, inode: number): void {
  const { namespaces, filesystems, network } = kernel;
  const namespace = namespaces.get(host, inode);
  if (namespace === undefined) return;
  namespaces.remove(host, inode);
  if (namespace.type === 'net') network.removeNamespace(networkName(host, inode));
  if (namespace.type === 'mnt') {
    const table = mountTable(host, inode);
    const ids = new Set(filesystems.mounts.of(table).map(({ filesystem }) => filesystem));
    filesystems.mounts.drop(table);
    for (const id of ids) if (id !== undefined) forgetTmpfs(kernel, host, id);
  }
  // What only it has held goes with it.
  const above = [namespace.parent, namespace.owner].flatMap((each) => {
    const found = each === undefined ? undefined : namespaces.get(host, each);
    return found?.passing === true ? [found.inode] : [];
  });
  if (above.length === 0) return;
  const needed = neededOn(kernel, host);
  for (const each of new Set(above)) if (!needed.has(each)) remove(kernel, host, each);
}

/** A tmpfs that a program has mounted goes with its last mount. */
export function forgetTmpfs(kernel: Kernel, host: string, id: string): void {
  if (!id.startsWith('tmpfs-')) return;
  const { mounts, instances } = kernel.filesystems;
  const isMounted = kernel.namespaces
    .of(host)
    .some(
      ({ type, inode }) =>
        type === 'mnt' && mounts.of(mountTable(host, inode)).some(({ filesystem }) => filesystem === id),
    );
  if (!isMounted && instances.has(id)) instances.remove(id);
}
