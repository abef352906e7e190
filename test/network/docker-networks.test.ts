import { describe, expect, it } from 'vitest';
import { DockerLab } from './docker-lab.ts';
import { HOST, OTHER_HOST } from './fixture.ts';

describe('containers', () => {
  it('on one network reach each other by name, and on the default bridge by address', () => {
    const lab = DockerLab.withDocker();
    expect([lab.run('aa', 'net1', 'br-1'), lab.run('bb', 'net1', 'br-1', ['db'])]).toEqual([
      '172.18.0.2',
      '172.18.0.3',
    ]);
    lab.serve('bb', 80);
    expect(lab.addresses('aa', 'db')).toBe('172.18.0.3');
    expect(lab.try('aa', '172.18.0.3', 80)).toBe('connected');
    lab.run('c1', 'bridge', 'docker0');
    lab.run('c2', 'bridge', 'docker0');
    lab.serve('c2', 80);
    expect(lab.addresses('c1', 'c2')).toBe('NXDOMAIN');
    expect(lab.try('c1', '172.17.0.3', 80)).toBe('connected');
  });

  it('on different networks do not, until one is connected to the other network too', () => {
    const lab = DockerLab.withDocker();
    lab.run('aa', 'net1', 'br-1');
    const address = lab.run('bb', 'net2', 'br-2');
    lab.serve('bb', 80);
    expect(lab.addresses('aa', 'bb')).toBe('NXDOMAIN');
    expect(lab.try('aa', address, 80)).toBe('again');
    expect(lab.network.ping('aa', address)).toBe('timeout');
    lab.run('aa', 'net2', 'br-2');
    expect(lab.addresses('aa', 'bb')).toBe(address);
    expect(lab.try('aa', address, 80)).toBe('connected');
    lab.network.detach('aa', 'eth1');
    expect(lab.try('aa', address, 80)).not.toBe('connected');
  });

  it('and their host reach each other', () => {
    const lab = DockerLab.withDocker();
    const address = lab.run('aa', 'net1', 'br-1');
    const inside = lab.serve('aa', 80);
    const outside = lab.serve(HOST, 22);
    expect(lab.try(HOST, address, 80)).toBe('connected');
    expect(lab.clientAt(inside)).toBe('172.18.0.1');
    for (const way of ['172.18.0.1', '192.168.49.3']) {
      expect(lab.try('aa', way, 22)).toBe('connected');
      expect(lab.clientAt(outside)).toBe(address);
    }
    expect(lab.try('aa', '127.0.0.1', 22)).toBe('ECONNREFUSED');
  });

  it('reach other hosts with the address of their own host, and are not reached from there', () => {
    const lab = DockerLab.withDocker();
    const address = lab.run('aa', 'net1', 'br-1');
    lab.serve('aa', 80);
    const there = lab.serve(OTHER_HOST, 22);
    expect(lab.try('aa', '192.168.49.4', 22)).toBe('connected');
    expect(lab.clientAt(there)).toBe('192.168.49.3');
    lab.network.configure(OTHER_HOST, { do: 'add route', to: '172.18.0.0/16', via: '192.168.49.3' });
    expect(lab.try(OTHER_HOST, address, 80)).toBe('again');
  });

  it('of a network without icc do not reach each other', () => {
    const lab = DockerLab.withDocker();
    lab.addNetwork('net3', 'br-3', 'h1', { icc: false });
    lab.run('aa', 'net3', 'br-3');
    const address = lab.run('bb', 'net3', 'br-3');
    expect(lab.network.ping('aa', address)).toBe('timeout');
    expect(lab.network.ping(HOST, address)).not.toBe('timeout');
  });

  it('of an internal network reach each other and nothing else', () => {
    const lab = DockerLab.withDocker();
    lab.addNetwork('net3', 'br-3', 'h1', { internal: true });
    lab.run('aa', 'net3', 'br-3');
    const address = lab.run('bb', 'net3', 'br-3');
    expect(lab.network.ping('aa', address)).toHaveProperty('roundTripMs');
    expect(lab.network.ping('aa', '192.168.49.4')).toBe('timeout');
    lab.network.configure('aa', { do: 'remove route', to: 'default' });
    expect(lab.network.ping('aa', '8.8.8.8')).toBe('network unreachable');
    expect(lab.addresses('aa', 'google.com')).toBe('SERVFAIL');
  });

  it('lose the way out when the host does not forward', () => {
    const lab = DockerLab.withDocker();
    lab.run('aa', 'net1', 'br-1');
    expect(lab.network.ping('aa', '8.8.8.8')).toHaveProperty('roundTripMs');
    lab.network.setForwarding(HOST, false);
    expect(lab.network.ping('aa', '8.8.8.8')).toBe('timeout');
  });

  it('lose each other when their bridge goes down or away', () => {
    const lab = DockerLab.withDocker();
    lab.run('aa', 'net1', 'br-1');
    const address = lab.run('bb', 'net1', 'br-1');
    lab.network.configure(HOST, { do: 'set down', interface: 'br-1' });
    expect(lab.network.ping('aa', address)).toBe('host unreachable');
    lab.network.configure(HOST, { do: 'set up', interface: 'br-1' });
    expect(lab.network.ping('aa', address)).toHaveProperty('ttl', 64);
    lab.network.removeBridge('h1', 'br-1');
    expect(lab.network.ping('aa', address)).toBe('host unreachable');
  });

  it('that share a namespace share its ports', () => {
    const lab = DockerLab.withDocker();
    lab.run('aa', 'net1', 'br-1');
    lab.serve('aa', 80);
    expect(lab.try('aa', '127.0.0.1', 80)).toBe('connected');
    expect(lab.errorOf(() => lab.serve('aa', 80))).toBe('EADDRINUSE');
  });

  it('without a network have loopback only', () => {
    const lab = DockerLab.withDocker();
    lab.network.makeNamespace('h1', 'none');
    expect(lab.network.view('none').interfaces.map(({ name }) => name)).toEqual(['lo']);
    expect(lab.network.ping('none', '127.0.0.1')).toHaveProperty('roundTripMs');
    expect(lab.network.ping('none', '172.17.0.1')).toBe('network unreachable');
  });
});

describe('macvlan', () => {
  function withMacvlan(): DockerLab {
    const lab = DockerLab.withDocker();
    lab.network.ipam.requestPool('h1', 'lan', {
      subnet: '192.168.49.0/24',
      range: '192.168.49.128/26',
      gateway: '192.168.49.1',
    });
    for (const id of ['m1', 'm2']) {
      lab.network.makeNamespace('h1', id);
      const address = lab.network.ipam.requestAddress('h1', 'lan');
      lab.network.attachMacvlan(id, 'eth0', { address, prefix: 24, gateway: '192.168.49.1' });
    }
    return lab;
  }

  it('gives containers an address of the LAN, where others reach them but their own host does not', () => {
    const lab = withMacvlan();
    lab.serve('m1', 80);
    expect(lab.try(OTHER_HOST, '192.168.49.128', 80)).toBe('connected');
    expect(lab.try('m2', '192.168.49.128', 80)).toBe('connected');
    expect(lab.try(HOST, '192.168.49.128', 80)).toBe('EHOSTUNREACH');
    expect(lab.network.ping('m1', '192.168.49.3')).toBe('host unreachable');
    expect(lab.network.ping('m1', '192.168.49.4')).toHaveProperty('roundTripMs');
    expect(lab.network.ping('m1', '1.1.1.1')).toHaveProperty('roundTripMs');
  });

  it('on a VLAN is a wire of its own', () => {
    const lab = withMacvlan();
    lab.network.makeNamespace('h1', 'v1');
    lab.network.attachMacvlan('v1', 'eth0.10', { address: '192.168.49.200', prefix: 24 });
    expect(lab.network.ping('v1', '192.168.49.128')).toBe('host unreachable');
    expect(lab.network.view(HOST).interfaces.map(({ name }) => name)).toContain('eth0.10');
    expect(
      lab.errorOf(() => lab.network.attachMacvlan('v1', 'eth7', { address: '10.0.0.1', prefix: 24 })),
    ).toBe('ENODEV');
  });
});
