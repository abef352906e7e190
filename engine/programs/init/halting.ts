import { SystemError } from '../../filesystem/errors.ts';
import type { Signal } from '../../linux/signals.ts';
import type { Next, System } from '../../linux/system.ts';

/** What is to become of the machine when its init has ended everything. */
export type Ending = 'halt' | 'poweroff' | 'reboot';

/** The kernel ends the init of a pid namespace by a signal that says what reboot(2) was asked for. */
export function ended(ending: Ending): Next<never> {
  return { killedBy: ending === 'reboot' ? 'SIGHUP' : 'SIGINT' };
}

/** To everything but init. */
export function signalAll(system: System, signal: Signal): void {
  try {
    system.kill(-1, signal);
  } catch (error) {
    if (!(error instanceof SystemError) || error.code !== 'ESRCH') throw error;
  }
}

/** To a process that may be gone. */
export function signalOne(system: System, pid: number, signal: Signal): void {
  try {
    system.kill(pid, signal);
  } catch (error) {
    if (!(error instanceof SystemError) || error.code !== 'ESRCH') throw error;
  }
}
