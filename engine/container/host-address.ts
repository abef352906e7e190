import type { Host } from '../linux/hosts.ts';

/** The hosts' LAN, without the last byte of an address. */
const LAN = '192.168.49';
/** The last byte of the first address that is given out; those below are nodes'. */
const FIRST = 100;

/** The lowest address of the LAN that no host has. */
export function freeAddress(hosts: readonly Host[]): string {
  const taken = new Set(hosts.map(({ address }) => address));
  let last = FIRST;
  while (taken.has(`${LAN}.${last}`)) last++;
  return `${LAN}.${last}`;
}
