import { systemError } from '../../../filesystem/errors.ts';
import type { Program } from '../../../linux/system.ts';
import { guarded, immediate } from '../command.ts';
import { commandName, isBusybox, Quit } from '../options.ts';
import { become } from './running.ts';

/** The kernel makes and joins namespaces for a container runtime only. */
function refusal(unable: string, what: string) {
  return immediate((system) => {
    const name = commandName(system);
    if (!system.capable('CAP_SYS_ADMIN')) {
      throw new Quit(
        `${name}: ${isBusybox(system) ? `${unable.split(' ')[0] ?? ''}: ` : `${unable} failed: `}Operation not permitted\n`,
        1,
      );
    }
    throw new Quit(`${name}: ${what} is not simulated\n`, 1);
  });
}

export const unshare = refusal('unshare', 'making namespaces');
export const nsenter = refusal(
  "reassociate to namespace 'ns/mnt'",
  'entering the namespaces of other processes',
);

export const chroot: Program = guarded({
  start(system) {
    const [folder, ...command] = system.argv.slice(1);
    const busybox = isBusybox(system);
    const failed = busybox ? 1 : 125;
    if (folder === undefined) {
      const hint = busybox ? '' : "Try 'chroot --help' for more information.\n";
      throw new Quit(`chroot: missing operand\n${hint}`, failed);
    }
    if (folder.startsWith('-') && folder !== '-')
      throw new Quit(`chroot: option ${folder} is not simulated\n`, failed);
    try {
      system.changeRoot(folder);
    } catch (error) {
      const words = `${busybox ? "can't" : 'cannot'} change root directory to '${folder}'`;
      throw new Quit(`chroot: ${words}: ${systemError(error).message}\n`, failed);
    }
    return become(system, command.length > 0 ? command : [system.env.get('SHELL') ?? '/bin/sh', '-i']);
  },
  step: () => ({ exit: 0 }),
});
