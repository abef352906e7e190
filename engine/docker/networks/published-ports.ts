import { isAddress, isLoopback } from '../../network/addresses.ts';
import type { Network } from '../../network/network.ts';
import { PortError } from '../../network/publish.ts';
import type { Records } from '../../simulation/records.ts';
import type { Simulation } from '../../simulation/simulation.ts';
import type { PortBinding, PortMap } from '../containers/config.ts';
import type { Container, EndpointSettings } from '../containers/container.ts';
import { type DockerError, invalidParameter, serverError } from '../docker-error.ts';

/** A port of a container that leads somewhere from its host. */
interface Published {
  /** `80/tcp` */
  readonly port: string;
  readonly protocol: 'tcp' | 'udp';
  readonly hostIp: string;
  readonly hostPort: number;
}

const ANY = '0.0.0.0';

/** The ports that running containers have published. */
export class PublishedPorts {
  readonly #published: Records<readonly Published[]>;
  readonly #network: Network;

  constructor(simulation: Simulation, network: Network) {
    this.#published = simulation.records.of('docker_published_ports');
    this.#network = network;
  }

  /** Opens all that a container asks for. What was opened until one fails is for `close`. @throws DockerError */
  open(container: Container, endpoint: EndpointSettings): void {
    const open: Published[] = [];
    for (const [port, bindings] of Object.entries(wantedPorts(container))) {
      const [number = '', protocol = 'tcp'] = port.split('/');
      if (protocol !== 'tcp' && protocol !== 'udp')
        throw invalidParameter(`${protocol} ports are not simulated`);
      for (const { HostIp, HostPort } of bindings ?? []) {
        // What is no address is taken for none.
        const hostIp = isAddress(HostIp) ? HostIp : ANY;
        this.#checkOwn(container, endpoint, hostIp, `${protocol}4 ${hostIp}:${HostPort}`);
        try {
          const to = { address: endpoint.IPAddress, port: Number(number) };
          const hostPort = this.#network.publish(container.host, {
            hostIp,
            hostPort: hostPorts(HostPort),
            protocol,
            to,
          });
          open.push({ port, protocol, hostIp, hostPort });
          this.#published.set(container.id, [...open]);
        } catch (error) {
          if (!(error instanceof PortError)) throw error;
          throw notReachable(container, endpoint, error.message);
        }
      }
    }
  }

  /** docker-proxy listens at addresses of its host only. */
  #checkOwn(container: Container, endpoint: EndpointSettings, hostIp: string, listens: string): void {
    if (hostIp === ANY || isLoopback(hostIp)) return;
    const { namespace } = this.#network.world.host(container.host);
    const { interfaces } = this.#network.view(namespace);
    if (interfaces.some(({ addresses }) => addresses.some(({ address }) => address === hostIp))) return;
    const why = `listen ${listens}: bind: cannot assign requested address`;
    throw notReachable(container, endpoint, `Error starting userland proxy: ${why}`);
  }

  close({ id, host }: Container): void {
    for (const { hostIp, hostPort, protocol } of this.#published.get(id) ?? []) {
      this.#network.unpublish(host, { hostIp, hostPort, protocol });
    }
    this.#published.delete(id);
  }

  /** NetworkSettings.Ports: exposed ports that aren't published are null. */
  of(container: Container): PortMap {
    const map: Record<string, PortBinding[] | null> = {};
    const exposed = [
      ...Object.keys(container.config.ExposedPorts ?? {}),
      ...Object.keys(container.hostConfig.PortBindings),
    ];
    for (const port of exposed.sort(byNumber)) map[port] = null;
    for (const { port, hostIp, hostPort } of this.#published.get(container.id) ?? []) {
      const bindings = map[port] ?? [];
      bindings.push({ HostIp: hostIp, HostPort: String(hostPort) });
      // dockerd listens on both families.
      if (hostIp === ANY) bindings.push({ HostIp: '::', HostPort: String(hostPort) });
      map[port] = bindings;
    }
    return map;
  }
}

function notReachable({ name }: Container, { EndpointID }: EndpointSettings, why: string): DockerError {
  return serverError(
    `driver failed programming external connectivity on endpoint ${name} (${EndpointID}): ${why}`,
  );
}

function byNumber(a: string, b: string): number {
  return Number.parseInt(a, 10) - Number.parseInt(b, 10) || (a < b ? -1 : 1);
}

/** -p, and with -P every exposed port. */
function wantedPorts({ hostConfig, config }: Container): PortMap {
  if (!hostConfig.PublishAllPorts) return hostConfig.PortBindings;
  const all = Object.keys(config.ExposedPorts ?? {}).map((port) => [port, [{ HostIp: '', HostPort: '' }]]);
  return { ...Object.fromEntries(all), ...hostConfig.PortBindings };
}

/** `8080`, `8000-8010`, or nothing for any. */
function hostPorts(text: string): number | readonly [first: number, last: number] {
  const [first = '', last] = text.split('-');
  return last === undefined ? Number(first) : [Number(first), Number(last)];
}
