/** Documents of mongoose. */
export const mongooseDocumentSource = `
const { ObjectId } = require('npm:mongodb');
const { MongooseError, CastError, ValidationError, at, put, cast, defaults, validate, isPlain } = $builtin('npm:mongoose/$schema');
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
`;
