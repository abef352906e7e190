import type { HealthcheckConfig } from './containers/config.ts';
import type { Container } from './containers/container.ts';

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
  /** `linux/amd64` */
  readonly platform: string;
  /** Of the file system, the lowest first: what the runtime mounts. */
  readonly layers: readonly string[];
  /** What they take, in bytes. */
  readonly sizeBytes: number;
  readonly config: ImageConfig;
}

export interface Images {
  all(host: string): readonly unknown[];
  /** By name, by digest, by id or the beginning of one. @throws DockerError where it isn't a reference at all */
  find(host: string, name: string): DockerImage | undefined;
}

/** For images, volumes and networks: who uses them. */
export interface Containers {
  all(host: string): readonly Container[];
  /** By name, id or the beginning of one. @throws DockerError `No such container: x` */
  get(host: string, name: string): Container;
}
