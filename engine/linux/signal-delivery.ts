import { SystemError } from '../filesystem/errors.ts';
import type { Kernel } from './kernel.ts';
import { isInit, type Process } from './process.ts';
import { defaultAction, type Signal } from './signals.ts';
import { isCapableIn } from './user-namespaces.ts';
import { notifyParent } from './zombies.ts';

/** Thrown inside a system call: the process that makes it is ended by a signal. */
export class Terminated extends Error {
  readonly signal: Signal;

  constructor(signal: Signal) {
    super(signal);
    this.signal = signal;
  }
}

/** Inside a system call: where the process that makes it has been ended by it, the call doesn't return. */
export function endsProcess(process: Process): void {
  if (process.status !== 'alive' && process.exit !== undefined && 'signal' in process.exit) {
    throw new Terminated(process.exit.signal);
  }
}

/** Sends signals (kill(2)) and does what they do by default. */
export class SignalDelivery {
  readonly #kernel: Kernel;

  constructor(kernel: Kernel) {
    this.#kernel = kernel;
  }

  /**
   * Sends a signal to a process.
   * @param from the sender; undefined: the kernel, a terminal, or somebody outside of the process's pid namespace
   */
  send(process: Process, signal: Signal, from?: Process): void {
    if (process.status !== 'alive') return;
    if (signal === 'SIGCONT') this.#continue(process);
    if (signal === 'SIGKILL') this.#kill(process, from);
    else if (signal === 'SIGSTOP') this.#stop(process, signal, from);
    else if (process.stopped && !process.ignored.includes(signal)) this.#keepForLater(process, signal);
    else if (process.handled.includes(signal)) this.#hold(process, signal);
    else if (!process.ignored.includes(signal)) this.#byDefault(process, signal, from);
  }

  #byDefault(process: Process, signal: Signal, from: Process | undefined): void {
    const action = defaultAction(signal);
    // The kernel shields the init of a pid namespace from what it has no handler for (pid_namespaces(7)).
    if (action === 'ignore' || action === 'continue' || isInit(process)) return;
    if (action === 'stop') this.#stop(process, signal, from);
    else this.#kernel.lifecycle.end(process, { signal });
  }

  /** @throws SystemError EPERM where the sender's user may not */
  checkPermission(from: Process, process: Process): void {
    const ids = [process.uid, process.realUid ?? process.uid];
    if (ids.includes(from.uid) || ids.includes(from.realUid ?? from.uid)) return;
    if (isCapableIn(this.#kernel, from, 'CAP_KILL', process.namespaces.user)) return;
    throw new SystemError('EPERM');
  }

  sendToGroup(host: string, group: number, signal: Signal): void {
    for (const process of this.#kernel.processes.of(host)) {
      if (process.group === group) this.send(process, signal);
    }
  }

  /** Init is only killed from outside of its namespace. */
  #kill(process: Process, from: Process | undefined): void {
    if (isInit(process) && from !== undefined && from.namespaces.pid === process.namespaces.pid) return;
    this.#kernel.lifecycle.end(process, { signal: 'SIGKILL' });
  }

  #stop(process: Process, signal: Signal, from: Process | undefined): void {
    if (isInit(process) && from !== undefined && from.namespaces.pid === process.namespaces.pid) return;
    this.#kernel.computing.suspend(process);
    process.stopped = true;
    process.stoppedBy = signal;
    this.#kernel.processes.changed(process);
    notifyParent(this.#kernel, process);
  }

  #continue(process: Process): void {
    if (!process.stopped) return;
    const { whileStopped = [] } = process;
    process.stopped = false;
    delete process.stoppedBy;
    delete process.whileStopped;
    this.#kernel.processes.changed(process);
    this.#kernel.computing.resume(process);
    this.#kernel.enqueue(process);
    for (const signal of whileStopped) this.send(process, signal);
  }

  /** What doesn't kill or continue a stopped process waits until it goes on. */
  #keepForLater(process: Process, signal: Signal): void {
    const { whileStopped = [] } = process;
    if (defaultAction(signal) === 'stop' || whileStopped.includes(signal)) return;
    process.whileStopped = [...whileStopped, signal];
    this.#kernel.processes.changed(process);
  }

  #hold(process: Process, signal: Signal): void {
    if (!process.pending.includes(signal)) process.pending = [...process.pending, signal];
    this.#kernel.processes.changed(process);
    this.#kernel.enqueue(process);
  }
}
