import { systemError } from '../../../filesystem/errors.ts';
import type { NetworkChange, NetworkInterface, Route } from '../../../linux/network-view.ts';
import type { Program, System } from '../../../linux/system.ts';
import { fail, guarded } from '../command.ts';
import { isBusybox, Quit, usageOnly } from '../options.ts';
import { parseAddress, parsePrefix } from './addresses.ts';
import { interfaceText, type Show } from './ip-interfaces.ts';
import { enterNetworkNamespace, networkNamespaces, openNetworkNamespace } from './ip-netns.ts';
import { ipManual, ipUsage, routeUsage } from './ip-usage.ts';

const objects = ['address', 'link', 'route', 'neighbour', 'rule', 'help'] as const;
type ObjectName = (typeof objects)[number];
const otherObjects: Readonly<Record<string, ObjectName>> = { neighbor: 'neighbour' };

export const ip: Program = guarded({
  start(system) {
    const words = system.argv.slice(1);
    const show = takeOptions(system, words);
    const isNamespaces = words[0] !== undefined && words[0].length > 2 && 'netns'.startsWith(words[0]);
    if (isNamespaces && !isBusybox(system)) return networkNamespaces(system, words.slice(1));
    return { exit: run(system, words, show) };
  },
  step: () => ({ exit: 0 }),
});

function run(system: System, words: string[], show: Show): number {
  const text = words.shift();
  if (text === undefined || text === 'help') throw usage(system);
  const object = otherObjects[text] ?? objects.find((each) => each.startsWith(text));
  if (object === undefined) {
    if (isBusybox(system)) throw usage(system);
    throw new Quit(`Object "${text}" is unknown, try "ip help".\n`, 1);
  }
  return commands[object](system, words, show);
}

function usage(system: System): Quit {
  return isBusybox(system) ? usageOnly(system, ipManual) : new Quit(ipUsage, 255);
}

const commands: Readonly<Record<ObjectName, (system: System, words: string[], show: Show) => number>> = {
  address,
  link,
  route,
  neighbour: () => 0,
  rule: (system) => {
    system.write(
      1,
      '0:\tfrom all lookup local\n32766:\tfrom all lookup main\n32767:\tfrom all lookup default\n',
    );
    return 0;
  },
  help: (system) => {
    throw usage(system);
  },
};

function takeOptions(system: System, words: string[]): Show {
  let family: 4 | 6 | undefined;
  let [brief, oneLine, statistics] = [false, false, false];
  while (words[0]?.startsWith('-')) {
    const word = words.shift() ?? '';
    if (word === '-4') family = 4;
    else if (word === '-6') family = 6;
    else if (/^--?br(?:ief)?$/.test(word)) brief = true;
    else if (/^--?o(?:neline)?$/.test(word)) oneLine = true;
    else if (/^--?s(?:tats|tatistics)?$/.test(word)) statistics = true;
    else if (/^--?(?:f|family)$/.test(word)) family = words.shift() === 'inet6' ? 6 : 4;
    else if (/^--?n(?:etns)?$/.test(word)) enterNetworkNamespace(system, words.shift() ?? '');
    else if (/^--?(?:c|color|d|details|h|human|a|all)(?:=\w+)?$/.test(word)) continue;
    else if (/^--?V(?:ersion)?$/.test(word))
      throw new Quit('ip utility, iproute2-6.1.0, libbpf 1.1.0\n', 0, 'out');
    else
      throw isBusybox(system)
        ? usage(system)
        : new Quit(`Option "${word}" is unknown, try "ip -help".\n`, 255);
  }
  return { family, brief, oneLine, statistics };
}

/** An action may be shortened, as the words of ip may. */
function actionOf<Name extends string>(
  words: string[],
  names: readonly Name[],
  otherwise: Name,
): Name | undefined {
  const word = words[0];
  if (word === undefined) return otherwise;
  const found = names.find((name) => name.startsWith(word));
  if (found !== undefined) words.shift();
  return found;
}

function unknown(system: System, object: string, word: string): Quit {
  if (isBusybox(system)) return new Quit(`ip: invalid argument '${word}' to 'ip'\n`, 1);
  return new Quit(`Command "${word}" is unknown, try "ip ${object} help".\n`, 255);
}

function noDevice(system: System, name: string): Quit {
  return new Quit(
    isBusybox(system) ? `ip: can't find device '${name}'\n` : `Device "${name}" does not exist.\n`,
    1,
  );
}

function cannotFind(system: System, name: string): Quit {
  return new Quit(
    isBusybox(system) ? `ip: can't find device '${name}'\n` : `Cannot find device "${name}"\n`,
    1,
  );
}

function change(system: System, what: NetworkChange): number {
  try {
    system.configureNetwork(what);
    return 0;
  } catch (error) {
    const { code, message } = systemError(error);
    if (code === 'ENODEV') throw cannotFind(system, 'interface' in what ? (what.interface ?? '') : '');
    const [prefix, exit] = isBusybox(system) ? ['ip: ', 2] : ['', 2];
    throw new Quit(`${prefix}RTNETLINK answers: ${message}\n`, exit);
  }
}

function address(system: System, words: string[], show: Show): number {
  const action = actionOf(words, ['show', 'list', 'lst', 'add', 'delete', 'flush'], 'show');
  if (action === 'add' || action === 'delete') return changeAddress(system, words, action);
  if (action === 'flush') return flushAddresses(system, words);
  // `ip addr eth0`: busybox takes the name of a device for `show`.
  if (action === undefined && !isBusybox(system)) throw unknown(system, 'address', words[0] ?? '');
  const chosen = chosenInterfaces(system, words);
  const shown =
    show.family === undefined
      ? chosen
      : chosen.filter(({ addresses }) => show.family === 4 && addresses.length > 0);
  system.write(1, shown.map((each) => interfaceText(system, each, show, true)).join(''));
  return 0;
}

function chosenInterfaces(system: System, words: readonly string[]): readonly NetworkInterface[] {
  const { interfaces } = system.network();
  let chosen = interfaces;
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? '';
    if (word === 'up') chosen = chosen.filter(({ up }) => up);
    else if (word === 'type') {
      const kind = words[++at];
      chosen = chosen.filter((each) => each.kind === kind);
    } else if (word === 'master') {
      const master = words[++at];
      chosen = chosen.filter((each) => each.master === master);
    } else if (word === 'scope' || word === 'to' || word === 'label') at++;
    else {
      const name = word === 'dev' ? (words[++at] ?? '') : word;
      if (!interfaces.some((each) => each.name === name)) throw noDevice(system, name);
      chosen = chosen.filter((each) => each.name === name);
    }
  }
  return chosen;
}

function changeAddress(system: System, words: string[], action: 'add' | 'delete'): number {
  const [text = ''] = words.filter((word) => parsePrefix(word) !== undefined);
  const parsed = parsePrefix(text);
  const device = afterWord(words, 'dev');
  if (parsed === undefined) {
    const bad = words[0] ?? '';
    throw new Quit(
      isBusybox(system)
        ? `ip: invalid argument '${bad}' to 'inet prefix'\n`
        : `Error: any valid prefix is expected rather than "${bad}".\n`,
      1,
    );
  }
  if (device === undefined)
    throw new Quit(
      isBusybox(system)
        ? 'ip: device is required\n'
        : 'Not enough information: "dev" argument is required.\n',
      isBusybox(system) ? 1 : 255,
    );
  return change(system, {
    do: action === 'add' ? 'add address' : 'remove address',
    interface: device,
    ...parsed,
  });
}

function flushAddresses(system: System, words: string[]): number {
  for (const link of chosenInterfaces(system, words)) {
    for (const { address: own, prefix } of link.addresses)
      change(system, { do: 'remove address', interface: link.name, address: own, prefix });
  }
  return 0;
}

function afterWord(words: readonly string[], word: string): string | undefined {
  const at = words.indexOf(word);
  return at < 0 ? undefined : words[at + 1];
}

const linkKinds = { bridge: 'bridge', dummy: 'dummy', veth: 'veth' } as const;

function link(system: System, words: string[], show: Show): number {
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

function route(system: System, words: string[], show: Show): number {
  const action = actionOf(
    words,
    ['show', 'list', 'lst', 'add', 'delete', 'del', 'get', 'replace', 'flush'],
    'show',
  );
  if (action === 'get') return getRoute(system, words);
  if (action === 'add' || action === 'replace') return changeRoute(system, words, 'add route');
  if (action === 'delete' || action === 'del') return changeRoute(system, words, 'remove route');
  if (action === 'flush' || (action === undefined && !isBusybox(system))) {
    throw action === 'flush' ? new Quit(routeUsage, 255) : unknown(system, 'route', words[0] ?? '');
  }
  if (show.family === 6) return 0;
  const device = afterWord(words, 'dev');
  const wanted = words[0] === 'default' ? 'default' : undefined;
  const routes = system
    .network()
    .routes.filter(
      (each) =>
        (device === undefined || each.interface === device) && (wanted === undefined || each.to === wanted),
    );
  system.write(1, routes.map((each) => `${routeText(system, each)}\n`).join(''));
  return 0;
}

function routeText(system: System, { interface: device, scope, source, to, via }: Route): string {
  const gateway = via === undefined ? '' : `via ${via} `;
  const start = `${to} ${gateway}dev ${device} `;
  if (via !== undefined || scope === 'global') return start + (source === undefined ? '' : `src ${source} `);
  if (isBusybox(system)) return `${start}scope ${scope} ${source === undefined ? '' : ` src ${source} `}`;
  return `${start}proto kernel scope ${scope} ${source === undefined ? '' : `src ${source} `}`;
}

function changeRoute(system: System, words: string[], action: 'add route' | 'remove route'): number {
  const [to = '', ...rest] = words[0] === 'to' ? words.slice(1) : words;
  const parsed = to === 'default' || to === '0/0' || to === '0.0.0.0/0' ? 'default' : parsePrefix(to);
  if (parsed === undefined) {
    throw new Quit(
      isBusybox(system)
        ? `ip: invalid argument '${to}' to 'inet prefix'\n`
        : `Error: any valid prefix is expected rather than "${to}".\n`,
      1,
    );
  }
  const via = afterWord(rest, 'via');
  const device = afterWord(rest, 'dev');
  if (via !== undefined && parseAddress(via) === undefined) {
    throw new Quit(
      isBusybox(system)
        ? `ip: invalid argument '${via}' to 'inet address'\n`
        : `Error: any valid address is expected rather than "${via}".\n`,
      1,
    );
  }
  return change(system, {
    do: action,
    to: parsed === 'default' ? parsed : `${parsed.address}/${parsed.prefix}`,
    ...(via === undefined ? {} : { via }),
    ...(device === undefined ? {} : { interface: device }),
  });
}

function getRoute(system: System, words: readonly string[]): number {
  const [target = ''] = words;
  const value = parseAddress(target);
  if (value === undefined)
    throw new Quit(`Error: any valid prefix is expected rather than "${target}".\n`, 1);
  const { interfaces, routes } = system.network();
  const own = interfaces.flatMap((each) => each.addresses).some((each) => each.address === target);
  if (own) {
    system.write(1, `local ${target} dev lo src ${target} uid ${system.uid} \n    cache <local> \n`);
    return 0;
  }
  const best = routes
    .map((each) => ({
      each,
      prefix: each.to === 'default' ? { address: '0.0.0.0', prefix: 0 } : parsePrefix(each.to),
    }))
    .filter(({ prefix }) => prefix !== undefined && within(value, prefix))
    .toSorted((a, b) => (b.prefix?.prefix ?? 0) - (a.prefix?.prefix ?? 0))[0]?.each;
  if (best === undefined) throw new Quit('RTNETLINK answers: Network is unreachable\n', 2);
  const device = interfaces.find((each) => each.name === best.interface);
  const source = best.source ?? device?.addresses[0]?.address ?? '0.0.0.0';
  const via = best.via === undefined ? '' : `via ${best.via} `;
  system.write(1, `${target} ${via}dev ${best.interface} src ${source} uid ${system.uid} \n    cache \n`);
  return 0;
}

function within(value: number, { address: network, prefix }: { address: string; prefix: number }): boolean {
  const size = 2 ** (32 - prefix);
  return Math.floor(value / size) === Math.floor((parseAddress(network) ?? 0) / size);
}
