import { describe, expect, it } from 'vitest';
import { exec, stays, withBusybox } from '../../harness/docker-networks.ts';
import { runScript } from '../../harness/docker-run.ts';

const EXPOSED = {
  ExposedPorts: { '5432/tcp': {}, '5433/tcp': {}, '9000/udp': {} },
  Env: ['POSTGRES_DB=shop', 'HOME=/nowhere'],
};
const linked = (...Links: string[]) => ({ hostConfig: { Links } });

describe('--link on the default bridge', () => {
  it('tells the address in variables and in /etc/hosts', async () => {
    const docker = await withBusybox();
    const id = await stays(docker, 'my-db', 'bridge', EXPOSED);
    const script = 'env | grep ^DB; tail -2 /etc/hosts; ping -c 1 db | head -1; sed "s/\\\\t.*//" /dev/null';
    const { output } = await runScript(docker, script, { name: 'web', ...linked('my-db:db') });
    expect(output.split('\n')).toEqual([
      'DB_PORT=tcp://172.17.0.2:5432',
      'DB_PORT_5432_TCP=tcp://172.17.0.2:5432',
      'DB_PORT_5432_TCP_ADDR=172.17.0.2',
      'DB_PORT_5432_TCP_PORT=5432',
      'DB_PORT_5432_TCP_PROTO=tcp',
      'DB_PORT_5433_TCP=tcp://172.17.0.2:5433',
      'DB_PORT_5433_TCP_ADDR=172.17.0.2',
      'DB_PORT_5433_TCP_PORT=5433',
      'DB_PORT_5433_TCP_PROTO=tcp',
      'DB_PORT_5432_TCP_START=tcp://172.17.0.2:5432',
      'DB_PORT_5432_TCP_PORT_START=5432',
      'DB_PORT_5432_TCP_END=tcp://172.17.0.2:5433',
      'DB_PORT_5432_TCP_PORT_END=5433',
      'DB_PORT_9000_UDP=udp://172.17.0.2:9000',
      'DB_PORT_9000_UDP_ADDR=172.17.0.2',
      'DB_PORT_9000_UDP_PORT=9000',
      'DB_PORT_9000_UDP_PROTO=udp',
      'DB_NAME=/web/db',
      'DB_ENV_POSTGRES_DB=shop',
      `172.17.0.2\tdb ${id.slice(0, 12)} my-db`,
      expect.stringMatching(/^172\.17\.0\.3\t[0-9a-f]{12}$/),
      'PING db (172.17.0.2): 56 data bytes',
      '',
    ]);
    expect((await docker.ask('GET', '/containers/web/json')).json).toMatchObject({
      HostConfig: { Links: ['/my-db:/web/db'] },
    });
    expect((await docker.ask('GET', '/containers/json')).json).toMatchObject([
      { Names: ['/my-db', '/web/db'] },
    ]);
  });

  it('follows the other container to another address', async () => {
    const docker = await withBusybox();
    await stays(docker, 'db', 'bridge');
    await stays(docker, 'web', 'bridge', { HostConfig: { Links: ['db'] } });
    await docker.ask('POST', '/containers/db/stop?t=0');
    await stays(docker, 'other', 'bridge');
    await docker.ask('POST', '/containers/db/start');
    expect(await exec(docker, 'web', 'grep', 'db', '/etc/hosts')).toMatch(/^172\.17\.0\.4\tdb /);
    expect(await exec(docker, 'web', 'printenv', 'DB_NAME')).toBe('/web/db\n');
  });

  it('needs the other container, and needs it to run', async () => {
    const docker = await withBusybox();
    expect((await runScript(docker, 'true', linked('nope'))).refused).toBe(
      'could not get container for nope: No such container: nope',
    );
    await docker.ask('POST', '/containers/create?name=db', { Image: 'busybox' });
    expect((await runScript(docker, 'true', { name: 'web', ...linked('db:store') })).refused).toBe(
      'Cannot link to a non running container: /db AS /web/store',
    );
  });

  it('are names of containers, and can be taken away', async () => {
    const docker = await withBusybox();
    const id = await stays(docker, 'my-db', 'bridge');
    await stays(docker, 'web', undefined, { HostConfig: { Links: ['my-db:db'] } });
    expect((await docker.ask('GET', '/containers/web/db/json')).json).toMatchObject({ Id: id });
    expect((await docker.ask('DELETE', '/containers/web/db?link=1')).status).toBe(204);
    expect((await docker.ask('GET', '/containers/web/db/json')).status).toBe(404);
    expect((await docker.ask('GET', '/containers/my-db/json')).json).toMatchObject({ Name: '/my-db' });
    expect((await docker.ask('GET', '/containers/web/json')).json).toMatchObject({
      HostConfig: { Links: null },
    });
    expect(await exec(docker, 'web', 'grep', '-c', 'my-db', '/etc/hosts')).toBe('0\n');
  });
});
