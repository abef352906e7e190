import { describe, expect, it } from 'vitest';
import { openDocker } from '../../harness/docker-api.ts';
import { createNetwork, networkNames, subnet } from '../../harness/docker-networks.ts';

const PARSE = 'failed to parse com.docker.network.';

/** What drivers say of their options. */
const OPTIONS: readonly (readonly [
  driver: string,
  name: string,
  value: string,
  status: number,
  says: string,
])[] = [
  [
    'bridge',
    'com.docker.network.driver.mtu',
    'x',
    400,
    `${PARSE}driver.mtu value: x (strconv.Atoi: parsing "x": invalid syntax)`,
  ],
  [
    'bridge',
    'com.docker.network.bridge.enable_icc',
    'no',
    400,
    `${PARSE}bridge.enable_icc value: no (strconv.ParseBool: parsing "no": invalid syntax)`,
  ],
  [
    'bridge',
    'com.docker.network.bridge.host_binding_ipv4',
    'x',
    400,
    `${PARSE}bridge.host_binding_ipv4 value: x (nil ip)`,
  ],
  [
    'bridge',
    'com.docker.network.bridge.gateway_mode_ipv4',
    'x',
    400,
    `${PARSE}bridge.gateway_mode_ipv4 value: x (unknown gateway mode x)`,
  ],
  ['bridge', 'com.docker.network.bridge.name', 'docker0', 403, 'networks have same bridge name'],
  [
    'macvlan',
    'macvlan_mode',
    'x',
    500,
    "requested macvlan mode 'x' is not valid, 'bridge' mode is the macvlan driver default",
  ],
  ['macvlan', 'parent', 'lo', 500, 'loopback interface is not a valid macvlan parent link'],
  ['macvlan', 'parent', 'nope', 500, 'invalid subinterface vlan name nope, example formatting is eth0.10'],
  ['macvlan', 'parent', 'nope.10', 500, '-o parent interface was not found on the host: nope'],
  ['macvlan', 'parent', 'eth0.5000', 500, 'vlan id must be between 1-4094, received: 5000'],
];

describe('the networks of a daemon', () => {
  it('begin with three', async () => {
    const docker = openDocker();
    const { json } = await docker.ask('GET', '/networks');
    expect(json).toMatchObject([
      {
        Name: 'bridge',
        Driver: 'bridge',
        Scope: 'local',
        IPAM: {
          Driver: 'default',
          Options: null,
          Config: [{ Subnet: '172.17.0.0/16', Gateway: '172.17.0.1' }],
        },
        Options: { 'com.docker.network.bridge.name': 'docker0' },
      },
      { Name: 'host', Driver: 'host', IPAM: { Config: null } },
      { Name: 'none', Driver: 'null', IPAM: { Config: null } },
    ]);
    for (const name of ['bridge', 'host', 'none']) {
      const removed = await docker.ask('DELETE', `/networks/${name}`);
      expect([removed.status, removed.json]).toEqual([
        403,
        { message: `${name} is a pre-defined network and cannot be removed` },
      ]);
    }
  });

  it('are made with a pool of their own, or the one that is asked for', async () => {
    const docker = openDocker();
    const id = await createNetwork(docker, 'net1', { Labels: { a: 'b' } });
    await createNetwork(docker, 'net2', {
      ...subnet('10.9.0.0/16', { IPRange: '10.9.5.0/24', Gateway: '10.9.0.254' }),
      Internal: true,
      Attachable: true,
      Options: { 'com.docker.network.bridge.name': 'br-mine' },
    });
    expect((await docker.ask('GET', '/networks/net1')).json).toEqual({
      Name: 'net1',
      Id: id,
      Created: expect.any(String),
      Scope: 'local',
      Driver: 'bridge',
      EnableIPv4: true,
      EnableIPv6: false,
      IPAM: {
        Driver: 'default',
        Options: null,
        Config: [{ Subnet: '172.18.0.0/16', Gateway: '172.18.0.1' }],
      },
      Internal: false,
      Attachable: false,
      Ingress: false,
      ConfigFrom: { Network: '' },
      ConfigOnly: false,
      Containers: {},
      Options: {},
      Labels: { a: 'b' },
    });
    expect((await docker.ask('GET', `/networks/${id.slice(0, 12)}`)).json).toMatchObject({ Name: 'net1' });
    expect((await docker.ask('GET', '/networks/net2')).json).toMatchObject({
      Internal: true,
      Attachable: true,
      IPAM: { Config: [{ Subnet: '10.9.0.0/16', IPRange: '10.9.5.0/24', Gateway: '10.9.0.254' }] },
    });
    expect((await docker.ask('DELETE', '/networks/net1')).status).toBe(204);
    const gone = await docker.ask('GET', '/networks/net1');
    expect([gone.status, gone.json]).toEqual([404, { message: 'network net1 not found' }]);
  });

  it.each<readonly [string, object, number, string]>([
    ['taken', {}, 409, 'network with name taken already exists'],
    ['bridge', {}, 403, 'operation is not permitted on predefined bridge network'],
    ['net', { Driver: 'nope' }, 404, 'plugin "nope" not found'],
    ['net', { Driver: 'host' }, 403, 'only one instance of "host" network is allowed'],
    [
      'net',
      { Driver: 'overlay' },
      503,
      'This node is not a swarm manager. Use "docker swarm init" or "docker swarm join" to connect this node to swarm and try again.',
    ],
    ['net', subnet('10.1.0.0/16'), 403, 'Pool overlaps with other one on this address space'],
    [
      'net',
      subnet('10.1.0'),
      400,
      'invalid network config:\ninvalid subnet 10.1.0: invalid CIDR block notation',
    ],
    [
      'net',
      subnet('10.8.0.1/16'),
      400,
      'invalid network config:\ninvalid subnet 10.8.0.1/16: it should be 10.8.0.0/16',
    ],
    [
      'net',
      subnet('10.8.0.0/16', { Gateway: '10.7.0.1' }),
      400,
      "invalid network config:\ninvalid gateway 10.7.0.1: parent subnet 10.8.0.0/16 doesn't contain this address",
    ],
    [
      'net',
      subnet('10.8.0.0/24', { IPRange: '10.8.0.0/16' }),
      400,
      'invalid network config:\ninvalid ip-range 10.8.0.0/16: CIDR block is bigger than its parent subnet 10.8.0.0/24',
    ],
    ...OPTIONS.map(
      ([Driver, name, value, status, message]) =>
        ['net', { Driver, Options: { [name]: value } }, status, message] as const,
    ),
  ])('refuse %s %j', async (name, body, status, message) => {
    const docker = openDocker();
    await createNetwork(docker, 'taken', subnet('10.1.0.0/16'));
    const answer = await docker.ask('POST', '/networks/create', { Name: name, ...body });
    expect([answer.status, answer.json]).toEqual([status, { message }]);
  });

  it('have an end', async () => {
    const docker = openDocker();
    const statuses = new Set<number>();
    for (let made = 0; made <= 100; made++) {
      const body = { Name: `net${made}`, ...subnet(`10.0.${made}.0/24`) };
      statuses.add((await docker.ask('POST', '/networks/create', body)).status);
    }
    expect([...statuses]).toEqual([201, 403]);
  });

  it.each([
    [{}, ['bridge', 'host', 'mine', 'none', 'other']],
    [{ name: ['^m'] }, ['mine']],
    [{ driver: ['null'] }, ['none']],
    [{ type: ['custom'] }, ['mine', 'other']],
    [{ type: ['builtin'] }, ['bridge', 'host', 'none']],
    [{ label: ['a=b'] }, ['mine']],
    [{ scope: ['swarm'] }, []],
    [{ dangling: ['true'] }, ['mine', 'other']],
    [{ dangling: ['false'] }, ['bridge', 'host', 'none']],
  ])('are filtered by %j', async (filters, expected) => {
    const docker = openDocker();
    await createNetwork(docker, 'mine', { Labels: { a: 'b' } });
    await createNetwork(docker, 'other');
    expect(await networkNames(docker, filters)).toEqual(expected);
  });

  it.each([
    [{ nope: ['x'] }, "invalid filter 'nope'"],
    [{ type: ['x'] }, "invalid filter: 'type'='x'"],
    [
      { dangling: ['x'] },
      'invalid value for filter \'dangling\', must be "true" (or "1"), or "false" (or "0")',
    ],
  ])('refuse the filter %j', async (filters, message) => {
    const query = encodeURIComponent(JSON.stringify(filters));
    expect((await openDocker().ask('GET', `/networks?filters=${query}`)).json).toEqual({ message });
  });
});
