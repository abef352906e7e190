import type { System } from '../../../linux/system.ts';
import { fail, immediate } from '../command.ts';
import { missingOperand } from '../files/make.ts';
import { isBusybox, parseOptions } from '../options.ts';
import { quote } from '../quoting.ts';
import { groupsOf, names, userNamed, userWithId } from './accounts.ts';
import { textOf } from './proc-files.ts';

interface Identity {
  /** The real ones; effective ones beside them, where they are others. */
  readonly uid: number;
  readonly gid: number;
  readonly effectiveUid?: number;
  readonly effectiveGid?: number;
  readonly groups: readonly number[];
}

function ownIdentity(system: System): Identity {
  const { realUid: uid, realGid: gid, uid: effectiveUid, gid: effectiveGid } = system;
  const groups = [...new Set([effectiveGid, ...system.groups])];
  return { uid, gid, effectiveUid, effectiveGid, groups };
}

function identityOf(system: System, name: string): Identity {
  const numeric =
    /^\d{1,10}$/.test(name) && !isBusybox(system) ? userWithId(system, Number(name)) : undefined;
  const user = userNamed(system, name) ?? numeric;
  if (user !== undefined) return { uid: user.uid, gid: user.gid, groups: groupsOf(system, user) };
  throw fail(system, isBusybox(system) ? `unknown user ${name}` : `${quote(system, name)}: no such user`);
}

const idManual = {
  gnu: '[OPTION]... [USER]...\nPrint user and group information for each specified USER,\nor (when USER omitted) for the current process.',
};

export const id = immediate((system) => {
  const options = parseOptions(system, {
    letters: 'ugGnrzZa',
    long: { user: 'u', group: 'g', groups: 'G', name: 'n', real: 'r', zero: 'z', context: 'Z' },
    manual: idManual,
  });
  const [name] = options.operands;
  const identity = name === undefined ? ownIdentity(system) : identityOf(system, name);
  const known = names(system);
  const only = options.last('u', 'g', 'G', 'Z');
  if (only === 'Z') {
    // The library looks for selinuxfs, which containers have only where it is bound.
    if (textOf(system, '/sys/fs/selinux/enforce') === undefined)
      throw fail(system, '--context (-Z) works only on an SELinux-enabled kernel');
    system.write(1, `${(textOf(system, '/proc/self/attr/current') ?? '').replace(/\0$/, '')}\n`);
    return 0;
  }
  if (only === undefined) {
    if (options.has('n') && !isBusybox(system))
      throw fail(system, 'cannot print only names or real IDs in default format');
    system.write(1, `${whole(system, identity)}\n`);
    return 0;
  }
  const named = options.has('n');
  const { uid, gid, effectiveUid = uid, effectiveGid = gid } = identity;
  const [user, group] = options.has('r') ? [uid, gid] : [effectiveUid, effectiveGid];
  const ids = only === 'u' ? [user] : only === 'g' ? [group] : identity.groups;
  const texts = ids.map((each) =>
    named ? (only === 'u' ? known.user(each) : known.group(each)) : String(each),
  );
  system.write(1, `${texts.join(' ')}\n`);
  return 0;
});

function whole(system: System, identity: Identity): string {
  const { uid, gid, groups, effectiveUid = uid, effectiveGid = gid } = identity;
  const known = names(system);
  const shown = (number: number, name: string) => (name === String(number) ? name : `${number}(${name})`);
  const list = groups.map((each) => shown(each, known.group(each))).join(',');
  const effective =
    (effectiveUid === uid ? '' : ` euid=${shown(effectiveUid, known.user(effectiveUid))}`) +
    (effectiveGid === gid ? '' : ` egid=${shown(effectiveGid, known.group(effectiveGid))}`);
  return `uid=${shown(uid, known.user(uid))} gid=${shown(gid, known.group(gid))}${effective} groups=${list}`;
}

const whoamiManual = {
  gnu: '[OPTION]...\nPrint the user name associated with the current effective user ID.',
};

export const whoami = immediate((system) => {
  const [extra] = parseOptions(system, { letters: '', manual: whoamiManual }).operands;
  if (extra !== undefined)
    throw missingOperand(system, whoamiManual, `extra operand ${quote(system, extra)}`);
  const user = userWithId(system, system.uid);
  if (user === undefined) {
    throw fail(
      system,
      isBusybox(system) ? `unknown uid ${system.uid}` : `cannot find name for user ID ${system.uid}`,
    );
  }
  system.write(1, `${user.name}\n`);
  return 0;
});

export const groups = immediate((system) => {
  const { operands } = parseOptions(system, {
    letters: '',
    manual: {
      gnu: '[OPTION]... [USERNAME]...\nPrint group memberships for each USERNAME or, if no USERNAME is specified, for\nthe current process.',
    },
  });
  const known = names(system);
  if (operands.length === 0) {
    system.write(1, `${ownIdentity(system).groups.map(known.group).join(' ')}\n`);
    return 0;
  }
  for (const name of operands) {
    const list = identityOf(system, name).groups.map(known.group).join(' ');
    system.write(1, isBusybox(system) ? `${list}\n` : `${name} : ${list}\n`);
  }
  return 0;
});
