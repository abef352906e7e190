import type { Records } from '../simulation/records.ts';
import type { Simulation } from '../simulation/simulation.ts';

/** What a namespace remembers of a neighbour; without a MAC, nobody answered for the address. */
export interface Neighbour {
  readonly address: string;
  readonly interface: string;
  readonly mac?: string;
}

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

  /** When an interface, or all of the namespace, is gone. */
  forget(namespace: string, interfaceName?: string): void {
    const left = this.of(namespace).filter(
      (each) => interfaceName !== undefined && each.interface !== interfaceName,
    );
    if (left.length > 0) this.#tables.set(namespace, left);
    else this.#tables.delete(namespace);
  }
}
