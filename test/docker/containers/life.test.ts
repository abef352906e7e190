import { describe, expect, it } from 'vitest';
import { type DockerApi, openDocker } from '../../harness/docker-api.ts';

interface State {
  readonly State: {
    readonly Status: string;
    readonly ExitCode: number;
    readonly Health?: { readonly Status: string; readonly FailingStreak: number; readonly Log: object[] };
  };
  readonly RestartCount: number;
}

async function withImage(): Promise<DockerApi> {
  const docker = openDocker();
  await docker.ask('POST', '/images/create?fromImage=busybox&tag=latest');
  return docker;
}

const FOREVER = { Image: 'busybox', Cmd: ['tail', '-f', '/dev/null'] };

async function run(docker: DockerApi, name: string, body: object): Promise<void> {
  const created = await docker.ask('POST', `/containers/create?name=${name}`, body);
  expect([created.status, created.json]).toMatchObject([201, { Warnings: [] }]);
  expect((await docker.ask('POST', `/containers/${name}/start`)).status).toBe(204);
}

async function inspect(docker: DockerApi, name: string): Promise<State> {
  const found: State = Object.assign(
    { State: { Status: '', ExitCode: 0 }, RestartCount: 0 },
    (await docker.ask('GET', `/containers/${name}/json`)).json,
  );
  return found;
}

describe('the life of a container', () => {
  it('begins after a fraction of a second of virtual time', async () => {
    const docker = await withImage();
    await docker.ask('POST', '/containers/create?name=web', FOREVER);
    const before = docker.sandbox.now;
    expect((await docker.ask('POST', '/v1.50/containers/web/start')).status).toBe(204);
    expect(docker.sandbox.now - before).toBeGreaterThanOrEqual(200);
    expect(docker.sandbox.now - before).toBeLessThanOrEqual(1000);
    expect((await docker.ask('POST', '/containers/web/start')).status).toBe(304);
  });

  it('ends after its grace period, when it does not listen', async () => {
    const docker = await withImage();
    await run(docker, 'web', FOREVER);
    const before = docker.sandbox.now;
    expect((await docker.ask('POST', '/containers/web/stop')).status).toBe(204);
    expect(docker.sandbox.now - before).toBe(10_000);
    expect((await inspect(docker, 'web')).State).toMatchObject({ Status: 'exited', ExitCode: 137 });
    expect((await docker.ask('POST', '/containers/web/stop')).status).toBe(304);
  });

  it('goes on after the server has', async () => {
    const docker = await withImage();
    await docker.ask('POST', '/containers/create?name=web', FOREVER);
    const asked = docker.ask('POST', '/containers/web/start', undefined, { seconds: 0 });
    await new Promise((resolve) => setImmediate(resolve));
    const woken = docker.reload();
    docker.sandbox.docker.close();
    expect((await asked).status).toBe(503);
    woken.advance(1);
    expect((await inspect(woken, 'web')).State.Status).toBe('running');
    expect((await woken.ask('DELETE', '/containers/web?force=1')).status).toBe(204);
    expect((await woken.ask('GET', '/containers/json?all=1')).json).toEqual([]);
  });

  it('leaves nothing behind', async () => {
    const docker = await withImage();
    const { filesystems, kernel, network } = docker.sandbox.machines;
    const count = () => ({
      instances: filesystems.instances.of('docker').length,
      namespaces: kernel.namespaces.of('docker').length,
      processes: kernel.processes.of('docker').length,
      interfaces: network.view(`docker/${kernel.namespaces.initial().net}`).interfaces.length,
    });
    const before = count();
    await run(docker, 'web', FOREVER);
    expect(count()).not.toEqual(before);
    await docker.ask('DELETE', '/containers/web?force=1&v=1');
    docker.advance(1);
    expect(count()).toEqual(before);
  });

  it('restarts with a back-off that doubles', async () => {
    const docker = await withImage();
    const HostConfig = { RestartPolicy: { Name: 'always' } };
    await run(docker, 'crash', { Image: 'busybox', Cmd: ['cat', '/nope'], HostConfig });
    const start = docker.sandbox.now;
    docker.advance(60);
    const starts = docker.sandbox.docker.world.events
      .past('docker')
      .filter(({ Action, timeMs }) => Action === 'start' && timeMs >= start - 1000)
      .map(({ timeMs }) => timeMs);
    const waits = starts.slice(1).map((time, index) => time - (starts[index] ?? 0));
    expect(waits.slice(0, 6).map((wait) => Math.floor(wait / 100))).toEqual([1, 2, 4, 8, 16, 32]);
    expect((await inspect(docker, 'crash')).State).toMatchObject({ Status: 'restarting', ExitCode: 1 });
    await docker.ask('POST', '/containers/crash/stop');
    expect((await inspect(docker, 'crash')).State.Status).toBe('exited');
  });

  it('is shown as a tree by the ps of its host', async () => {
    const docker = await withImage();
    const script = 'sh -c "sleep 9999 & sleep 9999" & sleep 9998';
    await run(docker, 'tree', { Image: 'busybox', Cmd: ['sh', '-c', `${script}; true`] });
    docker.advance(1);
    const top = async (args: string) => {
      const { json } = await docker.ask('GET', `/containers/tree/top?ps_args=${encodeURIComponent(args)}`);
      const { Processes }: { Processes: string[][] } = Object.assign({ Processes: [] }, json);
      return Processes.map((fields) => fields.at(-1));
    };
    expect(await top('axf -o pid,args')).toEqual([
      `\\_ sh -c ${script}; true`,
      '\\_ sleep 9999',
      '| \\_ sleep 9999',
      '\\_ sleep 9998',
    ]);
    expect((await top('-o pid,args')).join()).not.toContain('\\_');
  });

  it('takes itself away where it was told to', async () => {
    const docker = await withImage();
    await run(docker, 'once', { Image: 'busybox', Cmd: ['cat', '/nope'], HostConfig: { AutoRemove: true } });
    docker.advance(1);
    expect((await docker.ask('GET', '/containers/once/json')).status).toBe(404);
  });

  it('has its health checked', async () => {
    const docker = await withImage();
    const Healthcheck = { Test: ['CMD', 'cat', '/tmp/ok'], Interval: 1e9, Retries: 2 };
    await run(docker, 'web', { ...FOREVER, Healthcheck });
    expect((await inspect(docker, 'web')).State.Health).toMatchObject({ Status: 'starting' });
    docker.advance(5);
    expect((await inspect(docker, 'web')).State.Health).toMatchObject({ Status: 'unhealthy' });
    const exec = await docker.ask('POST', '/containers/web/exec', { Cmd: ['touch', '/tmp/ok'] });
    const { Id }: { Id: string } = Object.assign({ Id: '' }, exec.json);
    await docker.ask('POST', `/exec/${Id}/start`, { Detach: true });
    docker.advance(3);
    const { Health } = (await inspect(docker, 'web')).State;
    expect(Health).toMatchObject({ Status: 'healthy', FailingStreak: 0 });
    expect(Health?.Log).toHaveLength(5);
    const words = docker.sandbox.docker.world.events.past('docker').map(({ Action }) => Action);
    expect(words.filter((word) => word.startsWith('health_status'))).toEqual([
      'health_status: unhealthy',
      'health_status: healthy',
    ]);
  });

  it('is told in events', async () => {
    const docker = await withImage();
    await run(docker, 'web', FOREVER);
    await docker.ask('POST', '/containers/web/kill');
    await docker.ask('DELETE', '/containers/web');
    const now = docker.sandbox.now / 1000;
    const { lines } = await docker.ask(
      'GET',
      `/events?since=1&until=${now}&filters=${encodeURIComponent('{"type":["container"]}')}`,
    );
    expect(lines.map(({ Action }) => Action)).toEqual(['create', 'start', 'kill', 'die', 'destroy']);
  });
});

describe('refusals', () => {
  it.each([
    ['POST', '/containers/create', {}, 400, 'config cannot be empty in order to create a container'],
    ['POST', '/containers/create', { Image: 'nope' }, 404, 'No such image: nope:latest'],
    ['POST', '/containers/create', { Image: 7 }, 400, /^invalid JSON/],
    ['GET', '/containers/nope/json', undefined, 404, 'No such container: nope'],
    [
      'GET',
      '/containers/json?filters=%7B%22nope%22%3A%5B%22x%22%5D%7D',
      undefined,
      400,
      "invalid filter 'nope'",
    ],
    [
      'GET',
      '/v1.99/info',
      undefined,
      400,
      'client version 1.99 is too new. Maximum supported API version is 1.50',
    ],
    [
      'GET',
      '/v1.12/info',
      undefined,
      400,
      'client version 1.12 is too old. Minimum supported API version is 1.24, please upgrade your client to a newer version',
    ],
    ['GET', '/nope', undefined, 404, 'page not found'],
    ['POST', '/session', undefined, 501, /BuildKit/],
    ['GET', '/hosts/nope/info', undefined, 404, 'page not found'],
  ])('%s %s %j', async (method, path, body, status, message) => {
    const answer = await openDocker().ask(method, path, body);
    const words = message instanceof RegExp ? expect.stringMatching(message) : message;
    expect([answer.status, answer.json]).toEqual([status, { message: words }]);
  });
});
