import type { ClockMode } from '../host.ts';
import type { Anchor } from './environment.ts';

/** Where a sandbox's clock should be at a moment of the wall clock, in ms of virtual time. */
export function virtualTime(clock: ClockMode, anchor: Anchor, virtualNow: number, realNow: number): number {
  if (clock.mode === 'manual') return virtualNow;
  const elapsed = Math.max(0, realNow - anchor.real) * clock.rate;
  return Math.max(virtualNow, Math.floor(anchor.virtual + elapsed));
}

/** When, on the wall clock, a realtime sandbox's clock, which shows whole milliseconds, is past a moment of virtual time. */
export function realTime(clock: ClockMode, anchor: Anchor, virtual: number): number {
  return anchor.real + (Math.ceil(virtual) - anchor.virtual) / clock.rate;
}
