import type { System, Wait } from '../../linux/system.ts';
import { unixPathOf } from '../../network/unix-address.ts';
import { lookUp } from '../../shell/commands/network/names.ts';
import type { Configuration } from './model.ts';

/** Addresses of a name that are used. */
const ADDRESSES_MAX = 64;

/** Hosts of the configuration that are still to be looked up, and what was found: it holds until the next reload. */
export type HostsCheck = {
  left: { host: string; place: string }[];
  found: Record<string, readonly string[]>;
  /** When the answer for the first of `left` is there. */
  untilMs?: number | undefined;
};

export function checkHosts(hosts: Configuration['hosts']): HostsCheck {
  return { left: hosts.map((each) => ({ ...each })), found: {} };
}

/** Looks on. nginx gives up where a host isn't known. */
export function continueHosts(
  system: System,
  check: HostsCheck,
): 'done' | { readonly problem: string } | { readonly until: Wait } {
  for (;;) {
    const [current] = check.left;
    if (current === undefined) return 'done';
    const { host, place } = current;
    if (!Object.hasOwn(check.found, host) && unixPathOf({ address: host }) === undefined) {
      const looked = lookUp(system, host);
      check.untilMs = system.now + looked.latencyMs;
      check.found[host] = 'problem' in looked ? [] : [...looked.addresses].sort().slice(0, ADDRESSES_MAX);
    }
    if (system.now < (check.untilMs ?? 0)) return { until: { timeMs: check.untilMs ?? 0 } };
    if (check.found[host]?.length === 0)
      return { problem: `host not found in upstream "${host}" in ${place}` };
    check.left.shift();
  }
}
