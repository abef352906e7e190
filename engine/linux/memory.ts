import { SystemError } from '../filesystem/errors.ts';
import { isWithin } from './cgroups.ts';
import type { Kernel } from './kernel.ts';
import type { Process } from './process.ts';

/** What processes have in memory, and whom the OOM killer ends where it is too much for a cgroup. */
export class Memory {
  readonly #kernel: Kernel;

  constructor(kernel: Kernel) {
    this.#kernel = kernel;
  }

  /** Sets what it has in memory. Where that is too much for its cgroup, the OOM killer ends some process. */
  set(process: Process, bytes: number): void {
    const change = bytes - process.memoryBytes;
    process.memoryBytes = bytes;
    this.#kernel.processes.changed(process);
    const { host, cgroup } = process;
    let over = this.#kernel.cgroups.charge(host, cgroup, change);
    while (over !== undefined && this.#killLargest(host, over.path)) {
      over = this.#kernel.cgroups.charge(host, cgroup, 0);
    }
    const delayMs = this.#kernel.cgroups.delayMs(host, cgroup, change);
    this.#kernel.stall(process, 'memory', this.#kernel.now + delayMs);
  }

  /**
   * Takes memory for files of a tmpfs, or gives it back. Where that is too much for the cgroup, the OOM killer ends
   * processes until it fits, or until it has ended the one that writes. @throws SystemError ENOMEM
   */
  chargeFiles(host: string, cgroup: string, bytes: number, writer: Process | undefined): void {
    const { cgroups } = this.#kernel;
    for (;;) {
      const over = cgroups.charge(host, cgroup, bytes);
      if (over === undefined || bytes < 0) return;
      cgroups.charge(host, cgroup, -bytes);
      if (!this.#killLargest(host, over.path) || writer?.status !== 'alive') throw new SystemError('ENOMEM');
    }
  }

  /** After a limit was lowered: ends processes of a cgroup until the rest fits. */
  enforce(host: string, path: string): void {
    for (let over = this.#kernel.cgroups.charge(host, path, 0); over !== undefined; ) {
      if (!this.#killLargest(host, over.path)) return;
      over = this.#kernel.cgroups.charge(host, path, 0);
    }
  }

  /** The OOM killer: the process of a cgroup with the most memory, by its adjusted score (oom_badness). */
  #killLargest(host: string, path: string): boolean {
    const { cgroups, processes } = this.#kernel;
    const group = cgroups.get(host, path);
    const limit = group?.limits.memoryMax ?? Number.POSITIVE_INFINITY;
    let worst: Process | undefined;
    let worstScore = Number.NEGATIVE_INFINITY;
    for (const process of processes.of(host)) {
      if (process.status !== 'alive' || !isWithin(process.cgroup, path)) continue;
      const score = process.memoryBytes + (process.oomScoreAdjust * limit) / 1000;
      if (score >= worstScore) [worst, worstScore] = [process, score];
    }
    if (group !== undefined) {
      group.events.max++;
      group.events.oom++;
      cgroups.changed(group);
    }
    if (worst === undefined) return false;
    for (const above of cgroups.ancestry(host, worst.cgroup)) {
      above.events.oomKill++;
      cgroups.changed(above);
      if (above === group) break;
    }
    for (const victim of this.#killedWith(worst)) this.#kernel.lifecycle.end(victim, { signal: 'SIGKILL' });
    return true;
  }

  /** The process itself, or all of its cgroup where that is one for the OOM killer. */
  #killedWith(process: Process): readonly Process[] {
    const { host, cgroup } = process;
    if (this.#kernel.cgroups.get(host, cgroup)?.limits.oomGroup !== true) return [process];
    return this.#kernel.processes
      .of(host)
      .filter((each) => each.cgroup === cgroup && each.status === 'alive' && each.oomScoreAdjust > -1000);
  }
}
