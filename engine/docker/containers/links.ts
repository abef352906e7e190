import { DockerError, invalidParameter } from '../docker-error.ts';
import type { DockerWorld } from '../world.ts';
import type { HostConfig } from './config.ts';
import { type Container, isRunning } from './container.ts';

type World = Pick<DockerWorld, 'containers'>;

interface Linked {
  readonly alias: string;
  readonly container: Container;
}

/** `name[:alias]`, or as inspect shows it, `/name:/parent/alias`. */
export function parseLink(link: string): { readonly name: string; readonly alias: string } {
  const [name = '', alias = name] = link.split(':');
  const last = (path: string) => path.slice(path.lastIndexOf('/') + 1);
  return { name: last(name), alias: last(alias) };
}

/** Links of the default bridge; on networks of users they are names, which the name server knows. */
function isLegacy({ NetworkMode }: HostConfig): boolean {
  return NetworkMode === 'bridge';
}

/** @throws DockerError where a new container is to be linked to one that isn't there */
export function checkLinks({ containers }: World, host: string, hostConfig: HostConfig): void {
  if (!isLegacy(hostConfig)) return;
  for (const link of hostConfig.Links ?? []) {
    const { name } = parseLink(link);
    const other = containers.find(host, name);
    if (other === undefined) {
      throw invalidParameter(`could not get container for ${name}: No such container: ${name}`);
    }
    if (other.hostConfig.NetworkMode === 'host') {
      throw invalidParameter(
        "conflicting options: host type networking can't be used with links. This would result in undefined behavior",
      );
    }
  }
}

/** Those that a container on the default bridge is linked to. */
function linkedTo({ containers }: World, { host, hostConfig }: Container): Linked[] {
  if (!isLegacy(hostConfig)) return [];
  return (hostConfig.Links ?? []).flatMap((link) => {
    const { name, alias } = parseLink(link);
    const container = containers.find(host, name);
    return container === undefined ? [] : [{ alias, container }];
  });
}

/** What the name of a link, `web/db`, stands for: the container `web` calls this one `db`. */
export function linkCalled(
  world: World,
  host: string,
  text: string,
): { readonly parent: Container; readonly alias: string; readonly container: Container } | undefined {
  const [, name, alias] = /^\/?([^/]+)\/([^/]+)$/.exec(text) ?? [];
  const parent = name === undefined ? undefined : world.containers.byName(host, name);
  if (parent === undefined) return undefined;
  const linked = linkedTo(world, parent).find((each) => each.alias === alias);
  return linked === undefined ? undefined : { parent, ...linked };
}

/** Those that are linked to a container, and what they call it. */
export function linkedFrom(world: World, container: Container): { parent: Container; alias: string }[] {
  const found: { parent: Container; alias: string }[] = [];
  for (const parent of world.containers.everywhere()) {
    if (parent.host !== container.host || (parent.hostConfig.Links ?? []).length === 0) continue;
    for (const linked of linkedTo(world, parent)) {
      if (linked.container === container) found.push({ parent, alias: linked.alias });
    }
  }
  return found;
}

/** Lines of /etc/hosts. @throws DockerError where one doesn't run */
export function linkedHosts(
  world: World,
  parent: Container,
): { readonly address: string; readonly names: string[] }[] {
  return linkedTo(world, parent).map(({ alias, container }) => {
    const { name, config, networks } = container;
    if (!isRunning(container)) {
      throw new DockerError(
        500,
        `Cannot link to a non running container: /${name} AS /${parent.name}/${alias}`,
      );
    }
    const address = networks.bridge?.IPAddress;
    if (address === undefined) {
      throw new DockerError(500, `Cannot link to /${name}, as it does not belong to the default network`);
    }
    return { address, names: [...new Set([alias, config.Hostname, name])] };
  });
}

/** As inspect shows them: with the names that the links have in the daemon. */
export function shownLinks(world: World, parent: Container): readonly string[] | null {
  const { hostConfig, name } = parent;
  if (!isLegacy(hostConfig)) return hostConfig.Links;
  const linked = linkedTo(world, parent);
  return linked.length === 0
    ? null
    : linked.map(({ alias, container }) => `/${container.name}:/${name}/${alias}`);
}

/** All names of a container: its own, and those that links give it. */
export function allNames(world: World, container: Container): string[] {
  const links = linkedFrom(world, container).map(({ parent, alias }) => `/${parent.name}/${alias}`);
  return [`/${container.name}`, ...links].sort();
}

type Variable = readonly [name: string, value: string];

/** The variables that tell a container of those it is linked to: `DB_PORT_5432_TCP_ADDR` and so on. */
export function linkedEnvironment(world: World, parent: Container): Variable[] {
  return linkedTo(world, parent).flatMap(({ alias, container }) => {
    const address = container.networks.bridge?.IPAddress ?? '';
    const prefix = alias.toUpperCase().replaceAll('-', '_');
    return [
      ...portVariables(prefix, address, exposedPorts(container)),
      [`${prefix}_NAME`, `/${parent.name}/${alias}`] as const,
      ...ownVariables(prefix, container.config.Env ?? []),
    ];
  });
}

function ownVariables(prefix: string, env: readonly string[]): Variable[] {
  return env.flatMap((variable) => {
    const equals = variable.indexOf('=');
    const name = variable.slice(0, equals);
    if (equals < 0 || name === 'HOME' || name === 'PATH') return [];
    return [[`${prefix}_ENV_${name}`, variable.slice(equals + 1)] as const];
  });
}

interface Port {
  readonly number: number;
  readonly protocol: string;
}

/** TCP first, in the order of their numbers. */
function exposedPorts({ config }: Container): Port[] {
  const ports = Object.keys(config.ExposedPorts ?? {}).map((text) => {
    const [number = '', protocol = 'tcp'] = text.split('/');
    return { number: Number(number), protocol };
  });
  const rank = ({ protocol }: Port) => (protocol === 'tcp' ? '' : protocol);
  return ports.sort((a, b) => (rank(a) === rank(b) ? a.number - b.number : rank(a) < rank(b) ? -1 : 1));
}

function portVariables(prefix: string, address: string, ports: readonly Port[]): Variable[] {
  const [first] = ports;
  if (first === undefined) return [];
  const url = ({ number, protocol }: Port) => `${protocol}://${address}:${number}`;
  const of = ({ number, protocol }: Port) => `${prefix}_PORT_${number}_${protocol.toUpperCase()}`;
  const variables: Variable[] = [[`${prefix}_PORT`, url(first)]];
  for (const [index, port] of ports.entries()) {
    variables.push(
      [of(port), url(port)],
      [`${of(port)}_ADDR`, address],
      [`${of(port)}_PORT`, String(port.number)],
      [`${of(port)}_PROTO`, port.protocol],
    );
    const start = startOfRange(ports, index);
    if (start === undefined) continue;
    variables.push(
      [`${of(start)}_START`, url(start)],
      [`${of(start)}_PORT_START`, String(start.number)],
      [`${of(start)}_END`, url(port)],
      [`${of(start)}_PORT_END`, String(port.number)],
    );
  }
  return variables;
}

/** Where a range of neighbouring ports ends here: its first one. */
function startOfRange(ports: readonly Port[], index: number): Port | undefined {
  const isNext = (a: Port | undefined, b: Port | undefined) =>
    a !== undefined && b !== undefined && b.number === a.number + 1 && b.protocol === a.protocol;
  if (isNext(ports[index], ports[index + 1])) return undefined;
  let first = index;
  while (isNext(ports[first - 1], ports[first])) first--;
  return first === index ? undefined : ports[first];
}
