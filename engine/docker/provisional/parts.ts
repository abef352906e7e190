import type { Machines } from '../../container/machines.ts';
import type { Records } from '../../simulation/records.ts';
import type { Container, EndpointSettings } from '../containers/container.ts';
import type { DockerParts } from '../docker.ts';
import { serverError } from '../docker-error.ts';
import type { DockerWorld } from '../world.ts';

/** Until volumes and networks are there. */
export function provisionalParts(
  world: Omit<DockerWorld, keyof DockerParts>,
  machines: Machines,
): DockerParts {
  const { simulation } = world;
  const volumes: Records<{ name: string }> = simulation.records.of('docker_volumes');
  const mountpoint = (name: string) => `/var/lib/docker/volumes/${name}/_data`;
  return {
    volumes: {
      get: (_host, name) =>
        volumes.has(name) ? { name, driver: 'local', mountpoint: mountpoint(name) } : undefined,
      ensure: (host, { name = simulation.random.hex(64) }) => {
        volumes.set(name, { name });
        world.files.makeDirectories(host, mountpoint(name));
        return { name, driver: 'local', mountpoint: mountpoint(name) };
      },
      removeUnused: (host, name) => {
        volumes.delete(name);
        world.files.removeTree(host, `/var/lib/docker/volumes/${name}`);
      },
      mounted: () => {},
      unmounted: () => {},
    },
    networks: {
      boot(host) {
        const pool = machines.network.ipam.requestPool(host, 'bridge');
        const prefix = Number(pool.subnet.split('/')[1]);
        machines.network.addBridge(host, { name: 'docker0', address: pool.gateway, prefix });
      },
      prepare: (_host, { hostConfig }, wanted) => {
        const { NetworkMode } = hostConfig;
        if (NetworkMode.startsWith('container:')) return {};
        return { [NetworkMode]: { ...EMPTY, ...wanted[NetworkMode] } };
      },
      allocate: (container) => allocate(machines, container),
      release: (container) => release(machines, container),
      ports: () => ({}),
    },
  };
}

const EMPTY: EndpointSettings = {
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

function allocate({ network }: Machines, container: Container): { hosts: string; resolvConf: undefined } {
  const { host, netNamespace, config, hostConfig } = container;
  const lines = ['127.0.0.1\tlocalhost'];
  if (!network.hasNamespace(netNamespace)) network.makeNamespace(host, netNamespace);
  if (!['none', 'host'].includes(hostConfig.NetworkMode)) {
    const pool = network.ipam.pool(host, 'bridge');
    if (pool === undefined) throw serverError('network bridge not found');
    const address = network.ipam.requestAddress(host, 'bridge');
    const prefix = Number(pool.subnet.split('/')[1]);
    const { mac } = network.attach(netNamespace, 'docker0', { address, prefix, gateway: pool.gateway });
    const endpoint = container.networks[hostConfig.NetworkMode];
    if (endpoint !== undefined) {
      Object.assign(endpoint, {
        IPAddress: address,
        IPPrefixLen: prefix,
        Gateway: pool.gateway,
        MacAddress: mac,
      });
    }
    lines.push(`${address}\t${config.Hostname}`);
  }
  return { hosts: `${lines.join('\n')}\n`, resolvConf: undefined };
}

function release({ network }: Machines, { netNamespace, hostConfig }: Container): void {
  const isShared = hostConfig.NetworkMode === 'host' || hostConfig.NetworkMode.startsWith('container:');
  if (!isShared && network.hasNamespace(netNamespace)) network.removeNamespace(netNamespace);
}
