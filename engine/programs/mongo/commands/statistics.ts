import { doc, isTrue } from '../bson/values.ts';
import { MongoError } from '../errors.ts';
import { type Command, collectionOf, nameOf } from '../serving/context.ts';
import type { Collection } from '../store/collection.ts';

/** What a database takes on disk, as it is shown. */
export const EMPTY_BYTES = 8192;
const COLLECTION_BYTES = 20_480;

export function bytesOf(collections: readonly Collection[]): number {
  return collections.reduce(
    (sum, { documents }) =>
      sum + [...documents.values()].reduce((total, { bytes }) => total + bytes, COLLECTION_BYTES),
    0,
  );
}

const statistics: Command = (context, command, database) => {
  const name = nameOf(command, 'collStats');
  const collection = context.store.find(database, name);
  const sizes = [...(collection?.documents.values() ?? [])].map(({ bytes }) => bytes);
  const size = sizes.reduce((sum, each) => sum + each, 0);
  return doc({
    ns: `${database}.${name}`,
    size,
    count: sizes.length,
    avgObjSize: sizes.length === 0 ? undefined : Math.floor(size / sizes.length),
    storageSize: collection === undefined ? 0 : COLLECTION_BYTES,
    capped: isTrue(collection?.options.get('capped')),
    nindexes: collection?.indexes.length ?? 0,
    totalIndexSize: COLLECTION_BYTES,
    scaleFactor: 1,
    ok: 1,
  });
};

const databaseStatistics: Command = ({ store }, _command, database) => {
  const collections = store.of(database);
  const documents = collections.flatMap((each) => [...each.documents.values()]);
  const size = documents.reduce((sum, { bytes }) => sum + bytes, 0);
  return doc({
    db: database,
    collections: collections.length,
    views: 0,
    objects: documents.length,
    avgObjSize: documents.length === 0 ? 0 : size / documents.length,
    dataSize: size,
    storageSize: collections.length * COLLECTION_BYTES,
    indexes: collections.reduce((sum, { indexes }) => sum + indexes.length, 0),
    indexSize: collections.length * COLLECTION_BYTES,
    totalSize: collections.length * COLLECTION_BYTES * 2,
    scaleFactor: 1,
    fsUsedSize: 8_589_934_592,
    fsTotalSize: 42_949_672_960,
    ok: 1,
  });
};

const validate: Command = (context, command, database) => {
  const collection = collectionOf(context, command, 'validate', database);
  if (collection === undefined)
    throw new MongoError('NamespaceNotFound', 'Collection does not exist to validate.');
  return doc({
    ns: collection.namespace,
    nrecords: collection.documents.size,
    nIndexes: collection.indexes.length,
    valid: true,
    warnings: [],
    errors: [],
    ok: 1,
  });
};

export const statisticCommands: Readonly<Record<string, Command>> = {
  collStats: statistics,
  collstats: statistics,
  dbStats: databaseStatistics,
  dbstats: databaseStatistics,
  validate,
};
