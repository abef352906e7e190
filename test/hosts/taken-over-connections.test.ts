import { afterAll, beforeAll, expect, it } from 'vitest';
import { startAtoll, type TestAtoll } from '../harness/atoll.ts';
import { openWeb, type Web } from '../harness/web.ts';
import { TestWebSocket } from '../harness/websocket.ts';

/** What docker-socket makes of connections that are taken over: WebSockets that say what the request would have been. */
let atoll: TestAtoll;
let web: Web;
let id: string;

beforeAll(async () => {
  atoll = await startAtoll();
  web = await openWeb(atoll);
  id = await web.run('busybox', [], { Cmd: ['sleep', 'inf'] });
});

afterAll(() => atoll.stop());

const base64 = (text: string) => Buffer.from(text).toString('base64');

/** Opens an exec's streams. @param body what starts it */
const start = async (command: readonly string[], body: string) => {
  const asked = { Cmd: command, AttachStdin: true, AttachStdout: true, AttachStderr: true };
  const made = await web.docker('POST', `/containers/${id}/exec`, asked);
  const { Id }: { Id: string } = await made.json();
  return TestWebSocket.open(`${web.daemon}/v1.50/exec/${Id}/start`, {
    'Atoll-Method': 'POST',
    'Atoll-Body': body,
    'Content-Type': 'application/json',
  });
};

it('carry a command with its input, and the end of that', async () => {
  const socket = await start(['sh', '-c', 'cat; echo over >&2'], base64('{"Tty":true}'));
  if (!(socket instanceof TestWebSocket)) throw new Error(socket.text);
  socket.send('one ');
  socket.send('two\n');
  socket.send('');
  expect(await socket.end()).toBe('one two\nover\n');
  expect(socket.told).toEqual(['4', '4']);
});

it('carry what is attached to, with its frames', async () => {
  const cat = await web.run('busybox', [], { Cmd: ['cat'], OpenStdin: true, StdinOnce: true });
  const path = `${web.daemon}/v1.50/containers/${cat}/attach?stream=1&stdin=1&stdout=1`;
  const socket = await TestWebSocket.opened(path, { 'Atoll-Method': 'POST' });
  socket.send('typed\n');
  expect(await socket.until('typed')).toBe('\u0001\0\0\0\0\0\0\u0006typed\n');
  socket.send('');
  expect(await socket.end()).toBe('\u0001\0\0\0\0\0\0\u0006typed\n');
});

it.each([
  ['no base64', '%%%', 400],
  ['no JSON', base64('{'), 400],
  ['of another type', base64('{"Tty":3}'), 400],
  ['a command that needs no connection', base64('{"Detach":true}'), 200],
])('are answered as the request would be: %s', async (_what, body, status) => {
  const answer = await start(['true'], body);
  expect(answer).toMatchObject({ status });
});

it.each([
  ['a container that is not there', '/containers/nope/attach?stream=1', 'POST', 404],
  ['a command that is not there', '/exec/nope/start', 'POST', 404],
  ['another method', '/exec/nope/start', 'DELETE', 404],
])('are refused: %s', async (_what, path, method, status) => {
  const answer = await TestWebSocket.open(`${web.daemon}/v1.50${path}`, { 'Atoll-Method': method });
  expect(answer).toMatchObject({ status });
});
