import type { NetworkInterface } from '../../../linux/network-view.ts';
import type { System } from '../../../linux/system.ts';
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
  const peer = system.network().interfaces.find(({ index }) => index === link.peerIndex);
  if (show.brief && !busybox) return briefText(link, withAddresses, peer);
  const title = `${link.index}: ${shownName(link, peer)}: <${flags(link, busybox, peer)}> mtu ${link.mtu} ${queueText(busybox, link, withAddresses, peer)}`;
  const type = link.kind === 'loopback' ? 'loopback' : 'ether';
  const all = link.kind === 'loopback' ? '00:00:00:00:00:00' : 'ff:ff:ff:ff:ff:ff';
  const elsewhere = link.peerIndex !== undefined && peer === undefined && !busybox ? ' link-netnsid 0' : '';
  const hardware = `    link/${type} ${link.mac} brd ${all}${elsewhere}`;
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

/** @param peer its other end, where it is in the same namespace */
function shownName({ name, peerIndex }: NetworkInterface, peer?: NetworkInterface): string {
  if (peer !== undefined) return `${name}@${peer.name}`;
  return peerIndex === undefined ? name : `${name}@if${peerIndex}`;
}

function flags({ kind, peerIndex, up }: NetworkInterface, busybox: boolean, peer?: NetworkInterface): string {
  const words =
    kind === 'loopback'
      ? ['LOOPBACK']
      : kind === 'dummy'
        ? ['BROADCAST', 'NOARP']
        : ['BROADCAST', 'MULTICAST'];
  const hasCarrier = peer === undefined || peer.up;
  if (up && !hasCarrier) words.unshift('NO-CARRIER');
  if (up) words.push('UP');
  if (up && hasCarrier) words.push('LOWER_UP');
  // busybox knows nothing of the other end where that is in another namespace.
  const isPeerDown = peerIndex !== undefined && (peer === undefined ? busybox : !peer.up);
  return words.join(',') + (isPeerDown ? ',M-DOWN' : '');
}

function queueText(
  busybox: boolean,
  link: NetworkInterface,
  withAddresses: boolean,
  peer?: NetworkInterface,
): string {
  const queue = link.up ? (link.kind === 'ethernet' ? 'fq_codel' : 'noqueue') : 'noop';
  const length = queueLength[link.kind] ?? 1000;
  const master = link.master === undefined ? '' : `master ${link.master} `;
  const lengthText = length === 0 ? '' : `qlen ${length}`;
  if (busybox) return `qdisc ${queue} ${master}${lengthText}`;
  const state = stateOf(link, peer);
  return `qdisc ${queue} ${master}state ${state} ${withAddresses ? '' : 'mode DEFAULT '}group default ${lengthText}`;
}

function stateOf({ kind, up }: NetworkInterface, peer?: NetworkInterface): string {
  if (!up) return 'DOWN';
  if (kind === 'loopback') return 'UNKNOWN';
  return peer?.up === false ? 'LOWERLAYERDOWN' : 'UP';
}

function addressText(
  link: NetworkInterface,
  { address: own, broadcast, prefix }: NetworkInterface['addresses'][number],
): string {
  const scope = link.kind === 'loopback' ? 'host' : 'global';
  return `    inet ${own}/${prefix}${broadcast === undefined ? '' : ` brd ${broadcast}`} scope ${scope} ${link.name}`;
}

function briefText(link: NetworkInterface, withAddresses: boolean, peer?: NetworkInterface): string {
  const state = stateOf(link, peer);
  const start = `${shownName(link, peer).padEnd(16)} ${state.padEnd(14)} `;
  if (withAddresses)
    return `${start}${link.addresses.map(({ address: own, prefix }) => `${own}/${prefix} `).join('')}\n`;
  return `${start}${link.mac} <${flags(link, false, peer)}> \n`;
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
