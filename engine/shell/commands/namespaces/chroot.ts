import { systemError } from '../../../filesystem/errors.ts';
import type { Program } from '../../../linux/system.ts';
import { guarded } from '../command.ts';
import { isBusybox, parseOptions, Quit } from '../options.ts';
import { findGid, findUid, groupsOf, userWithId } from '../system/accounts.ts';
import { become } from '../system/running.ts';

const manual = {
  gnu: '[OPTION] NEWROOT [COMMAND [ARG]...]\nRun COMMAND with root directory set to NEWROOT.',
  usageExit: 125,
};

export const chroot: Program = guarded({
  start(system) {
    const { operands, value, has } = parseOptions(system, {
      letters: '',
      long: { userspec: '=', groups: '=', 'skip-chdir': '' },
      operandsLast: true,
      manual,
    });
    const [folder, ...command] = operands;
    const busybox = isBusybox(system);
    const failed = busybox ? 1 : 125;
    if (folder === undefined) {
      const hint = busybox ? '' : "Try 'chroot --help' for more information.\n";
      throw new Quit(`chroot: missing operand\n${hint}`, failed);
    }
    const before = system.workingDirectory;
    try {
      system.changeRoot(folder);
      if (has('skip-chdir')) system.changeDirectory(before);
    } catch (error) {
      const words = `${busybox ? "can't" : 'cannot'} change root directory to '${folder}'`;
      throw new Quit(`chroot: ${words}: ${systemError(error).message}\n`, failed);
    }
    const spec = value('userspec');
    if (spec !== undefined) {
      const [userText = '', groupText] = spec.split(':');
      const uid = findUid(system, userText);
      if (uid === undefined) throw new Quit('chroot: invalid user\n', failed);
      const user = userWithId(system, uid);
      const gid = groupText === undefined ? (user?.gid ?? system.gid) : findGid(system, groupText);
      if (gid === undefined) throw new Quit('chroot: invalid group\n', failed);
      system.setUser(uid, gid, user === undefined ? [gid] : groupsOf(system, user));
    }
    return become(system, command.length > 0 ? command : [system.env.get('SHELL') ?? '/bin/sh', '-i']);
  },
  step: () => ({ exit: 0 }),
});
