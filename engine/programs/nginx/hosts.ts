import type { System, Wait } from '../../linux/system.ts';
import { continueLookup, type Lookup, lookUp, lookupWait } from '../resolver.ts';
import type { Configuration } from './model.ts';

/** Hosts of the configuration that are still to be looked up. */
export type HostsCheck = {
  left: { host: string; place: string }[];
  lookup?: Lookup | undefined;
};

export function checkHosts(hosts: Configuration['hosts']): HostsCheck {
  return { left: hosts.map((each) => ({ ...each })) };
}

/** Looks on. nginx gives up where a host isn't known. */
export function continueHosts(
  system: System,
  check: HostsCheck,
): 'done' | { readonly problem: string } | { readonly until: Wait } {
  for (;;) {
    const [current] = check.left;
    if (current === undefined) return 'done';
    const result =
      check.lookup === undefined ? lookUp(system, current.host) : continueLookup(system, check.lookup);
    if ('lookup' in result) {
      check.lookup = result.lookup;
      return { until: lookupWait(result.lookup) };
    }
    check.lookup = undefined;
    if ('failed' in result)
      return { problem: `host not found in upstream "${current.host}" in ${current.place}` };
    check.left.shift();
  }
}
