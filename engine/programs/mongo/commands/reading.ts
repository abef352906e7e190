import { mergeSorted } from '../../merge-sort.ts';
import { run } from '../aggregate/stages.ts';
import { keyOf } from '../bson/compare.ts';
import { documentText } from '../bson/encode.ts';
import { valuesAt } from '../bson/paths.ts';
import { type Document, doc, isDocument, isList, isTrue, type Value } from '../bson/values.ts';
import { MongoError } from '../errors.ts';
import { matcher } from '../query/match.ts';
import { projector } from '../query/project.ts';
import { sortOrder } from '../query/sort.ts';
import {
  type Command,
  type Context,
  collectionOf,
  documentAt,
  evaluator,
  listAt,
  nameOf,
  numberAt,
  type Work,
} from '../serving/context.ts';
import type { Collection } from '../store/collection.ts';

const DOCUMENTS_PER_PAUSE = 500;
const FIRST_BATCH = 101;
/** A batch isn't larger, in bytes. */
const BATCH_BYTES_MAX = 4_194_304;
const CURSORS_MAX = 200;

/** The documents that fit a filter. */
export function* found(
  context: Context,
  collection: Collection | undefined,
  filter: Document,
): Generator<undefined, Document[]> {
  if (collection === undefined) return [];
  const test = matcher(filter, evaluator(context));
  const id = filter.get('_id');
  const isPlain =
    id !== undefined && id !== null && !(isDocument(id) && [...id.keys()][0]?.startsWith('$') === true);
  if (isPlain && filter.has('_id')) {
    const known = collection.documents.get(keyOf(id));
    if (known !== undefined) return test(known.document) ? [known.document] : [];
  }
  const documents: Document[] = [];
  let looked = 0;
  for (const document of collection.list()) {
    if (++looked % DOCUMENTS_PER_PAUSE === 0) yield;
    if (test(document)) documents.push(document);
  }
  return documents;
}

/** Gives the first of some documents, and keeps the others. */
export function cursorReply(
  { cursors, connection, random }: Context,
  namespace: string,
  documents: Document[],
  size: number | undefined,
  single = false,
): Document {
  const [batch, next] = batchOf(documents, 0, size ?? FIRST_BATCH);
  let id = 0n;
  if (next < documents.length && !single) {
    if (cursors.size >= CURSORS_MAX) cursors.delete([...cursors.keys()][0] ?? 0n);
    id = BigInt(1 + Math.floor(random() * 2 ** 52));
    cursors.set(id, { namespace, connection: connection.id, documents, at: next });
  }
  return doc({ cursor: doc({ firstBatch: batch, id: id === 0n ? 0n : id, ns: namespace }), ok: 1 });
}

function batchOf(
  documents: readonly Document[],
  from: number,
  count: number,
): [batch: Document[], next: number] {
  const batch: Document[] = [];
  let [at, bytes] = [from, 0];
  while (at < documents.length && batch.length < count) {
    const document = documents[at] ?? new Map();
    bytes += documentText(document).length;
    if (batch.length > 0 && bytes > BATCH_BYTES_MAX) break;
    batch.push(document);
    at++;
  }
  return [batch, at];
}

function* find(context: Context, command: Document, database: string): Work {
  const name = nameOf(command, 'find');
  let documents = yield* found(context, context.store.find(database, name), documentAt(command, 'filter'));
  const sort = documentAt(command, 'sort');
  const natural = sort.get('$natural');
  if (natural !== undefined) documents = Number(natural) < 0 ? documents.reverse() : documents;
  else if (sort.size > 0) documents = yield* mergeSorted(documents, sortOrder(sort));
  const skip = numberAt(command, 'skip', 0);
  const limit = numberAt(command, 'limit', 0);
  if (skip < 0)
    throw new MongoError('BadValue', `BSON field 'skip' value must be >= 0, actual value '${skip}'`);
  documents = documents.slice(skip, limit === 0 ? undefined : skip + Math.abs(limit));
  const projection = documentAt(command, 'projection');
  if (projection.size > 0) {
    const project = projector(projection, evaluator(context));
    const made: Document[] = [];
    for (const document of documents) {
      if (made.length % DOCUMENTS_PER_PAUSE === 0) yield;
      made.push(project(document));
    }
    documents = made;
  }
  const size = command.has('batchSize') ? numberAt(command, 'batchSize', FIRST_BATCH) : undefined;
  return cursorReply(
    context,
    `${database}.${name}`,
    documents,
    size,
    isTrue(command.get('singleBatch')) || limit < 0,
  );
}

const getMore: Command = ({ cursors }, command, database) => {
  const id = command.get('getMore');
  const key = typeof id === 'bigint' ? id : BigInt(Math.trunc(Number(id)) || 0);
  const cursor = cursors.get(key);
  if (cursor === undefined) throw new MongoError('CursorNotFound', `cursor id ${key} not found`);
  const size = numberAt(command, 'batchSize', 0);
  const [batch, next] = batchOf(cursor.documents, cursor.at, size > 0 ? size : Number.POSITIVE_INFINITY);
  cursor.at = next;
  const isDone = next >= cursor.documents.length;
  if (isDone) cursors.delete(key);
  const ns = cursor.namespace || `${database}.${nameOf(command, 'collection')}`;
  return doc({ cursor: doc({ nextBatch: batch, id: isDone ? 0n : key, ns }), ok: 1 });
};

const killCursors: Command = ({ cursors }, command) => {
  const ids = command.get('cursors');
  const [killed, unknown]: [Value[], Value[]] = [[], []];
  for (const id of isList(ids) ? ids : [])
    (typeof id === 'bigint' && cursors.delete(id) ? killed : unknown).push(id);
  return doc({
    cursorsKilled: killed,
    cursorsNotFound: unknown,
    cursorsAlive: [],
    cursorsUnknown: [],
    ok: 1,
  });
};

function* count(context: Context, command: Document, database: string): Work {
  const documents = yield* found(
    context,
    collectionOf(context, command, 'count', database),
    documentAt(command, 'query'),
  );
  const left = Math.max(0, documents.length - numberAt(command, 'skip', 0));
  const limit = Math.abs(numberAt(command, 'limit', 0));
  return doc({ n: limit === 0 ? left : Math.min(limit, left), ok: 1 });
}

function* distinct(context: Context, command: Document, database: string): Work {
  const key = command.get('key');
  if (typeof key !== 'string')
    throw new MongoError('TypeMismatch', "BSON field 'distinct.key' is missing but a required field");
  const documents = yield* found(
    context,
    collectionOf(context, command, 'distinct', database),
    documentAt(command, 'query'),
  );
  const values = new Map<string, Value>();
  for (const document of documents) {
    for (const value of valuesAt(document, key.split('.'))) {
      for (const item of isList(value) ? value : [value])
        if (item !== undefined) values.set(keyOf(item), item);
    }
  }
  return doc({ values: [...values.values()], ok: 1 });
}

function* aggregate(context: Context, command: Document, database: string): Work {
  const target = command.get('aggregate');
  const pipeline = listAt(command, 'pipeline');
  const cursor = documentAt(command, 'cursor');
  if (!command.has('cursor') && !command.has('explain'))
    throw new MongoError(
      'BadValue',
      "The 'cursor' option is required, except for aggregate with the explain argument",
    );
  const collection = typeof target === 'string' ? context.store.find(database, target) : undefined;
  const documents = yield* run(
    collection?.list() ?? (typeof target === 'string' ? [] : [new Map()]),
    pipeline,
    {
      now: context.now,
      random: context.random,
      variables: new Map(),
      collection: (name) => context.store.find(database, name)?.list() ?? [],
    },
  );
  const name = typeof target === 'string' ? target : '$cmd.aggregate';
  const size = cursor.has('batchSize') ? numberAt(cursor, 'batchSize', FIRST_BATCH) : undefined;
  return cursorReply(context, `${database}.${name}`, documents, size);
}

const explain: Command = (_context, command, database) => {
  const inner = documentAt(command, 'explain');
  const name = String([...inner.values()][0]);
  return doc({
    explainVersion: '1',
    queryPlanner: doc({
      namespace: `${database}.${name}`,
      parsedQuery: inner.get('filter') ?? new Map(),
      winningPlan: doc({ stage: 'COLLSCAN', direction: 'forward' }),
      rejectedPlans: [],
    }),
    ok: 1,
  });
};

export const readingCommands: Readonly<Record<string, Command>> = {
  find,
  getMore,
  killCursors,
  count,
  distinct,
  aggregate,
  explain,
};
