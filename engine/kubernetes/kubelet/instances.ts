import type { Machines } from '../../container/machines.ts';
import type { ProcessEnd } from '../../container/runtime-spec.ts';
import type { Records } from '../../simulation/records.ts';
import type { Simulation } from '../../simulation/simulation.ts';
import { uidOfKey } from '../pod-key.ts';
import { ContainerLogs, type LogLine, type LogTail, logLines } from './container-log.ts';
import { Motions } from './motion.ts';

/** The kubelet keeps so much of what a command in a container prints (maxReadLength in pkg/probe/exec). */
const OUTPUT_CHARS_MAX = 10 * 1024;

/** A command that the kubelet runs in a container. */
export interface Execution {
  readonly output: string;
  /** Absent while it runs. */
  readonly code?: number;
}

/** How an instance ended. */
export interface InstanceEnd {
  readonly atMs: number;
  readonly code: number;
  readonly oomKilled: boolean;
}

/** An instance of a container, as the runtime tells of it. */
interface Instance {
  /** The key of its pod. */
  readonly key: string;
  end?: InstanceEnd;
  readonly executions: Record<string, Execution>;
  readonly log: LogTail;
}

/** What the runtime has told of the containers of pods: their ends, their logs, and what was executed in them. */
export class Instances {
  readonly motions: Motions;
  readonly #instances: Records<Instance>;
  readonly #logs: ContainerLogs;
  readonly #simulation: Simulation;
  /** Sockets of probes and hooks → the key of the pod. */
  readonly #sockets = new Map<string, string>();
  readonly #decoder = new TextDecoder();

  constructor(simulation: Simulation, machines: Machines) {
    this.#simulation = simulation;
    this.#instances = simulation.records.of('kubelet_instances');
    this.#logs = new ContainerLogs(simulation);
    this.motions = new Motions(simulation);
    machines.runtime.listeners.push({
      output: (id, process, stream, bytes) => this.#output(id, process, stream, bytes),
      ended: (id, process, end) => this.#ended(id, process, end),
    });
    machines.kernel.listeners.push({
      stepping: ({ cgroup }, byItself) => this.#stepping(cgroup, byItself),
    });
    machines.socketListeners.push((socket) => {
      const key = this.#sockets.get(socket);
      if (key !== undefined) this.#look(key);
    });
  }

  add(id: string, key: string): void {
    this.#instances.set(id, { key, executions: {}, log: this.#logs.begin() });
  }

  end(id: string): InstanceEnd | undefined {
    return this.#instances.get(id)?.end;
  }

  log(id: string): LogLine[] {
    const instance = this.#instances.get(id);
    return instance === undefined ? [] : logLines(this.#logs.text(id, instance.log));
  }

  /** Its log goes with it. */
  forget(id: string): void {
    const instance = this.#instances.get(id);
    if (instance === undefined) return;
    this.#logs.remove(id, instance.log);
    this.#instances.delete(id);
  }

  /** A process that ended before it became the container's program. */
  endAtOnce(id: string, code: number, complaint: string): void {
    const instance = this.#instances.get(id);
    if (instance === undefined) return;
    this.#logs.append(id, instance.log, 2, new TextEncoder().encode(complaint));
    instance.end = { atMs: this.#simulation.now(), code, oomKilled: false };
    this.#instances.set(id, instance);
  }

  /** What has become of a command so far. */
  execution(id: string, execution: string): Execution | undefined {
    return this.#instances.get(id)?.executions[execution];
  }

  noteExecution(id: string, execution: string): void {
    const instance = this.#instances.get(id);
    if (instance === undefined) return;
    instance.executions[execution] = { output: '' };
    this.#instances.set(id, instance);
  }

  forgetExecution(id: string, execution: string): void {
    const instance = this.#instances.get(id);
    if (instance === undefined) return;
    delete instance.executions[execution];
    this.#instances.set(id, instance);
  }

  /** Has the pod looked at whenever something happens at a socket. */
  noteSocket(socket: string, key: string): void {
    this.#sockets.set(socket, key);
  }

  forgetSocket(socket: string): void {
    this.#sockets.delete(socket);
  }

  #output(id: string, process: string, stream: 1 | 2, bytes: Uint8Array): void {
    const instance = this.#instances.get(id);
    if (instance === undefined) return;
    if (process === '') this.#logs.append(id, instance.log, stream, bytes);
    else {
      const execution = instance.executions[process];
      if (execution === undefined || execution.output.length >= OUTPUT_CHARS_MAX) return;
      const output = (execution.output + this.#decoder.decode(bytes)).slice(0, OUTPUT_CHARS_MAX);
      instance.executions[process] = { ...execution, output };
    }
    this.#instances.set(id, instance);
  }

  #ended(id: string, process: string, { exitCode, oomKilled }: ProcessEnd): void {
    const instance = this.#instances.get(id);
    if (instance === undefined) return;
    if (process === '') {
      this.#logs.finish(id, instance.log);
      instance.end = { atMs: this.#simulation.now(), code: exitCode, oomKilled };
    } else {
      const execution = instance.executions[process];
      if (execution === undefined) return;
      instance.executions[process] = { ...execution, code: exitCode };
    }
    this.#instances.set(id, instance);
    this.#look(instance.key);
  }

  #stepping(cgroup: string, byItself: boolean): void {
    const uid = this.motions.step(cgroup, byItself);
    const key = uid === undefined ? undefined : this.#keyOf(uid);
    if (key !== undefined) this.#look(key);
  }

  /** Pods wake rarely, so nobody keeps an index for that. */
  #keyOf(uid: string): string | undefined {
    for (const { key } of this.#instances.values()) if (uidOfKey(key) === uid) return key;
    return undefined;
  }

  #look(key: string): void {
    this.#simulation.enqueue(`kubelet|${key}`);
  }
}
