import { systemError } from '../../filesystem/errors.ts';
import type { Signal } from '../../linux/signals.ts';
import type { Program, System } from '../../linux/system.ts';

/** The signal by which each init is told: busybox's, and systemd's. */
const SIGNALS: Readonly<Record<string, { readonly busybox: Signal; readonly gnu: Signal }>> = {
  halt: { busybox: 'SIGUSR1', gnu: 'SIGPWR' },
  poweroff: { busybox: 'SIGUSR2', gnu: 'SIGPWR' },
  reboot: { busybox: 'SIGTERM', gnu: 'SIGINT' },
};

/** halt, poweroff and reboot: they ask the init. */
export const shutdown: Program<null> = {
  start: (system) => ({ exit: ask(system) }),
  step: () => ({ exit: 0 }),
};

function ask(system: System): number {
  const [called = ''] = system.argv;
  const name = called.slice(called.lastIndexOf('/') + 1);
  const signal = SIGNALS[name]?.[system.executable.flavour];
  if (signal === undefined) return 1;
  try {
    system.kill(1, signal);
    return 0;
  } catch (error) {
    system.write(2, `${name}: ${systemError(error).message}\n`);
    return 1;
  }
}
