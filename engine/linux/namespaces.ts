import { SystemError } from '../filesystem/errors.ts';
import type { Records } from '../simulation/records.ts';
import type { Simulation } from '../simulation/simulation.ts';
import { NAMESPACE_TYPES, type Namespaces, type NamespaceType } from './process.ts';

export interface Namespace {
  readonly host: string;
  readonly type: NamespaceType;
  /** Its inode number in nsfs, as `readlink /proc/self/ns/net` shows it. */
  readonly inode: number;
  readonly parent?: number;
  /** Of a uts namespace. */
  hostName?: string;
  /** Of a cgroup namespace: the group that is its root. */
  readonly root?: string;
  /** Of a pid namespace: the next id to give out. */
  nextPid?: number;
  /** The user namespace it belongs to. Default: the host's own. */
  readonly owner?: number;
  /** Of a user namespace: who made it, by the host's id. */
  readonly ownerUid?: number;
  /** Of a user namespace: what its ids are, once somebody has said it. */
  readonly uidMap?: readonly IdRange[];
  readonly gidMap?: readonly IdRange[];
  /** Of a user namespace: setgroups(2) is refused. */
  readonly setGroupsDenied?: boolean;
  /** Kernel parameters that were set, by name. */
  readonly parameters?: Readonly<Record<string, string>>;
  /** A process made it: it goes with the last one in it, unless something else holds it. */
  readonly passing?: boolean;
}

/** Ids of a user namespace, and the host's ids that they are. */
export interface IdRange {
  readonly inside: number;
  readonly outside: number;
  readonly count: number;
}

/** The inode numbers of a host's own namespaces (include/linux/proc_ns.h). */
const INITIAL: Namespaces = {
  time: 4_026_531_834,
  cgroup: 4_026_531_835,
  pid: 4_026_531_836,
  user: 4_026_531_837,
  uts: 4_026_531_838,
  ipc: 4_026_531_839,
  net: 4_026_531_840,
  mnt: 4_026_531_841,
};

/** Later ones are counted from here, on each host. */
const FIRST_DYNAMIC = 4_026_532_200;

/** The namespaces of all hosts. */
export class NamespaceTable {
  readonly #namespaces: Records<Namespace>;
  readonly #next: Records<number>;

  constructor(simulation: Simulation) {
    this.#namespaces = simulation.records.of('namespaces');
    this.#next = simulation.records.of('namespace_counters');
  }

  /** A host's own namespaces. */
  makeInitial(host: string, hostName: string): Namespaces {
    for (const type of NAMESPACE_TYPES) {
      this.#set({
        host,
        type,
        inode: INITIAL[type],
        ...(type === 'uts' ? { hostName } : {}),
        ...(type === 'pid' ? { nextPid: 1 } : {}),
      });
    }
    return INITIAL;
  }

  initial(): Namespaces {
    return INITIAL;
  }

  make(
    host: string,
    type: NamespaceType,
    facts: Omit<Namespace, 'host' | 'type' | 'inode' | 'nextPid'> = {},
  ): number {
    const inode = this.#next.get(host) ?? FIRST_DYNAMIC;
    this.#next.set(host, inode + 1);
    this.#set({ host, type, inode, ...facts, ...(type === 'pid' ? { nextPid: 1 } : {}) });
    return inode;
  }

  get(host: string, inode: number): Namespace | undefined {
    return this.#namespaces.get(`${host}/${inode}`);
  }

  remove(host: string, inode: number): void {
    this.#namespaces.delete(`${host}/${inode}`);
  }

  of(host: string): Namespace[] {
    return [...this.#namespaces.values()].filter((namespace) => namespace.host === host);
  }

  hostName(host: string, uts: number): string {
    return this.get(host, uts)?.hostName ?? host;
  }

  setHostName(host: string, uts: number, hostName: string): void {
    this.change(host, uts, { hostName });
  }

  change(
    host: string,
    inode: number,
    facts: Partial<Omit<Namespace, 'host' | 'type' | 'inode' | 'nextPid'>>,
  ): void {
    const namespace = this.get(host, inode);
    if (namespace !== undefined) this.#set({ ...namespace, ...facts });
  }

  /**
   * The next process id in a pid namespace. Ids are given out in turn, up to PID_MAX.
   * @throws SystemError ENOMEM where the namespace is gone
   */
  takePid(host: string, pidNamespace: number, isFree: (pid: number) => boolean): number {
    const namespace = this.get(host, pidNamespace);
    if (namespace === undefined) throw new SystemError('ENOMEM');
    let pid = namespace.nextPid ?? 1;
    while (!isFree(pid)) pid = pid >= PID_MAX ? RESERVED_PIDS : pid + 1;
    namespace.nextPid = pid >= PID_MAX ? RESERVED_PIDS : pid + 1;
    this.#set(namespace);
    return pid;
  }

  /** Ids below are taken: by threads of the kernel and what a boot has started and ended. */
  startPids(host: string, pidNamespace: number, nextPid: number): void {
    const namespace = this.get(host, pidNamespace);
    if (namespace !== undefined) this.#set({ ...namespace, nextPid });
  }

  /** From outermost (below the host's own) to the one given. */
  pidLineage(host: string, pidNamespace: number): number[] {
    const lineage: number[] = [];
    for (let at = this.get(host, pidNamespace); at?.parent !== undefined; at = this.get(host, at.parent)) {
      lineage.unshift(at.inode);
    }
    return lineage;
  }

  #set(namespace: Namespace): void {
    this.#namespaces.set(`${namespace.host}/${namespace.inode}`, namespace);
  }
}

/** kernel.pid_max of a 64-bit machine. */
const PID_MAX = 4_194_304;
/** After a turn, the first ids are left to daemons. */
const RESERVED_PIDS = 300;
