import type { LxcRefusalReason } from '../lxc/world.ts';

/** Why an operation was refused. */
export interface MachineRefusal {
  readonly refused:
    | 'unknown host'
    | 'unknown namespace'
    | 'unknown cgroup'
    | 'unknown cpus'
    | 'name taken'
    | 'too many hosts'
    | 'in use'
    | LxcRefusalReason;
}
