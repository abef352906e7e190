/** Durations are in nanoseconds, as everywhere in the API. */
export interface HealthcheckConfig {
  /** `[]`: inherited; `['NONE']`: none; `['CMD', …]`; `['CMD-SHELL', command]` */
  readonly Test?: readonly string[];
  readonly Interval?: number;
  readonly Timeout?: number;
  readonly StartPeriod?: number;
  readonly StartInterval?: number;
  readonly Retries?: number;
}

export interface PortBinding {
  readonly HostIp: string;
  readonly HostPort: string;
}

/** `80/tcp` → where it is published; null: it is only exposed. */
export type PortMap = Readonly<Record<string, readonly PortBinding[] | null>>;

/**
 * The configuration of a container, as the API has it: the names are the API's, and the order of the members is
 * that in which inspect shows them.
 */
export interface ContainerConfig {
  readonly Hostname: string;
  readonly Domainname: string;
  readonly User: string;
  readonly AttachStdin: boolean;
  readonly AttachStdout: boolean;
  readonly AttachStderr: boolean;
  readonly ExposedPorts?: Readonly<Record<string, object>>;
  readonly Tty: boolean;
  readonly OpenStdin: boolean;
  readonly StdinOnce: boolean;
  readonly Env: readonly string[] | null;
  readonly Cmd: readonly string[] | null;
  readonly Healthcheck?: HealthcheckConfig;
  readonly ArgsEscaped?: boolean;
  readonly Image: string;
  readonly Volumes: Readonly<Record<string, object>> | null;
  readonly WorkingDir: string;
  readonly Entrypoint: readonly string[] | null;
  readonly NetworkDisabled?: boolean;
  readonly MacAddress?: string;
  readonly OnBuild: readonly string[] | null;
  readonly Labels: Readonly<Record<string, string>>;
  readonly StopSignal?: string;
  readonly StopTimeout?: number;
  readonly Shell?: readonly string[];
}

export interface RestartPolicy {
  readonly Name: string;
  readonly MaximumRetryCount: number;
}

interface DeviceMapping {
  readonly PathOnHost: string;
  readonly PathInContainer: string;
  readonly CgroupPermissions: string;
}

interface DeviceRequest {
  readonly Driver: string;
  readonly Count: number;
  readonly DeviceIDs: readonly string[] | null;
  readonly Capabilities: readonly (readonly string[])[] | null;
  readonly Options: Readonly<Record<string, string>> | null;
}

interface Ulimit {
  readonly Name: string;
  readonly Hard: number;
  readonly Soft: number;
}

interface WeightDevice {
  readonly Path: string;
  readonly Weight: number;
}

interface ThrottleDevice {
  readonly Path: string;
  readonly Rate: number;
}

/** What --mount asks for. */
export interface MountRequest {
  readonly Type: string;
  readonly Source?: string;
  readonly Target: string;
  readonly ReadOnly?: boolean;
  readonly BindOptions?: { readonly Propagation?: string; readonly CreateMountpoint?: boolean };
  readonly VolumeOptions?: {
    readonly NoCopy?: boolean;
    readonly Labels?: Readonly<Record<string, string>> | null;
    readonly Subpath?: string;
    readonly DriverConfig?: {
      readonly Name?: string;
      readonly Options?: Readonly<Record<string, string>> | null;
    };
  };
  readonly TmpfsOptions?: { readonly SizeBytes?: number; readonly Mode?: number };
  readonly ImageOptions?: { readonly Subpath?: string };
}

/** What a container may use: the part of HostConfig that `docker update` can change. */
export interface Resources {
  readonly CpuShares: number;
  readonly Memory: number;
  readonly NanoCpus: number;
  readonly CgroupParent: string;
  readonly BlkioWeight: number;
  readonly BlkioWeightDevice: readonly WeightDevice[] | null;
  readonly BlkioDeviceReadBps: readonly ThrottleDevice[] | null;
  readonly BlkioDeviceWriteBps: readonly ThrottleDevice[] | null;
  readonly BlkioDeviceReadIOps: readonly ThrottleDevice[] | null;
  readonly BlkioDeviceWriteIOps: readonly ThrottleDevice[] | null;
  readonly CpuPeriod: number;
  readonly CpuQuota: number;
  readonly CpuRealtimePeriod: number;
  readonly CpuRealtimeRuntime: number;
  readonly CpusetCpus: string;
  readonly CpusetMems: string;
  readonly Devices: readonly DeviceMapping[] | null;
  readonly DeviceCgroupRules: readonly string[] | null;
  readonly DeviceRequests: readonly DeviceRequest[] | null;
  readonly MemoryReservation: number;
  readonly MemorySwap: number;
  readonly MemorySwappiness: number | null;
  readonly OomKillDisable: boolean | null;
  readonly PidsLimit: number | null;
  readonly Ulimits: readonly Ulimit[] | null;
  readonly CpuCount: number;
  readonly CpuPercent: number;
  readonly IOMaximumIOps: number;
  readonly IOMaximumBandwidth: number;
}

/** How a container hangs on its host, as the API has it. */
export interface HostConfig extends Resources {
  readonly Binds: readonly string[] | null;
  readonly ContainerIDFile: string;
  readonly LogConfig: { readonly Type: string; readonly Config: Readonly<Record<string, string>> };
  /** `bridge`, `host`, `none`, `container:…` or the name of a network. */
  readonly NetworkMode: string;
  readonly PortBindings: PortMap;
  readonly RestartPolicy: RestartPolicy;
  readonly AutoRemove: boolean;
  readonly VolumeDriver: string;
  readonly VolumesFrom: readonly string[] | null;
  readonly ConsoleSize: readonly [height: number, width: number];
  readonly Annotations?: Readonly<Record<string, string>>;
  readonly CapAdd: readonly string[] | null;
  readonly CapDrop: readonly string[] | null;
  readonly CgroupnsMode: string;
  readonly Dns: readonly string[];
  readonly DnsOptions: readonly string[];
  readonly DnsSearch: readonly string[];
  readonly ExtraHosts: readonly string[] | null;
  readonly GroupAdd: readonly string[] | null;
  readonly IpcMode: string;
  readonly Cgroup: string;
  readonly Links: readonly string[] | null;
  readonly OomScoreAdj: number;
  readonly PidMode: string;
  readonly Privileged: boolean;
  readonly PublishAllPorts: boolean;
  readonly ReadonlyRootfs: boolean;
  readonly SecurityOpt: readonly string[] | null;
  readonly StorageOpt?: Readonly<Record<string, string>>;
  readonly Tmpfs?: Readonly<Record<string, string>>;
  readonly UTSMode: string;
  readonly UsernsMode: string;
  readonly ShmSize: number;
  readonly Sysctls?: Readonly<Record<string, string>>;
  readonly Runtime: string;
  readonly Isolation: string;
  readonly Mounts?: readonly MountRequest[];
  readonly MaskedPaths: readonly string[] | null;
  readonly ReadonlyPaths: readonly string[] | null;
  readonly Init?: boolean;
}
