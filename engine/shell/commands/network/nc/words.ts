import type { System } from '../../../../linux/system.ts';
import { isBusybox } from '../../options.ts';

/** The programs that are called nc. */
export type Dialect = 'busybox' | 'openbsd' | 'traditional' | 'ncat';

export function dialectOf(system: System): Dialect {
  if (isBusybox(system)) return 'busybox';
  const { program } = system.executable;
  return program === 'ncat' ? 'ncat' : program === 'nc.traditional' ? 'traditional' : 'openbsd';
}

interface Target {
  /** As it was given. */
  readonly host: string;
  readonly address: string;
  readonly port: number;
  readonly datagrams: boolean;
}

interface Words {
  listening(port: number): string;
  /** Where somebody connected. */
  accepted(peer: { readonly address: string; readonly port: number }): string;
  opened(target: Target): string;
  /** @param why the system's words */
  failed(target: Target, why: string, tells: { readonly scan: boolean; readonly verbose: boolean }): string;
  /** @param isTemporary no name server answered */
  unknownHost(host: string, port: number, isTemporary: boolean): string;
  badPort(text: string): string;
  cannotBind(port: number, why: string): string;
  /** The exit code where it can't even begin. */
  readonly troubleCode: number;
}

const TIMED_OUT = 'Connection timed out';

const SERVICES: Readonly<Record<number, string>> = {
  22: 'ssh',
  53: 'domain',
  80: 'http',
  443: 'https',
  3306: 'mysql',
  5432: 'postgresql',
  6379: 'redis',
  8080: 'http-alt',
};

const busybox: Words = {
  listening: (port) => `listening on [::]:${port} ...\n`,
  accepted: ({ address, port }) => `connect to ${address}:${port}\n`,
  opened: ({ address, host, port }) => `${host} (${address}:${port}) open\n`,
  failed({ address, host, port }, why, { scan, verbose }) {
    if (scan) return verbose ? `nc: ${host} (${address}:${port}): ${why}\n` : '';
    return why === 'timed out'
      ? 'nc: timed out\n'
      : `nc: can't connect to remote host (${address}): ${why}\n`;
  },
  unknownHost: (host) => `nc: bad address '${host}'\n`,
  badPort: (text) => `nc: bad port spec '${text}'\n`,
  cannotBind: (_port, why) => `nc: bind: ${why}\n`,
  troubleCode: 1,
};

const openbsd: Words = {
  listening: (port) => `Listening on 0.0.0.0 ${port}\n`,
  accepted: ({ address, port }) => `Connection received on ${address} ${port}\n`,
  opened: (target) =>
    `Connection to ${placeOf(target)} ${target.port} port [${protocolOf(target)}/${SERVICES[target.port] ?? '*'}] succeeded!\n`,
  failed(target, why, { scan, verbose }) {
    if (scan && !verbose) return '';
    const what = why === 'timed out' ? 'timed out: Operation now in progress' : `failed: ${why}`;
    return `nc: connect to ${placeOf(target)} port ${target.port} (${protocolOf(target)}) ${what}\n`;
  },
  unknownHost: (host, port, isTemporary) =>
    `nc: getaddrinfo for host "${host}" port ${port}: ${isTemporary ? 'Temporary failure in name resolution' : 'Name or service not known'}\n`,
  badPort: (text) => `nc: port number invalid: ${text}\n`,
  cannotBind: (_port, why) => `nc: ${why}\n`,
  troubleCode: 1,
};

const traditional: Words = {
  listening: (port) => `listening on [any] ${port} ...\n`,
  accepted: ({ address, port }) => `connect to [${address}] from (UNKNOWN) [${address}] ${port}\n`,
  opened: (target) => `${traditionalPlace(target)} open\n`,
  failed: (target, why, { verbose }) =>
    verbose ? `${traditionalPlace(target)} : ${why === 'timed out' ? TIMED_OUT : why}\n` : '',
  unknownHost: (host, _port, isTemporary) =>
    `${host}: forward host lookup failed: ${isTemporary ? 'Host name lookup failure' : 'Unknown host'}\n`,
  badPort: (text) => `invalid port ${text}\n`,
  cannotBind: (port) => `Can't grab 0.0.0.0:${port} with bind\n`,
  troubleCode: 1,
};

const NCAT = 'Ncat: Version 7.93 ( https://nmap.org/ncat )\n';

const ncat: Words = {
  listening: (port) => `${NCAT}Ncat: Listening on :::${port}\nNcat: Listening on 0.0.0.0:${port}\n`,
  accepted: ({ address, port }) =>
    `Ncat: Connection from ${address}.\nNcat: Connection from ${address}:${port}.\n`,
  opened: ({ address, port }) => `${NCAT}Ncat: Connected to ${address}:${port}.\n`,
  failed: (_target, why, { verbose }) =>
    `${verbose ? NCAT : ''}Ncat: ${why === 'timed out' ? 'TIMEOUT' : why}.\n`,
  unknownHost: (host, _port, isTemporary) =>
    `Ncat: Could not resolve hostname "${host}": ${isTemporary ? 'Temporary failure in name resolution' : 'Name or service not known'}. QUITTING.\n`,
  badPort: (text) => `Ncat: Invalid port number "${text}". QUITTING.\n`,
  cannotBind: (port, why) => `Ncat: bind to 0.0.0.0:${port}: ${why}. QUITTING.\n`,
  troubleCode: 2,
};

const WORDS: Readonly<Record<Dialect, Words>> = { busybox, openbsd, traditional, ncat };

export function wordsOf(system: System): Words {
  return WORDS[dialectOf(system)];
}

function placeOf({ address, host }: Target): string {
  return host === address ? host : `${host} (${address})`;
}

function protocolOf({ datagrams }: Target): string {
  return datagrams ? 'udp' : 'tcp';
}

function traditionalPlace({ address, host, port }: Target): string {
  return `${host === address ? '(UNKNOWN)' : host} [${address}] ${port} (${SERVICES[port] ?? '?'})`;
}
