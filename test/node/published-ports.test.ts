import { type ChildProcess, spawn } from 'node:child_process';
import { connect, createServer, type Server } from 'node:net';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { OPERATOR_KEY, startNodeAtoll } from '../harness/atoll.ts';
import { openWeb, type Web } from '../harness/web.ts';

const ENTRY = fileURLToPath(new URL('../../api/node/docker-socket.ts', import.meta.url));

let web: Web;
let stop: () => Promise<void>;
let bridge: ChildProcess;
let said = '';
let wake = () => {};

/** Waits until the bridge has said that. */
async function says(words: string): Promise<void> {
  while (!said.includes(words)) {
    await new Promise<void>((resolve) => {
      wake = resolve;
    });
  }
  said = said.slice(said.indexOf(words) + words.length);
}

/** A port that nobody listens on, or that somebody else does. */
function freePort(): Promise<{ port: number; server: Server }> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve({ port: typeof address === 'object' ? (address?.port ?? 0) : 0, server });
    });
  });
}

async function unusedPort(): Promise<number> {
  const { port, server } = await freePort();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

beforeAll(async () => {
  const started = await startNodeAtoll();
  stop = started.stop;
  web = await openWeb({ baseUrl: started.atoll.url, apiKey: OPERATOR_KEY, stop });
  bridge = spawn(process.execPath, [ENTRY, web.id, '0'], {
    env: {
      ...process.env,
      ATOLL_URL: started.atoll.url,
      ATOLL_API_KEY: OPERATOR_KEY,
      ATOLL_PUBLISH_PORTS: 'loopback',
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  bridge.stderr?.on('data', (data) => {
    said += data;
    wake();
  });
});

afterAll(async () => {
  bridge.kill();
  await stop();
});

test('what a container publishes is open on loopback, for as long as it runs', async () => {
  const port = await unusedPort();
  const id = await web.run('nginx', [`${port}:80`], { Hostname: 'web' });
  await says(`127.0.0.1:${port} leads to `);
  const answer = await fetch(`http://127.0.0.1:${port}/`);
  expect(await answer.text()).toContain('Welcome to nginx!');
  await web.docker('POST', `/containers/${id}/kill`);
  await says(`127.0.0.1:${port} is closed`);
  await expect(fetch(`http://127.0.0.1:${port}/`)).rejects.toThrow();
});

test('bytes of any protocol go both ways, each to its end', async () => {
  const port = await unusedPort();
  await web.run('redis', [`127.0.0.1:${port}:6379`]);
  await says(`127.0.0.1:${port} leads to `);
  const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
  let received = '';
  socket.on('data', (data) => {
    received += data;
  });
  socket.end('PING\r\nSET a b\r\nGET a\r\nQUIT\r\n');
  await new Promise((resolve) => socket.on('close', resolve));
  expect(received).toBe('+PONG\r\n+OK\r\n$1\r\nb\r\n+OK\r\n');
});

test('a port that is in use on the machine stays whose it is, and the operator is told', async () => {
  const { port, server } = await freePort();
  const id = await web.run('nginx', [`${port}:80`]);
  await says(`127.0.0.1:${port} can't lead to `);
  await says('it is in use on this machine');
  expect((await fetch(`${web.door}/docker:${port}/`)).status).toBe(200);
  await web.docker('DELETE', `/containers/${id}?force=1`);
  server.close();
});

test('the ports are closed when the sandbox is gone', async () => {
  const port = await unusedPort();
  await web.run('nginx', [`${port}:80`]);
  await says(`127.0.0.1:${port} leads to `);
  await web.client.DELETE('/v1/sandboxes/{id}', { params: { path: { id: web.id } } });
  await says(`127.0.0.1:${port} is closed`);
});
