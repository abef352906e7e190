import type { UnixSocketView } from '../../../linux/network-view.ts';
import type { System } from '../../../linux/system.ts';
import type { Options } from '../options.ts';

/** Connections that wait to be accepted, at the most. */
const BACKLOG = 4096;

/** The Unix sockets that ss and netstat show: with -a all, with -l those that listen, else the others. */
export function chosenUnixSockets(system: System, options: Options): readonly UnixSocketView[] {
  const others = options.has('t') || options.has('u');
  if (others && !options.has('x')) return [];
  const { unixSockets } = system.network();
  if (options.has('a')) return unixSockets;
  return unixSockets.filter(({ state }) => (state === 'listening') === options.has('l'));
}

/** The cells of a row of `ss -x`; the inode stands where other sockets have their port. */
export function ssUnixRow(socket: UnixSocketView, showsProcess: boolean): string[] {
  const { state, path, inode, peerInode, pid, program = '' } = socket;
  const users = pid === undefined ? '' : `users:(("${program}",pid=${pid},fd=3))`;
  return [
    'u_str',
    state === 'listening' ? 'LISTEN' : state === 'connected' ? 'ESTAB' : 'SYN-SENT',
    '0',
    state === 'listening' ? String(BACKLOG) : '0',
    `${path || '*'} `,
    String(inode),
    '* ',
    String(peerInode ?? 0),
    showsProcess ? users : '',
  ];
}

/** The part of netstat's output about Unix sockets. @param which `only servers` */
export function netstatUnixText(system: System, options: Options, which: string): string {
  const showsPid = options.has('p');
  const header = `Active UNIX domain sockets (${which})\nProto RefCnt Flags       Type       State         I-Node   ${showsPid ? 'PID/Program name     ' : ''}Path\n`;
  const rows = chosenUnixSockets(system, options).map((socket) => {
    const { state, path, inode, pid, program = '', peerInode } = socket;
    const owner = showsPid ? `${(pid === undefined ? '-' : `${pid}/${program}`).padEnd(20)} ` : '';
    const flags = state === 'listening' ? '[ ACC ]' : '[ ]';
    const references = peerInode === undefined ? 2 : 3;
    return `unix  ${String(references).padEnd(6)} ${flags.padEnd(11)} STREAM     ${state.toUpperCase().padEnd(13)} ${String(inode).padEnd(8)} ${owner}${path}\n`;
  });
  return header + rows.join('');
}
