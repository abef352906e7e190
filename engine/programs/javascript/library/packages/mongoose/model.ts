/** Documents, queries and models of mongoose. */
export const mongooseModelSource = `
const { ObjectId } = require('npm:mongodb');
const { MongooseError, CastError, ValidationError, at, put, cast, defaults, validate, isPlain } = $builtin('npm:mongoose/schema');
const inspect = Symbol.for('nodejs.util.inspect.custom');
const plain = (value, options, depth = 0) => {
  if (value instanceof Document) return value.toObject(options);
  if (Array.isArray(value)) return value.map((item) => plain(item, options));
  if (value instanceof Map) return options && options.flatten ? Object.fromEntries([...value].map(([key, item]) => [key, plain(item, options)])) : value;
  if (isPlain(value)) return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plain(item, options)]));
  return value;
};
const stored = (value) => {
  if (value instanceof Document) return value._id;
  if (Array.isArray(value)) return value.map(stored);
  if (value instanceof Map) return Object.fromEntries([...value].map(([key, item]) => [key, stored(item)]));
  if (isPlain(value)) return Object.fromEntries(Object.entries(value).filter(([, item]) => item !== undefined).map(([key, item]) => [key, stored(item)]));
  return value;
};
class Document {
  constructor(values = {}, fields, isNew = true) {
    const hidden = (name, value) => Object.defineProperty(this, name, { value, writable: true, enumerable: false, configurable: true });
    hidden('_doc', {}); hidden('isNew', isNew); hidden('_modified', new Set()); hidden('_errors', {}); hidden('$locals', {}); hidden('_before', undefined); hidden('_removed', new Set());
    if (isNew) { this.set(values); defaults(this.constructor.schema, this._doc, this); this._inOrder(); }
  }
  // As the schema names them, and the id at the end.
  _inOrder() {
    const { _id, ...rest } = this._doc;
    const made = {};
    for (const path of Object.keys(this.constructor.schema.paths)) { const [key] = path.split('.'); if (key in rest) made[key] = rest[key]; }
    this._doc = { ...made, ...rest, ...(_id === undefined ? {} : { _id }) };
  }
  get(path) { return at(this._doc, path); }
  set(path, value) {
    if (typeof path === 'object') {
      const given = path instanceof Document ? path.toObject() : path ?? {};
      this._take(given, '');
      return this;
    }
    const { schema } = this.constructor;
    const virtual = schema.virtuals[path];
    if (virtual && virtual.setters.length > 0) { for (const each of virtual.setters) each.call(this, value); return this; }
    const type = schema.paths[path];
    if (!type && schema.nested[path] && isPlain(value)) { this._take(value, path + '.'); return this; }
    if (!type && schema.options.strict !== false && !Object.keys(schema.paths).some((each) => path.startsWith(each + '.'))) { if (schema.options.strict === 'throw') throw new MongooseError('Field \`' + path + '\` is not in schema and strict mode is set to throw.'); return this; }
    if (type && type.options.immutable && !this.isNew && at(this._doc, path) !== undefined) return this;
    delete this._errors[path];
    try {
      const made = !type ? value : value instanceof Document && type.options.ref ? value : cast(type, value);
      put(this._doc, path, made === undefined ? undefined : made);
      if (made === undefined) this._removed.add(path); else this._removed.delete(path);
      this._modified.add(path);
    } catch (error) { if (!(error instanceof CastError)) throw error; this._errors[path] = error; }
    return this;
  }
  _take(given, prefix) { for (const key of Object.keys(given)) { const path = prefix + key; if (this.constructor.schema.nested[path] && isPlain(given[key])) this._take(given[key], path + '.'); else this.set(path, given[key]); } }
  get id() { return undefined; }
  get errors() { return this._lastErrors; }
  markModified(path) { this._modified.add(path); }
  isModified(paths) {
    const changed = this.modifiedPaths();
    if (paths === undefined) return changed.length > 0;
    return [paths].flat().flatMap((each) => each.split(' ')).some((path) => changed.some((each) => each === path || each.startsWith(path + '.') || path.startsWith(each + '.')));
  }
  modifiedPaths() {
    const found = new Set(this._modified);
    if (this._before !== undefined) for (const path of Object.keys(this.constructor.schema.paths)) if (JSON.stringify(stored(at(this._doc, path))) !== JSON.stringify(at(this._before, path))) found.add(path);
    return [...found];
  }
  isDirectModified(path) { return this.isModified(path); }
  populated(path) { return at(this._doc, path) instanceof Document ? at(this._doc, path)._id : undefined; }
  async validate() {
    const { schema, modelName } = this.constructor;
    await schema.$run('pre', 'validate', this, []);
    const errors = await validate(schema, this._doc, this, '', { ...this._errors });
    if (Object.keys(errors).length > 0) { const error = new ValidationError(modelName, errors); this._lastErrors = errors; throw error; }
    await schema.$run('post', 'validate', this, [this]);
  }
  validateSync() {
    let failed;
    const errors = { ...this._errors };
    for (const [path, type] of Object.entries(this.constructor.schema.paths)) { const value = at(this._doc, path); if (type.isRequired && (value === undefined || value === null || value === '')) errors[path] = new MongooseError('Path \`' + path + '\` is required.'); }
    if (Object.keys(errors).length > 0) failed = new ValidationError(this.constructor.modelName, errors);
    return failed;
  }
  invalidate(path, words) { this._errors[path] = new MongooseError(words); }
  async save(options = {}) {
    const { schema, collection } = this.constructor;
    if (options.validateBeforeSave !== false) await this.validate();
    await schema.$run('pre', 'save', this, []);
    const now = new Date();
    if (schema.$stamps) { const { created, updated } = schema.$stamps; if (created && this.isNew && at(this._doc, created) === undefined) put(this._doc, created, now); if (updated && (this.isNew || this.isModified())) { put(this._doc, updated, now); this._modified.add(updated); } }
    const { versionKey } = schema.options;
    if (this.isNew) {
      if (versionKey && this._doc[versionKey] === undefined) this._doc[versionKey] = 0;
      const { _id, [versionKey]: version, ...rest } = stored(this._doc);
      await (await this.constructor.$collection()).insertOne({ ...rest, _id, ...(version === undefined ? {} : { [versionKey]: version }) });
      this.isNew = false;
    } else {
      const paths = this.modifiedPaths();
      const $set = {}; const $unset = {};
      for (const path of paths) { const value = at(this._doc, path); if (value === undefined) $unset[path] = 1; else $set[path] = stored(value); }
      if (paths.length > 0) {
        const { matchedCount } = await (await this.constructor.$collection()).updateOne({ _id: this._id }, { ...(Object.keys($set).length > 0 ? { $set } : {}), ...(Object.keys($unset).length > 0 ? { $unset } : {}) });
        if (matchedCount === 0) throw Object.assign(new MongooseError('No document found for query "{ _id: ' + $inspectValue(this._id) + ' }" on model "' + this.constructor.modelName + '"'), { name: 'DocumentNotFoundError' });
      }
    }
    this._modified.clear();
    this._before = stored(this._doc);
    await schema.$run('post', 'save', this, [this]);
    return this;
  }
  async deleteOne() {
    const { schema } = this.constructor;
    await schema.$run('pre', 'deleteOne', this, []);
    const made = await (await this.constructor.$collection()).deleteOne({ _id: this._id });
    await schema.$run('post', 'deleteOne', this, [this]);
    return made;
  }
  async updateOne(update, options) { return this.constructor.updateOne({ _id: this._id }, update, options); }
  async populate(paths) { await this.constructor.populate([this], paths); return this; }
  overwrite(values) { this._doc = { _id: this._doc._id }; this.set(values); return this; }
  equals(other) { return String(this._id) === String(other && other._id); }
  $isNew() { return this.isNew; }
  _plain(options) {
    const { schema } = this.constructor;
    const made = {};
    for (const [key, value] of Object.entries(this._doc)) made[key] = plain(value, options);
    if (options.virtuals) for (const [name, virtual] of Object.entries(schema.virtuals)) if (name !== 'id' || options.id !== false) { const value = this[name]; if (value !== undefined) made[name] = plain(value, options); }
    if (options.versionKey === false) delete made[schema.options.versionKey];
    return typeof options.transform === 'function' ? options.transform(this, made, options) ?? made : made;
  }
  toObject(options) { return this._plain({ ...this.constructor.schema.options.toObject, ...options }); }
  toJSON(options) { return this._plain({ flatten: true, ...this.constructor.schema.options.toJSON, ...options }); }
  toString() { return $inspectValue(this.toObject()); }
  [inspect](depth, options) { return $inspectValue(this.toObject({ virtuals: false, transform: undefined }), options); }
}
const castFilter = (schema, filter, model) => {
  if (filter === undefined || filter === null) return {};
  if (typeof filter !== 'object' || filter instanceof ObjectId) throw Object.assign(new MongooseError('Parameter "filter" to find() must be an object, got "' + String(filter) + '" (type ' + typeof filter + ')'), { name: 'ObjectParameterError' });
  const made = {};
  for (const [key, value] of Object.entries(filter)) {
    if (key === '$and' || key === '$or' || key === '$nor') { made[key] = value.map((each) => castFilter(schema, each, model)); continue; }
    const type = schema.paths[key];
    const one = (given) => { if (!type || given === null || given instanceof RegExp) return stored(given); const of = type.instance === 'Array' && !Array.isArray(given) && type.caster ? type.caster : type; if (of.schema) return stored(given); try { return stored(cast(of, given, key)); } catch (error) { throw error instanceof CastError && model ? error.forModel(model) : error; } };
    if (isPlain(value) && Object.keys(value).some((name) => name.startsWith('$')))
      made[key] = Object.fromEntries(Object.entries(value).map(([name, given]) => [name, ['$eq', '$ne', '$gt', '$gte', '$lt', '$lte'].includes(name) ? one(given) : ['$in', '$nin', '$all'].includes(name) ? given.map(one) : name === '$not' ? castFilter(schema, { [key]: given }, model)[key] : given]));
    else made[key] = one(value);
  }
  return made;
};
const castUpdate = (schema, given, options, model) => {
  if (Array.isArray(given)) return given;
  const update = { $set: {} };
  for (const [key, value] of Object.entries(given instanceof Document ? given.toObject() : given ?? {})) {
    if (!key.startsWith('$')) update.$set[key] = value;
    else update[key] = key === '$set' ? { ...update.$set, ...value } : { ...value };
  }
  for (const operator of Object.keys(update)) {
    if (!isPlain(update[operator])) continue;
    for (const [path, value] of Object.entries(update[operator])) {
      const type = schema.paths[path];
      const known = type || schema.nested[path] || schema.options.strict === false || Object.keys(schema.paths).some((each) => path.startsWith(each + '.'));
      if (!known) { delete update[operator][path]; continue; }
      if (!type || (operator === '$unset')) { update[operator][path] = stored(value); continue; }
      try {
        if (operator === '$set' || operator === '$inc' || operator === '$setOnInsert' || operator === '$min' || operator === '$max' || operator === '$mul') update[operator][path] = stored(cast(type, value, path));
        else if (type.instance === 'Array' && ['$push', '$addToSet', '$pull'].includes(operator) && !(isPlain(value) && Object.keys(value).some((name) => name.startsWith('$')))) update[operator][path] = operator === '$pull' && type.schema ? stored(value) : stored(cast(type, [value], path)[0]);
        else update[operator][path] = stored(value);
      } catch (error) { throw error instanceof CastError && model ? error.forModel(model) : error; }
    }
    if (Object.keys(update[operator]).length === 0) delete update[operator];
  }
  if (schema.$stamps) { const { created, updated } = schema.$stamps; if (updated) (update.$set ??= {})[updated] = new Date(); if (created && options.upsert) (update.$setOnInsert ??= {})[created] = new Date(); if (created && update.$set) delete update.$set[created]; }
  if (options.upsert) { const { versionKey } = schema.options; if (versionKey) (update.$setOnInsert ??= {})[versionKey] = 0; }
  return update;
};
const fields = (given) => typeof given === 'string' ? Object.fromEntries(given.split(/\\s+/).filter(Boolean).map((name) => name.startsWith('-') ? [name.slice(1), 0] : [name.replace(/^\\+/, ''), 1])) : Array.isArray(given) ? Object.fromEntries(given.map((name) => [name, 1])) : given;
const order = (given) => typeof given === 'string' ? Object.fromEntries(given.split(/\\s+/).filter(Boolean).map((name) => name.startsWith('-') ? [name.slice(1), -1] : [name, 1])) : Object.fromEntries((Array.isArray(given) ? given : Object.entries(given ?? {})).map(([name, way]) => [name, /^desc|^-1$/.test(String(way)) ? -1 : 1]));
class Query {
  constructor(model, op, filter, options = {}) { Object.assign(this, { model, op, _filter: { ...filter }, _options: { ...options }, _populate: [], _update: undefined, _path: undefined, _lean: options.lean === true }); if (options.sort) this.sort(options.sort); }
  _set(name, value) { this._options[name] = value; return this; }
  getFilter() { return this._filter; }
  getQuery() { return this._filter; }
  getUpdate() { return this._update; }
  setUpdate(update) { this._update = update; }
  getOptions() { return this._options; }
  setOptions(options) { Object.assign(this._options, options); return this; }
  find(filter) { Object.assign(this._filter, filter); return this; }
  findOne(filter) { this.op = 'findOne'; Object.assign(this._filter, filter); return this; }
  where(path, value) { if (typeof path === 'object') Object.assign(this._filter, path); else { this._path = path; if (value !== undefined) this._filter[path] = value; } return this; }
  equals(value) { this._filter[this._path] = value; return this; }
  or(list) { (this._filter.$or ??= []).push(...list); return this; }
  and(list) { (this._filter.$and ??= []).push(...list); return this; }
  select(given) { this._options.projection = { ...this._options.projection, ...fields(given) }; if (typeof given === 'string') this._shows = [...this._shows ?? [], ...given.split(/\\s+/).filter((each) => each.startsWith('+')).map((each) => each.slice(1))]; return this; }
  sort(given) { return this._set('sort', { ...this._options.sort, ...order(given) }); }
  limit(count) { return this._set('limit', Number(count)); }
  skip(count) { return this._set('skip', Number(count)); }
  lean(on = true) { this._lean = on !== false; return this; }
  populate(...given) { this._populate.push(...paths(...given)); return this; }
  countDocuments(filter) { this.op = 'countDocuments'; Object.assign(this._filter, filter); return this; }
  distinct(path, filter) { this.op = 'distinct'; this._field = path; Object.assign(this._filter, filter); return this; }
  deleteOne(filter) { this.op = 'deleteOne'; Object.assign(this._filter, filter); return this; }
  orFail(error) { this._fails = error ?? (() => Object.assign(new MongooseError('No document found for query "' + $inspectValue(this._filter, { breakLength: Infinity }) + '" on model "' + this.model.modelName + '"'), { name: 'DocumentNotFoundError' })); return this; }
  session() { return this; }
  maxTimeMS() { return this; }
  hint() { return this; }
  collation() { return this; }
  then(good, bad) { return this.exec().then(good, bad); }
  catch(bad) { return this.exec().catch(bad); }
  finally(done) { return this.exec().finally(done); }
  get [Symbol.toStringTag]() { return 'Query'; }
  async exec() {
    if (this._executed) throw Object.assign(new MongooseError('Query was already executed: ' + this.model.modelName + '.' + this.op + '(' + $inspectValue(this._filter, { breakLength: Infinity }) + ')'), { name: 'MongooseError' });
    this._executed = true;
    const { schema } = this.model;
    await schema.$run('pre', this.op, this, []);
    const filter = castFilter(schema, this._filter, this.model.modelName);
    const collection = await this.model.$collection(this.op);
    let made = await this['_' + this.op](collection, filter);
    if (this._fails && (made === null || Array.isArray(made) && made.length === 0)) throw typeof this._fails === 'function' ? this._fails() : this._fails;
    if (this._populate.length > 0 && made) await this.model.populate([made].flat(), this._populate, this._lean);
    await schema.$run('post', this.op, this, [made]);
    return made;
  }
  cursor() { const query = this; return { async *[Symbol.asyncIterator]() { yield* await query.exec(); } }; }
  [Symbol.asyncIterator]() { return this.cursor()[Symbol.asyncIterator](); }
  _shown() {
    const { projection } = this._options;
    const hides = Object.values(this.model.schema.paths).filter((each) => each.options.select === false && !(this._shows ?? []).includes(each.path) && projection?.[each.path] !== 1).map(({ path }) => path);
    const shows = projection ? { ...projection } : {};
    for (const path of this._shows ?? []) delete shows[path];
    const isInclusive = Object.entries(shows).some(([name, on]) => name !== '_id' && on);
    if (!isInclusive) for (const path of hides) shows[path] = 0;
    return Object.keys(shows).length > 0 ? shows : undefined;
  }
  _made(row) { return row === null ? null : this._lean ? row : this.model.hydrate(row); }
  async _find(collection, filter) { const { sort, limit, skip } = this._options; return (await collection.find(filter, { sort, limit, skip, projection: this._shown() }).toArray()).map((row) => this._made(row)); }
  async _findOne(collection, filter) { const { sort, skip } = this._options; return this._made(await collection.findOne(filter, { sort, skip, projection: this._shown() })); }
  async _countDocuments(collection, filter) { return collection.countDocuments(filter, this._options); }
  async _estimatedDocumentCount(collection) { return collection.estimatedDocumentCount(); }
  async _distinct(collection, filter) { return collection.distinct(this._field, filter); }
  async _checked() {
    const update = castUpdate(this.model.schema, this._update, this._options, this.model.modelName);
    if (this._options.runValidators && update.$set) {
      const errors = {};
      const picked = { paths: Object.fromEntries(Object.entries(this.model.schema.paths).filter(([path]) => path in update.$set)) };
      const values = {};
      for (const [path, value] of Object.entries(update.$set)) put(values, path, value);
      await validate(picked, values, this, '', errors);
      if (Object.keys(errors).length > 0) throw new ValidationError('', errors);
    }
    if (this._options.upsert && this._options.setDefaultsOnInsert !== false) {
      const values = {};
      defaults(this.model.schema, values, values);
      for (const [path, value] of Object.entries(values)) if (path !== '_id' && !(path in (update.$set ?? {})) && !(path in (update.$setOnInsert ?? {})) && !(path in this._filter) && !isPlain(value)) (update.$setOnInsert ??= {})[path] = stored(value);
    }
    return Object.keys(update).length > 0 ? update : { $set: {} };
  }
  async _findOneAndUpdate(collection, filter) {
    const returnsNew = this._options.new === true || this._options.returnDocument === 'after' || this._options.returnOriginal === false;
    const update = await this._checked();
    if (update.$set && Object.keys(update.$set).length === 0) return this._findOne(collection, filter);
    return this._made(await collection.findOneAndUpdate(filter, update, { sort: this._options.sort, upsert: this._options.upsert, projection: this._shown(), returnDocument: returnsNew ? 'after' : 'before' }));
  }
  async _findOneAndDelete(collection, filter) { return this._made(await collection.findOneAndDelete(filter, { sort: this._options.sort })); }
  async _findOneAndReplace(collection, filter) { return this._made(await collection.findOneAndReplace(filter, stored(this._update), { returnDocument: this._options.new ? 'after' : 'before', upsert: this._options.upsert })); }
  async _updated(collection, filter, many) {
    const update = await this._checked();
    if (update.$set && Object.keys(update.$set).length === 0 && Object.keys(update).length === 1) return { acknowledged: false };
    return collection[many ? 'updateMany' : 'updateOne'](filter, update, { upsert: this._options.upsert });
  }
  _updateOne(collection, filter) { return this._updated(collection, filter, false); }
  _updateMany(collection, filter) { return this._updated(collection, filter, true); }
  async _replaceOne(collection, filter) { return collection.replaceOne(filter, stored(this._update), this._options); }
  async _deleteOne(collection, filter) { return collection.deleteOne(filter); }
  async _deleteMany(collection, filter) { return collection.deleteMany(filter); }
}
for (const [name, operator] of Object.entries({ gt: '$gt', gte: '$gte', lt: '$lt', lte: '$lte', ne: '$ne', in: '$in', nin: '$nin', all: '$all', exists: '$exists', regex: '$regex', size: '$size' })) Query.prototype[name] = function (path, value) { if (arguments.length > 1) this._path = path; else value = path; this._filter[this._path] = { ...this._filter[this._path], [operator]: value }; return this; };
const paths = (given, select) => typeof given === 'string' ? given.split(/\\s+/).map((path) => ({ path, select })) : Array.isArray(given) ? given.flatMap((each) => paths(each)) : [given];
const modelOf = (mongoose, connection, name, schema, collectionName) => {
  const Model = { [name]: class extends Document {} }[name];
  const statics = {
    modelName: name, schema, db: connection, base: mongoose,
    hydrate(row) { const fresh = new Model({}, null, false); fresh._doc = hydrated(row); fresh._before = stored(fresh._doc); return fresh; },
    async $collection(op = 'insertOne') { const db = await connection.$db(collectionName + '.' + op + '()'); await Model.$indexed(db); return db.collection(collectionName); },
    async $indexed(db) {
      if (Model.$ready || schema.options.autoIndex === false) return Model.$ready;
      Model.$ready = (async () => { for (const [key, options] of schema._indexes) { try { await db.collection(collectionName).createIndex(key, options); } catch (error) { Model.$indexError = error; } } })();
      return Model.$ready;
    },
    async init() { await Model.$collection(); return Model; },
    async createIndexes() { await Model.$collection(); },
    async syncIndexes() { await Model.$collection(); return []; },
    async create(given, ...more) {
      if (Array.isArray(given)) { const made = []; for (const each of given) made.push(await new Model(each).save()); return made; }
      if (more.length > 0 && isPlain(more[0]) && Object.keys(more[0]).length > 0) return Model.create([given, ...more]);
      return new Model(given).save();
    },
    async insertMany(rows) {
      const made = [rows].flat().map((row) => row instanceof Model ? row : new Model(row));
      for (const each of made) await each.validate();
      const now = new Date();
      for (const each of made) { if (schema.$stamps) for (const stamp of Object.values(schema.$stamps)) if (stamp) each._doc[stamp] ??= now; if (schema.options.versionKey) each._doc[schema.options.versionKey] = 0; }
      if (made.length > 0) await (await Model.$collection('insertMany')).insertMany(made.map((each) => stored(each._doc)));
      for (const each of made) { each.isNew = false; each._modified.clear(); each._before = stored(each._doc); }
      return made;
    },
    find(filter, projection, options) { const made = new Query(Model, 'find', filter, options); return projection ? made.select(projection) : made; },
    findOne(filter, projection, options) { const made = new Query(Model, 'findOne', filter, options); return projection ? made.select(projection) : made; },
    findById(id, projection, options) { return Model.findOne({ _id: id === undefined ? null : id }, projection, options); },
    where(path, value) { return Model.find().where(path, value); },
    exists(filter) { return Model.findOne(filter).select('_id').lean(); },
    countDocuments(filter) { return new Query(Model, 'countDocuments', filter); },
    estimatedDocumentCount() { return new Query(Model, 'estimatedDocumentCount', {}); },
    distinct(path, filter) { return new Query(Model, 'find', {}).distinct(path, filter); },
    aggregate(pipeline = []) {
      const made = { then: (good, bad) => made.exec().then(good, bad), catch: (bad) => made.exec().catch(bad), exec: async () => (await Model.$collection('aggregate')).aggregate(pipeline).toArray() };
      for (const stage of ['match', 'group', 'sort', 'limit', 'skip', 'project', 'unwind', 'lookup', 'addFields', 'count']) made[stage] = (given) => { pipeline.push({ ['$' + stage]: given }); return made; };
      return made;
    },
    async bulkWrite(operations) { return (await Model.$collection('bulkWrite')).bulkWrite(operations); },
    async populate(documents, given, lean = false) { for (const each of paths(given)) await populate(connection, Model, [documents].flat().filter(Boolean), each, lean); return documents; },
    discriminator() { throw new MongooseError('discriminators are not part of the simulation'); },
    watch() { throw new MongooseError('change streams are not part of the simulation'); },
    get collection() { return { name: collectionName, collectionName }; },
  };
  for (const op of ['findOneAndUpdate', 'findOneAndReplace', 'updateOne', 'updateMany', 'replaceOne']) statics[op] = (filter, update, options) => Object.assign(new Query(Model, op, filter, options), { _update: update });
  for (const op of ['findOneAndDelete', 'deleteOne', 'deleteMany']) statics[op] = (filter, options) => new Query(Model, op, filter, options);
  statics.findByIdAndUpdate = (id, update, options) => statics.findOneAndUpdate({ _id: id }, update, options);
  statics.findByIdAndDelete = (id, options) => statics.findOneAndDelete({ _id: id }, options);
  const define = (object, all) => { for (const key of Object.keys(all)) { const { get } = Object.getOwnPropertyDescriptor(all, key); Object.defineProperty(object, key, get ? { get, configurable: true, enumerable: false } : { value: all[key], writable: true, configurable: true, enumerable: false }); } };
  define(Model, statics);
  define(Model, schema.statics);
  const hydrated = (row) => { const made = {}; for (const [key, value] of Object.entries(row)) made[key] = schema.paths[key]?.instance === 'Map' && isPlain(value) ? new Map(Object.entries(value)) : value; return made; };
  const tops = new Set([...Object.keys(schema.paths), ...Object.keys(schema.nested)].map((path) => path.split('.')[0]));
  if (schema.options.versionKey) tops.add(schema.options.versionKey);
  for (const key of tops) Object.defineProperty(Model.prototype, key, { get() { return this._doc[key]; }, set(value) { if (key === schema.options.versionKey) this._doc[key] = value; else this.set(key, value); }, enumerable: true, configurable: true });
  for (const [key, virtual] of Object.entries(schema.virtuals)) {
    if (virtual.options.ref) { Object.defineProperty(Model.prototype, key, { get() { return this['$' + key]; }, configurable: true }); continue; }
    Object.defineProperty(Model.prototype, key, { get() { return virtual.getters.reduce((value, run) => run.call(this, value, virtual, this), undefined); }, set(value) { for (const run of virtual.setters) run.call(this, value, virtual, this); }, configurable: true });
  }
  for (const [key, run] of Object.entries(schema.methods)) Object.defineProperty(Model.prototype, key, { value: run, writable: true, configurable: true, enumerable: false });
  return Model;
};
const populate = async (connection, Model, documents, { path, select, model, populate: inner, match = {} }, lean) => {
  const type = Model.schema.paths[path];
  const virtual = Model.schema.virtuals[path];
  const ref = model ?? type?.options.ref ?? type?.caster?.options.ref ?? virtual?.options.ref;
  if (!ref) { if (Model.schema.options.strictPopulate !== false && !type) throw Object.assign(new MongooseError('Cannot populate path \`' + path + '\` because it is not in your schema. Set the \`strictPopulate\` option to false to override.'), { name: 'StrictPopulateError' }); return; }
  const Other = typeof ref === 'string' ? connection.model(ref) : ref;
  const doc = (each) => each instanceof Document ? each._doc : each;
  const foreign = virtual?.options.foreignField ?? '_id';
  const local = virtual?.options.localField ?? path;
  const wanted = documents.flatMap((each) => [at(doc(each), local)].flat()).filter((id) => id !== undefined && id !== null).map((id) => id instanceof Document ? id._id : id);
  let query = Other.find({ ...match, [foreign]: { $in: wanted } });
  if (select) query = query.select(select);
  if (lean) query = query.lean();
  if (inner) query = query.populate(inner);
  const found = wanted.length > 0 ? await query : [];
  const byKey = (value) => found.filter((each) => String(at(doc(each), foreign)) === String(value instanceof Document ? value._id : value));
  for (const each of documents) {
    const value = at(doc(each), local);
    if (virtual) { const made = virtual.options.justOne ? byKey(value)[0] ?? null : byKey(value); if (each instanceof Document) each['$' + path] = made; else each[path] = made; continue; }
    put(doc(each), path, Array.isArray(value) ? value.flatMap((id) => byKey(id).slice(0, 1)) : byKey(value)[0] ?? (value === undefined ? undefined : null));
    if (each instanceof Document) each._before = stored(each._doc);
  }
};
module.exports = { Document, Query, modelOf };
`;
