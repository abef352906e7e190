import { humanDuration } from '../../programs/human-duration.ts';
import { invalidParameter } from '../docker-error.ts';
import type { Filters } from '../filters.ts';
import type { DockerWorld } from '../world.ts';
import type { PortMap } from './config.ts';
import { type Container, isRunning } from './container.ts';
import { allNames } from './links.ts';
import { fitsPorts, portRanges, publishedPorts } from './port-filters.ts';

export interface ListOptions {
  readonly all: boolean;
  /** 0: no limit. */
  readonly limit: number;
  readonly size: boolean;
  readonly filters: Filters;
}

const FILTERS = [
  'ancestor',
  'before',
  'exited',
  'expose',
  'health',
  'id',
  'isolation',
  'is-task',
  'label',
  'name',
  'network',
  'publish',
  'since',
  'status',
  'volume',
];
const STATES = ['created', 'running', 'paused', 'restarting', 'removing', 'exited', 'dead'];
const HEALTH = ['none', 'starting', 'healthy', 'unhealthy'];

/** Containers as `docker ps` shows them, the newest first. @throws DockerError */
export function listContainers(world: DockerWorld, host: string, options: ListOptions): object[] {
  const { filters } = options;
  filters.checkNames(FILTERS);
  checkValues(filters);
  const includesStopped =
    options.all ||
    options.limit > 0 ||
    ['status', 'exited', 'since', 'before'].some((name) => filters.has(name));
  const all = world.containers.all(host);
  const bounds = boundsOf(world, host, filters);
  const found = all
    .filter((container) => includesStopped || isRunning(container))
    .filter(bounds)
    .filter((container) => fits(world, container, filters));
  const shown = options.limit > 0 ? found.slice(0, options.limit) : found;
  return shown.map((container) => summary(world, container, options.size));
}

function checkValues(filters: Filters): void {
  for (const code of filters.get('exited')) {
    if (/^[+-]?\d{1,10}$/.test(code)) continue;
    const problem = `strconv.Atoi: parsing ${JSON.stringify(code)}: invalid syntax`;
    throw invalidParameter(`invalid filter 'exited=${code}': ${problem}`);
  }
  portRanges(filters, 'publish');
  portRanges(filters, 'expose');
  checkWord(filters, 'status', 'state', STATES);
  filters.flag('is-task');
  checkWord(filters, 'health', 'health', HEALTH);
}

function checkWord(filters: Filters, name: string, what: string, allowed: readonly string[]): void {
  for (const value of filters.get(name)) {
    if (allowed.includes(value)) continue;
    const problem = `invalid value for ${what} (${value}): must be one of ${allowed.join(', ')}`;
    throw invalidParameter(`invalid filter '${name}=${value}': ${problem}`);
  }
}

/** since and before: another container. */
function boundsOf(world: DockerWorld, host: string, filters: Filters): (container: Container) => boolean {
  const number = (name: string) => {
    const [value] = filters.get(name);
    return value === undefined ? undefined : world.containers.get(host, value).number;
  };
  const [since, before] = [number('since'), number('before')];
  return (container) =>
    (since === undefined || container.number > since) && (before === undefined || container.number < before);
}

function fits(world: DockerWorld, container: Container, filters: Filters): boolean {
  const { id, name, status, config, networks } = container;
  const names = filters.get('name');
  return (
    filters.matches('id', id) &&
    (names.length === 0 || filters.matches('name', name) || filters.matches('name', `/${name}`)) &&
    filters.matchesLabels(config.Labels) &&
    filters.is('status', status) &&
    filters.is('health', container.health?.status ?? 'none') &&
    fitsExitCode(container, filters) &&
    fitsImage(world, container, filters) &&
    fitsAny(filters.get('network'), [
      ...Object.keys(networks),
      ...Object.values(networks).map(({ NetworkID }) => NetworkID),
    ]) &&
    fitsAny(
      filters.get('volume'),
      container.mounts.flatMap(({ Name, Destination, Source }) => [Name ?? Source, Destination]),
    ) &&
    fitsPorts(portRanges(filters, 'publish'), publishedPorts(container, world.networks.ports(container))) &&
    fitsPorts(portRanges(filters, 'expose'), Object.keys(config.ExposedPorts ?? {})) &&
    filters.flag('is-task') !== true
  );
}

function fitsExitCode({ exitCode, status, startedMs }: Container, filters: Filters): boolean {
  const wanted = filters.get('exited');
  if (wanted.length === 0) return true;
  return status === 'exited' && startedMs !== undefined && wanted.includes(String(exitCode));
}

/** The image itself, or one that it was built from. */
function fitsImage(
  world: DockerWorld,
  { host, imageId, layers, config }: Container,
  filters: Filters,
): boolean {
  const wanted = filters.get('ancestor');
  if (wanted.length === 0) return true;
  return wanted.some((name) => {
    const image = world.images.find(host, name);
    if (image === undefined) return name === config.Image;
    return image.id === imageId || isPrefix(image.layers, layers);
  });
}

function isPrefix(short: readonly string[], long: readonly string[]): boolean {
  return (
    short.length > 0 && short.length <= long.length && short.every((layer, index) => layer === long[index])
  );
}

function fitsAny(wanted: readonly string[], values: readonly string[]): boolean {
  return wanted.length === 0 || wanted.some((value) => values.includes(value));
}

function summary(world: DockerWorld, container: Container, size: boolean): object {
  const { id, imageId, config, hostConfig, createdMs, status, mounts, networks } = container;
  return {
    Id: id,
    Names: allNames(world, container),
    Image: imageName(world, container),
    ImageID: imageId,
    Command: commandLine(container),
    Created: Math.floor(createdMs / 1000),
    Ports: isRunning(container) ? portList(world.networks.ports(container)) : [],
    ...(size ? sizes(world, container) : {}),
    Labels: config.Labels,
    State: status,
    Status: statusText(container, world.simulation.now()),
    HostConfig: { NetworkMode: hostConfig.NetworkMode },
    NetworkSettings: { Networks: networks },
    Mounts: mounts,
  };
}

/** What SizeRw and SizeRootFs are. */
export function sizes(world: DockerWorld, container: Container): { SizeRw: number; SizeRootFs: number } {
  const written = world.files.writtenBytes(container);
  const image = world.images.find(container.host, container.imageId)?.sizeBytes ?? 0;
  return { SizeRw: written, SizeRootFs: image + written };
}

/** The name it was created with; its image's id where that name means another image by now. */
function imageName(world: DockerWorld, { host, config, imageId }: Container): string {
  const current = world.images.find(host, config.Image);
  return current === undefined || current.id !== imageId ? imageId : config.Image;
}

/** The executable and its arguments: those with blanks in quotes. */
function commandLine({ config }: Container): string {
  const [path = '', ...args] = [...(config.Entrypoint ?? []), ...(config.Cmd ?? [])];
  return [path, ...args.map((arg) => (arg.includes(' ') ? `'${arg}'` : arg))].join(' ');
}

function portList(ports: PortMap): object[] {
  const list: object[] = [];
  for (const [port, bindings] of Object.entries(ports)) {
    const [number, protocol = 'tcp'] = port.split('/');
    if (bindings === null || bindings.length === 0) {
      list.push({ PrivatePort: Number(number), Type: protocol });
    }
    for (const { HostIp, HostPort } of bindings ?? []) {
      list.push({ IP: HostIp, PrivatePort: Number(number), PublicPort: Number(HostPort), Type: protocol });
    }
  }
  return list;
}

/** `Up 5 minutes (healthy)`, `Exited (0) 2 hours ago` … */
function statusText(container: Container, now: number): string {
  const { status, exitCode, startedMs, finishedMs, health } = container;
  const since = (ms: number | undefined) => humanDuration(now - (ms ?? now));
  switch (status) {
    case 'paused':
      return `Up ${since(startedMs)} (Paused)`;
    case 'restarting':
      return `Restarting (${exitCode}) ${since(finishedMs)} ago`;
    case 'running': {
      const words =
        health === undefined ? '' : ` (${health.status === 'starting' ? 'health: starting' : health.status})`;
      return `Up ${since(startedMs)}${words}`;
    }
    case 'removing':
      return 'Removal In Progress';
    case 'dead':
      return 'Dead';
    case 'created':
      return 'Created';
    case 'exited':
      return `Exited (${exitCode}) ${since(finishedMs)} ago`;
  }
}
