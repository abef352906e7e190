import { describe, expect, it } from 'vitest';
import { HOST, Lab, OTHER_HOST } from './fixture.ts';

function connected(): { lab: Lab; client: string; server: string; listener: string } {
  const lab = Lab.withHosts();
  const listener = lab.network.listen(HOST, { address: '0.0.0.0', port: 80 });
  const client = lab.network.connect(HOST, { address: '127.0.0.1', port: 80 });
  return { lab, client, server: lab.accepted(listener), listener };
}

describe('a connection within a host', () => {
  it('is there at once, and both ends know each other', () => {
    const { lab, client, server } = connected();
    expect(lab.outcome(client)).toBe('connected');
    expect(lab.network.peerAddress(client)).toEqual({ address: '127.0.0.1', port: 80 });
    expect(lab.network.localAddress(server)).toEqual({ address: '127.0.0.1', port: 80 });
    expect(lab.network.peerAddress(server)).toEqual(lab.network.localAddress(client));
  });

  it('carries bytes both ways, and then the end', () => {
    const { lab, client, server } = connected();
    expect(lab.read(server)).toBe('again');
    lab.write(client, 'GET /\n');
    expect(lab.network.readable(server)).toBe(true);
    expect(lab.read(server, 3)).toBe('GET');
    expect(lab.read(server)).toBe(' /\n');
    lab.network.shutdown(client);
    expect(lab.read(server)).toBe('');
    lab.write(server, 'bytes \u00e9');
    lab.network.close(server);
    expect(lab.read(client)).toBe('bytes \u00e9');
    expect(lab.read(client)).toBe('');
  });

  it('wakes those who can go on', () => {
    const { lab, client, server, listener } = connected();
    expect(lab.woken).toEqual([listener, client]);
    lab.woken = [];
    lab.write(client, 'x');
    expect(lab.woken).toEqual([server]);
    lab.network.close(client);
    expect(lab.woken).toEqual([server, server]);
  });

  it('holds the writer when its buffer is full, and lets it go when there is room', () => {
    const { lab, client, server } = connected();
    expect(lab.network.room(client)).toBe(262_144);
    lab.write(client, 'x'.repeat(262_144));
    expect(lab.network.full(client)).toBe(false);
    expect(lab.network.room(client)).toBe(0);
    lab.write(client, 'x');
    expect(lab.network.full(client)).toBe(true);
    lab.woken = [];
    lab.read(server, 10);
    expect(lab.woken).toEqual([client]);
    expect(lab.network.full(client)).toBe(false);
  });

  it('breaks for a writer whose reader has gone', () => {
    const { lab, client, server } = connected();
    lab.network.close(server);
    expect(lab.write(client, 'x')).toBe(false);
  });

  it('is reset where the reader left something unread, which is said once', () => {
    const { lab, client, server } = connected();
    lab.write(client, 'unread');
    lab.network.close(server);
    expect(lab.errorOf(() => lab.read(client))).toBe('ECONNRESET');
    expect(lab.read(client)).toBe('');
    expect(lab.write(client, 'x')).toBe(false);
  });

  it('is reset when its listener goes before it was accepted', () => {
    const lab = Lab.withHosts();
    const listener = lab.network.listen(HOST, { address: '0.0.0.0', port: 80 });
    const client = lab.network.connect(HOST, { address: '127.0.0.1', port: 80 });
    lab.network.close(listener);
    expect(lab.errorOf(() => lab.read(client))).toBe('ECONNRESET');
  });

  it('is waited for a minute by the end that closed first', () => {
    const { lab, client, server, listener } = connected();
    lab.network.close(client);
    const states = () => lab.network.view(HOST).sockets.map(({ state }) => state);
    expect(states()).toEqual(['LISTEN', 'CLOSE_WAIT']);
    lab.network.close(server);
    expect(states()).toEqual(['LISTEN', 'TIME_WAIT']);
    lab.advance(60_001);
    lab.network.close(listener);
    expect(states()).toEqual([]);
  });
});

describe('a connection that can not be made', () => {
  it.each([
    ['127.0.0.1', 0, 'ECONNREFUSED'],
    ['0.0.0.0', 0, 'ECONNREFUSED'],
    ['192.168.49.4', 1, 'ECONNREFUSED'],
    ['192.168.49.99', 3000, 'EHOSTUNREACH'],
    ['203.0.113.7', 127_000, 'ETIMEDOUT'],
  ])('to %s fails after %d ms with %s', (address, afterMs, error) => {
    const lab = Lab.withHosts();
    const client = lab.network.connect(HOST, { address, port: 81 });
    if (afterMs > 0) {
      lab.advance(afterMs - 1);
      expect(lab.outcome(client)).toBe('again');
      expect(lab.network.isSettled(client)).toBe(false);
      lab.advance(1);
      expect(lab.woken).toEqual([client]);
    }
    expect(lab.outcome(client)).toBe(error);
  });

  it('has no network to go to where there is no route', () => {
    const lab = Lab.withHosts();
    lab.network.makeNamespace('h1', 'empty');
    expect(lab.outcome(lab.network.connect('empty', { address: '10.0.0.1', port: 80 }))).toBe('ENETUNREACH');
  });

  it('is tried again while the listener has no room, and made when it has', () => {
    const lab = Lab.withHosts();
    const listener = lab.network.listen(
      HOST,
      { address: '0.0.0.0', port: 80 },
      { privileged: true, backlog: 1 },
    );
    const clients = [1, 2, 3].map(() => lab.network.connect(HOST, { address: '127.0.0.1', port: 80 }));
    expect(clients.map((client) => lab.outcome(client))).toEqual(['connected', 'connected', 'again']);
    lab.accepted(listener);
    lab.advance(1000);
    expect(lab.outcome(clients[2] ?? '')).toBe('connected');
  });
});

describe('state', () => {
  it('survives being stored, with what is under way', () => {
    const { lab, client, server } = connected();
    lab.write(client, 'kept\u0000\u00ff');
    const far = lab.network.connect(HOST, { address: '203.0.113.7', port: 80 });
    lab.network.listen(OTHER_HOST, { address: '0.0.0.0', port: 22 });
    lab.advance(20_000);
    const again = lab.reloaded();
    expect(again.read(server)).toBe('kept\u0000\u00ff');
    expect(again.errorOf(() => again.network.listen(HOST, { address: '0.0.0.0', port: 80 }))).toBe(
      'EADDRINUSE',
    );
    const client2 = again.network.connect(HOST, { address: '192.168.49.4', port: 22 });
    again.advance(200_000);
    expect(again.outcome(far)).toBe('ETIMEDOUT');
    expect(again.outcome(client2)).toBe('connected');
  });
});
