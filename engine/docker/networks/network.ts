/** The address management of a network, as it was asked for. */
export interface IpamConfig {
  readonly Subnet?: string;
  readonly IPRange?: string;
  readonly Gateway?: string;
  readonly AuxiliaryAddresses?: Readonly<Record<string, string>>;
}

export type NetworkDriver = 'bridge' | 'host' | 'null' | 'macvlan';

/** A network of a daemon, as it is stored. */
export interface DockerNetwork {
  readonly host: string;
  readonly id: string;
  readonly name: string;
  readonly createdMs: number;
  readonly driver: NetworkDriver;
  readonly internal: boolean;
  readonly attachable: boolean;
  readonly options: Readonly<Record<string, string>>;
  readonly labels: Readonly<Record<string, string>>;
  readonly ipam: {
    readonly driver: string;
    readonly options: Readonly<Record<string, string>> | null;
    readonly config: readonly IpamConfig[];
    /** Whether the subnet was asked for: only then containers may choose their addresses. */
    readonly chosen: boolean;
  };
}

/** Those that are there from the beginning. */
export const PREDEFINED: ReadonlyMap<string, NetworkDriver> = new Map([
  ['bridge', 'bridge'],
  ['host', 'host'],
  ['none', 'null'],
]);

export function isPredefined({ name }: Pick<DockerNetwork, 'name'>): boolean {
  return PREDEFINED.has(name);
}

/** The default bridge is older than names: containers there don't know each other by name. */
export function isUserDefined(network: DockerNetwork): boolean {
  return !isPredefined(network);
}

export const MTU_OPTION = 'com.docker.network.driver.mtu';
export const BRIDGE_OPTION = 'com.docker.network.bridge.name';

/** The bridge's interface on the host. */
export function bridgeName({ id, name, options }: DockerNetwork): string {
  return options[BRIDGE_OPTION] ?? (name === 'bridge' ? 'docker0' : `br-${id.slice(0, 12)}`);
}

export function optionIs(network: DockerNetwork, option: string, otherwise: boolean): boolean {
  const value = network.options[`com.docker.network.bridge.${option}`];
  return value === undefined ? otherwise : value === 'true' || value === '1';
}
