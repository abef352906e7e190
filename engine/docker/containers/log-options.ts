import { LOG_CHARACTERS_MAX } from '../limits.ts';
import type { HostConfig } from './config.ts';

const UNITS: Readonly<Record<string, number>> = { '': 1, b: 1, k: 1024, m: 1024 ** 2, g: 1024 ** 3 };

/** What is kept of a log: `--log-opt max-size=1m --log-opt max-file=3`, up to a limit of ours. */
export function logBytesMax({ LogConfig }: HostConfig): number {
  const [, digits, unit = ''] = /^(\d{1,12})([bkmg]?)b?$/i.exec(LogConfig.Config['max-size'] ?? '') ?? [];
  if (digits === undefined) return LOG_CHARACTERS_MAX;
  const files = Math.max(1, Number(LogConfig.Config['max-file'] ?? 1) || 1);
  return Math.min(LOG_CHARACTERS_MAX, Number(digits) * (UNITS[unit.toLowerCase()] ?? 1) * files);
}
