import { describe, expect, it } from 'vitest';
import { HOST, Lab, OTHER_HOST } from './fixture.ts';

const FILE = { file: 'disk/7', path: '/run/a.sock' };

function connected(): { lab: Lab; client: string; server: string; listener: string } {
  const lab = Lab.withHosts();
  const listener = lab.network.listenUnix(HOST, FILE);
  const client = lab.network.connectUnix(OTHER_HOST, FILE.file);
  return { lab, client, server: lab.accepted(listener), listener };
}

describe('a connection to a file', () => {
  it('is there at once, whatever network the ends are in', () => {
    const { lab, client, server } = connected();
    expect(lab.outcome(client)).toBe('connected');
    expect(lab.network.peerAddress(client)).toEqual({ address: 'unix:/run/a.sock', port: 0 });
    expect(lab.network.localAddress(client)).toEqual({ address: 'unix:', port: 0 });
    expect(lab.network.localAddress(server)).toEqual({ address: 'unix:/run/a.sock', port: 0 });
    expect(lab.network.peerAddress(server)).toEqual({ address: 'unix:', port: 0 });
  });

  it('carries bytes both ways, and what was sent before the end', () => {
    const { lab, client, server } = connected();
    lab.write(client, 'ping');
    expect(lab.read(server)).toBe('ping');
    lab.write(server, 'pong');
    lab.network.close(server);
    expect(lab.read(client)).toBe('pong');
    expect(lab.read(client)).toBe('');
    expect(lab.network.write(client, new Uint8Array([1]))).toBe(false);
  });

  it('is reset where something was not read', () => {
    const { lab, client, server } = connected();
    lab.write(client, 'lost');
    lab.network.close(server);
    expect(() => lab.read(client)).toThrow('Connection reset by peer');
  });

  it('leaves nothing behind', () => {
    const { lab, client, server, listener } = connected();
    for (const id of [client, server, listener]) lab.network.close(id);
    expect([...lab.network.world.sockets.all()]).toEqual([]);
    expect(lab.network.world.counters(HOST, 'lo').sent.bytes).toBe(0);
  });
});

it('refuses where nobody listens, or not any more', () => {
  const lab = Lab.withHosts();
  expect(() => lab.network.connectUnix(HOST, 'disk/7')).toThrow('Connection refused');
  lab.network.close(lab.network.listenUnix(HOST, FILE));
  expect(() => lab.network.connectUnix(HOST, 'disk/7')).toThrow('Connection refused');
});

it('resets those that nobody has accepted, and refuses those that wait, when it is closed', () => {
  const lab = Lab.withHosts();
  const listener = lab.network.listenUnix(HOST, FILE);
  const clients = Array.from({ length: 4098 }, () => lab.network.connectUnix(HOST, FILE.file));
  const [first = '', last = ''] = [clients[0], clients.at(-1)];
  expect(lab.network.isSettled(first)).toBe(true);
  expect(lab.network.isSettled(last)).toBe(false);
  lab.network.accept(listener);
  expect(lab.network.isSettled(last)).toBe(true);
  const late = lab.network.connectUnix(HOST, FILE.file);
  lab.network.close(listener);
  expect(() => lab.network.connected(late)).toThrow('Connection refused');
  expect(() => lab.read(last)).toThrow('Connection reset by peer');
});

it('goes on after a restart', () => {
  const { lab, client, listener } = connected();
  const waiting = lab.network.connectUnix(HOST, FILE.file);
  lab.write(client, 'kept');
  const woken = lab.reloaded();
  const server = [...woken.network.world.sockets.all()].find(
    ({ state, local }) => state === 'open' && local.address === 'unix:/run/a.sock',
  );
  expect(woken.read(server?.id ?? '')).toBe('kept');
  expect(woken.accepted(listener)).not.toBe('again');
  expect(woken.outcome(waiting)).toBe('connected');
  expect(woken.outcome(woken.network.connectUnix(HOST, FILE.file))).toBe('connected');
});
