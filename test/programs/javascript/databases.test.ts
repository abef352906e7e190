import { expect, test } from 'vitest';
import { openMachine } from '../../harness/machine.ts';

const PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

interface Database {
  readonly image: string;
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** How long it takes to start. */
  readonly seconds: number;
  /** What is done in its container when it is there. */
  readonly script: string;
}

const postgres: Database = {
  image: 'postgres:16',
  argv: ['docker-entrypoint.sh', 'postgres'],
  env: {
    POSTGRES_PASSWORD: 'secret',
    PGDATA: '/var/lib/postgresql/data',
    PATH: `${PATH}:/usr/lib/postgresql/16/bin`,
  },
  seconds: 5,
  // Who comes from here has to know the password, too.
  script: "sed -i 's/trust/scram-sha-256/' /var/lib/postgresql/data/pg_hba.conf",
};
const mysql: Database = {
  image: 'mysql:8.0',
  argv: ['docker-entrypoint.sh', 'mysqld'],
  env: { MYSQL_ROOT_PASSWORD: 'secret', MYSQL_DATABASE: 'todos', PATH },
  seconds: 40,
  script: 'true',
};

const mongo: Database = {
  image: 'mongo:7.0.21',
  argv: ['docker-entrypoint.sh', 'mongod'],
  env: { MONGO_INITDB_ROOT_USERNAME: 'root', MONGO_INITDB_ROOT_PASSWORD: 'secret', PATH },
  seconds: 8,
  script: 'true',
};

/** What a program prints that has a database beside it, at localhost. */
function printed(database: Database, packages: readonly string[], program: string) {
  const machine = openMachine({ image: 'node:20-alpine' });
  const server = machine.beside(database.image, database.argv, database.env);
  for (let second = 0; second < database.seconds; second++) machine.advance(1);
  server.sh(database.script);
  for (const name of packages)
    machine.write(`/app/node_modules/${name}/package.json`, JSON.stringify({ name, version: '8.0.0' }));
  machine.write('/app/case.js', program);
  const ran = machine.run(['node', '/app/case.js'], { cwd: '/app', stdin: '' });
  expect(ran.stderr).toBe('');
  return ran.stdout.split('\n').slice(0, -1);
}

test('pg sends parameters, and makes values of what comes', () => {
  const lines = printed(
    postgres,
    ['pg'],
    `const { Pool } = require('pg');
const pool = new Pool({ host: 'localhost', user: 'postgres', password: 'secret', database: 'postgres' });
(async () => {
  await pool.query('CREATE TABLE t (id serial PRIMARY KEY, name text NOT NULL UNIQUE, price numeric(10,2), done boolean DEFAULT false, at timestamptz, tags text[], doc jsonb, n int8, f float8, d date, b bytea)');
  const made = await pool.query('INSERT INTO t (name, price, at, tags, doc, n, f, d, b) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING *', ['apple', 1.5, new Date(0), ['a', 'b "q"'], { a: [1] }, 5, 1.25, '2024-01-02', Buffer.from('hi')]);
  console.log(JSON.stringify(made.rows), made.rowCount, made.command);
  const { fields } = await pool.query('SELECT id, name FROM t');
  console.log(fields.map(({ name, dataTypeID }) => name + ' ' + dataTypeID).join(', '));
  for (const [text, values] of [['INSERT INTO t (name) VALUES ($1)', ['apple']], ['SELECT * FROM nope']])
    await pool.query(text, values).catch(({ name, code, message, detail, constraint, position }) => console.log(name, code, message, detail, constraint, position));
  const client = await pool.connect();
  await client.query('BEGIN');
  await client.query('UPDATE t SET done = true');
  await client.query('ROLLBACK');
  client.release();
  console.log(JSON.stringify((await pool.query({ text: 'SELECT done FROM t', rowMode: 'array' })).rows));
  console.log((await pool.query('SELECT 1 AS a; SELECT 2 AS b')).map(({ rows }) => JSON.stringify(rows)).join(' '));
  console.log((await Promise.all([1, 2, 3].map((n) => pool.query('SELECT $1::int + 1 AS n', [n])))).map(({ rows }) => rows[0].n), pool.totalCount, pool.waitingCount);
  await pool.end();
  await pool.query('SELECT 1').catch((error) => console.log(error.message));
})();
`,
  );
  expect(lines).toEqual([
    '[{"id":1,"name":"apple","price":"1.50","done":false,"at":"1970-01-01T00:00:00.000Z","tags":["a","b \\"q\\""],"doc":{"a":[1]},"n":"5","f":1.25,"d":"2024-01-02T00:00:00.000Z","b":{"type":"Buffer","data":[104,105]}}] 1 INSERT',
    'id 23, name 25',
    'error 23505 duplicate key value violates unique constraint "t_name_key" Key (name)=(apple) already exists. t_name_key undefined',
    'error 42P01 relation "nope" does not exist undefined undefined 15',
    '[[false]]',
    '[{"a":1}] [{"b":2}]',
    '[ 2, 3, 4 ] 3 0',
    'Cannot use a pool after calling end on the pool',
  ]);
});

test('pg says who may not come in, and where nobody listens', () => {
  const lines = printed(
    postgres,
    ['pg'],
    `const { Client } = require('pg');
const at = 'postgres://postgres:secret@localhost/postgres';
(async () => {
  for (const config of ['postgres://postgres:wrong@localhost/postgres', 'postgres://postgres@localhost', at + '?sslmode=require', at.replace('localhost', 'localhost:1'), at.replace(/postgres$/, 'shop')])
    await new Client(config).connect().then(() => console.log('in'), (error) => console.log(error.code, error.message));
  const client = new Client(at);
  client.connect((error) => client.query('SELECT $1::text AS message', ['Hello world!'], (failed, made) => {
    console.log(error, failed, made.rows[0].message);
    client.end(() => client.query('SELECT 1', (late) => console.log(late.message)));
  }));
})();
`,
  );
  expect(lines).toEqual([
    '28P01 password authentication failed for user "postgres"',
    'undefined SASL: SCRAM-SERVER-FIRST-MESSAGE: client password must be a string',
    'undefined The server does not support SSL connections',
    'ECONNREFUSED connect ECONNREFUSED 127.0.0.1:1',
    '3D000 database "shop" does not exist',
    'null null Hello world!',
    'Client was closed and is not queryable',
  ]);
});

test('mysql2 asks with texts and with prepared statements, by callbacks and by promises', () => {
  const lines = printed(
    mysql,
    ['mysql2', 'mysql'],
    `const mysql = require('mysql2');
const promised = require('mysql2/promise');
const at = { host: 'localhost', user: 'root', password: 'secret', database: 'todos' };
const shown = (value) => console.log(JSON.stringify(value));
(async () => {
  const connection = await promised.createConnection(at);
  await connection.query('CREATE TABLE t (id int AUTO_INCREMENT PRIMARY KEY, name varchar(20) UNIQUE, price decimal(10,2), at datetime, d date, doc json, n bigint, f double, b blob, done boolean)');
  shown((await connection.query('INSERT INTO t (name, price, at, d, doc, n, f, b, done) VALUES (?)', [["it's", 1.5, new Date(0), '2024-01-02', '{"a": 1}', 5, 1.25, Buffer.from('hi'), true]]))[0]);
  shown((await connection.query('SELECT * FROM t'))[0]);
  const [rows] = await connection.execute('SELECT * FROM t WHERE id = ? AND name = ?', [1, "it's"]);
  shown(rows);
  shown((await connection.execute('UPDATE t SET price = ? WHERE id = ?', [3, 1]))[0]);
  for (const text of ['SELECT * FROM nope', "INSERT INTO t (name) VALUES ('it''s')", 'SELEC 1'])
    await connection.query(text).catch(({ code, errno, sqlState, message }) => console.log(code, errno, sqlState, message));
  await connection.beginTransaction();
  await connection.execute('DELETE FROM t');
  await connection.rollback();
  shown((await connection.query('SELECT COUNT(*) AS n FROM ??', ['t']))[0]);
  await connection.end();
  await promised.createConnection({ ...at, password: 'no' }).catch(({ code, message }) => console.log(code, message));
  require('mysql').createConnection(at).connect((error) => console.log(error.message));
  const pool = mysql.createPool({ ...at, connectionLimit: 2 });
  pool.query('SELECT id FROM t WHERE name IN (?)', [['a', "it's"]], (error, found, fields) => {
    console.log(error, JSON.stringify(found), fields.map(({ name }) => name));
    pool.end(() => pool.query('SELECT 1', (closed) => console.log(closed.message)));
  });
})();
`,
  );
  const row =
    '{"id":1,"name":"it\'s","price":"1.50","at":"1970-01-01T00:00:00.000Z","d":"2024-01-02T00:00:00.000Z","doc":{"a":1},"n":5,"f":1.25,"b":{"type":"Buffer","data":[104,105]},"done":1}';
  expect(lines).toEqual([
    '{"fieldCount":0,"affectedRows":1,"insertId":1,"info":"","serverStatus":2,"warningStatus":0,"changedRows":0}',
    `[${row}]`,
    `[${row}]`,
    '{"fieldCount":0,"affectedRows":1,"insertId":0,"info":"Rows matched: 1  Changed: 1  Warnings: 0","serverStatus":2,"warningStatus":0,"changedRows":1}',
    "ER_NO_SUCH_TABLE 1146 42S02 Table 'todos.nope' doesn't exist",
    "ER_DUP_ENTRY 1062 23000 Duplicate entry 'it's' for key 't.name'",
    "ER_PARSE_ERROR 1064 42000 You have an error in your SQL syntax; check the manual that corresponds to your MySQL server version for the right syntax to use near 'SELEC 1' at line 1",
    '[{"n":1}]',
    "ER_ACCESS_DENIED_ERROR Access denied for user 'root'@'localhost' (using password: YES)",
    'ER_NOT_SUPPORTED_AUTH_MODE: Client does not support authentication protocol requested by server; consider upgrading MySQL client',
    'null [{"id":1}] [ \'id\' ]',
    'Pool is closed.',
  ]);
});

test('a todo app waits for its database, and keeps its items there', () => {
  const lines = printed(
    mysql,
    ['mysql2', 'wait-port'],
    `const waitPort = require('wait-port');
const { createPool } = require('mysql2');
waitPort({ host: 'localhost', port: 3306, timeout: 10000, waitForDns: true }).then(({ open }) => {
  const pool = createPool({ connectionLimit: 5, host: 'localhost', user: 'root', password: 'secret', database: 'todos', charset: 'utf8mb4' });
  pool.query('CREATE TABLE IF NOT EXISTS items (id varchar(36), name varchar(255), completed boolean) DEFAULT CHARSET utf8mb4', (error) => {
    console.log(open, error);
    pool.query('INSERT INTO items (id, name, completed) VALUES (?, ?, ?)', ['1', 'Bread', 0], () => {
      pool.query('UPDATE items SET completed = ? WHERE id = ?', [1, '1'], (failed, { changedRows }) => {
        pool.query('SELECT * FROM items', (last, rows) => {
          console.log(changedRows, rows.map((item) => ({ ...item, completed: item.completed === 1 })));
          pool.end();
        });
      });
    });
  });
});
waitPort({ host: 'localhost', port: 1, timeout: 1500, output: 'silent' }).then((found) => console.log(found));
`,
  );
  expect(lines).toEqual([
    'Waiting for localhost:3306..',
    'Connected!',
    'true null',
    "1 [ { id: '1', name: 'Bread', completed: true } ]",
    '{ open: false }',
  ]);
});

test('mongodb and mongoose: documents, their checks, and who is refused', () => {
  const lines = printed(
    mongo,
    ['mongodb', 'mongoose', 'bson'],
    `const { MongoClient, ObjectId } = require('mongodb');
for (const part of ['mongodb/connection', 'mongoose/schema']) try { require(part); console.log(part); } catch {}
const mongoose = require('mongoose');
const { Schema } = mongoose;
const at = 'mongodb://root:secret@localhost/app?authSource=admin';
const user = new Schema({ name: { type: String, required: [true, 'Name please'], trim: true }, email: { type: String, unique: true, lowercase: true }, age: { type: Number, min: 0 }, role: { type: String, enum: ['user', 'admin'], default: 'user' }, friends: [{ type: Schema.Types.ObjectId, ref: 'User' }] }, { timestamps: true });
user.virtual('label').get(function () { return this.name + '!'; });
user.methods.greet = function () { return 'Hi ' + this.name; };
user.pre('save', function (next) { console.log('saves', this.name, this.isModified('age')); next(); });
const User = mongoose.model('User', user);
const failed = ({ name, message }) => console.log(name + ': ' + message);
(async () => {
  await mongoose.connect(at);
  const ann = await User.create({ name: ' Ann ', email: 'ANN@x.com', age: '30', nope: 1 });
  console.log(ann.name, ann.email, ann.age, ann.role, ann.label, ann.greet(), Object.keys(ann.toObject()).join());
  await User.create({ age: -1, role: 'root' }).catch(failed);
  await User.create({ name: 'Bob', email: 'ann@x.com' }).catch(failed);
  await User.findById('123').catch(failed);
  const bob = await new User({ name: 'Bob', email: 'bob@x.com', friends: [ann._id] }).save();
  bob.age = 41;
  await bob.save();
  const found = await User.findOne({ age: { $gt: '40' } }).populate('friends', 'name');
  console.log(found.friends[0].name, found.friends[0].email, await User.countDocuments({ role: 'user' }));
  console.log(await User.find().sort('-age').select('name -_id').lean(), (await User.findByIdAndUpdate(ann.id, { age: 31 }, { new: true })).age);
  await mongoose.disconnect();
  const client = await new MongoClient(at).connect();
  const items = client.db('shop').collection('items');
  const { insertedId } = await items.insertOne({ name: 'pen', at: new Date(0), big: 5000000000 });
  console.log(insertedId instanceof ObjectId, await items.findOne({ _id: insertedId }, { projection: { _id: 0 } }));
  for await (const each of (await items.insertMany([{ n: 1 }, { n: 2 }]), items.find({ n: { $gt: 0 } }).sort({ n: -1 }).limit(1))) console.log(each.n);
  console.log(JSON.stringify(await items.updateOne({ n: 1 }, { $inc: { n: 5 } })), (await items.deleteMany({})).deletedCount);
  await client.close();
  await new MongoClient('mongodb://root:wrong@localhost').connect().catch(failed);
  await new MongoClient('mongodb://localhost:1', { serverSelectionTimeoutMS: 600 }).connect().catch(failed);
})();
`,
  );
  expect(lines).toEqual([
    'saves Ann true',
    'Ann ann@x.com 30 user Ann! Hi Ann name,email,age,role,friends,_id,createdAt,updatedAt,__v',
    'ValidationError: User validation failed: name: Name please, age: Path `age` (-1) is less than minimum allowed value (0)., role: `root` is not a valid enum value for path `role`.',
    'saves Bob false',
    'MongoServerError: E11000 duplicate key error collection: app.users index: email_1 dup key: { email: "ann@x.com" }',
    'CastError: Cast to ObjectId failed for value "123" (type string) at path "_id" for model "User"',
    'saves Bob false',
    'saves Bob true',
    'Ann undefined 2',
    "[ { name: 'Bob' }, { name: 'Ann' } ] 31",
    "true { name: 'pen', at: 1970-01-01T00:00:00.000Z, big: 5000000000 }",
    '2',
    '{"acknowledged":true,"modifiedCount":1,"upsertedId":null,"upsertedCount":0,"matchedCount":1} 3',
    'MongoServerError: Authentication failed.',
    'MongoServerSelectionError: connect ECONNREFUSED 127.0.0.1:1',
  ]);
});
