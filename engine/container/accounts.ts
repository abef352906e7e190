import { SystemError } from '../filesystem/errors.ts';
import type { Caller, Filesystems } from '../filesystem/filesystems.ts';
import { RuntimeError } from './runtime-spec.ts';

/** The user a process runs as. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
  readonly groups: readonly number[];
  readonly home: string;
}

/** Largest id that fits (moby/sys/user). */
const ID_MAX = 2_147_483_647;

/**
 * Looks up `user`, `uid`, `user:group` … in a container's /etc/passwd and /etc/group, as moby/sys/user does.
 * @throws RuntimeError in its words
 */
export function lookUpUser(files: Filesystems, caller: Caller, text: string): Account {
  const [userText = '', groupText] = text.split(':', 2);
  const passwd = entries(files, caller, '/etc/passwd');
  const group = entries(files, caller, '/etc/group');
  const wanted = userText === '' ? '0' : userText;
  const entry = passwd.find(([name, , uid]) => name === wanted || (isId(wanted) && uid === wanted));
  if (entry === undefined && !isId(wanted)) {
    throw new RuntimeError(`unable to find user ${wanted}: no matching entries in passwd file`, 125);
  }
  const uid = idInRange(Number(entry?.[2] ?? wanted));
  const name = entry?.[0];
  const ownGid = Number(entry?.[3] ?? 0);
  const home = entry?.[5] || '/';
  if (groupText !== undefined && groupText !== '') {
    return { uid, gid: groupId(group, groupText), groups: [], home };
  }
  const groups = group
    .filter(([, , , members]) => name !== undefined && (members ?? '').split(',').includes(name))
    .map(([, , gid]) => Number(gid));
  return { uid, gid: ownGid, groups: groups.filter((gid) => gid !== ownGid), home };
}

/** --group-add. @throws RuntimeError */
export function groupIds(files: Filesystems, caller: Caller, names: readonly string[]): number[] {
  if (names.length === 0) return [];
  const group = entries(files, caller, '/etc/group');
  return names.map((name) => groupId(group, name, 'Unable'));
}

function groupId(group: readonly string[][], text: string, unable = 'unable'): number {
  const entry = group.find(([name, , gid]) => name === text || (isId(text) && gid === text));
  if (entry !== undefined) return Number(entry[2]);
  if (isId(text)) return idInRange(Number(text));
  throw new RuntimeError(`${unable} to find group ${text}: no matching entries in group file`, 125);
}

/** @throws RuntimeError */
function idInRange(id: number): number {
  if (id > ID_MAX) throw new RuntimeError(`uids and gids must be in range 0-${ID_MAX}`, 125);
  return id;
}

function isId(text: string): boolean {
  return /^\d{1,18}$/.test(text);
}

function entries(files: Filesystems, caller: Caller, path: string): string[][] {
  try {
    return files
      .readText(caller, path)
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'))
      .map((line) => line.split(':'));
  } catch (error) {
    if (error instanceof SystemError) return [];
    throw error;
  }
}
