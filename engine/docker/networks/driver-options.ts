import { isAddress } from '../../network/addresses.ts';
import { invalidParameter, serverError } from '../docker-error.ts';
import { BRIDGE_OPTION, bridgeName, type DockerNetwork, MTU_OPTION, type NetworkDriver } from './network.ts';
import { forbidden } from './validation.ts';

const MTU_MAX = 65_535;
/** IFNAMSIZ, without the end. */
const INTERFACE_NAME_CHARS_MAX = 15;
const VLAN_MAX = 4094;

type Options = DockerNetwork['options'];

/** How the value of an option is read: what is wrong with it, in Go's words. */
type Reader = (value: string) => string | undefined;

/** strconv.ParseBool */
const boolean: Reader = (value) =>
  /^(1|t|T|TRUE|true|True|0|f|F|FALSE|false|False)$/.test(value) ? undefined : invalid('ParseBool', value);
const number: Reader = (value) => (/^[-+]?\d{1,18}$/.test(value) ? undefined : invalid('Atoi', value));
const address: Reader = (value) => (isAddress(value) || value.includes(':') ? undefined : 'nil ip');
const gatewayMode: Reader = (value) =>
  ['nat', 'nat-unprotected', 'routed', 'isolated'].includes(value)
    ? undefined
    : `unknown gateway mode ${value}`;

function invalid(what: string, value: string): string {
  return `strconv.${what}: parsing ${JSON.stringify(value)}: invalid syntax`;
}

const BRIDGE = 'com.docker.network.bridge.';

const BRIDGE_READERS: Readonly<Record<string, Reader>> = {
  [MTU_OPTION]: number,
  [`${BRIDGE}enable_icc`]: boolean,
  [`${BRIDGE}enable_ip_masquerade`]: boolean,
  [`${BRIDGE}default_bridge`]: boolean,
  [`${BRIDGE}inhibit_ipv4`]: boolean,
  [`${BRIDGE}host_binding_ipv4`]: address,
  [`${BRIDGE}gateway_mode_ipv4`]: gatewayMode,
  [`${BRIDGE}gateway_mode_ipv6`]: gatewayMode,
  'com.docker.network.host_ipv4': address,
};

/**
 * What a network's driver makes of its options.
 * @param interfaces that the host has
 * @throws DockerError in the words of the driver
 */
export function checkDriverOptions(
  driver: NetworkDriver,
  options: Options,
  others: readonly DockerNetwork[],
  interfaces: readonly string[],
): void {
  if (driver === 'bridge') checkBridge(options, others);
  if (driver === 'macvlan') checkMacvlan(options, interfaces);
}

function checkBridge(options: Options, others: readonly DockerNetwork[]): void {
  for (const [name, value] of Object.entries(options)) {
    const problem = BRIDGE_READERS[name]?.(value);
    if (problem !== undefined) throw invalidParameter(`failed to parse ${name} value: ${value} (${problem})`);
  }
  const { [MTU_OPTION]: mtu, [BRIDGE_OPTION]: name } = options;
  if (mtu !== undefined && (Number(mtu) < 0 || Number(mtu) > MTU_MAX)) {
    throw invalidParameter(`invalid MTU number: ${Number(mtu)}`);
  }
  if (name === undefined) return;
  if (name === '' || name.length > INTERFACE_NAME_CHARS_MAX || /[\s/:]/.test(name)) {
    throw invalidParameter(`invalid bridge name: ${JSON.stringify(name)}`);
  }
  if (others.some((other) => other.driver === 'bridge' && bridgeName(other) === name)) {
    throw forbidden('networks have same bridge name');
  }
}

function checkMacvlan(
  { macvlan_mode: mode = 'bridge', parent }: Options,
  interfaces: readonly string[],
): void {
  if (!['', 'bridge', 'private', 'passthru', 'vepa'].includes(mode)) {
    throw serverError(
      `requested macvlan mode '${mode}' is not valid, 'bridge' mode is the macvlan driver default`,
    );
  }
  if (parent === undefined || parent === '' || interfaces.includes(parent)) {
    if (parent === 'lo') throw serverError('loopback interface is not a valid macvlan parent link');
    return;
  }
  const problem = vlanProblem(parent, interfaces);
  if (problem !== undefined) throw serverError(problem);
}

/** A VLAN of one of the host's interfaces, such as `eth0.10`, is made where it isn't there. */
function vlanProblem(name: string, interfaces: readonly string[]): string | undefined {
  const [device = '', tag = '', ...further] = name.split('.');
  if (!name.includes('.')) return `invalid subinterface vlan name ${name}, example formatting is eth0.10`;
  if (further.length > 0) {
    return `required interface name format is: name.vlan_id, ex. eth0.10 for vlan 10, instead received ${name}`;
  }
  if (!/^[-+]?\d{1,9}$/.test(tag)) {
    return `unable to parse a valid vlan id from: ${tag} (ex. eth0.10 for vlan 10)`;
  }
  if (!interfaces.includes(device)) return `-o parent interface was not found on the host: ${device}`;
  const id = Number(tag);
  return id < 1 || id > VLAN_MAX ? `vlan id must be between 1-${VLAN_MAX}, received: ${id}` : undefined;
}
