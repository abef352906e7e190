import { SystemError } from '../filesystem/errors.ts';
import type { Records } from '../simulation/records.ts';
import type { Simulation } from '../simulation/simulation.ts';
import type { Interface, Namespace } from './records.ts';
import { SetsByKey } from './sets-by-key.ts';

/** An interface, and the namespace it is in. */
export interface Attachment {
  readonly namespace: Namespace;
  readonly interface: Interface;
}

/** The network namespaces of all hosts; an index says who has an address, or hangs on a wire. */
export class NamespaceTable {
  readonly #records: Records<Namespace>;
  readonly #byAddress = new SetsByKey();
  readonly #bySegment = new SetsByKey();
  /** What the index has of each namespace. */
  readonly #indexedOf = new Map<string, { addresses: string[]; segments: string[] }>();
  #indexed = false;

  constructor(simulation: Simulation) {
    this.#records = simulation.records.of('network_namespaces');
  }

  find(id: string): Namespace | undefined {
    return this.#records.get(id);
  }

  /** @throws SystemError ENODEV to a process that outlives the namespace it is in */
  get(id: string): Namespace {
    const namespace = this.#records.get(id);
    if (namespace === undefined) throw new SystemError('ENODEV');
    return namespace;
  }

  has(id: string): boolean {
    return this.#records.has(id);
  }

  all(): IterableIterator<Namespace> {
    return this.#records.values();
  }

  /** Stores a namespace, new or changed. */
  set(namespace: Namespace): void {
    this.#index();
    this.#records.set(namespace.id, namespace);
    this.#addToIndex(namespace);
  }

  delete(id: string): void {
    this.#index();
    this.#records.delete(id);
    this.#removeFromIndex(id);
  }

  /** Interfaces that have an address and are up. */
  holders(address: string): Attachment[] {
    this.#index();
    return this.#attachments(this.#byAddress.get(address), ({ addresses }) =>
      addresses.some((own) => own.address === address),
    );
  }

  /** Interfaces on a wire that are up. */
  onSegment(segment: string): Attachment[] {
    this.#index();
    return this.#attachments(this.#bySegment.get(segment), (candidate) => candidate.segment === segment);
  }

  #attachments(ids: readonly string[], fits: (candidate: Interface) => boolean): Attachment[] {
    const found: Attachment[] = [];
    for (const id of ids) {
      const namespace = this.get(id);
      for (const candidate of namespace.interfaces) {
        if (candidate.up && fits(candidate)) found.push({ namespace, interface: candidate });
      }
    }
    return found;
  }

  /** Made of the records when first needed: they are loaded after this object is made. */
  #index(): void {
    if (this.#indexed) return;
    this.#indexed = true;
    for (const namespace of this.#records.values()) this.#addToIndex(namespace);
  }

  #addToIndex({ id, interfaces }: Namespace): void {
    this.#removeFromIndex(id);
    const addresses = interfaces.flatMap((each) => each.addresses.map(({ address }) => address));
    const segments = interfaces.flatMap(({ segment }) => (segment === undefined ? [] : [segment]));
    for (const address of addresses) this.#byAddress.add(address, id);
    for (const segment of segments) this.#bySegment.add(segment, id);
    this.#indexedOf.set(id, { addresses, segments });
  }

  #removeFromIndex(id: string): void {
    const indexed = this.#indexedOf.get(id);
    if (indexed === undefined) return;
    for (const address of indexed.addresses) this.#byAddress.remove(address, id);
    for (const segment of indexed.segments) this.#bySegment.remove(segment, id);
    this.#indexedOf.delete(id);
  }
}
