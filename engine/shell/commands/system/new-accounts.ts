import { systemError } from '../../../filesystem/errors.ts';
import type { Program, System } from '../../../linux/system.ts';
import { fail, immediate } from '../command.ts';
import { makeParents } from '../files/make.ts';
import { isBusybox, type Options, parseOptions, usageOnly } from '../options.ts';
import { findGid, groups, userNamed, users } from './accounts.ts';
import { textOf } from './proc-files.ts';

/** Ids of people begin here; those of services below. */
const FIRST_ID = 1000;
const FIRST_SYSTEM_ID = 100;

function append(system: System, path: string, line: string): void {
  const before = textOf(system, path) ?? '';
  try {
    system.writeText(path, `${before}${before === '' || before.endsWith('\n') ? '' : '\n'}${line}\n`);
  } catch (error) {
    const { message } = systemError(error);
    throw fail(
      system,
      isBusybox(system) ? `${path}: ${message}` : `${message}.\n${path}: cannot lock; try again later.`,
    );
  }
}

function freeId(taken: readonly number[], first: number): number {
  let id = first;
  while (taken.includes(id)) id++;
  return id;
}

function checkName(system: System, name: string): void {
  if (/^[a-z_][a-z0-9_.-]{0,31}\$?$/i.test(name)) return;
  throw fail(
    system,
    isBusybox(system)
      ? `illegal character with code ${name.charCodeAt(0)} at position 0`
      : `invalid user name '${name}'`,
  );
}

function newGroup(system: System, name: string, wanted: string | undefined, first: number): number {
  const all = groups(system);
  if (all.some((group) => group.name === name)) {
    throw fail(
      system,
      isBusybox(system) ? `group '${name}' in use` : `group '${name}' already exists`,
      isBusybox(system) ? 1 : 9,
    );
  }
  const gid =
    wanted === undefined
      ? freeId(
          all.map((group) => group.gid),
          first,
        )
      : Number(wanted);
  if (!Number.isInteger(gid) || gid < 0)
    throw fail(
      system,
      isBusybox(system) ? `invalid number '${wanted}'` : `invalid group ID '${wanted}'`,
      isBusybox(system) ? 1 : 3,
    );
  if (wanted !== undefined && all.some((group) => group.gid === gid))
    throw fail(
      system,
      isBusybox(system) ? `gid '${gid}' in use` : `GID '${gid}' already exists`,
      isBusybox(system) ? 1 : 4,
    );
  append(system, '/etc/group', `${name}:x:${gid}:`);
  return gid;
}

/** Makes a user a member of a group too. */
function join(system: System, user: string, group: string): void {
  const lines = (textOf(system, '/etc/group') ?? '').split('\n');
  if (!lines.some((line) => line.startsWith(`${group}:`))) {
    throw fail(
      system,
      isBusybox(system) ? `unknown group ${group}` : `group '${group}' does not exist`,
      isBusybox(system) ? 1 : 6,
    );
  }
  const changed = lines.map((line) => {
    if (!line.startsWith(`${group}:`)) return line;
    const members = line
      .slice(line.lastIndexOf(':') + 1)
      .split(',')
      .filter((member) => member !== '' && member !== user);
    return `${line.slice(0, line.lastIndexOf(':') + 1)}${[...members, user].join(',')}`;
  });
  system.writeText('/etc/group', changed.join('\n'));
}

const busyboxAdduser = {
  gnu: '[options] LOGIN',
};

export const adduser: Program = immediate((system) => {
  const busybox = isBusybox(system);
  const options = parseOptions(system, {
    letters: 'h:g:s:G:SDHu:k:',
    long: busybox
      ? {
          home: 'h',
          gecos: 'g',
          shell: 's',
          ingroup: 'G',
          system: 'S',
          'disabled-password': 'D',
          'no-create-home': 'H',
          uid: 'u',
        }
      : {
          home: 'h',
          gecos: 'g',
          shell: 's',
          ingroup: 'G',
          system: 'S',
          'disabled-password': 'D',
          'disabled-login': '',
          'no-create-home': 'H',
          uid: 'u',
          group: '',
          gid: '=',
          quiet: '',
        },
    manual: busyboxAdduser,
  });
  const [name, group] = options.operands;
  if (name === undefined) throw usageOnly(system, busyboxAdduser);
  if (group !== undefined) {
    join(system, name, group);
    return 0;
  }
  return addUser(system, name, {
    uid: options.value('u'),
    group: options.value('G') ?? options.value('gid'),
    home: options.value('h') ?? `/home/${name}`,
    makesHome: !options.has('H') && !(options.has('S') && !busybox),
    comment: options.value('g') ?? (busybox && !options.has('S') ? 'Linux User,,,' : ''),
    shell: options.value('s') ?? (options.has('S') ? '/sbin/nologin' : busybox ? '/bin/sh' : '/bin/bash'),
    service: options.has('S'),
  });
});

interface NewUser {
  readonly uid: string | undefined;
  readonly group: string | undefined;
  readonly home: string;
  readonly makesHome: boolean;
  readonly comment: string;
  readonly shell: string;
  readonly service: boolean;
}

function addUser(system: System, name: string, wanted: NewUser): number {
  checkName(system, name);
  const busybox = isBusybox(system);
  if (userNamed(system, name) !== undefined) {
    throw fail(system, busybox ? `user '${name}' in use` : `user '${name}' already exists`, busybox ? 1 : 9);
  }
  const first = wanted.service ? FIRST_SYSTEM_ID : FIRST_ID;
  const taken = users(system).map(({ uid }) => uid);
  const uid = wanted.uid === undefined ? freeId(taken, first) : Number(wanted.uid);
  if (!Number.isInteger(uid) || uid < 0)
    throw fail(
      system,
      busybox ? `invalid number '${wanted.uid}'` : `invalid user ID '${wanted.uid}'`,
      busybox ? 1 : 3,
    );
  if (wanted.uid !== undefined && taken.includes(uid))
    throw fail(system, busybox ? `uid '${uid}' in use` : `UID ${uid} is not unique`, busybox ? 1 : 4);
  const gid =
    wanted.group === undefined
      ? newGroup(
          system,
          name,
          groups(system).some((group) => group.gid === uid) ? undefined : String(uid),
          first,
        )
      : findGid(system, wanted.group);
  if (gid === undefined)
    throw fail(
      system,
      busybox ? `unknown group ${wanted.group}` : `group '${wanted.group}' does not exist`,
      busybox ? 1 : 6,
    );
  append(system, '/etc/passwd', `${name}:x:${uid}:${gid}:${wanted.comment}:${wanted.home}:${wanted.shell}`);
  if (textOf(system, '/etc/shadow') !== undefined)
    append(system, '/etc/shadow', `${name}:!:${Math.floor(system.now / 86_400_000)}:0:99999:7:::`);
  if (!wanted.makesHome) return 0;
  makeParents(system, wanted.home);
  system.changeOwner(wanted.home, uid, gid);
  return 0;
}

export const useradd: Program = immediate((system) => {
  const manual = {
    gnu: '[options] LOGIN\n       useradd -D\n       useradd -D [options]',
    package: 'shadow-utils',
    usageExit: 2,
  };
  const options = parseOptions(system, {
    letters: 'b:c:d:g:G:k:mMNors:u:Ul',
    long: {
      comment: 'c',
      'home-dir': 'd',
      gid: 'g',
      groups: 'G',
      'create-home': 'm',
      'no-create-home': 'M',
      system: 'r',
      shell: 's',
      uid: 'u',
      'user-group': 'U',
      'no-user-group': 'N',
      'no-log-init': 'l',
    },
    manual,
  });
  const [name] = options.operands;
  if (name === undefined) throw usageOnly(system, manual);
  const code = addUser(system, name, {
    uid: options.value('u'),
    group: options.value('g'),
    home: options.value('d') ?? `/home/${name}`,
    makesHome: options.has('m'),
    comment: options.value('c') ?? '',
    shell: options.value('s') ?? '/bin/sh',
    service: options.has('r'),
  });
  for (const group of options.values('G').flatMap((text) => text.split(','))) join(system, name, group);
  return code;
});

function groupCommand(letters: string, long: Readonly<Record<string, string>>): Program {
  const manual = {
    gnu: '[options] GROUP',
    package: 'shadow-utils',
  };
  return immediate((system) => {
    const options: Options = parseOptions(system, { letters, long, manual });
    const [first, second] = options.operands;
    if (first === undefined) throw usageOnly(system, manual);
    if (second !== undefined) join(system, first, second);
    else
      newGroup(
        system,
        first,
        options.value('g'),
        options.has('S') || options.has('r') ? FIRST_SYSTEM_ID : FIRST_ID,
      );
    return 0;
  });
}

export const addgroup = groupCommand('g:S', { gid: 'g', system: 'S' });
export const groupadd = groupCommand('g:rfo', { gid: 'g', system: 'r', force: 'f' });
