import { mongooseDocumentSource } from './document.ts';
import { mongooseModelSource } from './model.ts';
import { mongooseQuerySource } from './query.ts';
import { mongooseSchemaSource } from './schema.ts';

/** Connections, and models by their names. */
const mongooseSource = `
const EventEmitter = require('events');
const mongodb = require('npm:mongodb');
const { Schema, SchemaType, MongooseError, CastError, ValidatorError, ValidationError } = $builtin('npm:mongoose/$schema');
const { Document, Query, modelOf } = $builtin('npm:mongoose/$model');
class MongooseServerSelectionError extends MongooseError {
  constructor(error) { super(error.message); this.reason = error.reason; this.code = error.code; }
  get name() { return 'MongooseServerSelectionError'; }
}
const STATES = { disconnected: 0, connected: 1, connecting: 2, disconnecting: 3, uninitialized: 99 };
const irregular = { person: 'people', child: 'children', man: 'men', woman: 'women', mouse: 'mice', goose: 'geese' };
const same = new Set(['advice', 'energy', 'excretion', 'digestion', 'cooperation', 'health', 'justice', 'labour', 'machinery', 'equipment', 'information', 'pollution', 'sewage', 'paper', 'money', 'species', 'series', 'rain', 'rice', 'fish', 'sheep', 'moose', 'deer', 'news', 'expertise', 'status', 'media']);
const plural = (name) => {
  const text = name.toLowerCase();
  if (same.has(text)) return text;
  if (irregular[text]) return irregular[text];
  if (/s$|(?:x|ch|ss|sh)$/.test(text)) return /s$/.test(text) && !/ss$|us$|is$/.test(text) ? text : text.replace(/sis$/, 's') + 'es';
  if (/(?:[^aeiouy]|qu)y$/.test(text)) return text.slice(0, -1) + 'ies';
  if (/(?:[lr])f$/.test(text)) return text.slice(0, -1) + 'ves';
  return text + 's';
};
class Connection extends EventEmitter {
  constructor(mongoose) {
    super();
    const hidden = (name, value) => Object.defineProperty(this, name, { value, writable: true, enumerable: false });
    hidden('base', mongoose); hidden('models', {}); hidden('client', undefined); hidden('_state', 0); hidden('_opening', undefined);
    this.host = undefined; this.port = undefined; this.name = undefined;
  }
  get readyState() { return this._state; }
  get states() { return STATES; }
  get db() { return this.client && this._state === 1 ? this.client.db(this.name) : undefined; }
  _become(name) { if (this._state === STATES[name]) return; this._state = STATES[name]; this.emit(name); }
  openUri(uri, options = {}) {
    if (typeof uri !== 'string') return Promise.reject(new MongooseError('The \`uri\` parameter to \`openUri()\` must be a string, got "' + (uri === undefined ? 'undefined' : typeof uri) + '". Make sure the first parameter to \`mongoose.connect()\` or \`mongoose.createConnection()\` is a string.'));
    this._opening = (async () => {
      const { user, pass, dbName, ...rest } = options;
      let client;
      client = new mongodb.MongoClient(uri, { ...rest, ...(user ? { auth: { username: user, password: pass } } : {}) });
      this._become('connecting');
      [this.host, this.port] = [client._place.host, client._place.port];
      this.name = dbName ?? client._place.database ?? 'test';
      this.client = client;
      try { await client.connect(); }
      catch (error) {
        this._become('disconnected');
        const made = error instanceof mongodb.MongoServerSelectionError ? new MongooseServerSelectionError(error) : error;
        if (this.listenerCount('error') > 0) this.emit('error', made);
        throw made;
      }
      client.on('serverClosed', () => { if (this._state === 1) { this._become('disconnected'); } });
      this._become('connected');
      this.emit('open');
      for (const Model of Object.values(this.models)) Model.$indexed(client.db(this.name)).catch(() => {});
      return this;
    })();
    return this._opening;
  }
  asPromise() { return this._opening ?? Promise.resolve(this); }
  // The database, when it is there: what is asked for before waits for a while.
  async $db(operation) {
    if (this._state === 1 || (this._state === 0 && this.client && !this.client._closed)) return this.client.db(this.name);
    await new Promise((resolve, reject) => {
      const { bufferTimeoutMS = 10000 } = this.base.options;
      const timer = setTimeout(() => reject(new MongooseError('Operation \`' + operation + '\` buffering timed out after ' + bufferTimeoutMS + 'ms')), bufferTimeoutMS);
      this.once('connected', () => { clearTimeout(timer); resolve(); });
    });
    return this.client.db(this.name);
  }
  model(name, schema, collection) {
    if (schema === undefined) {
      const known = this.models[name];
      if (!known) throw Object.assign(new MongooseError('Schema hasn\\'t been registered for model "' + name + '".\\nUse mongoose.model(name, schema)'), { name: 'MissingSchemaError' });
      return known;
    }
    if (this.models[name]) throw Object.assign(new MongooseError('Cannot overwrite \`' + name + '\` model once compiled.'), { name: 'OverwriteModelError' });
    const made = schema instanceof Schema ? schema : new Schema(schema);
    for (const [run, options] of this.base.plugins) made.plugin(run, options);
    const Model = modelOf(this.base, this, name, made, collection ?? made.options.collection ?? plural(name));
    this.models[name] = Model;
    if (this._state === 1) Model.$indexed(this.client.db(this.name)).catch(() => {});
    return Model;
  }
  deleteModel(name) { delete this.models[name]; return this; }
  modelNames() { return Object.keys(this.models); }
  collection(name) { return this.client.db(this.name).collection(name); }
  async dropDatabase() { return (await this.$db('dropDatabase()')).dropDatabase(); }
  async dropCollection(name) { return (await this.$db('dropCollection()')).dropCollection(name); }
  async createCollection(name) { return (await this.$db('createCollection()')).createCollection(name); }
  async close() { if (!this.client) return; this._become('disconnecting'); await this.client.close(); this._become('disconnected'); this.emit('close'); }
  destroy() { return this.close(); }
  startSession() { throw new MongooseError('sessions and transactions are not part of the simulation'); }
}
class Mongoose {
  constructor() {
    this.options = {}; this.plugins = [];
    this.connection = new Connection(this);
    this.connections = [this.connection];
    Object.assign(this, { Schema, SchemaType, SchemaTypes: Schema.Types, Document, Query, Connection, Mongoose, MongooseError, mongo: mongodb, STATES, ConnectionStates: STATES });
    this.Types = { ObjectId: mongodb.ObjectId, Buffer, Array, Map };
    this.Error = Object.assign(MongooseError, { CastError, ValidatorError, ValidationError, MongooseServerSelectionError });
    for (const name of ['connect', 'model', 'createConnection', 'disconnect']) this[name] = this[name].bind(this);
  }
  get version() { return '8.16.2'; }
  get models() { return this.connection.models; }
  set(name, value) { if (value === undefined && typeof name === 'string') return this.options[name]; Object.assign(this.options, typeof name === 'object' ? name : { [name]: value }); return this; }
  get(name) { return this.options[name]; }
  async connect(uri, options) { await this.connection.openUri(uri, options); return this; }
  async disconnect() { for (const each of this.connections) await each.close(); }
  createConnection(uri, options) { const made = new Connection(this); this.connections.push(made); if (uri !== undefined) made.openUri(uri, options).catch((error) => { if (made.listenerCount('error') === 0) throw error; }); return made; }
  model(name, schema, collection) { return this.connection.model(name, schema, collection); }
  deleteModel(name) { this.connection.deleteModel(name); return this; }
  modelNames() { return this.connection.modelNames(); }
  plugin(run, options) { this.plugins.push([run, options]); return this; }
  pluralize() { return plural; }
  isValidObjectId(given) { return given === undefined || given === null || mongodb.ObjectId.isValid(given); }
  isObjectIdOrHexString(given) { return given instanceof mongodb.ObjectId || /^[0-9a-f]{24}$/i.test(String(given)); }
  sanitizeFilter(filter) { return filter; }
  startSession() { return this.connection.startSession(); }
}
const mongoose = new Mongoose();
mongoose.mongoose = mongoose;
mongoose.default = mongoose;
module.exports = mongoose;
`;

export const mongoosePackages: Readonly<Record<string, string>> = {
  'npm:mongoose': mongooseSource,
  'npm:mongoose/$model': mongooseDocumentSource + mongooseQuerySource + mongooseModelSource,
  'npm:mongoose/$schema': mongooseSchemaSource,
};
