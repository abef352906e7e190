import { describe, expect, it } from 'vitest';
import { HOST, Lab, OTHER_HOST } from './fixture.ts';

/** Two nodes with a pod each, joined by routes, and a Service in front of the second. */
function cluster(): { lab: Lab; server: string } {
  const lab = Lab.withHosts();
  const { network } = lab;
  for (const [index, host] of ['h1', 'h2'].entries()) {
    const [address, pod] = [`10.244.${index}.1`, `10.244.${index}.2`];
    network.addBridge(host, {
      name: 'cni0',
      address,
      prefix: 24,
      isolated: false,
      unmasqueraded: ['10.244.0.0/16'],
    });
    network.makeNamespace(host, `pod${index}`);
    network.attach(`pod${index}`, 'cni0', { address: pod, prefix: 24, gateway: address });
  }
  network.configure(HOST, { do: 'add route', to: '10.244.1.0/24', via: '192.168.49.4' });
  network.configure(OTHER_HOST, { do: 'add route', to: '10.244.0.0/24', via: '192.168.49.3' });
  network.addTranslator(({ destination, port }) => {
    if (destination === '10.96.0.9') return port === 80 ? { address: '10.244.1.2', port: 8080 } : 'refused';
    return undefined;
  });
  return { lab, server: network.listen('pod1', { address: '0.0.0.0', port: 8080 }) };
}

function connect(lab: Lab, from: string, address: string, port: number): string {
  const socket = lab.network.connect(from, { address, port });
  lab.advance(10);
  return lab.outcome(socket);
}

describe('pods of two nodes', () => {
  it('reach each other with their own addresses', () => {
    const { lab, server } = cluster();
    expect(connect(lab, 'pod0', '10.244.1.2', 8080)).toBe('connected');
    expect(lab.network.accept(server)).toMatchObject({ peer: { address: '10.244.0.2' } });
    expect(lab.network.ping('pod0', '10.244.1.2')).toMatchObject({ ttl: 62 });
  });

  it('have the address of their node beyond', () => {
    const { lab } = cluster();
    const ssh = lab.network.listen(OTHER_HOST, { address: '0.0.0.0', port: 22 });
    expect(connect(lab, 'pod0', '192.168.49.4', 22)).toBe('connected');
    expect(lab.network.accept(ssh)).toMatchObject({ peer: { address: '192.168.49.3' } });
  });

  it.each(['pod0', 'pod1', HOST, OTHER_HOST])('are reached through a Service from %s', (from) => {
    const { lab } = cluster();
    expect(connect(lab, from, '10.96.0.9', 80)).toBe('connected');
    expect(connect(lab, from, '10.96.0.9', 81)).toBe('ECONNREFUSED');
  });

  it('are forwarded to from outside', () => {
    const { lab, server } = cluster();
    const client = lab.network.connectFromOutside('pod1', { address: '127.0.0.1', port: 8080 });
    expect(lab.outcome(client)).toBe('connected');
    lab.write(client, 'GET');
    expect(lab.read(lab.accepted(server))).toBe('GET');
  });
});

describe('what is outside', () => {
  it('can be served there, at any address', () => {
    const { lab } = cluster();
    const web = lab.network.listen('outside', { address: '23.192.228.80', port: 80 });
    const client = lab.network.connect('pod0', { address: '23.192.228.80', port: 80 });
    expect(lab.outcome(client)).toBe('again');
    lab.advance(12);
    expect(lab.outcome(client)).toBe('connected');
    lab.write(lab.accepted(web), 'hello');
    expect(lab.read(client)).toBe('hello');
  });
});

describe('neighbours', () => {
  it('are remembered by both, and those that did not answer too', () => {
    const { lab } = cluster();
    lab.network.ping('pod0', '10.244.1.2');
    lab.network.ping('pod0', '10.244.0.77');
    const eth0 = (of: string) => lab.network.view(of).interfaces.find(({ name }) => name === 'eth0');
    expect(lab.network.view('pod0').neighbours).toEqual([
      { address: '10.244.0.1', interface: 'eth0', mac: '02:42:0a:f4:00:01' },
      { address: '10.244.0.77', interface: 'eth0' },
    ]);
    expect(lab.network.view(HOST).neighbours).toEqual([
      { address: '10.244.0.2', interface: 'cni0', mac: '02:42:0a:f4:00:02' },
      { address: '192.168.49.4', interface: 'eth0', mac: eth0(OTHER_HOST)?.mac },
    ]);
  });
});
