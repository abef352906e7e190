import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Schemas } from '../../../api/client/index.ts';
import { dataOf } from '../../harness/student.ts';
import { newSandbox, openPlatform, type Platform, problemOf, type Tenant } from '../support/platform.ts';

let platform: Platform;
let tenant: Tenant;
/** A sandbox with an OS container that runs, `web`, and one that never did, `idle`. */
let shared: World;

beforeAll(async () => {
  platform = await openPlatform();
  tenant = await platform.newTenant();
  shared = await openWorld();
  await shared.create('web');
  await shared.create('idle');
  await shared.start('web');
});
afterAll(() => platform.stop());

type OsContainer = Schemas['OsContainer'];

interface World {
  readonly id: string;
  /** Under the OS containers of its host. */
  send(method: string, path: string, body?: unknown): ReturnType<Tenant['send']>;
  create(name: string, rest?: object): Promise<void>;
  start(name: string): Promise<void>;
  get(name: string): Promise<OsContainer>;
  run(name: string, script: string): Promise<Schemas['Command']>;
  advance(seconds: number): Promise<void>;
}

async function openWorld(id?: string): Promise<World> {
  const sandbox = id ?? (await newSandbox(tenant, { kubernetes: false })).id;
  const path = { id: sandbox };
  const folder = `/v1/sandboxes/${sandbox}/hosts/docker/os-containers`;
  const world: World = {
    id: sandbox,
    send: (method, rest, body) => tenant.send(method, folder + rest, body === undefined ? {} : { body }),
    async create(name, rest = {}) {
      const template = { distribution: 'alpine', release: '3.22' };
      expect((await world.send('POST', '', { name, template, ...rest })).status).toBe(201);
      await world.advance(5);
    },
    async start(name) {
      expect((await world.send('POST', `/${name}/start`)).status).toBe(200);
      await world.advance(2);
    },
    get: async (name) => JSON.parse((await world.send('GET', `/${name}`)).text),
    async run(name, script) {
      const begun = await world.send('POST', `/${name}/commands`, { argv: ['sh', '-c', script] });
      expect(begun.status).toBe(201);
      await world.advance(1);
      const location = begun.headers.get('location') ?? '';
      return JSON.parse((await tenant.send('GET', location)).text);
    },
    async advance(seconds) {
      dataOf(
        await tenant.client.POST('/v1/sandboxes/{id}/clock/advance', { params: { path }, body: { seconds } }),
      );
    },
  };
  return world;
}

it('lists templates, each of which can be asked for', async () => {
  const { templates } = dataOf(await tenant.client.GET('/v1/os-container-templates'));
  const names = new Set(templates.map(({ distribution }) => distribution));
  for (const name of ['alpine', 'debian', 'fedora', 'ubuntu']) expect(names).toContain(name);
  const world = await openWorld();
  for (const { distribution, release, architecture } of templates.slice(0, 3)) {
    const name = `c-${release}`;
    const made = await world.send('POST', '', { name, template: { distribution, release, architecture } });
    expect(JSON.parse(made.text)).toMatchObject({
      name,
      state: 'CREATING',
      template: { distribution, release },
    });
  }
});

it('takes about a second to start and a few megabytes, where a virtual machine takes far more of both', async () => {
  const { startedAt, readyAt, overheadBytes = 0, ...view } = await shared.get('web');
  expect(view).toMatchObject({
    state: 'RUNNING',
    address: expect.stringMatching(/^10\.0\.3\./),
    processes: 6,
  });
  const seconds = (Date.parse(readyAt ?? '') - Date.parse(startedAt ?? '')) / 1000;
  const machine = dataOf(
    await tenant.client.GET('/v1/sandboxes/{id}/hosts/{host}', {
      params: { path: { id: shared.id, host: 'docker' } },
    }),
  );
  expect(seconds).toBeGreaterThan(0.2);
  expect(seconds).toBeLessThan(2);
  expect(overheadBytes).toBeGreaterThan(1_000_000);
  expect(machine.overheadBytes).toBeGreaterThan(10 * overheadBytes);
});

it('runs commands, and says what they printed and how they ended', async () => {
  const ran = await shared.run('web', 'hostname; ps -o comm | sort | uniq -c | grep getty; nope');
  expect(ran).toMatchObject({
    state: 'exited',
    exitCode: 127,
    stdout: 'web\n      2 getty\n',
    stderr: 'sh: nope: not found\n',
    truncated: false,
  });
  const listed = JSON.parse((await shared.send('GET', '/web/commands')).text);
  expect(listed.commands.at(-1)).toEqual(ran);
  expect((await shared.send('DELETE', `/web/commands/${ran.id}`)).status).toBe(204);
  expect((await shared.send('GET', `/web/commands/${ran.id}`)).status).toBe(404);
});

it('shows its processes and control groups among those of the host', async () => {
  const { initPid, cgroup } = await shared.get('web');
  const params = { path: { id: shared.id, host: 'docker' } };
  const { processes } = dataOf(
    await tenant.client.GET('/v1/sandboxes/{id}/hosts/{host}/processes', { params }),
  );
  expect(processes.find(({ pid }) => pid === initPid)).toMatchObject({ namespacePid: 1, cgroup });
  const { cgroups } = dataOf(await tenant.client.GET('/v1/sandboxes/{id}/hosts/{host}/cgroups', { params }));
  expect(cgroups.find(({ path }) => path === cgroup)).toMatchObject({ processes: 6 });
});

it('lives: limits, freezing, stopping, snapshots, and its end', async () => {
  const world = await openWorld();
  await world.create('c1', { limits: { memoryMax: 2 ** 27, pidsMax: null } });
  await world.start('c1');
  const changed = await world.send('PATCH', '/c1', { limits: { pidsMax: 40 } });
  expect(JSON.parse(changed.text).limits).toEqual({ memoryMax: 2 ** 27, pidsMax: 40 });
  expect(JSON.parse((await world.send('POST', '/c1/freeze')).text).state).toBe('FREEZING');
  await world.advance(1);
  expect((await world.get('c1')).state).toBe('FROZEN');
  expect(JSON.parse((await world.send('POST', '/c1/unfreeze')).text).state).toBe('THAWED');
  await world.advance(1);
  await world.run('c1', 'echo precious >/root/file');
  expect(JSON.parse((await world.send('POST', '/c1/stop', {})).text).state).toBe('STOPPING');
  await world.advance(5);
  const { text } = JSON.parse((await world.send('GET', '/c1/console')).text);
  expect(text).toContain('login: ');
  expect(text).toContain('Requesting system halt');
  const taken = await world.send('POST', '/c1/snapshots', { comment: 'good' });
  expect([taken.status, JSON.parse(taken.text)]).toMatchObject([201, { name: 'snap0', comment: 'good' }]);
  await world.start('c1');
  await world.run('c1', 'rm /root/file');
  await world.send('POST', '/c1/stop', { kill: true });
  expect((await world.send('POST', '/c1/snapshots/snap0/restore', {})).status).toBe(200);
  await world.start('c1');
  expect((await world.run('c1', 'cat /root/file')).stdout).toBe('precious\n');
  expect((await world.send('DELETE', '/c1')).status).toBe(409);
  expect(problemOf(await world.send('DELETE', '/c1?force=true')).type).toBe(
    'urn:atoll:problem:os-container-has-snapshots',
  );
  expect((await world.send('DELETE', '/c1?force=true&snapshots=true')).status).toBe(204);
  expect(JSON.parse((await world.send('GET', '')).text)).toEqual({ osContainers: [] });
});

it('goes with its sandbox into a fork, processes and all', async () => {
  await shared.run('web', 'echo before >/root/file; sleep 1000 &');
  const params = { path: { id: shared.id } };
  const { items } = dataOf(
    await tenant.client.POST('/v1/sandboxes/{id}/fork', { params, body: { count: 1 } }),
  );
  const fork = await openWorld(items[0]?.id);
  expect(await fork.get('web')).toMatchObject({ state: 'RUNNING' });
  expect((await fork.run('web', 'cat /root/file; pidof sleep | wc -w')).stdout).toBe('before\n1\n');
  await fork.send('POST', '/web/stop', { kill: true });
  expect((await shared.get('web')).state).toBe('RUNNING');
});

const TEMPLATE = { distribution: 'alpine', release: '3.22' };
const create = (rest: object) => ({ name: 'new', template: TEMPLATE, ...rest });

it.each([
  [
    'a template that isn’t there',
    'POST',
    '',
    create({ template: { distribution: 'slackware', release: '15' } }),
    400,
    'validation',
  ],
  [
    'another architecture',
    'POST',
    '',
    create({ template: { ...TEMPLATE, architecture: 'arm64' } }),
    400,
    'validation',
  ],
  ['a name with a slash', 'POST', '', create({ name: '../../etc' }), 400, 'validation'],
  ['a name of nothing', 'POST', '', create({ name: '' }), 400, 'validation'],
  ['a name that is too long', 'POST', '', create({ name: 'x'.repeat(64) }), 400, 'validation'],
  ['a name that is taken', 'POST', '', create({ name: 'web' }), 409, 'os-container-exists'],
  ['no memory at all', 'POST', '', create({ limits: { memoryMax: -1 } }), 400, 'validation'],
  ['no processes', 'PATCH', '/web', { limits: { pidsMax: 0 } }, 400, 'validation'],
  ['an absurd limit', 'PATCH', '/web', { limits: { memoryMax: 1e300 } }, 400, 'validation'],
  ['a limit that it does not know', 'PATCH', '/web', { limits: { disk: 1 } }, 400, 'validation'],
  ['to start what runs', 'POST', '/web/start', undefined, 409, 'os-container-state'],
  ['to start what is not there', 'POST', '/nope/start', undefined, 404, 'not-found'],
  ['to stop what does not run', 'POST', '/idle/stop', {}, 409, 'os-container-state'],
  ['to wait for ever', 'POST', '/web/stop', { timeoutSeconds: 1e9 }, 400, 'validation'],
  ['to freeze what does not run', 'POST', '/idle/freeze', undefined, 409, 'os-container-state'],
  ['to unfreeze what is not frozen', 'POST', '/web/unfreeze', undefined, 409, 'os-container-state'],
  ['a snapshot of what runs', 'POST', '/web/snapshots', {}, 409, 'os-container-state'],
  ['a snapshot that is not there', 'POST', '/idle/snapshots/snap9/restore', {}, 404, 'not-found'],
  ['to destroy what runs', 'DELETE', '/web', undefined, 409, 'os-container-state'],
  ['a command in what does not run', 'POST', '/idle/commands', { argv: ['true'] }, 409, 'os-container-state'],
  ['no command', 'POST', '/web/commands', { argv: [] }, 400, 'validation'],
  ['too long a word', 'POST', '/web/commands', { argv: ['x'.repeat(10_000)] }, 400, 'validation'],
  [
    'too much to read',
    'POST',
    '/web/commands',
    { argv: ['cat'], stdin: 'x'.repeat(70_000) },
    400,
    'validation',
  ],
  [
    'a variable without a name',
    'POST',
    '/web/commands',
    { argv: ['env'], env: { 'a=b': '' } },
    400,
    'validation',
  ],
  ['a zero byte', 'POST', '/web/commands', { argv: ['echo', 'a\0b'] }, 400, 'validation'],
])('refuses %s', async (_, method, path, body, status, problem) => {
  const refused = await shared.send(method, path, body);
  expect([refused.status, problemOf(refused).type]).toEqual([status, `urn:atoll:problem:${problem}`]);
});

it('is not changed by any of that', async () => {
  expect(await shared.get('web')).toMatchObject({ state: 'RUNNING', limits: {}, snapshots: 0 });
  expect(await shared.get('idle')).toMatchObject({ state: 'STOPPED', limits: {}, snapshots: 0 });
});

it('comes when its host is up, and goes with it', async () => {
  const { id } = await newSandbox(tenant, { kubernetes: false });
  await tenant.send('POST', `/v1/sandboxes/${id}/hosts`, { body: { name: 'vm-1' } });
  const folder = `/v1/sandboxes/${id}/hosts/vm-1/os-containers`;
  const early = await tenant.send('POST', folder, { body: create({}) });
  expect(problemOf(early).type).toBe('urn:atoll:problem:host-booting');
  await tenant.send('POST', `/v1/sandboxes/${id}/clock/advance`, { body: { seconds: 20 } });
  expect((await tenant.send('POST', folder, { body: create({}) })).status).toBe(201);
  await tenant.send('POST', `/v1/sandboxes/${id}/clock/advance`, { body: { seconds: 5 } });
  await tenant.send('POST', `${folder}/new/start`);
  await tenant.send('POST', `/v1/sandboxes/${id}/clock/advance`, { body: { seconds: 5 } });
  expect((await tenant.send('DELETE', `/v1/sandboxes/${id}/hosts/vm-1`)).status).toBe(204);
  expect((await tenant.send('GET', folder)).status).toBe(404);
});
