import { systemError } from '../../../filesystem/errors.ts';
import { ALL_CAPABILITIES, capabilitiesIn, capabilityNamed } from '../../../linux/capabilities.ts';
import type { Next, Program, System } from '../../../linux/system.ts';
import { guarded } from '../command.ts';
import { Quit } from '../options.ts';
import { findGid, findUid, groupsOf, names, userNamed } from '../system/accounts.ts';
import { capabilitiesOf, type ProcessCapabilities, processText } from './process-capabilities.ts';

const usage = `usage: capsh [args ...]
  --addamb=xxx   add xxx,... capabilities to ambient set
  --chroot=path  chroot(2) to this path
  --current      show current caps and IAB vectors
  --decode=xxx   decode a hex string to a list of caps
  --delamb=xxx   remove xxx,... capabilities from ambient
  --drop=xxx     drop xxx,... caps from bounding set
  --gid=<n>      set gid to <n> (hint: id <username>)
  --groups=g,... set the supplemental groups
  --has-a=xxx    exit 1 if capability xxx not ambient
  --has-b=xxx    exit 1 if capability xxx not dropped
  --has-i=xxx    exit 1 if capability xxx not inheritable
  --has-p=xxx    exit 1 if capability xxx not permitted
  --has-no-new-privs  exit 1 if privs not limited
  --help, -h     this message (or try 'man capsh')
  --inh=xxx      set xxx,.. inheritable set
  --is-uid=<n>   exit 1 if uid != <n>
  --is-gid=<n>   exit 1 if gid != <n>
  --keep=<n>     set keep-capability bit to <n>
  --mode         display current libcap mode
  --noamb        reset (drop) all ambient capabilities
  --no-new-privs set sticky process privilege limiter
  --print        display capability relevant state
  --shell=/xx/yy use /xx/yy instead of /bin/bash for --
  --supports=xxx exit 1 if capability xxx unsupported
  --uid=<n>      set uid to <n> (hint: id <username>)
  --user=<name>  set uid,gid and groups to that of user
  ==             re-exec(capsh) with args as for --
  --             remaining arguments are for /bin/bash
                 (without -- [capsh] will simply exit(0))
`;

const SHELL = '/bin/bash';

/** capsh does what its words say, one after the other. */
export const capsh: Program = guarded({
  start(system) {
    const words = system.argv.slice(1);
    let shell = SHELL;
    while (words.length > 0) {
      const word = words.shift() ?? '';
      if (word === '--') return become(system, shell, [shell, ...words]);
      if (word === '==')
        return become(system, system.argv[0] ?? 'capsh', [system.argv[0] ?? 'capsh', ...words]);
      const [name = '', value = ''] = word.split(/=(.*)/s);
      if (name === '--shell') shell = value;
      else if (Object.hasOwn(ACTIONS, name)) ACTIONS[name]?.(system, value);
      else
        throw new Quit(
          usage,
          word === '--help' || word === '-h' ? 0 : 1,
          word === '--help' ? 'out' : 'error',
        );
    }
    return { exit: 0 };
  },
  step: () => ({ exit: 0 }),
});

function become(system: System, command: string, argv: readonly string[]): Next<never> {
  const path = system.findExecutable(command);
  try {
    if (path !== undefined) {
      system.access(path, { execute: true });
      return { exec: { path, argv, env: system.env } };
    }
  } catch (error) {
    throw new Quit(`execve '${command}' failed! (${systemError(error).message})\n`, 1);
  }
  throw new Quit(`execve '${command}' failed! (No such file or directory)\n`, 1);
}

const ACTIONS: Readonly<Record<string, (system: System, value: string) => void>> = {
  '--print': print,
  '--current': (system) => {
    const own = ownCapabilities(system);
    system.write(1, `Current: ${processText(own)}\nCurrent IAB: ${vectors(own)}\n`);
  },
  '--mode': (system) => system.write(1, 'Mode: HYBRID\n'),
  '--decode': (system, value) => {
    if (!/^(0x)?[0-9a-f]{1,16}$/i.test(value)) throw new Quit('', 1);
    const mask = value.replace(/^0x/i, '').padStart(16, '0');
    system.write(1, `0x${mask}=${lower(capabilitiesIn(mask)).join(',')}\n`);
  },
  '--drop': drop,
  '--keep': (system, value) => system.keepCapabilities(value === '1'),
  '--inh': (system, value) =>
    attempt('Unable to set inheritable capabilities', () => system.inheritCapabilities(list(value))),
  '--addamb': (system, value) => {
    for (const name of list(value)) {
      const { ambient } = ownCapabilities(system);
      ambientChange(system, 'raise', name, [...ambient, name]);
    }
  },
  '--delamb': (system, value) => {
    for (const name of list(value)) {
      const { ambient } = ownCapabilities(system);
      ambientChange(
        system,
        'lower',
        name,
        ambient.filter((each) => each !== name),
      );
    }
  },
  '--noamb': (system) => system.raiseAmbient([]),
  '--has-a': (system, value) => {
    if (!ownCapabilities(system).ambient.includes(named(value)))
      throw new Quit(`cap[${value}] not in ambient vector\n`, 1);
  },
  '--has-i': (system, value) => {
    if (!ownCapabilities(system).inheritable.includes(named(value)))
      throw new Quit(`cap[${value}] not inheritable\n`, 1);
  },
  '--has-p': (system, value) => {
    if (!ownCapabilities(system).permitted.includes(named(value)))
      throw new Quit(`cap[${value}] not permitted\n`, 1);
  },
  '--has-b': (system, value) => {
    if (!ownCapabilities(system).bounding.includes(named(value)))
      throw new Quit(`cap[${value}] not in bounding vector\n`, 1);
  },
  '--has-no-new-privs': (system) => {
    if (!system.noNewPrivileges) throw new Quit('no-new-privs not set\n', 1);
  },
  '--no-new-privs': (system) => system.forbidNewPrivileges(),
  '--supports': (_, value) => {
    if (capabilityNamed(value) === undefined) throw new Quit(`cap[${value}] not recognized by library\n`, 1);
  },
  '--chroot': (system, value) =>
    attempt(`Unable to chroot/chdir to [${value}]`, () => system.changeRoot(value)),
  '--uid': (system, value) => {
    const uid = findUid(system, value) ?? Number.NaN;
    attempt(`Failed to set uid=${value}`, () => system.setUser(uid, system.gid, system.groups));
  },
  '--gid': (system, value) => {
    const gid = findGid(system, value) ?? Number.NaN;
    attempt(`Failed to set gid=${value}`, () => system.setUser(system.uid, gid, system.groups));
  },
  '--groups': (system, value) => {
    const groups = value.split(',').map((each) => findGid(system, each) ?? Number.NaN);
    attempt('Failed to setgroups.', () => system.setUser(system.uid, system.gid, groups));
  },
  '--user': (system, value) => {
    const user = userNamed(system, value);
    if (user === undefined) throw new Quit(`User [${value}] not known\n`, 1);
    attempt(`Unable to set group list for user`, () =>
      system.setUser(user.uid, user.gid, groupsOf(system, user)),
    );
  },
  '--is-uid': (system, value) => {
    if (system.uid !== Number(value)) throw new Quit(`uid: got=${system.uid}, want=${value}\n`, 1);
  },
  '--is-gid': (system, value) => {
    if (system.gid !== Number(value)) throw new Quit(`gid: got=${system.gid}, want=${value}\n`, 1);
  },
};

function attempt(words: string, act: () => void): void {
  try {
    act();
  } catch (error) {
    throw new Quit(`${words}: ${systemError(error).message}\n`, 1);
  }
}

function named(text: string): string {
  const name = capabilityNamed(text);
  if (name === undefined) throw new Quit(`cap[${text}] not recognized by library\n`, 1);
  return name;
}

function list(value: string): string[] {
  if (value === 'all') return [...ALL_CAPABILITIES];
  return value === '' || value === 'none' ? [] : value.split(',').map(named);
}

function ambientChange(system: System, verb: string, name: string, wanted: readonly string[]): void {
  try {
    system.raiseAmbient([...new Set(wanted)]);
  } catch (error) {
    systemError(error);
    const number = ALL_CAPABILITIES.indexOf(name);
    throw new Quit(`failed to ${verb} ambient [${name.toLowerCase()}=${number}]\n`, 1);
  }
}

function drop(system: System, value: string): void {
  const gone = value === 'all' ? ALL_CAPABILITIES : value.split(',').map(named);
  const { bounding } = ownCapabilities(system);
  try {
    system.boundCapabilities(bounding.filter((name) => !gone.includes(name)));
  } catch (error) {
    throw new Quit(`unable to raise CAP_SETPCAP for BSET changes: ${systemError(error).message}\n`, 1);
  }
}

function ownCapabilities(system: System): ProcessCapabilities {
  const none = { effective: [], permitted: [], inheritable: [], bounding: [], ambient: [] };
  return capabilitiesOf(system, 'self') ?? none;
}

function lower(list: readonly string[]): string[] {
  return list.map((name) => name.toLowerCase());
}

/** What the bounding set keeps it from for ever (!), what is inheritable, and what is ambient, too (^). */
function vectors({ bounding, inheritable, ambient }: ProcessCapabilities): string {
  return ALL_CAPABILITIES.flatMap((name) => {
    const sign = `${bounding.includes(name) ? '' : '!'}${ambient.includes(name) ? '^' : ''}`;
    return sign === '' && !inheritable.includes(name) ? [] : [sign + name.toLowerCase()];
  }).join(',');
}

function print(system: System): void {
  const own = ownCapabilities(system);
  const known = names(system);
  const user = (uid: number) => `${uid}(${nameOr(known.user(uid), uid)})`;
  const group = (gid: number) => `${gid}(${nameOr(known.group(gid), gid)})`;
  system.write(
    1,
    [
      `Current: ${processText(own)}`,
      `Bounding set =${lower(own.bounding).join(',')}`,
      `Ambient set =${lower(own.ambient).join(',')}`,
      `Current IAB: ${vectors(own)}`,
      `Securebits: 00/0x0/1'b0 (no-new-privs=${system.noNewPrivileges ? 1 : 0})`,
      ' secure-noroot: no (unlocked)',
      ' secure-no-suid-fixup: no (unlocked)',
      ' secure-keep-caps: no (unlocked)',
      ' secure-no-ambient-raise: no (unlocked)',
      `uid=${user(system.realUid)} euid=${user(system.uid)}`,
      `gid=${group(system.gid)}`,
      `groups=${system.groups.map(group).join(',')}`,
      'Guessed mode: HYBRID (4)',
      '',
    ].join('\n'),
  );
}

function nameOr(name: string, id: number): string {
  return name === String(id) ? '???' : name;
}
