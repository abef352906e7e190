import type { Next, Program, System } from '../../../linux/system.ts';
import { busyboxVersion } from '../busybox/release.ts';
import { complain, fail, guarded, immediate } from '../command.ts';
import { isBusybox, parseOptions } from '../options.ts';
import { userNamed, userWithId } from './accounts.ts';
import { textOf } from './proc-files.ts';

const idle: Next<null> = { state: null, until: {} };

/** crond: runs, and waits. Jobs aren't started. */
export const crond: Program<null> = guarded<null>({
  start(system) {
    const options = parseOptions(system, {
      letters: 'fbSl:d:L:c:nix:',
      manual: {
        gnu: '[options]',
        package: 'cronie',
      },
    });
    if (options.has('d') || options.has('l')) {
      system.write(
        2,
        `crond: crond (busybox ${busyboxVersion(system)}) started, log level ${options.value('d') ?? options.value('l')}\n`,
      );
    }
    if (options.has('f') || options.has('n')) return idle;
    system.fork(null);
    return { exit: 0 };
  },
  step: () => idle,
});

/** passwd: locks and unlocks accounts. Passwords themselves are never asked for here. */
export const passwd = immediate((system) => {
  const options = parseOptions(system, {
    letters: 'ludeSqa:',
    long: { lock: 'l', unlock: 'u', delete: 'd', status: 'S' },
    manual: {
      gnu: '[options] [LOGIN]',
      package: 'shadow',
    },
  });
  const name = options.operands[0] ?? userWithId(system, system.uid)?.name ?? '';
  const user = userNamed(system, name);
  if (user === undefined)
    throw fail(system, isBusybox(system) ? `unknown user ${name}` : `user '${name}' does not exist`);
  if (system.uid !== 0 && system.uid !== user.uid)
    throw fail(system, `You may not view or modify password information for ${name}.`);
  const what = options.last('l', 'u', 'd', 'S');
  if (what === undefined) throw fail(system, 'choosing passwords is not simulated');
  if (system.uid !== 0) throw fail(system, 'Permission denied.');
  return change(system, name, what);
});

function change(system: System, name: string, what: string): number {
  const lines = (textOf(system, '/etc/shadow') ?? '').split('\n');
  const at = lines.findIndex((line) => line.startsWith(`${name}:`));
  const [, password = '', ...rest] = (lines[at] ?? '').split(':');
  if (what === 'S') {
    const state = password === '' ? 'NP' : /^[!*]/.test(password) ? 'L' : 'P';
    system.write(1, `${name} ${state} 2024-10-04 0 99999 7 -1\n`);
    return 0;
  }
  if (at < 0) throw fail(system, `user '${name}' has no entry in /etc/shadow`);
  const next =
    what === 'd' ? '' : what === 'l' ? `!${password.replace(/^!/, '')}` : password.replace(/^!/, '');
  lines[at] = [name, next, ...rest].join(':');
  system.writeText('/etc/shadow', lines.join('\n'));
  complain(
    system,
    isBusybox(system) ? `password for ${name} changed by root` : 'password expiry information changed.',
  );
  return 0;
}
