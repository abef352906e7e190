/** The base system of an image: which commands it holds, and in which folders. */
export type Userland = 'none' | 'busybox' | 'alpine' | 'debian' | 'ubuntu' | 'redhat';

/** The part of an OCI image that decides how its process behaves. */
export interface Image {
  /** Canonical name, e.g. `docker.io/library/nginx`. */
  readonly repository: string;
  readonly tag: string;
  /** `sha256:…`, stable for a build; tags of the same build share it. */
  readonly digest: string;
  /** Compressed size: what a pull transfers. */
  readonly sizeBytes: number;
  readonly env: Readonly<Record<string, string>>;
  readonly entrypoint: readonly string[];
  readonly cmd: readonly string[];
  readonly user: string;
  readonly workingDir: string;
  readonly exposedPorts: readonly string[];
  readonly stopSignal: string;
  /** Version of the packaged software, as it prints it, e.g. `1.27.5`. */
  readonly version: string;
  readonly userland: Userland;
  /** Executables on top of the userland's: path → the name of the program that says how it behaves. */
  readonly executables: Readonly<Record<string, string>>;
  /** Text files of the image that somebody may read: path → content. */
  readonly files: Readonly<Record<string, string>>;
}
