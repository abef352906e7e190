import { expect, test } from 'vitest';
import { openMachine } from '../../harness/machine.ts';
import { ask } from '../http.ts';

const installed = (...names: string[]) =>
  Object.fromEntries(
    names.map((name) => [
      `/app/node_modules/${name}/package.json`,
      JSON.stringify({ name, version: '4.21.2' }),
    ]),
  );

const open = (files: Readonly<Record<string, string>>) => {
  const machine = openMachine({ image: 'node:20-alpine' });
  for (const [path, text] of Object.entries(files)) machine.write(path, text);
  const started = machine.start(['node', '/app/server.js'], { cwd: '/app' });
  machine.advance(1);
  return { machine, started };
};

test('express renders pages with ejs', () => {
  const { machine, started } = open({
    ...installed('express', 'ejs'),
    '/app/views/list.ejs':
      "<%- include('head', { title: 'Todos' }) %>\n<ul>\n<% for (const item of items) { -%>\n  <li><%= item %></li>\n<% } -%>\n</ul>\n<%# nothing %><%% kept %>\n",
    '/app/views/head.ejs': '<h1><%= title %></h1>',
    '/app/views/bad.ejs': '<%= missing %>',
    '/app/server.js': `
      const express = require('express');
      const app = express();
      app.set('view engine', 'ejs');
      app.get('/', (req, res) => res.render('list', { items: ['a', '<b>'] }));
      app.get('/bad', (req, res) => res.render('bad'));
      app.get('/none', (req, res) => res.render('none'));
      app.use((error, req, res, next) => res.status(500).send(error.message));
      app.listen(3000);`,
  });
  expect(started.stderr).toBe('');
  expect(ask(machine, 3000).body).toBe(
    '<h1>Todos</h1>\n<ul>\n  <li>a</li>\n  <li>&lt;b&gt;</li>\n</ul>\n<% kept %>\n'.replace(
      'kept %>',
      'kept %>',
    ),
  );
  expect(ask(machine, 3000, '/bad').body).toBe(
    '/app/views/bad.ejs:1\n >> 1| <%= missing %>\n\nmissing is not defined',
  );
  expect(ask(machine, 3000, '/none').body).toBe(
    'Failed to lookup view "none" in views directory "/app/views"',
  );
});

test('sessions and signed cookies are kept, also over a restart of the world', () => {
  const opened = open({
    ...installed('express', 'express-session', 'cookie-parser'),
    '/app/server.js': `
      const express = require('express');
      const app = express();
      app.use(require('cookie-parser')('secret'));
      app.use(require('express-session')({ secret: 'keyboard cat', resave: false, saveUninitialized: true, cookie: { maxAge: 60000 } }));
      app.get('/', (req, res) => { req.session.views = (req.session.views || 0) + 1; res.cookie('who', 'me', { signed: true }); res.send('views ' + req.session.views + ' ' + req.signedCookies.who); });
      app.get('/logout', (req, res) => req.session.destroy(() => res.send('bye')));
      app.listen(3000);`,
  });
  const first = ask(opened.machine, 3000);
  expect([first.status, first.body]).toEqual([200, 'views 1 undefined']);
  const set = first.text.match(/Set-Cookie: [^;]*/gi) ?? [];
  const cookies = set.map((each) => each.slice(12)).join('; ');
  expect(cookies).toMatch(/^who=s%3Ame\.[\w%]+; connect\.sid=s%3A[\w-]{32}\.[\w%]+$/);
  const headers = { Cookie: cookies };
  expect(ask(opened.machine, 3000, '/', { headers }).body).toBe('views 2 me');
  const machine = opened.machine.reload();
  expect(ask(machine, 3000, '/', { headers }).body).toBe('views 3 me');
  expect(ask(machine, 3000, '/logout', { headers }).body).toBe('bye');
  expect(ask(machine, 3000, '/', { headers }).body).toBe('views 1 me');
});

test('winston writes by level, format and transport', () => {
  const { machine, started } = open({
    ...installed('winston'),
    '/app/server.js': `
      const { createLogger, format, transports } = require('winston');
      const plain = createLogger({ level: 'info', transports: [new transports.Console()] });
      plain.info('hello', { b: 1, a: 2 });
      plain.debug('never');
      const own = createLogger({
        level: 'debug',
        format: format.combine(format.label({ label: 'app' }), format.splat(), format.printf(({ level, message, label }) => label + ' ' + level + ': ' + message)),
        transports: [new transports.Console()],
      });
      own.debug('%s of %d', 'one', 2);
      own.log('warn', 'careful');
      own.child({ id: 1 }).log({ level: 'error', message: 'object' });
      const files = [new transports.File({ filename: 'logs/error.log', level: 'error' }), new transports.File({ filename: 'logs/all.log' })];
      const kept = createLogger({ format: format.combine(format.timestamp(), format.json()), defaultMeta: { service: 'users' }, transports: files });
      kept.info('fine');
      kept.error('bad');
      createLogger({ format: format.combine(format.colorize(), format.simple()), transports: [new transports.Console()] }).info('painted');`,
  });
  expect(started.stderr).toBe('');
  expect(started.stdout).toBe(
    '{"a":2,"b":1,"level":"info","message":"hello"}\napp debug: one of 2\napp warn: careful\napp error: object\n\u001b[32minfo\u001b[39m: painted\n',
  );
  const line = (level: string, message: string) =>
    `{"level":"${level}","message":"${message}","service":"users","timestamp":"2026-01-01T00:00:00.000Z"}\n`;
  expect(machine.read('/app/logs/error.log').replaceAll(/:00\.\d+Z/g, ':00.000Z')).toBe(line('error', 'bad'));
  expect(machine.read('/app/logs/all.log').replaceAll(/:00\.\d+Z/g, ':00.000Z')).toBe(
    line('info', 'fine') + line('error', 'bad'),
  );
});

test('compression packs what is long enough, in a way that the client knows', () => {
  const { machine, started } = open({
    ...installed('express', 'compression'),
    '/app/server.js': `
      const express = require('express');
      const zlib = require('zlib');
      const app = express();
      app.use(require('compression')());
      app.get('/long', (req, res) => res.send('hello '.repeat(500)));
      app.get('/short', (req, res) => res.send('hi'));
      app.get('/json', (req, res) => res.json({ a: 'x'.repeat(2000) }));
      app.listen(3000, async () => {
        for (const [path, encoding] of [['/long', 'gzip'], ['/long', ''], ['/short', 'gzip'], ['/json', 'deflate, gzip;q=0.5'], ['/json', 'br']]) {
          const res = await new Promise((resolve) => require('http').get({ port: 3000, path, headers: { 'Accept-Encoding': encoding } }, resolve));
          const parts = [];
          for await (const part of res) parts.push(part);
          const { vary, 'content-encoding': way = 'plain', 'content-length': length } = res.headers;
          const bytes = Buffer.concat(parts);
          console.log(path, way, vary, length, bytes.length < 200, (way === 'plain' ? bytes : zlib.unzipSync(bytes)).length);
        }
      });`,
  });
  machine.advance(1);
  expect(started.stderr).toBe('');
  expect(started.stdout).toBe(
    '/long gzip Accept-Encoding undefined true 3000\n/long plain Accept-Encoding 3000 false 3000\n/short plain Accept-Encoding 2 true 2\n' +
      '/json deflate Accept-Encoding undefined true 2008\n/json plain Accept-Encoding 2008 false 2008\n',
  );
});

test('jsonwebtoken, bcrypt and chalk', () => {
  const { started } = open({
    ...installed('jsonwebtoken', 'bcrypt', 'bcryptjs', 'chalk'),
    '/app/server.js': `
      const jwt = require('jsonwebtoken');
      const bcrypt = require('bcrypt');
      const token = jwt.sign({ id: 1, iat: 1000 }, 'secret', { expiresIn: '1h' });
      console.log(token, jwt.decode(token));
      for (const [given, secret] of [[token, 'secret'], [token, 'other'], ['abc', 'x'], ['', 'x']])
        try { jwt.verify(given, secret); } catch ({ name, message }) { console.log(name, message); }
      console.log(jwt.verify(jwt.sign({ a: 1 }, 's', { algorithm: 'HS512', expiresIn: 60 }), 's').a);
      console.log(bcrypt.compareSync('U*U', '$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW'), new (require('chalk').Chalk)({ level: 1 }).red('x') === '\\u001b[31mx\\u001b[39m');
      require('bcryptjs').hash('pw', 4).then(async (hash) => console.log(hash.slice(0, 7), hash.length, await bcrypt.compare('pw', hash), await bcrypt.compare('no', hash)));`,
  });
  expect(started.stderr).toBe('');
  expect(started.stdout).toBe(
    'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJpZCI6MSwiaWF0IjoxMDAwLCJleHAiOjQ2MDB9.l1C2SG0v0wykzsUlYWy5hLsnyclYqVuouoDETzBPBBE { id: 1, iat: 1000, exp: 4600 }\n' +
      'TokenExpiredError jwt expired\nJsonWebTokenError invalid signature\nJsonWebTokenError jwt malformed\nJsonWebTokenError jwt must be provided\n1\ntrue true\n$2b$04$ 60 true false\n',
  );
});

test.each([
  ['4.19.2', 'Error: no db'],
  ['5.1.0', 'answered 500'],
])('express %s and a handler that rejects', (version, said) => {
  const { started } = open({
    '/app/node_modules/express/package.json': JSON.stringify({ name: 'express', version }),
    '/app/server.js': `
      const app = require('express')();
      app.get('/', async () => { throw new Error('no db'); });
      app.use((error, req, res, next) => res.status(500).end());
      app.listen(3000, () => fetch('http://127.0.0.1:3000/').then((res) => { console.log('answered', res.status); process.exit(0); }));`,
  });
  expect(started.stdout + started.stderr).toContain(said);
  expect(started.code).toBe(version.startsWith('4') ? 1 : 0);
});
