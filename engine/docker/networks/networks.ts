import type { Machines } from '../../container/machines.ts';
import { networkName } from '../../linux/network-namespace.ts';
import { AddressError } from '../../network/ipam.ts';
import type { Records } from '../../simulation/records.ts';
import type { PortMap } from '../containers/config.ts';
import { type Container, type EndpointSettings, isRunning } from '../containers/container.ts';
import { linkedHosts, parseLink } from '../containers/links.ts';
import { conflict, DockerError, invalidParameter, notFound, serverError } from '../docker-error.ts';
import { NETWORKS_MAX } from '../limits.ts';
import type { DockerWorld } from '../world.ts';
import { attachEndpoint, detachEndpoint, emptyEndpoint, preparedEndpoint } from './endpoints.ts';
import { hostsFile, resolverOf, resolvFile } from './name-files.ts';
import {
  bridgeName,
  type DockerNetwork,
  type IpamConfig,
  isPredefined,
  isUserDefined,
  MTU_OPTION,
  type NetworkDriver,
  optionIs,
  PREDEFINED,
} from './network.ts';
import { PublishedPorts } from './published-ports.ts';
import { checkBridge, checkIpam, forbidden } from './validation.ts';

type World = Pick<DockerWorld, 'simulation' | 'events' | 'containers' | 'files'>;

const ID_DIGITS = 64;
const NAME_CHARACTERS_MAX = 255;

/** What a container's files say of its networks, from its start to its end. */
export interface AllocatedNetwork {
  /** /etc/hosts and /etc/resolv.conf. Undefined: as the host's. */
  readonly hosts: string | undefined;
  readonly resolvConf: string | undefined;
}

/** What a network is to be. */
export interface NetworkRequest
  extends Pick<DockerNetwork, 'name' | 'internal' | 'attachable' | 'options' | 'labels'> {
  readonly driver: string;
  readonly enableIpv6: boolean;
  readonly ipam: Omit<DockerNetwork['ipam'], 'chosen'>;
}

/** The networks of each daemon: bridges of its host, and what hangs on them. */
export class DockerNetworks {
  readonly #world: World;
  readonly #machines: Machines;
  readonly #networks: Records<DockerNetwork>;
  readonly #ports: PublishedPorts;

  constructor(world: World, machines: Machines) {
    this.#world = world;
    this.#machines = machines;
    this.#networks = world.simulation.records.of('docker_networks');
    this.#ports = new PublishedPorts(world.simulation, machines.network);
  }

  /** A host has booted: its bridge docker0, and the networks that are always there. */
  boot(host: string): void {
    for (const [name, driver] of PREDEFINED) {
      const bridge = driver === 'bridge';
      const request: NetworkRequest = {
        name,
        driver,
        internal: false,
        attachable: false,
        enableIpv6: false,
        options: bridge ? DEFAULT_BRIDGE_OPTIONS : {},
        labels: {},
        ipam: { driver: 'default', options: null, config: [] },
      };
      this.#make(host, request, driver, false);
    }
  }

  /** In the order of their names. */
  all(host: string): DockerNetwork[] {
    return [...this.#networks.values()]
      .filter((network) => network.host === host)
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  /** By name, id, or the beginning of one. @throws DockerError */
  get(host: string, text: string): DockerNetwork {
    const found = this.find(host, text);
    if (found === undefined) throw notFound(`network ${text} not found`);
    return found;
  }

  find(host: string, text: string): DockerNetwork | undefined {
    const all = this.all(host);
    const exact = all.find(({ name, id }) => name === text || id === text);
    if (exact !== undefined || text === '') return exact;
    const begun = all.filter(({ id }) => id.startsWith(text));
    if (begun.length > 1) {
      throw invalidParameter(`network ${text} is ambiguous (${begun.length} matches found on ID prefix)`);
    }
    return begun[0];
  }

  /** @throws DockerError */
  create(host: string, request: NetworkRequest): DockerNetwork {
    const { name } = request;
    if (name.trim() === '') throw invalidParameter('invalid name: name is empty');
    if (name.length > NAME_CHARACTERS_MAX) {
      throw invalidParameter(`a network's name has ${NAME_CHARACTERS_MAX} characters at most`);
    }
    if (PREDEFINED.has(name)) throw forbidden(`operation is not permitted on predefined ${name} network`);
    const driver = driverOf(request.driver);
    if (this.all(host).some((network) => network.name === name)) {
      throw conflict(`network with name ${name} already exists`);
    }
    if (this.all(host).length >= NETWORKS_MAX) {
      throw forbidden(`a sandbox's Docker host holds ${NETWORKS_MAX} networks at most`);
    }
    if (request.enableIpv6) throw invalidParameter('IPv6 networks are not simulated');
    checkIpam(request.ipam.config);
    checkBridge(request.options, this.all(host));
    return this.#make(host, request, driver, (request.ipam.config[0]?.Subnet ?? '') !== '');
  }

  /** @throws DockerError */
  remove(host: string, text: string): void {
    const network = this.get(host, text);
    if (isPredefined(network)) {
      throw forbidden(`${network.name} is a pre-defined network and cannot be removed`);
    }
    if (this.connected(network).length > 0) {
      throw forbidden(
        `error while removing network: network ${network.name} id ${network.id} has active endpoints`,
      );
    }
    if (network.driver === 'bridge') this.#machines.network.removeBridge(host, bridgeName(network));
    this.#machines.network.ipam.releasePool(host, network.id);
    this.#networks.delete(`${host}/${network.id}`);
    this.#event(network, 'destroy', {});
  }

  /** Their bridges go with the host. */
  forgetHost(host: string): void {
    for (const { id } of this.all(host)) {
      this.#machines.network.ipam.releasePool(host, id);
      this.#networks.delete(`${host}/${id}`);
    }
  }

  /** The running containers that are connected. */
  connected({ host, name, id }: DockerNetwork): Container[] {
    return this.#world.containers
      .all(host)
      .filter((container) => isRunning(container) && container.networks[name]?.NetworkID === id);
  }

  /** Connects a container, at once if it runs. @throws DockerError */
  connect(host: string, text: string, containerName: string, wanted: Partial<EndpointSettings>): void {
    const network = this.get(host, text);
    const container = this.#world.containers.get(host, containerName);
    const mode = container.hostConfig.NetworkMode;
    if (network.driver === 'host') {
      throw forbidden(
        'cannot connect container to host network - container must be created in host network mode',
      );
    }
    if (mode === 'host' || mode.startsWith('container:')) {
      throw forbidden(
        'container sharing network namespace with another container or host cannot be connected to any other network',
      );
    }
    if (container.networks[network.name] !== undefined) {
      throw forbidden(`endpoint with name ${container.name} already exists in network ${network.name}`);
    }
    const { none: _none, ...others } = container.networks;
    const endpoint = preparedEndpoint(network, wanted, 'connecting');
    if (endpoint.MacAddress !== '') container.wantedMacs[network.name] = endpoint.MacAddress;
    if (isRunning(container)) this.#attach(network, container, endpoint);
    container.networks = { ...others, [network.name]: endpoint };
    this.#world.containers.set(container);
  }

  /** @throws DockerError */
  disconnect(host: string, text: string, containerName: string, force: boolean): void {
    const network = this.get(host, text);
    const found = this.#world.containers.find(host, containerName);
    if (found === undefined && force) return;
    const container = found ?? this.#world.containers.get(host, containerName);
    if (container.hostConfig.NetworkMode === 'host') {
      throw forbidden(
        'cannot disconnect container from host network - container was created in host network mode',
      );
    }
    const endpoint = container.networks[network.name];
    if (endpoint === undefined) {
      throw forbidden(`container ${container.id} is not connected to network ${network.name}`);
    }
    if (isRunning(container)) this.#detach(network, container, endpoint);
    const { [network.name]: _gone, ...others } = container.networks;
    delete container.wantedMacs[network.name];
    container.networks = others;
    this.#world.containers.set(container);
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
    const wanted = Object.keys(container.networks).map((name) => this.get(host, name));
    if (mode === 'host') {
      for (const network of wanted) this.#note(network, container);
      return { hosts: undefined, resolvConf: undefined };
    }
    if (!this.#machines.network.hasNamespace(netNamespace)) {
      this.#machines.network.makeNamespace(host, netNamespace);
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
    const resolver = resolverOf(this.#machines.network, host, container, ordered.some(isUserDefined));
    this.#machines.network.names.setResolver(netNamespace, {
      ...resolver,
      ...(resolver.embedded === undefined
        ? {}
        : { embedded: { ...resolver.embedded, links: aliasesOf(container) } }),
    });
    return {
      hosts,
      resolvConf: resolvFile(resolver),
    };
  }

  /** /etc/hosts of a container that is connected. @throws DockerError */
  hosts(container: Container): string {
    const links = linkedHosts(this.#world, container);
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
    if (hostConfig.NetworkMode !== 'host' && this.#machines.network.hasNamespace(netNamespace)) {
      this.#machines.network.removeNamespace(netNamespace);
    }
  }

  /** The ports that are published at present: NetworkSettings.Ports of inspect. */
  ports(container: Container): PortMap {
    const { NetworkMode } = container.hostConfig;
    if (NetworkMode === 'host' || NetworkMode === 'none' || NetworkMode.startsWith('container:')) return {};
    return this.#ports.of(container);
  }

  #make(host: string, request: NetworkRequest, driver: NetworkDriver, chosen: boolean): DockerNetwork {
    const id = this.#world.simulation.random.hex(ID_DIGITS);
    const config = driver === 'host' || driver === 'null' ? [] : this.#requestPool(host, id, request);
    const network: DockerNetwork = {
      host,
      id,
      name: request.name,
      createdMs: this.#world.simulation.now(),
      driver,
      internal: request.internal,
      attachable: request.attachable,
      options: request.options,
      labels: request.labels,
      ipam: { driver: request.ipam.driver || 'default', options: request.ipam.options, config, chosen },
    };
    if (driver === 'bridge') this.#addBridge(network);
    this.#networks.set(`${host}/${id}`, network);
    if (!isPredefined(network)) this.#event(network, 'create', {});
    return network;
  }

  /** What inspect shows: what was asked for, or what was chosen where nothing was. */
  #requestPool(host: string, id: string, { ipam, name }: NetworkRequest): readonly IpamConfig[] {
    const [asked] = ipam.config;
    const optional = <K extends string>(key: K, value: string | undefined) =>
      value === undefined || value === '' ? {} : { [key]: value };
    try {
      const pool = this.#machines.network.ipam.requestPool(host, id, {
        ...optional('subnet', asked?.Subnet),
        ...optional('range', asked?.IPRange),
        ...optional('gateway', asked?.Gateway),
        auxiliary: Object.values(asked?.AuxiliaryAddresses ?? {}),
      });
      if (asked?.Subnet !== undefined && asked.Subnet !== '' && name !== 'bridge') return ipam.config;
      return [{ Subnet: pool.subnet, Gateway: pool.gateway }];
    } catch (error) {
      if (error instanceof AddressError) throw forbidden(error.message);
      throw error;
    }
  }

  #addBridge(network: DockerNetwork): void {
    const { host, id, internal } = network;
    const pool = this.#machines.network.ipam.pool(host, id);
    if (pool === undefined) return;
    const mtu = network.options[MTU_OPTION];
    const name = bridgeName(network);
    const taken = this.#machines.network.view(
      networkName(host, this.#machines.kernel.namespaces.initial().net),
    ).interfaces;
    if (taken.some((existing) => existing.name === name)) {
      this.#machines.network.ipam.releasePool(host, id);
      throw serverError(`existing interface ${name} is not a bridge`);
    }
    this.#machines.network.addBridge(host, {
      name,
      address: pool.gateway,
      prefix: Number(pool.subnet.split('/')[1]),
      internal,
      icc: optionIs(network, 'enable_icc', true),
      masquerade: optionIs(network, 'enable_ip_masquerade', true),
      ...(mtu === undefined ? {} : { mtu: Number(mtu) }),
    });
  }

  #attach(network: DockerNetwork, container: Container, endpoint: EndpointSettings): void {
    const names = [
      container.name,
      ...(endpoint.Aliases ?? []),
      container.id.slice(0, 12),
      ...(container.config.Hostname === container.id.slice(0, 12) ? [] : [container.config.Hostname]),
    ];
    attachEndpoint(this.#machines.network, network, container, endpoint, {
      id: this.#world.simulation.random.hex(ID_DIGITS),
      names: [...new Set(names.filter((name) => name !== ''))],
    });
    this.#event(network, 'connect', { container: container.id });
  }

  #detach(network: DockerNetwork, container: Container, endpoint: EndpointSettings): void {
    detachEndpoint(this.#machines.network, network, container, endpoint);
    this.#event(network, 'disconnect', { container: container.id });
  }

  /** On the host's own network there is nothing to plug in. */
  #note(network: DockerNetwork, container: Container): void {
    const endpoint = container.networks[network.name];
    if (endpoint === undefined) return;
    endpoint.NetworkID = network.id;
    endpoint.EndpointID = this.#world.simulation.random.hex(ID_DIGITS);
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

  #event(network: DockerNetwork, action: string, attributes: Readonly<Record<string, string>>): void {
    const { host, id, name, driver } = network;
    this.#world.events.emit(host, 'network', action, id, { ...attributes, name, type: driver });
  }
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

/** @throws DockerError */
function driverOf(text: string): NetworkDriver {
  switch (text) {
    case '':
    case 'bridge':
      return 'bridge';
    case 'macvlan':
      return 'macvlan';
    case 'host':
    case 'null':
      throw forbidden(`only one instance of ${JSON.stringify(text)} network is allowed`);
    case 'overlay':
      throw new DockerError(
        503,
        'This node is not a swarm manager. Use "docker swarm init" or "docker swarm join" to connect this node to swarm and try again.',
      );
    case 'ipvlan':
      throw invalidParameter('ipvlan networks are not simulated');
    default:
      throw notFound(`plugin ${JSON.stringify(text)} not found`);
  }
}

const DEFAULT_BRIDGE_OPTIONS: Readonly<Record<string, string>> = {
  'com.docker.network.bridge.default_bridge': 'true',
  'com.docker.network.bridge.enable_icc': 'true',
  'com.docker.network.bridge.enable_ip_masquerade': 'true',
  'com.docker.network.bridge.host_binding_ipv4': '0.0.0.0',
  'com.docker.network.bridge.name': 'docker0',
  [MTU_OPTION]: '1500',
};
