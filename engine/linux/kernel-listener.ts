import type { Process } from './process.ts';
import type { ExitStatus } from './system.ts';

/** Who wants to know of what the kernels do beyond the system calls: container runtimes. */
export interface KernelListener {
  /** A process whose standard output is a sink printed something. */
  readonly output?: (sink: string, stream: 1 | 2, bytes: Uint8Array) => void;
  readonly exited?: (process: Process, status: ExitStatus) => void;
  /** The OOM killer is about to end a process. */
  readonly outOfMemory?: (victim: Process) => void;
  /** A process is about to be called. @param byItself because its own time has come, not because somebody wants something of it */
  readonly stepping?: (process: Process, byItself: boolean) => void;
}
