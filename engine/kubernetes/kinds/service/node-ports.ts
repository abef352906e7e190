import { FieldErrors } from '../../apiserver/field-errors.ts';
import { ApiError, internalError, invalid } from '../../apiserver/status.ts';
import type { ServicePort } from '../../schemas/generated/types.ts';
import { type AddressPool, isNodePort, NODE_PORT_RANGE } from './address-pool.ts';
import { nodePortsOf, SERVICE, type ServiceSpec } from './facts.ts';

/** Where upstream's dry run starts to count, past the range. */
const DRY_RUN_PORT = 32_769;

/** The node ports that one write of a service takes: upstream's PortAllocationOperation. */
export class NodePorts {
  readonly #service: string;
  readonly #pool: AddressPool;
  readonly #dryRun: boolean;
  readonly #taken = new Set<number>();

  constructor(service: string, pool: AddressPool, dryRun: boolean) {
    this.#service = service;
    this.#pool = pool;
    this.#dryRun = dryRun;
  }

  /** Upstream's initNodePorts: TCP and UDP of the same port number share a node port. */
  allocateNew(spec: ServiceSpec): void {
    const { ports = [] } = spec;
    const byPort = new Map<number, number>();
    ports.forEach((port, index) => {
      const asked = port.nodePort ?? 0;
      if (asked === 0 && !allocatesNodePorts(spec)) return;
      const shared = byPort.get(port.port);
      if (shared === undefined) {
        const wanted = askedFor(port.port, ports);
        if (wanted === 0) port.nodePort = this.#next();
        else {
          this.#takeFor(index, wanted);
          port.nodePort = wanted;
        }
        byPort.set(port.port, port.nodePort);
      } else if (asked === 0) port.nodePort = shared;
      else if (asked !== shared) this.#takeFor(index, asked);
    });
  }

  /** Upstream's updateNodePorts. */
  allocateChanged(spec: ServiceSpec, old: ServiceSpec): void {
    const own = new Set(nodePortsOf(old));
    const seen = new Set<string>();
    (spec.ports ?? []).forEach((port, index) => {
      const asked = port.nodePort ?? 0;
      if (asked === 0 && !allocatesNodePorts(spec)) return;
      if (asked === 0) port.nodePort = this.#next();
      else if (!own.has(asked) && !this.#taken.has(asked)) this.#takeFor(index, asked);
      const key = `{${port.protocol} ${port.nodePort}}`;
      if (seen.has(key)) throw new ApiError(500, '', `duplicate nodePort: ${key}`);
      seen.add(key);
    });
  }

  allocateHealthCheck(spec: ServiceSpec): void {
    const { healthCheckNodePort: asked = 0 } = spec;
    if (asked === 0) {
      spec.healthCheckNodePort = this.#next();
      return;
    }
    const problem = this.#take(asked);
    if (problem === undefined) return;
    throw internalError(`failed to allocate requested HealthCheck NodePort ${asked}: ${problem}`);
  }

  #takeFor(index: number, nodePort: number): void {
    const problem = this.#take(nodePort);
    if (problem === undefined) return;
    const errors = new FieldErrors();
    errors.invalid(`spec.ports[${index}].nodePort`, nodePort, problem);
    throw invalid(SERVICE, this.#service, errors.causes);
  }

  /** A dry run, as upstream's, doesn't look at the range. */
  #take(nodePort: number): string | undefined {
    if (!this.#dryRun && !isNodePort(nodePort)) {
      return `provided port is not in the valid range. The range of valid ports is ${NODE_PORT_RANGE}`;
    }
    if (this.#pool.hasPort(nodePort) || this.#taken.has(nodePort))
      return 'provided port is already allocated';
    this.#taken.add(nodePort);
    return undefined;
  }

  #next(): number {
    const port = this.#dryRun
      ? this.#nextPretended()
      : this.#pool.nextPort((candidate) => this.#taken.has(candidate));
    if (port === undefined) throw internalError('failed to allocate a nodePort: range is full');
    this.#taken.add(port);
    return port;
  }

  #nextPretended(): number {
    return this.#taken.size === 0 ? DRY_RUN_PORT : Math.max(...this.#taken) + 1;
  }
}

function allocatesNodePorts({ type, allocateLoadBalancerNodePorts }: ServiceSpec): boolean {
  return type === 'NodePort' || (type === 'LoadBalancer' && allocateLoadBalancerNodePorts !== false);
}

/** The node port that some port of that number asks for. */
function askedFor(port: number, ports: readonly ServicePort[]): number {
  return ports.find((other) => other.port === port && (other.nodePort ?? 0) !== 0)?.nodePort ?? 0;
}
