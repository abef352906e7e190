import type { Records } from '../simulation/records.ts';
import type { Simulation } from '../simulation/simulation.ts';
import { type Host, type Hosts, KERNEL_BANNER, KERNEL_COMMAND_LINE } from './hosts.ts';

/** Lines that each host's kernel keeps, beside those of its boot. */
const LINES_MAX = 300;

/** Severities of syslog(3). */
export const SEVERITY = { error: 3, warning: 4, notice: 5, info: 6 } as const;

/** A line of the kernel's ring buffer. */
export interface KernelLogLine {
  readonly atMs: number;
  readonly severity: number;
  readonly text: string;
}

interface StoredLog {
  readonly lines: readonly KernelLogLine[];
  /** dmesg -C: what is older isn't shown any more. */
  readonly clearedMs?: number;
}

/** What the kernel of each host says: what dmesg shows. */
export class KernelLog {
  readonly #logs: Records<StoredLog>;
  readonly #hosts: Hosts;
  readonly #now: () => number;

  constructor(simulation: Simulation, hosts: Hosts) {
    this.#logs = simulation.records.of('kernel_logs');
    this.#hosts = hosts;
    this.#now = simulation.now;
  }

  lines(host: string): readonly KernelLogLine[] {
    const { lines = [], clearedMs } = this.#logs.get(host) ?? {};
    if (clearedMs !== undefined) return lines;
    const facts = this.#hosts.get(host);
    if (facts === undefined) return lines;
    return [...bootLines(facts).filter(({ atMs }) => atMs <= this.#now()), ...lines];
  }

  add(host: string, added: readonly Omit<KernelLogLine, 'atMs'>[]): void {
    const log = this.#logs.get(host) ?? { lines: [] };
    const atMs = this.#now();
    const lines = [...log.lines, ...added.map((line) => ({ atMs, ...line }))].slice(-LINES_MAX);
    this.#logs.set(host, { ...log, lines });
  }

  clear(host: string): void {
    this.#logs.set(host, { lines: [], clearedMs: this.#now() });
  }

  forget(host: string): void {
    this.#logs.delete(host);
  }
}

/** What a kernel says while it boots, with when it does, in ms. */
function bootLines(host: Host): KernelLogLine[] {
  const kilobytes = Math.floor(host.memoryBytes / 1024);
  const said: readonly (readonly [number, string])[] = [
    [0, KERNEL_BANNER],
    [0, `Command line: ${KERNEL_COMMAND_LINE}`],
    [0, 'Hypervisor detected: KVM'],
    [14, `Memory: ${kilobytes - 131_072}K/${kilobytes}K available`],
    [15, `SLUB: HWalign=64, Order=0-3, MinObjects=0, CPUs=${host.cpus}, Nodes=1`],
    [102, `smpboot: Allowing ${host.cpus} CPUs, 0 hotplug CPUs`],
    [148, `smp: Brought up 1 node, ${host.cpus} CPU${host.cpus === 1 ? '' : 's'}`],
    [688, `virtio_blk virtio1: [vda] ${host.diskBytes / 512} 512-byte logical blocks`],
    [702, ' vda: vda1'],
    [1290, 'EXT4-fs (vda1): mounted filesystem with ordered data mode. Quota mode: none.'],
    [1544, `systemd[1]: Hostname set to <${host.name}>.`],
    [2210, 'EXT4-fs (vda1): re-mounted. Quota mode: none.'],
  ];
  return said.map(([ms, text]) => ({ atMs: host.bootedMs + ms, severity: SEVERITY.info, text }));
}
