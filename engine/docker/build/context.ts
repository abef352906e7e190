import { hostCaller } from '../../container/root-filesystem.ts';
import { ArchiveError } from '../../filesystem/archive/entry.ts';
import { layerFromArchive } from '../../filesystem/archive/layer-archive.ts';
import { readTar } from '../../filesystem/archive/tar-reader.ts';
import type { Caller } from '../../filesystem/caller.ts';
import { SystemError } from '../../filesystem/errors.ts';
import type { Layer, LayerEntry } from '../../registry/layer.ts';
import { doAll, type Work } from '../../simulation/work.ts';
import { invalidParameter } from '../docker-error.ts';
import type { DockerWorld } from '../world.ts';
import { parseIgnore } from './ignore.ts';
import { DOCKERFILE_BYTES_MAX } from './limits.ts';

/** A file system of its own that nothing outside of it can be reached from. */
export interface Room {
  readonly filesystem: string;
  readonly caller: Caller;
}

/** Opens a room made of layers. @param name of the host's own; must not be open */
export function openRoom(
  { machines }: DockerWorld,
  host: string,
  name: string,
  layers: readonly string[],
): Room {
  const filesystem = `${host}:${name}`;
  machines.filesystems.instances.make({
    id: filesystem,
    type: 'overlay',
    device: machines.kernel.takeDevice(),
    layers,
    disk: `${host}:root`,
  });
  const mounts = `${host}/${name}`;
  machines.filesystems.mounts.add(mounts, {
    path: '/',
    filesystem,
    inode: 1,
    source: 'overlay',
    type: 'overlay',
    readOnly: false,
    options: [],
  });
  return { filesystem, caller: { ...hostCaller(machines.kernel, host), mounts } };
}

export function closeRoom(world: DockerWorld, host: string, name: string): void {
  doAll(closingRoom(world, host, name));
}

/** The same in pieces. */
export function* closingRoom({ machines }: DockerWorld, host: string, name: string): Work<void> {
  yield* machines.filesystems.instances.removing(`${host}:${name}`);
  machines.filesystems.mounts.drop(`${host}/${name}`);
}

/** The room of a name, which was opened before. */
export function roomOf({ machines }: DockerWorld, host: string, name: string): Room {
  return {
    filesystem: `${host}:${name}`,
    caller: { ...hostCaller(machines.kernel, host), mounts: `${host}/${name}` },
  };
}

export function contextLayerKey(build: string): string {
  return `build-context-${build}`;
}

export function contextRoomName(build: string): string {
  return `build-${build}-context`;
}

/** Where a step copies from that isn't the context, and where it copies to. */
export function sourceRoomName(build: string): string {
  return `build-${build}-source`;
}

export function targetRoomName(build: string): string {
  return `build-${build}-target`;
}

/** Keeps a context for a build, without what .dockerignore names. @returns the Dockerfile @throws DockerError */
export function* takeContext(
  world: DockerWorld,
  host: string,
  build: string,
  { archive, dockerfile }: { readonly archive: Uint8Array; readonly dockerfile: string },
): Work<string> {
  const key = contextLayerKey(build);
  const layer = yield* contextLayer(key, archive);
  const { ignored, units } = parseIgnore(textOf(layer.entries, '/.dockerignore') ?? '');
  const text = dockerfileOf(layer.entries, dockerfile);
  const kept: LayerEntry[] = [];
  for (const entry of layer.entries) {
    if (!ignored(entry.path.slice(1))) kept.push(entry);
    yield units;
  }
  world.images.layers.store({ ...layer, entries: withFolders(kept) });
  openRoom(world, host, contextRoomName(build), [key]);
  return text;
}

/** Folders that were left out come back where something in them was kept. */
function withFolders(entries: readonly LayerEntry[]): LayerEntry[] {
  const paths = new Set(entries.map(({ path }) => path));
  const complete: LayerEntry[] = [];
  for (const entry of entries) {
    const missing: string[] = [];
    for (let end = entry.path.lastIndexOf('/'); end > 0; end = entry.path.lastIndexOf('/', end - 1)) {
      const parent = entry.path.slice(0, end);
      if (paths.has(parent)) break;
      paths.add(parent);
      missing.unshift(parent);
    }
    for (const path of missing) complete.push({ type: 'directory', path, mode: 0o755, uid: 0, gid: 0 });
    complete.push(entry);
  }
  return complete;
}

function dockerfileOf(entries: readonly LayerEntry[], name: string): string {
  const clean = name.replace(/^(?:\.?\/)+/, '');
  if (clean.split('/').includes('..')) {
    throw invalidParameter(`forbidden path outside the build context: ${name} ()`);
  }
  const text =
    textOf(entries, `/${clean}`) ?? (clean === 'Dockerfile' ? textOf(entries, '/dockerfile') : undefined);
  if (text === undefined) throw invalidParameter(`Cannot locate specified Dockerfile: ${name}`);
  if (text === '') throw invalidParameter(`the Dockerfile (${name}) cannot be empty`);
  if (text.length > DOCKERFILE_BYTES_MAX) {
    throw invalidParameter(`the Dockerfile (${name}) is larger than ${DOCKERFILE_BYTES_MAX} bytes`);
  }
  return text;
}

function textOf(entries: readonly LayerEntry[], path: string): string | undefined {
  const entry = entries.findLast((candidate) => candidate.path === path);
  if (entry?.type === 'file') return entry.text;
  return entry?.type === 'bytes' ? new TextDecoder().decode(entry.bytes) : undefined;
}

/** @throws DockerError in place of what an archive is refused with */
function* contextLayer(key: string, archive: Uint8Array): Work<Layer> {
  try {
    return yield* layerFromArchive(key, readTar(archive));
  } catch (error) {
    const isKnown = error instanceof ArchiveError || error instanceof SystemError;
    throw isKnown ? invalidParameter(`Error processing tar file: ${error.message}`) : error;
  }
}
