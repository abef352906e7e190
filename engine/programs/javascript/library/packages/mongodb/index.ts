import { bsonSource } from './bson.ts';
import { mongodbCollectionSource } from './collection.ts';
import { mongodbConnectionSource } from './connection.ts';

/** MongoDB's driver: a connection for each client. */
const mongodbSource = `
const EventEmitter = require('events');
const bson = require('npm:bson');
const connection = $builtin('npm:mongodb/$connection');
const { AbstractCursor, FindCursor, AggregationCursor, Collection } = $builtin('npm:mongodb/$collection');
const { parse, select, ...errors } = connection;
class Admin {
  constructor(db) { Object.defineProperty(this, '_db', { value: db, enumerable: false }); }
  command(command) { return this._db.client._run('admin', command); }
  ping() { return this.command({ ping: 1 }); }
  serverStatus() { return this.command({ serverStatus: 1 }); }
  buildInfo() { return this.command({ buildInfo: 1 }); }
  serverInfo() { return this.buildInfo(); }
  listDatabases(options) { return this.command({ listDatabases: 1, ...options }); }
}
class Db {
  constructor(client, name) { Object.defineProperty(this, 'client', { value: client, enumerable: false }); this.databaseName = name; }
  get namespace() { return this.databaseName; }
  collection(name) {
    if (typeof name !== 'string' || name === '') throw new errors.MongoInvalidArgumentError('Collection names cannot be empty');
    return new Collection(this.client, this.databaseName, name);
  }
  async command(command) { return this.client._run(this.databaseName, command); }
  admin() { return new Admin(this); }
  aggregate(pipeline) { return new AggregationCursor(this.client, this.databaseName, { aggregate: 1, pipeline, cursor: {} }); }
  async createCollection(name, options = {}) { await this.command({ create: name, ...options }); return this.collection(name); }
  listCollections(filter = {}, options = {}) { return new AbstractCursor(this.client, this.databaseName, { listCollections: 1, filter, ...(options.nameOnly ? { nameOnly: true } : {}) }); }
  async collections() { return (await this.listCollections().toArray()).map(({ name }) => this.collection(name)); }
  async dropCollection(name) { return this.collection(name).drop(); }
  async renameCollection(name, to) { return this.collection(name).rename(to); }
  async dropDatabase() { await this.command({ dropDatabase: 1 }); return true; }
  async stats() { return this.command({ dbStats: 1 }); }
  async createIndex(name, key, options) { return this.collection(name).createIndex(key, options); }
  watch() { throw new errors.MongoAPIError('change streams are not part of the simulation'); }
}
class MongoClient extends EventEmitter {
  constructor(uri, options = {}) {
    super();
    const place = parse(uri);
    const hidden = (name, value) => Object.defineProperty(this, name, { value, writable: true, enumerable: false });
    if (options.auth) { place.user = options.auth.username; place.password = options.auth.password; }
    for (const name of ['authSource', 'authMechanism']) if (options[name] !== undefined) place.options[name] = options[name];
    hidden('_place', place); hidden('_wire', undefined); hidden('_selecting', undefined); hidden('_closed', false);
    hidden('_patience', Number(options.serverSelectionTimeoutMS ?? place.options.serverSelectionTimeoutMS ?? 30000));
    this.options = { hosts: [place.host + ':' + place.port], dbName: place.database ?? 'test', serverSelectionTimeoutMS: this._patience, ...options };
  }
  static async connect(uri, options) { return new MongoClient(uri, options).connect(); }
  async _connected() {
    if (this._wire && !this._wire.closed) return this._wire;
    if (this._closed) throw new errors.MongoNotConnectedError('Client must be connected before running operations');
    this._selecting ??= select(this._place, this._patience).then((wire) => { this._wire = wire; this._selecting = undefined; wire.socket.on('close', () => this.emit('serverClosed')); return wire; }, (error) => { this._selecting = undefined; throw error; });
    return this._selecting;
  }
  async connect() { this._closed = false; await this._connected(); this.emit('open', this); return this; }
  async _run(database, command) { return (await this._connected()).command(database, command); }
  db(name) { return new Db(this, name ?? this._place.database ?? 'test'); }
  async close() { this._closed = true; if (this._wire) this._wire.socket.destroy(); this._wire = undefined; this.emit('close'); }
  startSession() { throw new errors.MongoAPIError('sessions and transactions are not part of the simulation'); }
  withSession() { return this.startSession(); }
}
const ServerApiVersion = { v1: '1' };
const ReturnDocument = { BEFORE: 'before', AFTER: 'after' };
module.exports = { ...bson, ...errors, MongoClient, Db, Admin, Collection, AbstractCursor, FindCursor, AggregationCursor, ServerApiVersion, ReturnDocument, BSON: bson };
`;

export const mongodbPackages: Readonly<Record<string, string>> = {
  'npm:bson': bsonSource,
  'npm:mongodb': mongodbSource,
  'npm:mongodb/$collection': mongodbCollectionSource,
  'npm:mongodb/$connection': mongodbConnectionSource,
};
