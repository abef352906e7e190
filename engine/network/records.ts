import type { ErrorNumber } from '../filesystem/errors.ts';
import type { NetworkInterface } from '../linux/network-view.ts';
import type { SocketAddress } from '../linux/system.ts';

export type Protocol = 'tcp' | 'udp';

interface InterfaceAddress {
  readonly address: string;
  readonly prefix: number;
  readonly broadcast?: string;
}

export interface Interface {
  readonly index: number;
  name: string;
  readonly kind: NetworkInterface['kind'];
  up: boolean;
  readonly mtu: number;
  readonly mac: string;
  addresses: InterfaceAddress[];
  readonly peerIndex?: number;
  /** Of a veth: where its other end is. */
  readonly peerNamespace?: string;
  master?: string;
  /** The wire it is plugged into: interfaces that name the same one hear each other. */
  readonly segment?: string;
  /** What the DNS of its Docker network knows it by: names, aliases, a short id. The first is its own. */
  readonly names?: readonly string[];
  /** The Docker network, as the second part of a name: `db.net1`. */
  readonly network?: string;
}

/** A route that somebody set, beside those that follow from addresses. */
interface StaticRoute {
  /** `0.0.0.0/0` for the default route. */
  readonly to: string;
  readonly via?: string;
  readonly interface: string;
}

export interface Namespace {
  readonly id: string;
  readonly host: string;
  /** The host's own. */
  readonly root: boolean;
  readonly interfaces: Interface[];
  readonly routes: StaticRoute[];
  forwarding: boolean;
  /** net.ipv4.ip_unprivileged_port_start */
  unprivilegedPortStart: number;
  resolver: Resolver;
}

/** How names are looked up: what /etc/resolv.conf says. */
export interface Resolver {
  readonly servers: readonly string[];
  readonly search: readonly string[];
  readonly options: readonly string[];
  /** Docker's own server answers at 127.0.0.11, and passes on to these what it doesn't know. */
  readonly embedded?: {
    readonly upstream: readonly string[];
    /** Names that only this namespace knows, for names of the network (`--link db:database`). */
    readonly links?: Readonly<Record<string, string>>;
  };
}

export interface Host {
  readonly name: string;
  readonly namespace: string;
  readonly address: string;
  /** The next interface index: they are counted by host, not by namespace. */
  nextIndex: number;
  /** Where the search for a free port of the host goes on, for ports published without a number. */
  nextPublished: Record<Protocol, number>;
}

/** What iptables has on a bridge. */
export interface BridgeRules {
  readonly host: string;
  readonly name: string;
  /** Cut off from everything but the host. */
  readonly internal: boolean;
  /** Whether containers on it may talk to each other where no port is published. */
  readonly icc: boolean;
  readonly masquerade: boolean;
  /** Subnets that see containers' own addresses nevertheless: those of other hosts' pods. */
  readonly unmasqueraded: readonly string[];
  /** True: only published ports can be reached from beyond. Bridges of Kubernetes are open. */
  readonly isolated: boolean;
}

/** A port of a host that leads to a container. */
export interface Publication {
  readonly host: string;
  readonly hostIp: string;
  readonly hostPort: number;
  readonly protocol: Protocol;
  readonly to: SocketAddress;
  /** docker-proxy's socket. */
  readonly socket: string;
}

export interface Counters {
  readonly received: { bytes: number; packets: number };
  readonly sent: { bytes: number; packets: number };
}

interface Datagram {
  readonly from: SocketAddress;
  readonly data: string;
}

interface SocketBase {
  readonly id: string;
  readonly namespace: string;
  readonly protocol: Protocol | 'unix';
  local: SocketAddress;
}

export interface ListeningSocket extends SocketBase {
  readonly state: 'listening';
  readonly backlog: number;
  /** Connections that wait to be accepted. */
  readonly queue: string[];
  /** Of docker-proxy: what it passes connections on to. */
  readonly proxyTo?: SocketAddress;
  /** Of a Unix socket: the file it is bound to, as file system and inode. */
  readonly file?: string;
  /** Of a Unix socket: those that connect, and wait for room in the queue. */
  readonly waiting?: string[];
}

/** Of a Unix socket: waits for room in the queue of whom it connects to. */
export interface WaitingSocket extends SocketBase {
  readonly state: 'waiting';
}

export interface ConnectingSocket extends SocketBase {
  readonly state: 'connecting';
  readonly peer: SocketAddress;
  readonly startedMs: number;
  /** SYNs sent so far. */
  attempt: number;
  /** When something comes of it. */
  dueMs: number;
  /** What comes: another SYN, the arrival of the one that is under way, or an error. */
  next: 'send' | 'arrive' | ErrorNumber;
}

interface FailedSocket extends SocketBase {
  readonly state: 'failed';
  error: ErrorNumber;
}

export interface OpenSocket extends SocketBase {
  readonly state: 'open';
  readonly peer: SocketAddress;
  /** The socket at the other end; none: it is gone. */
  other?: string;
  /** The interface its traffic goes through, for the counters. Empty of a Unix socket. */
  readonly interface: string;
  /** Bytes to read, as text of one character each. */
  inbox: string;
  /** The peer writes no more. */
  ended: boolean;
  /** We write no more. */
  shut: boolean;
  /** The peer reset the connection, which the next call says. */
  reset: boolean;
  /** Its writer isn't made to wait (O_NONBLOCK): it looks by itself at whether its peer has read. */
  nonBlocking?: true;
}

/** Closed by its process, while the other end isn't yet (`closing`), or for the last stray packets. */
export interface ClosedSocket extends SocketBase {
  readonly state: 'closing' | 'time-wait';
  readonly peer: SocketAddress;
  readonly other?: string;
  readonly untilMs: number;
}

export interface DatagramSocket extends SocketBase {
  readonly state: 'datagram';
  readonly inbox: Datagram[];
  /** Who sent from addresses that NAT made, so that answers find the way back: `address:port` → socket. */
  readonly flows: Record<string, { readonly socket: string; readonly as: SocketAddress }>;
  readonly proxyTo?: SocketAddress;
}

export type Socket =
  | ListeningSocket
  | ConnectingSocket
  | WaitingSocket
  | FailedSocket
  | OpenSocket
  | ClosedSocket
  | DatagramSocket;
