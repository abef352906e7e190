import { SystemError } from '../filesystem/errors.ts';
import type { Stat } from '../filesystem/node.ts';
import { ALL_CAPABILITIES, parseFileCapabilities } from './capabilities.ts';
import type { Kernel } from './kernel.ts';
import type { Process } from './process.ts';
import { mapId } from './user-namespaces.ts';

const SET_UID = 0o4000;
const SET_GID = 0o2000;
const GROUP_EXECUTE = 0o010;

/** The file a process becomes, as far as it says who the process is then. */
export interface ExecutedFile {
  readonly stat: Stat;
  /** Its mount has `nosuid`. */
  readonly isPlain: boolean;
}

/**
 * What execve(2) makes of a process's rights: root has what the bounding set leaves it; anybody else what the file
 * gives, or what is in their ambient set. Set-user-ID bits and file capabilities do nothing under no_new_privs, on a nosuid mount, and for ids that
 * the user namespace doesn't know.
 * @throws SystemError EPERM where a file demands capabilities that the process can't have
 */
export function takeCredentials(kernel: Kernel, process: Process, file: ExecutedFile): void {
  const { uid, gid, bounding, capabilities, ambient } = credentialsAfter(kernel, process, file);
  if (process.ambient !== undefined) process.ambient = ambient;
  delete process.keepsCapabilities;
  if (uid !== process.uid) process.realUid ??= process.uid;
  if (gid !== process.gid) process.realGid ??= process.gid;
  Object.assign(process, { uid, gid, bounding, capabilities });
}

/** @throws SystemError EPERM */
export function credentialsAfter(
  kernel: Kernel,
  process: Process,
  { stat, isPlain }: ExecutedFile,
): Required<Pick<Process, 'uid' | 'gid' | 'bounding' | 'capabilities' | 'ambient'>> {
  const { namespaces } = kernel;
  const acts =
    !isPlain &&
    !process.noNewPrivileges &&
    mapId(namespaces, process, 'uid', stat.uid, 'inside') !== undefined &&
    mapId(namespaces, process, 'gid', stat.gid, 'inside') !== undefined;
  const bounding = process.bounding ?? process.capabilities;
  const granted = acts ? parseFileCapabilities(stat.capabilities ?? '') : undefined;
  const allowed = granted?.permitted.filter((each) => bounding.includes(each)) ?? [];
  const uid = acts && (stat.mode & SET_UID) !== 0 ? stat.uid : process.uid;
  const hasGroup = (stat.mode & (SET_GID | GROUP_EXECUTE)) === (SET_GID | GROUP_EXECUTE);
  const gid = acts && hasGroup ? stat.gid : process.gid;
  const isRoot = mapId(namespaces, process, 'uid', uid, 'inside') === 0;
  if (granted?.effective === true && allowed.length < granted.permitted.length)
    throw new SystemError('EPERM');
  const isPrivileged = granted !== undefined || uid !== process.uid || gid !== process.gid;
  const { ambient = [], inheritable = [] } = process;
  const kept = isPrivileged ? [] : ambient;
  const inherited = granted?.inheritable.filter((each) => inheritable.includes(each)) ?? [];
  const others = granted?.effective === true ? union(allowed, inherited) : kept;
  const capabilities = isRoot ? union(bounding, inheritable) : others;
  return { uid, gid, bounding, capabilities, ambient: kept };
}

/**
 * setgroups(2), setgid(2) and setuid(2), ids as the process's user namespace has them.
 * @throws SystemError EPERM, EINVAL
 */
export function becomeUser(
  kernel: Kernel,
  process: Process,
  wanted: { readonly uid: number; readonly gid: number; readonly groups: readonly number[] },
): void {
  const { namespaces } = kernel;
  const of = (kind: 'uid' | 'gid', id: number) => {
    const found = mapId(namespaces, process, kind, id, 'outside');
    if (found === undefined) throw new SystemError('EINVAL');
    return found;
  };
  const has = (capability: string) => process.capabilities.includes(capability);
  const [uid, gid] = [of('uid', wanted.uid), of('gid', wanted.gid)];
  const groups = wanted.groups.map((each) => of('gid', each));
  const denied = namespaces.get(process.host, process.namespaces.user)?.setGroupsDenied === true;
  const isSame =
    groups.length === process.groups.length && groups.every((each) => process.groups.includes(each));
  if (!isSame && (denied || !has('CAP_SETGID'))) throw new SystemError('EPERM');
  const ownGids = [process.gid, process.realGid ?? process.gid];
  if (!has('CAP_SETGID') && !ownGids.includes(gid)) throw new SystemError('EPERM');
  const ownUids = [process.uid, process.realUid ?? process.uid];
  if (!has('CAP_SETUID') && !ownUids.includes(uid)) throw new SystemError('EPERM');
  const wasRoot = mapId(namespaces, process, 'uid', process.uid, 'inside') === 0;
  process.bounding ??= process.capabilities;
  process.uid = uid;
  process.gid = gid;
  process.groups = groups;
  delete process.realUid;
  delete process.realGid;
  if (!wasRoot || wanted.uid === 0 || process.keepsCapabilities === true) return;
  process.capabilities = [];
  delete process.ambient;
}

/**
 * capset(2) of the inheritable set: what is permitted, and with CAP_SETPCAP what the bounding set has.
 * @throws SystemError EPERM
 */
export function setInheritable(process: Process, wanted: readonly string[]): void {
  const { capabilities, bounding = capabilities, inheritable = [] } = process;
  const may = new Set([...inheritable, ...(capabilities.includes('CAP_SETPCAP') ? bounding : capabilities)]);
  if (wanted.some((each) => !may.has(each))) throw new SystemError('EPERM');
  process.inheritable = wanted;
  if (process.ambient !== undefined)
    process.ambient = process.ambient.filter((each) => wanted.includes(each));
}

/** prctl(PR_CAP_AMBIENT). @throws SystemError EPERM for what isn't both permitted and inheritable */
export function setAmbient(process: Process, wanted: readonly string[]): void {
  const { ambient = [], capabilities, inheritable = [] } = process;
  const isNew = (each: string) => !ambient.includes(each);
  if (wanted.filter(isNew).some((each) => !capabilities.includes(each) || !inheritable.includes(each)))
    throw new SystemError('EPERM');
  process.ambient = wanted;
}

/** In the order of their numbers. */
function union(one: readonly string[], other: readonly string[]): readonly string[] {
  if (other.length === 0) return one;
  return ALL_CAPABILITIES.filter((each) => one.includes(each) || other.includes(each));
}
