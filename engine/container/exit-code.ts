import { signalNumber } from '../linux/signals.ts';
import type { ExitStatus } from '../linux/system.ts';

/** What shells and runtimes report: the exit code, or 128 and the number of the signal. */
export function exitCodeOf(status: ExitStatus): number {
  return 'code' in status ? status.code : 128 + signalNumber(status.signal);
}
