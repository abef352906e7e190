import type { Machines } from '../container/machines.ts';
import type { Simulation } from '../simulation/simulation.ts';

/** What the operations on virtual machines need of a sandbox. */
export interface MachineWorld {
  readonly machines: Machines;
  readonly simulation: Simulation;
  /** True for a host that the sandbox can't be without: the first Docker host, and the cluster's nodes. */
  readonly isNeeded: (host: string) => boolean;
}
