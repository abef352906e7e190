/** Queries of mongoose. */
export const mongooseQuerySource = `
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
`;
