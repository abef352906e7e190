import type { Random } from '../../engine/simulation/random.ts';

interface Request {
  readonly method: string;
  readonly path: string;
  readonly body?: object;
}

const CONTAINERS = ['c0', 'c1', 'c2', 'c3'];
const NETWORKS = ['n0', 'n1', 'bridge', 'none'];
const VOLUMES = ['v0', 'v1'];
const IMAGES = ['busybox', 'made:one', 'made:two'];
const POLICIES = ['', '', 'always', 'on-failure', 'unless-stopped'];
const COMMANDS: readonly (readonly string[])[] = [
  ['sleep', '1000'],
  ['sleep', '3'],
  ['false'],
  ['sh', '-c', 'trap "" TERM; while true; do sleep 1; done'],
  ['sh', '-c', 'sleep 500 & exec sleep 600'],
  ['sh', '-c', 'echo made > /made; echo kept >> /data/kept; exit 3'],
  ['nope'],
];

const one = <T>(random: Random, [first, ...rest]: readonly [T, ...T[]] | readonly T[]): T => {
  const all = first === undefined ? [] : [first, ...rest];
  const chosen = all[random.below(all.length)];
  if (chosen === undefined) throw new Error('nothing to choose from');
  return chosen;
};

function creation(random: Random): Request {
  const mounts = [
    {},
    { Binds: [`${one(random, VOLUMES)}:/data`] },
    { Binds: ['/srv/shared:/data:ro'] },
    { Tmpfs: { '/data': 'size=64k' } },
    { Mounts: [{ Type: 'volume', Target: '/data' }] },
    { VolumesFrom: [one(random, CONTAINERS)] },
  ];
  const networks = [...NETWORKS, 'host', `container:${one(random, CONTAINERS)}`];
  return {
    method: 'POST',
    path: `/containers/create?name=${one(random, CONTAINERS)}`,
    body: {
      Image: one(random, IMAGES),
      Cmd: one(random, COMMANDS),
      ExposedPorts: { '80/tcp': {} },
      StopTimeout: random.below(5),
      ...(random.below(4) === 0
        ? { Healthcheck: { Test: ['CMD', 'true'], Interval: 2_000_000_000, Retries: 2 } }
        : {}),
      HostConfig: {
        NetworkMode: one(random, networks),
        RestartPolicy: { Name: one(random, POLICIES) },
        AutoRemove: random.below(6) === 0,
        Init: random.below(4) === 0,
        Privileged: random.below(6) === 0,
        ReadonlyRootfs: random.below(6) === 0,
        PublishAllPorts: random.below(3) === 0,
        Memory: random.below(2) * 67_108_864,
        PidMode: one(random, ['', '', 'host', `container:${one(random, CONTAINERS)}`]),
        IpcMode: one(random, ['', 'host', 'shareable', `container:${one(random, CONTAINERS)}`]),
        ...(random.below(4) === 0 ? { PortBindings: { '80/tcp': [{ HostPort: '8080' }] } } : {}),
        ...(random.below(5) === 0 ? { Links: [`${one(random, CONTAINERS)}:db`] } : {}),
        ...one(random, mounts),
      },
    },
  };
}

const POSTS = [
  'start',
  'start',
  'start',
  'stop?t=1',
  'restart?t=1',
  'kill',
  'kill?signal=TERM',
  'pause',
  'unpause',
];

/** What is asked of a container, and how often beside the others. */
const REQUESTS: readonly (readonly [weight: number, make: (random: Random) => Request])[] = [
  [10, creation],
  [24, (random) => ofContainer(random, 'POST', `/${one(random, POSTS)}`)],
  [5, (random) => ofContainer(random, 'DELETE', one(random, ['?v=1', '?force=1', '?force=1&v=1', '']))],
  [2, (random) => ofContainer(random, 'POST', `/rename?name=${one(random, CONTAINERS)}`)],
  [
    2,
    (random) => ({
      ...ofContainer(random, 'POST', '/update'),
      body: { Memory: 134_217_728, MemorySwap: -1 },
    }),
  ],
  [2, (random) => ({ ...ofContainer(random, 'POST', '/exec'), body: { Cmd: one(random, COMMANDS) } })],
  [2, (random) => ofContainer(random, 'GET', '/changes')],
  [1, (random) => ofContainer(random, 'GET', '/top')],
  [1, (random) => ofContainer(random, 'GET', '/logs?stdout=1&stderr=1')],
  [2, (random) => ofContainer(random, 'GET', '/archive?path=/etc/passwd')],
  [4, (random) => ofNetwork(random, 'connect')],
  [3, (random) => ofNetwork(random, 'disconnect')],
  [3, (random) => ({ method: 'POST', path: '/networks/create', body: { Name: one(random, NETWORKS) } })],
  [2, (random) => ({ method: 'DELETE', path: `/networks/${one(random, NETWORKS)}` })],
  [1, (random) => ({ method: 'POST', path: '/volumes/create', body: { Name: one(random, VOLUMES) } })],
  [2, (random) => ({ method: 'DELETE', path: `/volumes/${one(random, VOLUMES)}` })],
  [
    3,
    (random) => ({ method: 'POST', path: `/commit?container=${one(random, CONTAINERS)}&repo=made&tag=one` }),
  ],
  [2, (random) => ({ method: 'POST', path: `/images/${one(random, IMAGES)}/tag?repo=made&tag=two` })],
  [2, (random) => ({ method: 'DELETE', path: `/images/${one(random, IMAGES)}?force=${random.below(2)}` })],
  [
    1,
    (random) => ({
      method: 'POST',
      path: `/${one(random, ['containers', 'networks', 'volumes', 'images'])}/prune`,
    }),
  ],
  [1, () => ({ method: 'POST', path: '/images/create?fromImage=busybox&tag=latest' })],
];
const WEIGHT = REQUESTS.reduce((sum, [weight]) => sum + weight, 0);

/** What somebody does next. */
export function nextRequest(random: Random): Request {
  let left = random.below(WEIGHT);
  for (const [weight, make] of REQUESTS) {
    if (left < weight) return make(random);
    left -= weight;
  }
  return creation(random);
}

function ofContainer(random: Random, method: string, rest: string): Request {
  return { method, path: `/containers/${one(random, CONTAINERS)}${rest}` };
}

function ofNetwork(random: Random, verb: string): Request {
  return {
    method: 'POST',
    path: `/networks/${one(random, NETWORKS)}/${verb}`,
    body: { Container: one(random, CONTAINERS), Force: random.below(2) === 0 },
  };
}
