import type { Machines } from '../../container/machines.ts';
import { networkName } from '../../linux/network-namespace.ts';
import { AddressError } from '../../network/ipam.ts';
import type { Records } from '../../simulation/records.ts';
import { type Container, isRunning } from '../containers/container.ts';
import { conflict, invalidParameter, notFound, serverError } from '../docker-error.ts';
import { NETWORKS_MAX } from '../limits.ts';
import type { DockerWorld } from '../world.ts';
import { checkDriverOptions } from './driver-options.ts';
import {
  bridgeName,
  type DockerNetwork,
  type IpamConfig,
  isPredefined,
  MTU_OPTION,
  type NetworkDriver,
  optionIs,
  PREDEFINED,
} from './network.ts';
import { checkKind, driverOf, type NetworkRequest } from './network-request.ts';
import { checkIpam, forbidden } from './validation.ts';

type World = Pick<DockerWorld, 'simulation' | 'events' | 'containers' | 'files'>;

const ID_DIGITS = 64;
const NAME_CHARACTERS_MAX = 255;

/** Which networks each daemon has: bridges of its host, and those that are none. */
export class NetworkTable {
  protected readonly world: World;
  protected readonly machines: Machines;
  readonly #networks: Records<DockerNetwork>;

  constructor(world: World, machines: Machines) {
    this.world = world;
    this.machines = machines;
    this.#networks = world.simulation.records.of('docker_networks');
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
        enableIpv4: true,
        enableIpv6: false,
        scope: '',
        ingress: false,
        configOnly: false,
        configFrom: '',
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
    if (PREDEFINED.has(name) || name === 'default') {
      throw forbidden(`operation is not permitted on predefined ${name} network`);
    }
    const driver = driverOf(request.driver);
    if (this.all(host).some((network) => network.name === name)) {
      throw conflict(`network with name ${name} already exists`);
    }
    if (this.all(host).length >= NETWORKS_MAX) {
      throw forbidden(`a sandbox's Docker host holds ${NETWORKS_MAX} networks at most`);
    }
    checkKind(request);
    checkIpam(request.ipam.config);
    if (request.ipam.config.length > 1) throw forbidden("bridge driver doesn't support multiple subnets");
    checkDriverOptions(driver, request.options, this.all(host), this.#interfaces(host));
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
    if (network.driver === 'bridge') this.machines.network.removeBridge(host, bridgeName(network));
    this.machines.network.ipam.releasePool(host, network.id);
    this.#networks.delete(`${host}/${network.id}`);
    this.event(network, 'destroy', {});
  }

  /** Their bridges go with the host. */
  forgetHost(host: string): void {
    for (const { id } of this.all(host)) {
      this.machines.network.ipam.releasePool(host, id);
      this.#networks.delete(`${host}/${id}`);
    }
  }

  /** The running containers that are connected. */
  connected({ host, name, id }: DockerNetwork): Container[] {
    return this.world.containers.all(host).filter((container) => {
      const endpoint = container.networks[name];
      return isRunning(container) && endpoint?.NetworkID === id && endpoint.EndpointID !== '';
    });
  }

  #make(host: string, request: NetworkRequest, driver: NetworkDriver, chosen: boolean): DockerNetwork {
    const id = this.world.simulation.random.hex(ID_DIGITS);
    const config = driver === 'host' || driver === 'null' ? [] : this.#requestPool(host, id, request);
    const network: DockerNetwork = {
      host,
      id,
      name: request.name,
      createdMs: this.world.simulation.now(),
      driver,
      internal: request.internal,
      attachable: request.attachable,
      options: request.options,
      labels: request.labels,
      ipam: { driver: request.ipam.driver || 'default', options: request.ipam.options, config, chosen },
    };
    if (driver === 'bridge') this.#addBridge(network);
    this.#networks.set(`${host}/${id}`, network);
    if (!isPredefined(network)) this.event(network, 'create', {});
    return network;
  }

  /** What inspect shows: what was asked for, or what was chosen where nothing was. */
  #requestPool(host: string, id: string, { ipam, name }: NetworkRequest): readonly IpamConfig[] {
    const [asked] = ipam.config;
    const optional = <K extends string>(key: K, value: string | undefined) =>
      value === undefined || value === '' ? {} : { [key]: value };
    try {
      const pool = this.machines.network.ipam.requestPool(host, id, {
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

  /** Those that the host itself has, by name. */
  #interfaces(host: string): string[] {
    const own = networkName(host, this.machines.kernel.namespaces.initial().net);
    return this.machines.network.view(own).interfaces.map(({ name }) => name);
  }

  #addBridge(network: DockerNetwork): void {
    const { host, id, internal } = network;
    const pool = this.machines.network.ipam.pool(host, id);
    if (pool === undefined) return;
    const mtu = network.options[MTU_OPTION];
    const name = bridgeName(network);
    if (this.#interfaces(host).includes(name)) {
      this.machines.network.ipam.releasePool(host, id);
      throw serverError(`existing interface ${name} is not a bridge`);
    }
    this.machines.network.addBridge(host, {
      name,
      address: pool.gateway,
      prefix: Number(pool.subnet.split('/')[1]),
      internal,
      icc: optionIs(network, 'enable_icc', true),
      masquerade: optionIs(network, 'enable_ip_masquerade', true),
      ...(mtu === undefined ? {} : { mtu: Number(mtu) }),
    });
  }

  protected event(
    network: DockerNetwork,
    action: string,
    attributes: Readonly<Record<string, string>>,
  ): void {
    const { host, id, name, driver } = network;
    this.world.events.emit(host, 'network', action, id, { ...attributes, name, type: driver });
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
