import type { SocketView } from '../../../linux/network-view.ts';
import type { SocketAddress, System } from '../../../linux/system.ts';
import { immediate } from '../command.ts';
import { isBusybox, type Options, parseOptions } from '../options.ts';
import { interfaceTable, routeTable } from './interfaces.ts';
import { chosenUnixSockets, netstatUnixText, ssUnixRow } from './unix-sockets.ts';

const netstatManual = {
  gnu: '[-vWeenNcCF] [<Af>] -r         netstat {-V|--version|-h|--help}',
  package: 'net-tools',
};

export const netstat = immediate((system) => {
  const options = parseOptions(system, {
    letters: 'ralntuwxepWi46c',
    long: {
      all: 'a',
      listening: 'l',
      numeric: 'n',
      tcp: 't',
      udp: 'u',
      program: 'p',
      unix: 'x',
      programs: 'p',
      route: 'r',
      interfaces: 'i',
    },
    manual: netstatManual,
  });
  if (options.has('r')) system.write(1, routeTable(system));
  else if (options.has('i')) system.write(1, `Kernel Interface table\n${interfaceTable(system)}`);
  else system.write(1, netstatText(system, options));
  return 0;
});

function chosen(system: System, options: Options): SocketView[] {
  const kinds = (['tcp', 'udp'] as const).filter((kind) => options.has(kind.slice(0, 1)));
  if (kinds.length === 0 && options.has('x')) return [];
  const sockets = system
    .network()
    .sockets.filter(({ protocol }) => kinds.length === 0 || kinds.includes(protocol));
  const listens = ({ state }: SocketView) => state === 'LISTEN' || state === 'UNCONN';
  if (options.has('a')) return sockets;
  return sockets.filter((socket) => listens(socket) === options.has('l'));
}

function netstatText(system: System, options: Options): string {
  const which = options.has('a')
    ? 'servers and established'
    : options.has('l')
      ? 'only servers'
      : 'w/o servers';
  const showsPid = options.has('p');
  const pidHeader = showsPid ? 'PID/Program name    ' : '';
  const header = `Active Internet connections (${which})\nProto Recv-Q Send-Q Local Address           Foreign Address         State       ${pidHeader}\n`;
  const rows = chosen(system, options).map((socket) => {
    const state = socket.state === 'UNCONN' ? '' : socket.state;
    const program = socket.pid === undefined ? '-' : `${socket.pid}/${socket.program ?? ''}`;
    const pid = showsPid ? (isBusybox(system) ? program : program.padEnd(20)) : '';
    const local = endpoint(socket.local).padEnd(23);
    return `${socket.protocol.padEnd(5)} ${'0'.padStart(6)} ${'0'.padStart(6)} ${local} ${endpoint(socket.peer).padEnd(23)} ${state.padEnd(11)} ${pid}\n`;
  });
  const isInternet = options.has('t') || options.has('u');
  const internet = isInternet || !options.has('x') ? header + rows.join('') : '';
  const unix = isInternet && !options.has('x') ? '' : netstatUnixText(system, options, which);
  return internet + unix;
}

function endpoint(address: SocketAddress | undefined): string {
  if (address === undefined) return '0.0.0.0:*';
  return `${address.address}:${address.port === 0 ? '*' : address.port}`;
}

const ssManual = { gnu: '[ OPTIONS ]\n       ss [ OPTIONS ] [ FILTER ]', package: 'iproute2' };

const states: Readonly<Record<SocketView['state'], string>> = {
  LISTEN: 'LISTEN',
  ESTABLISHED: 'ESTAB',
  TIME_WAIT: 'TIME-WAIT',
  CLOSE_WAIT: 'CLOSE-WAIT',
  SYN_SENT: 'SYN-SENT',
  UNCONN: 'UNCONN',
};
/** Connections that wait to be accepted, at the most. */
const BACKLOG = 511;

export const ss = immediate((system) => {
  const options = parseOptions(system, {
    letters: 'alntupr46xwHemosi',
    long: {
      all: 'a',
      listening: 'l',
      numeric: 'n',
      tcp: 't',
      udp: 'u',
      unix: 'x',
      processes: 'p',
      'no-header': 'H',
    },
    manual: ssManual,
  });
  const sockets = chosen(system, options);
  const several = !options.has('t') || options.has('u') || options.has('x');
  const rows = [
    ...chosenUnixSockets(system, options).map((socket) => ssUnixRow(socket, options.has('p'))),
    ...sockets.map((socket) => ssRow(socket, several, options.has('p'))),
  ];
  const header = [
    ...(several ? ['Netid'] : []),
    'State',
    'Recv-Q',
    'Send-Q',
    'Local Address:',
    'Port',
    'Peer Address:',
    'Port',
    'Process',
  ];
  system.write(1, ssTable(options.has('H') ? rows : [header, ...rows], several));
  return 0;
});

function ssRow(socket: SocketView, several: boolean, process: boolean): string[] {
  const [local, localPort] = [socket.local.address, String(socket.local.port)];
  const peer = socket.peer;
  const users = socket.pid === undefined ? '' : `users:(("${socket.program ?? ''}",pid=${socket.pid},fd=3))`;
  return [
    ...(several ? [socket.protocol] : []),
    states[socket.state],
    '0',
    socket.state === 'LISTEN' ? String(BACKLOG) : '0',
    `${local}:`,
    localPort,
    `${peer?.address ?? '0.0.0.0'}:`,
    peer === undefined ? '*' : String(peer.port),
    process ? users : '',
  ];
}

/** Columns as wide as what is in them; an address ends where its port begins. */
function ssTable(rows: readonly (readonly string[])[], several: boolean): string {
  const first = several ? 1 : 0;
  const width = (column: number) => Math.max(...rows.map((row) => row[column]?.length ?? 0));
  return rows
    .map((row) => {
      const cells = row.map((cell, column) => {
        const address = column === first + 3 || column === first + 5;
        return address
          ? cell.padStart(width(column))
          : column === row.length - 1
            ? cell
            : cell.padEnd(width(column));
      });
      const start = cells.slice(0, first + 3).join(' ');
      const [local = '', localPort = '', peer = '', peerPort = '', process = ''] = cells.slice(first + 3);
      return `${start} ${local}${localPort} ${peer}${peerPort}${process}\n`;
    })
    .join('');
}
