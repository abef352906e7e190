import { describe, expect, it } from 'vitest';
import { Lab } from './fixture.ts';

function messageOf(call: () => unknown): string {
  try {
    call();
    return 'none';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

describe('address pools', () => {
  it('are 172.17 to 172.31, then /20s of 192.168 but not where the LAN is, then used up', () => {
    const { ipam } = Lab.withHosts().network;
    const subnets: string[] = [];
    for (let number = 0; number < 30; number++) subnets.push(ipam.requestPool('h1', `n${number}`).subnet);
    expect(subnets.slice(0, 2)).toEqual(['172.17.0.0/16', '172.18.0.0/16']);
    expect(subnets.slice(14, 20)).toEqual([
      '172.31.0.0/16',
      '192.168.0.0/20',
      '192.168.16.0/20',
      '192.168.32.0/20',
      '192.168.64.0/20',
      '192.168.80.0/20',
    ]);
    expect(messageOf(() => ipam.requestPool('h1', 'last'))).toBe(
      'all predefined address pools have been fully subnetted',
    );
    expect(ipam.requestPool('h2', 'n0').subnet).toBe('172.17.0.0/16');
    ipam.releasePool('h1', 'n1');
    expect(ipam.requestPool('h1', 'again').subnet).toBe('172.18.0.0/16');
  });

  it.each([
    [{ subnet: '10.9.0.0/16' }, 'Pool overlaps with other one on this address space'],
    [{ subnet: '10.9.3.0/24' }, 'Pool overlaps with other one on this address space'],
    [{ subnet: '10.0.0.0/8' }, 'Pool overlaps with other one on this address space'],
    [{ subnet: '10.10.0.0/33' }, 'invalid address pool'],
    [{ subnet: 'fd00::/64' }, 'invalid address pool'],
    [{ subnet: '10.10.0.0/16', range: '10.11.0.0/24' }, 'invalid address subpool'],
    [{ subnet: '10.10.0.0/16', gateway: '10.11.0.1' }, 'requested address is out of range'],
    [{ subnet: '10.10.0.0/16', gateway: '10.10.0.9', auxiliary: ['10.10.0.9'] }, 'Address already in use'],
  ])('refuse %o: %s', (request, message) => {
    const { ipam } = Lab.withHosts().network;
    ipam.requestPool('h1', 'first', { subnet: '10.9.0.0/16' });
    expect(messageOf(() => ipam.requestPool('h1', 'second', request))).toBe(message);
    expect(ipam.pool('h1', 'second')).toBeUndefined();
  });

  it('give out the first free address, after the gateway and past those of others', () => {
    const { ipam } = Lab.withHosts().network;
    ipam.requestPool('h1', 'n', { subnet: '10.9.1.0/24', auxiliary: ['10.9.1.3'] });
    const next = () => ipam.requestAddress('h1', 'n');
    expect([next(), next()]).toEqual(['10.9.1.2', '10.9.1.4']);
    expect(ipam.requestAddress('h1', 'n', '10.9.1.200')).toBe('10.9.1.200');
    expect(messageOf(() => ipam.requestAddress('h1', 'n', '10.9.1.200'))).toBe('Address already in use');
    expect(messageOf(() => ipam.requestAddress('h1', 'n', '10.9.2.1'))).toBe(
      'requested address is out of range',
    );
    ipam.releaseAddress('h1', 'n', '10.9.1.2');
    expect(next()).toBe('10.9.1.2');
  });

  it('give out addresses of the range that was asked for, the gateway being the first of them', () => {
    const { ipam } = Lab.withHosts().network;
    const request = { subnet: '172.28.0.0/16', range: '172.28.5.0/30' };
    expect(ipam.requestPool('h1', 'n', request).gateway).toBe('172.28.5.0');
    const next = () => ipam.requestAddress('h1', 'n');
    expect([next(), next(), next()]).toEqual(['172.28.5.1', '172.28.5.2', '172.28.5.3']);
    expect(messageOf(next)).toBe('no available addresses on this pool');
  });

  it('are kept', () => {
    const lab = Lab.withHosts();
    lab.network.ipam.requestPool('h1', 'n');
    lab.network.ipam.requestAddress('h1', 'n');
    expect(lab.reloaded().network.ipam.requestAddress('h1', 'n')).toBe('172.17.0.3');
  });
});
