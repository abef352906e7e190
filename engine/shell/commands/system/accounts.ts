import { SystemError } from '../../../filesystem/errors.ts';
import type { System } from '../../../linux/system.ts';

/** A line of /etc/passwd. */
export interface User {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
  readonly comment: string;
  readonly home: string;
  readonly shell: string;
}

/** A line of /etc/group. */
export interface Group {
  readonly name: string;
  readonly gid: number;
  readonly members: readonly string[];
}

/** Entries that are read of one of these files. */
const ENTRIES_MAX = 10_000;

export function users(system: System): User[] {
  return entries(system, '/etc/passwd').flatMap(
    ([name = '', , uid, gid, comment = '', home = '', shell = '']) =>
      isId(uid) && isId(gid) ? [{ name, uid: Number(uid), gid: Number(gid), comment, home, shell }] : [],
  );
}

export function groups(system: System): Group[] {
  return entries(system, '/etc/group').flatMap(([name = '', , gid, members = '']) =>
    isId(gid)
      ? [{ name, gid: Number(gid), members: members.split(',').filter((member) => member !== '') }]
      : [],
  );
}

export function userNamed(system: System, name: string): User | undefined {
  return users(system).find((user) => user.name === name);
}

export function userWithId(system: System, uid: number): User | undefined {
  return users(system).find((user) => user.uid === uid);
}

/** The groups that a login of the user has, its own first. */
export function groupsOf(system: System, user: User): number[] {
  const others = groups(system).filter(
    (group) => group.members.includes(user.name) && group.gid !== user.gid,
  );
  return [user.gid, ...others.map((group) => group.gid)];
}

/** A name or a number; undefined: nobody. */
export function findUid(system: System, text: string): number | undefined {
  return userNamed(system, text)?.uid ?? (isId(text) ? Number(text) : undefined);
}

export function findGid(system: System, text: string): number | undefined {
  const named = groups(system).find((group) => group.name === text);
  return named?.gid ?? (isId(text) ? Number(text) : undefined);
}

/** Names by id, read once for a listing. */
export interface Names {
  /** The name, or the number where it has none. */
  user(uid: number): string;
  group(gid: number): string;
}

export function names(system: System): Names {
  const byUid = new Map(
    users(system)
      .toReversed()
      .map((user) => [user.uid, user.name]),
  );
  const byGid = new Map(
    groups(system)
      .toReversed()
      .map((group) => [group.gid, group.name]),
  );
  return {
    user: (uid) => byUid.get(uid) ?? String(uid),
    group: (gid) => byGid.get(gid) ?? String(gid),
  };
}

function isId(text: string | undefined): text is string {
  return text !== undefined && /^\d{1,10}$/.test(text) && Number(text) < 2 ** 32;
}

function entries(system: System, path: string): string[][] {
  try {
    const lines = system.readText(path).split('\n', ENTRIES_MAX);
    return lines.filter((line) => line.includes(':')).map((line) => line.split(':'));
  } catch (error) {
    if (error instanceof SystemError) return [];
    throw error;
  }
}
