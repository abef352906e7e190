import type { DockerWorld } from '../world.ts';
import type { Container } from './container.ts';
import { mountedSource } from './mount-points.ts';

const ROOT = '/var/lib/docker/containers';

/** Where the daemon keeps what belongs to a container. */
export function folderOf({ id }: Pick<Container, 'id'>): string {
  return `${ROOT}/${id}`;
}

/** Where the files are that show as /etc/hosts, /etc/hostname and /etc/resolv.conf: maybe another container's. */
export function networkFolder(world: DockerWorld, container: Container): string {
  const { NetworkMode } = container.hostConfig;
  if (!NetworkMode.startsWith('container:')) return folderOf(container);
  return networkFolder(world, world.containers.get(container.host, NetworkMode.slice('container:'.length)));
}

/** Makes those files; the network fills them in when the container starts. */
export function makeFiles(world: DockerWorld, container: Container): void {
  const { host, config } = container;
  const folder = folderOf(container);
  world.files.makeDirectories(host, folder);
  const { Hostname, Domainname } = config;
  const name = Domainname === '' ? Hostname : `${Hostname}.${Domainname}`;
  for (const [file, text] of [
    ['hostname', `${name}\n`],
    ['hosts', ''],
    ['resolv.conf', ''],
  ] as const) {
    world.files.writeText(host, `${folder}/${file}`, text);
  }
}

/** What the files say while it runs. */
export function writeNetworkFiles(
  world: DockerWorld,
  container: Container,
  { hosts, resolvConf }: { readonly hosts: string | undefined; readonly resolvConf: string | undefined },
): void {
  if (container.hostConfig.NetworkMode.startsWith('container:')) return;
  const { files } = world;
  const folder = folderOf(container);
  for (const [file, text] of [
    ['hosts', hosts],
    ['resolv.conf', resolvConf],
  ] as const) {
    const said = text ?? files.readText(container.host, `/etc/${file}`) ?? '';
    files.writeText(container.host, `${folder}/${file}`, said);
  }
}

/** A volume that is mounted while it is empty gets what the image has at that place. */
export function copyIntoVolumes(world: DockerWorld, container: Container): void {
  const uncopied = new Set(
    (container.hostConfig.Mounts ?? [])
      .filter(({ VolumeOptions }) => VolumeOptions?.NoCopy === true)
      .map(({ Target }) => Target),
  );
  for (const point of container.mounts) {
    const { Type, Destination, Mode } = point;
    if (Type !== 'volume' || uncopied.has(Destination) || Mode.split(',').includes('nocopy')) continue;
    world.files.copyUp(container, Destination, mountedSource(point, container.hostConfig));
  }
}
