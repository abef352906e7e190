import { RuntimeError } from '../container/runtime-spec.ts';
import { SystemError } from '../filesystem/errors.ts';
import type { OsContainer, Snapshot } from './container.ts';
import { newContainer } from './create.ts';
import { frozenLayers, releaseLayers } from './layers.ts';
import { SNAPSHOTS_MAX } from './limits.ts';
import { hideOnHost, makeRuntimeContainer, removeRuntimeContainer, showOnHost } from './runtime-container.ts';
import { changed, LxcRefusal, type LxcWorld, madeContainer, stoppedContainer } from './world.ts';

const RUNTIME_ID_DIGITS = 64;
/** Copying a root file system. */
const COPY_MS = 900;

/** lxc-snapshot: of a container that has stopped. @throws LxcRefusal */
export function takeSnapshot(world: LxcWorld, host: string, name: string, comment: string): Snapshot {
  const container = stoppedContainer(world, host, name);
  if (container.snapshots.length >= SNAPSHOTS_MAX) throw new LxcRefusal('too many snapshots');
  const snapshot: Snapshot = {
    name: freeName(container),
    createdMs: world.simulation.now(),
    comment,
    layers: frozenLayers(world, container),
    limits: container.limits,
  };
  container.snapshots.push(snapshot);
  changed(world, container);
  return snapshot;
}

/** The first number that is free, as liblxc gives it. */
function freeName({ snapshots }: OsContainer): string {
  let number = 0;
  while (snapshots.some(({ name }) => name === `snap${number}`)) number++;
  return `snap${number}`;
}

/** @throws LxcRefusal */
export function snapshotsOf(world: LxcWorld, host: string, name: string): readonly Snapshot[] {
  return madeContainer(world, host, name).snapshots;
}

/** lxc-snapshot -d. @throws LxcRefusal */
export function removeSnapshot(world: LxcWorld, host: string, name: string, wanted: string): void {
  const container = madeContainer(world, host, name);
  const snapshot = snapshotNamed(container, wanted);
  container.snapshots = container.snapshots.filter((each) => each !== snapshot);
  changed(world, container);
  releaseLayers(world, snapshot.layers);
}

/** lxc-snapshot -r: in the place of the container, or as another. @throws LxcRefusal */
export function restoreSnapshot(
  world: LxcWorld,
  host: string,
  name: string,
  wanted: string,
  newName = name,
): OsContainer {
  const container = madeContainer(world, host, name);
  const { layers, limits } = snapshotNamed(container, wanted);
  if (newName !== name) {
    const made = newContainer(world, host, newName, { template: container.template, layers, limits });
    made.dueMs = world.simulation.now() + COPY_MS;
    changed(world, made);
    return made;
  }
  if (container.state !== 'STOPPED') throw new LxcRefusal('container running');
  replace(world, container, {
    layers,
    limits,
    runtimeId: world.simulation.random.hex(RUNTIME_ID_DIGITS),
  });
  return container;
}

/** Makes a container of something else. @throws LxcRefusal where there is no room for that; it stays what it was then */
function replace(
  world: LxcWorld,
  container: OsContainer,
  wanted: Pick<OsContainer, 'layers' | 'limits' | 'runtimeId'>,
): void {
  const { layers, limits, runtimeId } = container;
  hideOnHost(world, container);
  Object.assign(container, wanted);
  try {
    makeRuntimeContainer(world, container);
  } catch (error) {
    removeRuntimeContainer(world, container);
    Object.assign(container, { layers, limits, runtimeId });
    showOnHost(world, container);
    if (error instanceof SystemError || error instanceof RuntimeError) throw new LxcRefusal('no space');
    throw error;
  }
  world.machines.runtime.remove(runtimeId);
  changed(world, container);
  releaseLayers(world, layers);
}

function snapshotNamed({ snapshots }: OsContainer, wanted: string): Snapshot {
  const snapshot = snapshots.find(({ name }) => name === wanted);
  if (snapshot === undefined) throw new LxcRefusal('unknown snapshot');
  return snapshot;
}
