import { CPU_PERIOD_US, limitInCpus, shareCpus } from './cpu.ts';
import type { Kernel } from './kernel.ts';
import { type Process, processKey } from './process.ts';

/** CPU time shorter than this is nothing. */
const EPSILON_MS = 1e-6;

/** Which processes compute, and how far they are: CPU time passes on the virtual clock. */
export class Computing {
  readonly #kernel: Kernel;
  readonly #byHost = new Map<string, Set<string>>();

  constructor(kernel: Kernel) {
    this.#kernel = kernel;
  }

  connect(): void {
    for (const process of this.#kernel.processes.all())
      if (process.computation !== undefined) this.#enter(process);
  }

  /** After a step: what it computes next, and what calls have cost, take their time before the next one. */
  after(process: Process, cpuMs: number): void {
    const whole = Math.floor(process.spentMicroseconds / 1000);
    process.spentMicroseconds -= whole * 1000;
    const remainingMs = cpuMs + whole;
    if (remainingMs <= 0) return;
    process.computation = { remainingMs, sinceMs: this.#kernel.now, rate: 0 };
    this.#enter(process);
    this.rebalance(process.host);
  }

  /** Brings a process's computing up to now; when it is done, `computation` is gone. */
  settle(process: Process): void {
    if (process.computation === undefined) return;
    this.#progress(process);
    if (process.computation.remainingMs > EPSILON_MS) return;
    this.leave(process);
  }

  /** The process computes no more. */
  leave(process: Process): void {
    if (process.computation === undefined) return;
    process.computation = undefined;
    this.#kernel.processes.changed(process);
    this.#byHost.get(process.host)?.delete(processKey(process.host, process.pid));
    this.rebalance(process.host);
  }

  /** A process was stopped by a signal, or goes on. */
  stoppedOrContinued(process: Process): void {
    if (process.computation !== undefined) this.rebalance(process.host);
  }

  /** Brings all of a host up to now, for who reads its accounts. */
  settleHost(host: string): void {
    for (const process of this.#computing(host)) this.#progress(process);
  }

  /** Shares the CPUs anew, after limits or the set of those who compute changed. */
  rebalance(host: string): void {
    const computing = this.#computing(host);
    for (const process of computing) this.#progress(process);
    const { processes, cgroups } = this.#kernel;
    const active = computing.filter(
      ({ stopped, stall, cgroup }) => !stopped && stall === undefined && !cgroups.isFrozen(host, cgroup),
    );
    const rates = shareCpus(this.#kernel.hosts.get(host)?.cpus ?? 1, active, cgroups);
    for (const process of computing) {
      const rate = rates.get(process) ?? 0;
      if (process.computation === undefined || process.computation.rate === rate) continue;
      process.computation = { ...process.computation, rate };
      processes.changed(process);
      this.#kernel.enqueue(process);
    }
    this.#kernel.pressures.update(host, active);
  }

  /** When it will be done as things stand; undefined: it doesn't compute, or stands still. */
  finishMs(process: Process): number | undefined {
    const { computation } = process;
    if (computation === undefined || computation.rate === 0) return undefined;
    return computation.sinceMs + Math.ceil(computation.remainingMs / computation.rate);
  }

  #enter(process: Process): void {
    const keys = this.#byHost.get(process.host) ?? new Set();
    this.#byHost.set(process.host, keys.add(processKey(process.host, process.pid)));
  }

  #computing(host: string): Process[] {
    const found: Process[] = [];
    for (const key of this.#byHost.get(host) ?? []) {
      const process = this.#kernel.processes.byKey(key);
      if (process?.computation !== undefined) found.push(process);
    }
    return found;
  }

  #progress(process: Process): void {
    const { computation } = process;
    if (computation === undefined) return;
    const elapsedMs = this.#kernel.now - computation.sinceMs;
    if (elapsedMs === 0) return;
    const usedMs = Math.min(computation.remainingMs, elapsedMs * computation.rate);
    process.computation = {
      ...computation,
      remainingMs: computation.remainingMs - usedMs,
      sinceMs: this.#kernel.now,
    };
    process.cpuMs += usedMs;
    this.#kernel.processes.changed(process);
    this.#kernel.cgroups.useCpu(process.host, process.cgroup, usedMs);
    this.#throttle(process, elapsedMs, computation.rate);
  }

  /** What cpu.max kept from it, as cpu.stat counts it. */
  #throttle(process: Process, elapsedMs: number, rate: number): void {
    for (const group of this.#kernel.cgroups.ancestry(process.host, process.cgroup)) {
      if (group.limits.cpuMax === undefined) continue;
      const periods = (elapsedMs * 1000) / (group.limits.cpuMax.periodUs || CPU_PERIOD_US);
      group.periods += periods;
      if (rate < 1 && (limitInCpus(group) ?? 1) < 1) {
        group.throttledPeriods += periods;
        group.throttledMs += elapsedMs * (1 - rate);
      }
      this.#kernel.cgroups.changed(group);
    }
  }
}
