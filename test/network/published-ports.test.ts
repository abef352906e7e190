import { describe, expect, it } from 'vitest';
import type { PublishRequest } from '../../engine/network/publish.ts';
import { DockerLab } from './docker-lab.ts';
import { HOST, OTHER_HOST } from './fixture.ts';

function request(changes: Partial<PublishRequest> = {}): PublishRequest {
  return {
    hostIp: '0.0.0.0',
    hostPort: 8080,
    protocol: 'tcp',
    to: { address: '172.18.0.2', port: 80 },
    ...changes,
  };
}

function published(changes: Partial<PublishRequest> = {}): { lab: DockerLab; web: string; port: number } {
  const lab = DockerLab.withDocker();
  lab.run('web', 'net1', 'br-1');
  return { lab, web: lab.serve('web', 80), port: lab.network.publish('h1', request(changes)) };
}

describe('a published port', () => {
  it.each([
    ['another host', OTHER_HOST, '192.168.49.3', '192.168.49.4'],
    ['the host, by its address', HOST, '192.168.49.3', '192.168.49.3'],
    ['the host, by loopback', HOST, '127.0.0.1', '172.18.0.1'],
    ['a container of another network', 'other', '192.168.49.3', '172.18.0.1'],
    ['itself', 'web', '172.18.0.1', '172.18.0.1'],
  ])('is reached from %s', (_, from, address, seen) => {
    const { lab, web } = published();
    lab.run('other', 'net2', 'br-2');
    expect(lab.try(from, address, 8080)).toBe('connected');
    expect(lab.clientAt(web)).toBe(seen);
  });

  it('of loopback is reached from the host only', () => {
    const { lab } = published({ hostIp: '127.0.0.1' });
    expect(lab.try(HOST, '127.0.0.1', 8080)).toBe('connected');
    expect(lab.try(OTHER_HOST, '192.168.49.3', 8080)).toBe('ECONNREFUSED');
  });

  it('is reached from outside the sandbox', () => {
    const { lab, web } = published();
    for (const [address, seen] of [
      ['192.168.49.3', '192.168.49.1'],
      ['127.0.0.1', '172.18.0.1'],
    ] as const) {
      const client = lab.network.connectFromOutside(HOST, { address, port: 8080 });
      expect(lab.outcome(client)).toBe('connected');
      lab.write(client, 'hello');
      const { socket, peer } = Object(lab.network.accept(web));
      expect(peer.address).toBe(seen);
      expect(lab.read(socket)).toBe('hello');
    }
  });

  it('where nobody listens is refused from elsewhere, but taken and reset by docker-proxy', () => {
    const { lab, web } = published();
    lab.network.close(web);
    expect(lab.try(OTHER_HOST, '192.168.49.3', 8080)).toBe('ECONNREFUSED');
    const client = lab.network.connect(HOST, { address: '127.0.0.1', port: 8080 });
    expect(lab.outcome(client)).toBe('connected');
    expect(lab.errorOf(() => lab.read(client))).toBe('ECONNRESET');
  });

  it('is a port of the host that docker-proxy listens on', () => {
    const { lab } = published();
    expect(lab.errorOf(() => lab.serve(HOST, 8080))).toBe('EADDRINUSE');
    expect(lab.network.view(HOST).sockets).toMatchObject([
      { state: 'LISTEN', local: { address: '0.0.0.0', port: 8080 }, program: 'docker-proxy' },
    ]);
    lab.network.unpublish('h1', { hostIp: '0.0.0.0', hostPort: 8080, protocol: 'tcp' });
    lab.serve(HOST, 8080);
    expect(lab.network.publications('h1')).toEqual([]);
  });

  it('can be had once', () => {
    const { lab } = published();
    expect(() => lab.network.publish('h1', request())).toThrow(
      'Bind for 0.0.0.0:8080 failed: port is already allocated',
    );
    expect(() => lab.network.publish('h1', request({ hostIp: '127.0.0.1' }))).toThrow(
      'failed to bind host port for 127.0.0.1:8080:172.18.0.2:80/tcp: address already in use',
    );
    lab.serve(HOST, 22);
    expect(() => lab.network.publish('h1', request({ hostPort: 22 }))).toThrow('address already in use');
    lab.network.publish('h1', request({ protocol: 'udp' }));
    lab.network.publish('h2', request());
  });

  it('without a number is the next from 32768 on, and in a range the first that is free', () => {
    const { lab, port } = published({ hostPort: 0 });
    expect(port).toBe(32_768);
    lab.network.unpublish('h1', { hostIp: '0.0.0.0', hostPort: port, protocol: 'tcp' });
    lab.serve(HOST, 32_769);
    expect(lab.network.publish('h1', request({ hostPort: 0 }))).toBe(32_770);
    const range = request({ hostPort: [9000, 9001] });
    expect([1, 2].map(() => lab.network.publish('h1', range))).toEqual([9000, 9001]);
    expect(() => lab.network.publish('h1', range)).toThrow('all ports are allocated');
  });

  it('survives being stored', () => {
    const { lab } = published();
    const again = lab.reloaded();
    const client = again.network.connect(OTHER_HOST, { address: '192.168.49.3', port: 8080 });
    again.advance(10);
    expect(again.outcome(client)).toBe('connected');
  });

  it('carries datagrams and their answers', () => {
    const { lab } = published({ protocol: 'udp' });
    const server = lab.network.bindDatagram('web', { address: '0.0.0.0', port: 80 });
    for (const [from, address] of [
      [OTHER_HOST, '192.168.49.3'],
      [HOST, '127.0.0.1'],
      [HOST, '192.168.49.3'],
    ] as const) {
      const client = lab.network.bindDatagram(from, { address: '0.0.0.0', port: 0 });
      lab.network.sendDatagram(client, { address, port: 8080 }, new Uint8Array([1]));
      const got = Object(lab.network.receiveDatagram(server));
      expect(got.data).toEqual(new Uint8Array([1]));
      lab.network.sendDatagram(server, got.from, new Uint8Array([2]));
      expect(lab.network.receiveDatagram(client)).toEqual({
        data: new Uint8Array([2]),
        from: { address, port: 8080 },
      });
    }
  });
});
