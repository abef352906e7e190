import { describe, expect, it } from 'vitest';
import {
  createNetwork,
  endpointsOf,
  exec,
  type InspectedNetworks,
  networkNames,
  stays,
  subnet,
  withBusybox,
} from '../../harness/docker-networks.ts';

describe('containers on networks', () => {
  it('get addresses and names, and lose them', async () => {
    const docker = await withBusybox();
    const network = await createNetwork(docker, 'net1');
    const id = await stays(docker, 'aa', 'net1');
    await stays(docker, 'bb', 'net1', {
      NetworkingConfig: { EndpointsConfig: { net1: { Aliases: ['db'] } } },
    });
    expect((await endpointsOf(docker, 'aa')).net1).toMatchObject({
      NetworkID: network,
      EndpointID: expect.stringMatching(/^[0-9a-f]{64}$/),
      Gateway: '172.18.0.1',
      IPAddress: '172.18.0.2',
      IPPrefixLen: 16,
      MacAddress: expect.stringMatching(/^02:42:ac:12:00:02$/),
      DNSNames: ['aa', id.slice(0, 12)],
    });
    expect((await docker.ask('GET', '/networks/net1')).json).toMatchObject({
      Containers: { [id]: { Name: 'aa', IPv4Address: '172.18.0.2/16', IPv6Address: '' } },
    });
    const ping = 'PING bb (172.18.0.3): 56 data bytes\n64 bytes from 172.18.0.3: seq=0 ttl=64';
    expect(await exec(docker, 'aa', 'ping', '-c', '1', 'bb')).toContain(ping);
    expect(await exec(docker, 'aa', 'nslookup', 'db')).toMatch(
      /Server:\t\t127\.0\.0\.11.*Address: 172\.18\.0\.3/s,
    );
    expect(await exec(docker, 'aa', 'ping', '-c', '1', 'nope')).toBe("ping: bad address 'nope'\n");
    expect(await exec(docker, 'aa', 'cat', '/etc/hosts')).toContain(`172.18.0.2\t${id.slice(0, 12)}\n`);
    expect(await exec(docker, 'aa', 'ip', 'route')).toBe(
      'default via 172.18.0.1 dev eth0 \n172.18.0.0/16 dev eth0 scope link  src 172.18.0.2 \n',
    );
    await docker.ask('POST', '/containers/bb/kill');
    docker.advance(1);
    expect(await exec(docker, 'aa', 'ping', '-c', '1', 'bb')).toBe("ping: bad address 'bb'\n");
    expect((await endpointsOf(docker, 'bb')).net1).toMatchObject({ IPAddress: '', EndpointID: '' });
    const refused = await docker.ask('DELETE', '/networks/net1');
    expect([refused.status, refused.json]).toEqual([
      403,
      { message: `error while removing network: network net1 id ${network} has active endpoints` },
    ]);
    expect((await docker.reload().ask('GET', '/networks/net1')).json).toMatchObject({
      Containers: { [id]: { Name: 'aa' } },
    });
  });

  it('reach a server by its name, whatever program asks', async () => {
    const docker = await withBusybox();
    for (const [image, tag] of [
      ['redis', '7'],
      ['node', '20-alpine'],
      ['python', '3.12-slim'],
    ]) {
      await docker.ask('POST', `/images/create?fromImage=${image}&tag=${tag}`);
    }
    await createNetwork(docker, 'net1');
    await stays(docker, 'cache', 'net1', { Image: 'redis:7', Cmd: ['redis-server'] });
    docker.advance(2);
    await stays(docker, 'shell', 'net1', { Image: 'redis:7' });
    expect(await exec(docker, 'shell', 'redis-cli', '-h', 'cache', 'ping')).toBe('PONG\n');
    await stays(docker, 'node', 'net1', { Image: 'node:20-alpine' });
    const script =
      "require('net').connect(6379, 'cache', function () { this.end('PING\\r\\n') }).on('data', (data) => console.log(String(data).trim()))";
    expect(await exec(docker, 'node', 'node', '-e', script)).toBe('+PONG\n');
    await stays(docker, 'python', 'net1', { Image: 'python:3.12-slim' });
    const lines = [
      'import socket',
      "s = socket.create_connection(('cache', 6379))",
      "s.sendall(b'PING\\r\\n')",
      'print(s.recv(100))',
    ];
    expect(await exec(docker, 'python', 'python', '-c', lines.join('\n'))).toBe("b'+PONG\\r\\n'\n");
  });

  it('do not know each other by name on the default bridge', async () => {
    const docker = await withBusybox();
    await stays(docker, 'one');
    await stays(docker, 'two');
    expect(await exec(docker, 'one', 'ping', '-c', '1', 'two')).toBe("ping: bad address 'two'\n");
    expect(await exec(docker, 'one', 'ping', '-c', '1', '172.17.0.3')).toContain('1 packets received');
    await stays(docker, 'three', undefined, { HostConfig: { Links: ['one:uno'] } });
    expect(await exec(docker, 'three', 'ping', '-c', '1', 'uno')).toContain('PING uno (172.17.0.2)');
  });

  it('are connected and disconnected while they run', async () => {
    const docker = await withBusybox();
    await createNetwork(docker, 'net2', subnet('10.9.0.0/16'));
    const id = await stays(docker, 'aa');
    const connect = (body: object) =>
      docker.ask('POST', '/networks/net2/connect', { Container: 'aa', ...body });
    const disconnect = (body: object = {}) =>
      docker.ask('POST', '/networks/net2/disconnect', { Container: 'aa', ...body });
    const settings = { IPAMConfig: { IPv4Address: '10.9.0.77' }, Aliases: ['other'] };
    expect((await connect({ EndpointConfig: settings })).status).toBe(200);
    expect((await endpointsOf(docker, 'aa')).net2).toMatchObject({
      IPAddress: '10.9.0.77',
      Gateway: '10.9.0.1',
    });
    expect(await exec(docker, 'aa', 'ip', '-4', 'addr', 'show', 'eth1')).toContain('inet 10.9.0.77/16');
    const twice = await connect({});
    expect([twice.status, twice.json]).toEqual([
      403,
      { message: 'endpoint with name aa already exists in network net2' },
    ]);
    expect((await disconnect()).status).toBe(200);
    expect(await exec(docker, 'aa', 'ip', 'addr')).not.toContain('10.9.0.77');
    const again = await disconnect();
    expect([again.status, again.json]).toEqual([
      403,
      { message: `container ${id} is not connected to network net2` },
    ]);
    expect((await disconnect({ Container: 'nope', Force: true })).status).toBe(200);
    expect((await disconnect({ Container: 'nope' })).json).toEqual({ message: 'No such container: nope' });
    expect((await docker.ask('DELETE', '/networks/net2')).status).toBe(204);
  });

  it.each<readonly [string, object, string]>([
    ['none', {}, ''],
    [
      'plain',
      { IPAMConfig: { IPv4Address: '1.2.3' } },
      'invalid endpoint settings:\ninvalid IPv4 address: 1.2.3\nuser specified IP address is supported only when connecting to networks with user configured subnets',
    ],
    [
      'plain',
      { IPAMConfig: { IPv4Address: '172.18.0.9' } },
      'invalid endpoint settings:\nuser specified IP address is supported only when connecting to networks with user configured subnets',
    ],
    ['host', {}, 'cannot connect container to host network - container must be created in host network mode'],
    ['nope', {}, 'network nope not found'],
    [
      'plain',
      {},
      'container cannot be connected to multiple networks with one of the networks in private (none) mode',
    ],
  ])('are refused on %s with %j', async (network, EndpointConfig, message) => {
    const docker = await withBusybox();
    await createNetwork(docker, 'plain');
    await stays(docker, 'aa', 'none');
    const { json } = await docker.ask('POST', `/networks/${network}/connect`, {
      Container: 'aa',
      EndpointConfig,
    });
    if (message !== '') expect(json).toEqual({ message });
  });

  it('may be told twice of a network while they do not run', async () => {
    const docker = await withBusybox();
    await createNetwork(docker, 'net2');
    await docker.ask('POST', '/containers/create?name=aa', { Image: 'busybox' });
    const connect = (body: object = {}) =>
      docker.ask('POST', '/networks/net2/connect', { Container: 'aa', ...body });
    expect([(await connect()).status, (await connect()).status]).toEqual([200, 200]);
    const settings = { IPAMConfig: { IPv4Address: '1.2.3.4' } };
    expect((await connect({ EndpointConfig: settings })).status).toBe(400);
    expect(Object.keys(await endpointsOf(docker, 'aa'))).toEqual(['bridge', 'net2']);
  });

  it('see nothing without a network, and all on the host', async () => {
    const docker = await withBusybox();
    await stays(docker, 'alone', 'none');
    expect(await exec(docker, 'alone', 'ip', 'addr')).not.toContain('eth0');
    await stays(docker, 'open', 'host');
    expect(await exec(docker, 'open', 'ip', 'addr')).toContain('docker0');
    await stays(docker, 'guest', 'container:open');
    expect(await exec(docker, 'guest', 'ip', 'addr')).toContain('docker0');
  });

  it('publish ports, each once', async () => {
    const docker = await withBusybox();
    const ports = (hostIp = '') => ({
      HostConfig: { PortBindings: { '80/tcp': [{ HostIp: hostIp, HostPort: '8080' }] } },
    });
    await stays(docker, 'one', undefined, ports());
    const inspected = (await docker.ask('GET', '/containers/one/json')).json as InspectedNetworks;
    expect(inspected.NetworkSettings.Ports).toEqual({
      '80/tcp': [
        { HostIp: '0.0.0.0', HostPort: '8080' },
        { HostIp: '::', HostPort: '8080' },
      ],
    });
    await docker.ask('POST', '/containers/create?name=two', { Image: 'busybox', ...ports() });
    const refused = await docker.ask('POST', '/containers/two/start');
    expect(refused.json).toEqual({
      message: expect.stringMatching(
        /^driver failed programming external connectivity on endpoint two \([0-9a-f]{64}\): Bind for 0\.0\.0\.0:8080 failed: port is already allocated$/,
      ),
    });
    await docker.ask('DELETE', '/containers/one?force=1');
    expect((await docker.ask('POST', '/containers/two/start')).status).toBe(204);
  });

  it('leave networks that can be pruned', async () => {
    const docker = await withBusybox();
    const used = await createNetwork(docker, 'used');
    await createNetwork(docker, 'old');
    await createNetwork(docker, 'kept', { Labels: { keep: '1' } });
    await stays(docker, 'aa', 'used');
    const prune = async (filters: object) =>
      (await docker.ask('POST', `/networks/prune?filters=${encodeURIComponent(JSON.stringify(filters))}`))
        .json;
    expect(await prune({ until: ['24h'] })).toEqual({ NetworksDeleted: null });
    expect(await prune({ 'label!': ['keep'] })).toEqual({ NetworksDeleted: ['old'] });
    await docker.ask('POST', '/containers/aa/kill');
    docker.advance(1);
    expect(await prune({})).toEqual({ NetworksDeleted: ['kept', 'used'] });
    expect(await networkNames(docker)).toEqual(['bridge', 'host', 'none']);
    // A stopped container remembers which one it was, whatever is called so now.
    await createNetwork(docker, 'used');
    expect((await endpointsOf(docker, 'aa')).used).toMatchObject({ NetworkID: used, EndpointID: '' });
    expect((await docker.ask('POST', '/containers/aa/start')).json).toEqual({
      message: `network ${used} not found`,
    });
  });

  it('are told of in events', async () => {
    const docker = await withBusybox();
    const id = await createNetwork(docker, 'net1');
    const container = await stays(docker, 'aa', 'net1');
    await docker.ask('DELETE', '/containers/aa?force=1');
    await docker.ask('DELETE', '/networks/net1');
    const filters = encodeURIComponent(JSON.stringify({ type: ['network'] }));
    const until = docker.sandbox.now / 1000 + 1;
    const { lines } = await docker.ask('GET', `/events?since=1&until=${until}&filters=${filters}`);
    const facts = { name: 'net1', type: 'bridge' };
    expect(lines.map(({ Action, Actor }) => [Action, Actor])).toEqual([
      ['create', { ID: id, Attributes: facts }],
      ['connect', { ID: id, Attributes: { ...facts, container } }],
      ['disconnect', { ID: id, Attributes: { ...facts, container } }],
      ['destroy', { ID: id, Attributes: facts }],
    ]);
  });
});
