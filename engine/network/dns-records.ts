import { isAddress } from './addresses.ts';

type RecordType = 'A' | 'AAAA' | 'CNAME' | 'MX' | 'NS' | 'PTR' | 'SOA' | 'SRV' | 'TXT';

export interface ResourceRecord {
  /** Without the last dot. */
  readonly name: string;
  readonly type: RecordType;
  readonly ttl: number;
  /** As dig prints it: an address, a name, `10 mail.example.com.` */
  readonly value: string;
}

export interface DnsAnswer {
  readonly status: 'NOERROR' | 'NXDOMAIN' | 'SERVFAIL' | 'REFUSED';
  /** Who answered. */
  readonly server: string;
  readonly authoritative: boolean;
  readonly records: readonly ResourceRecord[];
  readonly latencyMs: number;
}

/** No answer at all: nobody listens there, nobody is there, or nothing comes back. */
export type NoAnswer = 'connection refused' | 'timeout' | 'network unreachable' | 'host unreachable';

export interface Question {
  /** Without the last dot. */
  readonly name: string;
  readonly type: RecordType;
}

/** The address that a name under in-addr.arpa asks for. */
export function reversed(name: string): string | undefined {
  const suffix = '.in-addr.arpa';
  if (!name.endsWith(suffix)) return undefined;
  const address = name.slice(0, -suffix.length).split('.').reverse().join('.');
  return isAddress(address) ? address : undefined;
}
