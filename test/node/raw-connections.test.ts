import { connect } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { OPERATOR_KEY, startNodeAtoll } from '../harness/atoll.ts';
import { newStudent, type Student } from '../harness/student.ts';

let student: Student;
let stop: () => Promise<void>;

beforeAll(async () => {
  const started = await startNodeAtoll();
  stop = started.stop;
  student = await newStudent(
    { baseUrl: started.atoll.url, apiKey: OPERATOR_KEY, stop },
    { kubernetes: { nodes: 0 } },
  );
});

afterAll(() => stop());

/** Sends what is given and reads until the answer is complete, or the server hangs up. */
function exchange(text: string): Promise<string> {
  const { hostname, port } = new URL(student.server);
  const socket = connect(Number(port), hostname);
  let received = '';
  return new Promise((resolve) => {
    const done = () => {
      socket.destroy();
      resolve(received);
    };
    socket.on('data', (data) => {
      received += data;
      const length = /content-length: (\d+)\r\n/i.exec(received)?.[1];
      const body = received.split('\r\n\r\n').slice(1).join('\r\n\r\n');
      if (length !== undefined && body.length >= Number(length)) done();
    });
    socket.on('error', done);
    socket.on('close', done);
    socket.write(text);
  });
}

const at = (path: string) => new URL(student.server).pathname + path;

const request = (method: string, path: string, headers: Record<string, string>, rest = '') =>
  `${method} ${at(path)} HTTP/1.1\r\nHost: x\r\n${Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join('')}\r\n${rest}`;

const WEBSOCKET = {
  Connection: 'Upgrade',
  Upgrade: 'websocket',
  'Sec-WebSocket-Version': '13',
  'Sec-WebSocket-Key': 'AAAAAAAAAAAAAAAAAAAAAA==',
};
const SPDY = { Connection: 'Upgrade', Upgrade: 'SPDY/3.1', 'Content-Length': '0' };
const EXEC = '/api/v1/namespaces/default/pods/x/exec?command=ls';

test.each([
  ['exec over a WebSocket', () => request('GET', EXEC, WEBSOCKET), 405, 'exec is not available'],
  ['exec over SPDY', () => request('POST', EXEC, SPDY), 405, 'exec is not available'],
  [
    'a WebSocket with garbage behind it',
    () => request('GET', EXEC, WEBSOCKET, '\xff\xfe garbage'),
    405,
    'exec is not available',
  ],
  [
    'a watch over a WebSocket',
    () => request('GET', '/api/v1/pods?watch=true', WEBSOCKET),
    405,
    'watching over a WebSocket is not available',
  ],
  ['tcp', () => request('GET', '/api', { Connection: 'Upgrade', Upgrade: 'tcp' }), 200, 'APIVersions'],
  ['h2c', () => request('GET', '/api', { Connection: 'Upgrade', Upgrade: 'h2c' }), 200, 'APIVersions'],
])('an upgrade to %s is answered as HTTP', async (_what, text, code, words) => {
  const answer = await exchange(text());
  expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${code} `));
  expect(answer).toContain(words);
});

const CONFIG_MAPS = '/api/v1/namespaces/default/configmaps';
const JSON_TYPE = { 'Content-Type': 'application/json' };

test.each([
  ['no HTTP', () => '\x00\x01\x02\r\n\r\n', /^HTTP\/1.1 400 /],
  ['a method that does not exist', () => request('NONSENSE', CONFIG_MAPS, {}), /^HTTP\/1.1 400 /],
  ['TRACE', () => request('TRACE', CONFIG_MAPS, {}), /^HTTP\/1.1 405 /],
  ['CONNECT', () => 'CONNECT x:1 HTTP/1.1\r\nHost: x\r\n\r\n', /^$/],
  ['40 kB of a header', () => request('GET', '/api', { X: 'x'.repeat(40_000) }), /^HTTP\/1.1 431 /],
  [
    'a chunk without a length',
    () => request('POST', CONFIG_MAPS, { ...JSON_TYPE, 'Transfer-Encoding': 'chunked' }, 'zz\r\n{'),
    /^HTTP\/1.1 400 /,
  ],
  [
    'two lengths',
    () =>
      request('POST', CONFIG_MAPS, { 'Content-Length': '5', 'Transfer-Encoding': 'chunked' }, '0\r\n\r\n'),
    /^HTTP\/1.1 400 /,
  ],
  ['a path out of the door', () => request('GET', '/../../../v1/sandboxes', {}), /^HTTP\/1.1 401 /],
])('%s is refused', async (_what, text, answer) => {
  expect(await exchange(text())).toMatch(answer);
});

test('a client that leaves in the middle of its request changes nothing and holds nobody up', async () => {
  const before = await student.digest();
  const { hostname, port } = new URL(student.server);
  const half = request('POST', CONFIG_MAPS, { ...JSON_TYPE, 'Content-Length': '100' }, '{"metadata":{"na');
  await Promise.all(
    Array.from({ length: 50 }, () => {
      const socket = connect(Number(port), hostname);
      const gone = new Promise((resolve) => socket.on('close', resolve));
      socket.write(half, () => socket.destroy());
      return gone;
    }),
  );
  const waiting = connect(Number(port), hostname);
  await new Promise((resolve) => waiting.write(half, resolve));
  expect((await fetch(student.server + CONFIG_MAPS)).status).toBe(200);
  waiting.destroy();
  expect(await student.digest()).toBe(before);
});
