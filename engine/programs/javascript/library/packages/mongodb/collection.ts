/** Collections and cursors of the package mongodb. */
export const mongodbCollectionSource = `
const { ObjectId } = require('npm:bson');
const { MongoServerError, MongoInvalidArgumentError, MongoBulkWriteError, MongoAPIError } = $builtin('npm:mongodb/$connection');
const withId = (document, force) => { if (document._id === undefined || document._id === null) document._id = new ObjectId(); return document; };
const atomic = (update) => Array.isArray(update) || (update && Object.keys(update).length > 0 && Object.keys(update).every((key) => key.startsWith('$')));
const checkUpdate = (update) => { if (!atomic(update)) throw new MongoInvalidArgumentError('Update document requires atomic operators'); };
const sorted = (given) => {
  if (typeof given === 'string') return { [given]: 1 };
  const entries = Array.isArray(given) ? (Array.isArray(given[0]) ? given : given.length === 2 && (given[1] === 1 || given[1] === -1 || /^(?:asc|desc)/.test(given[1])) ? [given] : given.map((each) => [each, 1])) : given instanceof Map ? [...given] : Object.entries(given ?? {});
  return Object.fromEntries(entries.map(([key, order]) => [key, order === 'asc' || order === 'ascending' ? 1 : order === 'desc' || order === 'descending' ? -1 : order]));
};
class AbstractCursor {
  constructor(client, database, first) { this._client = client; this._database = database; this._first = first; this._batch = null; this._at = 0; this._id = 0; this._maps = []; this.closed = false; for (const name of ['_client', '_database', '_first', '_batch', '_at', '_id', '_maps']) Object.defineProperty(this, name, { enumerable: false }); }
  async _fill() {
    if (this._batch === null) {
      const { cursor } = await this._client._run(this._database, this._first);
      this._batch = cursor.firstBatch; this._id = cursor.id; this._name = cursor.ns.slice(this._database.length + 1); this._at = 0;
    }
    while (this._at >= this._batch.length && Number(this._id) !== 0) {
      const { cursor } = await this._client._run(this._database, { getMore: BigInt(this._id), collection: this._name });
      this._batch = cursor.nextBatch; this._id = cursor.id; this._at = 0;
    }
    return this._at < this._batch.length;
  }
  async hasNext() { return this._fill(); }
  async next() { if (!(await this._fill())) return null; let value = this._batch[this._at++]; for (const map of this._maps) value = map(value); return value; }
  async tryNext() { return this.next(); }
  async toArray() { const all = []; for (let item = await this.next(); item !== null; item = await this.next()) all.push(item); return all; }
  async forEach(action) { for await (const item of this) if (action(item) === false) return; }
  map(action) { this._maps.push(action); return this; }
  async *[Symbol.asyncIterator]() { for (let item = await this.next(); item !== null; item = await this.next()) yield item; }
  stream() { return require('stream').Readable.from(this); }
  async close() { this.closed = true; }
  rewind() { this._batch = null; }
  batchSize(count) { if (this._first.find) this._first.batchSize = count; else this._first.cursor.batchSize = count; return this; }
  async explain() { return this._client._run(this._database, { explain: this._first }); }
}
class FindCursor extends AbstractCursor {
  _set(name, value) { this._first[name] = value; return this; }
  filter(filter) { return this._set('filter', filter); }
  sort(order, direction) { return this._set('sort', typeof order === 'string' && direction !== undefined ? sorted([[order, direction]]) : sorted(order)); }
  limit(count) { if (typeof count !== 'number') throw new MongoInvalidArgumentError('Operation "limit" requires an integer'); return this._set('limit', count); }
  skip(count) { if (typeof count !== 'number') throw new MongoInvalidArgumentError('Operation "skip" requires an integer'); return this._set('skip', count); }
  project(fields) { return this._set('projection', fields); }
  async count() { return (await this._client._run(this._database, { count: this._first.find, query: this._first.filter })).n; }
}
for (const name of ['hint', 'comment', 'maxTimeMS', 'collation', 'allowDiskUse', 'addCursorFlag', 'withReadPreference', 'min', 'max']) FindCursor.prototype[name] = function () { return this; };
class AggregationCursor extends AbstractCursor {}
for (const name of ['match', 'sort', 'limit', 'skip', 'project', 'group', 'unwind', 'lookup']) AggregationCursor.prototype[name] = function (stage) { this._first.pipeline.push({ ['$' + name]: stage }); return this; };
const finding = (options = {}) => ({ ...(options.projection ? { projection: options.projection } : {}), ...(options.sort ? { sort: sorted(options.sort) } : {}), ...(options.limit ? { limit: options.limit } : {}), ...(options.skip ? { skip: options.skip } : {}) });
class Collection {
  constructor(client, database, name) { Object.defineProperty(this, '_client', { value: client, enumerable: false }); this.dbName = database; this.collectionName = name; }
  get namespace() { return this.dbName + '.' + this.collectionName; }
  _run(command) { return this._client._run(this.dbName, command); }
  find(filter = {}, options) { return new FindCursor(this._client, this.dbName, { find: this.collectionName, filter: filter ?? {}, ...finding(options) }); }
  async findOne(filter = {}, options) { return this.find(filter, { ...options, limit: 1 }).next(); }
  aggregate(pipeline = []) { return new AggregationCursor(this._client, this.dbName, { aggregate: this.collectionName, pipeline, cursor: {} }); }
  async insertOne(document) {
    if (document === null || typeof document !== 'object') throw new MongoInvalidArgumentError('Argument "document" must be an object');
    const reply = await this._run({ insert: this.collectionName, documents: [withId(document)], ordered: true });
    if (reply.writeErrors) throw new MongoServerError(reply.writeErrors[0]);
    return { acknowledged: true, insertedId: document._id };
  }
  async insertMany(documents, options = {}) {
    if (!Array.isArray(documents)) throw new MongoInvalidArgumentError('Argument "docs" must be an array of documents');
    if (documents.length === 0) throw new MongoInvalidArgumentError('Invalid BulkOperation, Batch cannot be empty');
    for (const each of documents) withId(each);
    const reply = await this._run({ insert: this.collectionName, documents, ordered: options.ordered !== false });
    const insertedIds = Object.fromEntries(documents.map((each, at) => [at, each._id]));
    if (reply.writeErrors) throw new MongoBulkWriteError(reply.writeErrors[0], { insertedCount: reply.n, insertedIds });
    return { acknowledged: true, insertedCount: documents.length, insertedIds };
  }
  async _update(filter, update, options = {}, multi) {
    const reply = await this._run({ update: this.collectionName, updates: [{ q: filter ?? {}, u: update, multi, upsert: options.upsert === true }] });
    if (reply.writeErrors) throw new MongoServerError(reply.writeErrors[0]);
    const [upserted] = reply.upserted ?? [];
    return { acknowledged: true, modifiedCount: reply.nModified, upsertedId: upserted ? upserted._id : null, upsertedCount: upserted ? 1 : 0, matchedCount: upserted ? 0 : reply.n };
  }
  async updateOne(filter, update, options) { checkUpdate(update); return this._update(filter, update, options, false); }
  async updateMany(filter, update, options) { checkUpdate(update); return this._update(filter, update, options, true); }
  async replaceOne(filter, document, options) { if (Object.keys(document)[0]?.startsWith('$')) throw new MongoInvalidArgumentError('Replacement document must not contain atomic operators'); return this._update(filter, document, options, false); }
  async _delete(filter, limit) { const reply = await this._run({ delete: this.collectionName, deletes: [{ q: filter ?? {}, limit }] }); return { acknowledged: true, deletedCount: reply.n }; }
  async deleteOne(filter) { return this._delete(filter, 1); }
  async deleteMany(filter) { return this._delete(filter, 0); }
  async _modify(query, command, options = {}) {
    const reply = await this._run({ findAndModify: this.collectionName, query: query ?? {}, ...command, new: options.returnDocument === 'after', upsert: options.upsert === true, ...(options.sort ? { sort: sorted(options.sort) } : {}), ...(options.projection ? { fields: options.projection } : {}) });
    return options.includeResultMetadata ? reply : reply.value ?? null;
  }
  async findOneAndUpdate(filter, update, options) { checkUpdate(update); return this._modify(filter, { update }, options); }
  async findOneAndReplace(filter, update, options) { return this._modify(filter, { update }, options); }
  async findOneAndDelete(filter, options = {}) { const reply = await this._run({ findAndModify: this.collectionName, query: filter ?? {}, remove: true, ...(options.sort ? { sort: sorted(options.sort) } : {}) }); return options.includeResultMetadata ? reply : reply.value ?? null; }
  async countDocuments(filter = {}, options = {}) { return (await this._run({ count: this.collectionName, query: filter, ...(options.limit ? { limit: options.limit } : {}), ...(options.skip ? { skip: options.skip } : {}) })).n; }
  async estimatedDocumentCount() { return (await this._run({ count: this.collectionName })).n; }
  async distinct(key, query = {}) { return (await this._run({ distinct: this.collectionName, key, query })).values; }
  async bulkWrite(operations) {
    const result = { acknowledged: true, insertedCount: 0, matchedCount: 0, modifiedCount: 0, deletedCount: 0, upsertedCount: 0, upsertedIds: {}, insertedIds: {} };
    for (const [at, operation] of operations.entries()) {
      const [[name, of]] = Object.entries(operation);
      if (name === 'insertOne') { result.insertedIds[at] = (await this.insertOne(of.document ?? of)).insertedId; result.insertedCount++; }
      else if (name === 'deleteOne' || name === 'deleteMany') result.deletedCount += (await this[name](of.filter)).deletedCount;
      else if (name === 'updateOne' || name === 'updateMany' || name === 'replaceOne') {
        const done = await this[name](of.filter, of.update ?? of.replacement, of);
        result.matchedCount += done.matchedCount; result.modifiedCount += done.modifiedCount;
        if (done.upsertedCount > 0) { result.upsertedCount++; result.upsertedIds[at] = done.upsertedId; }
      } else throw new MongoInvalidArgumentError('bulkWrite only supports insertOne, updateOne, updateMany, deleteOne, deleteMany');
    }
    return result;
  }
  async createIndex(key, options = {}) {
    const made = sorted(key);
    const name = options.name ?? Object.entries(made).map((each) => each.join('_')).join('_');
    await this._run({ createIndexes: this.collectionName, indexes: [{ ...options, key: made, name }] });
    return name;
  }
  async createIndexes(all) { const names = []; for (const { key, ...options } of all) names.push(await this.createIndex(key, options)); return names; }
  listIndexes() { return new AbstractCursor(this._client, this.dbName, { listIndexes: this.collectionName }); }
  async indexes() { return this.listIndexes().toArray(); }
  async indexExists(name) { return (await this.indexes()).some((each) => each.name === name); }
  async dropIndex(index) { return this._run({ dropIndexes: this.collectionName, index }); }
  async dropIndexes() { await this._run({ dropIndexes: this.collectionName, index: '*' }); return true; }
  async drop() { try { await this._run({ drop: this.collectionName }); return true; } catch (error) { if (error.codeName === 'NamespaceNotFound') return false; throw error; } }
  async rename(name) { await this._client._run('admin', { renameCollection: this.namespace, to: this.dbName + '.' + name }); return new Collection(this._client, this.dbName, name); }
  watch() { throw new MongoAPIError('change streams are not part of the simulation'); }
}
module.exports = { AbstractCursor, FindCursor, AggregationCursor, Collection };
`;
