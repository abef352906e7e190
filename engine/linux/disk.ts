import type { Cgroup, IoUse } from './cgroup.ts';
import { DISK_NUMBER } from './devices.ts';
import type { Kernel } from './kernel.ts';
import type { Process } from './process.ts';

/** A host's disk: a solid-state one behind virtio. */
const DISK_BYTES_PER_MS = { read: 520_000, write: 480_000 } as const;
const REQUEST_MS = 0.08;
/** What a synchronous write waits for after its data: the disk's cache is flushed. */
const FLUSH_MS = 1;
/** The largest request of the block layer. */
const REQUEST_BYTES_MAX = 1_048_576;
/** So much of its memory a group may have changed in the page cache (vm.dirty_ratio); who writes more has to wait. */
const DIRTY_PART = 0.2;

export type IoDirection = 'read' | 'write';

/** How a file was opened. */
export interface IoMode {
  /** O_DIRECT: past the page cache. */
  readonly direct?: boolean;
  /** O_SYNC, O_DSYNC */
  readonly sync?: boolean;
}

/**
 * What reading and writing files costs: a disk carries out one thing after the other in each direction, and so does
 * each control group with io.max. What a program writes is first in the page cache, and goes to the disk behind its
 * back; what it reads is there already, unless it asks to read directly.
 */
export class Disk {
  readonly #kernel: Kernel;

  constructor(kernel: Kernel) {
    this.#kernel = kernel;
  }

  /** @param requests in how many calls */
  transfer(
    process: Process,
    filesystem: string,
    direction: IoDirection,
    { bytes, requests, mode }: { readonly bytes: number; readonly requests: number; readonly mode: IoMode },
  ): void {
    const waits = mode.direct === true || (direction === 'write' && mode.sync === true);
    if (bytes === 0 || (direction === 'read' && !waits)) return;
    if (!this.#kernel.filesystems.instances.isOnDisk(filesystem)) return;
    this.#count(process, direction, bytes);
    // Behind the back of the program, neighbours become one request.
    const count = waits
      ? Math.max(requests, Math.ceil(bytes / REQUEST_BYTES_MAX))
      : bytes / REQUEST_BYTES_MAX;
    const flushMs = mode.sync === true ? FLUSH_MS * requests : 0;
    let untilMs = this.#kernel.now;
    for (const group of this.#kernel.cgroups.ancestry(process.host, process.cgroup)) {
      const takesMs = timeOf(group, direction, bytes, count) + (group.path === '/' ? flushMs : 0);
      const doneMs = this.#queue(group, direction, { bytes, count, takesMs });
      const aheadMs = waits ? 0 : this.#dirtyBytesMax(group) / (bytes / takesMs);
      untilMs = Math.max(untilMs, doneMs - aheadMs);
    }
    this.#kernel.stall(process, 'io', untilMs);
  }

  /** fsync(2), sync(2): waits until what was written before is on the disk. */
  sync(process: Process): void {
    const { now } = this.#kernel;
    const groups = this.#kernel.cgroups.ancestry(process.host, process.cgroup);
    const done = groups.map(({ io }) => io?.write.doneMs ?? 0);
    this.#kernel.stall(process, 'io', Math.max(now, ...done) + FLUSH_MS);
  }

  /** What of a group's use has been carried out by now: io.stat. */
  carriedOut({ io }: Cgroup, direction: IoDirection): { readonly bytes: number; readonly requests: number } {
    const use = io?.[direction];
    if (use === undefined) return { bytes: 0, requests: 0 };
    const leftMs = Math.max(0, use.doneMs - this.#kernel.now);
    const left = use.lastMs === 0 ? 0 : Math.min(1, leftMs / use.lastMs);
    return {
      bytes: Math.floor(use.bytes - left * use.lastBytes),
      requests: Math.ceil(use.requests - left * use.lastRequests),
    };
  }

  /** @returns when it is done */
  #queue(
    group: Cgroup,
    direction: IoDirection,
    { bytes, count, takesMs }: { readonly bytes: number; readonly count: number; readonly takesMs: number },
  ): number {
    const { now } = this.#kernel;
    const io = group.io ?? { read: NOTHING, write: NOTHING };
    const before = io[direction];
    const isIdle = before.doneMs <= now;
    const use: IoUse = {
      bytes: before.bytes + bytes,
      requests: before.requests + count,
      doneMs: Math.max(now, before.doneMs) + takesMs,
      lastMs: (isIdle ? 0 : before.lastMs) + takesMs,
      lastBytes: (isIdle ? 0 : before.lastBytes) + bytes,
      lastRequests: (isIdle ? 0 : before.lastRequests) + count,
    };
    group.io = { ...io, [direction]: use };
    this.#kernel.cgroups.changed(group);
    return use.doneMs;
  }

  #dirtyBytesMax({ host, limits }: Cgroup): number {
    const { memoryBytes = 0 } = this.#kernel.hosts.get(host) ?? {};
    return Math.min(memoryBytes, limits.memoryMax ?? memoryBytes) * DIRTY_PART;
  }

  /** The bytes of /proc/<pid>/io that went to the disk. */
  #count(process: Process, direction: IoDirection, bytes: number): void {
    const io = process.io ?? NO_IO;
    const name = direction === 'read' ? 'readBytes' : 'writeBytes';
    process.io = { ...io, [name]: io[name] + bytes };
    this.#kernel.processes.changed(process);
  }
}

const NOTHING: IoUse = { bytes: 0, requests: 0, doneMs: 0, lastMs: 0, lastBytes: 0, lastRequests: 0 };
export const NO_IO = { readChars: 0, writeChars: 0, reads: 0, writes: 0, readBytes: 0, writeBytes: 0 };

/** How long a group's limits take for it, in ms; the root's are those of the disk. */
function timeOf({ path, limits }: Cgroup, direction: IoDirection, bytes: number, requests: number): number {
  if (path === '/') return requests * REQUEST_MS + bytes / DISK_BYTES_PER_MS[direction];
  const limit = limits.ioMax?.[DISK_NUMBER];
  const [bytesASecond, requestsASecond] =
    direction === 'read' ? [limit?.rbps, limit?.riops] : [limit?.wbps, limit?.wiops];
  const forBytes = bytesASecond === undefined ? 0 : bytes / bytesASecond;
  const forRequests = requestsASecond === undefined ? 0 : requests / requestsASecond;
  return Math.max(forBytes, forRequests) * 1000;
}
