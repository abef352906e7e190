import type { Machine } from './machine.ts';

/** Whether the interpreter is older than Python 3 with this minor version: it has other words then. */
export function isBefore(machine: Machine, minor: number): boolean {
  const [, own = minor] = (machine.system.executable.version ?? '').split('.').map(Number);
  return own < minor;
}
