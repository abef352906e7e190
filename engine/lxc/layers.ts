import { layerOfChanges } from '../filesystem/archive/layer-archive.ts';
import { SystemError } from '../filesystem/errors.ts';
import { doAll } from '../simulation/work.ts';
import type { OsContainer } from './container.ts';
import { SNAPSHOT_DEPTH_MAX } from './limits.ts';
import { LxcRefusal, type LxcWorld } from './world.ts';

/** Layers of snapshots, as opposed to those of templates. */
const PREFIX = 'lxc:';
const KEY_DIGITS = 32;

/** The container's files as layers: what they were made from, and one of what has changed. @throws LxcRefusal */
export function frozenLayers({ machines, simulation }: LxcWorld, container: OsContainer): string[] {
  const { layers, runtimeId } = container;
  const root = machines.runtime.rootFilesystem(runtimeId);
  if (root === undefined) throw new Error(`no container ${runtimeId}`);
  if (layers.filter((key) => key.startsWith(PREFIX)).length >= SNAPSHOT_DEPTH_MAX)
    throw new LxcRefusal('too many snapshots');
  // A name that comes once: trees of layers are remembered by it.
  const key = `${PREFIX}${simulation.random.hex(KEY_DIGITS)}`;
  try {
    machines.layers.store(doAll(layerOfChanges(machines.filesystems.instances, root, key)));
  } catch (error) {
    if (error instanceof SystemError) throw new LxcRefusal('no space');
    throw error;
  }
  return [...layers, key];
}

/** Forgets those of some layers that no container and no snapshot has any more. */
export function releaseLayers({ machines, containers }: LxcWorld, layers: readonly string[]): void {
  const used = new Set<string>();
  for (const container of containers.values()) {
    for (const key of container.layers) used.add(key);
    for (const snapshot of container.snapshots) for (const key of snapshot.layers) used.add(key);
  }
  for (const key of new Set(layers)) {
    if (key.startsWith(PREFIX) && !used.has(key)) machines.layers.remove(key);
  }
}
