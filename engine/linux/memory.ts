import { SystemError } from '../filesystem/errors.ts';
import type { Cgroup } from './cgroup.ts';
import { isWithin } from './cgroups.ts';
import type { Kernel } from './kernel.ts';
import { reportOutOfMemory } from './oom-report.ts';
import type { Process } from './process.ts';

/** With this, the OOM killer leaves a process alone. */
const OOM_SCORE_ADJUST_MIN = -1000;

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
    while (over !== undefined && this.#kill(over, process)) {
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
      if (over === undefined || bytes < 0) {
        cgroups.countShmem(host, cgroup, bytes);
        return;
      }
      cgroups.charge(host, cgroup, -bytes);
      if (!this.#kill(over, writer) || writer?.status !== 'alive') throw new SystemError('ENOMEM');
    }
  }

  /** After a limit was lowered: ends processes of a cgroup until the rest fits. */
  enforce(host: string, path: string): void {
    for (let over = this.#kernel.cgroups.charge(host, path, 0); over !== undefined; ) {
      if (!this.#kill(over, undefined)) return;
      over = this.#kernel.cgroups.charge(host, path, 0);
    }
  }

  /** The OOM killer ends a process of a group, or several. @param invoker who wanted more @returns false: there is none */
  #kill(group: Cgroup, invoker: Process | undefined): boolean {
    const { cgroups, lifecycle, listeners } = this.#kernel;
    cgroups.count(group, 'max');
    cgroups.count(group, 'oom');
    const victim = this.#worst(group);
    if (victim === undefined) return false;
    const own = cgroups.get(victim.host, victim.cgroup);
    if (own !== undefined) cgroups.count(own, 'oomKill');
    reportOutOfMemory(this.#kernel, { group, victim, invoker });
    for (const listener of listeners) listener.outOfMemory?.(victim);
    for (const each of this.#killedWith(victim)) lifecycle.end(each, { signal: 'SIGKILL' });
    return true;
  }

  /** The process of a group with the most memory, by its adjusted score (oom_badness). */
  #worst({ host, path, limits }: Cgroup): Process | undefined {
    const limit = limits.memoryMax ?? Number.POSITIVE_INFINITY;
    let worst: Process | undefined;
    let worstScore = Number.NEGATIVE_INFINITY;
    for (const process of this.#kernel.processes.of(host)) {
      if (!isKillable(process) || !isWithin(process.cgroup, path)) continue;
      const score = process.memoryBytes + (process.oomScoreAdjust * limit) / 1000;
      if (score >= worstScore) [worst, worstScore] = [process, score];
    }
    return worst;
  }

  /** The process itself, or all of its cgroup where that is one for the OOM killer. */
  #killedWith(process: Process): readonly Process[] {
    const { host, cgroup } = process;
    if (this.#kernel.cgroups.get(host, cgroup)?.limits.oomGroup !== true) return [process];
    return this.#kernel.processes.of(host).filter((each) => each.cgroup === cgroup && isKillable(each));
  }
}

function isKillable({ status, oomScoreAdjust }: Process): boolean {
  return status === 'alive' && oomScoreAdjust > OOM_SCORE_ADJUST_MIN;
}
