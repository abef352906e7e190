import type { Kernel } from './kernel.ts';
import type { Process } from './process.ts';
import type { Wait } from './system.ts';
import { hasWaitable } from './zombies.ts';

/** True where the process has a reason to be called. */
export function isReady(kernel: Kernel, process: Process): boolean {
  if (isHeld(kernel, process) || process.computation !== undefined) return false;
  return process.state === undefined || process.pending.length > 0 || isMet(kernel, process, process.wait);
}

/** Stopped, frozen, or waiting for a disk or for memory. */
export function isStill({ cgroups }: Kernel, process: Process): boolean {
  return process.stopped || process.stall !== undefined || cgroups.isFrozen(process.host, process.cgroup);
}

/** The same, or waiting for room for what it has written. */
function isHeld(kernel: Kernel, process: Process): boolean {
  return isStill(kernel, process) || kernel.descriptors.blocked(process);
}

/** When time alone brings it on, as things stand. Who is held, or computes, is woken when it may go on. */
export function dueMs(kernel: Kernel, process: Process): number | undefined {
  if (process.stall !== undefined) return process.stall.untilMs;
  return process.computation !== undefined || isHeld(kernel, process) ? undefined : process.wait.timeMs;
}

function isMet(kernel: Kernel, process: Process, wait: Wait): boolean {
  const { descriptors, lifecycle, now } = kernel;
  // Computing that is still on its way has been looked at already.
  if (wait.cpuMs !== undefined) return true;
  if (wait.timeMs !== undefined && wait.timeMs <= now) return true;
  if (wait.stops?.some((pid) => lifecycle.isStopped(process, pid))) return true;
  if (wait.child === true && hasWaitable(kernel, process)) return true;
  if (wait.readable?.some((descriptor) => descriptors.readable(process, descriptor))) return true;
  if (wait.writable?.some((descriptor) => descriptors.writable(process, descriptor))) return true;
  return wait.connected !== undefined && descriptors.isConnected(process, wait.connected);
}

/** What wakes it: pipes, terminals and sockets. */
export function awaited({ descriptors }: Kernel, process: Process): string[] {
  const objects = descriptors.fullOutputs(process);
  const { readable = [], writable = [] } = process.wait;
  for (const descriptor of [...readable, ...writable]) {
    const object = descriptors.object(process, descriptor);
    if (object !== undefined) objects.push(object);
  }
  const { connected } = process.wait;
  const socket = connected === undefined ? undefined : descriptors.object(process, connected);
  if (socket !== undefined) objects.push(socket);
  return objects;
}
