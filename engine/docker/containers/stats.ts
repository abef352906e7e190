import type { RuntimeStats } from '../../container/runtime-spec.ts';
import { DISK_MAJOR } from '../../linux/devices.ts';
import { timestamp } from '../time.ts';
import type { DockerWorld } from '../world.ts';
import type { Container } from './container.ts';

const NANOSECONDS = 1_000_000;
/** How CPU time divides into the program's own and the kernel's. */
const USER_PART = 0.7;

/** What was seen of a container at a moment. */
export interface StatsSample {
  readonly atMs: number;
  readonly cpuMs: number;
}

/** What `docker stats` reads; `before` is what is compared with: by default, the start of the container. */
export function containerStats(
  world: DockerWorld,
  container: Container,
  before: StatsSample = { atMs: container.startedMs ?? 0, cpuMs: 0 },
): { readonly stats: object; readonly sample: StatsSample } {
  const { id, name, host } = container;
  const seen = container.status === 'restarting' ? undefined : world.runtime.stats(id);
  const now = world.simulation.now();
  const common = { id, name: `/${name}`, os_type: 'linux' };
  if (seen === undefined) {
    const stats = {
      ...common,
      read: timestamp(undefined),
      preread: timestamp(undefined),
      num_procs: 0,
      pids_stats: {},
      cpu_stats: { cpu_usage: { total_usage: 0, usage_in_kernelmode: 0, usage_in_usermode: 0 } },
      precpu_stats: { cpu_usage: { total_usage: 0, usage_in_kernelmode: 0, usage_in_usermode: 0 } },
      memory_stats: {},
      blkio_stats: NO_IO,
      storage_stats: {},
    };
    return { stats, sample: { atMs: now, cpuMs: 0 } };
  }
  const { cpus, bootedMs } = world.host(host);
  const throttling = {
    periods: seen.periods,
    throttled_periods: seen.throttledPeriods,
    throttled_time: Math.floor(seen.throttledMs * NANOSECONDS),
  };
  const cpu = (cpuMs: number, atMs: number) => ({
    cpu_usage: usage(cpuMs),
    system_cpu_usage: Math.floor((atMs - bootedMs) * cpus * NANOSECONDS),
    online_cpus: cpus,
    throttling_data: throttling,
  });
  const networks = networkStats(world, container);
  const stats = {
    ...common,
    read: timestamp(now),
    preread: timestamp(before.atMs),
    num_procs: 0,
    pids_stats: { current: seen.processes, ...(seen.pidsMax === undefined ? {} : { limit: seen.pidsMax }) },
    cpu_stats: cpu(seen.cpuMs, now),
    precpu_stats: cpu(before.cpuMs, before.atMs),
    memory_stats: {
      usage: seen.memoryBytes,
      stats: { anon: seen.memoryBytes, file: 0, inactive_file: 0, active_file: 0 },
      limit: seen.memoryMax,
    },
    blkio_stats: ioStats(seen),
    storage_stats: {},
    ...(networks === undefined ? {} : { networks }),
  };
  return { stats, sample: { atMs: now, cpuMs: seen.cpuMs } };
}

function usage(cpuMs: number): object {
  const total = Math.floor(cpuMs * NANOSECONDS);
  const user = Math.floor(total * USER_PART);
  return { total_usage: total, usage_in_kernelmode: total - user, usage_in_usermode: user };
}

const NO_IO = {
  io_service_bytes_recursive: null,
  io_serviced_recursive: null,
  io_queue_recursive: null,
  io_service_time_recursive: null,
  io_wait_time_recursive: null,
  io_merged_recursive: null,
  io_time_recursive: null,
  sectors_recursive: null,
};

/** With cgroup v2, dockerd knows of bytes only. */
function ioStats({ io }: RuntimeStats): object {
  if (io === undefined) return NO_IO;
  const entry = (op: string, value: number) => ({ major: DISK_MAJOR, minor: 0, op, value });
  return {
    ...NO_IO,
    io_service_bytes_recursive: [entry('read', io.readBytes), entry('write', io.writeBytes)],
  };
}

function networkStats(world: DockerWorld, { netNamespace, hostConfig }: Container): object | undefined {
  const { network } = world.machines;
  if (hostConfig.NetworkMode === 'host' || !network.hasNamespace(netNamespace)) return undefined;
  const interfaces = network.view(netNamespace).interfaces.filter(({ kind }) => kind !== 'loopback');
  if (interfaces.length === 0) return undefined;
  return Object.fromEntries(
    interfaces.map(({ name, received, sent }) => [
      name,
      {
        rx_bytes: received.bytes,
        rx_packets: received.packets,
        rx_errors: 0,
        rx_dropped: 0,
        tx_bytes: sent.bytes,
        tx_packets: sent.packets,
        tx_errors: 0,
        tx_dropped: 0,
      },
    ]),
  );
}
