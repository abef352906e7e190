import { SystemError } from '../../filesystem/errors.ts';
import { invalidParameter, notFound, serverError } from '../docker-error.ts';
import type { DockerWorld } from '../world.ts';
import type { HostConfig } from './config.ts';
import type { Container, MountPoint } from './container.ts';
import { mountError, type WantedMount, wantedMounts } from './mount-requests.ts';

/** Looks up what a container mounts, and makes the volumes that aren't there. @throws DockerError */
export function makeMountPoints(
  world: DockerWorld,
  host: string,
  hostConfig: HostConfig,
  imageVolumes: readonly string[],
): MountPoint[] {
  const inherited = (hostConfig.VolumesFrom ?? []).flatMap((from) => mountsOfOther(world, host, from));
  const wanted = wantedMounts(hostConfig, imageVolumes);
  for (const mount of wanted) checkSource(world, host, mount);
  const points = new Map(inherited.map((point) => [point.Destination, point]));
  for (const mount of wanted) {
    // A volume of the image gives way to one of another container.
    const isOfImage = mount.type === 'volume' && mount.source === '' && mount.request === undefined;
    if (isOfImage && points.has(mount.target)) continue;
    points.set(mount.target, makePoint(world, host, mount, hostConfig));
  }
  return [...points.values()];
}

/** --volumes-from `name[:ro]` */
function mountsOfOther(world: DockerWorld, host: string, from: string): MountPoint[] {
  const [name = '', mode = 'rw'] = from.split(':', 2);
  if (name === '') throw invalidParameter('volumes-from specification cannot be an empty string');
  if (!/^(ro|rw|z|Z)(,(ro|rw|z|Z))*$/.test(mode)) throw invalidParameter(`invalid mode: ${mode}`);
  const readOnly = mode.split(',').includes('ro');
  const other = world.containers.find(host, name);
  // Not as where an image isn't there: clients would pull it.
  if (other === undefined) throw invalidParameter(`No such container: ${name}`);
  return other.mounts.map((point) => ({
    ...point,
    RW: point.RW && !readOnly,
    Mode: mode === 'rw' ? '' : mode,
  }));
}

function checkSource(world: DockerWorld, host: string, mount: WantedMount): void {
  if (mount.type === 'image') {
    // Not as where the container's own image isn't there: clients would pull that, and try again.
    if (world.images.lookUp(host, mount.source) === undefined)
      throw invalidParameter(`No such image: ${mount.source}`);
    return;
  }
  if (mount.type !== 'bind' || mount.makesSource) return;
  if (world.files.typeOf(host, mount.source) === undefined) {
    throw mountError('bind', `bind source path does not exist: ${mount.source}`);
  }
}

function makePoint(world: DockerWorld, host: string, mount: WantedMount, hostConfig: HostConfig): MountPoint {
  const common = {
    Destination: mount.target,
    Mode: mount.mode,
    RW: !mount.readOnly,
    Propagation: mount.propagation,
  };
  if (mount.type === 'tmpfs') return { Type: 'tmpfs', Source: '', ...common };
  if (mount.type === 'bind') {
    makeBindSource(world, host, mount.source);
    return { Type: 'bind', Source: mount.source, ...common };
  }
  if (mount.type === 'image') {
    return { Type: 'image', Source: world.images.get(host, mount.source).id, ...common };
  }
  const options = mount.request?.VolumeOptions;
  const driver = options?.DriverConfig?.Name || hostConfig.VolumeDriver;
  const volume = world.volumes.ensure(host, {
    ...(mount.source === '' ? {} : { name: mount.source }),
    ...(driver === '' ? {} : { driver }),
    options: options?.DriverConfig?.Options ?? {},
    ...(options?.Labels ? { labels: options.Labels } : {}),
  });
  checkSubpath(world, host, volume.mountpoint, options?.Subpath ?? '');
  return {
    Type: 'volume',
    Name: volume.name,
    Source: volume.mountpoint,
    Destination: common.Destination,
    Driver: volume.driver,
    // Named volumes of the local driver are for all containers to share.
    Mode: common.Mode === '' && mount.source !== '' ? 'z' : common.Mode,
    RW: common.RW,
    Propagation: '',
  };
}

/** A folder for a bind mount whose source isn't there. @throws DockerError where it can't be */
function makeBindSource({ files }: DockerWorld, host: string, path: string): void {
  try {
    if (files.typeOf(host, path) === undefined) files.makeDirectories(host, path);
  } catch (error) {
    if (!(error instanceof SystemError)) throw error;
    throw serverError(
      `error while creating mount source path '${path}': mkdir ${path}: ${error.message.toLowerCase()}`,
    );
  }
}

/** Before each start: what is bound has to be there still. @throws DockerError */
export function checkBindSources(world: DockerWorld, { host, mounts, hostConfig }: Container): void {
  for (const { Type, Source, Destination } of mounts) {
    if (Type !== 'bind' || world.files.typeOf(host, Source) !== undefined) continue;
    const asked = (hostConfig.Mounts ?? []).find(({ Target }) => Target === Destination);
    if (asked !== undefined && asked.BindOptions?.CreateMountpoint !== true) {
      throw mountError('bind', `bind source path does not exist: ${Source}`);
    }
    makeBindSource(world, host, Source);
  }
}

/** @throws DockerError where a part of a volume isn't there, or leads out of it */
function checkSubpath({ files }: DockerWorld, host: string, base: string, subpath: string): void {
  if (subpath === '') return;
  const path = `${base}/${subpath}`;
  const real = files.realPath(host, path);
  if (real === undefined)
    throw notFound(`cannot access path ${path}: lstat ${path}: no such file or directory`);
  if (real === base || real.startsWith(`${base}/`)) return;
  throw invalidParameter(`path concatenation escapes the base directory, base: ${base}, subpath: ${subpath}`);
}

/** The layers of images that are mounted, by the image's id. */
export function mountedImages(
  { images }: DockerWorld,
  host: string,
  mounts: readonly MountPoint[],
): Record<string, readonly string[]> {
  const ids = mounts.filter(({ Type }) => Type === 'image').map(({ Source }) => Source);
  return Object.fromEntries(ids.map((id) => [id, images.get(host, id).layers.map(({ key }) => key)]));
}

/** What is mounted: a volume, or the part of it that is asked for. */
export function mountedSource({ Source, Destination }: MountPoint, { Mounts }: HostConfig): string {
  const request = (Mounts ?? []).find(({ Target }) => Target === Destination);
  const subpath = request?.VolumeOptions?.Subpath ?? '';
  return subpath === '' ? Source : `${Source}/${subpath}`;
}
