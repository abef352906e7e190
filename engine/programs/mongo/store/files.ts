import { SystemError } from '../../../filesystem/errors.ts';
import type { System } from '../../../linux/system.ts';
import { bytesOf } from '../../../shell/commands/bytes.ts';
import { readFile } from '../../read-file.ts';
import { keyOf } from '../bson/compare.ts';
import { decodeDocument } from '../bson/decode.ts';
import { documentText } from '../bson/encode.ts';
import { type Document, doc, isDocument, isList, isNumber, isTrue, type Value } from '../bson/values.ts';
import { MongoError } from '../errors.ts';
import { Collection, Index } from './collection.ts';
import { Store } from './store.ts';

/** The journal is folded into the collections' files when it has grown so long, in bytes. */
const JOURNAL_BYTES_MAX = 1_048_576;
const DOCUMENT_BYTES = 64;

/** A server's files: a catalogue, one per collection, and a journal of what has changed since. */
export class Files {
  readonly folder: string;
  #journalBytes = 0;

  constructor(folder: string) {
    this.folder = folder;
  }

  get #journal(): string {
    return `${this.folder}/journal/WiredTigerLog.0000000001`;
  }

  get #catalogue(): string {
    return `${this.folder}/_mdb_catalog.wt`;
  }

  exists(system: System): boolean {
    return readFile(system, this.#catalogue) !== undefined;
  }

  /** Writes what a step has changed. @throws SystemError */
  save(system: System, store: Store): void {
    if (store.reshaped) {
      this.checkpoint(system, store);
      return;
    }
    if (store.journal.length === 0) return;
    const text = store.journal.map((entry) => documentText(entry)).join('');
    store.journal = [];
    if (this.#journalBytes + text.length > JOURNAL_BYTES_MAX) {
      this.checkpoint(system, store);
      return;
    }
    write(system, this.#journal, text, true);
    this.#journalBytes += text.length;
  }

  /** Writes everything to its place and begins a new journal. @throws SystemError */
  checkpoint(system: System, store: Store): void {
    makeFolder(system, this.folder);
    makeFolder(system, `${this.folder}/journal`);
    const alive = new Set<string>();
    for (const collection of store.collections.values()) {
      alive.add(collection.file);
      if (!collection.dirty) continue;
      const text = collection
        .list()
        .map((document) => documentText(document))
        .join('');
      write(system, `${this.folder}/${collection.file}`, text, false);
      collection.dirty = false;
    }
    write(
      system,
      this.#catalogue,
      [...store.collections.values()].map((each) => documentText(described(each))).join(''),
      false,
    );
    write(system, this.#journal, '', false);
    store.journal = [];
    store.reshaped = false;
    this.#journalBytes = 0;
    for (const { name } of system.readDirectory(this.folder))
      if (/^collection-\d+-/.test(name) && !alive.has(name)) system.unlink(`${this.folder}/${name}`);
  }

  /** Reads what is there. @throws MongoError where that can't be read */
  load(system: System, random: () => number): Store {
    const store = new Store(random);
    for (const entry of documents(readFile(system, this.#catalogue))) {
      const collection = collectionOf(entry);
      store.add(collection);
      store.nextFile = Math.max(store.nextFile, Number(collection.file.split('-')[1]) + 1 || 0);
      for (const document of documents(readFile(system, `${this.folder}/${collection.file}`)))
        put(store, collection, document);
      collection.dirty = false;
      for (const index of indexesOf(entry)) collection.addIndex(index);
      collection.dirty = false;
    }
    const journal = readFile(system, this.#journal);
    this.#journalBytes = journal?.length ?? 0;
    for (const entry of documents(journal)) {
      const collection = store.collections.get(String(entry.get('n')));
      const document = entry.get('d');
      if (collection === undefined) continue;
      if (isDocument(document)) put(store, collection, document);
      else remove(store, collection, entry.get('k'));
    }
    return store;
  }
}

function put(store: Store, collection: Collection, document: Document): void {
  const before = collection.documents.get(keyOf(document.get('_id')))?.bytes ?? 0;
  const bytes = documentText(document).length + DOCUMENT_BYTES;
  collection.put(document, bytes);
  store.bytes += bytes - before;
}

function remove(store: Store, collection: Collection, id: Value): void {
  const key = keyOf(id);
  store.bytes -= collection.documents.get(key)?.bytes ?? 0;
  collection.remove(key);
}

function described({ database, name, uuid, file, options, indexes }: Collection): Document {
  const stored = indexes
    .slice(1)
    .map(({ options: { name: own, key, unique, sparse, expireAfterSeconds } }) =>
      doc({ name: own, key, unique, sparse, expireAfterSeconds }),
    );
  return doc({ database, name, uuid, ident: file, options, indexes: stored });
}

function collectionOf(entry: Document): Collection {
  const [database, name, uuid, ident] = ['database', 'name', 'uuid', 'ident'].map((key) =>
    String(entry.get(key)),
  );
  const options = entry.get('options');
  return new Collection(
    database ?? '',
    name ?? '',
    uuid ?? '',
    ident ?? '',
    isDocument(options) ? options : new Map(),
  );
}

function indexesOf(entry: Document): Index[] {
  const indexes = entry.get('indexes');
  return (isList(indexes) ? indexes : []).filter(isDocument).map((index) => {
    const [key, expires] = [index.get('key'), index.get('expireAfterSeconds')];
    return new Index({
      name: String(index.get('name')),
      key: isDocument(key) ? key : new Map(),
      unique: isTrue(index.get('unique')),
      sparse: isTrue(index.get('sparse')),
      expireAfterSeconds: isNumber(expires) ? Number(expires) : undefined,
    });
  });
}

/** The documents of a file, one after the other; what isn't whole at its end is left. */
function documents(bytes: Uint8Array | undefined): Document[] {
  const found: Document[] = [];
  if (bytes === undefined) return found;
  for (let at = 0; at + 5 <= bytes.length; ) {
    try {
      const { document, end } = decodeDocument(bytes, at);
      found.push(document);
      at = end;
    } catch (error) {
      if (error instanceof MongoError) break;
      throw error;
    }
  }
  return found;
}

function write(system: System, path: string, text: string, append: boolean): void {
  const descriptor = system.open(path, { write: true, create: true, truncate: !append, append, mode: 0o600 });
  system.write(descriptor, bytesOf(text));
  system.close(descriptor);
}

function makeFolder(system: System, path: string): void {
  try {
    system.makeDirectory(path, 0o700);
  } catch (error) {
    if (!(error instanceof SystemError) || error.code !== 'EEXIST') throw error;
  }
}
