import type { TestMachine } from './machine.ts';

/** Moments of a program that `runWithRestarts` goes through at most. */
const MOMENTS_MAX = 2000;

/** Runs to the end, with the world woken from its database before each moment at which something happens. */
export function runWithRestarts(machine: TestMachine, argv: readonly string[]): string {
  const started = machine.start(argv);
  let now = machine;
  for (let moment = 0; started.code === undefined && moment < MOMENTS_MAX; moment++) {
    now = now.reload();
    now.sandbox.run(now.sandbox.nextDue ?? now.sandbox.now);
  }
  return started.stdout + started.stderr;
}
