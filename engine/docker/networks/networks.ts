import type { Resolver } from '../../network/records.ts';
import type { PortMap } from '../containers/config.ts';
import { type Container, type EndpointSettings, isRunning } from '../containers/container.ts';
import { folderOf } from '../containers/host-files.ts';
import { linkedHosts, parseLink } from '../containers/links.ts';
import { invalidParameter } from '../docker-error.ts';
import { attachEndpoint, detachEndpoint, emptyEndpoint, preparedEndpoint } from './endpoints.ts';
import { hostsFile, ownNames, resolverOf, resolvFile, withoutAddress } from './name-files.ts';
import { type DockerNetwork, isUserDefined, PREDEFINED } from './network.ts';
import { NetworkTable } from './network-table.ts';
import { PublishedPorts } from './published-ports.ts';
import { forbidden } from './validation.ts';

const ID_DIGITS = 64;

/** What a container's files say of its networks, from its start to its end. */
export interface AllocatedNetwork {
  /** /etc/hosts and /etc/resolv.conf. Undefined: as the host's. */
  readonly hosts: string | undefined;
  readonly resolvConf: string | undefined;
}

/** The networks of each daemon, and the containers that hang on them. */
export class DockerNetworks extends NetworkTable {
  readonly #ports: PublishedPorts;

  constructor(...[world, machines]: ConstructorParameters<typeof NetworkTable>) {
    super(world, machines);
    this.#ports = new PublishedPorts(world.simulation, machines.network);
  }

  /** Connects a container, at once if it runs. @throws DockerError */
  connect(host: string, text: string, containerName: string, wanted: Partial<EndpointSettings>): void {
    const network = this.get(host, text);
    const container = this.world.containers.get(host, containerName);
    const endpoint = preparedEndpoint(network, wanted, 'connecting');
    checkConnectable(network, container);
    if (container.networks[network.name] !== undefined) {
      if (!isPlugged(container)) return;
      throw forbidden(`endpoint with name ${container.name} already exists in network ${network.name}`);
    }
    if (endpoint.MacAddress !== '') container.wantedMacs[network.name] = endpoint.MacAddress;
    if (isPlugged(container)) this.#attach(network, container, endpoint);
    container.networks = { ...container.networks, [network.name]: endpoint };
    this.world.containers.set(container);
    if (isPlugged(container)) this.#tellConnected(container, endpoint);
  }

  /** A running container finds out about the names of a network, and about its own address there. */
  #tellConnected(container: Container, { IPAddress }: EndpointSettings): void {
    const { host, netNamespace, networks } = container;
    const { names } = this.machines.network;
    const before = names.resolver(netNamespace);
    const isNamed = Object.keys(networks).some((name) => {
      const network = this.find(host, name);
      return network !== undefined && isUserDefined(network);
    });
    // Once there, Docker's name server stays.
    const resolver = this.#resolver(container, isNamed || before.embedded !== undefined);
    names.setResolver(netNamespace, resolver);
    const files = this.world.files;
    if (resolvFile(resolver) !== resolvFile(before)) {
      files.writeText(host, `${folderOf(container)}/resolv.conf`, resolvFile(resolver));
    }
    if (IPAddress === '') return;
    this.#changeHosts(container, (text) => `${text}${IPAddress}\t${ownNames(container.config)}\n`);
  }

  #changeHosts({ host, id }: Container, change: (text: string) => string): void {
    const path = `${folderOf({ id })}/hosts`;
    const { files } = this.world;
    files.writeText(host, path, change(files.readText(host, path) ?? ''));
  }

  /** @throws DockerError */
  disconnect(host: string, text: string, containerName: string, force: boolean): void {
    const network = this.get(host, text);
    const found = this.world.containers.find(host, containerName);
    if (found === undefined && force) return;
    const container = found ?? this.world.containers.get(host, containerName);
    if (container.hostConfig.NetworkMode === 'host') {
      throw invalidParameter(
        'cannot disconnect container from host network - container was created in host network mode',
      );
    }
    const endpoint = container.networks[network.name];
    if (endpoint === undefined) {
      throw forbidden(`container ${container.id} is not connected to network ${network.name}`);
    }
    const { IPAddress } = endpoint;
    if (isPlugged(container)) {
      this.#detach(network, container, endpoint);
      if (IPAddress !== '') this.#changeHosts(container, (text) => withoutAddress(text, IPAddress));
    }
    const { [network.name]: _gone, ...others } = container.networks;
    delete container.wantedMacs[network.name];
    container.networks = others;
    this.world.containers.set(container);
  }

  /** What `container.networks` has to be at creation. @throws DockerError */
  prepare(
    host: string,
    container: Pick<Container, 'id' | 'name' | 'config' | 'hostConfig'>,
    wanted: Readonly<Record<string, EndpointSettings>>,
  ): Record<string, EndpointSettings> {
    const { NetworkMode } = container.hostConfig;
    if (NetworkMode.startsWith('container:')) return {};
    const asked = { ...wanted };
    if (asked[NetworkMode] === undefined) {
      // The default network may be meant by another of its names.
      const same = asked.default;
      delete asked.default;
      asked[NetworkMode] = same ?? emptyEndpoint();
    }
    const prepared: Record<string, EndpointSettings> = {};
    for (const [text, settings] of Object.entries(asked)) {
      const network = this.find(host, text);
      if (network === undefined) prepared[text] = settings;
      else prepared[network.name] = preparedEndpoint(network, settings, 'creating');
    }
    return prepared;
  }

  /**
   * Makes the network namespace of a container that starts (`container.netNamespace`: nothing exists of it but its
   * name, unless it is the host's or another container's), connects it, and publishes its ports. Writes addresses
   * into `networks`. @throws DockerError
   */
  allocate(container: Container): AllocatedNetwork {
    const { host, hostConfig, netNamespace } = container;
    const mode = hostConfig.NetworkMode;
    if (mode.startsWith('container:')) return { hosts: undefined, resolvConf: undefined };
    // One of the same name isn't the network that it was on before (moby's getNetworkID).
    const wanted = Object.entries(container.networks).map(([name, { NetworkID }]) =>
      this.get(host, NetworkID === '' || PREDEFINED.has(name) ? name : NetworkID),
    );
    for (const network of wanted) checkConnectable(network, container);
    if (mode === 'host') {
      for (const network of wanted) this.#note(network, container);
      return { hosts: undefined, resolvConf: undefined };
    }
    if (!this.machines.network.hasNamespace(netNamespace)) {
      this.machines.network.makeNamespace(host, netNamespace);
    }
    // The network that the container was created on has the first interface.
    const ordered = wanted.sort((a, b) => Number(b.name === mode) - Number(a.name === mode));
    try {
      for (const network of ordered) {
        this.#attach(network, container, container.networks[network.name] ?? emptyEndpoint());
      }
      this.#publish(container, ordered);
    } catch (error) {
      this.release(container);
      throw error;
    }
    const hosts = this.hosts(container);
    const resolver = this.#resolver(container, ordered.some(isUserDefined));
    this.machines.network.names.setResolver(netNamespace, resolver);
    return { hosts, resolvConf: resolvFile(resolver) };
  }

  #resolver(container: Container, embedded: boolean): Resolver {
    const resolver = resolverOf(this.machines.network, container.host, container, embedded);
    if (resolver.embedded === undefined) return resolver;
    return { ...resolver, embedded: { ...resolver.embedded, links: aliasesOf(container) } };
  }

  /** /etc/hosts of a container that is connected. @throws DockerError */
  hosts(container: Container): string {
    const links = linkedHosts(this.world, container);
    return hostsFile(container, { links, gateway: this.#defaultGateway(container.host) });
  }

  /** The opposite, when it has ended. Idempotent. */
  release(container: Container): void {
    const { host, hostConfig, netNamespace } = container;
    if (hostConfig.NetworkMode.startsWith('container:')) return;
    this.#ports.close(container);
    for (const [name, endpoint] of Object.entries(container.networks)) {
      const network = this.find(host, name);
      if (network !== undefined && endpoint.EndpointID !== '') this.#detach(network, container, endpoint);
    }
    if (hostConfig.NetworkMode !== 'host' && this.machines.network.hasNamespace(netNamespace)) {
      this.machines.network.removeNamespace(netNamespace);
    }
  }

  /** The ports that are published at present: NetworkSettings.Ports of inspect. */
  ports(container: Container): PortMap {
    const { NetworkMode } = container.hostConfig;
    if (NetworkMode === 'host' || NetworkMode === 'none' || NetworkMode.startsWith('container:')) return {};
    return this.#ports.of(container);
  }

  #attach(network: DockerNetwork, container: Container, endpoint: EndpointSettings): void {
    const names = [
      container.name,
      ...(endpoint.Aliases ?? []),
      container.id.slice(0, 12),
      ...(container.config.Hostname === container.id.slice(0, 12) ? [] : [container.config.Hostname]),
    ];
    attachEndpoint(this.machines.network, network, container, endpoint, {
      id: this.world.simulation.random.hex(ID_DIGITS),
      names: [...new Set(names.filter((name) => name !== ''))],
    });
    this.event(network, 'connect', { container: container.id });
  }

  #detach(network: DockerNetwork, container: Container, endpoint: EndpointSettings): void {
    detachEndpoint(this.machines.network, network, container, endpoint);
    this.event(network, 'disconnect', { container: container.id });
  }

  /** On the host's own network there is nothing to plug in. */
  #note(network: DockerNetwork, container: Container): void {
    const endpoint = container.networks[network.name];
    if (endpoint === undefined) return;
    endpoint.NetworkID = network.id;
    endpoint.EndpointID = this.world.simulation.random.hex(ID_DIGITS);
  }

  /** Ports lead to the address on the first bridge that isn't cut off. */
  #publish(container: Container, networks: readonly DockerNetwork[]): void {
    const first = networks.find(({ driver, internal }) => driver === 'bridge' && !internal);
    const endpoint = first === undefined ? undefined : container.networks[first.name];
    if (endpoint !== undefined) this.#ports.open(container, endpoint);
  }

  #defaultGateway(host: string): string {
    const bridge = this.find(host, 'bridge');
    return bridge?.ipam.config[0]?.Gateway ?? '';
  }
}

/** Whether the network goes with those that a container has already. @throws DockerError */
function checkConnectable({ driver, name }: DockerNetwork, { hostConfig, networks }: Container): void {
  const mode = hostConfig.NetworkMode;
  if (driver === 'host' && mode !== 'host') {
    throw invalidParameter(
      'cannot connect container to host network - container must be created in host network mode',
    );
  }
  if ((mode === 'host' && name !== 'host') || mode.startsWith('container:')) {
    throw invalidParameter(
      'container sharing network namespace with another container or host cannot be connected to any other network',
    );
  }
  const others = Object.keys(networks).filter((other) => other !== name);
  if (others.length > 0 && (driver === 'null' || others.includes('none'))) {
    throw invalidParameter(
      'container cannot be connected to multiple networks with one of the networks in private (none) mode',
    );
  }
}

/** Its namespace is there, with an interface for each of its networks. */
function isPlugged(container: Container): boolean {
  return isRunning(container) && container.status !== 'restarting';
}

/** --link on user-defined networks: names that only this container knows. */
function aliasesOf({ networks, hostConfig }: Container): Record<string, string> {
  const links = [...(hostConfig.Links ?? []), ...Object.values(networks).flatMap(({ Links }) => Links ?? [])];
  return Object.fromEntries(
    links.map((link) => {
      const { name, alias } = parseLink(link);
      return [alias, name];
    }),
  );
}
