import { invalidParameter } from '../docker-error.ts';
import type { Filters } from '../filters.ts';
import { humanDuration } from '../time.ts';
import type { DockerWorld } from '../world.ts';
import type { PortMap } from './config.ts';
import { type Container, isRunning } from './container.ts';
import { allNames } from './links.ts';

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
const STATES = ['paused', 'restarting', 'removing', 'running', 'dead', 'created', 'exited'];
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
  for (const state of filters.get('status')) {
    if (!STATES.includes(state)) throw invalidParameter(`invalid filter 'status=${state}'`);
  }
  for (const health of filters.get('health')) {
    if (!HEALTH.includes(health)) throw invalidParameter(`invalid filter 'health=${health}'`);
  }
  for (const code of filters.get('exited')) {
    if (!/^-?\d{1,10}$/.test(code)) throw invalidParameter(`invalid filter 'exited=${code}'`);
  }
  for (const value of filters.get('is-task')) {
    if (!/^(true|false|1|0)$/.test(value)) throw invalidParameter(`invalid filter 'is-task=${value}'`);
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
    fitsPorts(filters.get('publish'), publishedPorts(container, world.networks.ports(container))) &&
    fitsPorts(filters.get('expose'), Object.keys(config.ExposedPorts ?? {})) &&
    !filters.get('is-task').some((value) => value === 'true' || value === '1')
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

/** `80`, `80/tcp` or `8000-8010/udp` */
function fitsPorts(wanted: readonly string[], ports: readonly string[]): boolean {
  if (wanted.length === 0) return true;
  return wanted.some((text) => {
    const [, first, last, protocol = 'tcp'] = /^(\d{1,5})(?:-(\d{1,5}))?(?:\/(\w+))?$/.exec(text) ?? [];
    if (first === undefined) throw invalidParameter(`invalid filter: ${text}`);
    return ports.some((port) => {
      const [number, kind = 'tcp'] = port.split('/');
      return kind === protocol && Number(number) >= Number(first) && Number(number) <= Number(last ?? first);
    });
  });
}

/** Private and public numbers of what is published. */
function publishedPorts({ hostConfig }: Container, ports: PortMap): string[] {
  const found: string[] = [];
  for (const [port, bindings] of [...Object.entries(hostConfig.PortBindings), ...Object.entries(ports)]) {
    const protocol = port.split('/')[1] ?? 'tcp';
    if (bindings !== null) found.push(port);
    for (const { HostPort } of bindings ?? []) if (HostPort !== '') found.push(`${HostPort}/${protocol}`);
  }
  return found;
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
