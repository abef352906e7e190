import { expect, test } from 'vitest';
import { openMachine, type TestMachine } from '../../harness/machine.ts';

const started = (image = 'mongo:7.0.21') => {
  const machine = openMachine({ image });
  const server = machine.start(['docker-entrypoint.sh', 'mongod']);
  machine.advance(3);
  return { machine, server };
};
const shell = (machine: TestMachine, text: string, ...options: string[]) =>
  machine.run(['mongosh', '--quiet', ...options, '--eval', text]).stdout;

test('what is evaluated is printed as mongosh prints it', () => {
  const { machine } = started();
  for (const [text, answer] of [
    ["db.adminCommand('ping')", '{ ok: 1 }'],
    ['db.runCommand({ ping: 1 }).ok', '1'],
    ["db.c.insertOne({ _id: 1, name: 'pen', at: new Date(0) })", '{ acknowledged: true, insertedId: 1 }'],
    ["db.c.insertMany([{ _id: 2, name: 'cup' }, { _id: 3 }]).insertedIds", "{ '0': 2, '1': 3 }"],
    ['db.c.find({ _id: 1 })', "[ { _id: 1, name: 'pen', at: ISODate('1970-01-01T00:00:00.000Z') } ]"],
    [
      'db.c.find({}, { name: 1, _id: 0 }).sort({ _id: -1 }).skip(1).limit(1).toArray()',
      "[ { name: 'cup' } ]",
    ],
    ['db.c.updateOne({ _id: 2 }, { $set: { n: 5 } }).modifiedCount', '1'],
    ['db.c.findOne({ n: { $gt: 4 } }).name', 'cup'],
    ['db.c.countDocuments({ name: /^p/ })', '1'],
    ['db.c.deleteMany({ _id: { $in: [1, 3] } })', '{ acknowledged: true, deletedCount: 2 }'],
    ['db.c.createIndex({ name: 1 }, { unique: true })', 'name_1'],
    ['db.c.find().forEach((each) => print(each.name))', 'cup'],
    ['const all = db.c.find().toArray(); all.length', '1'],
    ["db.getSiblingDB('other').x.insertOne({}).acknowledged", 'true'],
    ["ObjectId('65a5d0a5b5a5d0a5b5a5d0a5').getTimestamp()", "ISODate('2024-01-16T00:41:09.000Z')"],
    ['show collections', 'c'],
  ]) {
    expect([text, shell(machine, text ?? '')]).toEqual([text, `${answer}\n`]);
  }
  expect(shell(machine, 'show dbs')).toMatch(
    /^admin {3}8\.00 KiB\nconfig {2}8\.00 KiB\nlocal {3}8\.00 KiB\nother/,
  );
});

test('what goes wrong is named, and the exit code says so', () => {
  const { machine } = started();
  const failing = (text: string, ...options: string[]) => {
    const { stderr, code } = machine.run(['mongosh', '--quiet', ...options, '--eval', text]);
    return `${code} ${stderr}`;
  };
  shell(machine, 'db.c.insertOne({ _id: 1 })');
  expect(failing('db.c.insertOne({ _id: 1 })')).toBe(
    '1 MongoServerError: E11000 duplicate key error collection: test.c index: _id_ dup key: { _id: 1 }\n',
  );
  expect(failing('nope')).toBe('1 ReferenceError: nope is not defined\n');
  expect(failing('rs.status()')).toBe('1 MongoServerError: not running with --replSet\n');
  expect(failing('1', '--port', '4')).toBe('1 MongoNetworkError: connect ECONNREFUSED 127.0.0.1:4\n');
  expect(failing('db.runCommand({ nope: 1 })')).toBe("1 MongoServerError: no such command: 'nope'\n");
});

test('at the prompt', () => {
  const { machine } = started();
  const lines = [
    'use shop',
    'db.items.insertOne({',
    '  _id: 7 })',
    'for (let at = 0; at < 30; at++) db.many.insertOne({ _id: at })',
    'db.many.find().limit(25)',
    'it',
    'const x = 2',
    'x + 1',
    'exit',
  ];
  const { stdout } = machine.run(['mongosh'], { stdin: `${lines.join('\n')}\n` });
  expect(stdout).toMatch(
    /^Current Mongosh Log ID:\t[0-9a-f]{24}\nConnecting to:\t\tmongodb:\/\/127\.0\.0\.1:27017\//,
  );
  expect(stdout).toContain(
    'test> switched to db shop\nshop> ... { acknowledged: true, insertedId: 7 }\nshop> ',
  );
  expect(stdout).toContain('Type "it" for more\n');
  expect(stdout).toMatch(/\{ _id: 24 \} \]\n(?:shop> )+3\nshop> $/);
});

test('with a root user of the environment everybody has to say who they are', () => {
  const machine = openMachine({ image: 'mongo:7.0.21' });
  machine.write('/docker-entrypoint-initdb.d/1.js', "db.seed.insertOne({ _id: 'seeded' });\n");
  machine.write(
    '/docker-entrypoint-initdb.d/2.sh',
    'mongosh --quiet shop --eval "db.seed.insertOne({ _id: 2 })"\n',
  );
  const env = {
    MONGO_INITDB_ROOT_USERNAME: 'root',
    MONGO_INITDB_ROOT_PASSWORD: 's:cret',
    MONGO_INITDB_DATABASE: 'shop',
  };
  const server = machine.start(['docker-entrypoint.sh', 'mongod'], { env });
  machine.advance(20);
  expect(server.stdout).toContain('docker-entrypoint.sh: running /docker-entrypoint-initdb.d/1.js\n');
  expect(server.stdout).toContain('MongoDB init process complete; ready for start up.');
  expect(machine.run(['mongosh', '--quiet', '--eval', 'db.c.find()']).stderr).toBe(
    'MongoServerError: Command find requires authentication\n',
  );
  expect(machine.run(['mongosh', '-u', 'root', '-p', 'no', '--eval', '1']).stderr).toBe(
    'MongoServerError: Authentication failed.\n',
  );
  const uri = 'mongodb://root:s%3Acret@127.0.0.1/shop?authSource=admin';
  const asRoot = (text: string) => machine.run(['mongosh', uri, '--quiet', '--eval', text]).stdout;
  expect(asRoot('db.seed.find()')).toBe("[ { _id: 'seeded' }, { _id: 2 } ]\n");
  asRoot("db.createUser({ user: 'ann', pwd: 'pw', roles: ['read'] })");
  const asAnn = [
    'mongosh',
    'shop',
    '--quiet',
    '-u',
    'ann',
    '-p',
    'pw',
    '--authenticationDatabase',
    'shop',
    '--eval',
  ];
  expect(machine.run([...asAnn, 'db.seed.countDocuments()']).stdout).toBe('2\n');
  expect(machine.run([...asAnn, 'db.seed.insertOne({})']).stderr).toContain(
    'MongoServerError: not authorized on shop',
  );
});

test('what was acknowledged is on disk, whatever ends the server', () => {
  const { machine, server } = started();
  shell(
    machine,
    'db.c.insertMany([{ _id: 1 }, { _id: 2 }]); db.c.createIndex({ a: 1 }); db.c.deleteOne({ _id: 1 })',
  );
  server.signal('SIGKILL');
  machine.start(['docker-entrypoint.sh', 'mongod']);
  machine.advance(3);
  expect(shell(machine, 'db.c.find()')).toBe('[ { _id: 2 } ]\n');
  expect(shell(machine, 'db.c.getIndexes().length')).toBe('2\n');
  const woken = machine.reload();
  expect(woken.run(['mongosh', '--quiet', '--eval', 'db.c.countDocuments()']).stdout).toBe('1\n');
});

test('documents go when their time is over, where an index says so', () => {
  const { machine } = started();
  shell(
    machine,
    'db.s.createIndex({ at: 1 }, { expireAfterSeconds: 3600 }); db.s.insertOne({ at: new Date() })',
  );
  expect(shell(machine, 'db.s.countDocuments()')).toBe('1\n');
  machine.advance(4000);
  expect(shell(machine, 'db.s.countDocuments()')).toBe('0\n');
});
