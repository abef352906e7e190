import { SystemError } from '../filesystem/errors.ts';
import { isAddress } from './addresses.ts';
import { roundTrip } from './latency.ts';
import { isPublicAddress } from './public-names.ts';
import { trace } from './trace.ts';
import type { World } from './world.ts';

export type PingResult =
  | { readonly roundTripMs: number; readonly ttl: number }
  | 'timeout'
  | 'host unreachable'
  | 'network unreachable';

/** net.ipv4.ip_default_ttl */
const TTL = 64;

/** One ICMP echo. */
export function ping(world: World, namespace: string, address: string): PingResult {
  if (!isAddress(address)) throw new SystemError('EINVAL');
  const result = trace(world, { namespace, destination: address, port: 0, protocol: 'icmp' });
  if (result === 'dropped' || result === 'refused') return 'timeout';
  if (typeof result === 'string') return result;
  // Of all that is outside, only what is known answers.
  if (result.distance === 'outside' && !isPublicAddress(address)) return 'timeout';
  return { roundTripMs: roundTrip(world, result.distance), ttl: TTL - result.routers };
}
