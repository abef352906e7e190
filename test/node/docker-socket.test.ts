import { linkSync, mkdtempSync, writeFileSync } from 'node:fs';
import { createServer, request, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { isPort, listen } from '../../api/node/docker-socket/listen.ts';
import { dockerServer } from '../../api/node/docker-socket/server.ts';

const folder = mkdtempSync(join(tmpdir(), 'docker-socket-'));
const servers: Server[] = [];
afterAll(() => {
  for (const server of servers) server.close().closeAllConnections();
});

async function open(server: Server, place: string): Promise<string> {
  await listen(server, place);
  servers.push(server);
  const address = server.address();
  return typeof address === 'object' && address !== null ? `http://127.0.0.1:${address.port}` : place;
}

/** @returns what came until the answer ended, and how it did */
function ask(
  socketPath: string,
): Promise<readonly [status: number | undefined, type: unknown, text: string]> {
  return new Promise((resolve, reject) => {
    const asked = request({ socketPath, path: '/events' }, async (answer) => {
      let text = '';
      answer.on('data', (data) => {
        text += String(data);
      });
      answer.on('close', () => {
        const end = answer.complete ? '' : ' (cut)';
        resolve([answer.statusCode, answer.headers['content-type'], text + end]);
      });
      answer.on('error', () => {});
    });
    asked.on('error', reject).end();
  });
}

it('ends an answer that the server doesn’t end, and says when the server is not there', async () => {
  const dying = createServer((_, response) => {
    response.writeHead(200, { 'Content-Type': 'text/plain' }).write('begun', () => response.destroy());
  });
  const url = new URL(await open(dying, '0'));
  const place = await open(dockerServer({ url, headers: {}, ca: undefined }), join(folder, 'one'));
  expect(await ask(place)).toEqual([200, 'text/plain', 'begun (cut)']);
  await new Promise((resolve) => dying.close(resolve));
  const message = '{"message":"the server can not be reached"}\n';
  expect(await ask(place)).toEqual([502, 'application/json', message]);
});

it('takes the place of a socket that was left behind, but of nothing else', async () => {
  const left = join(folder, 'left');
  const first = createServer();
  await listen(first, join(folder, 'first'));
  linkSync(join(folder, 'first'), left);
  await expect(listen(createServer(), left)).rejects.toThrow('EADDRINUSE');
  await new Promise((resolve) => first.close(resolve));
  await open(createServer(), left);
  writeFileSync(join(folder, 'file'), 'kept');
  await expect(listen(createServer(), join(folder, 'file'))).rejects.toThrow('EADDRINUSE');
});

it.each([
  ['0', true],
  ['2375', true],
  ['./2375', false],
  ['/tmp/docker.sock', false],
])('%s is a port: %s', (place, expected) => expect(isPort(place)).toBe(expected));
