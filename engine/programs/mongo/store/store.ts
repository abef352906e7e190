import { keyOf } from '../bson/compare.ts';
import { documentText } from '../bson/encode.ts';
import { type Document, doc } from '../bson/values.ts';
import { MongoError } from '../errors.ts';
import { Collection } from './collection.ts';

/** What all documents of a server may take, and one of them, in bytes; collections of a server. */
const DATA_BYTES_MAX = 8_388_608;
const DOCUMENT_BYTES_MAX = 4_194_304;
const COLLECTIONS_MAX = 500;
/** What a document takes beside its bytes. */
const DOCUMENT_BYTES = 64;

const NAME = /^[^\0$]{1,200}$/;

/** All that a server has; what changes is noted, to be written at the end of the step. */
export class Store {
  readonly collections = new Map<string, Collection>();
  readonly random: () => number;
  bytes = 0;
  nextFile = 0;
  /** Lines of the journal that are still to be written. */
  journal: Document[] = [];
  /** What there is has changed: everything is to be written to its place. */
  reshaped = false;

  constructor(random: () => number) {
    this.random = random;
  }

  find(database: string, name: string): Collection | undefined {
    return this.collections.get(`${database}.${name}`);
  }

  of(database: string): Collection[] {
    return [...this.collections.values()].filter((each) => each.database === database);
  }

  databases(): string[] {
    return [...new Set(Array.from(this.collections.values(), ({ database }) => database))].sort();
  }

  hex(count: number): string {
    return Array.from({ length: count }, () => Math.floor(this.random() * 16).toString(16)).join('');
  }

  create(database: string, name: string, options: Document = new Map()): Collection {
    if (!NAME.test(name) || name.startsWith('.') || !/^[^\0 "$/\\.]{1,63}$/.test(database))
      throw new MongoError('InvalidNamespace', `Invalid namespace specified '${database}.${name}'`);
    if (this.collections.size >= COLLECTIONS_MAX)
      throw new MongoError('OutOfDiskSpace', 'so many collections are not part of the simulation');
    const made = new Collection(
      database,
      name,
      this.hex(32),
      `collection-${this.nextFile++}-${this.hex(16)}.wt`,
      options,
    );
    this.add(made);
    this.reshaped = true;
    return made;
  }

  add(collection: Collection): void {
    this.collections.set(collection.namespace, collection);
  }

  findOrCreate(database: string, name: string): Collection {
    return this.find(database, name) ?? this.create(database, name);
  }

  drop(collection: Collection): void {
    for (const { bytes } of collection.documents.values()) this.bytes -= bytes;
    this.collections.delete(collection.namespace);
    this.reshaped = true;
  }

  /** Puts a document where none is, or in the place of another. @throws MongoError */
  write(collection: Collection, document: Document, replaced: string | undefined): void {
    const bytes = documentText(document).length + DOCUMENT_BYTES;
    if (bytes > DOCUMENT_BYTES_MAX)
      throw new MongoError(
        'BSONObjectTooLarge',
        `object to insert too large. size in bytes: ${bytes}, max size: ${DOCUMENT_BYTES_MAX}`,
      );
    collection.check(document, replaced);
    const before = replaced === undefined ? 0 : (collection.documents.get(replaced)?.bytes ?? 0);
    if (this.bytes + bytes - before > DATA_BYTES_MAX)
      throw new MongoError(
        'OutOfDiskSpace',
        'No space left on device: a server of the simulation holds 8 MB',
      );
    this.bytes += bytes - before;
    collection.put(document, bytes);
    this.journal.push(doc({ o: 'p', n: collection.namespace, d: document }));
  }

  remove(collection: Collection, document: Document): void {
    const key = keyOf(document.get('_id'));
    this.bytes -= collection.documents.get(key)?.bytes ?? 0;
    collection.remove(key);
    this.journal.push(doc({ o: 'd', n: collection.namespace, k: document.get('_id') }));
  }
}
