import { SystemError } from '../filesystem/errors.ts';
import type { SocketAddress } from '../linux/system.ts';
import { isFree } from './ports.ts';
import type { Protocol } from './records.ts';
import { publicationKey } from './trace.ts';
import type { World } from './world.ts';

export interface PublishRequest {
  /** 0.0.0.0: all of the host's. */
  readonly hostIp: string;
  /** 0: any, from 32768 on, in turn. A range: the first that is free. */
  readonly hostPort: number | readonly [first: number, last: number];
  readonly protocol: Protocol;
  readonly to: SocketAddress;
}

const EPHEMERAL: readonly [number, number] = [32_768, 60_999];

/** A port that can't be published, in the daemon's words. */
export class PortError extends Error {
  /** Published for another container, or bound by a process of the host's. */
  readonly reason: 'allocated' | 'in use' | 'none left';

  constructor(reason: PortError['reason'], { hostIp, protocol, to }: PublishRequest, port: number) {
    super(
      {
        allocated: `Bind for ${hostIp}:${port} failed: port is already allocated`,
        'in use': `failed to bind host port for ${hostIp}:${port}:${to.address}:${to.port}/${protocol}: address already in use`,
        'none left': 'all ports are allocated',
      }[reason],
    );
    this.reason = reason;
  }
}

/**
 * Leads a port of the host to a container: by iptables for what comes from elsewhere, by docker-proxy for loopback
 * and for other containers.
 * @returns the port
 * @throws PortError
 */
export function publish(world: World, host: string, request: PublishRequest): number {
  const { hostPort } = request;
  if (typeof hostPort === 'number' && hostPort !== 0) {
    const trouble = troubleWith(world, host, request, hostPort);
    if (trouble !== undefined) throw new PortError(trouble, request, hostPort);
    return open(world, host, request, hostPort);
  }
  const record = world.host(host);
  const dynamic = typeof hostPort === 'number';
  const [first, last] = dynamic ? EPHEMERAL : hostPort;
  const count = last - first + 1;
  const start = dynamic ? record.nextPublished[request.protocol] - first : 0;
  for (let step = 0; step < count; step++) {
    const port = first + ((start + step) % count);
    if (troubleWith(world, host, request, port) !== undefined) continue;
    if (dynamic) {
      record.nextPublished[request.protocol] = port === last ? first : port + 1;
      world.hosts.set(host, record);
    }
    return open(world, host, request, port);
  }
  throw new PortError('none left', request, first);
}

export function unpublish(
  world: World,
  host: string,
  { hostIp, hostPort, protocol }: { hostIp: string; hostPort: number; protocol: Protocol },
): void {
  const key = publicationKey(host, protocol, hostIp, hostPort);
  const publication = world.publications.get(key);
  if (publication === undefined) return;
  world.sockets.delete(publication.socket);
  world.publications.delete(key);
}

function troubleWith(
  world: World,
  host: string,
  { hostIp, protocol }: PublishRequest,
  port: number,
): 'allocated' | 'in use' | undefined {
  if (world.publications.has(publicationKey(host, protocol, hostIp, port))) return 'allocated';
  const { namespace } = world.host(host);
  return isFree(world, namespace, protocol, { address: hostIp, port }) ? undefined : 'in use';
}

function open(world: World, host: string, request: PublishRequest, hostPort: number): number {
  const { hostIp, protocol, to } = request;
  const { namespace } = world.host(host);
  const socket = world.sockets.takeId();
  if (socket === undefined) throw new SystemError('ENOMEM');
  const local = { address: hostIp, port: hostPort };
  const base = { id: socket, namespace, local, proxyTo: to };
  if (protocol === 'tcp') {
    world.sockets.set({ ...base, protocol, state: 'listening', backlog: 0, queue: [] });
  } else {
    world.sockets.set({ ...base, protocol, state: 'datagram', inbox: [], flows: {} });
  }
  const publication = { host, hostIp, hostPort, protocol, to, socket };
  world.publications.set(publicationKey(host, protocol, hostIp, hostPort), publication);
  return hostPort;
}
