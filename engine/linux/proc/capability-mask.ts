import { ALL_CAPABILITIES } from '../capabilities.ts';

/** A set of capabilities as /proc/<pid>/status shows it. */
export function capabilityMask(capabilities: readonly string[]): string {
  let mask = 0n;
  for (const [bit, name] of ALL_CAPABILITIES.entries()) {
    if (capabilities.includes(name)) mask |= 1n << BigInt(bit);
  }
  return mask.toString(16).padStart(16, '0');
}
