import type { Kernel } from '../linux/kernel.ts';
import type { ContainerSpec, RuntimeStats } from './runtime-spec.ts';

/** What a running container uses, and may use. Undefined: its cgroup is gone. */
export function statsOf(kernel: Kernel, { host, cgroup }: ContainerSpec): RuntimeStats | undefined {
  kernel.computing.settleHost(host);
  const group = kernel.cgroups.get(host, cgroup.path);
  if (group === undefined) return undefined;
  const hostMemory = kernel.hosts.get(host)?.memoryBytes ?? 0;
  return {
    cpuMs: group.cpuMs,
    periods: Math.floor(group.periods),
    throttledPeriods: Math.floor(group.throttledPeriods),
    throttledMs: group.throttledMs,
    memoryBytes: group.memoryBytes,
    memoryPeak: group.memoryPeak,
    memoryMax: Math.min(group.limits.memoryMax ?? hostMemory, hostMemory),
    processes: group.processes + group.zombies,
    pidsMax: group.limits.pidsMax,
    io:
      group.io === undefined
        ? undefined
        : {
            readBytes: kernel.disk.carriedOut(group, 'read').bytes,
            writeBytes: kernel.disk.carriedOut(group, 'write').bytes,
          },
  };
}
