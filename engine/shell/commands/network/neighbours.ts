import { systemError } from '../../../filesystem/errors.ts';
import type { Neighbour } from '../../../linux/network-view.ts';
import type { System } from '../../../linux/system.ts';
import { fail, immediate } from '../command.ts';
import { isBusybox, type Manual, parseOptions, Quit, usageOnly } from '../options.ts';
import { parseAddress } from './addresses.ts';
import { actionOf, afterWord, cannotFind, change, unknown } from './ip-words.ts';
import { nameOf } from './names.ts';

/** `ip neigh`. What is remembered stays reachable. */
export function showNeighbours(system: System, words: string[]): number {
  const filters = /^(?:dev|to|nud|proxy)$/.test(words[0] ?? '');
  const action = filters
    ? 'show'
    : actionOf(words, ['show', 'list', 'lst', 'flush', 'delete', 'add', 'change', 'replace', 'get'], 'show');
  if (action === undefined) throw unknown(system, 'neigh', words[0] ?? '');
  const device = afterWord(words, 'dev');
  if (device !== undefined && !system.network().interfaces.some(({ name }) => name === device))
    throw cannotFind(system, device);
  const address = afterWord(words, 'to') ?? words.find((word) => parseAddress(word) !== undefined);
  if (action === 'flush') return forget(system, words, { device, address });
  if (action === 'delete') {
    if (device === undefined || address === undefined)
      throw new Quit('Device and destination are required arguments.\n', 255);
    if (chosen(system, { device, address }).length === 0)
      throw new Quit('RTNETLINK answers: No such file or directory\n', 2);
    return forget(system, words, { device, address });
  }
  if (action === 'add' || action === 'change' || action === 'replace')
    throw fail(system, 'setting a neighbour is not simulated');
  const text = isBusybox(system) ? busyboxText : iprouteText;
  const found = chosen(system, { device, address }).map((each) => text(each, device === undefined));
  system.write(1, found.join(''));
  return 0;
}

interface Which {
  readonly device: string | undefined;
  readonly address: string | undefined;
}

function chosen(system: System, { device, address }: Which): readonly Neighbour[] {
  return system
    .network()
    .neighbours.filter((each) => device === undefined || each.interface === device)
    .filter((each) => address === undefined || each.address === address);
}

function forget(system: System, words: readonly string[], { device, address }: Which): number {
  if (words.length === 0 && !isBusybox(system)) throw new Quit('Flush requires arguments.\n', 255);
  return change(system, {
    do: 'forget neighbours',
    ...(device === undefined ? {} : { interface: device }),
    ...(address === undefined ? {} : { address }),
  });
}

/** @param named where a device was asked for, it isn't named again */
function iprouteText({ address, interface: device, mac }: Neighbour, named: boolean): string {
  const hardware = mac === undefined ? '' : `lladdr ${mac} `;
  return `${address} ${named ? `dev ${device} ` : ''}${hardware}${mac === undefined ? 'FAILED' : 'REACHABLE'} \n`;
}

function busyboxText({ address, interface: device, mac }: Neighbour, named: boolean): string {
  const state =
    mac === undefined ? ' used 0/0/0 probes 6 FAILED' : `lladdr ${mac} ref 1 used 0/0/0 probes 1 REACHABLE`;
  return `${address} ${named ? `dev ${device} ` : ''}${state}\n`;
}

const arpManual: Manual = { gnu: '[-vn]  [<HW>] [-i <if>] [-a] [<hostname>]', package: 'net-tools' };

export const arp = immediate((system) => {
  const options = parseOptions(system, {
    letters: 'avneDsdH:t:i:',
    long: { numeric: 'n', all: 'a', delete: 'd', device: 'i', set: 's' },
    manual: arpManual,
  });
  const device = options.value('i');
  const [wanted] = options.operands;
  if (options.has('s')) throw fail(system, 'setting an entry is not simulated');
  const found = chosen(system, { device, address: undefined }).filter(
    (each) => wanted === undefined || wanted === each.address || wanted === nameOf(system, each.address),
  );
  if (options.has('d')) return forgetEntry(system, wanted, found);
  if (wanted !== undefined && found.length === 0) {
    system.write(1, `${wanted} (${wanted}) -- no entry\n`);
    return isBusybox(system) ? 0 : 1;
  }
  const numeric = options.has('n');
  const inBsdStyle = isBusybox(system) || options.has('a');
  const rows = found.map((each) => (inBsdStyle ? bsdRow : tableRow)(system, each, numeric));
  system.write(1, (inBsdStyle || rows.length === 0 ? '' : HEAD) + rows.join(''));
  return 0;
});

function forgetEntry(system: System, wanted: string | undefined, found: readonly Neighbour[]): number {
  if (wanted === undefined)
    throw isBusybox(system) ? usageOnly(system, arpManual) : new Quit('arp: need host name\n', 255);
  const [first] = found;
  if (first === undefined)
    throw new Quit(
      isBusybox(system)
        ? `arp: SIOCDARP(dontpub): No such device or address\n`
        : `No ARP entry for ${wanted}\n`,
      isBusybox(system) ? 1 : 255,
    );
  try {
    system.configureNetwork({ do: 'forget neighbours', address: first.address });
  } catch (error) {
    throw new Quit(`SIOCDARP(dontpub): ${systemError(error).message}\n`, isBusybox(system) ? 1 : 255);
  }
  return 0;
}

const HEAD = 'Address                  HWtype  HWaddress           Flags Mask            Iface\n';

function bsdRow(system: System, { address, interface: device, mac }: Neighbour, numeric: boolean): string {
  const name = numeric ? '?' : (nameOf(system, address) ?? '?');
  const where = mac === undefined ? '<incomplete>' : `${mac} [ether]`;
  return `${name} (${address}) at ${where}${isBusybox(system) ? '  ' : ' '}on ${device}\n`;
}

function tableRow(system: System, { address, interface: device, mac }: Neighbour, numeric: boolean): string {
  const name = numeric ? address : (nameOf(system, address) ?? address);
  const hardware = mac === undefined ? '        (incomplete)' : `ether   ${mac.padEnd(20)}C`;
  return `${name.padEnd(24)} ${hardware.padEnd(50)}${device}\n`;
}
