import { expect, it } from 'vitest';
import { HOST, openLxcHost } from '../harness/os-containers.ts';

const MEBIBYTE = 2 ** 20;

it('kills what takes more memory than the container may have, and nothing outside of it', () => {
  const host = openLxcHost();
  host.launch('c1', 'alpine/3.22', { memoryMax: 6 * MEBIBYTE });
  const before = host.ask('listProcesses', HOST).filter(({ cgroup }) => !cgroup.includes('c1')).length;
  const hog = host.attach('c1', 'yes | head -c 3000000 | sort -r');
  expect(hog.exitCode).toBe(137);
  expect(host.ask('getOsContainer', HOST, 'c1')).toMatchObject({ state: 'RUNNING' });
  expect(host.attach('c1', 'grep oom_kill /sys/fs/cgroup/memory.events').stdout).toMatch(/^oom_kill [1-9]/);
  const after = host.ask('listProcesses', HOST).filter(({ cgroup }) => !cgroup.includes('c1')).length;
  expect(after).toBe(before);
});

it('refuses to fork beyond the number of processes', () => {
  const host = openLxcHost();
  host.launch('c1', 'alpine/3.22', { pidsMax: 10 });
  const bomb = host.attach('c1', 'for i in 1 2 3 4 5 6 7 8; do sleep 1 & done; wait');
  expect(bomb.stderr).toContain("can't fork: Resource temporarily unavailable");
  const [group] = host.ask('listCgroups', HOST).filter(({ path }) => path === '/lxc.payload.c1');
  expect(group?.pids.refusedForks).toBeGreaterThan(0);
});

it('changes limits of a running container, which act at once and stay', () => {
  const host = openLxcHost();
  host.launch('c1', 'debian/bookworm');
  const changes = { cpuMax: { quotaUs: 20_000, periodUs: 100_000 }, pidsMax: 50 };
  const changed = host.ask('limitOsContainer', HOST, 'c1', changes);
  expect(changed.limits).toEqual(changes);
  expect(changed.config).toContain('lxc.cgroup2.cpu.max = 20000 100000\nlxc.cgroup2.pids.max = 50\n');
  expect(host.attach('c1', 'cat /sys/fs/cgroup/cpu.max /sys/fs/cgroup/pids.max').stdout).toBe(
    '20000 100000\n50\n',
  );
  const { id } = host.ask('runCommand', HOST, 'c1', {
    argv: ['sh', '-c', 'i=0; while [ $i -lt 3000 ]; do i=$((i+1)); done'],
    env: {},
  });
  host.advance(30);
  expect(host.ask('getCommand', HOST, 'c1', id)).toMatchObject({ exitCode: 0 });
  expect(host.ask('getOsContainer', HOST, 'c1').throttledMs).toBeGreaterThan(0);
  host.ask('stopOsContainer', HOST, 'c1', { kill: true });
  expect(host.ask('limitOsContainer', HOST, 'c1', { cpuMax: null }).limits).toEqual({ pidsMax: 50 });
  host.ask('startOsContainer', HOST, 'c1');
  host.advance(2);
  expect(host.attach('c1', 'cat /sys/fs/cgroup/cpu.max /sys/fs/cgroup/pids.max').stdout).toBe(
    'max 100000\n50\n',
  );
});

it('ends the container where memory doesn’t even suffice for its init', () => {
  const host = openLxcHost();
  host.launch('c1', 'debian/bookworm');
  host.ask('limitOsContainer', HOST, 'c1', { memoryMax: 2 * MEBIBYTE });
  host.advance(1);
  expect(host.ask('getOsContainer', HOST, 'c1')).toMatchObject({
    state: 'STOPPED',
    error: 'init was killed: the container was out of memory.',
  });
});

it('lets a container divide what it has, but not take more', () => {
  const host = openLxcHost();
  host.launch('c1', 'debian/bookworm', { memoryMax: 100 * MEBIBYTE });
  const group = '/sys/fs/cgroup';
  expect(host.attach('c1', `echo max >${group}/memory.max; cat ${group}/memory.max`)).toMatchObject({
    stdout: `${100 * MEBIBYTE}\n`,
    stderr: expect.stringContaining('I/O error'),
  });
  expect(
    host.attach('c1', `mkdir ${group}/mine && echo 5 >${group}/mine/pids.max && cat ${group}/mine/pids.max`)
      .stdout,
  ).toBe('5\n');
});

it('has a limit on control groups', () => {
  const host = openLxcHost();
  host.launch('c1');
  const ran = host.attach('c1', 'for i in $(seq 1100); do mkdir /sys/fs/cgroup/g$i || break; done');
  expect(ran.stderr).toContain('Resource temporarily unavailable');
});
