import { beforeAll, describe, expect, it } from 'vitest';
import { type DockerApi, openDocker } from '../../harness/docker-api.ts';
import { runScript } from '../../harness/docker-run.ts';

const MB = 1_000_000;
const on = (Rate: number) => [{ Path: '/dev/vda', Rate }];

let docker: DockerApi;
beforeAll(async () => {
  docker = openDocker();
  for (const image of ['busybox', 'debian'])
    await docker.ask('POST', `/images/create?fromImage=${image}&tag=latest`);
});

describe('dd takes the time that its limit says', () => {
  it.each([
    [
      '--device-write-bps',
      { BlkioDeviceWriteBps: on(10 * MB) },
      'if=/dev/zero of=/f bs=1M count=100 oflag=direct',
      10.4858,
      '10.0 MB/s',
    ],
    [
      '--device-write-iops',
      { BlkioDeviceWriteIOps: on(20) },
      'if=/dev/zero of=/f bs=4k count=100 oflag=direct',
      5,
      '81.9 kB/s',
    ],
    [
      '--device-write-bps, behind the page cache',
      { BlkioDeviceWriteBps: on(10 * MB) },
      'if=/dev/zero of=/f bs=1M count=50 conv=fdatasync',
      5.2436,
      '10.0 MB/s',
    ],
    [
      'other data than zeros',
      { BlkioDeviceWriteBps: on(MB) },
      'if=/dev/urandom of=/f bs=1M count=2 oflag=direct',
      2.09715,
      '1.0 MB/s',
    ],
    [
      'nothing in the page cache',
      { BlkioDeviceWriteBps: on(MB) },
      'if=/dev/zero of=/f bs=1M count=50',
      0.0524288,
      '1.0 GB/s',
    ],
    [
      'nothing on a tmpfs',
      { BlkioDeviceWriteBps: on(MB) },
      'if=/dev/zero of=/dev/shm/f bs=1M count=20',
      0.0209715,
      '1.0 GB/s',
    ],
    ['the disk itself', {}, 'if=/dev/zero of=/f bs=1M count=1000 oflag=direct', 2.26453, '463 MB/s'],
    ['every block flushed', {}, 'if=/dev/zero of=/f bs=512 count=1000 oflag=dsync', 1.08107, '474 kB/s'],
  ])('%s', async (_, hostConfig, operands, seconds, rate) => {
    const { output } = await runScript(docker, `dd ${operands}`, { image: 'debian', hostConfig });
    const [took, shown] = (output.split('copied, ')[1] ?? '').split(' s, ');
    expect(Number(took)).toBeCloseTo(seconds, 1);
    expect(shown).toBe(`${rate}\n`);
  });

  it('--device-read-bps and --device-read-iops', async () => {
    const script =
      'dd if=/dev/zero of=/f bs=1M count=10 status=none; dd if=/f of=/dev/null bs=64k iflag=direct';
    const run = async (hostConfig: object) =>
      (await runScript(docker, script, { image: 'debian', hostConfig })).output.split('copied, ')[1];
    expect(await run({ BlkioDeviceReadBps: on(MB) })).toBe('10.4857 s, 1.0 MB/s\n');
    expect(await run({ BlkioDeviceReadIOps: on(10) })).toBe('16 s, 655 kB/s\n');
  });
});

it('counts in io.stat, and waits in io.pressure', async () => {
  const script = `cat /sys/fs/cgroup/io.max /sys/fs/cgroup/io.stat
    dd if=/dev/zero of=/f bs=1M count=10 oflag=direct 2>/dev/null
    dd if=/f of=/dev/null bs=1M count=5 iflag=direct 2>/dev/null
    cat /sys/fs/cgroup/io.stat; sed "s/avg.*total=//; s/.....$//" /sys/fs/cgroup/io.pressure /proc/pressure/io`;
  const hostConfig = { BlkioDeviceWriteBps: on(2 ** 20), BlkioDeviceReadBps: on(2 ** 20) };
  const other = openDocker();
  await other.ask('POST', '/images/create?fromImage=busybox&tag=latest');
  const { output } = await runScript(other, script, { hostConfig });
  expect(output).toBe(
    '254:0 rbps=1048576 wbps=1048576 riops=max wiops=max\n' +
      '254:0 rbytes=5242880 wbytes=10485760 rios=5 wios=10 dbytes=0 dios=0\n' +
      'some 150\nfull 150\nsome 150\nfull 150\n',
  );
});

it('shows in docker stats', async () => {
  const script = 'exec dd if=/dev/zero of=/f bs=1M count=200 oflag=direct';
  const hostConfig = { BlkioDeviceWriteBps: on(2 ** 20) };
  const { json } = await docker.ask('POST', '/containers/create', {
    Image: 'busybox',
    Cmd: ['sh', '-c', script],
    HostConfig: hostConfig,
  });
  const id = String(Object(json).Id);
  await docker.ask('POST', `/containers/${id}/start`);
  docker.advance(10);
  const { json: stats } = await docker.ask('GET', `/containers/${id}/stats?stream=false`);
  expect(Object(stats).blkio_stats.io_service_bytes_recursive).toEqual([
    { major: 254, minor: 0, op: 'read', value: 0 },
    { major: 254, minor: 0, op: 'write', value: expect.toSatisfy((bytes: number) => bytes > 5_000_000) },
  ]);
});

it.each([
  ['254:0 wbps=2000 riops=5', '254:0 rbps=max wbps=2000 riops=5 wiops=max\n'],
  ['254:0 wbps=2000" >> $g/io.max && echo "254:0 wbps=max', ''],
  ['254:0 wbps=0', 'sh: write error: Invalid argument\n'],
  ['254:0 bogus=1', 'sh: write error: Invalid argument\n'],
  ['8:0 wbps=1', 'sh: write error: No such device\n'],
])('io.max takes "%s"', async (line, output) => {
  const g = '/sys/fs/cgroup/g';
  const script = `g=${g}; mkdir ${g}; (echo "${line}") >> ${g}/io.max; cat ${g}/io.max; rmdir ${g}`;
  const hostConfig = { Privileged: true, CgroupnsMode: 'host' };
  const ran = await runScript(docker, script, { hostConfig });
  expect(ran.output).toBe(output);
});
