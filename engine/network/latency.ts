import type { Distance } from './trace.ts';
import type { World } from './world.ts';

/** Round trips in ms: the least, and what chance adds. */
const ROUND_TRIP: Readonly<Record<Distance, readonly [least: number, more: number]>> = {
  local: [0.05, 0.12],
  lan: [0.3, 0.5],
  outside: [9, 8],
};

/** What a connection takes to be made. Whole milliseconds, as all timers; within a host it is there at once. */
export const CONNECT_MS: Readonly<Record<Distance, number>> = { local: 0, lan: 1, outside: 12 };

/** The round trip of one packet, in ms with three digits. */
export function roundTrip(world: World, distance: Distance): number {
  const [least, more] = ROUND_TRIP[distance];
  return Math.round((least + more * (world.simulation.random.below(1000) / 1000)) * 1000) / 1000;
}
