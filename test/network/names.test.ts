import { describe, expect, it } from 'vitest';
import { DockerLab } from './docker-lab.ts';
import { HOST } from './fixture.ts';

describe('names', () => {
  it.each([
    ['bb', '172.18.0.3'],
    ['BB', '172.18.0.3'],
    ['bb.net1', '172.18.0.3'],
    ['cc', '172.18.0.4'],
    ['db', '172.18.0.3 172.18.0.4'],
    ['aa', '172.18.0.2'],
    ['h2', '192.168.49.4'],
    ['example.com', '23.192.228.80 23.215.0.136'],
    ['bb.net2', 'NXDOMAIN'],
    ['nope', 'NXDOMAIN'],
    ['toString', 'NXDOMAIN'],
  ])('on a network of the user: %s is %s', (name, expected) => {
    const lab = DockerLab.withDocker();
    lab.run('aa', 'net1', 'br-1');
    lab.run('bb', 'net1', 'br-1', ['db']);
    lab.run('cc', 'net1', 'br-1', ['db']);
    expect(lab.addresses('aa', name)).toBe(expected);
  });

  it('come from the server that resolv.conf says, which passes on what it does not know', () => {
    const lab = DockerLab.withDocker();
    lab.run('aa', 'net1', 'br-1');
    lab.run('c1', 'bridge', 'docker0');
    const { names } = lab.network;
    expect(names.resolve('aa', { name: 'pypi.org', type: 'A' })).toMatchObject({ server: '127.0.0.11' });
    expect(names.resolve('c1', { name: 'pypi.org', type: 'A' })).toMatchObject({ server: '192.168.49.1' });
    expect(names.ask('aa', '8.8.8.8', { name: 'pypi.org', type: 'A' })).toMatchObject({ server: '8.8.8.8' });
    expect(names.ask('aa', '8.8.8.8', { name: 'h1', type: 'A' })).toMatchObject({ status: 'NXDOMAIN' });
  });

  it.each([
    ['192.168.49.4', 'connection refused'],
    ['127.0.0.11', 'connection refused'],
    ['192.168.49.77', 'host unreachable'],
    ['203.0.113.9', 'timeout'],
  ])('are not known to %s: %s', (server, why) => {
    const lab = DockerLab.withDocker();
    expect(lab.network.names.ask(HOST, server, { name: 'pypi.org', type: 'A' })).toBe(why);
  });

  it.each([
    ['3.0.18.172.in-addr.arpa', 'PTR', ['bb.net1.']],
    ['4.49.168.192.in-addr.arpa', 'PTR', ['h2.']],
    ['8.8.8.8.in-addr.arpa', 'PTR', ['dns.google.']],
    ['bb', 'AAAA', []],
    ['deb.debian.org', 'A', ['debian.map.fastlydns.net.', '151.101.130.132']],
    ['google.com', 'MX', ['10 smtp.google.com.']],
    ['google.com', 'AAAA', []],
  ] as const)('%s has %s records %o', (name, type, values) => {
    const lab = DockerLab.withDocker();
    lab.run('aa', 'net1', 'br-1');
    lab.run('bb', 'net1', 'br-1');
    const answer = Object(lab.network.names.resolve('aa', { name, type }));
    expect(answer.status).toBe('NOERROR');
    expect(answer.records.map(({ value }: { value: string }) => value)).toEqual(values);
  });

  it('change, and go with their container', () => {
    const lab = DockerLab.withDocker();
    lab.run('aa', 'net1', 'br-1');
    lab.run('bb', 'net1', 'br-1');
    lab.network.setNames('bb', 'eth0', ['renamed']);
    expect([lab.addresses('aa', 'bb'), lab.addresses('aa', 'renamed')]).toEqual(['NXDOMAIN', '172.18.0.3']);
    lab.network.removeNamespace('bb');
    expect(lab.addresses('aa', 'renamed')).toBe('NXDOMAIN');
  });

  it('of a link are known to the one container that has it', () => {
    const lab = DockerLab.withDocker();
    for (const id of ['aa', 'bb']) lab.run(id, 'net1', 'br-1');
    const resolver = lab.network.names.resolver('aa');
    const embedded = { upstream: ['192.168.49.1'], links: { database: 'bb' } };
    lab.network.names.setResolver('aa', { ...resolver, embedded });
    expect([lab.addresses('aa', 'database'), lab.addresses('bb', 'database')]).toEqual([
      '172.18.0.3',
      'NXDOMAIN',
    ]);
  });

  it('of a cluster come from a server of its own, through the search list', () => {
    const lab = DockerLab.withDocker();
    lab.run('pod', 'bridge', 'docker0');
    lab.network.names.addServer('10.96.0.10', {
      domains: ['cluster.local'],
      zone: ({ name, type }) =>
        name === 'web.default.svc.cluster.local' ? [{ name, type, ttl: 30, value: '10.96.7.7' }] : undefined,
    });
    lab.network.names.setResolver('pod', {
      servers: ['10.96.0.10'],
      search: ['default.svc.cluster.local', 'svc.cluster.local', 'cluster.local'],
      options: ['ndots:5'],
    });
    expect(lab.addresses('pod', 'web')).toBe('10.96.7.7');
    expect(lab.addresses('pod', 'nope')).toBe('NXDOMAIN');
    expect(lab.addresses('pod', 'docker.com')).toBe('44.193.181.103');
  });
});
