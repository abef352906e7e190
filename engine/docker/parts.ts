import type { HealthcheckConfig, PortMap } from './containers/config.ts';
import type { Container, EndpointSettings } from './containers/container.ts';

/**
 * What the parts of the daemons know of one another. Every daemon is on a host of its own name; nothing is shared
 * between two. What is refused is thrown as a `DockerError`.
 */

/** The part of an image that its containers inherit, as `docker image inspect` shows it under Config. */
export interface ImageConfig {
  readonly User?: string;
  readonly ExposedPorts?: Readonly<Record<string, object>>;
  readonly Env?: readonly string[];
  readonly Entrypoint?: readonly string[] | null;
  readonly Cmd?: readonly string[] | null;
  readonly Volumes?: Readonly<Record<string, object>>;
  readonly WorkingDir?: string;
  readonly Labels?: Readonly<Record<string, string>> | null;
  readonly StopSignal?: string;
  readonly Healthcheck?: HealthcheckConfig;
  readonly Shell?: readonly string[];
  readonly OnBuild?: readonly string[] | null;
}

export interface DockerImage {
  /** `sha256:…` */
  readonly id: string;
  /** Of the file system, the lowest first: what the runtime mounts. */
  readonly layers: readonly string[];
  /** What they take, in bytes. */
  readonly sizeBytes: number;
  readonly config: ImageConfig;
}

export interface Images {
  /** By name, by digest, by id or the beginning of one. @throws DockerError where it isn't a reference at all */
  find(host: string, name: string): DockerImage | undefined;
}

export interface VolumeFacts {
  readonly name: string;
  readonly driver: string;
  /** A folder on the host. */
  readonly mountpoint: string;
}

export interface Volumes {
  get(host: string, name: string): VolumeFacts | undefined;
  /** The volume of this name, made where there is none. Without a name: an anonymous one. */
  ensure(
    host: string,
    wanted: {
      readonly name?: string;
      readonly driver?: string;
      readonly options?: Readonly<Record<string, string>>;
      readonly labels?: Readonly<Record<string, string>>;
    },
  ): VolumeFacts;
  /** Where no container uses it any more; says nothing where there is none. */
  removeUnused(host: string, name: string): void;
  /** For its events `mount` and `unmount`. */
  mounted(host: string, name: string, container: Container, target: string, readOnly: boolean): void;
  unmounted(host: string, name: string, container: Container): void;
}

/** What a container's files say of its networks, from its start to its end. */
export interface AllocatedNetwork {
  /** /etc/hosts and /etc/resolv.conf. Undefined: as the host's. */
  readonly hosts: string | undefined;
  readonly resolvConf: string | undefined;
}

export interface Networks {
  /** A host has booted: its bridge docker0, and the networks that are always there. */
  boot(host: string): void;
  /** What `container.networks` has to be at creation. @throws DockerError */
  prepare(
    host: string,
    container: Pick<Container, 'id' | 'name' | 'config' | 'hostConfig'>,
    wanted: Readonly<Record<string, EndpointSettings>>,
  ): Record<string, EndpointSettings>;
  /**
   * Makes the network namespace of a container that starts (`container.netNamespace`: nothing exists of it but its
   * name, unless it is the host's or another container's), connects it, and publishes its ports. Writes addresses
   * into `networks`.
   */
  allocate(container: Container): AllocatedNetwork;
  /** The opposite, when it has ended. Idempotent. */
  release(container: Container): void;
  /** The ports that are published at present; NetworkSettings.Ports of inspect. */
  ports(container: Container): PortMap;
}

/** For images, volumes and networks: who uses them. */
export interface Containers {
  all(host: string): readonly Container[];
  /** By name, id or the beginning of one. @throws DockerError `No such container: x` */
  get(host: string, name: string): Container;
}
