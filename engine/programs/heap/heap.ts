import type { Json } from '../../linux/system.ts';
import type { PageSource } from '../../simulation/records.ts';
import { takeChanged } from './change.ts';
import { ARRAY, type Dialect, ENTRY, LONG_ARRAY, LONG_MAP, MAP, TEXT } from './dialect.ts';
import { type Node, numberAt, pageOf, slotOf, TEXT_CHARS_MAX } from './numbers.ts';
import { isLarge, isLong, isSame, replace, type Segment, segmentsOf } from './segments.ts';
import { readPages } from './stored-pages.ts';
import { writeList, writePlain } from './values.ts';
import { type Census, walk } from './walk.ts';

/** Work and bytes after which it is looked at what is alive: more where that takes longer. */
const WORK_MIN = 200_000;
const WORK_PER_NODE = 4;
const ALLOCATED_MIN_BYTES = 4_194_304;

/** What is stored of a heap beside its pages. */
export interface HeapFacts {
  readonly [name: string]: number;
  readonly nextPage: number;
  /** The number that the next node gets that shares its page. */
  readonly nextNode: number;
  /** Since it was looked at what is alive: instructions, and bytes that were allocated as far as somebody has said so. */
  readonly work: number;
  readonly allocated: number;
  /** What was alive then. */
  readonly alive: number;
  readonly held: number;
  readonly modelled: number;
}

const NEW: HeapFacts = {
  nextPage: 0,
  nextNode: 0,
  work: 0,
  allocated: 0,
  alive: 0,
  held: 0,
  modelled: 0,
};

/**
 * The objects of a program as numbered nodes in pages. They get their numbers when they are first stored; then a page
 * is written again when `change` has noted one of its nodes.
 */
export class Heap implements PageSource {
  readonly #dialect: Dialect;
  readonly #numbers = new Map<Node, number>();
  readonly #pages = new Map<number, (Node | undefined)[]>();
  /** Long arrays and Maps as they were written: parts, which are nodes themselves. */
  readonly #segments = new Map<object, Segment[]>();
  readonly #dirty = new Set<number>();
  /** Numbers of nodes to write. */
  #open: number[] = [];
  /** While pages are taken: nodes that are written already. */
  readonly #written = new Map<number, Json>();
  #nextPage: number;
  #nextNode: number;
  #work: number;
  #allocated: number;
  #alive: number;
  #held: number;
  #modelled: number;

  constructor(dialect: Dialect, facts: HeapFacts = NEW) {
    this.#dialect = dialect;
    this.#nextPage = facts.nextPage;
    this.#nextNode = facts.nextNode;
    this.#work = facts.work;
    this.#allocated = facts.allocated;
    this.#alive = facts.alive;
    this.#held = facts.held;
    this.#modelled = facts.modelled;
  }

  /** Makes the objects again from their pages. */
  static read(dialect: Dialect, pages: ReadonlyMap<number, string>, facts: HeapFacts): Heap {
    const heap = new Heap(dialect, facts);
    const { nodes, segments } = readPages(dialect, pages);
    for (const [page, made] of nodes) {
      heap.#pages.set(page, made);
      for (const [slot, node] of made.entries())
        if (node !== undefined) heap.#numbers.set(node, numberAt(page, slot));
    }
    for (const [object, parts] of segments) heap.#segments.set(object, parts);
    return heap;
  }

  /** Pages that another heap has left are to be deleted. */
  discard(pages: Iterable<number>): void {
    for (const page of pages) this.#dirty.add(page);
  }

  /** To be asked for when the pages have been taken. */
  get facts(): HeapFacts {
    return {
      nextPage: this.#nextPage,
      nextNode: this.#nextNode,
      work: this.#work,
      allocated: this.#allocated,
      alive: this.#alive,
      held: this.#held,
      modelled: this.#modelled,
    };
  }

  /** Counts instructions, and bytes that they have allocated. */
  spend(work: number, bytes = 0): void {
    this.#work += work;
    this.#allocated += bytes;
  }

  /** True where so much was done that it is time for `collect`. */
  get isGrown(): boolean {
    return (
      this.#work >= Math.max(WORK_MIN, WORK_PER_NODE * this.#alive) ||
      this.#allocated >= Math.max(ALLOCATED_MIN_BYTES, this.#held / 2)
    );
  }

  /** Bytes of our memory that are in use: what was alive, and what has been allocated since. */
  get held(): number {
    return this.#held + this.#allocated;
  }

  /** Looks at what is alive, and forgets the rest. */
  collect(roots: Iterable<object>): Census {
    const census = walk(this.#dialect, roots);
    this.#sweep(census.nodes);
    this.#work = 0;
    this.#allocated = 0;
    this.#alive = census.nodes.size;
    this.#held = census.held;
    this.#modelled = census.modelled;
    return census;
  }

  /** The node with a number. */
  node(number: number): Node | undefined {
    return this.#pages.get(pageOf(number))?.[slotOf(number)];
  }

  /** The number of a root: what the state refers to, and what is reachable from it, is stored. */
  root(object: object): number {
    return this.#numberOf(object);
  }

  /** At the end of a step: notes what it has changed. */
  gather(): void {
    for (const object of takeChanged()) {
      const number = this.#numbers.get(object);
      if (number !== undefined) this.#dirty.add(pageOf(number));
    }
  }

  *takePages(): Iterable<readonly [page: number, text: string | undefined]> {
    const written = this.#written;
    this.#open = [];
    for (const page of this.#dirty) this.#openPage(page);
    for (let number = this.#open.pop(); number !== undefined; number = this.#open.pop()) {
      const node = this.node(number);
      if (node !== undefined && !written.has(number)) written.set(number, this.#write(node));
    }
    for (const page of this.#dirty) {
      const nodes = this.#pages.get(page) ?? [];
      const isEmpty = nodes.every((node) => node === undefined);
      if (isEmpty) this.#pages.delete(page);
      const text = () => JSON.stringify(nodes.map((_, slot) => written.get(numberAt(page, slot)) ?? 0));
      yield [page, isEmpty ? undefined : text()];
    }
    this.#dirty.clear();
    written.clear();
  }

  /** Drops the nodes that aren't among those that are alive. */
  #sweep(alive: ReadonlySet<Node>): void {
    for (const [node, parts] of this.#segments) {
      if (alive.has(node)) continue;
      for (const part of parts) this.#drop(part);
      this.#segments.delete(node);
    }
    const parts = new Set<Node>([...this.#segments.values()].flat());
    for (const node of this.#numbers.keys()) if (!alive.has(node) && !parts.has(node)) this.#drop(node);
  }

  #drop(node: Node): void {
    const number = this.#numbers.get(node);
    if (number === undefined) return;
    this.#numbers.delete(node);
    const page = pageOf(number);
    const nodes = this.#pages.get(page);
    if (nodes !== undefined) nodes[slotOf(number)] = undefined;
    this.#dirty.add(page);
  }

  #numberOf(node: Node): number {
    const known = this.#numbers.get(node);
    if (known !== undefined) return known;
    let number = this.#nextNode;
    if (isLarge(node)) number = numberAt(this.#nextPage++, 0);
    else if (slotOf(number) === 0) {
      number = numberAt(this.#nextPage++, 0);
      this.#nextNode = number + 1;
    } else this.#nextNode = number + 1;
    this.#numbers.set(node, number);
    const page = pageOf(number);
    const nodes = this.#pages.get(page) ?? [];
    this.#pages.set(page, nodes);
    nodes[slotOf(number)] = node;
    if (this.#dirty.has(page)) this.#open.push(number);
    else this.#touch(page);
    return number;
  }

  #touch(page: number): void {
    this.#dirty.add(page);
    this.#openPage(page);
  }

  #openPage(page: number): void {
    const nodes = this.#pages.get(page) ?? [];
    for (let slot = nodes.length - 1; slot >= 0; slot--) this.#open.push(numberAt(page, slot));
  }

  readonly #value = (value: unknown): Json => {
    if (typeof value === 'string') return value.length > TEXT_CHARS_MAX ? [this.#numberOf(value)] : value;
    if (typeof value !== 'object' || value === null) return writePlain(value);
    if (!Array.isArray(value) && !(value instanceof Map)) {
      const known = this.#dialect.reference(value, this.#value);
      if (known !== undefined) return known;
    }
    return [this.#numberOf(value)];
  };

  /** Arrays in Maps are written in their place: nobody changes these. */
  #entry(value: unknown): Json {
    return Array.isArray(value) ? [ENTRY, ...value.map(this.#value)] : this.#value(value);
  }

  #write(node: Node): Json {
    if (typeof node === 'string') return [TEXT, node];
    if (Array.isArray(node)) {
      if (isLong(node)) return [LONG_ARRAY, ...this.#cut(node)];
      return [ARRAY, ...writeList(node, this.#value)];
    }
    if (node instanceof Map) {
      if (isLong(node)) return [LONG_MAP, ...this.#cut(node)];
      const entries: Json[] = [MAP];
      for (const [key, value] of node) entries.push(this.#value(key), this.#entry(value));
      return entries;
    }
    return this.#dialect.write(node, this.#value);
  }

  /** Brings the segments of something long up to date. @returns their numbers */
  #cut(node: readonly unknown[] | ReadonlyMap<unknown, unknown>): number[] {
    const parts = this.#segments.get(node) ?? [];
    this.#segments.set(node, parts);
    let count = 0;
    for (const segment of segmentsOf(node)) {
      const part = parts[count];
      if (part === undefined) parts.push(segment);
      else if (!isSame(part, segment)) {
        replace(part, segment);
        const number = this.#numberOf(part);
        this.#written.delete(number);
        this.#touch(pageOf(number));
      }
      count++;
    }
    for (const part of parts.splice(count)) this.#drop(part);
    return parts.map((part) => this.#numberOf(part));
  }
}
