import { directory, file, type SyntheticNode } from '../../filesystem/synthetic.ts';
import type { Kernel } from '../kernel.ts';
import type { Process } from '../process.ts';
import type { NetworkView, SocketView } from '../system.ts';

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
          `${name.padStart(6)}: ${received.bytes} ${received.packets} 0 0 0 0 0 0 ${sent.bytes} ${sent.packets} 0 0 0 0 0 0\n`,
      )
      .join('')}`,
  tcp: ({ sockets }) => socketLines(sockets.filter(({ protocol }) => protocol === 'tcp')),
  udp: ({ sockets }) => socketLines(sockets.filter(({ protocol }) => protocol === 'udp')),
  tcp6: () => socketLines([]),
  udp6: () => socketLines([]),
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
  return read === undefined ? undefined : file(() => read(kernel.networkView(viewer)));
}

function socketLines(sockets: readonly SocketView[]): string {
  const header =
    '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n';
  const lines = sockets.map(
    ({ local, peer, state }, index) =>
      `${String(index).padStart(4)}: ${hex(local)} ${hex(peer ?? { address: '0.0.0.0', port: 0 })} ${STATES[state]} 00000000:00000000 00:00000000 00000000     0        0 ${index + 1} 1 0000000000000000 100 0 0 10 0\n`,
  );
  return header + lines.join('');
}

/** An address as the kernel prints it: the bytes of the address turned around. */
function hex({ address, port }: { readonly address: string; readonly port: number }): string {
  const bytes = address.split('.').map((part) => Number(part).toString(16).padStart(2, '0'));
  return `${bytes.reverse().join('')}:${port.toString(16).padStart(4, '0')}`.toUpperCase();
}
