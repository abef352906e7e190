import type { Process } from './process.ts';

/** The states that a process may be in, with the words of /proc/<pid>/status. */
export const PROCESS_STATES = {
  R: 'running',
  S: 'sleeping',
  D: 'disk sleep',
  T: 'stopped',
  Z: 'zombie',
} as const;

/** @param viewer who asks: it runs */
export function stateOf(process: Process, viewer?: Process): keyof typeof PROCESS_STATES {
  if (process.status === 'zombie') return 'Z';
  if (process.stopped) return 'T';
  if (process.stall !== undefined) return 'D';
  return process === viewer || process.computation !== undefined ? 'R' : 'S';
}
