import type { Neighbour } from '../linux/network-view.ts';
import type { Records } from '../simulation/records.ts';
import type { Simulation } from '../simulation/simulation.ts';

/** net.ipv4.neigh.default.gc_thresh1 */
const NEIGHBOURS_MAX = 128;

/** The neighbours that namespaces have met: what arp and `ip neigh` show. */
export class Arp {
  readonly #tables: Records<Neighbour[]>;

  constructor(simulation: Simulation) {
    this.#tables = simulation.records.of('network_neighbours');
  }

  learn(namespace: string, interfaceName: string, address: string, mac: string | undefined): void {
    const table = this.#tables.get(namespace) ?? [];
    const at = table.findIndex((each) => each.address === address && each.interface === interfaceName);
    if (at >= 0 && table[at]?.mac === mac) return;
    if (at >= 0) table.splice(at, 1);
    if (table.length >= NEIGHBOURS_MAX) table.shift();
    table.push({ address, interface: interfaceName, ...(mac === undefined ? {} : { mac }) });
    this.#tables.set(namespace, table);
  }

  of(namespace: string): readonly Neighbour[] {
    return this.#tables.get(namespace) ?? [];
  }

  /** Those with this address at this interface; without one of them, with any. */
  forget(namespace: string, interfaceName?: string, address?: string): void {
    const left = this.of(namespace).filter(
      (each) =>
        (interfaceName !== undefined && each.interface !== interfaceName) ||
        (address !== undefined && each.address !== address),
    );
    if (left.length > 0) this.#tables.set(namespace, left);
    else this.#tables.delete(namespace);
  }
}
