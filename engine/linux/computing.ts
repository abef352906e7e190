import type { OwnedRecords } from '../simulation/records.ts';
import type { Reconciler, Requeue } from '../simulation/simulation.ts';
import { CPU_PERIOD_US, shareCpus } from './cpu.ts';
import type { Kernel } from './kernel.ts';
import type { Process } from './process.ts';

/** CPU time shorter than this is nothing. */
const EPSILON_MS = 1e-6;

/** So long after its cgroup was made, what a process does counts as something that is under way. */
const SETTLING_MS = 10_000;

/** Whether what a cgroup's processes do then still belongs to their beginning: a clock that waits for that goes on. */
export function isSettling({ cgroups }: Kernel, host: string, cgroup: string, dueMs: number): boolean {
  const group = cgroups.get(host, cgroup);
  return group !== undefined && dueMs - group.madeMs <= SETTLING_MS;
}

/** The CPU time of the processes of a cgroup that compute, as it is stored. All of them get the same. */
interface RunQueue {
  readonly cgroup: string;
  /** What each of them had from the queue's beginning until `sinceMs`. */
  servedMs: number;
  sinceMs: number;
  /** CPUs that each gets since then: 0 … 1. */
  rate: number;
  limitedBy?: string | undefined;
}

/**
 * Which processes compute, and how far they are: CPU time passes on the virtual clock. A process is done when its run
 * queue has served what it wants, so nothing has to be said to the others when their share changes.
 */
export class Computing {
  readonly reconciler: Reconciler = { name: 'computing', reconcile: (host) => this.#reconcile(host) };
  readonly #kernel: Kernel;
  readonly #queues: OwnedRecords<string, RunQueue>;
  readonly #members = new Map<RunQueue, Set<Process>>();

  constructor(kernel: Kernel) {
    this.#kernel = kernel;
    this.#queues = kernel.simulation.records.owned('run-queues', String);
  }

  connect(): void {
    for (const process of this.#kernel.processes.all()) {
      const queue = this.#queues.get(process.host, process.cgroup);
      if (process.computation === undefined || isKept(process) || queue === undefined) continue;
      this.#membersOf(queue).add(process);
      this.#kernel.simulation.enqueue(`computing|${process.host}`);
    }
  }

  /** After a step: what it computes next, and what calls have cost, take their time before the next one. */
  after(process: Process, cpuMs: number): void {
    const whole = Math.floor(process.spentMicroseconds / 1000);
    process.spentMicroseconds -= whole * 1000;
    const remainingMs = cpuMs + whole;
    if (remainingMs <= 0) return;
    process.computation = { remainingMs, fromMs: 0 };
    this.resume(process);
  }

  /** Brings a process's computing up to now; when it is done, `computation` is gone. */
  settle(process: Process): void {
    if (process.computation === undefined) return;
    this.#progress(process);
    if (process.computation.remainingMs <= EPSILON_MS) this.leave(process);
  }

  /** The process computes no more. */
  leave(process: Process): void {
    if (process.computation === undefined) return;
    this.suspend(process);
    process.computation = undefined;
    this.#kernel.processes.changed(process);
  }

  /** It gets no CPU for now: before it is stopped, has to wait for a disk, or changes its cgroup. */
  suspend(process: Process): void {
    if (process.computation === undefined) return;
    this.#progress(process);
    const queue = this.#queues.get(process.host, process.cgroup);
    const members = queue === undefined ? undefined : this.#membersOf(queue);
    if (queue === undefined || members?.delete(process) !== true) return;
    if (members.size === 0) {
      this.#members.delete(queue);
      this.#queues.delete(process.host, process.cgroup);
    }
    this.rebalance(process.host);
  }

  /** It goes on, unless something else keeps it. */
  resume(process: Process): void {
    if (process.computation === undefined || isKept(process)) return;
    const queue = this.#queueOf(process);
    this.#serve(process.host, queue);
    process.computation = { ...process.computation, fromMs: queue.servedMs };
    this.#membersOf(queue).add(process);
    this.#kernel.processes.changed(process);
    this.rebalance(process.host);
  }

  /** Brings all of a host up to now, for who reads its accounts. */
  settleHost(host: string): void {
    for (const queue of this.#queues.of(host).values()) {
      for (const process of this.#membersOf(queue)) this.#progress(process);
    }
  }

  /** Shares the CPUs anew, after limits or the set of those who compute changed. */
  rebalance(host: string): void {
    const { cgroups, hosts, pressures, simulation } = this.#kernel;
    const active: RunQueue[] = [];
    for (const queue of this.#queues.of(host).values()) {
      this.#serve(host, queue);
      if (cgroups.isFrozen(host, queue.cgroup)) queue.rate = 0;
      else active.push(queue);
    }
    // Sums of fractions depend on their order, which must not depend on who came first.
    active.sort((a, b) => (a.cgroup < b.cgroup ? -1 : 1));
    const demands = active.map((queue) => ({
      host,
      cgroup: queue.cgroup,
      processes: this.#membersOf(queue).size,
    }));
    const shares = shareCpus(hosts.get(host)?.cpus ?? 1, demands, cgroups);
    for (const [index, queue] of active.entries()) {
      queue.rate = shares[index]?.rate ?? 0;
      queue.limitedBy = shares[index]?.limitedBy;
      this.#queues.set(host, queue.cgroup, queue);
    }
    pressures.update(host, shares);
    simulation.enqueue(`computing|${host}`);
  }

  /** Calls who is done, and says when the next one will be. */
  #reconcile(host: string): Requeue | undefined {
    const done: Process[] = [];
    let next: number | undefined;
    let isBeginning = false;
    for (const queue of this.#queues.of(host).values()) {
      this.#serve(host, queue);
      const least = this.#leastLeft(queue, done);
      if (least === undefined || queue.rate === 0) continue;
      const due = this.#kernel.now + Math.ceil(least / queue.rate);
      isBeginning ||= isSettling(this.#kernel, host, queue.cgroup, due);
      next = Math.min(next ?? due, due);
    }
    for (const process of done.sort((a, b) => a.pid - b.pid)) this.#kernel.enqueue(process);
    return next === undefined
      ? undefined
      : { afterMs: Math.max(0, next - this.#kernel.now), background: !isBeginning };
  }

  /** What the member wants that will be done first, in ms of CPU time. @param done takes who is done already */
  #leastLeft(queue: RunQueue, done: Process[]): number | undefined {
    let least: number | undefined;
    for (const process of this.#membersOf(queue)) {
      if (process.computation === undefined) continue;
      const left = process.computation.remainingMs - (queue.servedMs - process.computation.fromMs);
      if (left <= EPSILON_MS) done.push(process);
      else if (least === undefined || left < least) least = left;
    }
    return least;
  }

  #queueOf({ host, cgroup }: Process): RunQueue {
    const known = this.#queues.get(host, cgroup);
    if (known !== undefined) return known;
    const queue = { cgroup, servedMs: 0, sinceMs: this.#kernel.now, rate: 0 };
    this.#queues.set(host, cgroup, queue);
    return queue;
  }

  #membersOf(queue: RunQueue): Set<Process> {
    let members = this.#members.get(queue);
    if (members === undefined) {
      members = new Set();
      this.#members.set(queue, members);
    }
    return members;
  }

  /** Lets time pass for a queue, up to now. */
  #serve(host: string, queue: RunQueue): void {
    const elapsedMs = this.#kernel.now - queue.sinceMs;
    if (elapsedMs === 0) return;
    queue.servedMs += elapsedMs * queue.rate;
    queue.sinceMs = this.#kernel.now;
    this.#queues.set(host, queue.cgroup, queue);
    this.#throttle(host, queue, elapsedMs);
  }

  #progress(process: Process): void {
    const queue = this.#queues.get(process.host, process.cgroup);
    const { computation } = process;
    if (computation === undefined || queue === undefined || !this.#membersOf(queue).has(process)) return;
    this.#serve(process.host, queue);
    const usedMs = Math.min(computation.remainingMs, queue.servedMs - computation.fromMs);
    if (usedMs === 0) return;
    process.computation = { remainingMs: computation.remainingMs - usedMs, fromMs: queue.servedMs };
    process.cpuMs += usedMs;
    this.#kernel.processes.changed(process);
    this.#kernel.cgroups.useCpu(process.host, process.cgroup, usedMs);
  }

  /** What cpu.max kept from its processes, as cpu.stat counts it. */
  #throttle(host: string, queue: RunQueue, elapsedMs: number): void {
    for (const group of this.#kernel.cgroups.ancestry(host, queue.cgroup)) {
      if (group.limits.cpuMax === undefined) continue;
      const periods = (elapsedMs * 1000) / (group.limits.cpuMax.periodUs || CPU_PERIOD_US);
      group.periods += periods;
      if (queue.limitedBy === group.path) {
        group.throttledPeriods += periods;
        group.throttledMs += elapsedMs * (1 - queue.rate) * this.#membersOf(queue).size;
      }
      this.#kernel.cgroups.changed(group);
    }
  }
}

/** Whether something keeps it from computing. */
function isKept({ stopped, stall }: Process): boolean {
  return stopped || stall !== undefined;
}
