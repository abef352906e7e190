import type { System } from './system.ts';

/** What a program would go on to take that already holds more than one of ours may. */
const RUNAWAY_BYTES = 536_870_912;

/**
 * A program is about to give up, because it would hold more than programs here may. A real one would take more memory
 * first: where its cgroup has a limit below that, the OOM killer comes, and this doesn't return.
 */
export function takeTooMuch(system: System): void {
  system.setMemory(RUNAWAY_BYTES);
}
