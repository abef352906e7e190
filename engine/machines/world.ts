import type { Machines } from '../container/machines.ts';
import type { Lxc } from '../lxc/lxc.ts';
import type { Simulation } from '../simulation/simulation.ts';

/** What the operations on virtual machines need of a sandbox. */
export interface MachineWorld {
  readonly machines: Machines;
  readonly lxc: Lxc;
  readonly simulation: Simulation;
  /** True for a host that the sandbox can't be without: the first Docker host, and the cluster's nodes. */
  readonly isNeeded: (host: string) => boolean;
  /** A host is about to go: whoever has something on it lets go of it. */
  readonly isLeaving: (host: string) => void;
  /** Boots a host that boots when it is first used. */
  readonly wake: (host: string) => void;
}
