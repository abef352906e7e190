import { expect, it } from 'vitest';
import { openDocker } from '../harness/docker-api.ts';
import { runScript } from '../harness/docker-run.ts';

const SECONDS = 4;

interface Pinned {
  readonly cpus?: string;
  readonly shares?: number;
  readonly nano?: number;
  readonly processes?: number;
}

/** Lets containers compute side by side on two CPUs, and tells how much of a CPU each had. */
async function compute(containers: readonly Pinned[]): Promise<number[]> {
  const docker = openDocker();
  await docker.ask('POST', '/images/create?fromImage=busybox&tag=latest');
  const ids: string[] = [];
  for (const { cpus = '', shares = 0, nano = 0, processes = 1 } of containers) {
    const spin = `for i in $(seq ${processes}); do while :; do :; done & done; wait`;
    const HostConfig = { CpusetCpus: cpus, CpuShares: shares, NanoCpus: nano };
    const body = { Image: 'busybox', Cmd: ['sh', '-c', spin], HostConfig };
    const { lines } = await docker.ask('POST', '/containers/create', body);
    ids.push(String(lines[0]?.Id));
  }
  for (const id of ids) await docker.ask('POST', `/containers/${id}/start`);
  const used = () => ids.map((id) => docker.sandbox.machines.runtime.stats(id)?.cpuMs ?? 0);
  docker.advance(1);
  const before = used();
  docker.advance(SECONDS);
  return used().map((ms, index) => (ms - (before[index] ?? 0)) / 1000 / SECONDS);
}

it.each<[string, readonly Pinned[], readonly number[]]>([
  [
    'two on one CPU share it by weight',
    [
      { cpus: '0', shares: 1024 },
      { cpus: '0', shares: 512 },
    ],
    [2 / 3, 1 / 3],
  ],
  ['who is on another CPU has that alone', [{ cpus: '0' }, { cpus: '0' }, { cpus: '1' }], [0.5, 0.5, 1]],
  ['who may run anywhere takes what is left', [{ cpus: '0' }, { cpus: '0' }, {}], [0.5, 0.5, 1]],
  ['a limit leaves the rest to the neighbour', [{ cpus: '1', nano: 2e8 }, { cpus: '1' }], [0.2, 0.8]],
  ['several processes of one have no more than its CPUs', [{ cpus: '0', processes: 3 }, {}], [1, 1]],
])('%s', async (_, containers, parts) => {
  expect(await compute(containers)).toEqual(parts.map((part) => expect.closeTo(part, 1)));
});

it('load averages of one, five and fifteen minutes rise and fall with who runs', async () => {
  const docker = openDocker();
  await docker.ask('POST', '/images/create?fromImage=polinux/stress&tag=latest');
  const body = { Image: 'polinux/stress', Cmd: ['stress', '--cpu', '3', '--timeout', '60'] };
  await docker.ask('POST', '/containers/create?name=busy', body);
  await docker.ask('POST', '/containers/busy/start');
  const averages = async () => {
    const { output } = await runScript(docker, ['cut', '-d ', '-f1-3', '/proc/loadavg'], {
      image: 'polinux/stress',
    });
    return output;
  };
  docker.advance(61);
  expect(await averages()).toBe('1.85 0.54 0.19\n');
  docker.advance(300);
  expect(await averages()).toBe('0.01 0.20 0.14\n');
});
