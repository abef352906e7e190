import { directory, file, type SyntheticNode } from '../../filesystem/synthetic.ts';
import type { Kernel } from '../kernel.ts';
import type { NetworkView, Route, SocketView, UnixSocketView } from '../network-view.ts';
import type { Process } from '../process.ts';
import { networkSeenBy } from '../socket-owners.ts';

const STATES: Readonly<Record<SocketView['state'], string>> = {
  ESTABLISHED: '01',
  SYN_SENT: '02',
  TIME_WAIT: '06',
  UNCONN: '07',
  CLOSE_WAIT: '08',
  LISTEN: '0A',
};

const FILES: Readonly<Record<string, (view: NetworkView) => string>> = {
  dev: ({ interfaces }) =>
    `Inter-|   Receive                                                |  Transmit\n face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop fifo colls carrier compressed\n${interfaces
      .map(
        ({ name, received, sent }) =>
          `${name.padStart(6)}: ${trafficText(received, [4, 4, 4, 5, 10, 9])} ${trafficText(sent, [4, 4, 4, 5, 7, 10], 8)}\n`,
      )
      .join('')}`,
  route: ({ routes }) =>
    [
      'Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT',
      ...routes.map(routeText),
    ]
      .map((line) => `${line.padEnd(ROUTE_CHARS)}\n`)
      .join(''),
  tcp: ({ sockets }) => socketLines(sockets.filter(({ protocol }) => protocol === 'tcp')),
  udp: ({ sockets }) => socketLines(sockets.filter(({ protocol }) => protocol === 'udp')),
  sockstat: socketCounts,
  unix: ({ unixSockets }) => unixLines(unixSockets),
  raw: () => socketLines([]),
  packet: () => 'sk       RefCnt Type Proto  Iface R Rmem   User   Inode\n',
  tcp6: () => socketLines([]),
  udp6: () => socketLines([]),
  arp: neighbourTable,
};

/** /proc/net: what the network namespace of the viewer has. */
export function networkFile(
  kernel: Kernel,
  viewer: Process,
  path: readonly string[],
): SyntheticNode | undefined {
  const [name, ...rest] = path;
  if (name === undefined) return directory(() => Object.keys(FILES));
  const read = rest.length === 0 && Object.hasOwn(FILES, name) ? FILES[name] : undefined;
  return read === undefined ? undefined : file(() => read(networkSeenBy(kernel, viewer)));
}

/** The flags ATF_COM (it has answered), and none. */
function neighbourTable({ neighbours }: NetworkView): string {
  const header = 'IP address       HW type     Flags       HW address            Mask     Device\n';
  const lines = neighbours.map(({ address, mac, interface: device }) => {
    const flags = mac === undefined ? '0x0' : '0x2';
    return `${address.padEnd(16)} 0x1         ${flags.padEnd(12)}${mac ?? '00:00:00:00:00:00'}     *        ${device}\n`;
  });
  return header + lines.join('');
}

/** The width that each line of /proc/net/route is filled up to. */
const ROUTE_CHARS = 127;
/** RTF_UP and RTF_GATEWAY */
const [ROUTE_UP, ROUTE_GATEWAY] = [1, 2];

function routeText({ to, via, interface: device }: Route): string {
  const [address = '0.0.0.0', prefix = '0'] = to === 'default' ? [] : to.split('/');
  const mask = (2 ** 32 - 2 ** (32 - Number(prefix))) >>> 0;
  const maskText = [24, 16, 8, 0].map((shift) => (mask >>> shift) & 255).join('.');
  const flags = ROUTE_UP + (via === undefined ? 0 : ROUTE_GATEWAY);
  const columns = [hexAddress(address), hexAddress(via ?? '0.0.0.0'), String(flags).padStart(4, '0')];
  return `${device}\t${columns.join('\t')}\t0\t0\t0\t${hexAddress(maskText)}\t0\t0\t0`;
}

function trafficText(
  { bytes, packets }: { readonly bytes: number; readonly packets: number },
  zeros: readonly number[],
  first = 7,
): string {
  const counted = [String(bytes).padStart(first), String(packets).padStart(7)];
  return [...counted, ...zeros.map((width) => '0'.padStart(width))].join(' ');
}

function socketCounts({ sockets, unixSockets }: NetworkView): string {
  const tcp = sockets.filter(({ protocol }) => protocol === 'tcp');
  const waiting = tcp.filter(({ state }) => state === 'TIME_WAIT').length;
  const inUse = tcp.length - waiting;
  return [
    `sockets: used ${sockets.length + unixSockets.length}`,
    `TCP: inuse ${inUse} orphan 0 tw ${waiting} alloc ${inUse} mem 0`,
    `UDP: inuse ${sockets.length - tcp.length} mem 0`,
    'UDPLITE: inuse 0',
    'RAW: inuse 0',
    'FRAG: inuse 0 memory 0\n',
  ].join('\n');
}

function socketLines(sockets: readonly SocketView[]): string {
  const header =
    '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n';
  const lines = sockets.map(
    ({ local, peer, state, inode }, index) =>
      `${String(index).padStart(4)}: ${hex(local)} ${hex(peer ?? { address: '0.0.0.0', port: 0 })} ${STATES[state]} 00000000:00000000 00:00000000 00000000     0        0 ${inode} 1 0000000000000000 100 0 0 10 0\n`,
  );
  return header + lines.join('');
}

/** SO_ACCEPTCON, and the states SS_UNCONNECTED, SS_CONNECTING and SS_CONNECTED. */
const UNIX_STATES: Readonly<Record<UnixSocketView['state'], readonly [flags: string, state: string]>> = {
  listening: ['00010000', '01'],
  connecting: ['00000000', '02'],
  connected: ['00000000', '03'],
};

function unixLines(sockets: readonly UnixSocketView[]): string {
  const lines = sockets.map(({ inode, state, path, peerInode }) => {
    const references = (peerInode === undefined ? 2 : 3).toString(16).padStart(8, '0');
    const facts = `0000000000000000: ${references} 00000000 ${UNIX_STATES[state][0]} 0001 ${UNIX_STATES[state][1]}`;
    return `${facts} ${String(inode).padStart(5)}${path === '' ? '' : ` ${path}`}\n`;
  });
  return `Num       RefCount Protocol Flags    Type St Inode Path\n${lines.join('')}`;
}

/** An address as the kernel prints it: the bytes of the address turned around. */
function hex({ address, port }: { readonly address: string; readonly port: number }): string {
  return `${hexAddress(address)}:${port.toString(16).padStart(4, '0')}`.toUpperCase();
}

function hexAddress(address: string): string {
  const bytes = address.split('.').map((part) => Number(part).toString(16).padStart(2, '0'));
  return bytes.reverse().join('').toUpperCase();
}
