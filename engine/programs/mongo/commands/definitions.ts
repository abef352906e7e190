import { isEqual } from '../bson/compare.ts';
import {
  Binary,
  type Document,
  doc,
  isDocument,
  isList,
  isNumber,
  isTrue,
  type Value,
} from '../bson/values.ts';
import { MongoError, missing } from '../errors.ts';
import { matcher } from '../query/match.ts';
import { type Command, collectionOf, documentAt, evaluator, listAt, nameOf } from '../serving/context.ts';
import { type Collection, Index } from '../store/collection.ts';
import { cursorReply } from './reading.ts';
import { bytesOf, EMPTY_BYTES } from './statistics.ts';

const INDEXES_MAX = 64;

function uuid({ uuid: hex }: Collection): Binary {
  return new Binary(
    4,
    (hex.match(/../g) ?? []).map((pair) => String.fromCharCode(Number.parseInt(pair, 16))).join(''),
  );
}

const create: Command = ({ store }, command, database) => {
  const name = nameOf(command, 'create');
  for (const option of ['viewOn', 'timeseries', 'validator'])
    if (command.has(option)) throw missing(`create with ${option}`);
  if (store.find(database, name) !== undefined)
    throw new MongoError('NamespaceExists', `Collection ${database}.${name} already exists.`);
  const options = ['capped', 'size', 'max'].filter((key) => command.has(key));
  store.create(database, name, new Map(options.map((key) => [key, command.get(key)])));
  return doc({ ok: 1 });
};

const drop: Command = (context, command, database) => {
  const collection = collectionOf(context, command, 'drop', database);
  if (collection === undefined) {
    if (/^[1-6]\./.test(context.version)) throw new MongoError('NamespaceNotFound', 'ns not found');
    return doc({ ok: 1 });
  }
  context.store.drop(collection);
  return doc({ nIndexesWas: collection.indexes.length, ns: collection.namespace, ok: 1 });
};

const dropDatabase: Command = ({ store }, _command, database) => {
  const collections = store.of(database);
  for (const collection of collections) store.drop(collection);
  return doc({ dropped: collections.length > 0 ? database : undefined, ok: 1 });
};

const rename: Command = ({ store }, command) => {
  const [from, to] = [String(command.get('renameCollection')), String(command.get('to'))];
  const source = store.collections.get(from);
  if (source === undefined)
    throw new MongoError('NamespaceNotFound', `Source collection ${from} does not exist`);
  const target = store.collections.get(to);
  if (target !== undefined) {
    if (!isTrue(command.get('dropTarget')))
      throw new MongoError('NamespaceExists', 'target namespace exists');
    store.drop(target);
  }
  const [database = '', ...rest] = to.split('.');
  const made = store.create(database, rest.join('.'), source.options);
  for (const index of source.indexes.slice(1)) made.addIndex(new Index(index.options));
  for (const { document, bytes } of source.documents.values()) {
    made.put(document, bytes);
    store.bytes += bytes;
  }
  store.drop(source);
  return doc({ ok: 1 });
};

function describe(index: Index): Document {
  const { name, key, unique, sparse, expireAfterSeconds } = index.options;
  return doc({
    v: 2,
    key,
    name,
    unique: unique ? true : undefined,
    sparse: sparse ? true : undefined,
    expireAfterSeconds,
  });
}

function listed(collection: Collection): Document {
  const first = collection.indexes[0];
  return doc({
    name: collection.name,
    type: 'collection',
    options: collection.options,
    info: doc({ readOnly: false, uuid: uuid(collection) }),
    idIndex: first === undefined ? undefined : describe(first),
  });
}

const listCollections: Command = (context, command, database) => {
  const fits = matcher(documentAt(command, 'filter'), evaluator(context));
  const named = context.store.of(database).sort((left, right) => (left.name < right.name ? -1 : 1));
  const shown = named.map(listed).filter(fits);
  const documents = isTrue(command.get('nameOnly'))
    ? shown.map((each) => doc({ name: each.get('name'), type: 'collection' }))
    : shown;
  return cursorReply(context, `${database}.$cmd.listCollections`, documents, Number.POSITIVE_INFINITY);
};

const listDatabases: Command = (context, command) => {
  const { store } = context;
  const names = [...new Set([...store.databases(), 'admin', 'config', 'local'])].sort();
  const fits = matcher(documentAt(command, 'filter'), evaluator(context));
  const shown = names
    .map((name) => {
      const collections = store.of(name);
      return doc({ name, sizeOnDisk: Math.max(EMPTY_BYTES, bytesOf(collections)), empty: false });
    })
    .filter(fits);
  const databases = isTrue(command.get('nameOnly'))
    ? shown.map((each) => doc({ name: each.get('name') }))
    : shown;
  const total = shown.reduce((sum, each) => sum + Number(each.get('sizeOnDisk')), 0);
  return doc({ databases, totalSize: total, totalSizeMb: Math.floor(total / 1_048_576), ok: 1 });
};

function standardName(key: Document): string {
  return [...key].map(([name, direction]) => `${name}_${String(direction)}`).join('_');
}

function indexOf(spec: Document): Index {
  const key = spec.get('key');
  if (!isDocument(key) || key.size === 0)
    throw new MongoError('CannotCreateIndex', 'Index keys cannot be an empty object');
  for (const [name, direction] of key) {
    if (direction === 'text' || direction === '2dsphere' || direction === '2d')
      throw missing(`an index of kind ${direction}`);
    if (direction !== 'hashed' && (!isNumber(direction) || Number(direction) === 0))
      throw new MongoError(
        'CannotCreateIndex',
        `Values in v:2 index key pattern cannot be of type ${typeof direction}. Only numbers > 0, numbers < 0, and strings are allowed.`,
      );
    if (name === '') throw new MongoError('CannotCreateIndex', 'Index keys cannot contain an empty field.');
  }
  if (spec.has('partialFilterExpression')) throw missing('an index with partialFilterExpression');
  const [name, expires] = [spec.get('name'), spec.get('expireAfterSeconds')];
  return new Index({
    name: typeof name === 'string' ? name : standardName(key),
    key,
    unique: isTrue(spec.get('unique')),
    sparse: isTrue(spec.get('sparse')),
    expireAfterSeconds: isNumber(expires) ? Number(expires) : undefined,
  });
}

const createIndexes: Command = ({ store }, command, database) => {
  const name = nameOf(command, 'createIndexes');
  const isNew = store.find(database, name) === undefined;
  const collection = store.findOrCreate(database, name);
  const before = collection.indexes.length;
  for (const spec of listAt(command, 'indexes')) {
    const index = indexOf(spec);
    const { options } = index;
    const same = collection.indexes.find(
      (each) => each.options.name === options.name || isEqual(each.options.key, options.key),
    );
    if (same !== undefined) {
      const isAlike = isEqual(same.options.key, options.key) && same.options.unique === options.unique;
      if (isAlike && same.options.name === options.name) continue;
      if (same.options.name === '_id_' && isEqual(options.key, same.options.key)) continue;
      throw isAlike
        ? new MongoError(
            'IndexOptionsConflict',
            `Index already exists with a different name: ${same.options.name}`,
          )
        : new MongoError(
            'IndexKeySpecsConflict',
            `An existing index has the same name as the requested index. When index names are not specified, they are auto generated and can cause conflicts. Please refer to our documentation. Requested index: ${options.name}, existing index: ${same.options.name}`,
          );
    }
    if (collection.indexes.length >= INDEXES_MAX)
      throw new MongoError('CannotCreateIndex', 'too many indexes');
    collection.addIndex(index);
    store.reshaped = true;
  }
  return doc({
    numIndexesBefore: before,
    numIndexesAfter: collection.indexes.length,
    createdCollectionAutomatically: isNew,
    note: before === collection.indexes.length ? 'all indexes already exist' : undefined,
    ok: 1,
  });
};

const listIndexes: Command = (context, command, database) => {
  const collection = collectionOf(context, command, 'listIndexes', database);
  if (collection === undefined)
    throw new MongoError(
      'NamespaceNotFound',
      `ns does not exist: ${database}.${nameOf(command, 'listIndexes')}`,
    );
  return cursorReply(
    context,
    collection.namespace,
    collection.indexes.map(describe),
    Number.POSITIVE_INFINITY,
  );
};

const dropIndexes: Command = (context, command, database) => {
  const collection = collectionOf(context, command, 'dropIndexes', database);
  if (collection === undefined)
    throw new MongoError('NamespaceNotFound', `ns not found ${database}.${nameOf(command, 'dropIndexes')}`);
  const wanted = command.get('index');
  const before = collection.indexes.length;
  const [id, ...others] = collection.indexes;
  const goes = (index: Index): boolean =>
    wanted === '*' ||
    (isList(wanted) ? wanted.includes(index.options.name) : wanted === index.options.name) ||
    (isDocument(wanted) && isEqual(wanted, index.options.key));
  if (wanted !== '*' && !others.some(goes)) {
    if (wanted === '_id_') throw new MongoError('InvalidOptions', 'cannot drop _id index');
    throw new MongoError('IndexNotFound', `index not found with name [${shown(wanted)}]`);
  }
  collection.indexes = [...(id === undefined ? [] : [id]), ...others.filter((index) => !goes(index))];
  collection.dirty = true;
  context.store.reshaped = true;
  const msg = wanted === '*' ? 'non-_id indexes dropped for collection' : undefined;
  return doc({ nIndexesWas: before, msg, ok: 1 });
};

const shown = (value: Value): string => (typeof value === 'string' ? value : 'key');

export const definitionCommands: Readonly<Record<string, Command>> = {
  create,
  drop,
  dropDatabase,
  renameCollection: rename,
  listCollections,
  listDatabases,
  createIndexes,
  listIndexes,
  dropIndexes,
  deleteIndexes: dropIndexes,
};
