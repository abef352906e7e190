import { systemError } from '../filesystem/errors.ts';
import type { System } from '../linux/system.ts';

export interface Account {
  readonly uid: number;
  readonly gid: number;
  readonly home: string;
}

/** The user behind `name`, `uid`, or either with `:group`. */
export function accountOf(system: System, spec: string): Account | undefined {
  const [who = '', group] = spec.split(':');
  const gid = group === undefined ? undefined : groupId(system, group);
  for (const line of linesOf(system, '/etc/passwd')) {
    const [name, , uid, primary, , home = '/'] = line.split(':');
    if (name !== who && uid !== who) continue;
    return { uid: Number(uid), gid: gid ?? Number(primary), home };
  }
  return /^\d{1,10}$/.test(who) ? { uid: Number(who), gid: gid ?? 0, home: '/' } : undefined;
}

function groupId(system: System, group: string): number | undefined {
  for (const line of linesOf(system, '/etc/group')) {
    const [name, , gid] = line.split(':');
    if (name === group) return Number(gid);
  }
  return /^\d{1,10}$/.test(group) ? Number(group) : undefined;
}

function linesOf(system: System, path: string): string[] {
  try {
    return system.readText(path).split('\n');
  } catch (error) {
    systemError(error);
    return [];
  }
}
