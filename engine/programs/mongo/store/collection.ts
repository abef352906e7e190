import { keyOf } from '../bson/compare.ts';
import { valuesAt } from '../bson/paths.ts';
import { type Document, doc, isDocument, isList, type Value } from '../bson/values.ts';
import { MongoError } from '../errors.ts';

export interface IndexOptions {
  readonly name: string;
  readonly key: Document;
  readonly unique: boolean;
  readonly sparse: boolean;
  readonly expireAfterSeconds: number | undefined;
}

const VALUES_PER_DOCUMENT_MAX = 1000;

/** An index: it keeps what is unique so, and is a promise otherwise. */
export class Index {
  readonly options: IndexOptions;
  /** Keys of documents by what is indexed of them. */
  readonly entries = new Map<string, string>();

  constructor(options: IndexOptions) {
    this.options = options;
  }

  /** What is indexed of a document. A list is indexed by its elements. */
  keys(document: Document): { readonly id: string; readonly shown: Document }[] {
    let found: Value[][] = [[]];
    let isMissing = true;
    for (const name of this.options.key.keys()) {
      const values = valuesAt(document, name.split('.')).flatMap((value) =>
        isList(value) && value.length > 0 ? value : [value],
      );
      if (values.some((value) => value !== undefined)) isMissing = false;
      found = found
        .flatMap((before) => values.map((value) => [...before, value]))
        .slice(0, VALUES_PER_DOCUMENT_MAX);
    }
    if (this.options.sparse && isMissing) return [];
    const names = [...this.options.key.keys()];
    return found.map((values) => ({
      id: values
        .map((value) => keyOf(value))
        .map((key) => `${key.length}:${key}`)
        .join(''),
      shown: new Map(names.map((name, index) => [name, values[index] ?? null])),
    }));
  }
}

/** Documents in the order in which they came, and their indexes. */
export class Collection {
  readonly database: string;
  readonly name: string;
  readonly uuid: string;
  readonly options: Document;
  /** The name of its file. */
  readonly file: string;
  readonly documents = new Map<string, { readonly document: Document; readonly bytes: number }>();
  indexes: Index[];
  /** It isn't in its file as it is. */
  dirty = true;

  constructor(database: string, name: string, uuid: string, file: string, options: Document) {
    this.database = database;
    this.name = name;
    this.uuid = uuid;
    this.file = file;
    this.options = options;
    const id: IndexOptions = {
      name: '_id_',
      key: doc({ _id: 1 }),
      unique: false,
      sparse: false,
      expireAfterSeconds: undefined,
    };
    this.indexes = [new Index(id)];
  }

  get namespace(): string {
    return `${this.database}.${this.name}`;
  }

  list(): Document[] {
    return Array.from(this.documents.values(), ({ document }) => document);
  }

  /** @throws MongoError where another document has what may be there once @param key of the document that is replaced */
  check(document: Document, key: string | undefined): void {
    const own = keyOf(document.get('_id'));
    if (key === undefined && this.documents.has(own))
      throw duplicate(this.namespace, '_id_', doc({ _id: document.get('_id') }));
    for (const index of this.indexes) {
      if (!index.options.unique) continue;
      for (const { id, shown } of index.keys(document)) {
        const other = index.entries.get(id);
        if (other !== undefined && other !== key) throw duplicate(this.namespace, index.options.name, shown);
      }
    }
  }

  put(document: Document, bytes: number): void {
    const key = keyOf(document.get('_id'));
    this.#unindex(key);
    this.documents.set(key, { document, bytes });
    for (const index of this.indexes)
      if (index.options.unique) for (const { id } of index.keys(document)) index.entries.set(id, key);
    this.dirty = true;
  }

  remove(key: string): void {
    this.#unindex(key);
    this.documents.delete(key);
    this.dirty = true;
  }

  #unindex(key: string): void {
    const before = this.documents.get(key);
    if (before === undefined) return;
    for (const index of this.indexes)
      if (index.options.unique) for (const { id } of index.keys(before.document)) index.entries.delete(id);
  }

  /** @throws MongoError where there are duplicates already */
  addIndex(index: Index): void {
    if (index.options.unique) {
      for (const [key, { document }] of this.documents) {
        for (const { id, shown } of index.keys(document)) {
          if (index.entries.has(id)) throw duplicate(this.namespace, index.options.name, shown);
          index.entries.set(id, key);
        }
      }
    }
    this.indexes.push(index);
    this.dirty = true;
  }
}

/** A value as error messages show it. */
function shownValue(value: Value): string {
  if (typeof value === 'string') return `"${value}"`;
  if (value === null || value === undefined) return 'null';
  if (isDocument(value)) return shownDocument(value);
  if (isList(value)) return `[ ${value.map(shownValue).join(', ')} ]`;
  if (typeof value === 'object' && 'hex' in value) return `ObjectId('${value.hex}')`;
  if (typeof value === 'object' && 'ms' in value) return `new Date(${value.ms})`;
  return String(value);
}

export function shownDocument(document: Document): string {
  return `{ ${[...document].map(([name, value]) => `${name}: ${shownValue(value)}`).join(', ')} }`;
}

function duplicate(namespace: string, index: string, key: Document): MongoError {
  const pattern = new Map([...key.keys()].map((name): [string, Value] => [name, 1]));
  return new MongoError(
    'DuplicateKey',
    `E11000 duplicate key error collection: ${namespace} index: ${index} dup key: ${shownDocument(key)}`,
    { keyPattern: pattern, keyValue: key },
  );
}
