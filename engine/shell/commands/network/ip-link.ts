import { systemError } from '../../../filesystem/errors.ts';
import type { System } from '../../../linux/system.ts';
import { fail } from '../command.ts';
import { isBusybox, Quit } from '../options.ts';
import { chosenInterfaces } from './ip-address.ts';
import { interfaceText, type Show } from './ip-interfaces.ts';
import { openNetworkNamespace } from './ip-netns.ts';
import { actionOf, afterWord, cannotFind, change, unknown } from './ip-words.ts';

const linkKinds = { bridge: 'bridge', dummy: 'dummy', veth: 'veth' } as const;

export function link(system: System, words: string[], show: Show): number {
  const action = actionOf(words, ['show', 'list', 'lst', 'set', 'add', 'delete'], 'show');
  if (action === 'set') return setLink(system, words);
  if (action === 'add') return addLink(system, words);
  if (action === 'delete') {
    const name = afterWord(words, 'dev') ?? words[0] ?? '';
    return change(system, { do: 'remove interface', interface: name });
  }
  if (action === undefined && !isBusybox(system)) throw unknown(system, 'link', words[0] ?? '');
  system.write(
    1,
    chosenInterfaces(system, words)
      .map((each) => interfaceText(system, each, show, false))
      .join(''),
  );
  return 0;
}

function setLink(system: System, words: string[]): number {
  const rest = words[0] === 'dev' ? words.slice(1) : words;
  const [name = '', ...settings] = rest;
  if (!system.network().interfaces.some((each) => each.name === name)) throw cannotFind(system, name);
  let current = name;
  while (settings.length > 0) {
    const setting = settings.shift() ?? '';
    if (setting === 'up' || setting === 'down') {
      change(system, { do: setting === 'up' ? 'set up' : 'set down', interface: current });
    } else if (setting === 'nomaster') {
      change(system, { do: 'set link', interface: current, master: '' });
    } else {
      const value = settings.shift() ?? '';
      setValue(system, current, setting, value);
      if (setting === 'name') current = value;
    }
  }
  return 0;
}

/** One setting of a link with a value. */
function setValue(system: System, name: string, setting: string, value: string): void {
  const wrong = (what: string) =>
    new Quit(
      isBusybox(system)
        ? `ip: invalid argument '${value}' to '${what}'\n`
        : `Error: argument "${value}" is wrong: Invalid "${what}" value\n\n`,
      isBusybox(system) ? 1 : 255,
    );
  switch (setting) {
    case 'name':
      change(system, { do: 'set link', interface: name, name: value });
      return;
    case 'mtu':
      if (!/^\d{1,9}$/.test(value)) throw wrong('mtu');
      change(system, { do: 'set link', interface: name, mtu: Number(value) });
      return;
    case 'address':
      if (!/^(?:[0-9a-f]{2}:){5}[0-9a-f]{2}$/i.test(value)) throw wrong('address');
      change(system, { do: 'set link', interface: name, mac: value });
      return;
    case 'master':
      if (!system.network().interfaces.some((each) => each.name === value)) throw cannotFind(system, value);
      change(system, { do: 'set link', interface: name, master: value });
      return;
    case 'netns':
      moveTo(system, name, value);
      return;
    case 'txqueuelen':
    case 'qlen':
    case 'promisc':
    case 'multicast':
    case 'arp':
    case 'alias':
    case 'group':
      throw fail(system, `setting ${setting} of a link is not simulated`);
    default:
      throw new Quit(
        isBusybox(system)
          ? `ip: invalid argument '${setting}' to 'ip'\n`
          : `Error: either "dev" is duplicate, or "${setting}" is a garbage.\n`,
        isBusybox(system) ? 1 : 255,
      );
  }
}

function moveTo(system: System, name: string, value: string): void {
  let descriptor: number;
  try {
    descriptor = openNetworkNamespace(system, value);
  } catch (error) {
    systemError(error);
    throw /^\d+$/.test(value)
      ? new Quit('RTNETLINK answers: No such process\n', 2)
      : new Quit(`Error: argument "${value}" is wrong: Invalid "netns" value\n\n`, 255);
  }
  try {
    system.moveInterface(name, descriptor);
  } catch (error) {
    throw new Quit(`RTNETLINK answers: ${systemError(error).message}\n`, 2);
  }
}

function addLink(system: System, words: string[]): number {
  const kindText = afterWord(words, 'type') ?? '';
  const kind =
    kindText === 'bridge' || kindText === 'dummy' || kindText === 'veth' ? linkKinds[kindText] : undefined;
  const own = words.slice(0, Math.max(0, words.indexOf('type')));
  const name = afterWord(own, 'name') ?? own.find((word) => word !== 'dev' && word !== 'name') ?? '';
  if (kind === undefined)
    throw new Quit(
      isBusybox(system)
        ? 'ip: RTNETLINK answers: Operation not supported\n'
        : 'Error: Unknown device type.\n',
      2,
    );
  const peer =
    kind === 'veth'
      ? afterWord(words, 'peer') === 'name'
        ? afterWord(words.slice(words.indexOf('peer')), 'name')
        : afterWord(words, 'peer')
      : undefined;
  return change(system, {
    do: 'add interface',
    interface: name,
    kind,
    ...(peer === undefined ? {} : { peer }),
  });
}
