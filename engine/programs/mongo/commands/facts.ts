import { BsonDate, type Document, doc, isList, type Value } from '../bson/values.ts';
import { MongoError } from '../errors.ts';
import type { Command, Context } from '../serving/context.ts';
import { mechanisms } from '../serving/credentials.ts';
import { userNamed } from './users.ts';

/** The wire protocol's version, by the server's. */
function wireVersion(version: string): number {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major >= 8) return 25;
  if (major >= 5) return { 5: 13, 6: 17, 7: 21 }[major] ?? 21;
  if (major === 4) return { 0: 7, 2: 8, 4: 9 }[minor] ?? 9;
  return minor >= 6 ? 6 : 5;
}

/** @param isOld of `isMaster`, which has its own word for who may be written to */
function hello(isOld: boolean): Command {
  return (context, command) => {
    const { now, connection, version } = context;
    const asked = command.get('saslSupportedMechs');
    const [database = '', ...name] = typeof asked === 'string' ? asked.split('.') : [];
    const known = typeof asked === 'string' && userNamed(context, database, name.join('.')) !== undefined;
    return doc({
      helloOk: command.has('helloOk') || !isOld ? true : undefined,
      [isOld ? 'ismaster' : 'isWritablePrimary']: true,
      maxBsonObjectSize: 16_777_216,
      maxMessageSizeBytes: 48_000_000,
      maxWriteBatchSize: 100_000,
      localTime: new BsonDate(now),
      logicalSessionTimeoutMinutes: 30,
      connectionId: connection.id,
      minWireVersion: 0,
      maxWireVersion: wireVersion(version),
      readOnly: false,
      saslSupportedMechs: known ? [...mechanisms] : undefined,
      ok: 1,
    });
  };
}

const buildInfo: Command = ({ version }) =>
  doc({
    version,
    gitVersion: '1c28d3b1a9e1a6d4f2c7d0f4b1f0a3a6a3c2f1b0',
    modules: [],
    allocator: 'tcmalloc',
    javascriptEngine: 'mozjs',
    sysInfo: 'deprecated',
    versionArray: [...version.split('.').map(Number), 0].slice(0, 4),
    openssl: doc({ running: 'OpenSSL 3.0.2 15 Mar 2022', compiled: 'OpenSSL 3.0.2 15 Mar 2022' }),
    bits: 64,
    debug: false,
    maxBsonObjectSize: 16_777_216,
    storageEngines: ['devnull', 'wiredTiger'],
    ok: 1,
  });

const serverStatus: Command = ({ hostName, version, pid, now, startedMs, connections, counts }) => {
  const of = (name: string) => counts.get(name) ?? 0;
  const seconds = Math.floor((now - startedMs) / 1000);
  return doc({
    host: hostName,
    version,
    process: 'mongod',
    pid: BigInt(pid),
    uptime: seconds,
    uptimeMillis: BigInt(Math.floor(now - startedMs)),
    uptimeEstimate: BigInt(seconds),
    localTime: new BsonDate(now),
    connections: doc({
      current: connections.length,
      available: 838_860 - connections.length,
      totalCreated: of('connections'),
      active: 1,
    }),
    mem: doc({ bits: 64, resident: 150, virtual: 2600, supported: true }),
    network: doc({ numRequests: BigInt(of('requests')) }),
    opcounters: doc({
      insert: of('insert'),
      query: of('find'),
      update: of('update'),
      delete: of('delete'),
      getmore: of('getMore'),
      command: of('requests'),
    }),
    storageEngine: doc({ name: 'wiredTiger', persistent: true }),
    ok: 1,
  });
};

const connectionStatus: Command = (context) => {
  const roles: Value[] = [];
  const users = context.connection.users.map((each) => {
    const [db = '', ...name] = each.split('.');
    const own = userNamed(context, db, name.join('.'))?.get('roles');
    if (isList(own)) roles.push(...own);
    return doc({ user: name.join('.'), db });
  });
  return doc({ authInfo: doc({ authenticatedUsers: users, authenticatedUserRoles: roles }), ok: 1 });
};

const parameters: Readonly<Record<string, Value>> = {
  featureCompatibilityVersion: null,
  authenticationMechanisms: [...mechanisms],
  maxBSONDepth: 200,
};

const getParameter: Command = ({ version }, command) => {
  const short = version.split('.').slice(0, 2).join('.');
  const known = { ...parameters, featureCompatibilityVersion: doc({ version: short }) };
  const names = Object.keys(known).filter((name) => command.get('getParameter') === '*' || command.has(name));
  if (names.length === 0) throw new MongoError('InvalidOptions', 'no option found to get');
  const own: Document = doc(known);
  return new Map<string, Value>([...names.map((name): [string, Value] => [name, own.get(name)]), ['ok', 1]]);
};

const noReplicas: Command = () => {
  throw new MongoError('NoReplicationEnabled', 'not running with --replSet');
};
const fine: Command = () => doc({ ok: 1 });

const getLog: Command = (_context, command) => {
  const which = command.get('getLog');
  if (which === '*') return doc({ names: ['global', 'startupWarnings'], ok: 1 });
  return doc({ totalLinesWritten: 0, log: [], ok: 1 });
};

const noTransactions: Command = () => {
  throw new MongoError(
    'IllegalOperation',
    'Transaction numbers are only allowed on a replica set member or mongos',
  );
};

const hostInfo: Command = ({ now, hostName }: Context) =>
  doc({
    system: doc({
      currentTime: new BsonDate(now),
      hostname: hostName,
      cpuAddrSize: 64,
      memSizeMB: BigInt(4096),
      memLimitMB: BigInt(4096),
      numCores: 2,
      cpuArch: 'x86_64',
      numaEnabled: false,
    }),
    os: doc({ type: 'Linux', name: 'Ubuntu', version: '22.04' }),
    extra: new Map(),
    ok: 1,
  });

export const factCommands: Readonly<Record<string, Command>> = {
  hello: hello(false),
  isMaster: hello(true),
  ismaster: hello(true),
  ping: fine,
  buildInfo,
  buildinfo: buildInfo,
  serverStatus,
  hostInfo,
  connectionStatus,
  whatsmyuri: ({ connection }) => doc({ you: connection.address, ok: 1 }),
  getParameter,
  setParameter: fine,
  getLog,
  getCmdLineOpts: ({ argv }) => doc({ argv: [...argv], parsed: new Map(), ok: 1 }),
  replSetGetStatus: noReplicas,
  replSetInitiate: () => {
    throw new MongoError('NoReplicationEnabled', 'This node was not started with replication enabled.');
  },
  replSetGetConfig: noReplicas,
  endSessions: fine,
  startSession: fine,
  refreshSessions: fine,
  killSessions: fine,
  killAllSessions: fine,
  commitTransaction: noTransactions,
  abortTransaction: noTransactions,
  currentOp: () => doc({ inprog: [], ok: 1 }),
  top: () => doc({ totals: new Map(), ok: 1 }),
  profile: () => doc({ was: 0, slowms: 100, sampleRate: 1, ok: 1 }),
  fsync: fine,
  getFreeMonitoringStatus: () => doc({ state: 'disabled', ok: 1 }),
  features: () => doc({ ok: 1 }),
  shutdown: ({ stop }) => {
    stop();
    return doc({ ok: 1 });
  },
};
