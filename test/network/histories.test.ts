import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DockerLab } from './docker-lab.ts';
import { HOST, type Lab, OTHER_HOST } from './fixture.ts';

const CONTAINERS = ['c0', 'c1', 'c2', 'c3'];
const NETWORKS = [
  ['net1', 'br-1'],
  ['net2', 'br-2'],
  ['bridge', 'docker0'],
] as const;

const action = fc.record({
  do: fc.constantFrom('run', 'remove', 'detach', 'publish', 'unpublish', 'serve', 'connect', 'down', 'wait'),
  container: fc.constantFrom(...CONTAINERS),
  network: fc.constantFrom(...NETWORKS),
  port: fc.integer({ min: 8000, max: 8003 }),
});

type Action = typeof action extends fc.Arbitrary<infer A> ? A : never;

/** Does one of them; most of what is refused is refused rightly. */
function perform(lab: DockerLab, { do: what, container, network: [id, bridge], port }: Action): void {
  const { network } = lab;
  const to = { address: '172.18.0.2', port: 80 };
  lab.errorOf(() => {
    if (what === 'run') lab.run(container, id, bridge);
    else if (what === 'remove') network.removeNamespace(container);
    else if (what === 'detach') network.detach(container, 'eth0');
    else if (what === 'publish')
      network.publish('h1', { hostIp: '0.0.0.0', hostPort: port, protocol: 'tcp', to });
    else if (what === 'unpublish')
      network.unpublish('h1', { hostIp: '0.0.0.0', hostPort: port, protocol: 'tcp' });
    else if (what === 'serve') lab.serve(container, 80);
    else if (what === 'connect') network.connect(container, { address: '192.168.49.3', port });
    else if (what === 'down') network.configure(container, { do: 'set down', interface: 'eth0' });
    else lab.advance(port);
  });
}

/** All that can be seen: what everybody has, whom they reach, and whom they know. */
function seen(lab: Lab): unknown {
  const namespaces = [HOST, OTHER_HOST, ...CONTAINERS].filter((id) => lab.network.hasNamespace(id));
  const addresses = ['172.17.0.2', '172.18.0.2', '172.18.0.3', '172.19.0.2', '192.168.49.4'];
  return namespaces.map((id) => ({
    view: lab.network.view(id),
    reaches: addresses.map((address) => {
      const answer = lab.network.ping(id, address);
      return typeof answer === 'string' ? answer : answer.ttl;
    }),
    knows: CONTAINERS.map((name) => {
      const answer = lab.network.names.resolve(id, { name, type: 'A' });
      return typeof answer === 'string' ? answer : answer.records;
    }),
  }));
}

describe('any history', () => {
  it('looks the same after it was stored and loaded', () => {
    fc.assert(
      fc.property(fc.array(action, { maxLength: 40 }), (actions) => {
        const lab = DockerLab.withDocker();
        for (const each of actions) perform(lab, each);
        const { random } = lab;
        // Looking makes neighbours known.
        seen(lab);
        const state = random.state;
        const before = seen(lab);
        random.restore(state);
        expect(seen(lab.reloaded())).toEqual(before);
      }),
      { numRuns: 100 },
    );
  });

  it('leaves nothing behind when all is removed', () => {
    fc.assert(
      fc.property(fc.array(action, { maxLength: 40 }), (actions) => {
        const lab = DockerLab.withDocker();
        for (const each of actions) perform(lab, each);
        for (const host of ['h1', 'h2']) lab.network.removeHost(host);
        lab.advance(200_000);
        const left = lab.records
          .takeDirty()
          .flatMap(({ kind, key, value }) => (value === undefined ? [] : `${kind} ${key}`));
        const router = [
          'network_namespaces outside',
          'network_neighbours outside',
          'network_socket_counter last',
        ];
        expect(left.filter((record) => !router.includes(record))).toEqual([]);
      }),
      { numRuns: 50 },
    );
  });
});

const step = fc.oneof(
  fc.record({ end: fc.nat(1), write: fc.string({ maxLength: 20 }) }),
  fc.record({ end: fc.nat(1), read: fc.integer({ min: 1, max: 30 }) }),
  fc.record({ end: fc.nat(1), shut: fc.constant(true) }),
  fc.record({ reload: fc.constant(true) }),
);

describe('a connection', () => {
  it('delivers what was written, in order, and the end after it', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 50 }), (steps) => {
        let lab: Lab = DockerLab.withDocker();
        const listener = lab.network.listen(HOST, { address: '0.0.0.0', port: 80 });
        const client = lab.network.connect(HOST, { address: '127.0.0.1', port: 80 });
        const ends = [client, lab.accepted(listener)];
        const written = [[] as number[], [] as number[]];
        const got = [[] as number[], [] as number[]];
        const shut = [false, false];
        const socket = (end: number) => ends[end] ?? '';
        const readFrom = (end: number, max: number) => {
          const bytes = lab.network.read(socket(end), max);
          if (bytes === 'again') return;
          if (bytes.length === 0) expect(shut[1 - end]).toBe(true);
          got[end]?.push(...bytes);
        };
        for (const each of steps) {
          if ('reload' in each) lab = lab.reloaded();
          else if ('read' in each) readFrom(each.end, each.read);
          else if ('shut' in each) {
            lab.network.shutdown(socket(each.end));
            shut[each.end] = true;
          } else {
            const bytes = new TextEncoder().encode(each.write);
            expect(lab.network.write(socket(each.end), bytes)).toBe(!shut[each.end]);
            if (!shut[each.end]) written[each.end]?.push(...bytes);
          }
        }
        for (const end of [0, 1]) readFrom(end, 10_000);
        expect(got).toEqual([written[1], written[0]]);
      }),
      { numRuns: 100 },
    );
  });
});
