import { beforeEach, describe, expect, it } from 'vitest';
import { type DockerApi, openDocker } from '../harness/docker-api.ts';
import { runScript } from '../harness/docker-run.ts';

const SOCKET = '/var/run/docker.sock';
const CURL = `curl -s --unix-socket ${SOCKET}`;

let docker: DockerApi;
beforeEach(async () => {
  docker = openDocker();
  for (const name of ['curlimages/curl', 'busybox']) {
    await docker.ask('POST', `/images/create?fromImage=${name}&tag=latest`);
  }
});

async function inContainer(script: string, User = 'root'): Promise<string> {
  const config = { Entrypoint: ['sh', '-c'], Cmd: [script], User };
  const hostConfig = { Binds: [`${SOCKET}:${SOCKET}`] };
  return (await runScript(docker, '', { image: 'curlimages/curl', config, hostConfig })).output;
}

it('answers a program in a container as it answers clients outside', async () => {
  await docker.ask('POST', '/containers/create?name=web', { Image: 'busybox' });
  const inside: unknown = JSON.parse(await inContainer(`${CURL} http://localhost/v1.50/containers/web/json`));
  expect(inside).toEqual((await docker.ask('GET', '/v1.50/containers/web/json')).json);
});

it("is root's and the group docker's", async () => {
  const script = `ls -ln ${SOCKET} | cut -c1-28; ${CURL} http://x/_ping`;
  expect(await inContainer(script, 'root')).toBe('srw-rw----    1 0        999\nOK');
  expect(await inContainer(`${CURL} http://x/_ping; echo $?`, '100')).toBe('7\n');
  expect(await inContainer(`${CURL} http://x/_ping`, '100:999')).toBe('OK');
});

const ANSWERS: readonly (readonly [what: string, script: string, output: string])[] = [
  [
    'the head of an answer',
    `${CURL} -i http://localhost/_ping | tr -d "\\r" | grep -v Date; echo`,
    'HTTP/1.1 200 OK\nApi-Version: 1.50\nBuilder-Version: 1\nCache-Control: no-cache, no-store, must-revalidate\nContent-Type: text/plain; charset=utf-8\nDocker-Experimental: false\nOstype: linux\nPragma: no-cache\nServer: Docker/28.2.2 (linux)\nSwarm: inactive\nContent-Length: 2\n\nOK\n\n',
  ],
  ['a path that no route has', `${CURL} http://localhost/nope`, '{"message":"page not found"}\n'],
  ['another host', `${CURL} http://localhost/hosts/docker/_ping`, '{"message":"page not found"}\n'],
  ['a version that is too old', `${CURL} -w "%{http_code}" -o /dev/null http://localhost/v1.10/info`, '400'],
  [
    'a body that is no JSON',
    `${CURL} -w "%{http_code}" -o /dev/null -d "{" http://localhost/containers/create`,
    '400',
  ],
  ['HEAD', `${CURL} -I http://localhost/_ping | head -1 | tr -d "\\r"`, 'HTTP/1.1 200 OK\n'],
  [
    'a life',
    `C='${CURL} -o /dev/null -w %{http_code},'; J="-H Content-Type:application/json"; $C $J -d '{"Image":"busybox","Cmd":["sleep","9"]}' "http://x/containers/create?name=made"; $C -X POST http://x/containers/made/start; $C -X POST http://x/containers/made/start; ${CURL} -X POST http://x/containers/made/wait; $C -X DELETE http://x/containers/made; $C http://x/containers/made/json`,
    '201,204,304,{"StatusCode":0}\n204,404,',
  ],
  [
    'a pull, told while it goes on',
    `${CURL} -X POST "http://x/images/create?fromImage=alpine&tag=3.20" | sed -n "1p;\\$p"`,
    '{"status":"Pulling from library/alpine","id":"3.20"}\n{"status":"Status: Downloaded newer image for alpine:3.20"}\n',
  ],
  [
    'output of a command',
    `id=$(${CURL} -H Content-Type:application/json -d '{"Cmd":["echo","hi"],"AttachStdout":true,"Tty":true}' http://x/containers/$(hostname)/exec | cut -d'"' -f4); ${CURL} -H Content-Type:application/json -d '{"Tty":true}' http://x/exec/$id/start`,
    'hi\r\n',
  ],
  [
    'what is too long',
    `head -c 2000000 /dev/zero > /tmp/f; ${CURL} -w "%{http_code}" --data-binary @/tmp/f http://x/build`,
    "the daemon's socket takes requests of 1048576 bytes at most413",
  ],
];

describe('over the socket', () => {
  it.each(ANSWERS)('%s', async (_, script, output) => {
    expect(await inContainer(script)).toBe(output);
  });

  it.each([
    ['without a host', 'GET /_ping HTTP/1.1\\r\\n\\r\\n', '400 Bad Request: missing required Host header'],
    ['of HTTP/1.0', 'GET /_ping HTTP/1.0\\r\\n\\r\\n', 'OK'],
    ['no HTTP at all', 'hello\\r\\n\\r\\n', '400 Bad Request'],
    [
      'one after the other',
      'GET /_ping HTTP/1.1\\r\\nHost: x\\r\\n\\r\\nGET /_ping HTTP/1.0\\r\\n\\r\\n',
      'OK',
    ],
  ])('a request %s', async (_, request, last) => {
    await docker.ask('POST', '/images/create?fromImage=debian&tag=latest');
    const script = `(apt-get update; apt-get install -y netcat-openbsd) >/dev/null 2>&1; printf '${request}' | nc -NU ${SOCKET} | tail -n 1`;
    const hostConfig = { Binds: [`${SOCKET}:${SOCKET}`] };
    expect((await runScript(docker, script, { image: 'debian', hostConfig })).output).toBe(last);
  });
});

describe('a stream', () => {
  const follow = (path: string) =>
    `${CURL} -N "http://x/${path}" | while read -r line; do echo "$(date +%s) $line"; done`;

  async function start(script: string): Promise<string> {
    const { json } = await docker.ask('POST', '/containers/create', {
      Image: 'curlimages/curl',
      Entrypoint: ['sh', '-c'],
      Cmd: [script],
      User: 'root',
      Tty: true,
      HostConfig: { Binds: [`${SOCKET}:${SOCKET}`] },
    });
    const id = String(Object.entries(Object(json)).find(([key]) => key === 'Id')?.[1]);
    await docker.ask('POST', `/containers/${id}/start`);
    docker.advance(2);
    return id;
  }

  async function printed(id: string): Promise<string> {
    return new TextDecoder().decode((await docker.ask('GET', `/containers/${id}/logs?stdout=1`)).bytes);
  }

  it('of events is told in the instant in which they happen, however far the clock is moved', async () => {
    const follower = await start(follow('events?filters=%7B%22event%22%3A%5B%22die%22%5D%7D'));
    await docker.ask('POST', '/containers/create?name=short', { Image: 'busybox', Cmd: ['sleep', '30'] });
    await docker.ask('POST', '/containers/short/start', undefined, { seconds: 1 });
    docker.advance(3600);
    const [, second, , time] = /^(\d+) (.*"time":(\d+).*)/.exec(await printed(follower)) ?? [];
    expect(Number(second)).toBe(Number(time));
  });

  it('of a log follows what a container prints', async () => {
    const Cmd = ['sh', '-c', 'for i in 1 2 3; do sleep 5; echo $i; done'];
    await docker.ask('POST', '/containers/create?name=slow', { Image: 'busybox', Cmd, Tty: true });
    await docker.ask('POST', '/containers/slow/start');
    const follower = await start(follow('containers/slow/logs?stdout=1&follow=1'));
    docker.advance(100);
    const lines = (await printed(follower)).trim().split(/\r?\n/);
    expect(lines.map((line) => line.split(' ')[1]?.trim())).toEqual(['1', '2', '3']);
    const [first = 0, second = 0] = lines.map((line) => Number(line.split(' ')[0]));
    expect(second - first).toBe(5);
  });

  it('ends with the memory of the sandbox; the socket answers again, and a client that goes leaves nothing', async () => {
    const follower = await start(
      `${CURL} -N http://x/events; echo over $?; ${CURL} http://x/_ping; echo; sleep 100`,
    );
    expect(docker.sandbox.docker.sockets.isFollowed).toBe(true);
    expect(docker.sandbox.docker.followers).toBe(0);
    docker.sandbox.checkpoint();
    docker = docker.reload();
    docker.advance(5);
    expect(await printed(follower)).toBe('over 18\r\nOK\r\n');
    const second = await start(`${CURL} -N http://x/events`);
    expect(docker.sandbox.docker.sockets.isFollowed).toBe(true);
    await docker.ask('POST', `/containers/${second}/kill`);
    docker.advance(1);
    expect(docker.sandbox.docker.sockets.isFollowed).toBe(false);
    expect(docker.stored().filter(({ kind }) => kind === 'docker_socket_connections')).toEqual([]);
  });
});
