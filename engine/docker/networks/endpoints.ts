import { SystemError } from '../../filesystem/errors.ts';
import { contains, isAddress, parseSubnet } from '../../network/addresses.ts';
import type { AttachmentSpec } from '../../network/bridges.ts';
import { AddressError } from '../../network/ipam.ts';
import type { Network } from '../../network/network.ts';
import type { Container, EndpointSettings } from '../containers/container.ts';
import { invalidParameter, serverError } from '../docker-error.ts';
import { bridgeName, type DockerNetwork, type IpamConfig, isUserDefined } from './network.ts';
import { forbidden } from './validation.ts';

/** A connection that nothing was asked of, and that isn't there yet. */
export function emptyEndpoint(): EndpointSettings {
  return {
    IPAMConfig: null,
    Links: null,
    Aliases: null,
    MacAddress: '',
    DriverOpts: null,
    GwPriority: 0,
    NetworkID: '',
    EndpointID: '',
    Gateway: '',
    IPAddress: '',
    IPPrefixLen: 0,
    IPv6Gateway: '',
    GlobalIPv6Address: '',
    GlobalIPv6PrefixLen: 0,
    DNSNames: null,
  };
}

const MAC = /^[0-9a-f]{2}([:-][0-9a-f]{2}){5}$/i;

/** What was asked for, checked against the network. @throws DockerError in the daemon's words */
export function preparedEndpoint(
  network: DockerNetwork,
  wanted: Partial<EndpointSettings>,
  when: 'creating' | 'connecting',
): EndpointSettings {
  const where = when === 'creating' ? `invalid config for network ${network.name}: ` : '';
  const { MacAddress = '' } = wanted;
  if (MacAddress !== '' && !MAC.test(MacAddress)) {
    throw invalidParameter(`${where}invalid MAC address ${MacAddress}`);
  }
  const problems = endpointProblems(network, wanted);
  if (problems.length > 0) {
    throw invalidParameter(`${where}invalid endpoint settings:\n${problems.join('\n')}`);
  }
  return { ...emptyEndpoint(), ...wanted };
}

function endpointProblems(network: DockerNetwork, wanted: Partial<EndpointSettings>): string[] {
  const { IPv4Address: address = '', IPv6Address = '', LinkLocalIPs = [] } = wanted.IPAMConfig ?? {};
  const problems: string[] = [];
  if (!isUserDefined(network)) {
    if (address !== '' || IPv6Address !== '') {
      problems.push('user specified IP address is supported on user defined networks only');
    }
    if ((wanted.Aliases ?? []).length > 0) {
      problems.push('network-scoped alias is supported only for containers in user defined networks');
    }
  }
  if (IPv6Address !== '') problems.push(ipv6Problem(IPv6Address));
  for (const each of LinkLocalIPs) problems.push(linkLocalProblem(each));
  if (address === '') return problems;
  if (!isAddress(address) || address === '0.0.0.0') problems.push(`invalid IPv4 address: ${address}`);
  if (!network.ipam.chosen && isUserDefined(network)) {
    problems.push(
      'user specified IP address is supported only when connecting to networks with user configured subnets',
    );
  } else if (
    network.ipam.config.length > 0 &&
    !network.ipam.config.some((config) => holds(config, address))
  ) {
    problems.push(`no configured subnet or ip-range contain the IP address ${address}`);
  }
  return problems;
}

const IPV6 = /^(?=[0-9a-f]*:)[0-9a-f:.]*$/i;

/** No network has addresses of that kind. */
function ipv6Problem(address: string): string {
  return IPV6.test(address)
    ? 'user specified IP address is supported only when connecting to networks with user configured subnets'
    : `invalid IPv6 address: ${address}`;
}

function linkLocalProblem(address: string): string {
  return isAddress(address) || IPV6.test(address)
    ? 'link-local IP addresses are not simulated'
    : `invalid link-local IP address: ${address}`;
}

function holds({ Subnet = '', IPRange = '' }: IpamConfig, address: string): boolean {
  const range = parseSubnet(IPRange || Subnet);
  return range !== undefined && isAddress(address) && contains(range, address);
}

/** Plugs a running container in, and writes down what it got. @throws DockerError */
export function attachEndpoint(
  network: Network,
  docker: DockerNetwork,
  container: Container,
  endpoint: EndpointSettings,
  { id, names }: { readonly id: string; readonly names: readonly string[] },
): void {
  endpoint.NetworkID = docker.id;
  endpoint.EndpointID = id;
  if (docker.driver === 'null' || docker.driver === 'host') return;
  const { host } = docker;
  const pool = network.ipam.pool(host, docker.id);
  if (pool === undefined) throw serverError(`network ${docker.name} not found`);
  const address = requestAddress(network, docker, endpoint.IPAMConfig?.IPv4Address);
  const prefix = Number(pool.subnet.split('/')[1]);
  const gateway = docker.internal ? '' : pool.gateway;
  const mac = endpoint.MacAddress || (container.wantedMacs[docker.name] ?? '');
  const spec: AttachmentSpec = {
    address,
    prefix,
    ...(mac === '' ? {} : { mac }),
    ...(gateway !== '' && takesDefaultRoute(container, docker, endpoint) ? { gateway } : {}),
    ...(isUserDefined(docker) ? { names, network: docker.name } : {}),
  };
  try {
    const plugged =
      docker.driver === 'macvlan'
        ? network.attachMacvlan(container.netNamespace, docker.options.parent ?? 'eth0', spec)
        : network.attach(container.netNamespace, bridgeName(docker), spec);
    endpoint.MacAddress = plugged.mac;
  } catch (error) {
    network.ipam.releaseAddress(host, docker.id, address);
    if (error instanceof SystemError) {
      throw serverError(
        `failed to create endpoint ${container.name} on network ${docker.name}: ${error.message}`,
      );
    }
    throw error;
  }
  endpoint.IPAddress = address;
  endpoint.IPPrefixLen = prefix;
  endpoint.Gateway = gateway;
  endpoint.DNSNames = isUserDefined(docker) ? names : null;
}

/** Of several networks, the one with the highest priority, then the first by name, is the way out. */
function takesDefaultRoute(container: Container, docker: DockerNetwork, endpoint: EndpointSettings): boolean {
  const others = Object.entries(container.networks).filter(
    ([name, { Gateway }]) => name !== docker.name && Gateway !== '',
  );
  return others.every(
    ([name, { GwPriority }]) =>
      GwPriority < endpoint.GwPriority || (GwPriority === endpoint.GwPriority && docker.name < name),
  );
}

function requestAddress(network: Network, { host, id }: DockerNetwork, wanted: string | undefined): string {
  try {
    return wanted === undefined || wanted === ''
      ? network.ipam.requestAddress(host, id)
      : network.ipam.requestAddress(host, id, wanted);
  } catch (error) {
    if (error instanceof AddressError) throw forbidden(error.message);
    throw error;
  }
}

/** Unplugs it, and forgets what it had. What was asked for stays, and which network it was. */
export function detachEndpoint(
  network: Network,
  docker: DockerNetwork,
  container: Container,
  endpoint: EndpointSettings,
): void {
  const { netNamespace } = container;
  if (endpoint.IPAddress !== '') {
    if (network.hasNamespace(netNamespace)) {
      const plugged = network
        .view(netNamespace)
        .interfaces.find(({ addresses }) => addresses.some(({ address }) => address === endpoint.IPAddress));
      if (plugged !== undefined) network.detach(netNamespace, plugged.name);
    }
    network.ipam.releaseAddress(docker.host, docker.id, endpoint.IPAddress);
  }
  const { IPAMConfig, Links, Aliases, DriverOpts, GwPriority, NetworkID, DNSNames } = endpoint;
  const kept = { IPAMConfig, Links, Aliases, DriverOpts, GwPriority, NetworkID, DNSNames };
  Object.assign(endpoint, { ...emptyEndpoint(), ...kept });
}
