import type { Machines } from '../container/machines.ts';
import type { Records } from '../simulation/records.ts';
import type { Simulation } from '../simulation/simulation.ts';
import { type AttachedCommand, containerKey, type OsContainer } from './container.ts';

/** Why something was refused. */
export type LxcRefusalReason =
  | 'unknown container'
  | 'unknown template'
  | 'unknown snapshot'
  | 'unknown command'
  | 'container exists'
  | 'too many containers'
  | 'too many snapshots'
  | 'too many commands'
  | 'container being created'
  | 'container running'
  | 'container stopped'
  | 'container frozen'
  | 'container not frozen'
  | 'container has snapshots'
  | 'bridge unavailable'
  | 'host booting'
  | 'no space';

export class LxcRefusal extends Error {
  readonly reason: LxcRefusalReason;

  constructor(reason: LxcRefusalReason) {
    super(reason);
    this.reason = reason;
  }
}

/** What all of LXC works on. */
export interface LxcWorld {
  readonly simulation: Simulation;
  readonly machines: Machines;
  readonly containers: Records<OsContainer>;
  readonly commands: Records<AttachedCommand>;
  /** What consoles printed, by container. */
  readonly consoles: Records<string>;
  /** Templates that a host has downloaded: when. */
  readonly downloads: Records<number>;
}

/** @throws LxcRefusal */
export function containerNamed(world: LxcWorld, host: string, name: string): OsContainer {
  const container = world.containers.get(containerKey({ host, name }));
  if (container === undefined) throw new LxcRefusal('unknown container');
  return container;
}

/** One that isn't still being made. @throws LxcRefusal */
export function madeContainer(world: LxcWorld, host: string, name: string): OsContainer {
  const container = containerNamed(world, host, name);
  if (container.state === 'CREATING') throw new LxcRefusal('container being created');
  return container;
}

/** A container that has stopped. @throws LxcRefusal */
export function stoppedContainer(world: LxcWorld, host: string, name: string): OsContainer {
  const container = madeContainer(world, host, name);
  if (container.state !== 'STOPPED') throw new LxcRefusal('container running');
  return container;
}

/** In the order of their names. */
export function containersOf(world: LxcWorld, host: string): OsContainer[] {
  return [...world.containers.values()]
    .filter((container) => container.host === host)
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Stores a container, and looks at it again. */
export function changed(world: LxcWorld, container: OsContainer): void {
  world.containers.set(containerKey(container), container);
  world.simulation.enqueue(`lxc|${containerKey(container)}`);
}
