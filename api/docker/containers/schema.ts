import { z } from 'zod';
import type { ContainerConfig, HostConfig, Resources } from '../../../engine/docker/containers/config.ts';
import type { EndpointSettings } from '../../../engine/docker/containers/container.ts';
import { boolean, emptyTexts, int, map, mapOrEmpty, number, set, text, texts, words } from './fields.ts';
import { resourceFields } from './resource-fields.ts';

/** In the order in which inspect shows them: a parsed object keeps it. */

/** Nothing but null and nothing at all are the same. */
function maybe<T extends z.ZodType>(schema: T) {
  return schema.nullish().transform((value) => value ?? undefined);
}

/** Rows and columns; what isn't said is none. */
const consoleSize = z
  .array(int.refine((value) => value >= 0))
  .transform(([rows = 0, columns = 0]): [number, number] => [rows, columns]);

const healthcheckSchema = z.object({
  Test: maybe(z.array(z.string())),
  Interval: maybe(int),
  Timeout: maybe(int),
  StartPeriod: maybe(int),
  StartInterval: maybe(int),
  Retries: maybe(int),
});

const configFields = {
  Hostname: text,
  Domainname: text,
  User: text,
  AttachStdin: boolean,
  AttachStdout: boolean,
  AttachStderr: boolean,
  ExposedPorts: set,
  Tty: boolean,
  OpenStdin: boolean,
  StdinOnce: boolean,
  Env: texts,
  Cmd: words,
  Healthcheck: maybe(healthcheckSchema),
  ArgsEscaped: maybe(z.boolean()),
  Image: text,
  Volumes: set,
  WorkingDir: text,
  Entrypoint: words,
  NetworkDisabled: maybe(z.boolean()),
  MacAddress: maybe(z.string()),
  OnBuild: texts,
  Labels: mapOrEmpty,
  StopSignal: maybe(z.string()),
  StopTimeout: maybe(int),
  Shell: maybe(z.array(z.string())),
};

const restartPolicySchema = z
  .object({ Name: text, MaximumRetryCount: number })
  .nullish()
  .transform((value) => value ?? { Name: '', MaximumRetryCount: 0 });

const mountSchema = z.object({
  Type: text,
  Source: maybe(z.string()),
  Target: text,
  ReadOnly: maybe(z.boolean()),
  BindOptions: maybe(z.object({ Propagation: maybe(z.string()), CreateMountpoint: maybe(z.boolean()) })),
  VolumeOptions: maybe(
    z.object({
      NoCopy: maybe(z.boolean()),
      Labels: maybe(map),
      Subpath: maybe(z.string()),
      DriverConfig: maybe(z.object({ Name: maybe(z.string()), Options: maybe(map) })),
    }),
  ),
  TmpfsOptions: maybe(z.object({ SizeBytes: maybe(int), Mode: maybe(int) })),
  ImageOptions: maybe(z.object({ Subpath: maybe(z.string()) })),
});

export const hostConfigSchema = z.object({
  Binds: texts,
  ContainerIDFile: text,
  LogConfig: z
    .object({ Type: text, Config: mapOrEmpty })
    .nullish()
    .transform((value) => value ?? { Type: '', Config: {} }),
  NetworkMode: text,
  PortBindings: z
    .record(
      z.string(),
      z
        .array(z.object({ HostIp: text, HostPort: text }))
        .nullish()
        .transform((value) => value ?? []),
    )
    .nullish()
    .transform((value) => value ?? {}),
  RestartPolicy: restartPolicySchema,
  AutoRemove: boolean,
  VolumeDriver: text,
  VolumesFrom: texts,
  ConsoleSize: consoleSize.nullish().transform((value) => value ?? ([0, 0] satisfies [number, number])),
  Annotations: maybe(map),
  CapAdd: texts,
  CapDrop: texts,
  CgroupnsMode: text,
  Dns: emptyTexts,
  DnsOptions: emptyTexts,
  DnsSearch: emptyTexts,
  ExtraHosts: texts,
  GroupAdd: texts,
  IpcMode: text,
  Cgroup: text,
  Links: texts,
  OomScoreAdj: number,
  PidMode: text,
  Privileged: boolean,
  PublishAllPorts: boolean,
  ReadonlyRootfs: boolean,
  SecurityOpt: texts,
  StorageOpt: maybe(map),
  Tmpfs: maybe(map),
  UTSMode: text,
  UsernsMode: text,
  ShmSize: number,
  Sysctls: maybe(map),
  Runtime: text,
  Isolation: text,
  ...resourceFields,
  Mounts: maybe(z.array(mountSchema)),
  MaskedPaths: texts,
  ReadonlyPaths: texts,
  Init: maybe(z.boolean()),
});

export const endpointSchema = z.object({
  IPAMConfig: z
    .object({
      IPv4Address: maybe(z.string()),
      IPv6Address: maybe(z.string()),
      LinkLocalIPs: maybe(z.array(z.string())),
    })
    .nullish()
    .transform((value) => value ?? null),
  Links: texts,
  Aliases: texts,
  MacAddress: text,
  DriverOpts: map.nullish().transform((value) => value ?? null),
  GwPriority: number,
  NetworkID: text,
  EndpointID: text,
  Gateway: text,
  IPAddress: text,
  IPPrefixLen: number,
  IPv6Gateway: text,
  GlobalIPv6Address: text,
  GlobalIPv6PrefixLen: number,
  DNSNames: texts,
});

export const createSchema = z.object({
  ...configFields,
  HostConfig: hostConfigSchema.nullish(),
  NetworkingConfig: z
    .object({
      EndpointsConfig: z
        .record(
          z.string(),
          endpointSchema.nullish().transform((value) => value ?? endpointSchema.parse({})),
        )
        .nullish(),
    })
    .nullish(),
});

/** Without the members that aren't set. */
function present<T extends object>(value: T): T {
  for (const [key, member] of Object.entries(value)) {
    if (member === undefined) Reflect.deleteProperty(value, key);
    else if (typeof member === 'object' && member !== null && !Array.isArray(member)) present(member);
    else if (Array.isArray(member)) for (const item of member) if (typeof item === 'object') present(item);
  }
  return value;
}

type Loose<T> = { [K in keyof T]: T[K] | undefined };

export function configOf(parsed: z.infer<typeof createSchema>): ContainerConfig {
  const { HostConfig, NetworkingConfig, ExposedPorts, Volumes, ...rest } = parsed;
  const config = {
    ...rest,
    ...(ExposedPorts === null || ExposedPorts === undefined ? {} : { ExposedPorts }),
    Volumes: Volumes ?? null,
  };
  return ordered(config);
}

const CONFIG_ORDER = Object.keys(configFields);

function ordered(config: Loose<ContainerConfig>): ContainerConfig;
function ordered(config: object): object {
  const entries = Object.entries(config).filter(([, value]) => value !== undefined);
  entries.sort(([a], [b]) => CONFIG_ORDER.indexOf(a) - CONFIG_ORDER.indexOf(b));
  return present(Object.fromEntries(entries));
}

export function hostConfigOf(parsed: z.infer<typeof hostConfigSchema> | null | undefined): HostConfig {
  return withoutUndefined(parsed ?? hostConfigSchema.parse({}));
}

function withoutUndefined(config: z.infer<typeof hostConfigSchema>): HostConfig;
function withoutUndefined(config: object): object {
  return present(config);
}

export function endpointsOf(parsed: z.infer<typeof createSchema>): Record<string, EndpointSettings> {
  const found: Record<string, EndpointSettings> = {};
  for (const [name, endpoint] of Object.entries(parsed.NetworkingConfig?.EndpointsConfig ?? {})) {
    found[name] = settingsOf(endpoint);
  }
  return found;
}

export function settingsOf(endpoint: z.infer<typeof endpointSchema>): EndpointSettings;
export function settingsOf(endpoint: object): object {
  return present(endpoint);
}

export const updateSchema = z.object({ ...resourceFields, RestartPolicy: restartPolicySchema });

export function resourcesOf(parsed: z.infer<typeof updateSchema>): Resources {
  const { RestartPolicy, ...resources } = parsed;
  return resources;
}

export const execCreateSchema = z.object({
  User: text,
  Privileged: boolean,
  Tty: boolean,
  ConsoleSize: maybe(consoleSize),
  AttachStdin: boolean,
  AttachStderr: boolean,
  AttachStdout: boolean,
  DetachKeys: text,
  Env: emptyTexts,
  WorkingDir: text,
  Cmd: words,
});

export const execStartSchema = z.object({
  Detach: boolean,
  Tty: boolean,
  ConsoleSize: maybe(consoleSize),
});
