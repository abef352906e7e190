/** The errors of the package mongodb, and how it finds its server. */
export const mongodbConnectionSource = `
const net = require('net');
const { types, Binary } = require('npm:bson');
const kind = (name, Parent) => ({ [name]: class extends Parent { constructor(message, options) { super(message, options); } get name() { return name; } } })[name];
const MongoError = kind('MongoError', Error);
class MongoServerError extends MongoError {
  constructor(reply) {
    super(reply.message || reply.errmsg || reply.$err || 'n/a');
    Object.defineProperty(this, 'errorResponse', { value: reply, enumerable: true });
    for (const name of Object.keys(reply)) if (!['errorResponse', 'message', 'errmsg'].includes(name)) this[name] = reply[name];
  }
  get name() { return 'MongoServerError'; }
}
const MongoDriverError = kind('MongoDriverError', MongoError);
const MongoAPIError = kind('MongoAPIError', MongoDriverError);
const MongoRuntimeError = kind('MongoRuntimeError', MongoDriverError);
const MongoInvalidArgumentError = kind('MongoInvalidArgumentError', MongoAPIError);
const MongoNotConnectedError = kind('MongoNotConnectedError', MongoAPIError);
const MongoParseError = kind('MongoParseError', MongoDriverError);
const MongoNetworkError = kind('MongoNetworkError', MongoError);
class MongoServerSelectionError extends MongoError {
  constructor(message, reason, cause) { super(message, { cause }); this.reason = reason; this.code = undefined; }
  get name() { return 'MongoServerSelectionError'; }
}
class MongoBulkWriteError extends MongoServerError {
  constructor(reply, result) { super(reply); this.writeErrors = [reply]; this.result = result; }
  get name() { return 'MongoBulkWriteError'; }
  get insertedCount() { return this.result.insertedCount; }
}
class TopologyDescription { constructor(fields) { Object.assign(this, fields); } }
class ServerDescription { constructor(fields) { Object.assign(this, fields); } }
const parse = (uri) => {
  if (typeof uri !== 'string' || !/^mongodb(?:\\+srv)?:\\/\\//.test(uri)) throw new MongoParseError('Invalid scheme, expected connection string to start with "mongodb://" or "mongodb+srv://"');
  if (uri.startsWith('mongodb+srv')) throw new MongoParseError('mongodb+srv is not part of the simulation');
  const [, credentials, hosts, path, query] = /^mongodb:\\/\\/(?:([^@/]*)@)?([^/?]*)(?:\\/([^?]*))?(?:\\?(.*))?$/.exec(uri) ?? [];
  if (!hosts) throw new MongoParseError('Unable to parse ' + uri + ' with URL');
  const options = Object.fromEntries(new URLSearchParams(query ?? ''));
  const [user, password] = (credentials ?? '').split(':').map(decodeURIComponent);
  const [host, port] = hosts.split(',')[0].split(':');
  if (options.tls === 'true' || options.ssl === 'true') throw new MongoParseError('TLS is not part of the simulation');
  return { host: decodeURIComponent(host), port: Number(port ?? 27017), user: user || undefined, password: password ?? '', database: path ? decodeURIComponent(path) : undefined, options };
};
const random = () => require('crypto').randomUUID().replace(/-/g, '');
// One connection: commands are answered in their order.
class Wire {
  constructor(place) { this.place = place; this.waiting = new Map(); this.count = 0; this.left = Buffer.alloc(0); this.closed = false; }
  open() {
    const { host, port } = this.place;
    const socket = this.socket = net.connect({ host, port });
    return new Promise((resolve, reject) => {
      socket.once('connect', resolve);
      socket.on('data', (data) => this._take(data));
      socket.on('error', (error) => { const made = new MongoNetworkError(error.message, { cause: error }); reject(made); this._over(made); });
      socket.on('close', () => this._over(new MongoNetworkError('connection 1 to ' + host + ':' + port + ' closed')));
    });
  }
  _take(data) {
    this.left = this.left.length > 0 ? Buffer.concat([this.left, data]) : data;
    while (this.left.length > 15) {
      const taken = $mongo.take(this.left, types);
      if (taken === null) return;
      const id = this.left.readInt32LE(8);
      this.left = Buffer.from(taken.left);
      const waits = this.waiting.get(id);
      this.waiting.delete(id);
      if (waits) waits.resolve(taken.document);
    }
  }
  _over(error) {
    this.closed = true;
    for (const { reject } of this.waiting.values()) reject(error);
    this.waiting.clear();
  }
  async command(database, command) {
    const id = ++this.count;
    const answer = new Promise((resolve, reject) => this.waiting.set(id, { resolve, reject }));
    this.socket.write($mongo.encode(id, { ...command, $db: database }));
    const reply = await answer;
    if (reply.ok !== 1) throw new MongoServerError(reply);
    return reply;
  }
  async authenticate() {
    const { user, password, options, database } = this.place;
    const source = options.authSource ?? database ?? 'admin';
    const mechanism = options.authMechanism ?? 'SCRAM-SHA-256';
    const binary = (text) => new Binary(Buffer.from(text));
    const first = 'n=' + user.replace(/=/g, '=3D').replace(/,/g, '=2C') + ',r=' + random();
    const begun = await this.command(source, { saslStart: 1, mechanism, payload: binary('n,,' + first), autoAuthorize: 1, options: { skipEmptyExchange: true } });
    const answer = begun.payload._v.toString();
    const part = (name) => answer.split(',').find((each) => each.startsWith(name + '=')).slice(2);
    const bare = 'c=biws,r=' + part('r');
    const { proof, verifier } = $mongo.proof(mechanism, user, password, part('s'), part('i'), first + ',' + answer + ',' + bare);
    const ended = await this.command(source, { saslContinue: 1, conversationId: begun.conversationId, payload: binary(bare + ',p=' + proof) });
    if (ended.payload._v.toString() !== 'v=' + verifier) throw new MongoRuntimeError('Server returned an invalid signature');
  }
}
// A connection that is there, or will be: servers that aren't ready are tried again for a while.
const select = async (place, patience) => {
  const until = Date.now() + patience;
  for (;;) {
    const wire = new Wire(place);
    let failure;
    try { await wire.open(); await wire.command('admin', { hello: 1, helloOk: true }); } catch (error) { failure = error; wire.socket.destroy(); }
    if (!failure) { if (place.user) { try { await wire.authenticate(); } catch (error) { wire.socket.destroy(); throw error; } } return wire; }
    if (Date.now() + 500 >= until) {
      const address = place.host + ':' + place.port;
      const server = new ServerDescription({ address, type: 'Unknown', hosts: [], passives: [], arbiters: [], tags: {}, minWireVersion: 0, maxWireVersion: 0, roundTripTime: -1, minRoundTripTime: 0, lastUpdateTime: Math.floor(performance.now()), lastWriteDate: 0, error: failure, topologyVersion: null, setName: null, setVersion: null, electionId: null, logicalSessionTimeoutMinutes: null, maxMessageSizeBytes: null, maxWriteBatchSize: null, maxBsonObjectSize: null, primary: null, me: null, $clusterTime: null, iscryptd: false });
      const reason = new TopologyDescription({ type: 'Unknown', servers: new Map([[address, server]]), stale: false, compatible: true, heartbeatFrequencyMS: 10000, localThresholdMS: 15, setName: null, maxElectionId: null, maxSetVersion: null, commonWireVersion: 0, logicalSessionTimeoutMinutes: null });
      throw new MongoServerSelectionError(failure.message, reason, failure);
    }
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
};
module.exports = { parse, select, MongoError, MongoServerError, MongoDriverError, MongoAPIError, MongoRuntimeError, MongoInvalidArgumentError, MongoNotConnectedError, MongoParseError, MongoNetworkError, MongoServerSelectionError, MongoBulkWriteError };
`;
