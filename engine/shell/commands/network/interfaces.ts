import { systemError } from '../../../filesystem/errors.ts';
import type { NetworkChange, NetworkInterface } from '../../../linux/network-view.ts';
import type { System } from '../../../linux/system.ts';
import { fail, immediate } from '../command.ts';
import { isBusybox, parseOptions, Quit, usageOnly } from '../options.ts';
import { maskText, parseAddress, parsePrefix, prefixOfMask } from './addresses.ts';

const QUEUE = 1000;

/** `netstat -r`, `route`. */
export function routeTable(system: System): string {
  const rows = system.network().routes.map(({ interface: device, to, via }) => {
    const { address, prefix } =
      to === 'default' ? { address: '0.0.0.0', prefix: 0 } : (parsePrefix(to) ?? { address: to, prefix: 32 });
    const cells = [
      address.padEnd(15),
      (via ?? '0.0.0.0').padEnd(15),
      maskText(prefix).padEnd(15),
      (via === undefined ? 'U' : 'UG').padEnd(5),
    ];
    return `${cells.join(' ')} 0      0        0 ${device}\n`;
  });
  return `Kernel IP routing table\nDestination     Gateway         Genmask         Flags Metric Ref    Use Iface\n${rows.join('')}`;
}

/** `netstat -i`. */
export function interfaceTable(system: System): string {
  const rows = system.network().interfaces.map(({ kind, mtu, name, received, sent }) => {
    const counters = [received.packets, 0, 0, 0, sent.packets, 0, 0, 0];
    return `${name.padEnd(10)} ${String(mtu).padStart(5)} ${counters.map((each) => String(each).padStart(8)).join(' ')} ${kind === 'loopback' ? 'LRU' : 'BMRU'}\n`;
  });
  return `Iface         MTU    RX-OK RX-ERR RX-DRP RX-OVR    TX-OK TX-ERR TX-DRP TX-OVR Flg\n${rows.join('')}`;
}

const ifconfigManual = {
  gnu: '[-a] [-v] [-s] <interface> [[<AF>] <address>]',
  package: 'net-tools',
};

export const ifconfig = immediate((system) => {
  const options = parseOptions(system, { letters: 'as', operandsLast: true, manual: ifconfigManual });
  const [name, ...settings] = options.operands;
  const { interfaces } = system.network();
  const chosen =
    name === undefined
      ? interfaces.filter(({ up }) => up || options.has('a'))
      : interfaces.filter((each) => each.name === name);
  if (name !== undefined && chosen.length === 0) {
    if (isBusybox(system))
      throw new Quit(`ifconfig: ${name}: error fetching interface information: Device not found\n`, 1);
    throw new Quit(`${name}: error fetching interface information: Device not found\n`, 1);
  }
  if (name !== undefined && settings.length > 0) return configure(system, name, settings);
  const sorted = chosen.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const text = isBusybox(system) ? busyboxInterface : netToolsInterface;
  system.write(1, sorted.map(text).join(''));
  return 0;
});

function configure(system: System, name: string, settings: readonly string[]): number {
  for (let at = 0; at < settings.length; at++) {
    const word = settings[at] ?? '';
    if (word === 'up' || word === 'down')
      change(system, { do: word === 'up' ? 'set up' : 'set down', interface: name });
    else {
      const mask = settings[at + 1] === 'netmask' ? (prefixOfMask(settings[at + 2] ?? '') ?? 24) : 24;
      const parsed = parsePrefix(word, mask);
      if (parsed === undefined) throw fail(system, `${word}: Unknown host`);
      change(system, { do: 'add address', interface: name, ...parsed });
      if (settings[at + 1] === 'netmask') at += 2;
    }
  }
  return 0;
}

function change(system: System, what: NetworkChange): void {
  try {
    system.configureNetwork(what);
  } catch (error) {
    const { message } = systemError(error);
    throw fail(system, isBusybox(system) ? `SIOCSIFADDR: ${message}` : `SIOCSIFADDR: ${message}`);
  }
}

function busyboxInterface(link: NetworkInterface): string {
  const loopback = link.kind === 'loopback';
  const [first] = link.addresses;
  const encap = loopback ? 'Local Loopback  ' : `Ethernet  HWaddr ${link.mac.toUpperCase()}  `;
  const broadcast = first?.broadcast === undefined ? '' : `  Bcast:${first.broadcast}`;
  const address =
    first === undefined
      ? ''
      : `          inet addr:${first.address}${broadcast}  Mask:${maskText(first.prefix)}\n`;
  const flags = [
    ...(link.up ? ['UP'] : []),
    loopback ? 'LOOPBACK' : 'BROADCAST',
    ...(link.up ? ['RUNNING'] : []),
    ...(loopback ? [] : ['MULTICAST']),
  ];
  const { received, sent } = link;
  return `${link.name.padEnd(9)} Link encap:${encap}
${address}          ${flags.join(' ')}  MTU:${link.mtu}  Metric:1
          RX packets:${received.packets} errors:0 dropped:0 overruns:0 frame:0
          TX packets:${sent.packets} errors:0 dropped:0 overruns:0 carrier:0
          collisions:0 txqueuelen:${link.kind === 'veth' ? 0 : QUEUE} 
          RX bytes:${received.bytes} (${size(received.bytes)})  TX bytes:${sent.bytes} (${size(sent.bytes)})

`;
}

function netToolsInterface(link: NetworkInterface): string {
  const loopback = link.kind === 'loopback';
  const bits = (link.up ? 65 : 0) + (loopback ? 8 : 4098);
  const names = [
    ...(link.up ? ['UP'] : []),
    loopback ? 'LOOPBACK' : 'BROADCAST',
    ...(link.up ? ['RUNNING'] : []),
    ...(loopback ? [] : ['MULTICAST']),
  ];
  const addresses = link.addresses.map(({ address, broadcast, prefix }) => {
    const end = broadcast === undefined ? '' : `  broadcast ${broadcast}`;
    return `        inet ${address}  netmask ${maskText(prefix)}${end}\n`;
  });
  const queue = link.kind === 'veth' ? 0 : QUEUE;
  const hardware = loopback
    ? `        loop  txqueuelen ${queue}  (Local Loopback)\n`
    : `        ether ${link.mac}  txqueuelen ${queue}  (Ethernet)\n`;
  const { received, sent } = link;
  return `${link.name}: flags=${bits}<${names.join(',')}>  mtu ${link.mtu}
${addresses.join('')}${hardware}        RX packets ${received.packets}  bytes ${received.bytes} (${size(received.bytes)})
        RX errors 0  dropped 0  overruns 0  frame 0
        TX packets ${sent.packets}  bytes ${sent.bytes} (${size(sent.bytes)})
        TX errors 0  dropped 0 overruns 0  carrier 0  collisions 0

`;
}

function size(bytes: number): string {
  const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];
  let value = bytes;
  let unit = 0;
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit++;
  }
  return `${value.toFixed(1)} ${units[unit]}`;
}

const routeManual = {
  gnu: '[-nNvee] [-FC] [<AF>]           List kernel routing tables',
  package: 'net-tools',
};

export const route = immediate((system) => {
  const options = parseOptions(system, { letters: 'neA:', operandsLast: true, manual: routeManual });
  const [action, ...words] = options.operands;
  if (action === undefined) {
    system.write(1, routeTable(system));
    return 0;
  }
  if (action !== 'add' && action !== 'del') throw usageOnly(system, routeManual);
  const target = words.find((word) => word === 'default' || parsePrefix(word) !== undefined);
  if (target === undefined) throw usageOnly(system, routeManual);
  const after = (name: string) => (words.includes(name) ? words[words.indexOf(name) + 1] : undefined);
  const [via, device, mask] = [after('gw'), after('dev'), after('netmask')];
  if (via !== undefined && parseAddress(via) === undefined) throw fail(system, `bad address '${via}'`);
  const prefix = mask === undefined ? 32 : (prefixOfMask(mask) ?? 32);
  const parsed = parsePrefix(target, words.includes('-net') && mask === undefined ? 24 : prefix);
  const to = target === 'default' || parsed === undefined ? 'default' : `${parsed.address}/${parsed.prefix}`;
  try {
    system.configureNetwork({
      do: action === 'add' ? 'add route' : 'remove route',
      to,
      ...(via === undefined ? {} : { via }),
      ...(device === undefined ? {} : { interface: device }),
    });
    return 0;
  } catch (error) {
    const { message } = systemError(error);
    throw fail(system, `${action === 'add' ? 'SIOCADDRT' : 'SIOCDELRT'}: ${message}`);
  }
});
