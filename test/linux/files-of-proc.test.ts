import { beforeAll, expect, it } from 'vitest';
import { type DockerApi, openDocker } from '../harness/docker-api.ts';
import { runScript } from '../harness/docker-run.ts';

let docker: DockerApi;
beforeAll(async () => {
  docker = openDocker();
  await docker.ask('POST', '/images/create?fromImage=busybox&tag=latest');
});

it.each([
  ['a pipe', 'echo a | sh -c "[ -p /dev/stdin ] && echo yes; [ -L /dev/stdin ] && echo link"', 'yes\nlink\n'],
  ['/dev/null', '[ -c /dev/stdin ] && echo yes', 'yes\n'],
  ['a file', 'echo a > /tmp/f; [ -f /dev/stdin ] < /tmp/f && echo yes', 'yes\n'],
])('/dev/stdin is what it is: %s', async (_, script, output) => {
  expect((await runScript(docker, script)).output).toBe(output);
});

it.each([
  [
    'route',
    'sed "s/ *$//" /proc/net/route',
    'Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT\neth0\t00000000\t010011AC\t0003\t0\t0\t0\t00000000\t0\t0\t0\neth0\t000011AC\t00000000\t0001\t0\t0\t0\t0000FFFF\t0\t0\t0\n',
  ],
  [
    'arp',
    'ping -c1 172.17.0.1 >/dev/null; sed 1d /proc/net/arp | tr -s " " | cut -d" " -f1-3,5-',
    '172.17.0.1 0x1 0x2 * eth0\n',
  ],
  [
    'dev',
    'grep lo: /proc/net/dev',
    '    lo:       0       0    0    0    0     0          0         0        0       0    0    0    0     0       0          0\n',
  ],
])('/proc/net/%s', async (_, script, output) => {
  expect((await runScript(docker, script)).output).toBe(output);
});
