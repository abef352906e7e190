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
