import type { SocketAddress } from './system.ts';

export interface NetworkInterface {
  readonly index: number;
  readonly name: string;
  /** Of a veth: the index of its peer, and where the name shows it (`eth0@if6`). */
  readonly peerIndex?: number;
  readonly kind: 'loopback' | 'ethernet' | 'bridge' | 'veth' | 'macvlan' | 'vxlan' | 'dummy';
  readonly up: boolean;
  readonly mtu: number;
  readonly mac: string;
  readonly addresses: readonly {
    readonly address: string;
    readonly prefix: number;
    readonly broadcast?: string;
  }[];
  /** The bridge it is a port of. */
  readonly master?: string;
  readonly received: { readonly bytes: number; readonly packets: number };
  readonly sent: { readonly bytes: number; readonly packets: number };
}

export interface Route {
  /** `default` or `10.1.0.0/16`. */
  readonly to: string;
  readonly via?: string;
  readonly interface: string;
  readonly source?: string;
  readonly scope: 'link' | 'global' | 'host';
}

export type RecordType = 'A' | 'AAAA' | 'CNAME' | 'MX' | 'NS' | 'PTR' | 'SOA' | 'SRV' | 'TXT';

/** What a name server says. An empty answer: the name exists, without a record of that type. */
export interface NameAnswer {
  readonly server: SocketAddress;
  readonly latencyMs: number;
  readonly answer: readonly {
    readonly name: string;
    readonly type: RecordType;
    /** As dig shows it: an address, a name without its last dot, `priority weight port name`. */
    readonly value: string;
    readonly ttlSeconds: number;
  }[];
}

export interface SocketView {
  readonly protocol: 'tcp' | 'udp';
  readonly inode: number;
  readonly state: 'LISTEN' | 'ESTABLISHED' | 'TIME_WAIT' | 'CLOSE_WAIT' | 'SYN_SENT' | 'UNCONN';
  readonly local: SocketAddress;
  readonly peer?: SocketAddress;
  /** Undefined where the process isn't one that the asker may see. */
  readonly pid?: number;
  readonly program?: string;
}

/** A Unix socket. */
export interface UnixSocketView {
  readonly inode: number;
  readonly state: 'listening' | 'connecting' | 'connected';
  /** What it is bound to; empty: nothing, as the socket of whoever connects. */
  readonly path: string;
  /** The inode of the socket at the other end. */
  readonly peerInode?: number;
  /** Undefined where the process isn't one that the asker may see. */
  readonly pid?: number;
  readonly program?: string;
}

/** What is remembered of a neighbour on a wire; without a MAC nobody answered for the address. */
export interface Neighbour {
  readonly address: string;
  readonly interface: string;
  readonly mac?: string;
}

export interface NetworkView {
  readonly interfaces: readonly NetworkInterface[];
  readonly routes: readonly Route[];
  readonly sockets: readonly SocketView[];
  /** Those that were made in the namespace: a path may lead elsewhere. */
  readonly unixSockets: readonly UnixSocketView[];
  /** Whom it has met, oldest first. */
  readonly neighbours: readonly Neighbour[];
}

export type NetworkChange =
  | {
      readonly do: 'add address' | 'remove address';
      readonly interface: string;
      readonly address: string;
      readonly prefix: number;
    }
  | { readonly do: 'set up' | 'set down' | 'remove interface'; readonly interface: string }
  | {
      readonly do: 'add route' | 'remove route';
      readonly to: string;
      readonly via?: string;
      readonly interface?: string;
    }
  /** What is remembered of an address, at an interface, or of all. */
  | { readonly do: 'forget neighbours'; readonly interface?: string; readonly address?: string }
  /** A new name, MTU, hardware address, or the bridge whose port it is (none: empty). */
  | {
      readonly do: 'set link';
      readonly interface: string;
      readonly name?: string;
      readonly mtu?: number;
      readonly mac?: string;
      readonly master?: string;
    }
  | {
      readonly do: 'add interface';
      readonly interface: string;
      readonly kind: 'bridge' | 'dummy' | 'veth';
      readonly peer?: string;
    };
