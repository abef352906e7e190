import type { NameAnswer, RecordType } from '../../../linux/network-view.ts';
import type { Next, System } from '../../../linux/system.ts';
import { fail } from '../command.ts';
import { parseAddress } from './addresses.ts';
import { lookUp, RESOLVER_TIMEOUT_MS, resolverSettings } from './names.ts';

/** What dig, host and nslookup ask for. */
const recordTypes: readonly RecordType[] = ['A', 'AAAA', 'CNAME', 'MX', 'NS', 'PTR', 'SOA', 'SRV', 'TXT'];

export function recordTypeOf(word: string | undefined): RecordType | undefined {
  return recordTypes.find((each) => each === word?.toUpperCase());
}

/** Types that exist, of which nobody here has records. */
const OTHER_TYPES: ReadonlySet<string> = new Set([
  'ANY',
  'AXFR',
  'CAA',
  'DNSKEY',
  'DS',
  'HTTPS',
  'NAPTR',
  'SVCB',
  'TLSA',
]);

/** @throws Quit for a type that exists, but not here */
export function checkSimulated(system: System, word: string | undefined): void {
  if (!OTHER_TYPES.has(word?.toUpperCase() ?? '')) return;
  throw fail(system, `records of type ${word?.toUpperCase()} are not simulated`);
}

export type Reply = NameAnswer | 'nxdomain' | 'servfail' | 'timeout';
export type Found = NameAnswer['answer'][number];

/** What is printed once the answers are there. */
export type Printing = { readonly untilMs: number; readonly text: string; readonly code: number };

export function print(system: System, state: Printing): Next<Printing> {
  if (system.now < state.untilMs) return { state, until: { timeMs: state.untilMs } };
  system.write(1, state.text);
  return { exit: state.code };
}

/** How long replies take together. */
export function latency(replies: readonly Reply[]): number {
  return replies.reduce(
    (sum, reply) =>
      sum + (typeof reply === 'string' ? (reply === 'timeout' ? RESOLVER_TIMEOUT_MS : 0) : reply.latencyMs),
    0,
  );
}

export function reverseName(address: string): string {
  return parseAddress(address) === undefined
    ? address
    : `${address.split('.').toReversed().join('.')}.in-addr.arpa`;
}

/** The address of the server to ask: the one that is named, or resolv.conf's first. Undefined: its name is unknown. */
export function serverAddress(system: System, named: string | undefined): string | undefined {
  if (named === undefined) return resolverSettings(system).servers[0];
  const found = lookUp(system, named);
  return 'problem' in found ? undefined : found.addresses[0];
}

/** What bind's tools say when a server is silent. */
export function noAnswerText(server: string): string {
  return `${`;; communications error to ${server}#53: timed out\n`.repeat(3)};; no servers could be reached\n`;
}
