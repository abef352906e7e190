import { describe, expect, it } from 'vitest';
import type { NetworkChange } from '../../engine/linux/network-view.ts';
import { DockerLab } from './docker-lab.ts';
import { HOST, Lab } from './fixture.ts';

describe('interfaces', () => {
  it('of containers are ends of pairs, numbered by their host', () => {
    const lab = DockerLab.withDocker();
    lab.run('aa', 'net1', 'br-1');
    const [lo, eth0] = lab.network.view('aa').interfaces;
    expect(lo).toMatchObject({ index: 1, name: 'lo', addresses: [{ address: '127.0.0.1', prefix: 8 }] });
    expect(eth0).toMatchObject({
      index: 6,
      peerIndex: 7,
      name: 'eth0',
      kind: 'veth',
      mac: '02:42:ac:12:00:02',
      addresses: [{ address: '172.18.0.2', prefix: 16, broadcast: '172.18.255.255' }],
    });
    const there = lab.network.view(HOST).interfaces.find(({ index }) => index === 7);
    expect(there).toMatchObject({ peerIndex: 6, master: 'br-1', kind: 'veth' });
    expect(there?.name).toMatch(/^veth[0-9a-f]{7}$/);
    lab.network.removeNamespace('aa');
    expect(lab.network.view(HOST).interfaces.map(({ name }) => name)).toEqual([
      'lo',
      'eth0',
      'docker0',
      'br-1',
      'br-2',
    ]);
  });

  it('bring routes along', () => {
    const lab = DockerLab.withDocker();
    lab.run('aa', 'net1', 'br-1');
    expect(lab.network.view('aa').routes).toEqual([
      { to: 'default', via: '172.18.0.1', interface: 'eth0', scope: 'global' },
      { to: '172.18.0.0/16', interface: 'eth0', source: '172.18.0.2', scope: 'link' },
    ]);
    lab.network.configure('aa', { do: 'set down', interface: 'eth0' });
    expect(lab.network.view('aa').routes).toEqual([]);
    expect(lab.network.ping('aa', '172.18.0.1')).toBe('network unreachable');
    expect(lab.network.ping(HOST, '172.18.0.2')).toBe('host unreachable');
  });

  it('count what goes through them', () => {
    const lab = DockerLab.withDocker();
    const address = lab.run('aa', 'net1', 'br-1');
    const listener = lab.serve('aa', 80);
    const client = lab.network.connect(HOST, { address, port: 80 });
    lab.write(client, 'x'.repeat(3000));
    lab.write(lab.accepted(listener), 'y');
    const eth0 = lab.network.view('aa').interfaces.find(({ name }) => name === 'eth0');
    expect(eth0).toMatchObject({
      received: { bytes: 3000 + 3 * 66, packets: 3 },
      sent: { bytes: 67, packets: 1 },
    });
  });

  it.each<[NetworkChange, string]>([
    [{ do: 'add address', interface: 'eth0', address: '10.1.0.5', prefix: 24 }, 'none'],
    [{ do: 'add address', interface: 'eth0', address: '192.168.49.3', prefix: 24 }, 'EEXIST'],
    [{ do: 'add address', interface: 'eth9', address: '10.1.0.5', prefix: 24 }, 'ENODEV'],
    [{ do: 'add address', interface: 'eth0', address: '10.1.0.500', prefix: 24 }, 'EINVAL'],
    [{ do: 'remove address', interface: 'eth0', address: '10.1.0.5', prefix: 24 }, 'EADDRNOTAVAIL'],
    [{ do: 'set down', interface: 'lo' }, 'none'],
    [{ do: 'add route', to: '10.5.0.0/16', via: '192.168.49.4' }, 'none'],
    [{ do: 'add route', to: 'default', via: '192.168.49.4' }, 'EEXIST'],
    [{ do: 'add route', to: '10.5.0.0/16', via: '10.99.0.1', interface: 'eth0' }, 'ENETUNREACH'],
    [{ do: 'add route', to: 'nonsense', interface: 'eth0' }, 'EINVAL'],
    [{ do: 'remove route', to: '10.5.0.0/16' }, 'ESRCH'],
    [{ do: 'remove route', to: 'default' }, 'none'],
    [{ do: 'add interface', interface: 'br9', kind: 'bridge' }, 'none'],
    [{ do: 'add interface', interface: 'eth0', kind: 'dummy' }, 'EEXIST'],
    [{ do: 'add interface', interface: 'a name that is long', kind: 'dummy' }, 'EINVAL'],
    [{ do: 'remove interface', interface: 'lo' }, 'EOPNOTSUPP'],
    [{ do: 'remove interface', interface: 'eth0' }, 'none'],
  ])('are changed by %o: %s', (change, error) => {
    const lab = Lab.withHosts();
    const before = JSON.stringify(lab.network.view(HOST));
    expect(lab.errorOf(() => lab.network.configure(HOST, change))).toBe(error);
    expect(JSON.stringify(lab.network.view(HOST)) === before).toBe(error !== 'none');
  });

  it('made in pairs carry packets between their ends, and go together', () => {
    const lab = Lab.withHosts();
    lab.network.makeNamespace('h1', 'c');
    const change = (what: NetworkChange) => lab.network.configure('c', what);
    change({ do: 'add interface', interface: 'v0', kind: 'veth', peer: 'v1' });
    change({ do: 'add address', interface: 'v0', address: '10.1.0.1', prefix: 24 });
    change({ do: 'set up', interface: 'v0' });
    expect(lab.network.ping('c', '10.1.0.1')).toHaveProperty('roundTripMs');
    expect(lab.network.ping('c', '10.1.0.2')).toBe('host unreachable');
    change({ do: 'remove interface', interface: 'v1' });
    expect(lab.network.view('c').interfaces.map(({ name }) => name)).toEqual(['lo']);
  });

  it('of hosts can not take an address twice, and go with their host', () => {
    const lab = DockerLab.withDocker();
    const again = { name: 'h3', namespace: 'h3/net', address: '192.168.49.3' };
    expect(lab.errorOf(() => lab.network.addHost(again))).toBe('EADDRINUSE');
    lab.run('aa', 'net1', 'br-1');
    lab.network.removeHost('h1');
    lab.network.addHost({ ...again, name: 'h1', namespace: HOST });
    expect(lab.network.ipam.requestPool('h1', 'bridge').subnet).toBe('172.17.0.0/16');
  });
});
