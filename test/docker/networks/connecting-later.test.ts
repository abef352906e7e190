import { describe, expect, it } from 'vitest';
import { createNetwork, endpointsOf, exec, stays, withBusybox } from '../../harness/docker-networks.ts';

describe('a running container that is connected to a network', () => {
  it('finds the others by name from then on, and has its address in /etc/hosts', async () => {
    const docker = await withBusybox();
    await createNetwork(docker, 'net1');
    const id = await stays(docker, 'aa');
    await stays(docker, 'bb', 'net1');
    await exec(docker, 'aa', 'sh', '-c', 'echo 1.2.3.4 mine >> /etc/hosts');
    expect(await exec(docker, 'aa', 'ping', '-c', '1', 'bb')).toBe("ping: bad address 'bb'\n");
    await docker.ask('POST', '/networks/net1/connect', { Container: 'aa' });
    expect(await exec(docker, 'aa', 'cat', '/etc/resolv.conf')).toBe(
      'nameserver 127.0.0.11\noptions ndots:0\n',
    );
    expect(await exec(docker, 'aa', 'ping', '-c', '1', 'bb')).toContain('PING bb (172.18.0.2)');
    const hosts = `172.17.0.2\t${id.slice(0, 12)}\n1.2.3.4 mine\n`;
    expect(await exec(docker, 'aa', 'tail', '-n', '3', '/etc/hosts')).toBe(
      `${hosts}172.18.0.3\t${id.slice(0, 12)}\n`,
    );
    await docker.ask('POST', '/networks/net1/disconnect', { Container: 'aa' });
    expect(await exec(docker, 'aa', 'tail', '-n', '2', '/etc/hosts')).toBe(hosts);
    expect(await exec(docker, 'aa', 'ping', '-c', '1', 'bb')).toBe("ping: bad address 'bb'\n");
  });

  it('calls others by the names of its links', async () => {
    const docker = await withBusybox();
    await createNetwork(docker, 'net1');
    await stays(docker, 'aa');
    await docker.ask('POST', '/networks/net1/connect', {
      Container: 'aa',
      EndpointConfig: { Links: ['upstream:bar'] },
    });
    await stays(docker, 'upstream', 'net1');
    expect((await endpointsOf(docker, 'aa')).net1).toMatchObject({ Links: ['upstream:bar'] });
    expect(await exec(docker, 'aa', 'ping', '-c', '1', 'bar')).toContain('PING bar (172.18.0.3)');
  });

  it('waits for its next start while a policy is about to restart it', async () => {
    const docker = await withBusybox();
    await createNetwork(docker, 'net1');
    await docker.ask('POST', '/containers/create?name=aa', {
      Image: 'busybox',
      Cmd: ['false'],
      HostConfig: { RestartPolicy: { Name: 'always' } },
    });
    await docker.ask('POST', '/containers/aa/start');
    docker.advance(30);
    expect((await docker.ask('GET', '/containers/aa/json')).json).toMatchObject({
      State: { Status: 'restarting' },
    });
    expect((await docker.ask('POST', '/networks/net1/connect', { Container: 'aa' })).status).toBe(200);
    expect((await endpointsOf(docker, 'aa')).net1).toMatchObject({ IPAddress: '' });
    expect((await docker.ask('POST', '/networks/net1/disconnect', { Container: 'aa' })).status).toBe(200);
  });
});
