import type { System, Wait } from '../linux/system.ts';
import { unixPathOf } from '../network/unix-address.ts';
import { lookUp as lookUpName } from '../shell/commands/network/names.ts';

/** A name that was asked for: what the answer is, and when it is there. JSON, to be kept in a program's state. */
export type Lookup = {
  readonly untilMs: number;
  readonly answer: Answer;
};

type Answer =
  | { readonly address: string }
  /** As getaddrinfo's EAI_NONAME and EAI_AGAIN. */
  | { readonly failed: 'unknown' | 'again' };

export type Resolved = Answer | { readonly lookup: Lookup };

/** Begins to look a host up as libc does: an address, /etc/hosts, then the name servers. `unix:/path` is an address. */
export function lookUp(system: System, host: string): Resolved {
  if (unixPathOf({ address: host }) !== undefined) return { address: host };
  const found = lookUpName(system, host);
  const answer: Answer =
    'problem' in found
      ? { failed: found.problem === 'try again' ? 'again' : 'unknown' }
      : { address: found.addresses[0] };
  return continueLookup(system, { untilMs: system.now + found.latencyMs, answer });
}

export function continueLookup(system: System, lookup: Lookup): Resolved {
  return system.now < lookup.untilMs ? { lookup } : lookup.answer;
}

export function lookupWait({ untilMs }: Lookup): Wait {
  return { timeMs: untilMs };
}
