import type { Records } from '../../simulation/records.ts';
import type { Simulation } from '../../simulation/simulation.ts';
import { invalidParameter, notFound } from '../docker-error.ts';
import type { Containers } from '../parts.ts';
import type { Container } from './container.ts';

/** The containers of all daemons. */
export class ContainerStore implements Containers {
  readonly #containers: Records<Container>;

  constructor(simulation: Simulation) {
    this.#containers = simulation.records.of('docker_containers');
  }

  /** By its whole id. */
  byId(id: string): Container | undefined {
    return this.#containers.get(id);
  }

  byName(host: string, name: string): Container | undefined {
    return this.all(host).find((container) => container.name === name);
  }

  /** The newest first. */
  all(host: string): Container[] {
    const found = [...this.#containers.values()].filter((container) => container.host === host);
    return found.sort((a, b) => b.createdMs - a.createdMs || b.number - a.number);
  }

  everywhere(): Iterable<Container> {
    return this.#containers.values();
  }

  find(host: string, name: string): Container | undefined {
    const exact = this.#containers.get(name);
    if (exact?.host === host) return exact;
    const plain = name.startsWith('/') ? name.slice(1) : name;
    const all = this.all(host);
    const named = all.find((container) => container.name === plain);
    if (named !== undefined || !/^[0-9a-f]{1,64}$/.test(name)) return named;
    const [first, second] = all.filter(({ id }) => id.startsWith(name));
    if (second !== undefined) throw invalidParameter(`multiple IDs found with provided prefix: ${name}`);
    return first;
  }

  get(host: string, name: string): Container {
    const found = this.find(host, name);
    if (found === undefined) throw notFound(`No such container: ${name}`);
    return found;
  }

  set(container: Container): void {
    this.#containers.set(container.id, container);
  }

  delete(id: string): void {
    this.#containers.delete(id);
  }
}
