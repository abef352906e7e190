import { beforeAll, describe, expect, it } from 'vitest';
import { type DockerApi, openDocker } from '../harness/docker-api.ts';
import { runScript } from '../harness/docker-run.ts';

let docker: DockerApi;
beforeAll(async () => {
  docker = openDocker();
  await docker.ask('POST', '/images/create?fromImage=ubuntu&tag=latest');
});

describe('a program that takes more than its limit', () => {
  it.each([
    'exec sort /dev/zero',
    'exec tac /dev/zero',
    `exec awk 'BEGIN { s = "x"; while (1) s = s s }'`,
    `exec awk 'BEGIN { while (1) a[i++] = i }'`,
    'a=x; while true; do a=$a$a; done',
    'a=$(cat /dev/zero | tr "\\0" x)',
  ])('is killed: %s', async (script) => {
    const ran = await runScript(docker, script, { image: 'ubuntu', hostConfig: { Memory: 20_971_520 } });
    expect(ran).toMatchObject({ output: '', exitCode: 137 });
    const { json } = await docker.ask('GET', `/containers/${ran.id}/json`);
    expect(json).toMatchObject({ State: { OOMKilled: true, ExitCode: 137 } });
  });
});

/** It takes twice as much with each round. */
const GREEDY = `awk 'BEGIN { s = "x"; while (1) s = s s }'`;
const EVENTS = '/sys/fs/cgroup/memory.events';

it.each([
  ['what is over the limit was never there', 'cat /sys/fs/cgroup/memory.peak', '20971520\n'],
  [
    'its group counts it',
    `tr '\\n' ' ' < ${EVENTS}`,
    'low 0 high 0 max 1 oom 1 oom_kill 1 oom_group_kill 0 ',
  ],
  [
    'the kernel says who it was',
    'dmesg -tl err | sed "s/[0-9]* (/N (/"',
    'Memory cgroup out of memory: Killed process N (awk) total-vm:2097152kB, anon-rss:20480kB, file-rss:0kB, shmem-rss:0kB, UID:0 pgtables:52kB oom_score_adj:0\n',
  ],
  [
    'and by which limit',
    'dmesg | grep -o "CONSTRAINT_MEMCG.*,task=awk"  | sed "s/[0-9a-f]\\{64\\}/ID/g"',
    'CONSTRAINT_MEMCG,nodemask=(null),cpuset=docker-ID.scope,mems_allowed=0,oom_memcg=/system.slice/docker-ID.scope,task_memcg=/system.slice/docker-ID.scope,task=awk\n',
  ],
])('after the OOM killer, %s', async (_, script, output) => {
  const hostConfig = { Memory: 20_971_520, CapAdd: ['SYSLOG'] };
  const ran = await runScript(docker, `dmesg -C; ${GREEDY}; ${script}`, { image: 'ubuntu', hostConfig });
  expect(ran.output).toBe(`Killed\n${output}`);
});

it('is told at once, whichever of its processes it was', async () => {
  const body = {
    Image: 'ubuntu',
    Cmd: ['sh', '-c', `${GREEDY}; sleep 100`],
    HostConfig: { Memory: 20_971_520 },
  };
  await docker.ask('POST', '/containers/create?name=survivor', body);
  await docker.ask('POST', '/containers/survivor/start');
  docker.advance(5);
  const { json } = await docker.ask('GET', '/containers/survivor/json');
  expect(json).toMatchObject({ State: { Running: true, OOMKilled: true } });
  const filters = JSON.stringify({ container: ['survivor'], event: ['oom'] });
  const { lines } = await docker.ask(
    'GET',
    `/events?since=1&until=${docker.sandbox.now / 1000}&filters=${filters}`,
  );
  expect(lines).toHaveLength(1);
});
