import { systemError } from '../../../filesystem/errors.ts';
import type { Next, Program, System } from '../../../linux/system.ts';
import { fail, guarded } from '../command.ts';
import { isBusybox, parseOptions, Quit } from '../options.ts';
import { findGid, findUid, groupsOf, type User, userNamed, userWithId } from './accounts.ts';
import { become } from './running.ts';

const nothing = () => ({ exit: 0 });

/** Becomes another user: with the groups that a login has. @param words what it says where it may not */
function switchTo(
  system: System,
  { uid, gid }: Pick<User, 'uid' | 'gid'>,
  user: User | undefined,
  words: (message: string) => string,
): void {
  try {
    system.setUser(uid, gid, user === undefined ? [gid] : groupsOf(system, user));
  } catch (error) {
    throw new Quit(words(systemError(error).message), 1);
  }
}

/** util-linux's su, and busybox's: the groups come first. */
function suWords(system: System): (message: string) => string {
  const step = system.capable('CAP_SETGID') ? 'user id' : 'groups';
  const words = isBusybox(system)
    ? step === 'groups'
      ? "can't set groups"
      : 'setuid'
    : `cannot set ${step}`;
  return (message) => `su: ${words}: ${message}\n`;
}

/** Why a sudo that isn't root can't become it. */
function checkSudo(system: System): void {
  if (system.uid !== 0) {
    throw new Quit(
      system.noNewPrivileges
        ? 'sudo: The "no new privileges" flag is set, which prevents sudo from running as root.\nsudo: If sudo is running in a container, you may need to adjust the container configuration to disable the flag.\n'
        : `sudo: ${system.argv[0]?.includes('/') === true ? system.argv[0] : '/usr/bin/sudo'} must be owned by uid 0 and have the setuid bit set\n`,
      1,
    );
  }
  if (system.realUid !== 0) throw fail(system, 'a password is required');
}

/** su-exec and gosu: `USER[:GROUP] COMMAND`. */
export const gosu: Program = guarded({
  start(system) {
    const [spec, ...words] = system.argv.slice(1);
    const name = system.argv[0]?.split('/').pop() ?? 'gosu';
    if (spec === undefined || words.length === 0)
      throw new Quit(`Usage: ${name} user-spec command [args]\n`, 1);
    const [userText = '', groupText] = spec.split(':');
    const uid = findUid(system, userText);
    if (uid === undefined)
      throw new Quit(
        name === 'gosu'
          ? `error: failed switching to "${spec}": unable to find user ${userText}: no matching entries in passwd file\n`
          : `${name}: ${userText}: No such user\n`,
        1,
      );
    const user = userWithId(system, uid);
    const gid = groupText === undefined ? (user?.gid ?? uid) : findGid(system, groupText);
    if (gid === undefined)
      throw new Quit(
        `error: failed switching to "${spec}": unable to find group ${groupText}: no matching entries in group file\n`,
        1,
      );
    switchTo(system, { uid, gid }, user, (message) =>
      name === 'gosu'
        ? `error: failed switching to "${spec}": ${message.toLowerCase()}\n`
        : `${name}: setgroups: ${message}\n`,
    );
    const env = new Map(system.env);
    env.set('HOME', user?.home ?? '/');
    return become(system, words, env);
  },
  step: nothing,
});

/** Root needs no password; nobody else can give one. */
export const su: Program = guarded({
  start(system) {
    const manual = {
      gnu: '[options] [-] [<user> [<argument>...]]',
      package: 'util-linux',
    };
    const options = parseOptions(system, {
      letters: 'lmps:c:',
      long: { login: 'l', command: 'c', shell: 's', 'preserve-environment': 'm' },
      operandsLast: false,
      manual,
    });
    const words = [...options.operands];
    const login = options.has('l') || words[0] === '-';
    if (words[0] === '-') words.shift();
    const name = words.shift() ?? 'root';
    const user = userNamed(system, name);
    if (user === undefined)
      throw fail(
        system,
        isBusybox(system)
          ? `unknown user ${name}`
          : `user ${name} does not exist or the user entry does not contain all the required fields`,
      );
    if (system.realUid !== 0)
      throw fail(system, isBusybox(system) ? 'incorrect password' : 'Authentication failure');
    switchTo(system, user, user, suWords(system));
    const shell = options.value('s') ?? (user.shell || '/bin/sh');
    const env = new Map(login ? [['PATH', '/usr/local/bin:/usr/bin:/bin']] : system.env);
    env.set('HOME', user.home).set('SHELL', shell);
    if (user.uid !== 0 || login) env.set('USER', name).set('LOGNAME', name);
    if (login) system.changeDirectory(user.home);
    const command = options.value('c');
    const own = shell.slice(shell.lastIndexOf('/') + 1);
    const argv = [login ? `-${own}` : shell, ...(command === undefined ? [] : ['-c', command]), ...words];
    return shellAs(system, shell, argv, env);
  },
  step: nothing,
});

function shellAs(
  system: System,
  shell: string,
  argv: readonly string[],
  env: ReadonlyMap<string, string>,
): Next<never> {
  const path = system.findExecutable(shell);
  if (path === undefined)
    throw fail(
      system,
      isBusybox(system)
        ? `can't execute '${shell}': No such file or directory`
        : `failed to execute ${shell}: No such file or directory`,
      127,
    );
  return { exec: { path, argv, env } };
}

export const sudo: Program = guarded({
  start(system) {
    const manual = {
      gnu: '-h | -K | -k | -V\nusage: sudo [-ABbEHnPS] [-u user] [command [arg ...]]',
      package: 'Sudo',
    };
    const options = parseOptions(system, { letters: 'EHnSiu:g:k', operandsLast: true, manual });
    if (options.operands.length === 0 && !options.has('i')) throw new Quit(`usage: sudo ${manual.gnu}\n`, 1);
    checkSudo(system);
    const name = options.value('u') ?? 'root';
    const user = userNamed(system, name);
    if (user === undefined)
      throw new Quit(`sudo: unknown user ${name}\nsudo: error initializing audit plugin sudoers_audit\n`, 1);
    switchTo(system, user, user, (message) => `sudo: unable to change to runas uid: ${message}\n`);
    const words = [...options.operands];
    const env = new Map(
      options.has('E') ? system.env : [...system.env].filter(([key]) => key === 'PATH' || key === 'TERM'),
    );
    while (/^[A-Za-z_]\w*=/.test(words[0] ?? '')) {
      const [key = '', value = ''] = (words.shift() ?? '').split(/=(.*)/s);
      env.set(key, value);
    }
    env
      .set('HOME', user.home)
      .set('USER', name)
      .set('LOGNAME', name)
      .set('SUDO_USER', 'root')
      .set('SUDO_UID', '0');
    const [command = user.shell] = words;
    if (system.findExecutable(command) === undefined)
      throw new Quit(`sudo: ${command}: command not found\n`, 1);
    return become(system, words.length === 0 ? [command] : words, env);
  },
  step: nothing,
});
