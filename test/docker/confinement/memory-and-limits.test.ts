import { beforeAll, describe, expect, it } from 'vitest';
import { type DockerApi, openDocker } from '../../harness/docker-api.ts';
import { runScript } from '../../harness/docker-run.ts';

let docker: DockerApi;
beforeAll(async () => {
  docker = openDocker();
  for (const image of ['busybox', 'debian'])
    await docker.ask('POST', `/images/create?fromImage=${image}&tag=latest`);
});

const MIB = 1_048_576;

describe('files in memory', () => {
  it.each([
    [
      'fill a tmpfs',
      'dd if=/dev/zero of=/t/x bs=1k count=2000; df /t | tail -1',
      { Tmpfs: { '/t': 'size=1m' } },
      /^dd: error writing '\/t\/x': No space left on device\n1025\+0 records in\n1024\+0 records out\n[^\n]+\ntmpfs +1024 +1024 +0 100% \/t\n$/,
    ],
    [
      'are as large as --shm-size says',
      'df -h /dev/shm | tail -1',
      { ShmSize: MIB },
      /^shm +1\.0M +0 +1\.0M +0% /,
    ],
    [
      'have the owner and options asked for',
      'grep " /t " /proc/mounts; ls -dn /t | cut -c1-25',
      { Tmpfs: { '/t': 'exec,mode=700,uid=5' } },
      /^tmpfs \/t tmpfs rw,nosuid,nodev,relatime,mode=700 0 0\ndrwx------ +2 5 /,
    ],
    [
      'count as memory of the container',
      'dd if=/dev/zero of=/dev/shm/x bs=1M count=10 2>/dev/null; cat /sys/fs/cgroup/memory.current',
      {},
      /^1[0-9]{7}\n$/,
    ],
    [
      'and as shared memory',
      'dd if=/dev/zero of=/dev/shm/x bs=1M count=10 2>/dev/null; grep -E "^(file|shmem) " /sys/fs/cgroup/memory.stat; grep Shmem: /proc/meminfo',
      {},
      /^file 10485760\nshmem 10485760\nShmem: +10240 kB\n$/,
    ],
    [
      'and go with the file',
      'dd if=/dev/zero of=/dev/shm/x bs=1M count=10 2>/dev/null; rm /dev/shm/x; cat /sys/fs/cgroup/memory.current',
      {},
      /^[0-9]{6,7}\n$/,
    ],
    [
      'bring the OOM killer',
      'dd if=/dev/zero of=/dev/shm/x bs=1M count=40; echo $?',
      { Memory: 20 * MIB },
      /^Killed\n137\n$/,
    ],
  ])('%s', async (_, script, hostConfig, output) => {
    expect((await runScript(docker, script, { hostConfig })).output).toMatch(output);
  });

  it('are shared with the IPC namespace, or there are none', async () => {
    const shm = (script: string, IpcMode: string) => runScript(docker, script, { hostConfig: { IpcMode } });
    const Cmd = ['sh', '-c', 'echo there >/dev/shm/x; sleep 1000'];
    const HostConfig = { IpcMode: 'shareable' };
    await docker.ask('POST', '/containers/create?name=donor', { Image: 'busybox', Cmd, HostConfig });
    await docker.ask('POST', '/containers/donor/start');
    expect((await shm('cat /dev/shm/x', 'container:donor')).output).toBe('there\n');
    expect((await shm('ls /dev/shm; df /dev/shm | grep -c udev', 'host')).output).toBe('1\n');
    expect((await shm('ls /dev/shm', 'none')).output).toBe('ls: /dev/shm: No such file or directory\n');
  });

  it('are gone when the container starts again, and the memory with them', async () => {
    const script = 'ls /t /dev/shm; touch /t/a /dev/shm/b';
    const { id } = await runScript(docker, script, { hostConfig: { Tmpfs: { '/t': '' } } });
    await docker.ask('POST', `/containers/${id}/start`);
    await docker.ask('POST', `/containers/${id}/wait`);
    const { bytes } = await docker.ask('GET', `/containers/${id}/logs?stdout=1`);
    expect(new TextDecoder().decode(bytes)).not.toMatch(/[ab]\n/);
    const root = docker.sandbox.machines.kernel.cgroups.get('docker', '/');
    const before = root?.memoryBytes;
    await runScript(docker, 'dd if=/dev/zero of=/dev/shm/x bs=1M count=10');
    expect(root?.memoryBytes).toBe(before);
  });

  it('refuse options nobody knows', async () => {
    const { refused } = await runScript(docker, ['true'], { hostConfig: { Tmpfs: { '/t': 'bogus' } } });
    expect(refused).toBe('invalid tmpfs option ["bogus"]');
  });
});

describe('disks', () => {
  it('df shows what the host has used', async () => {
    const { output } = await runScript(docker, "df / /etc/hosts | awk 'NR > 1 {print $3}' | uniq | wc -l");
    expect(output).toBe('1\n');
  });

  it('--storage-opt needs a file system with quotas', async () => {
    const { refused } = await runScript(docker, ['true'], { hostConfig: { StorageOpt: { size: '1G' } } });
    expect(refused).toBe("--storage-opt is supported only for overlay over xfs with 'pquota' mount option");
  });
});

const limit = (Name: string, Soft: number, Hard = Soft) => ({ Ulimits: [{ Name, Soft, Hard }] });

describe('--ulimit', () => {
  it.each([
    ['nofile', 'ulimit -Sn; ulimit -Hn', limit('nofile', 10, 20), '10\n20\n'],
    [
      'core',
      'ulimit -c; grep core /proc/self/limits',
      limit('core', 0),
      `0\n${'Max core file size'.padEnd(26)}${'0'.padEnd(21)}${'0'.padEnd(21)}bytes     \n`,
    ],
    [
      'fsize ends who writes more',
      'dd if=/dev/zero of=/x bs=1k count=2 2>/dev/null; echo $?',
      limit('fsize', 1024),
      'File size limit exceeded\n153\n',
    ],
    ['may be lowered', 'ulimit -n 100; ulimit -n', {}, '100\n'],
    [
      'but not raised',
      'ulimit -n 30',
      limit('nofile', 10, 20),
      'sh: error setting limit: Operation not permitted\n',
    ],
  ])('%s', async (_, script, hostConfig, output) => {
    expect((await runScript(docker, script, { hostConfig })).output).toBe(output);
  });

  it('nproc counts the processes of a user, but not of root', async () => {
    const script = 'for i in 1 2 3 4 5 6; do sleep 1 & done; wait; echo done';
    const hostConfig = limit('nproc', 4);
    const { output } = await runScript(docker, script, { hostConfig, config: { User: '1000' } });
    expect(output).toBe("sh: can't fork: Resource temporarily unavailable\n");
    expect((await runScript(docker, script, { hostConfig })).output).toBe('done\n');
  });

  it.each([
    ['busybox', 'sh', 'open files                      (-n) 10'],
    ['debian', 'sh', 'nofiles              10'],
    ['debian', 'bash', 'open files                          (-n) 10'],
  ])('in %s, %s lists them', async (image, shell, line) => {
    const hostConfig = limit('nofile', 10);
    const { output } = await runScript(docker, [shell, '-c', 'ulimit -a'], { image, hostConfig });
    expect(output.split('\n')).toContain(line);
  });
});

it('an update lifts limits with -1', async () => {
  const body = { Image: 'busybox', Cmd: ['sleep', '1000'], HostConfig: { PidsLimit: 5, CpuQuota: 20_000 } };
  await docker.ask('POST', '/containers/create?name=limited', body);
  await docker.ask('POST', '/containers/limited/start');
  const { Id } = (await docker.ask('GET', '/containers/limited/json')).json as { Id: string };
  const path = `/system.slice/docker-${Id}.scope`;
  const limits = () => docker.sandbox.machines.kernel.cgroups.get('docker', path)?.limits;
  const update = (wanted: object) => docker.ask('POST', '/containers/limited/update', wanted);
  await update({ CpuShares: 2000, Memory: 64 * MIB, MemorySwap: 128 * MIB });
  expect(limits()).toMatchObject({ pidsMax: 5, cpuMax: { quotaUs: 20_000 }, swapMax: 64 * MIB });
  await update({ PidsLimit: -1, CpuQuota: -1, MemorySwap: -1 });
  expect(limits()).toEqual({ cpuWeight: 77, memoryMax: 64 * MIB });
});

describe('what a container may do', () => {
  const CASES: readonly (readonly [string, string, object, string])[] = [
    [
      'no chown without its capability',
      'chown 1 /tmp',
      { CapDrop: ['CHOWN'] },
      'chown: /tmp: Operation not permitted\n',
    ],
    ['no mounts', 'mount -t tmpfs t /home', {}, 'mount: permission denied (are you root?)\n'],
    ['mounts with its capability', 'mount -t tmpfs t /home && echo ok', { CapAdd: ['SYS_ADMIN'] }, 'ok\n'],
    [
      'nothing of others',
      'su -s /bin/sh daemon -c "kill 1"; true',
      {},
      "/bin/sh: can't kill pid 1: Operation not permitted\n",
    ],
    [
      'a read-only root, but not /dev',
      'touch /a /etc/hosts; touch /dev/a && echo ok',
      { ReadonlyRootfs: true },
      'touch: /a: Read-only file system\ntouch: /etc/hosts: Read-only file system\nok\n',
    ],
    ['a filter of system calls', 'grep Seccomp: /proc/self/status', {}, 'Seccomp:\t2\n'],
    [
      'no filter',
      'grep Seccomp: /proc/self/status',
      { SecurityOpt: ['seccomp=unconfined'] },
      'Seccomp:\t0\n',
    ],
    ['no filter when privileged', 'grep Seccomp: /proc/self/status', { Privileged: true }, 'Seccomp:\t0\n'],
    [
      'no new privileges',
      'grep NoNew /proc/self/status',
      { SecurityOpt: ['no-new-privileges'] },
      'NoNewPrivs:\t1\n',
    ],
    [
      'its bounding set',
      'grep CapBnd /proc/self/status',
      { CapDrop: ['ALL'], CapAdd: ['CHOWN'] },
      'CapBnd:\t0000000000000001\n',
    ],
  ];
  it.each(CASES)('%s', async (_, script, hostConfig, output) => {
    expect((await runScript(docker, script, { hostConfig })).output).toBe(output);
  });
});
