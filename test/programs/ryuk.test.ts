import { beforeEach, expect, it } from 'vitest';
import { type DockerApi, openDocker } from '../harness/docker-api.ts';
import { runScript, withoutFrames } from '../harness/docker-run.ts';

const SOCKET = '/var/run/docker.sock:/var/run/docker.sock';
const Labels = { 'org.testcontainers.session-id': 'one' };

let docker: DockerApi;
beforeEach(async () => {
  docker = openDocker();
  for (const [image, tag] of [
    ['busybox', 'latest'],
    ['testcontainers/ryuk', '0.14.0'],
    ['testcontainers/ryuk', '0.8.1'],
  ])
    await docker.ask('POST', `/images/create?fromImage=${image}&tag=${tag}`);
  await docker.ask('POST', '/networks/create', { Name: 'ryuk' });
});

async function start(name: string, body: object): Promise<void> {
  expect(await docker.ask('POST', `/containers/create?name=${name}`, body)).toMatchObject({ status: 201 });
  expect(await docker.ask('POST', `/containers/${name}/start`)).toMatchObject({ status: 204 });
}

const startRyuk = (tag = '0.14.0', Env: readonly string[] = [], Binds = [SOCKET]) =>
  start('ryuk', { Image: `testcontainers/ryuk:${tag}`, Env, HostConfig: { Binds, NetworkMode: 'ryuk' } });

/** What a session has made: a container that runs, one that was only created, a network and a volume. */
async function startSession(): Promise<void> {
  await docker.ask('POST', '/networks/create', { Name: 'net', Labels });
  await docker.ask('POST', '/volumes/create', { Name: 'data', Labels });
  const HostConfig = { NetworkMode: 'net', Binds: ['data:/data'] };
  await start('web', { Image: 'busybox', Cmd: ['sleep', '100000'], Labels, HostConfig });
  await docker.ask('POST', '/containers/create?name=made', { Image: 'busybox', Labels });
  await start('other', { Image: 'busybox', Cmd: ['sleep', '100000'] });
}

const talk = (script: string) =>
  runScript(docker, `(${script}) | nc ryuk 8080`, { hostConfig: { NetworkMode: 'ryuk', AutoRemove: false } });

async function namesOf(path: string, key: string): Promise<string[]> {
  const { json } = await docker.ask('GET', path);
  const items: unknown = Array.isArray(json) ? json : Object(json).Volumes;
  return Array.isArray(items) ? items.map((item) => String(Object(item)[key])).sort() : [];
}

const isThere = async (name: string) => (await docker.ask('GET', `/containers/${name}/json`)).status === 200;

async function log(name: string): Promise<string> {
  const { bytes } = await docker.ask('GET', `/containers/${name}/logs?stdout=1&stderr=1`);
  return withoutFrames(bytes);
}

it('removes what a client named by a label, ten seconds after the last one has gone', async () => {
  await startSession();
  await startRyuk();
  const line = 'label=org.testcontainers.session-id%3Done\\r\\n';
  const client = await talk(`printf '${line.replaceAll('%', '%%')}'; sleep 3`);
  expect(client.output).toBe('ACK\n');
  expect([await isThere('web'), await isThere('made')]).toEqual([true, true]);
  docker.advance(15);
  await docker.ask('GET', '/_ping');
  expect([await isThere('web'), await isThere('made'), await isThere('other')]).toEqual([false, false, true]);
  expect(await namesOf('/networks', 'Name')).not.toContain('net');
  expect(await namesOf('/volumes', 'Name')).toEqual([]);
  expect(await docker.ask('GET', '/containers/ryuk/json')).toMatchObject({
    json: { State: { Status: 'exited', ExitCode: 0 } },
  });
  expect((await log('ryuk')).replaceAll(/time=\S+/g, 'time=T')).toMatch(
    /^time=T level=INFO msg=starting connection_timeout=1m0s reconnection_timeout=10s request_timeout=10s shutdown_timeout=10m0s remove_retries=10 retry_offset=-1s changes_retry_interval=1s port=8080 verbose=false\ntime=T level=INFO msg=Started address=\[::\]:8080\ntime=T level=INFO msg="client processing started"\ntime=T level=INFO msg="client connected" address=172\.18\.0\.3:\d+ clients=1\ntime=T level=INFO msg="adding filter" type=label values="\[org\.testcontainers\.session-id=one\]"\ntime=T level=INFO msg="client disconnected" address=172\.18\.0\.3:\d+ clients=0\ntime=T level=INFO msg="prune check" clients=0\ntime=T level=INFO msg="client processing stopped"\ntime=T level=INFO msg=removed containers=2 networks=1 volumes=1 images=0\ntime=T level=INFO msg=done\n$/,
  );
});

it('waits while a client is connected, and for what a client has only just made', async () => {
  await startSession();
  await startRyuk('0.14.0', ['RYUK_RECONNECTION_TIMEOUT=1s', 'RYUK_RETRY_OFFSET=-20s']);
  await talk('echo label=org.testcontainers.session-id=one; sleep 30');
  expect(await isThere('web')).toBe(true);
  await docker.ask('POST', '/containers/create?name=late', { Image: 'busybox', Labels });
  docker.advance(10);
  expect([await isThere('web'), await isThere('late')]).toEqual([true, true]);
  docker.advance(15);
  expect([await isThere('web'), await isThere('late')]).toEqual([false, false]);
  expect(await log('ryuk')).toMatch(
    /msg="change detected, waiting again" error="affected containers: container [0-9a-f]{64}: changes detected"/,
  );
});

it('of an older release says what that one said', async () => {
  await startSession();
  await startRyuk('0.8.1');
  await talk('echo label=org.testcontainers.session-id=one; sleep 1');
  docker.advance(15);
  await docker.ask('GET', '/_ping');
  expect(await isThere('web')).toBe(false);
  const lines = (await log('ryuk')).split('\n').map((line) => line.slice('2024/05/01 08:00:00 '.length));
  expect(lines.slice(0, 4)).toEqual([
    'Pinging Docker...',
    'Docker daemon is available!',
    'Starting on port 8080...',
    'Started!',
  ]);
  expect(lines).toContain('Adding {"label":{"org.testcontainers.session-id=one":true}}');
  expect(lines.slice(-2)).toEqual(['Removed 2 container(s), 1 network(s), 1 volume(s) 0 image(s)', '']);
});

it.each([
  [
    [],
    [],
    'Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?',
  ],
  [
    ['RYUK_PORT=x', 'RYUK_CONNECTION_TIMEOUT=soon'],
    [SOCKET],
    'parse error on field \\"ConnectionTimeout\\" of type \\"time.Duration\\": unable to parse duration: time: invalid duration \\"soon\\"; parse error on field \\"Port\\" of type \\"uint16\\": strconv.ParseUint: parsing \\"x\\": invalid syntax',
  ],
])('ends with what is wrong: %j %j', async (env, binds, words) => {
  await startRyuk('0.14.0', env, binds);
  docker.advance(1);
  expect(await log('ryuk')).toContain(words);
  expect(await docker.ask('GET', '/containers/ryuk/json')).toMatchObject({
    json: { State: { ExitCode: 1 } },
  });
});
