import { expect, test } from 'vitest';
import { openMachine } from '../../harness/machine.ts';
import { ask } from '../http.ts';

const open = (files: Readonly<Record<string, string>>, main = '/app/server.js') => {
  const machine = openMachine({ image: 'node:20-alpine' });
  for (const [path, text] of Object.entries(files)) machine.write(path, text);
  const started = machine.start(['node', main], { cwd: '/app' });
  machine.advance(1);
  return { machine, started };
};

const installed = (...names: string[]) =>
  Object.fromEntries(
    names.map((name) => [
      `/app/node_modules/${name}/package.json`,
      JSON.stringify({ name, version: '4.21.2' }),
    ]),
  );

test('an HTTP server answers, outlives a restart of the world, and ends as it was told to', () => {
  const opened = open({
    '/app/server.js': `
      const http = require('http');
      let count = 0;
      const server = http.createServer((req, res) => {
        let body = '';
        req.on('data', (part) => { body += part; });
        req.on('end', () => { res.writeHead(200, { 'Content-Type': 'text/plain' }); res.end(req.method + ' ' + body + ++count + '\\n'); });
      });
      server.listen(3000, '0.0.0.0', () => console.log('Server running on port', server.address().port));
      process.on('SIGTERM', () => server.close(() => { console.log('closed'); process.exit(0); }));`,
  });
  expect(opened.started.stdout).toBe('Server running on port 3000\n');
  expect(ask(opened.machine, 3000, '/', { method: 'POST', body: 'you' }).text).toBe(
    'HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nDate: Thu, 01 Jan 2026 00:00:01 GMT\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\na\r\nPOST you1\n\r\n0\r\n\r\n',
  );
  const machine = opened.machine.reload();
  expect(ask(machine, 3000).body).toContain('GET 2\n');
  machine.sh('kill -TERM $(pgrep node)');
  machine.advance(1);
  expect(machine.printed(opened.started.id)).toBe('Server running on port 3000\nclosed\n');
});

const express = `
  const express = require('express');
  const cors = require('cors');
  const morgan = require('morgan');
  const app = express();
  app.use(morgan('tiny'), cors(), express.json(), express.static('public'));
  app.get('/', (req, res) => res.send('Hello World!'));
  app.get('/users/:id', (req, res) => res.json({ id: req.params.id, query: req.query }));
  app.post('/echo', (req, res) => res.status(201).json(req.body));
  app.get('/old', (req, res) => res.redirect('/'));
  app.get('/fails', () => { throw new Error('bad thing'); });
  app.get('/later', async (req, res) => { await new Promise((done) => setTimeout(done, 20)); res.sendStatus(202); });
  const api = express.Router();
  api.use((req, res, next) => { res.set('X-Api', '1'); next(); });
  api.get('/items', (req, res) => res.json([req.baseUrl, req.path]));
  app.use('/api', api);
  app.use((req, res) => res.status(404).json({ error: 'Not Found' }));
  app.use((error, req, res, next) => res.status(error.status || 500).json({ message: error.message }));
  app.listen(process.env.PORT || 3000, () => console.log('ready'));`;

test('express', () => {
  const { machine, started } = open({
    '/app/server.js': express,
    '/app/public/style.css': 'p {}\n',
    ...installed('express', 'cors', 'morgan'),
  });
  const json = { 'Content-Type': 'application/json' };
  expect([started.stdout, started.stderr]).toEqual(['ready\n', '']);
  for (const [path, options, status, body] of [
    ['/', {}, 200, 'Hello World!'],
    ['/users/7?a=1&b=2', {}, 200, '{"id":"7","query":{"a":"1","b":"2"}}'],
    ['/echo', { method: 'POST', body: '{"x":1}', headers: json }, 201, '{"x":1}'],
    [
      '/echo',
      { method: 'POST', body: '{bad', headers: json },
      400,
      '{"message":"Expected property name or \'}\' in JSON at position 1"}',
    ],
    ['/old', {}, 302, 'Found. Redirecting to /'],
    ['/fails', {}, 500, '{"message":"bad thing"}'],
    ['/later', {}, 202, 'Accepted'],
    ['/api/items', {}, 200, '["/api","/items"]'],
    ['/style.css', {}, 200, 'p {}\n'],
    ['/none', {}, 404, '{"error":"Not Found"}'],
  ] as const) {
    const answer = ask(machine, 3000, path, options);
    expect([path, answer.status, answer.body]).toEqual([path, status, body]);
  }
  const first = ask(machine, 3000);
  expect(first.headers.get('x-powered-by')).toBe('Express');
  expect(first.headers.get('etag')).toBe('W/"c-Lve95gjOVATpfV8EL5X4nxwjKHE"');
  expect(first.headers.get('access-control-allow-origin')).toBe('*');
  expect(ask(machine, 3000, '/api/items').headers.get('x-api')).toBe('1');
  expect(started.stdout).toMatch(/GET \/ 200 12 - \d+\.\d{3} ms\n/);
});

test('a request writes little of what the server holds', () => {
  const { machine } = open({ '/app/server.js': express, ...installed('express', 'cors', 'morgan') });
  for (const path of ['/', '/users/7']) expect(ask(machine, 3000, path).status).toBe(200);
  machine.written();
  for (const path of ['/', '/users/7']) expect(ask(machine, 3000, path).status).toBe(200);
  expect(machine.written().total / 2).toBeLessThan(60_000);
});

test('ES modules, and a program that asks its own server', () => {
  const { started } = open(
    {
      '/app/package.json': '{"type":"module"}',
      '/app/main.js': `
        import http, { createServer } from 'node:http';
        import add, { PI as pi, count } from './lib.js';
        import * as lib from './lib.js';
        console.log(add(1, 2), pi, count(), lib.total, import.meta.url, http.createServer === createServer);
        const server = createServer((req, res) => res.end(JSON.stringify({ path: req.url })));
        await new Promise((done) => server.listen(4000, done));
        const answer = await fetch('http://localhost:4000/x');
        console.log(answer.status, await answer.json());
        const { default: again } = await import('./lib.js');
        console.log(again === add);
        server.close();`,
      '/app/lib.js': `
        export const PI = 3.14;
        export let total = 0;
        export function count() { return ++total; }
        export default (a, b) => a + b;`,
    },
    '/app/main.js',
  );
  expect([started.stdout, started.stderr, started.code]).toEqual([
    "3 3.14 1 1 file:///app/main.js true\n200 { path: '/x' }\ntrue\n",
    '',
    0,
  ]);
});
