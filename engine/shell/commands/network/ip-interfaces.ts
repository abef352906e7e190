import type { NetworkInterface, System } from '../../../linux/system.ts';
import { isBusybox } from '../options.ts';

/** Options that stand before the object. */
export interface Show {
  readonly family: 4 | 6 | undefined;
  readonly brief: boolean;
  readonly oneLine: boolean;
  readonly statistics: boolean;
}

const queueLength: Readonly<Partial<Record<NetworkInterface['kind'], number>>> = {
  loopback: 1000,
  dummy: 1000,
  bridge: 1000,
  veth: 0,
  ethernet: 1000,
};

/** One interface of `ip addr` or `ip link`. */
export function interfaceText(
  system: System,
  link: NetworkInterface,
  show: Show,
  withAddresses: boolean,
): string {
  const busybox = isBusybox(system);
  if (show.brief && !busybox) return briefText(link, withAddresses);
  const title = `${link.index}: ${shownName(link)}: <${flags(link)}> mtu ${link.mtu} ${queueText(busybox, link, withAddresses)}`;
  const type = link.kind === 'loopback' ? 'loopback' : 'ether';
  const all = link.kind === 'loopback' ? '00:00:00:00:00:00' : 'ff:ff:ff:ff:ff:ff';
  const peer = link.peerIndex === undefined || busybox ? '' : ' link-netnsid 0';
  const hardware = `    link/${type} ${link.mac} brd ${all}${peer}`;
  const lines = show.family === undefined || !withAddresses ? [hardware] : [];
  const addresses =
    withAddresses && show.family !== 6 ? link.addresses.map((each) => addressText(link, each)) : [];
  const lifetime = '       valid_lft forever preferred_lft forever';
  if (show.oneLine && withAddresses) {
    return addresses
      .map((text) => `${link.index}: ${link.name}    ${text.trimStart()}\\${lifetime}\n`)
      .join('');
  }
  const counters = show.statistics && !busybox ? statistics(link) : [];
  const parts = [title, ...lines, ...addresses.flatMap((text) => [text, lifetime]), ...counters];
  return show.oneLine ? `${parts.join('\\')}\n` : parts.map((line) => `${line}\n`).join('');
}

function shownName({ name, peerIndex }: NetworkInterface): string {
  return peerIndex === undefined ? name : `${name}@if${peerIndex}`;
}

function flags({ kind, peerIndex, up }: NetworkInterface): string {
  const words =
    kind === 'loopback'
      ? ['LOOPBACK']
      : kind === 'dummy'
        ? ['BROADCAST', 'NOARP']
        : ['BROADCAST', 'MULTICAST'];
  if (up) words.push('UP', 'LOWER_UP');
  // The other end of a veth pair is in another namespace.
  return words.join(',') + (peerIndex === undefined ? '' : ',M-DOWN');
}

function queueText(busybox: boolean, link: NetworkInterface, withAddresses: boolean): string {
  const queue = link.up ? (link.kind === 'ethernet' ? 'fq_codel' : 'noqueue') : 'noop';
  const length = queueLength[link.kind] ?? 1000;
  const master = link.master === undefined ? '' : `master ${link.master} `;
  const lengthText = length === 0 ? '' : `qlen ${length}`;
  if (busybox) return `qdisc ${queue} ${master}${lengthText}`;
  const state = link.kind === 'loopback' && link.up ? 'UNKNOWN' : link.up ? 'UP' : 'DOWN';
  return `qdisc ${queue} ${master}state ${state} ${withAddresses ? '' : 'mode DEFAULT '}group default ${lengthText}`;
}

function addressText(
  link: NetworkInterface,
  { address: own, broadcast, prefix }: NetworkInterface['addresses'][number],
): string {
  const scope = link.kind === 'loopback' ? 'host' : 'global';
  return `    inet ${own}/${prefix}${broadcast === undefined ? '' : ` brd ${broadcast}`} scope ${scope} ${link.name}`;
}

function briefText(link: NetworkInterface, withAddresses: boolean): string {
  const state = link.kind === 'loopback' && link.up ? 'UNKNOWN' : link.up ? 'UP' : 'DOWN';
  const start = `${shownName(link).padEnd(16)} ${state.padEnd(14)} `;
  if (withAddresses)
    return `${start}${link.addresses.map(({ address: own, prefix }) => `${own}/${prefix} `).join('')}\n`;
  return `${start}${link.mac} <${flags(link)}> \n`;
}

function statistics({ received, sent }: NetworkInterface): string[] {
  const row = ({ bytes, packets }: { bytes: number; packets: number }) =>
    `    ${String(bytes).padEnd(10)} ${String(packets).padEnd(8)} 0      0       0       0       `;
  return [
    '    RX:  bytes packets errors dropped  missed   mcast           ',
    row(received),
    '    TX:  bytes packets errors dropped carrier collsns           ',
    row(sent),
  ];
}
