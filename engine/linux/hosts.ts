import type { Records } from '../simulation/records.ts';
import type { Simulation } from '../simulation/simulation.ts';

/** A virtual machine, as it is asked for. */
export interface HostSpec {
  readonly name: string;
  readonly cpus: number;
  readonly memoryBytes: number;
  readonly diskBytes: number;
}

export interface Host extends HostSpec {
  /** When its kernel started, in ms of virtual time. */
  readonly bootedMs: number;
  /** When it answers: a virtual machine takes its time to boot. */
  readonly readyMs: number;
  /** Of its LAN interface. */
  readonly address: string;
  /** As uname -r says. */
  readonly kernel: string;
  readonly selinux: 'enforcing' | 'permissive' | 'disabled';
  readonly machineId: string;
}

export const KERNEL_RELEASE = '6.1.0-28-amd64';
export const KERNEL_VERSION = '#1 SMP PREEMPT_DYNAMIC Debian 6.1.119-1 (2024-11-22)';
/** What /proc/version has. */
export const KERNEL_BANNER = `Linux version ${KERNEL_RELEASE} (debian-kernel@lists.debian.org) (gcc-12 (Debian 12.2.0-14) 12.2.0, GNU ld (GNU Binutils for Debian) 2.40) ${KERNEL_VERSION}`;
export const KERNEL_COMMAND_LINE = `BOOT_IMAGE=/boot/vmlinuz-${KERNEL_RELEASE} root=/dev/vda1 ro console=ttyS0`;

/** The hosts of a sandbox by name. */
export class Hosts {
  readonly #hosts: Records<Host>;

  constructor(simulation: Simulation) {
    this.#hosts = simulation.records.of('hosts');
  }

  get(name: string): Host | undefined {
    return this.#hosts.get(name);
  }

  set(host: Host): void {
    this.#hosts.set(host.name, host);
  }

  remove(name: string): void {
    this.#hosts.delete(name);
  }

  all(): Host[] {
    return [...this.#hosts.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  }
}
