import { mergeSorted } from '../../merge-sort.ts';
import { run } from '../aggregate/stages.ts';
import { isEqual, keyOf } from '../bson/compare.ts';
import { type Document, doc, isDocument, isList, isTrue, type Value } from '../bson/values.ts';
import { MongoError } from '../errors.ts';
import { setPath } from '../query/change-paths.ts';
import { equalities } from '../query/match.ts';
import { projector } from '../query/project.ts';
import { sortOrder } from '../query/sort.ts';
import { isReplacement, type Update, updater } from '../query/update.ts';
import {
  type Command,
  type Context,
  documentAt,
  evaluator,
  listAt,
  nameOf,
  newObjectId,
  type Work,
} from '../serving/context.ts';
import type { Collection } from '../store/collection.ts';
import { found } from './reading.ts';

const DOCUMENTS_PER_PAUSE = 200;
const WRITES_MAX = 100_000;

/** What is wrong with one of several writes. */
function writeError(index: number, error: MongoError): Document {
  return doc({ index, code: error.code, ...error.details, errmsg: error.message });
}

/** Does several writes; a wrong one ends it where they are in order. */
function* severally(
  command: Document,
  writes: readonly Document[],
  action: (write: Document, index: number) => Generator<undefined, void>,
): Generator<undefined, Document[]> {
  const ordered = command.get('ordered') !== false;
  const errors: Document[] = [];
  if (writes.length === 0 || writes.length > WRITES_MAX)
    throw new MongoError(
      'InvalidLength',
      `Write batch sizes must be between 1 and 100000. Got ${writes.length} operations.`,
    );
  for (const [index, write] of writes.entries()) {
    if (index % DOCUMENTS_PER_PAUSE === 0) yield;
    try {
      yield* action(write, index);
    } catch (error) {
      if (!(error instanceof MongoError)) throw error;
      errors.push(writeError(index, error));
      if (ordered) break;
    }
  }
  return errors;
}

const withErrors = (errors: readonly Document[]) => (errors.length === 0 ? {} : { writeErrors: errors });

function withId(context: Context, document: Document): Document {
  if (isList(document.get('_id')))
    throw new MongoError('BadValue', "The '_id' value cannot be of type array");
  const id = document.get('_id') ?? newObjectId(context);
  return new Map<string, Value>([['_id', id], ...[...document].filter(([name]) => name !== '_id')]);
}

function* insert(context: Context, command: Document, database: string): Work {
  const collection = context.store.findOrCreate(database, nameOf(command, 'insert'));
  let count = 0;
  // biome-ignore lint/correctness/useYield: one document is put at once
  const errors = yield* severally(command, listAt(command, 'documents'), function* (document) {
    context.store.write(collection, withId(context, document), undefined);
    count++;
  });
  return doc({ n: count, ...withErrors(errors), ok: 1 });
}

/** What an update given as a pipeline makes of a document. */
function* piped(
  context: Context,
  document: Document,
  pipeline: readonly Value[],
): Generator<undefined, Document> {
  const around = { now: context.now, random: context.random, variables: new Map(), collection: () => [] };
  const [made = document] = yield* run([document], pipeline, around);
  if (!isEqual(made.get('_id'), document.get('_id')))
    throw new MongoError(
      'ImmutableField',
      "Performing an update on the path '_id' would modify the immutable field '_id'",
    );
  return made;
}

function* changed(
  context: Context,
  document: Document,
  update: Value,
  apply: Update | undefined,
  filter: Document,
  inserts: boolean,
): Generator<undefined, Document> {
  if (apply !== undefined) return apply(document, inserts, filter);
  return yield* piped(context, document, isList(update) ? update : []);
}

function updateOf(context: Context, update: Value): Update | undefined {
  if (isList(update)) return undefined;
  if (!isDocument(update))
    throw new MongoError('BadValue', 'Update argument must be either an object or an array');
  return updater(update, context.now, evaluator(context));
}

/** The document that an upsert makes. */
function* upserted(
  context: Context,
  collection: Collection,
  filter: Document,
  update: Value,
  apply: Update | undefined,
): Generator<undefined, Document> {
  let start: Document = new Map();
  for (const [name, value] of equalities(filter)) {
    if (isReplacement(update) && name !== '_id') continue;
    setPath(start, name.split('.'), value);
  }
  start = yield* changed(context, start, update, apply, filter, true);
  const made = withId(context, start);
  context.store.write(collection, made, undefined);
  return made;
}

function* update(context: Context, command: Document, database: string): Work {
  const name = nameOf(command, 'update');
  let [matched, modified] = [0, 0];
  const made: Document[] = [];
  const errors = yield* severally(command, listAt(command, 'updates'), function* (write, index) {
    const filter = documentAt(write, 'q');
    const given = write.get('u');
    const multi = isTrue(write.get('multi'));
    if (write.has('arrayFilters'))
      throw new MongoError('NotImplemented', 'arrayFilters are not part of the simulation');
    if (multi && isReplacement(given))
      throw new MongoError('BadValue', 'multi update is not supported for replacement-style update');
    const apply = updateOf(context, given);
    const documents = yield* found(context, context.store.find(database, name), filter);
    if (documents.length === 0) {
      if (!isTrue(write.get('upsert'))) return;
      const document = yield* upserted(
        context,
        context.store.findOrCreate(database, name),
        filter,
        given,
        apply,
      );
      made.push(doc({ index, _id: document.get('_id') }));
      matched++;
      return;
    }
    const collection = context.store.findOrCreate(database, name);
    for (const [at, document] of (multi ? documents : documents.slice(0, 1)).entries()) {
      if (at % DOCUMENTS_PER_PAUSE === 0) yield;
      const key = keyOf(document.get('_id'));
      const current = collection.documents.get(key)?.document;
      if (current === undefined) continue;
      const after = yield* changed(context, current, given, apply, filter, false);
      matched++;
      if (isEqual(after, current)) continue;
      context.store.write(collection, after, key);
      modified++;
    }
  });
  const upsertedPart = made.length === 0 ? {} : { upserted: made };
  return doc({ n: matched, nModified: modified, ...upsertedPart, ...withErrors(errors), ok: 1 });
}

function* remove(context: Context, command: Document, database: string): Work {
  const collection = context.store.find(database, nameOf(command, 'delete'));
  let count = 0;
  const errors = yield* severally(command, listAt(command, 'deletes'), function* (write) {
    if (collection === undefined) return;
    const documents = yield* found(context, collection, documentAt(write, 'q'));
    for (const document of write.get('limit') === 1 ? documents.slice(0, 1) : documents) {
      if (++count % DOCUMENTS_PER_PAUSE === 0) yield;
      context.store.remove(collection, document);
    }
  });
  return doc({ n: count, ...withErrors(errors), ok: 1 });
}

function* findAndModify(context: Context, command: Document, database: string): Work {
  const name = nameOf(command, command.has('findAndModify') ? 'findAndModify' : 'findandmodify');
  const filter = documentAt(command, 'query');
  let documents = yield* found(context, context.store.find(database, name), filter);
  const sort = documentAt(command, 'sort');
  if (sort.size > 0) documents = yield* mergeSorted(documents, sortOrder(sort));
  const [document] = documents;
  const project = projector(documentAt(command, 'fields'), evaluator(context));
  if (isTrue(command.get('remove'))) {
    const collection = context.store.find(database, name);
    if (document !== undefined && collection !== undefined) context.store.remove(collection, document);
    const gone = document === undefined ? null : project(document);
    return doc({ lastErrorObject: doc({ n: document === undefined ? 0 : 1 }), value: gone, ok: 1 });
  }
  const given = command.get('update');
  const apply = updateOf(context, given);
  const showsNew = isTrue(command.get('new'));
  if (document === undefined) {
    const facts = { n: 0, updatedExisting: false };
    if (!isTrue(command.get('upsert'))) return doc({ lastErrorObject: doc(facts), value: null, ok: 1 });
    const made = yield* upserted(context, context.store.findOrCreate(database, name), filter, given, apply);
    return doc({
      lastErrorObject: doc({ ...facts, n: 1, upserted: made.get('_id') }),
      value: showsNew ? project(made) : null,
      ok: 1,
    });
  }
  const after = yield* changed(context, document, given, apply, filter, false);
  if (!isEqual(after, document))
    context.store.write(context.store.findOrCreate(database, name), after, keyOf(document.get('_id')));
  return doc({
    lastErrorObject: doc({ n: 1, updatedExisting: true }),
    value: project(showsNew ? after : document),
    ok: 1,
  });
}

export const writingCommands: Readonly<Record<string, Command>> = {
  insert,
  update,
  delete: remove,
  findAndModify,
  findandmodify: findAndModify,
};
