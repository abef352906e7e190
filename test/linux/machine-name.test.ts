import { expect, it } from 'vitest';
import { openDocker } from '../harness/docker-api.ts';
import { runScript } from '../harness/docker-run.ts';

it('a machine knows its own name, as who shares its network does', async () => {
  const docker = openDocker();
  await docker.ask('POST', '/images/create?fromImage=debian&tag=latest');
  const { output } = await runScript(docker, 'hostname -i; getent hosts localhost; head -2 /etc/hosts', {
    image: 'debian',
    hostConfig: { NetworkMode: 'host' },
  });
  expect(output).toMatch(
    /^127\.0\.1\.1\n(?:::1|127\.0\.0\.1) +localhost.*\n127\.0\.0\.1\tlocalhost\n127\.0\.1\.1\tdocker\n$/,
  );
});
