import { describe, expect, it } from 'vitest';
import type { DockerApi } from '../../harness/docker-api.ts';
import { stays, withBusybox } from '../../harness/docker-networks.ts';

type Row = readonly [request: string, says: string | RegExp, status?: number, body?: unknown];

const filters = (value: unknown) => `filters=${encodeURIComponent(JSON.stringify(value))}`;
const SYNTAX = 'invalid syntax';
const BODY = 'invalid JSON: json: cannot unmarshal';

const CONTAINERS: readonly Row[] = [
  ['GET /containers/json?limit=x', `strconv.Atoi: parsing "x": ${SYNTAX}`],
  ['GET /containers/json?filters=x', 'invalid filter'],
  [`GET /containers/json?${filters({ nope: ['1'] })}`, "invalid filter 'nope'"],
  ['GET /containers/nope/json', 'No such container: nope', 404],
  ['GET /containers/..%2f../json', 'No such container: ../..', 404],
  ['POST /containers/cc/stop?t=x', `strconv.Atoi: parsing "x": ${SYNTAX}`],
  ['POST /containers/cc/kill?signal=-9', 'Cannot kill container: cc: invalid signal: -9'],
  ['POST /containers/cc/resize?h=x&w=1', `strconv.Atoi: parsing "x": ${SYNTAX}`],
  ['POST /containers/cc/resize', `strconv.Atoi: parsing "": ${SYNTAX}`],
  ['POST /containers/cc/wait?condition=x', 'invalid condition: "x"'],
  ['POST /containers/cc/rename?name=-', /^Invalid container name \(-\)/],
  ['POST /containers/cc/update', `${BODY} array into Go value of type container.UpdateConfig`, 400, []],
  [
    'POST /containers/cc/exec',
    `${BODY} string into Go struct field ExecOptions.Env of type []string`,
    400,
    { Cmd: ['a'], Env: 'x' },
  ],
  ['POST /exec/nope/start', 'No such exec instance: nope', 404, {}],
  ['GET /containers/cc/logs?stdout=1&until=NaN', 'strconv.ParseInt: parsing "NaN": invalid syntax'],
  ['GET /containers/cc/archive?path=', 'bad parameter: path cannot be empty'],
  ['DELETE /containers/cc?link=1', 'Conflict, cannot remove the default link name of the container', 500],
  [
    `POST /containers/prune?${filters({ until: ['abc'] })}`,
    'failed to parse value as time or duration: "abc"',
  ],
  [
    `GET /containers/json?${filters({ status: ['x'] })}`,
    "invalid filter 'status=x': invalid value for state (x): must be one of created, running, paused, restarting, removing, exited, dead",
  ],
  [
    `GET /containers/json?${filters({ health: ['x'] })}`,
    "invalid filter 'health=x': invalid value for health (x): must be one of none, starting, healthy, unhealthy",
  ],
  [
    `GET /containers/json?${filters({ exited: ['x'] })}`,
    `invalid filter 'exited=x': strconv.Atoi: parsing "x": ${SYNTAX}`,
  ],
  [`GET /containers/json?${filters({ 'is-task': ['x'] })}`, "invalid filter 'is-task=[x]'"],
  [
    `GET /containers/json?${filters({ publish: ['x'] })}`,
    `error while looking up for publish x: strconv.ParseUint: parsing "x": ${SYNTAX}`,
    500,
  ],
  [
    `GET /containers/json?${filters({ expose: ['1:2'] })}`,
    "filter for 'expose' should not contain ':': 1:2",
    500,
  ],
  ['GET /containers/cc/top?ps_args=-o%20foo', 'ps: error: unknown user-defined format specifier "foo"', 500],
  ['GET /containers/cc/top?ps_args=-o%20cmd', "Couldn't find PID field in ps output", 500],
  ['GET /containers/cc/top?ps_args=-o%20cmd%3DPID', 'specifying "cmd=PID" is not allowed', 500],
  [`POST /containers/prune?${filters({ until: ['1h', '2h'] })}`, 'more than one until filter specified'],
];

const NETWORKS: readonly Row[] = [
  ['POST /networks/create', 'invalid name: name is empty', 400, {}],
  [
    'POST /networks/create',
    'operation is not permitted on predefined default network',
    403,
    { Name: 'default' },
  ],
  [
    'POST /networks/create',
    `${BODY} array into Go struct field CreateRequest.IPAM of type network.IPAM`,
    400,
    { Name: 'n', IPAM: [] },
  ],
  [
    'POST /networks/create',
    "bridge driver doesn't support multiple subnets",
    403,
    { Name: 'n', IPAM: { Config: [{ Subnet: '10.1.0.0/16' }, { Subnet: '10.2.0.0/16' }] } },
  ],
  [
    'POST /networks/create',
    'cannot create a swarm scoped network when swarm is not active',
    403,
    { Name: 'n', Scope: 'swarm' },
  ],
  [
    'POST /networks/create',
    'Ingress network can only be global scope network',
    403,
    { Name: 'n', Ingress: true },
  ],
  [
    'POST /networks/create',
    'configuration network "x" does not exist',
    404,
    { Name: 'n', ConfigFrom: { Network: 'x' } },
  ],
  ['POST /networks/create', 'networks without IPv4 are not simulated', 400, { Name: 'n', EnableIPv4: false }],
  ['POST /networks/create', 'plugin "foo" not found', 404, { Name: 'n', IPAM: { Driver: 'foo' } }],
  [
    'POST /networks/none/connect',
    'container cannot be connected to multiple networks with one of the networks in private (none) mode',
    400,
    { Container: 'cc' },
  ],
  [
    'POST /networks/net1/connect',
    'invalid endpoint settings:\nlink-local IP addresses are not simulated',
    400,
    { Container: 'cc', EndpointConfig: { IPAMConfig: { LinkLocalIPs: ['169.254.1.1'] } } },
  ],
  [
    'POST /networks/net1/connect',
    'invalid endpoint settings:\nuser specified IP address is supported only when connecting to networks with user configured subnets',
    400,
    { Container: 'cc', EndpointConfig: { IPAMConfig: { IPv6Address: '2001::1' } } },
  ],
  ['POST /networks/bridge/disconnect', 'No such container: nope', 404, { Container: 'nope' }],
];

const OTHERS: readonly Row[] = [
  [
    'POST /volumes/create',
    `${BODY} number into Go struct field CreateOptions.Name of type string`,
    400,
    { Name: 1 },
  ],
  ['POST /volumes/create', /^create \.\.\/x: "\.\.\/x" includes invalid characters/, 400, { Name: '../x' }],
  [`POST /volumes/prune?${filters({ all: ['x'] })}`, /^invalid filter 'all': strconv\.ParseBool/],
  ['GET /images/UPPER/json', 'invalid reference format: repository name (library/UPPER) must be lowercase'],
  ['POST /images/busybox/tag?repo=a&tag=%20', 'invalid tag format'],
  ['GET /images/search?term=x&limit=1000', 'limit 1000 is outside the range of [1, 100]'],
  ['POST /commit?container=cc&changes=FOO', 'FOO is not a valid change command'],
  ['POST /commit?container=cc', `${BODY} number into Go value of type string`, 400, { Cmd: 7 }],
  ['POST /build?isolation=hyperv', 'unsupported isolation: "hyperv"'],
  ['POST /build?version=x', 'invalid version "x"'],
  ['POST /build?ulimits=x', 'error reading ulimit settings: invalid character'],
  ['POST /build?securityopt=x', 'security options are not supported on linux'],
  ['GET /events?since=5&until=1', '`since` time (5) cannot be after `until` time (1)'],
  ['GET /plugins/x%2Fy/json', 'plugin "x/y" not found', 404],
  ['POST /plugins/pull?remote=x', 'plugins are not simulated: this daemon installs none', 501],
  ['POST /auth', 'unauthorized: incorrect username or password', 401, {}],
  [
    'POST /auth',
    'Get "https://nope.example/v2/": dial tcp: lookup nope.example on 127.0.0.53:53: no such host',
    500,
    { username: 'ada', password: 'secret', serveraddress: 'nope.example' },
  ],
  ['GET /nope', 'page not found', 404],
  ['PUT /info', 'page not found', 404],
  ['GET /v9.9/info', 'client version 9.9 is too new. Maximum supported API version is 1.50'],
];

async function refuses(docker: DockerApi, rows: readonly Row[]): Promise<void> {
  for (const [request, says, status = 400, body] of rows) {
    const [method = '', path = ''] = request.split(' ');
    const { json, status: answered } = await docker.ask(method, path, body);
    const message = typeof says === 'string' ? says : expect.stringMatching(says);
    expect([request, body, answered, json]).toEqual([request, body, status, { message }]);
  }
}

describe('what makes no sense', () => {
  it('is refused by every endpoint in words, and changes nothing', async () => {
    const docker = await withBusybox();
    await docker.ask('POST', '/networks/create', { Name: 'net1' });
    await stays(docker, 'cc');
    const before = (await docker.ask('GET', '/containers/cc/json')).json;
    await refuses(docker, [...CONTAINERS, ...NETWORKS, ...OTHERS]);
    expect((await docker.ask('GET', '/containers/cc/json')).json).toEqual(before);
    expect((await docker.ask('GET', '/networks')).json).toHaveLength(4);
  });
});
