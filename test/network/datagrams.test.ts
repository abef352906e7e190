import { describe, expect, it } from 'vitest';
import { HOST, Lab, OTHER_HOST } from './fixture.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

describe('datagrams', () => {
  it('arrive whole, with the address of who sent them', () => {
    const lab = Lab.withHosts();
    const server = lab.network.bindDatagram(OTHER_HOST, { address: '0.0.0.0', port: 53 });
    const client = lab.network.bindDatagram(HOST, { address: '0.0.0.0', port: 5000 });
    expect(lab.network.receiveDatagram(server)).toBe('again');
    for (const text of ['one', 'two']) {
      lab.network.sendDatagram(client, { address: '192.168.49.4', port: 53 }, bytes(text));
    }
    expect(lab.woken).toEqual([server, server]);
    expect(lab.network.receiveDatagram(server)).toEqual({
      data: bytes('one'),
      from: { address: '192.168.49.3', port: 5000 },
    });
    expect(lab.reloaded().network.receiveDatagram(server)).toMatchObject({ data: bytes('two') });
  });

  it('are lost where nobody is, and where there is no room', () => {
    const lab = Lab.withHosts();
    const client = lab.network.bindDatagram(HOST, { address: '0.0.0.0', port: 5000 });
    lab.network.sendDatagram(client, { address: '192.168.49.77', port: 53 }, bytes('x'));
    const server = lab.network.bindDatagram(HOST, { address: '127.0.0.1', port: 53 });
    for (let number = 0; number < 10; number++) {
      lab.network.sendDatagram(client, { address: '127.0.0.1', port: 53 }, new Uint8Array(60_000));
    }
    let count = 0;
    while (lab.network.receiveDatagram(server) !== 'again') count++;
    expect(count).toBe(3);
  });

  it('need a route', () => {
    const lab = Lab.withHosts();
    lab.network.makeNamespace('h1', 'none');
    const client = lab.network.bindDatagram('none', { address: '0.0.0.0', port: 0 });
    const send = () => lab.network.sendDatagram(client, { address: '8.8.8.8', port: 53 }, bytes('x'));
    expect(lab.errorOf(send)).toBe('ENETUNREACH');
  });
});
