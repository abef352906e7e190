import { DockerError, invalidParameter, notFound } from '../docker-error.ts';
import type { DockerNetwork, NetworkDriver } from './network.ts';
import { forbidden } from './validation.ts';

/** What a network is to be. */
export interface NetworkRequest
  extends Pick<DockerNetwork, 'name' | 'internal' | 'attachable' | 'options' | 'labels'> {
  readonly driver: string;
  readonly enableIpv4: boolean;
  readonly enableIpv6: boolean;
  readonly scope: string;
  readonly ingress: boolean;
  readonly configOnly: boolean;
  /** The network whose configuration it takes. Empty: none. */
  readonly configFrom: string;
  readonly ipam: Omit<DockerNetwork['ipam'], 'chosen'>;
}

/** Kinds of networks that only swarms have, or that aren't simulated. @throws DockerError */
export function checkKind(request: NetworkRequest): void {
  if (request.configOnly) throw invalidParameter('configuration-only networks are not simulated');
  if (request.ingress) throw forbidden('Ingress network can only be global scope network');
  if (request.configFrom !== '') {
    throw notFound(`configuration network ${JSON.stringify(request.configFrom)} does not exist`);
  }
  if (request.scope === 'swarm') {
    throw forbidden('cannot create a swarm scoped network when swarm is not active');
  }
  if (!request.enableIpv4) throw invalidParameter('networks without IPv4 are not simulated');
  if (request.enableIpv6) throw invalidParameter('IPv6 networks are not simulated');
  const ipam = request.ipam.driver;
  if (!['', 'default', 'null'].includes(ipam)) throw notFound(`plugin ${JSON.stringify(ipam)} not found`);
}

/** @throws DockerError where there is no such driver */
export function driverOf(text: string): NetworkDriver {
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
