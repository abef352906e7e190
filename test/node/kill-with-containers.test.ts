import { expect, test } from 'vitest';
import { OPERATOR_KEY } from '../harness/atoll.ts';
import { DockerCli, dockerHost, dockerOf } from '../harness/docker-cli.ts';
import { ServerProcess } from '../harness/server-process.ts';

const RATE = 20;

const COUNTS = 'i=0; while true; do echo $i; i=$((i+1)); sleep 1; done';

/** What keeps a machine as busy as it can be. */
const RUNAWAYS = ['f() { f | f & }; f; while :; do :; done', 'while :; do x=$x$(echo a); done', 'yes | cat'];

const cli = dockerOf();

test.skipIf(cli === undefined)(
  'containers go on after kill -9, runaways too, and say nothing twice',
  async () => {
    const server = new ServerProcess();
    const baseUrl = await server.start();
    const atoll = { baseUrl, apiKey: OPERATOR_KEY, stop: () => server.dispose() };
    const docker = new DockerCli(cli ?? '', await dockerHost(atoll, RATE));
    const numbers = async () => (await docker.ok('logs count')).trim().split('\n').map(Number);
    const upTo = async (least: number) => {
      for (;;) {
        const said = await numbers();
        if (said.length >= least) return said;
      }
    };
    try {
      await docker.ok('pull -q busybox');
      await docker.ok(`run -d --name count busybox sh -c '${COUNTS}'`);
      const following = docker.run('logs -f count');
      const before = await upTo(20);
      for (const [index, script] of RUNAWAYS.entries())
        await docker.ok(`run -d --name runaway${index} --pids-limit 20 busybox sh -c '${script}'`);
      await server.kill();
      const seen = (await following).stdout.trim().split('\n').map(Number);
      const { port } = new URL(await server.start());
      docker.host = docker.host.replace(/:\d+/, `:${port}`);
      expect((await docker.ok('ps -q -f name=runaway')).trim().split('\n')).toHaveLength(RUNAWAYS.length);
      await docker.ok('rm -f runaway0 runaway1 runaway2');
      const said = await upTo(Math.max(before.length, seen.length) + 20);
      expect(said).toEqual(said.map((_, index) => index));
      expect(said.slice(0, seen.length)).toEqual(seen);
      expect(await docker.ok("inspect -f '{{.State.Status}} {{.RestartCount}}' count")).toBe('running 0\n');
      expect(await docker.ok('exec count ps -o pid,args')).toContain('1 sh -c i=0');
      await docker.ok('rm -f count');
      expect(await docker.ok('ps -aq')).toBe('');
    } finally {
      docker.dispose();
      await server.dispose();
    }
  },
);
