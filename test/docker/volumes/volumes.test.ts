import { describe, expect, it } from 'vitest';
import { type DockerApi, openDocker } from '../../harness/docker-api.ts';

async function withBusybox(): Promise<DockerApi> {
  const docker = openDocker();
  await docker.ask('POST', '/images/create?fromImage=busybox&tag=latest');
  return docker;
}

const create = (docker: DockerApi, body: object) => docker.ask('POST', '/volumes/create', body);

interface Volumes {
  readonly Volumes: readonly { readonly Name: string }[];
}

async function names(docker: DockerApi, filters: object = {}): Promise<string[]> {
  const query = encodeURIComponent(JSON.stringify(filters));
  const { json } = await docker.ask('GET', `/volumes?filters=${query}`);
  return (json as Volumes).Volumes.map(({ Name }) => Name);
}

/** Runs a command to its end. @returns what it printed */
async function run(docker: DockerApi, name: string, body: object): Promise<string> {
  const created = await docker.ask('POST', `/containers/create?name=${name}`, {
    Image: 'busybox',
    Tty: true,
    ...body,
  });
  expect([created.status, created.json]).toMatchObject([201, { Warnings: [] }]);
  const started = await docker.ask('POST', `/containers/${name}/start`);
  expect([started.status, started.json]).toEqual([204, undefined]);
  await docker.ask('POST', `/containers/${name}/wait`);
  const { bytes } = await docker.ask('GET', `/containers/${name}/logs?stdout=1&stderr=1`);
  return new TextDecoder().decode(bytes).replaceAll('\r', '');
}

const binds = (...Binds: string[]) => ({ HostConfig: { Binds } });

describe('a volume', () => {
  it('is made once, shown and removed', async () => {
    const docker = openDocker();
    const made = await create(docker, { Name: 'data', Labels: { a: 'b' } });
    const data = {
      CreatedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
      Driver: 'local',
      Labels: { a: 'b' },
      Mountpoint: '/var/lib/docker/volumes/data/_data',
      Name: 'data',
      Options: null,
      Scope: 'local',
    };
    expect([made.status, made.json]).toEqual([201, data]);
    expect((await create(docker, { Name: 'data' })).json).toEqual(data);
    expect((await docker.ask('GET', '/volumes/data')).json).toEqual(data);
    expect((await docker.ask('GET', '/volumes')).json).toEqual({ Volumes: [data], Warnings: null });
    expect((await docker.ask('DELETE', '/volumes/data')).status).toBe(204);
    const gone = await docker.ask('DELETE', '/volumes/data');
    expect([gone.status, gone.json]).toEqual([404, { message: 'get data: no such volume' }]);
    expect((await docker.ask('DELETE', '/volumes/data?force=1')).status).toBe(204);
  });

  it('keeps what containers write, across them and across restarts', async () => {
    const docker = await withBusybox();
    await run(docker, 'writer', { Cmd: ['touch', '/d/f'], ...binds('data:/d') });
    const woken = docker.reload();
    expect(await run(woken, 'reader', { Cmd: ['ls', '/d'], ...binds('data:/d') })).toBe('f\n');
    expect(await run(woken, 'denied', { Cmd: ['touch', '/d/g'], ...binds('data:/d:ro') })).toBe(
      'touch: /d/g: Read-only file system\n',
    );
    expect((await woken.ask('GET', '/containers/reader/json')).json).toMatchObject({
      Mounts: [
        {
          Type: 'volume',
          Name: 'data',
          Source: '/var/lib/docker/volumes/data/_data',
          Destination: '/d',
          Driver: 'local',
          RW: true,
        },
      ],
    });
  });

  it('keeps the owner and mode that it was given', async () => {
    const docker = await withBusybox();
    await run(docker, 'giver', { Cmd: ['sh', '-c', 'chown 1000 /d; chmod 700 /d'], ...binds('data:/d') });
    expect(await run(docker, 'owner', { Cmd: ['touch', '/d/f'], User: '1000', ...binds('data:/d') })).toBe(
      '',
    );
    const o = 'size=1m,uid=1000,mode=750';
    await create(docker, { Name: 'memory', DriverOpts: { type: 'tmpfs', device: 'tmpfs', o } });
    expect(await run(docker, 'looker', { Cmd: ['ls', '-ldn', '/m'], ...binds('memory:/m') })).toMatch(
      /^drwxr-x--- +2 1000 +0 /,
    );
  });

  it('is in use as long as a container has it', async () => {
    const docker = await withBusybox();
    await run(docker, 'user', { Cmd: ['true'], ...binds('data:/d') });
    const { Id } = (await docker.ask('GET', '/containers/user/json')).json as { Id: string };
    const refused = await docker.ask('DELETE', '/volumes/data');
    expect([refused.status, refused.json]).toEqual([
      409,
      { message: `remove data: volume is in use - [${Id}]` },
    ]);
    expect(await names(docker, { dangling: ['true'] })).toEqual([]);
    await docker.ask('DELETE', '/containers/user');
    expect(await names(docker, { dangling: ['true'] })).toEqual(['data']);
    expect((await docker.ask('DELETE', '/volumes/data')).status).toBe(204);
  });

  it('begins with what the image has there', async () => {
    const docker = await withBusybox();
    await run(docker, 'first', { Cmd: ['true'], ...binds('copied:/etc') });
    expect(await run(docker, 'second', { Cmd: ['ls', '/d/passwd'], ...binds('copied:/d') })).toBe(
      '/d/passwd\n',
    );
    await run(docker, 'third', {
      Cmd: ['true'],
      HostConfig: {
        Mounts: [{ Type: 'volume', Source: 'bare', Target: '/etc', VolumeOptions: { NoCopy: true } }],
      },
    });
    expect(await run(docker, 'fourth', { Cmd: ['ls', '/d'], ...binds('bare:/d') })).not.toContain('passwd');
  });

  it('without a name goes with its container, when it is asked to', async () => {
    const docker = await withBusybox();
    await run(docker, 'kept', { Cmd: ['true'], Volumes: { '/d': {} } });
    const [name = ''] = await names(docker);
    expect(name).toMatch(/^[0-9a-f]{64}$/);
    expect((await docker.ask('GET', `/volumes/${name}`)).json).toMatchObject({
      Labels: { 'com.docker.volume.anonymous': '' },
    });
    await docker.ask('DELETE', '/containers/kept');
    expect(await names(docker)).toEqual([name]);
    await run(docker, 'gone', { Cmd: ['true'], Volumes: { '/d': {} } });
    await docker.ask('DELETE', '/containers/gone?v=1');
    expect(await names(docker)).toEqual([name]);
  });

  it('can be a tmpfs or a directory of the host', async () => {
    const docker = await withBusybox();
    await create(docker, { Name: 'memory', DriverOpts: { type: 'tmpfs', device: 'tmpfs', o: 'size=1m' } });
    expect(await run(docker, 'one', { Cmd: ['df', '/m'], ...binds('memory:/m') })).toMatch(
      /\n(tmpfs|memory) +1024 /,
    );
    docker.sandbox.transact(() => {
      docker.sandbox.docker.world.files.makeDirectories('docker', '/srv/site');
      docker.sandbox.docker.world.files.writeText('docker', '/srv/site/page', 'x');
    });
    await create(docker, { Name: 'bound', DriverOpts: { type: 'none', device: '/srv/site', o: 'bind' } });
    expect(await run(docker, 'two', { Cmd: ['ls', '/b'], ...binds('bound:/b') })).toBe('page\n');
    await create(docker, { Name: 'wrong', DriverOpts: { type: 'none', device: '/nope', o: 'bind' } });
    const refused = await docker.ask('POST', '/containers/create?name=three', {
      Image: 'busybox',
      ...binds('wrong:/b'),
    });
    expect(refused.json).toEqual({
      message:
        "error while mounting volume '/var/lib/docker/volumes/wrong/_data': failed to mount local volume: mount /nope:/var/lib/docker/volumes/wrong/_data, flags: 0x1000: no such file or directory",
    });
    const share = { type: 'nfs', device: ':/share', o: 'addr=192.168.49.9,rw' };
    await create(docker, { Name: 'remote', DriverOpts: share });
    const unreachable = await docker.ask('POST', '/containers/create?name=four', {
      Image: 'busybox',
      ...binds('remote:/b'),
    });
    expect(unreachable.json).toEqual({
      message:
        "error while mounting volume '/var/lib/docker/volumes/remote/_data': failed to mount local volume: mount :/share:/var/lib/docker/volumes/remote/_data, data: addr=192.168.49.9: connection refused",
    });
    expect(await names(docker)).toEqual(['bound', 'memory', 'remote', 'wrong']);
  });
});

describe('lists and pruning', () => {
  it.each([
    [{ name: ['^a'] }, ['aa']],
    [{ name: ['b'] }, ['bb']],
    [{ label: ['x'] }, ['aa', 'bb']],
    [{ label: ['x=2'] }, ['bb']],
    [{ driver: ['local'] }, ['aa', 'bb', 'cc']],
    [{ driver: ['nfs'] }, []],
    [{ dangling: ['false'] }, []],
  ])('filters by %j', async (filters, expected) => {
    const docker = openDocker();
    await create(docker, { Name: 'cc' });
    await create(docker, { Name: 'aa', Labels: { x: '1' } });
    await create(docker, { Name: 'bb', Labels: { x: '2' } });
    expect(await names(docker, filters)).toEqual(expected);
  });

  it('prunes what has no name, or everything that is unused', async () => {
    const docker = await withBusybox();
    await create(docker, { Name: 'named' });
    await create(docker, { Name: 'memory', DriverOpts: { type: 'tmpfs', device: 'tmpfs' } });
    await create(docker, {});
    const [anonymous] = await names(docker);
    const prune = async (filters: object) =>
      (await docker.ask('POST', `/volumes/prune?filters=${encodeURIComponent(JSON.stringify(filters))}`))
        .json;
    expect(await prune({})).toEqual({ VolumesDeleted: [anonymous], SpaceReclaimed: 0 });
    expect(await prune({ all: ['false'] })).toEqual({ VolumesDeleted: null, SpaceReclaimed: 0 });
    expect(await prune({ all: ['maybe'] })).toEqual({
      message: 'invalid filter \'all\': strconv.ParseBool: parsing "maybe": invalid syntax',
    });
    expect(await prune({ all: ['1'], 'label!': ['x'] })).toMatchObject({ VolumesDeleted: ['named'] });
    expect(await names(docker)).toEqual(['memory']);
    expect((await docker.ask('POST', '/v1.41/volumes/prune')).json).toMatchObject({ VolumesDeleted: null });
  });

  it('tells what happens', async () => {
    const docker = await withBusybox();
    await run(docker, 'user', { Cmd: ['true'], ...binds('data:/d') });
    await docker.ask('DELETE', '/containers/user');
    await docker.ask('DELETE', '/volumes/data');
    const filters = encodeURIComponent(JSON.stringify({ type: ['volume'] }));
    const until = docker.sandbox.now / 1000 + 1;
    const { lines } = await docker.ask('GET', `/events?since=1&until=${until}&filters=${filters}`);
    expect(lines.map(({ Action, Actor }) => [Action, Actor])).toEqual([
      ['create', { ID: 'data', Attributes: { driver: 'local' } }],
      [
        'mount',
        {
          ID: 'data',
          Attributes: {
            container: expect.stringMatching(/^[0-9a-f]{64}$/),
            destination: '/d',
            driver: 'local',
            propagation: '',
            'read/write': 'true',
          },
        },
      ],
      ['unmount', { ID: 'data', Attributes: { container: expect.anything(), driver: 'local' } }],
      ['destroy', { ID: 'data', Attributes: { driver: 'local' } }],
    ]);
  });
});

describe('refusals', () => {
  const CHARACTERS =
    'includes invalid characters for a local volume name, only "[a-zA-Z0-9][a-zA-Z0-9_.-]" are allowed. If you intended to pass a host directory, use absolute path';
  it.each<readonly [object, number, string]>([
    [{ Name: 'bad name' }, 400, `create bad name: "bad name" ${CHARACTERS}`],
    [{ Name: '../../etc' }, 400, `create ../../etc: "../../etc" ${CHARACTERS}`],
    [
      { Name: 'x' },
      400,
      'create x: volume name is too short, names should be at least two alphanumeric characters',
    ],
    [
      { Name: 'vol', Driver: 'nope' },
      404,
      'create vol: error looking up volume plugin nope: plugin "nope" not found',
    ],
    [{ Name: 'vol', DriverOpts: { nope: '1' } }, 400, 'create vol: invalid option: "nope"'],
    [{ Name: 'vol', DriverOpts: { type: 'tmpfs' } }, 400, 'create vol: missing required option: "device"'],
    [
      { Name: 'vol', DriverOpts: { o: 'x', device: 'y' } },
      400,
      'create vol: missing required option: "type"',
    ],
    [
      { Name: 'vol', DriverOpts: { size: '1m' } },
      400,
      'create vol: quota size requested but no quota support',
    ],
  ])('refuses %j', async (body, status, message) => {
    const answer = await create(openDocker(), body);
    expect([answer.status, answer.json]).toEqual([status, { message }]);
  });

  it('has an end to how many there are', async () => {
    const docker = openDocker();
    let answer = await create(docker, {});
    for (let made = 1; made <= 500; made++) answer = await create(docker, {});
    expect(answer.status).toBe(409);
  });

  it.each([
    [{ nope: ['x'] }, "invalid filter 'nope'"],
    [{ dangling: ['x'] }, "invalid filter 'dangling=[x]'"],
  ])('refuses the filter %j', async (filters, message) => {
    const query = encodeURIComponent(JSON.stringify(filters));
    expect((await openDocker().ask('GET', `/volumes?filters=${query}`)).json).toEqual({ message });
  });
});
