/** A database, as db is one. */
export const mongoDatabases = `
class Database {
  constructor(name) { hidden(this, { _name: name }); }
  getName() { return this._name; }
  getMongo() { return { getDBNames: () => connection.run('admin', { listDatabases: 1, nameOnly: true }).databases.map((each) => each.name), getDB: databaseNamed, toString: () => shellUri }; }
  getCollection(name) { return collectionNamed(this._name, name); }
  getSiblingDB(name) { return databaseNamed(name); }
  runCommand(command) { return connection.run(this._name, typeof command === 'string' ? { [command]: 1 } : command); }
  adminCommand(command) { return connection.run('admin', typeof command === 'string' ? { [command]: 1 } : command); }
  aggregate(pipeline) { return new Cursor(this._name, { aggregate: 1, pipeline, cursor: {} }); }
  getCollectionNames() { return this.getCollectionInfos().map((each) => each.name); }
  getCollectionInfos(filter = {}) { return connection.run(this._name, { listCollections: 1, filter }).cursor.firstBatch; }
  createCollection(name, options = {}) { return connection.run(this._name, { create: name, ...options }); }
  dropDatabase() { return connection.run(this._name, { dropDatabase: 1 }); }
  createUser(user) { const { user: name, ...rest } = user; return connection.run(this._name, { createUser: name, ...rest }); }
  updateUser(name, changes) { return connection.run(this._name, { updateUser: name, ...changes }); }
  changeUserPassword(name, pwd) { return connection.run(this._name, { updateUser: name, pwd }); }
  dropUser(name) { return connection.run(this._name, { dropUser: name }); }
  getUser(name) { return connection.run(this._name, { usersInfo: name }).users[0] ?? null; }
  getUsers() { return connection.run(this._name, { usersInfo: 1 }); }
  grantRolesToUser(name, roles) { return connection.run(this._name, { grantRolesToUser: name, roles }); }
  revokeRolesFromUser(name, roles) { return connection.run(this._name, { revokeRolesFromUser: name, roles }); }
  auth(user, password) {
    const [name, secret] = typeof user === 'object' ? [user.user, user.pwd] : [user, password];
    if (secret === undefined) throw named('MongoshUnimplementedError', 'asking for a password is not part of the simulation: give it as the second argument');
    connection.authenticate(this._name, name, secret, 'SCRAM-SHA-256');
    return { ok: 1 };
  }
  logout() { return connection.run(this._name, { logout: 1 }); }
  stats() { return connection.run(this._name, { dbStats: 1 }); }
  serverStatus() { return connection.run('admin', { serverStatus: 1 }); }
  serverBuildInfo() { return connection.run('admin', { buildInfo: 1 }); }
  hostInfo() { return connection.run('admin', { hostInfo: 1 }); }
  version() { return this.serverBuildInfo().version; }
  hello() { return connection.run(this._name, { hello: 1 }); }
  isMaster() { return connection.run(this._name, { isMaster: 1 }); }
  currentOp() { return connection.run('admin', { currentOp: 1 }); }
  shutdownServer() { return connection.run('admin', { shutdown: 1 }); }
  [inspect]() { return this._name; }
}
const databaseNamed = (name) => new Proxy(new Database(name), {
  get(target, key) { return typeof key === 'symbol' || key in target ? target[key] : collectionNamed(name, key); },
});
const noReplicas = () => connection.run('admin', { replSetGetStatus: 1 });
Object.assign(globalThis, {
  rs: { status: noReplicas, conf: noReplicas, config: noReplicas, initiate: (config = {}) => connection.run('admin', { replSetInitiate: config }), add: () => refuse('rs.add'), isMaster: () => globalThis.db.isMaster(), hello: () => globalThis.db.hello() },
  sh: { status: () => { throw named('MongoshInvalidInputError', '[SHAPI-10001] sh.status() only works on a mongos'); } },
  print: (...values) => { $process.write(1, values.map((each) => typeof each === 'string' ? each : shown(each)).join(' ') + '\\n'); },
  printjson: (value) => { $process.write(1, shown(value) + '\\n'); },
  tojson: (value) => shown(value),
  sleep: (ms) => { $mongo.block(Number(ms) || 0, 'time'); },
  quit: (code) => process.exit(code ?? 0),
  version: () => SHELL_VERSION,
  load: (file) => { const run = $script(require('fs').readFileSync(file, 'utf8'), file); run.call(globalThis); return true; },
  connect: (uri) => refuse('connect'),
  Mongo: () => refuse('new Mongo()'),
});
`;
