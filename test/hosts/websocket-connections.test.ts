import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startAtoll, type TestAtoll } from '../harness/atoll.ts';
import { openWeb, type Web } from '../harness/web.ts';
import { TestWebSocket } from '../harness/websocket.ts';

let atoll: TestAtoll;
let web: Web;

beforeAll(async () => {
  atoll = await startAtoll();
  web = await openWeb(atoll);
});

afterAll(() => atoll.stop());

const status = async (id: string) => {
  const { State }: { State: { Status: string } } = await (
    await web.docker('GET', `/containers/${id}/json`)
  ).json();
  return State.Status;
};

describe('attaching over a WebSocket', () => {
  const at = (id: string, query = 'stream=1&stdin=1&stdout=1&stderr=1', version = 'v1.50') =>
    `${web.daemon}/${version}/containers/${id}/attach/ws?${query}`;

  it('carries what is typed and what is said, without frames', async () => {
    const id = await web.run('busybox', [], {
      Cmd: ['sh', '-c', 'while read -r line; do echo "out $line"; echo "err $line" >&2; done'],
      OpenStdin: true,
      StdinOnce: true,
    });
    const socket = await TestWebSocket.opened(at(id));
    socket.send('one\ntwo\n');
    expect(await socket.until('err two\n')).toBe('out one\nerr one\nout two\nerr two\n');
    const other = await TestWebSocket.opened(at(id, 'stream=1&stderr=1'));
    socket.send('three\n');
    expect(await other.until('three')).toBe('err three\n');
    const old = await TestWebSocket.opened(at(id, 'stream=1', 'v1.41'));
    old.send('four\n');
    expect(await old.until('err four\n')).toBe('out four\nerr four\n');
    socket.close();
    expect(await other.end()).toContain('err four\n');
    expect(await status(id)).toBe('exited');
  });

  it('ends when one leaves a terminal by its keys, and the process goes on', async () => {
    const id = await web.run('busybox', [], { Cmd: ['cat'], OpenStdin: true, StdinOnce: true, Tty: true });
    const socket = await TestWebSocket.opened(at(id));
    socket.send('a\u0010b\r');
    expect(await socket.until('a\u0010b\r\n')).toContain('a');
    socket.send('\u0010');
    socket.send('\u0011');
    await socket.end();
    const chosen = await TestWebSocket.opened(at(id, 'stream=1&stdin=1&stdout=1&detachKeys=ctrl-x,q'));
    chosen.send('\u0010\u0011x\r');
    await chosen.until('x');
    chosen.send('\u0018q');
    await chosen.end();
    expect(await status(id)).toBe('running');
    const about = { container: [id], event: ['attach', 'detach'] };
    const { SystemTime }: { SystemTime: string } = await (await web.docker('GET', '/info')).json();
    const path = `/events?since=1&until=${Date.parse(SystemTime) / 1000}&filters=${encodeURIComponent(JSON.stringify(about))}`;
    const events = await (await web.docker('GET', path)).text();
    expect(events.match(/"Action":"\w+"/g)).toEqual([
      '"Action":"attach"',
      '"Action":"detach"',
      '"Action":"attach"',
      '"Action":"detach"',
    ]);
  });

  it.each([
    ['nope', '', 404, 'No such container: nope'],
    ['', 'detachKeys=nonsense', 400, 'Invalid detach keys (nonsense) provided'],
    ['', 'detachKeys=-,ctrl-ab', 400, 'Invalid detach keys (-,ctrl-ab) provided'],
  ])('is refused: %j %j', async (name, query, code, message) => {
    const id = name || (await web.run('busybox', [], { Cmd: ['cat'], OpenStdin: true }));
    const answer = await TestWebSocket.open(at(id, query));
    expect(answer).toMatchObject({ status: code, text: `${JSON.stringify({ message })}\n` });
  });

  it('is for WebSockets only', async () => {
    const id = await web.run('busybox', [], { Cmd: ['cat'], OpenStdin: true });
    const answer = await fetch(at(id));
    expect([answer.status, await answer.json()]).toEqual([400, { message: 'not websocket protocol' }]);
  });
});

describe('a port over a WebSocket', () => {
  const at = (place: string) => `${web.daemon.replace(/\/docker$/, '/tcp')}/${place}`;

  it('carries bytes both ways', async () => {
    await web.run('redis', ['127.0.0.1:6379:6379']);
    const socket = await TestWebSocket.opened(at('docker:6379'));
    socket.send('PING\r\n');
    expect(await socket.until('PONG\r\n')).toBe('+PONG\r\n');
    socket.send(`*3\r\n$3\r\nSET\r\n$1\r\na\r\n$300000\r\n${'x'.repeat(300_000)}\r\nSTRLEN a\r\n`);
    expect(await socket.until('300000')).toBe('+PONG\r\n+OK\r\n:300000\r\n');
    socket.send('QUIT\r\n');
    expect(await socket.end()).toBe('+PONG\r\n+OK\r\n:300000\r\n+OK\r\n');
  });

  it('ends its input with an empty message', async () => {
    const Cmd = ['sh', '-c', 'sleep 600000 | nc -l -p 7001 | wc -c'];
    const id = await web.run('busybox', ['7001:7001'], { Cmd, Tty: true });
    const socket = await TestWebSocket.opened(at('docker:7001'));
    socket.send('12345');
    socket.send('');
    const said = async () => (await web.docker('GET', `/containers/${id}/logs?stdout=1`)).text();
    await expect.poll(said, { timeout: 10_000 }).toBe('5\r\n');
    socket.close();
  });

  it('ends with the program', async () => {
    const id = await web.run('redis', ['6380:6379']);
    const socket = await TestWebSocket.opened(at('docker:6380'));
    await web.docker('POST', `/containers/${id}/kill`);
    expect(await socket.end()).toBe('');
  });

  it.each([
    ['docker:1', 502],
    ['nowhere:1', 404],
    ['docker:1/more', 404],
    ['docker', 404],
  ])('is refused: %s', async (place, code) => {
    expect(await TestWebSocket.open(at(place))).toMatchObject({ status: code });
  });

  it('is no other kind of request, and for nobody who has no Docker host', async () => {
    expect((await fetch(at('docker:6379'))).status).toBe(426);
    const foreign = at('docker:6379').replace(/\/a\/[^/]+/, new URL(web.door).pathname.replace('/http', ''));
    expect(await TestWebSocket.open(foreign)).toMatchObject({ status: 401 });
  });
});
