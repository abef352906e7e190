import type { OwnedRecords, PagedRecords } from '../simulation/records.ts';
import type { Simulation } from '../simulation/simulation.ts';
import { type Process, processKey } from './process.ts';

/** The process table of all hosts, with what has to be found fast: children, namespaces, and who waits for what. */
export class Processes {
  readonly #rows: OwnedRecords<number, Process>;
  /** What programs keep beside their state, by `processKey`. */
  readonly pages: PagedRecords;
  readonly #children = new Map<string, Set<string>>();
  /** Host, pid namespace and id there → key. */
  readonly #nested = new Map<string, string>();
  /** The processes of each host by id, until the next one comes or goes. */
  readonly #sorted = new Map<string, readonly Process[]>();
  readonly #waiting = new Map<string, Set<string>>();
  readonly #waitsFor = new Map<string, readonly string[]>();

  constructor(simulation: Simulation) {
    // Before the processes: their states say what there is in the pages when these have been written.
    this.pages = simulation.records.paged('process-pages');
    this.#rows = simulation.records.owned('processes', Number);
  }

  /** Finds its indexes again, after the rows were loaded. */
  connect(): void {
    for (const process of this.#rows.values()) this.#index(process);
  }

  get(host: string, pid: number): Process | undefined {
    return this.#rows.get(host, pid);
  }

  byKey(key: string): Process | undefined {
    const slash = key.indexOf('/');
    return this.#rows.get(key.slice(0, slash), Number(key.slice(slash + 1)));
  }

  add(process: Process): void {
    this.changed(process);
    this.#index(process);
  }

  /** Says that a process was changed in place. */
  changed(process: Process): void {
    this.#rows.set(process.host, process.pid, process);
  }

  /** Its program is over, and with it all that it kept. */
  forgetState(process: Process): void {
    process.state = process.status === 'alive' ? undefined : null;
    this.pages.delete(processKey(process.host, process.pid));
    this.changed(process);
  }

  remove(process: Process): void {
    const key = processKey(process.host, process.pid);
    this.#rows.delete(process.host, process.pid);
    this.#sorted.delete(process.host);
    this.await(process, []);
    this.#children.get(processKey(process.host, process.parent))?.delete(key);
    this.#children.delete(key);
    for (const { namespace, pid } of process.nested)
      this.#nested.delete(`${process.host}/${namespace}/${pid}`);
  }

  children(process: Process): Process[] {
    return [...this.eachChild(process)];
  }

  *eachChild({ host, pid }: Process): Iterable<Process> {
    for (const key of this.#children.get(processKey(host, pid)) ?? []) {
      const child = this.byKey(key);
      if (child !== undefined) yield child;
    }
  }

  setParent(process: Process, parent: number): void {
    const key = processKey(process.host, process.pid);
    this.#children.get(processKey(process.host, process.parent))?.delete(key);
    process.parent = parent;
    this.changed(process);
    adding(this.#children, processKey(process.host, parent), key);
  }

  /** The processes of a host, by id. */
  of(host: string): readonly Process[] {
    let processes = this.#sorted.get(host);
    if (processes === undefined) {
      processes = [...this.#rows.of(host).values()].sort((a, b) => a.pid - b.pid);
      this.#sorted.set(host, processes);
    }
    return processes;
  }

  all(): IterableIterator<Process> {
    return this.#rows.values();
  }

  get count(): number {
    return this.#rows.size;
  }

  /** The process with an id in a nested pid namespace. */
  nested(host: string, namespace: number, pid: number): Process | undefined {
    const key = this.#nested.get(`${host}/${namespace}/${pid}`);
    return key === undefined ? undefined : this.byKey(key);
  }

  /** Notes what may wake a process: pipes, terminals, sockets. */
  await(process: Process, objects: readonly string[]): void {
    const key = processKey(process.host, process.pid);
    for (const object of this.#waitsFor.get(key) ?? []) {
      const waiting = this.#waiting.get(object);
      waiting?.delete(key);
      if (waiting?.size === 0) this.#waiting.delete(object);
    }
    if (objects.length === 0) this.#waitsFor.delete(key);
    else this.#waitsFor.set(key, objects);
    for (const object of objects) adding(this.#waiting, object, key);
  }

  awaiting(object: string): Iterable<string> {
    return this.#waiting.get(object) ?? [];
  }

  #index(process: Process): void {
    const key = processKey(process.host, process.pid);
    adding(this.#children, processKey(process.host, process.parent), key);
    this.#sorted.delete(process.host);
    for (const { namespace, pid } of process.nested)
      this.#nested.set(`${process.host}/${namespace}/${pid}`, key);
  }
}

function adding(index: Map<string, Set<string>>, key: string, value: string): void {
  const values = index.get(key);
  if (values === undefined) index.set(key, new Set([value]));
  else values.add(value);
}
