import type { Records } from '../../simulation/records.ts';
import type { Simulation } from '../../simulation/simulation.ts';

/** A command that somebody wants to run in a container, or has, as it is stored. Changed in place. */
export interface Exec {
  readonly id: string;
  readonly container: string;
  readonly argv: readonly string[];
  readonly env: readonly string[];
  readonly user: string;
  readonly workingDirectory: string;
  readonly tty: boolean;
  readonly privileged: boolean;
  readonly stdin: boolean;
  readonly stdout: boolean;
  readonly stderr: boolean;
  readonly detachKeys: string;
  readonly consoleSize?: readonly [height: number, width: number];
  running: boolean;
  exitCode?: number;
  endedMs?: number;
  /** Of the daemon's own, for a health check: without events. */
  readonly isProbe: boolean;
}

/** The execs of all daemons. */
export class ExecStore {
  readonly #execs: Records<Exec>;

  constructor(simulation: Simulation) {
    this.#execs = simulation.records.of('docker_execs');
  }

  get(id: string): Exec | undefined {
    return this.#execs.get(id);
  }

  of(container: string): Exec[] {
    return [...this.#execs.values()].filter((exec) => exec.container === container);
  }

  set(exec: Exec): void {
    this.#execs.set(exec.id, exec);
  }

  delete(id: string): void {
    this.#execs.delete(id);
  }
}
