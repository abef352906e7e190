/** Cursors, collections and databases as the shell has them. */
export const mongoCollections = `
const PAGE = 20;
const hidden = (object, values) => { for (const key of Object.keys(values)) Object.defineProperty(object, key, { value: values[key], writable: true, enumerable: false }); };
const refuse = (name) => { throw named('MongoshUnimplementedError', name + ' is not part of the simulation'); };
class Cursor {
  constructor(database, first) { hidden(this, { _database: database, _first: first, _batch: null, _at: 0, _id: 0, _name: '', _map: [] }); }
  _start() {
    if (this._batch !== null) return;
    this._take(connection.run(this._database, this._first).cursor, 'firstBatch');
  }
  _take(cursor, field) { this._batch = cursor[field]; this._at = 0; this._id = cursor.id; this._name = cursor.ns.slice(this._database.length + 1); }
  hasNext() {
    this._start();
    while (this._at >= this._batch.length && Number(this._id) !== 0) this._take(connection.run(this._database, { getMore: this._id, collection: this._name }).cursor, 'nextBatch');
    return this._at < this._batch.length;
  }
  next() { return this.hasNext() ? this._map.reduce((value, map) => map(value), this._batch[this._at++]) : null; }
  tryNext() { return this.next(); }
  toArray() { const all = []; while (this.hasNext()) all.push(this.next()); return all; }
  forEach(action) { while (this.hasNext()) action(this.next()); }
  map(action) { this._map.push(action); return this; }
  close() {}
  isExhausted() { return !this.hasNext(); }
  objsLeftInBatch() { this._start(); return this._batch.length - this._at; }
  itcount() { return this.toArray().length; }
  *[Symbol.iterator]() { while (this.hasNext()) yield this.next(); }
  pretty() { return this; }
  batchSize(count) { if (this._first.find) this._first.batchSize = count; return this; }
  _set(field, value) { this._first[field] = value; return this; }
  sort(order) { return this._set('sort', order); }
  limit(count) { return this._set('limit', count); }
  skip(count) { return this._set('skip', count); }
  projection(fields) { return this._set('projection', fields); }
  hint() { return this; }
  comment() { return this; }
  maxTimeMS() { return this; }
  collation() { return this; }
  noCursorTimeout() { return this; }
  allowDiskUse() { return this; }
  count() { return connection.run(this._database, { count: this._first.find, query: this._first.filter }).n; }
  size() { return connection.run(this._database, { count: this._first.find, query: this._first.filter, skip: this._first.skip, limit: this._first.limit }).n; }
  explain() { return connection.run(this._database, { explain: this._first }); }
  _page() { const page = []; while (page.length < PAGE && this.hasNext()) page.push(this.next()); return page; }
}
const written = (reply) => {
  const [error] = reply.writeErrors ?? [];
  if (error) throw new MongoServerError({ ...error, codeName: undefined });
  return reply;
};
const bulkWritten = (reply) => {
  const [error] = reply.writeErrors ?? [];
  if (!error) return reply;
  const thrown = new MongoServerError(error);
  thrown.name = 'MongoBulkWriteError';
  throw thrown;
};
const withId = (document) => document._id === undefined ? { _id: ObjectId(), ...document } : document;
const isUpdate = (update, name) => { if (!Array.isArray(update) && !Object.keys(update ?? {})[0]?.startsWith('$')) throw named('MongoInvalidArgumentError', 'Update document requires atomic operators'); };
class Collection {
  constructor(database, name) { hidden(this, { _database: database, _name: name }); }
  _run(command) { return connection.run(this._database, command); }
  getName() { return this._name; }
  getFullName() { return this._database + '.' + this._name; }
  getDB() { return databaseNamed(this._database); }
  getCollection(name) { return collectionNamed(this._database, this._name + '.' + name); }
  find(filter = {}, projection) { return new Cursor(this._database, { find: this._name, filter, ...(projection ? { projection: projection.projection ?? projection } : {}) }); }
  findOne(filter = {}, projection) { const cursor = this.find(filter, projection).limit(1); return cursor.next(); }
  aggregate(...stages) { const pipeline = Array.isArray(stages[0]) ? stages[0] : stages; return new Cursor(this._database, { aggregate: this._name, pipeline, cursor: {} }); }
  insertOne(document) { if (document === undefined) throw named('MongoshInvalidInputError', '[COMMON-10001] Missing required argument at position 0 (Collection.insertOne)'); const made = withId(document); written(this._run({ insert: this._name, documents: [made] })); return { acknowledged: true, insertedId: made._id }; }
  insertMany(documents, options = {}) {
    if (!Array.isArray(documents)) throw named('MongoInvalidArgumentError', 'Argument "docs" must be an array of documents');
    const made = documents.map(withId);
    bulkWritten(this._run({ insert: this._name, documents: made, ordered: options.ordered !== false }));
    return { acknowledged: true, insertedIds: Object.fromEntries(made.map((each, at) => [at, each._id])) };
  }
  insert(documents) { return this.insertMany([documents].flat()); }
  _update(filter, update, options, multi) {
    const reply = written(this._run({ update: this._name, updates: [{ q: filter, u: update, multi, upsert: options?.upsert === true, ...(options?.arrayFilters ? { arrayFilters: options.arrayFilters } : {}) }] }));
    const [upserted] = reply.upserted ?? [];
    return { acknowledged: true, insertedId: upserted ? upserted._id : null, matchedCount: upserted ? 0 : reply.n, modifiedCount: reply.nModified, upsertedCount: upserted ? 1 : 0 };
  }
  updateOne(filter, update, options) { isUpdate(update); return this._update(filter, update, options, false); }
  updateMany(filter, update, options) { isUpdate(update); return this._update(filter, update, options, true); }
  update(filter, update, options = {}) { return this._update(filter, update, options, options.multi === true); }
  replaceOne(filter, document, options) {
    if (Object.keys(document)[0]?.startsWith('$')) throw named('MongoInvalidArgumentError', 'Replacement document must not contain atomic operators');
    return this._update(filter, document, options, false);
  }
  _delete(filter, limit) { if (filter === undefined) throw named('MongoshInvalidInputError', '[COMMON-10001] Missing required argument at position 0 (Collection.' + (limit ? 'deleteOne' : 'deleteMany') + ')'); return { acknowledged: true, deletedCount: written(this._run({ delete: this._name, deletes: [{ q: filter, limit }] })).n }; }
  deleteOne(filter) { return this._delete(filter, 1); }
  deleteMany(filter) { return this._delete(filter, 0); }
  remove(filter, options) { return this._delete(filter, options === true || options?.justOne ? 1 : 0); }
  _modify(command) { return this._run({ findAndModify: this._name, ...command }).value; }
  findOneAndUpdate(query, update, options = {}) { isUpdate(update); return this._modify({ query, update, ...after(options) }); }
  findOneAndReplace(query, update, options = {}) { return this._modify({ query, update, ...after(options) }); }
  findOneAndDelete(query, options = {}) { return this._modify({ query, remove: true, ...(options.sort ? { sort: options.sort } : {}) }); }
  findAndModify(command) { return this._modify(command); }
  countDocuments(filter = {}) { return this._run({ count: this._name, query: filter }).n; }
  estimatedDocumentCount() { return this._run({ count: this._name }).n; }
  count(filter = {}) { return this.countDocuments(filter); }
  distinct(key, query = {}) { return this._run({ distinct: this._name, key, query }).values; }
  bulkWrite(operations) { return bulk(this, operations); }
  createIndex(key, options = {}) { const name = options.name ?? Object.entries(key).map((each) => each.join('_')).join('_'); this._run({ createIndexes: this._name, indexes: [{ ...options, key, name }] }); return name; }
  createIndexes(keys, options) { return keys.map((key) => this.createIndex(key, options)); }
  ensureIndex(key, options) { return this.createIndex(key, options); }
  getIndexes() { return this._run({ listIndexes: this._name }).cursor.firstBatch; }
  dropIndex(index) { return this._run({ dropIndexes: this._name, index }); }
  dropIndexes(index = '*') { return this._run({ dropIndexes: this._name, index }); }
  drop() { try { this._run({ drop: this._name }); return true; } catch (error) { if (error.codeName === 'NamespaceNotFound') return false; throw error; } }
  stats() { return this._run({ collStats: this._name }); }
  dataSize() { return this.stats().size; }
  storageSize() { return this.stats().storageSize; }
  isCapped() { return this.stats().capped; }
  validate() { return this._run({ validate: this._name }); }
  explain() { return { find: (filter = {}) => this._run({ explain: { find: this._name, filter } }), aggregate: () => this._run({ explain: { aggregate: this._name } }) }; }
  renameCollection(name) { return connection.run('admin', { renameCollection: this.getFullName(), to: this._database + '.' + name }); }
  watch() { return refuse('watch'); }
  mapReduce() { return refuse('mapReduce'); }
  [inspect]() { return this.getFullName(); }
}
const after = (options) => ({ new: options.returnDocument === 'after' || options.returnNewDocument === true || options.returnOriginal === false, upsert: options.upsert === true, ...(options.sort ? { sort: options.sort } : {}), ...(options.projection ? { fields: options.projection } : {}) });
const bulk = (collection, operations) => {
  const result = { acknowledged: true, insertedCount: 0, insertedIds: {}, matchedCount: 0, modifiedCount: 0, deletedCount: 0, upsertedCount: 0, upsertedIds: {} };
  operations.forEach((operation, at) => {
    const [[name, of]] = Object.entries(operation);
    if (name === 'insertOne') { result.insertedIds[at] = collection.insertOne(of.document).insertedId; result.insertedCount++; return; }
    if (name === 'deleteOne' || name === 'deleteMany') { result.deletedCount += collection[name](of.filter).deletedCount; return; }
    if (typeof collection[name] !== 'function') throw named('MongoInvalidArgumentError', 'bulkWrite only supports insertOne, updateOne, updateMany, deleteOne, deleteMany');
    const done = collection[name](of.filter, of.update ?? of.replacement, of);
    result.matchedCount += done.matchedCount; result.modifiedCount += done.modifiedCount;
    if (done.insertedId !== null) { result.upsertedCount++; result.upsertedIds[at] = done.insertedId; }
  });
  return result;
};
const collectionNamed = (database, name) => new Proxy(new Collection(database, name), {
  get(target, key) { return typeof key === 'symbol' || key in target ? target[key] : collectionNamed(database, name + '.' + key); },
});
`;
