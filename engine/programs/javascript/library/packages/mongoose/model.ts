/** Models of mongoose. */
export const mongooseModelSource = `
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
