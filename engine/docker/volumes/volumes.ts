import type { Machines } from '../../container/machines.ts';
import type { Records } from '../../simulation/records.ts';
import type { Container } from '../containers/container.ts';
import { conflict, notFound } from '../docker-error.ts';
import { VOLUMES_MAX } from '../limits.ts';
import type { DockerWorld } from '../world.ts';
import { mountDevice, unmountDevice } from './device.ts';
import {
  ANONYMOUS_LABEL,
  checkVolumeName,
  checkVolumeOptions,
  isAnonymous,
  mountpointOf,
  type Volume,
  volumeFolder,
} from './volume.ts';

type World = Pick<DockerWorld, 'simulation' | 'events' | 'files' | 'containers'>;

const NAME_DIGITS = 64;
const DRIVER = 'local';

/** What containers need to know of a volume. */
export interface VolumeFacts {
  readonly name: string;
  readonly driver: string;
  /** A folder on the host. */
  readonly mountpoint: string;
}

/** What a volume is to be. */
export interface VolumeRequest {
  /** Undefined: an anonymous one, with a name of 64 digits. */
  readonly name?: string;
  readonly driver?: string;
  readonly options?: Readonly<Record<string, string>>;
  readonly labels?: Readonly<Record<string, string>>;
}

/** The volumes of each daemon, all of the local driver: folders of the host. */
export class LocalVolumes {
  readonly #world: World;
  readonly #machines: Machines;
  readonly #volumes: Records<Volume>;

  constructor(world: World, machines: Machines) {
    this.#world = world;
    this.#machines = machines;
    this.#volumes = world.simulation.records.of('docker_volumes');
  }

  all(host: string): Volume[] {
    return [...this.#volumes.values()]
      .filter((volume) => volume.host === host)
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  find(host: string, name: string): Volume | undefined {
    return this.#volumes.get(`${host}/${name}`);
  }

  get(host: string, name: string): VolumeFacts | undefined {
    const volume = this.find(host, name);
    return volume === undefined ? undefined : factsOf(volume);
  }

  /** As `create`, with what its options say mounted: it is about to be used. @throws DockerError */
  ensure(host: string, request: VolumeRequest): VolumeFacts {
    const volume = this.create(host, request);
    mountDevice(this.#machines, volume);
    return factsOf(volume);
  }

  /** The volume of that name, made where there is none. @throws DockerError */
  create(host: string, { name, driver = DRIVER, options = {}, labels }: VolumeRequest): Volume {
    if (driver !== '' && driver !== DRIVER) {
      const what = name === undefined ? 'create' : `create ${name}`;
      const plugin = `plugin ${JSON.stringify(driver)} not found`;
      throw notFound(`${what}: error looking up volume plugin ${driver}: ${plugin}`);
    }
    if (name !== undefined) {
      checkVolumeName(name);
      const existing = this.find(host, name);
      if (existing !== undefined) return existing;
    }
    const chosen = name ?? this.#world.simulation.random.hex(NAME_DIGITS);
    checkVolumeOptions(chosen, options);
    if (this.all(host).length >= VOLUMES_MAX) {
      throw conflict(`a sandbox's Docker host holds ${VOLUMES_MAX} volumes at most`);
    }
    const own = name === undefined ? { [ANONYMOUS_LABEL]: '', ...labels } : labels;
    const volume: Volume = {
      host,
      name: chosen,
      createdMs: this.#world.simulation.now(),
      labels: own ?? null,
      options: Object.keys(options).length === 0 ? null : options,
    };
    this.#world.files.makeDirectories(host, mountpointOf(volume));
    this.#volumes.set(`${host}/${chosen}`, volume);
    this.#event(volume, 'create', {});
    return volume;
  }

  /** @throws DockerError where there is none, or a container has it */
  remove(host: string, name: string, force: boolean): void {
    const volume = this.find(host, name);
    if (volume === undefined) {
      if (force) return;
      throw notFound(`get ${name}: no such volume`);
    }
    const users = this.users(volume);
    if (users.length > 0) {
      throw conflict(`remove ${name}: volume is in use - [${users.map(({ id }) => id).join(', ')}]`);
    }
    this.#destroy(volume);
  }

  /** Where no container uses it any more; says nothing where there is none. */
  removeUnused(host: string, name: string): void {
    const volume = this.find(host, name);
    if (volume !== undefined && this.users(volume).length === 0) this.#destroy(volume);
  }

  /** The containers that have it, running or not. */
  users({ host, name }: Volume): Container[] {
    return this.#world.containers.all(host).filter(({ mounts }) => mounts.some(({ Name }) => Name === name));
  }

  /** What its files take. */
  bytes(volume: Volume): number {
    return this.#world.files.treeBytes(volume.host, mountpointOf(volume));
  }

  /** Volumes that no container has and whose content is here; without `all`, only anonymous ones. */
  unused(host: string, all: boolean): Volume[] {
    return this.all(host).filter(
      (volume) => (all || isAnonymous(volume)) && volume.options === null && this.users(volume).length === 0,
    );
  }

  /** A container that has it has started. */
  mounted(host: string, name: string, container: Container, target: string, readOnly: boolean): void {
    const volume = this.find(host, name);
    if (volume === undefined) return;
    this.#event(volume, 'mount', {
      container: container.id,
      destination: target,
      propagation: '',
      'read/write': String(!readOnly),
    });
  }

  unmounted(host: string, name: string, container: Container): void {
    const volume = this.find(host, name);
    if (volume !== undefined) this.#event(volume, 'unmount', { container: container.id });
  }

  /** Their files go with the host's disk. */
  forgetHost(host: string): void {
    for (const { name } of this.all(host)) this.#volumes.delete(`${host}/${name}`);
  }

  #destroy(volume: Volume): void {
    unmountDevice(this.#machines, volume);
    this.#world.files.removeTree(volume.host, volumeFolder(volume.name));
    this.#volumes.delete(`${volume.host}/${volume.name}`);
    this.#event(volume, 'destroy', {});
  }

  #event({ host, name }: Volume, action: string, attributes: Readonly<Record<string, string>>): void {
    this.#world.events.emit(host, 'volume', action, name, { ...attributes, driver: DRIVER });
  }
}

function factsOf(volume: Volume): VolumeFacts {
  return { name: volume.name, driver: DRIVER, mountpoint: mountpointOf(volume) };
}
