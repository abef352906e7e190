import { describe, expect, it } from 'vitest';
import { HOST, Lab } from './fixture.ts';

const any = { address: '0.0.0.0', port: 8080 };
const local = { address: '127.0.0.1', port: 8080 };
const lan = { address: '192.168.49.3', port: 8080 };

describe('a port', () => {
  it.each([
    [any, any, 'EADDRINUSE'],
    [any, local, 'EADDRINUSE'],
    [local, any, 'EADDRINUSE'],
    [local, lan, 'none'],
    [lan, lan, 'EADDRINUSE'],
  ])('bound at %o, asked for at %o: %s', (first, second, error) => {
    const lab = Lab.withHosts();
    lab.network.listen(HOST, first);
    expect(lab.errorOf(() => lab.network.listen(HOST, second))).toBe(error);
  });

  it('is another one for UDP', () => {
    const lab = Lab.withHosts();
    lab.network.listen(HOST, any);
    lab.network.bindDatagram(HOST, any);
    expect(lab.errorOf(() => lab.network.bindDatagram(HOST, local))).toBe('EADDRINUSE');
  });

  it('is free again when its socket is closed, even with a connection open on it', () => {
    const lab = Lab.withHosts();
    const listener = lab.network.listen(HOST, any);
    lab.network.connect(HOST, local);
    lab.accepted(listener);
    lab.network.close(listener);
    lab.network.listen(HOST, any);
  });

  it('needs an address of the namespace', () => {
    const lab = Lab.withHosts();
    expect(lab.errorOf(() => lab.network.listen(HOST, { address: '10.1.1.1', port: 80 }))).toBe(
      'EADDRNOTAVAIL',
    );
  });

  it('below 1024 needs a capability on a host, but not in a container', () => {
    const lab = Lab.withHosts();
    lab.network.makeNamespace('h1', 'c1');
    const at80 = { address: '0.0.0.0', port: 80 };
    expect(lab.errorOf(() => lab.network.listen(HOST, at80, { privileged: false }))).toBe('EACCES');
    lab.network.listen('c1', at80, { privileged: false });
  });

  it('0 is any from 32768 to 60999', () => {
    const lab = Lab.withHosts();
    const socket = lab.network.bindDatagram(HOST, { address: '0.0.0.0', port: 0 });
    const { port } = lab.network.localAddress(socket);
    expect(port).toBeGreaterThanOrEqual(32_768);
    expect(port).toBeLessThanOrEqual(60_999);
  });
});
