import type { Next, Program, System } from '../linux/system.ts';

/** gosu and su-exec: become another user, then another program. */
export const gosu: Program = {
  start: (system) => stepDown(system),
  step: (system) => stepDown(system),
};

function stepDown(system: System): Next<null> {
  const [name = 'gosu', who, command, ...rest] = system.argv;
  if (who === undefined || command === undefined) {
    const short = name.slice(name.lastIndexOf('/') + 1);
    system.write(2, `Usage: ./${short} user-spec command [args]\n   eg: ./${short} tianon bash\n`);
    return { exit: 1 };
  }
  const user = findUser(system, who);
  if (user === undefined) {
    system.write(
      2,
      `error: failed switching to "${who}": unable to find user ${who}: no matching entries in passwd file\n`,
    );
    return { exit: 1 };
  }
  const path = system.findExecutable(command);
  if (path === undefined) {
    system.write(2, `error: exec: "${command}": executable file not found in $PATH\n`);
    return { exit: 1 };
  }
  system.setUser(user.uid, user.gid, [user.gid]);
  return { exec: { path, argv: [command, ...rest], env: new Map([...system.env, ['HOME', user.home]]) } };
}

interface User {
  readonly uid: number;
  readonly gid: number;
  readonly home: string;
}

/** `name`, `uid`, or either with `:group`. */
function findUser(system: System, spec: string): User | undefined {
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
  } catch {
    return [];
  }
}
