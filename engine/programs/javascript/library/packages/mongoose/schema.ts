/** Schemas of mongoose: types, what they cast and check, hooks. */
export const mongooseSchemaSource = `
const { ObjectId } = require('npm:mongodb');
const isPlain = (value) => value !== null && typeof value === 'object' && [Object.prototype, null].includes(Object.getPrototypeOf(value));
class MongooseError extends Error { get name() { return 'MongooseError'; } }
const quoted = (value) => { const text = typeof value === 'string' ? '"' + value + '"' : $inspectValue(value, { breakLength: Infinity }); return text.startsWith('"') ? text : '"' + text + '"'; };
const typeOf = (value) => value === null ? 'null' : typeof value === 'object' ? value.constructor?.name ?? 'Object' : typeof value;
const castFailed = ({ kind, stringValue, valueType, path }) => 'Cast to ' + kind + ' failed for value ' + stringValue + ' (type ' + valueType + ') at path "' + path + '"';
class CastError extends MongooseError {
  constructor(kind, value, path, reason) {
    const fields = { stringValue: quoted(value), messageFormat: undefined, kind, value, path, reason: reason ?? null, valueType: typeOf(value) };
    const because = reason && !['AssertionError', 'Error'].includes(reason.name) ? ' because of "' + reason.name + '"' : '';
    super(castFailed(fields) + because);
    Object.assign(this, fields);
  }
  get name() { return 'CastError'; }
  forModel(name) { this.message = castFailed(this) + ' for model "' + name + '"'; return this; }
}
class ValidatorError extends MongooseError {
  constructor(properties) { super(properties.message); Object.defineProperty(this, 'properties', { value: properties, enumerable: true }); this.kind = properties.type; this.path = properties.path; this.value = properties.value; this.reason = properties.reason; }
  get name() { return 'ValidatorError'; }
}
class ValidationError extends MongooseError {
  constructor(model, errors) { super((model ? model + ' validation failed: ' : 'Validation failed: ') + Object.entries(errors).map(([path, error]) => path + ': ' + error.message).join(', ')); this.errors = errors; this._message = model + ' validation failed'; Object.defineProperty(this, '_message', { enumerable: true }); }
  get name() { return 'ValidationError'; }
}
const kinds = new Map([[String, 'String'], [Number, 'Number'], [Boolean, 'Boolean'], [Date, 'Date'], [Buffer, 'Buffer'], [Object, 'Mixed'], [Map, 'Map'], [BigInt, 'BigInt'], [ObjectId, 'ObjectId']]);
const names = { string: 'String', number: 'Number', boolean: 'Boolean', bool: 'Boolean', date: 'Date', buffer: 'Buffer', mixed: 'Mixed', object: 'Mixed', map: 'Map', objectid: 'ObjectId', bigint: 'BigInt' };
class SchemaType {
  constructor(path, kind, options) { this.path = path; this.instance = kind; this.options = options; }
  get isRequired() { const { required } = this.options; return Boolean(Array.isArray(required) ? required[0] : required); }
}
const casters = {
  String: (value) => { if (typeof value === 'object' && !(value instanceof ObjectId) && !(value instanceof Date) && (Array.isArray(value) || value.toString === Object.prototype.toString)) throw new TypeError(); return String(value); },
  Number: (value) => { if (value === '') return null; if (typeof value === 'boolean') return Number(value); const made = value instanceof Date ? value.getTime() : typeof value === 'object' ? NaN : Number(value); if (Number.isNaN(made)) throw Object.assign(new Error(), { name: 'AssertionError' }); return made; },
  Boolean: (value) => { if ([true, 'true', 1, '1', 'yes'].includes(value)) return true; if ([false, 'false', 0, '0', 'no'].includes(value)) return false; throw Object.assign(new Error(), { name: 'CastError' }); },
  Date: (value) => { if (value === '') return null; const made = value instanceof Date ? value : new Date(typeof value === 'string' && /^-?\\d+$/.test(value) ? Number(value) : value); if (Number.isNaN(made.getTime())) throw Object.assign(new Error(), { name: 'AssertionError' }); return made; },
  ObjectId: (value) => { if (value instanceof ObjectId) return value; if (value && value._id instanceof ObjectId) return value._id; try { return new ObjectId(value); } catch (error) { throw error; } },
  Buffer: (value) => Buffer.from(value),
  BigInt: (value) => BigInt(value),
  Mixed: (value) => value,
  Map: (value) => value instanceof Map ? value : new Map(Object.entries(value)),
};
class Schema {
  constructor(definition = {}, options = {}) {
    this.obj = definition;
    this.options = { id: true, _id: true, strict: true, minimize: true, versionKey: '__v', ...options };
    this.paths = {}; this.tree = {}; this.methods = {}; this.statics = {}; this.virtuals = {}; this.query = {};
    this._hooks = { pre: [], post: [] }; this._indexes = []; this.nested = {};
    this.add(definition);
    if (this.options._id !== false && !this.paths._id) this.paths = { _id: new SchemaType('_id', 'ObjectId', { auto: true, default: () => new ObjectId() }), ...this.paths };
    if (this.options._id === false) delete this.paths._id;
    const { timestamps } = this.options;
    if (timestamps) {
      const named = (key) => timestamps === true || timestamps[key] === undefined || timestamps[key] === true ? key : timestamps[key];
      this.$stamps = { created: named('createdAt'), updated: named('updatedAt') };
      for (const name of Object.values(this.$stamps)) if (name && !this.paths[name]) this.paths[name] = new SchemaType(name, 'Date', name === this.$stamps.created ? { immutable: true } : {});
    }
    if (this.options.id && this.paths._id && !this.paths.id) this.virtual('id').get(function () { return this._id === undefined || this._id === null ? null : String(this._id); });
  }
  add(definition, prefix = '') {
    if (definition instanceof Schema) definition = definition.obj;
    for (const key of Object.keys(definition)) this._path(prefix + key, definition[key]);
    return this;
  }
  path(name, definition) { if (definition === undefined) return this.paths[name]; this._path(name, definition); return this; }
  _path(path, given) {
    if (given === undefined || given === null) throw new TypeError('Invalid value for schema path \`' + path + '\`, got value "' + given + '"');
    if (given instanceof Schema) { this.paths[path] = Object.assign(new SchemaType(path, 'Embedded', {}), { schema: given }); return; }
    if (Array.isArray(given)) { this.paths[path] = this._array(path, given[0], {}); return; }
    const isOptions = isPlain(given) && given.type !== undefined && !(isPlain(given.type) && given.type.type !== undefined && !Object.hasOwn(given, 'ref'));
    if (isPlain(given) && !isOptions) {
      if (Object.keys(given).length === 0) { this.paths[path] = new SchemaType(path, 'Mixed', {}); return; }
      this.nested[path] = true;
      this.add(given, path + '.');
      return;
    }
    const options = isOptions ? given : {};
    const type = isOptions ? given.type : given;
    if (Array.isArray(type)) this.paths[path] = this._array(path, type[0], options);
    else if (type instanceof Schema) this.paths[path] = Object.assign(new SchemaType(path, 'Embedded', options), { schema: type });
    else if (isPlain(type)) this.paths[path] = Object.assign(new SchemaType(path, 'Embedded', options), { schema: new Schema(type, { _id: false }) });
    else this.paths[path] = new SchemaType(path, this._kind(path, type), options);
    if (options.index || options.unique || options.sparse || options.expires) this._indexes.push([{ [path]: 1 }, { ...(options.unique ? { unique: true } : {}), ...(options.sparse ? { sparse: true } : {}), ...(options.expires ? { expireAfterSeconds: Number(options.expires) } : {}) }]);
  }
  _kind(path, type) {
    const kind = kinds.get(type) ?? (typeof type === 'string' ? names[type.toLowerCase()] : typeof type === 'function' ? type.$kind ?? names[type.name.toLowerCase()] : undefined);
    if (kind === undefined) throw new TypeError('Invalid schema configuration: \`' + (typeof type === 'function' ? type.name : String(type)) + '\` is not a valid type at path \`' + path + '\`. See https://bit.ly/mongoose-schematypes for a list of valid schema types.');
    return kind;
  }
  _array(path, given, options) {
    const made = new SchemaType(path, 'Array', options);
    if (given === undefined) made.caster = new SchemaType(path, 'Mixed', {});
    else if (given instanceof Schema) made.schema = given;
    else if (isPlain(given) && given.type === undefined) made.schema = Object.keys(given).length > 0 ? new Schema(given) : undefined;
    else { const inner = isPlain(given) ? given : { type: given }; if (inner.type instanceof Schema) made.schema = inner.type; else made.caster = new SchemaType(path, this._kind(path, inner.type), inner); }
    if (!made.schema) made.caster ??= new SchemaType(path, 'Mixed', {});
    return made;
  }
  method(name, run) { if (typeof name === 'object') Object.assign(this.methods, name); else this.methods[name] = run; return this; }
  static(name, run) { if (typeof name === 'object') Object.assign(this.statics, name); else this.statics[name] = run; return this; }
  virtual(name, options = {}) {
    const made = this.virtuals[name] ??= { path: name, options, getters: [], setters: [], get(run) { made.getters.push(run); return made; }, set(run) { made.setters.push(run); return made; } };
    return made;
  }
  _hook(when, names, options, run) { if (typeof options === 'function') [run, options] = [options, {}]; if (typeof names === 'function') throw new MongooseError('hooks for all operations are not part of the simulation'); for (const name of names instanceof RegExp ? ['save', 'validate', 'find', 'findOne', 'findOneAndUpdate', 'findOneAndDelete', 'updateOne', 'updateMany', 'deleteOne', 'deleteMany', 'countDocuments'].filter((each) => names.test(each)) : [names].flat()) this._hooks[when].push({ name, run, options }); return this; }
  pre(names, options, run) { return this._hook('pre', names, options, run); }
  post(names, options, run) { return this._hook('post', names, options, run); }
  index(key, options = {}) { this._indexes.push([key, options]); return this; }
  indexes() { return this._indexes; }
  plugin(run, options) { run(this, options); return this; }
  set(name, value) { if (value === undefined) return this.options[name]; this.options[name] = value; return this; }
  get(name) { return this.options[name]; }
  clone() { return Object.assign(Object.create(Schema.prototype), this); }
  eachPath(run) { for (const [path, type] of Object.entries(this.paths)) run(path, type); return this; }
  requiredPaths() { return Object.values(this.paths).filter((each) => each.isRequired).map(({ path }) => path); }
  async $run(when, name, self, args) {
    for (const hook of this._hooks[when]) {
      if (hook.name !== name) continue;
      const expects = when === 'pre' ? hook.run.length >= 1 : hook.run.length > args.length;
      await new Promise((resolve, reject) => {
        const next = (error) => error ? reject(error) : resolve();
        let made;
        try { made = hook.run.call(self, ...(when === 'pre' ? [next, ...args] : [...args, next])); } catch (error) { reject(error); return; }
        if (made && typeof made.then === 'function') made.then(() => resolve(), reject); else if (!expects) resolve();
      });
    }
  }
}
const special = (kind, name) => { const made = { [name]: function (...args) { return kind === 'ObjectId' ? new ObjectId(...args) : undefined; } }[name]; made.$kind = kind; made.schemaName = kind; return made; };
Schema.Types = { String: special('String', 'SchemaString'), Number: special('Number', 'SchemaNumber'), Boolean: special('Boolean', 'SchemaBoolean'), Bool: special('Boolean', 'SchemaBoolean'), Date: special('Date', 'SchemaDate'), ObjectId: special('ObjectId', 'SchemaObjectId'), Oid: special('ObjectId', 'SchemaObjectId'), Mixed: special('Mixed', 'SchemaMixed'), Buffer: special('Buffer', 'SchemaBuffer'), Map: special('Map', 'SchemaMap'), BigInt: special('BigInt', 'SchemaBigInt'), Array: special('Mixed', 'SchemaArray') };
Schema.ObjectId = Schema.Types.ObjectId;

// A value as the path has it. @throws CastError
const cast = (type, value, path = type.path) => {
  if (value === undefined || value === null) return value;
  if (type.instance === 'Array') {
    const items = Array.isArray(value) ? value : [value];
    return items.map((item, at) => type.schema ? castDocument(type.schema, item, path + '.' + at) : cast(type.caster, item, path + '.' + at));
  }
  if (type.instance === 'Embedded') return castDocument(type.schema, value, path);
  let made;
  try { made = casters[type.instance](value); } catch (error) { throw new CastError(type.instance === 'String' ? 'string' : type.instance, value, path, error instanceof TypeError && error.message === '' ? undefined : error); }
  const { options } = type;
  if (typeof made === 'string') { if (options.trim) made = made.trim(); if (options.lowercase) made = made.toLowerCase(); if (options.uppercase) made = made.toUpperCase(); }
  if (typeof options.set === 'function') made = options.set(made);
  return made;
};
const at = (object, path) => path.split('.').reduce((value, key) => value === undefined || value === null ? undefined : value instanceof Map ? value.get(key) : value[key], object);
const put = (object, path, value) => {
  const keys = path.split('.');
  const last = keys.pop();
  let into = object;
  for (const key of keys) into = into[key] ??= {};
  if (value === undefined) delete into[last]; else into[last] = value;
};
const castDocument = (schema, value, prefix) => {
  if (!isPlain(value) && !(value && typeof value.toObject === 'function')) throw new CastError('Embedded', value, prefix, new TypeError('x'));
  const from = typeof value.toObject === 'function' ? value.toObject({ virtuals: false }) : value;
  const made = {};
  for (const [path, type] of Object.entries(schema.paths)) {
    const given = at(from, path);
    if (given !== undefined) put(made, path, cast(type, given, prefix ? prefix + '.' + path : path));
  }
  defaults(schema, made, made);
  return made;
};
const defaults = (schema, values, self) => {
  for (const [path, type] of Object.entries(schema.paths)) {
    if (at(values, path) !== undefined) continue;
    let { default: usual } = type.options;
    if (typeof usual === 'function' && !kinds.has(usual)) usual = usual.call(self); else if (usual === Date.now) usual = Date.now();
    if (usual === undefined && type.instance === 'Array' && !('default' in type.options)) usual = [];
    if (usual !== undefined) put(values, path, cast(type, usual && typeof usual === 'object' && !(usual instanceof ObjectId) ? structuredCloneOf(usual) : usual));
  }
};
const structuredCloneOf = (value) => Array.isArray(value) ? [...value] : value instanceof Date || value instanceof Map ? value : { ...value };
const message = (given, usual, values) => {
  const text = typeof given === 'function' ? given(values) : given ?? usual;
  return String(text).replace(/\\{(PATH|VALUE|MIN|MAX|MINLENGTH|MAXLENGTH|TYPE)\\}/g, (_, name) => String(values[name.toLowerCase()] ?? ''));
};
const pair = (given) => Array.isArray(given) ? given : isPlain(given) && 'value' in given ? [given.value, given.message] : [given];
const checkPath = async (type, value, path, self) => {
  const { options } = type;
  const fail = (kind, given, usual, more = {}) => { const values = { path, value, type: kind, ...more }; return new ValidatorError({ ...values, message: message(given, usual, values) }); };
  if (options.required !== undefined) {
    let [required, words] = pair(options.required);
    if (typeof required === 'string') [required, words] = [true, required];
    if (typeof required === 'function') required = required.call(self);
    const isEmpty = value === undefined || value === null || value === '' && type.instance === 'String';
    if (required && isEmpty) return fail('required', words, 'Path \`{PATH}\` is required.');
  }
  if (value === undefined || value === null) return undefined;
  if (options.enum) {
    const list = Array.isArray(options.enum) ? options.enum : Object.values(options.enum.values ?? options.enum);
    for (const each of [value].flat()) if (!list.includes(each)) return fail('enum', options.enum.message, '\`{VALUE}\` is not a valid enum value for path \`{PATH}\`.', { enumValues: list, value: each });
  }
  if (typeof value === 'string') {
    for (const [name, wrong, words] of [['minlength', (most) => value.length < most, 'is shorter than the minimum allowed length'], ['maxlength', (most) => value.length > most, 'is longer than the maximum allowed length']]) {
      const [most, given] = pair(options[name] ?? options[name.replace('l', 'L')]);
      if (most !== undefined && wrong(most)) return fail(name, given, 'Path \`{PATH}\` (\`{VALUE}\`, length ' + value.length + ') ' + words + ' (' + most + ').', { [name]: most });
    }
    const [pattern, given] = pair(options.match);
    if (pattern !== undefined && value !== '' && !pattern.test(value)) return fail('regexp', given, 'Path \`{PATH}\` is invalid ({VALUE}).');
  }
  if (type.instance === 'Number' || type.instance === 'Date') {
    const [min, minWords] = pair(options.min); const [max, maxWords] = pair(options.max);
    if (min !== undefined && min !== null && value < min) return fail('min', minWords, 'Path \`{PATH}\` ({VALUE}) is ' + (type.instance === 'Date' ? 'before' : 'less than') + ' minimum allowed value ({MIN}).', { min });
    if (max !== undefined && max !== null && value > max) return fail('max', maxWords, 'Path \`{PATH}\` ({VALUE}) is ' + (type.instance === 'Date' ? 'after' : 'more than') + ' maximum allowed value ({MAX}).', { max });
  }
  for (const each of options.validate === undefined ? [] : [options.validate].flat(isPlain(options.validate) ? 0 : 1)) {
    const [run, given] = typeof each === 'function' ? [each] : each instanceof RegExp ? [(text) => each.test(text)] : Array.isArray(each) ? each : [each.validator, each.message];
    if (typeof run !== 'function') continue;
    let good; let reason;
    try { good = await run.call(self, value); } catch (error) { good = false; reason = error; }
    if (good === false || reason) return fail('user defined', reason ? reason.message : given, 'Validator failed for path \`{PATH}\` with value \`{VALUE}\`', { reason });
  }
  return undefined;
};
const validate = async (schema, values, self, prefix = '', errors = {}) => {
  for (const [path, type] of Object.entries(schema.paths)) {
    const full = prefix + path;
    if (errors[full]) continue;
    const value = at(values, path);
    const error = await checkPath(type, value, full, self);
    if (error) errors[full] = error;
    else if (type.schema && value !== undefined && value !== null) {
      if (type.instance === 'Array') for (const [index, item] of value.entries()) await validate(type.schema, item, item, full + '.' + index + '.', errors);
      else await validate(type.schema, value, value, full + '.', errors);
    }
  }
  return errors;
};
module.exports = { Schema, SchemaType, MongooseError, CastError, ValidatorError, ValidationError, at, put, cast, defaults, validate, isPlain };
`;
