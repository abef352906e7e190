import { MASKED_PATHS, READ_ONLY_PATHS } from '../../container/hidden-paths.ts';
import { DETECTED_PLATFORM, suitsPlatform } from '../../registry/platform.ts';
import { conflict, invalidParameter, notFound, serverError } from '../docker-error.ts';
import { wrongPlatform } from '../images/platform.ts';
import { CONTAINERS_MAX } from '../limits.ts';
import type { DockerWorld, HostFacts } from '../world.ts';
import type { ContainerConfig, HostConfig } from './config.ts';
import type { Container, EndpointSettings } from './container.ts';
import { logContainerEvent } from './container-events.ts';
import { containerSpec } from './container-spec.ts';
import { copyIntoVolumes, makeFiles } from './host-files.ts';
import { inheritConfig } from './inherit.ts';
import { chooseLabels } from './labels.ts';
import { discard } from './life/remove.ts';
import { checkLinks } from './links.ts';
import { makeMountPoints, mountedImages } from './mount-points.ts';
import { generateName } from './names.ts';
import { checkLogDriver } from './validation/log-driver.ts';
import { checkNetworkMode } from './validation/network-mode.ts';
import { checkPlatformSettings } from './validation/platform.ts';
import { checkResources } from './validation/resources.ts';
import { checkConfig, checkHostConfig } from './validation/settings.ts';

export interface CreateRequest {
  /** Empty: one is made up. */
  readonly name: string;
  /** What --platform says; undefined: any will do. */
  readonly platform?: string;
  readonly config: ContainerConfig;
  readonly hostConfig: HostConfig;
  readonly endpoints: Readonly<Record<string, EndpointSettings>>;
}

const NAME = /^[a-zA-Z0-9][a-zA-Z0-9_.-]+$/;
const ID_DIGITS = 64;
const SHORT_ID_DIGITS = 12;
const SHM_BYTES = 64 * 1024 * 1024;

/** Creates a container: nothing runs yet. @throws DockerError */
export function createContainer(
  world: DockerWorld,
  host: string,
  request: CreateRequest,
): { readonly container: Container; readonly warnings: readonly string[] } {
  const facts = world.host(host);
  checkNetworkMode(request.config, request.hostConfig);
  checkPlatformSettings(request.hostConfig);
  checkConfig(request.config);
  checkHostConfig(request.hostConfig);
  const { resources, warnings } = checkResources(request.hostConfig, { cpus: facts.cpus, update: false });
  const image = world.images.find(host, request.config.Image);
  if (image === undefined) throw notFound(`No such image: ${withTag(request.config.Image)}`);
  if (Object.keys(request.hostConfig.StorageOpt ?? {}).length > 0) {
    throw serverError("--storage-opt is supported only for overlay over xfs with 'pquota' mount option");
  }
  const mismatches = checkPlatform(request, image.platform);
  const config = inheritConfig(request.config, image.config);
  checkLogDriver(resources.LogConfig);
  const hostConfig = settled(resources);
  checkLinks(world, host, hostConfig);
  checkDonors(world, host, hostConfig);
  const name = takeName(world, host, request.name);
  if (world.containers.all(host).length >= CONTAINERS_MAX) {
    throw serverError(`a sandbox's Docker host holds ${CONTAINERS_MAX} containers at most`);
  }
  const volumes = Object.keys(config.Volumes ?? {});
  const mounts = makeMountPoints(world, host, hostConfig, volumes);
  const id = world.simulation.random.hex(ID_DIGITS);
  const named = { id, name, config: withHostName(world, facts, id, config, hostConfig), hostConfig };
  const networks = world.networks.prepare(host, named, request.endpoints);
  const labels = chooseLabels(world, facts, hostConfig);
  const container: Container = {
    ...named,
    host,
    createdMs: world.simulation.now(),
    number: nextNumber(world, host),
    imageId: image.id,
    layers: image.layers,
    mounts,
    mountedImages: mountedImages(world, host, mounts),
    networks,
    status: 'created',
    exitCode: 0,
    error: '',
    oomKilled: false,
    restartCount: 0,
    manuallyStopped: false,
    ...(labels === undefined ? {} : { labels }),
    backoffMs: 0,
    wantedMacs: wantedMacs(networks),
    netNamespace: netNamespaceOf(world, host, hostConfig),
  };
  try {
    makeFiles(world, container);
    world.runtime.create(containerSpec(world, container));
    copyIntoVolumes(world, container);
  } catch (error) {
    discard(world, container);
    throw error;
  }
  world.containers.set(container);
  logContainerEvent(world, container, 'create');
  return { container, warnings: [...warnings, ...mismatches, ...furtherWarnings(hostConfig)] };
}

/**
 * Nobody who asked for no platform is refused, but warned.
 * @throws DockerError, as where there is no such image: the CLI pulls it then
 */
function checkPlatform({ platform, config }: CreateRequest, there: string): string[] {
  if (platform === undefined) {
    if (suitsPlatform(there, DETECTED_PLATFORM)) return [];
    return [
      `The requested image's platform (${there}) does not match the detected host platform (${DETECTED_PLATFORM}) and no specific platform was requested`,
    ];
  }
  if (suitsPlatform(there, platform)) return [];
  throw notFound(wrongPlatform(config.Image, there, platform));
}

/**
 * Those whose processes or memory a container is to share. A real daemon finds out at the start only; to `docker run` it is
 * the same.
 * @throws DockerError where one isn't there
 */
function checkDonors({ containers }: DockerWorld, host: string, { PidMode, IpcMode }: HostConfig): void {
  for (const [kind, mode] of [
    ['IPC', IpcMode],
    ['PID', PidMode],
  ] as const) {
    const text = mode.startsWith('container:') ? mode.slice('container:'.length) : undefined;
    if (text === undefined || containers.find(host, text) !== undefined) continue;
    throw serverError(`failed to join ${kind} namespace: No such container: ${text}`);
  }
}

function wantedMacs(networks: Container['networks']): Record<string, string> {
  const all = Object.entries(networks).map(([name, { MacAddress }]) => [name, MacAddress] as const);
  return Object.fromEntries(all.filter(([, mac]) => mac !== ''));
}

function netNamespaceOf(world: DockerWorld, host: string, { NetworkMode }: HostConfig): string {
  if (NetworkMode === 'host') return world.namespaces.ofHost(host);
  if (NetworkMode.startsWith('container:')) {
    return donorOf(world, host, NetworkMode).netNamespace;
  }
  return world.namespaces.take(host);
}

/** The container whose network another one shares. */
function donorOf(world: DockerWorld, host: string, networkMode: string): Container {
  const text = networkMode.slice('container:'.length);
  const donor = world.containers.find(host, text);
  if (donor !== undefined) return donor;
  throw serverError(`joining network namespace of container: No such container: ${text}`);
}

function withTag(name: string): string {
  return name.includes('@') || /:[^/]*$/.test(name) || /^(sha256:)?[0-9a-f]{64}$/.test(name)
    ? name
    : `${name}:latest`;
}

/** Checks that a name is free. @throws DockerError */
export function takeName(world: DockerWorld, host: string, asked: string): string {
  if (asked === '') {
    const taken = (name: string) => world.containers.byName(host, name) !== undefined;
    return generateName(world.simulation.random, taken);
  }
  const name = asked.replace(/^\//, '');
  if (!NAME.test(name)) {
    throw invalidParameter(`Invalid container name (${asked}), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed`);
  }
  const owner = world.containers.byName(host, name);
  if (owner === undefined) return name;
  throw conflict(
    `Conflict. The container name "/${name}" is already in use by container "${owner.id}". You have to remove (or rename) that container to be able to reuse that name.`,
  );
}

/** What dockerd fills in where nothing else is said. */
function settled(config: HostConfig): HostConfig {
  const { Privileged, CgroupnsMode, IpcMode, NetworkMode } = config;
  const policy = config.RestartPolicy.Name;
  return {
    ...config,
    NetworkMode: NetworkMode === '' || NetworkMode === 'default' ? 'bridge' : NetworkMode,
    RestartPolicy: { ...config.RestartPolicy, Name: policy === '' ? 'no' : policy },
    LogConfig: { ...config.LogConfig, Type: config.LogConfig.Type || 'json-file' },
    CgroupnsMode: CgroupnsMode || 'private',
    IpcMode: IpcMode || 'private',
    Runtime: config.Runtime || 'runc',
    ShmSize: config.ShmSize || SHM_BYTES,
    MaskedPaths: Privileged ? null : (config.MaskedPaths ?? MASKED_PATHS),
    ReadonlyPaths: Privileged ? null : (config.ReadonlyPaths ?? READ_ONLY_PATHS),
  };
}

/** Where the host name is another's: the host's own, or that of the container whose network it shares. */
function withHostName(
  world: DockerWorld,
  facts: HostFacts,
  id: string,
  config: ContainerConfig,
  { NetworkMode, UTSMode }: HostConfig,
): ContainerConfig {
  if (config.Hostname !== '') return config;
  if (NetworkMode === 'host' || UTSMode === 'host') return { ...config, Hostname: facts.name };
  if (NetworkMode.startsWith('container:')) {
    const other = donorOf(world, facts.name, NetworkMode);
    return { ...config, Hostname: other.config.Hostname, Domainname: other.config.Domainname };
  }
  return { ...config, Hostname: id.slice(0, SHORT_ID_DIGITS) };
}

function nextNumber(world: DockerWorld, host: string): number {
  return (world.containers.all(host)[0]?.number ?? 0) + 1;
}

function furtherWarnings({ NetworkMode, PortBindings }: HostConfig): string[] {
  const warnings: string[] = [];
  if (NetworkMode === 'host' && Object.keys(PortBindings).length > 0) {
    warnings.push('Published ports are discarded when using host network mode');
  }
  return warnings;
}
