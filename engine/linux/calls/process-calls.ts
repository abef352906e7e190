import { SystemError } from '../../filesystem/errors.ts';
import { ownPid, type Process } from '../process.ts';
import { type Viewpoint, viewOf } from '../process-view.ts';
import { endsProcess } from '../signal-delivery.ts';
import type { Signal } from '../signals.ts';
import {
  AGAIN,
  type Again,
  type ExitStatus,
  type Json,
  type ProcessView,
  type SpawnRequest,
} from '../system.ts';
import { reap } from '../zombies.ts';
import { FileCalls } from './file-calls.ts';

const DEFAULT_PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/** System calls about other processes. */
export class ProcessCalls extends FileCalls {
  findExecutable(name: string, path = this.env.get('PATH') ?? DEFAULT_PATH): string | undefined {
    if (name.includes('/')) return name;
    if (name === '') return undefined;
    return path
      .split(':')
      .map((folder) => `${folder === '' ? '.' : folder}/${name}`)
      .find((candidate) => this.#isExecutable(candidate));
  }

  spawn(request: SpawnRequest): number {
    const group = request.processGroup;
    const child = this.kernel.lifecycle.spawn(this.process, {
      ...request,
      ...(group === undefined || group === 0 ? {} : { processGroup: this.#hostPid(group) }),
    });
    endsProcess(this.process);
    return this.pidOf(child) ?? ownPid(child);
  }

  fork(state: Json): number {
    const child = this.kernel.lifecycle.fork(this.process, state);
    endsProcess(this.process);
    return this.pidOf(child) ?? ownPid(child);
  }

  wait(pid?: number): { readonly pid: number; readonly status: ExitStatus } | Again | 'none' {
    const match = (child: Process) => pid === undefined || this.pidOf(child) === pid;
    const child = reap(this.kernel, this.process, match);
    if (child === 'none') return 'none';
    if (child?.exit === undefined) return AGAIN;
    return { pid: this.pidOf(child) ?? 0, status: child.exit };
  }

  kill(pid: number, signal: Signal | undefined): void {
    const targets = this.#targets(pid);
    if (targets.length === 0) throw new SystemError('ESRCH');
    const { signals } = this.kernel;
    for (const target of targets) {
      if (pid > 0) signals.checkPermission(this.process, target);
      if (signal !== undefined) signals.send(target, signal, this.process);
    }
    endsProcess(this.process);
  }

  setProcessGroup(pid: number, group: number): void {
    const process = pid === 0 ? this.process : this.#find(pid);
    if (process === undefined) throw new SystemError('ESRCH');
    process.group = group === 0 ? process.pid : this.#hostPid(group);
    this.kernel.processes.changed(process);
  }

  setForeground(descriptor: number, group: number): void {
    const target = this.kernel.descriptors.target(this.process, descriptor);
    if (target.is !== 'terminal') throw new SystemError('ENOTTY');
    this.kernel.descriptors.terminals.setForeground(target.terminal, this.#hostPid(group));
  }

  processes(): readonly ProcessView[] {
    this.kernel.computing.settleHost(this.process.host);
    const views: ProcessView[] = [];
    const viewpoint: Viewpoint = {
      pidOf: (process) => this.pidOf(process),
      shown: (kind, id) => this.shown(kind, id),
      self: this.process,
    };
    for (const process of this.kernel.processes.of(this.process.host)) {
      const pid = this.pidOf(process);
      if (pid !== undefined) views.push(viewOf(this.kernel, process, pid, viewpoint));
    }
    return views.sort((a, b) => a.pid - b.pid);
  }

  #isExecutable(path: string): boolean {
    try {
      this.access(path, { execute: true });
      return this.stat(path).type === 'file';
    } catch (error) {
      if (error instanceof SystemError) return false;
      throw error;
    }
  }

  #find(pid: number): Process | undefined {
    const { host, namespaces } = this.process;
    const { processes } = this.kernel;
    return namespaces.pid === this.kernel.namespaces.initial().pid
      ? processes.get(host, pid)
      : processes.nested(host, namespaces.pid, pid);
  }

  #hostPid(pid: number): number {
    const process = this.#find(pid);
    if (process === undefined) throw new SystemError('ESRCH');
    return process.pid;
  }

  /** The processes that a pid of kill(2) means. */
  #targets(pid: number): Process[] {
    if (pid > 0) {
      const process = this.#find(pid);
      return process === undefined ? [] : [process];
    }
    const visible = this.kernel.processes
      .of(this.process.host)
      .filter((process) => process.status === 'alive' && this.pidOf(process) !== undefined);
    if (pid === 0) return visible.filter(({ group }) => group === this.process.group);
    if (pid === -1) return visible.filter((process) => process !== this.process && this.pidOf(process) !== 1);
    return visible.filter(({ group }) => group === (this.#find(-pid)?.pid ?? -pid));
  }
}
