import { systemError } from '../filesystem/errors.ts';
import type { Next, Program, System } from '../linux/system.ts';
import { accountOf } from './accounts.ts';

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
  const user = accountOf(system, who);
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
  try {
    system.setUser(user.uid, user.gid, [user.gid]);
  } catch (error) {
    system.write(2, `error: failed switching to "${who}": ${systemError(error).message.toLowerCase()}\n`);
    return { exit: 1 };
  }
  return { exec: { path, argv: [command, ...rest], env: new Map([...system.env, ['HOME', user.home]]) } };
}
