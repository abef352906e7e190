import { systemError } from '../../../filesystem/errors.ts';
import { immediate } from '../command.ts';
import { commandName, isBusybox, Quit } from '../options.ts';

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

export const chroot = immediate((system) => {
  const [folder] = system.argv.slice(1).filter((word) => !word.startsWith('-'));
  const busybox = isBusybox(system);
  if (folder === undefined) {
    throw new Quit(
      busybox
        ? 'chroot: missing operand\n'
        : "chroot: missing operand\nTry 'chroot --help' for more information.\n",
      busybox ? 1 : 125,
    );
  }
  const words = busybox
    ? `can't change root directory to '${folder}'`
    : `cannot change root directory to '${folder}'`;
  try {
    system.readDirectory(folder);
  } catch (error) {
    throw new Quit(`chroot: ${words}: ${systemError(error).message}\n`, busybox ? 1 : 125);
  }
  if (!system.capable('CAP_SYS_CHROOT'))
    throw new Quit(`chroot: ${words}: Operation not permitted\n`, busybox ? 1 : 125);
  throw new Quit(`chroot: ${words}: changing the root directory is not simulated\n`, busybox ? 1 : 125);
});
