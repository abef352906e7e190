import { systemError } from '../../../filesystem/errors.ts';
import { ALL_CAPABILITIES, capabilityNamed } from '../../../linux/capabilities.ts';
import type { Program, System } from '../../../linux/system.ts';
import { fail, guarded } from '../command.ts';
import { becomeCommand } from '../namespaces/entering.ts';
import { type Options, parseOptions, type Syntax } from '../options.ts';
import { findGid, findUid, groupsOf, userWithId } from '../system/accounts.ts';
import { capabilitiesOf } from './process-capabilities.ts';

const syntax: Syntax = {
  letters: 'd',
  long: {
    dump: 'd',
    nnp: '',
    'no-new-privs': '',
    'bounding-set': '=',
    ruid: '=',
    euid: '=',
    rgid: '=',
    egid: '=',
    reuid: '=',
    regid: '=',
    'clear-groups': '',
    'keep-groups': '',
    'init-groups': '',
    groups: '=',
    'inh-caps': '=',
    'ambient-caps': '=',
    'reset-env': '',
  },
  operandsLast: true,
  manual: {
    package: 'util-linux',
    version: '2.38.1',
    gnu: '[options] <program> [<argument>...]\n\nRun a program with different privilege settings.',
  },
};

export const setpriv: Program = guarded({
  start(system) {
    const options = parseOptions(system, syntax);
    if (options.has('d')) {
      dump(system);
      return { exit: 0 };
    }
    if (options.operands.length === 0) throw fail(system, 'No program specified');
    if (options.has('nnp') || options.has('no-new-privs')) system.forbidNewPrivileges();
    system.keepCapabilities(true);
    setIds(system, options);
    const own = capabilitiesOf(system, 'self');
    change(system, options.value('inh-caps'), own?.inheritable, (names) => system.inheritCapabilities(names));
    change(system, options.value('ambient-caps'), own?.ambient, (names) => system.raiseAmbient(names));
    change(system, options.value('bounding-set'), own?.bounding, (names) => system.boundCapabilities(names));
    return becomeCommand(system, options.operands);
  },
  step: () => ({ exit: 0 }),
});

function setIds(system: System, options: Options): void {
  const uidText = options.value('reuid') ?? options.value('euid') ?? options.value('ruid');
  const gidText = options.value('regid') ?? options.value('egid') ?? options.value('rgid');
  const uid = uidText === undefined ? system.uid : findUid(system, uidText);
  const gid = gidText === undefined ? system.gid : findGid(system, gidText);
  if (uid === undefined) throw fail(system, 'failed to parse reuid');
  if (gid === undefined) throw fail(system, 'failed to parse regid');
  const list = options.value('groups');
  const user = options.has('init-groups') ? userWithId(system, uid) : undefined;
  const chosen = ['groups', 'clear-groups', 'keep-groups', 'init-groups'].some(options.has);
  if (gidText !== undefined && !chosen)
    throw fail(system, '--[re]gid requires --keep-groups, --clear-groups, --init-groups, or --groups');
  const groups = options.has('clear-groups')
    ? []
    : user !== undefined
      ? groupsOf(system, user)
      : list === undefined
        ? system.groups
        : list.split(',').map((each) => findGid(system, each) ?? Number(each));
  try {
    system.setUser(uid, gid, groups);
  } catch (error) {
    const what = gid !== system.gid ? 'setresgid' : uid !== system.uid ? 'setresuid' : 'setgroups';
    throw fail(system, `${what} failed: ${systemError(error).message}`, 127);
  }
}

/** Changes a set of capabilities, `-all,+chown`: one after the other. */
function change(
  system: System,
  text: string | undefined,
  before: readonly string[] = [],
  apply: (names: readonly string[]) => void,
): void {
  if (text === undefined) return;
  const kept = new Set(before);
  for (const word of text.split(',')) {
    const [sign = '', name = ''] = [word[0], word.slice(1)];
    const wanted = name === 'all' ? ALL_CAPABILITIES : [capabilityNamed(name)];
    for (const each of wanted) {
      if (each === undefined || !'+-'.includes(sign)) throw fail(system, `unknown capability "${name}"`);
      if (sign === '-') kept.delete(each);
      else kept.add(each);
    }
  }
  try {
    apply([...kept]);
  } catch (error) {
    throw fail(system, `apply capabilities: ${systemError(error).message}`, 127);
  }
}

function dump(system: System): void {
  const own = capabilitiesOf(system, 'self');
  const shown = (names: readonly string[] = []) =>
    names.length === 0 ? '[none]' : names.map((name) => name.slice(4).toLowerCase()).join(',');
  const groups = system.groups.length === 0 ? '[none]' : system.groups.join(',');
  system.write(
    1,
    [
      `uid: ${system.realUid}`,
      `euid: ${system.uid}`,
      `gid: ${system.realGid}`,
      `egid: ${system.gid}`,
      `Supplementary groups: ${groups}`,
      `no_new_privs: ${system.noNewPrivileges ? 1 : 0}`,
      `Inheritable capabilities: ${shown(own?.inheritable)}`,
      `Ambient capabilities: ${shown(own?.ambient)}`,
      `Capability bounding set: ${shown(own?.bounding)}`,
      'Securebits: [none]',
      'Parent death signal: [none]',
      '',
    ].join('\n'),
  );
}
