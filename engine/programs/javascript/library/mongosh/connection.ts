/** A connection that waits for each answer. */
export const mongoConnection = `
class MongoServerError extends Error {
  constructor(reply) { super(reply.errmsg); this.name = 'MongoServerError'; this.code = reply.code; this.codeName = reply.codeName; Object.defineProperty(this, 'errorResponse', { value: reply, enumerable: false }); }
}
class MongoNetworkError extends Error { constructor(words) { super(words); this.name = 'MongoNetworkError'; } }
const named = (name, words) => { const error = new Error(words); error.name = name; return error; };
class Connection {
  constructor(settings) { this.settings = settings; this.descriptor = -1; this.number = 0; this.left = Buffer.alloc(0); }
  open() {
    const { host, port } = this.settings;
    const address = $mongo.lookup(host);
    if (address === null) throw new MongoNetworkError('getaddrinfo ENOTFOUND ' + host);
    const made = $mongo.connect(address, port);
    if (typeof made === 'object') throw new MongoNetworkError('connect ' + made.problem + ' ' + address + ':' + port);
    for (;;) {
      const done = $mongo.connected(made);
      if (done === true) break;
      if (done !== false) throw new MongoNetworkError('connect ' + done.problem + ' ' + address + ':' + port);
      $mongo.block(made, 'connected');
    }
    this.descriptor = made;
    this.command('admin', { hello: 1, helloOk: true });
    const { user, password, source, mechanism } = this.settings;
    if (user) this.authenticate(source, user, password, mechanism ?? 'SCRAM-SHA-256');
  }
  command(database, command) {
    const sent = $mongo.send(this.descriptor, ++this.number, { ...command, $db: database });
    if (sent !== true) throw new MongoNetworkError('connection ' + this.number + ' to ' + this.settings.host + ':' + this.settings.port + ' closed');
    for (;;) {
      const taken = this.left.length > 15 ? $mongo.take(this.left, types) : null;
      if (taken !== null) { this.left = taken.left; return taken.document; }
      const data = $child.read(this.descriptor);
      if (data === null) { $mongo.block(this.descriptor, 'readable'); continue; }
      if (data === false) throw new MongoNetworkError('connection ' + this.number + ' to ' + this.settings.host + ':' + this.settings.port + ' closed');
      this.left = Buffer.concat([this.left, data]);
    }
  }
  run(database, command) {
    const reply = this.command(database, command);
    if (reply.ok !== 1) throw new MongoServerError(reply);
    return reply;
  }
  authenticate(source, user, password, mechanism) {
    const binary = (text) => new BinaryType(Buffer.from(text), 0);
    const own = random(32);
    const first = 'n=' + user.replace(/=/g, '=3D').replace(/,/g, '=2C') + ',r=' + own;
    const begun = this.run(source, { saslStart: 1, mechanism, payload: binary('n,,' + first), autoAuthorize: 1, options: { skipEmptyExchange: true } });
    const answer = begun.payload.toString();
    const part = (name) => answer.split(',').find((each) => each.startsWith(name + '=')).slice(2);
    const bare = 'c=biws,r=' + part('r');
    const { proof, verifier } = $mongo.proof(mechanism, user, password, part('s'), part('i'), first + ',' + answer + ',' + bare);
    const ended = this.run(source, { saslContinue: 1, conversationId: begun.conversationId, payload: binary(bare + ',p=' + proof) });
    if (ended.payload.toString() !== 'v=' + verifier) throw named('MongoRuntimeError', 'Server returned an invalid signature');
  }
}
`;
