import type { Cgroup, CgroupLimits } from '../linux/cgroup.ts';
import { commandName } from '../linux/command-name.ts';
import { limitInCpus } from '../linux/cpu.ts';
import type { Host } from '../linux/hosts.ts';
import type { Kernel } from '../linux/kernel.ts';
import { optionsOf } from '../linux/mounting.ts';
import { NAMESPACE_TYPES, type NamespaceType, ownPid, type Process } from '../linux/process.ts';
import { mountTable } from '../linux/root-caller.ts';

/** A host, as the platform shows it. Moments are ms of virtual time. */
export interface HostView {
  readonly name: string;
  readonly address: string;
  readonly cpus: number;
  readonly memoryBytes: number;
  readonly diskBytes: number;
  readonly state: 'booting' | 'running';
  readonly bootedAtMs: number;
  /** A virtual machine takes its time to boot; a container doesn't. */
  readonly readyAtMs: number;
  readonly kernel: string;
  readonly machineId: string;
  readonly selinux: Host['selinux'];
  /** What its kernel and daemons take before anything else runs: what each virtual machine has anew. */
  readonly overheadBytes: number;
  readonly memoryUsedBytes: number;
  readonly diskUsedBytes: number;
  readonly processes: number;
}

/** What a kernel keeps for itself. */
const KERNEL_BYTES = 134_217_728;

/** Control groups that come and go with containers. */
const OF_CONTAINERS = /docker-|^\/lxc\./;

export function hostView(kernel: Kernel, host: Host): HostView {
  const processes = kernel.processes.of(host.name);
  const own = processes.filter(({ nested, cgroup }) => nested.length === 0 && !OF_CONTAINERS.test(cgroup));
  const overhead = own.reduce((sum, { memoryBytes }) => sum + memoryBytes, KERNEL_BYTES);
  return {
    name: host.name,
    address: host.address,
    cpus: host.cpus,
    memoryBytes: host.memoryBytes,
    diskBytes: host.diskBytes,
    state: host.readyMs <= kernel.now ? 'running' : 'booting',
    bootedAtMs: host.bootedMs,
    readyAtMs: host.readyMs,
    kernel: host.kernel,
    machineId: host.machineId,
    selinux: host.selinux,
    overheadBytes: overhead,
    memoryUsedBytes: (kernel.cgroups.get(host.name, '/')?.memoryBytes ?? 0) + KERNEL_BYTES,
    diskUsedBytes: kernel.diskUsed(host.name),
    processes: processes.length,
  };
}

export interface ProcessListEntry {
  readonly pid: number;
  readonly parentPid: number;
  /** Its id in its own pid namespace. */
  readonly namespacePid: number;
  readonly command: string;
  readonly argv: readonly string[];
  readonly user: number;
  readonly group: number;
  readonly state: 'running' | 'sleeping' | 'stopped' | 'zombie';
  readonly startedAtMs: number;
  readonly cpuMs: number;
  readonly memoryBytes: number;
  readonly cgroup: string;
  readonly namespaces: Readonly<Record<NamespaceType, number>>;
  readonly selinuxContext: string;
  readonly capabilities: readonly string[];
}

export function processList(kernel: Kernel, host: string): ProcessListEntry[] {
  kernel.computing.settleHost(host);
  return kernel.processes.of(host).map((process) => ({
    pid: process.pid,
    parentPid: process.parent,
    namespacePid: ownPid(process),
    command: commandName(process),
    argv: process.title === undefined ? process.argv : [process.title],
    user: process.uid,
    group: process.gid,
    state: stateOf(process),
    startedAtMs: process.startedMs,
    cpuMs: Math.round(process.cpuMs),
    memoryBytes: process.memoryBytes,
    cgroup: process.cgroup,
    namespaces: process.namespaces,
    selinuxContext: process.context,
    capabilities: process.capabilities,
  }));
}

function stateOf(process: Process): ProcessListEntry['state'] {
  if (process.status === 'zombie') return 'zombie';
  if (process.stopped) return 'stopped';
  return process.computation === undefined ? 'sleeping' : 'running';
}

/** A namespace with its processes, as lsns lists it. */
export interface NamespaceListEntry {
  readonly inode: number;
  readonly type: NamespaceType;
  readonly processes: number;
  /** The lowest of them; undefined: something else holds it. */
  readonly pid: number | undefined;
  readonly command: string | undefined;
}

export function namespaceList(kernel: Kernel, host: string): NamespaceListEntry[] {
  const members = new Map<string, Process[]>();
  for (const process of kernel.processes.of(host)) {
    for (const type of NAMESPACE_TYPES) {
      const key = `${type}/${process.namespaces[type]}`;
      const inside = members.get(key);
      if (inside === undefined) members.set(key, [process]);
      else inside.push(process);
    }
  }
  return kernel.namespaces
    .of(host)
    .map(({ inode, type }) => {
      const inside = members.get(`${type}/${inode}`) ?? [];
      const [first] = inside;
      const command = first?.argv.join(' ');
      return { inode, type, processes: inside.length, pid: first?.pid, command };
    })
    .sort((a, b) => a.inode - b.inode);
}

export interface CgroupView {
  readonly path: string;
  readonly limits: CgroupLimits;
  readonly frozen: boolean;
  readonly processes: number;
  /** What its own limits leave it, in CPUs. */
  readonly cpus: number | undefined;
  readonly cpu: {
    readonly usageMs: number;
    readonly periods: number;
    readonly throttledPeriods: number;
    readonly throttledMs: number;
  };
  readonly memory: {
    readonly currentBytes: number;
    readonly peakBytes: number;
    readonly events: Cgroup['events'];
  };
  readonly pids: { readonly current: number; readonly refusedForks: number };
}

export function cgroupView(group: Cgroup): CgroupView {
  return {
    path: group.path,
    limits: group.limits,
    frozen: group.frozen,
    processes: group.processes,
    cpus: limitInCpus(group),
    cpu: {
      usageMs: Math.round(group.cpuMs),
      periods: Math.floor(group.periods),
      throttledPeriods: Math.floor(group.throttledPeriods),
      throttledMs: Math.round(group.throttledMs),
    },
    memory: { currentBytes: group.memoryBytes, peakBytes: group.memoryPeak, events: group.events },
    pids: { current: group.processes + group.zombies, refusedForks: group.forksRefused },
  };
}

export interface MountView {
  readonly id: number;
  readonly path: string;
  readonly source: string;
  readonly type: string;
  readonly options: readonly string[];
}

/** The mounts of a mount namespace. */
export function mountList(kernel: Kernel, host: string, namespace: number): MountView[] {
  return kernel.filesystems.mounts.of(mountTable(host, namespace)).map((mount) => ({
    id: mount.id,
    path: mount.path,
    source: mount.source,
    type: mount.type,
    options: optionsOf(mount),
  }));
}
