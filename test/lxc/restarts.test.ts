import { expect, it } from 'vitest';
import { HOST, type LxcHost, openLxcHost } from '../harness/os-containers.ts';

/** What a life comes to, where the server is restarted or not at every point of it. */
function live(again: (host: LxcHost) => LxcHost): unknown {
  let host = openLxcHost();
  const advance = (seconds: number, steps = 1) => {
    for (let step = 0; step < steps; step++) {
      host = again(host);
      host.advance(seconds);
    }
  };
  const template = { distribution: 'debian', release: 'bookworm', architecture: 'amd64' };
  host.ask('createOsContainer', HOST, { name: 'c1', template, limits: { pidsMax: 100 } });
  advance(3, 5);
  host.ask('startOsContainer', HOST, 'c1');
  advance(0.05, 30);
  const { id } = host.ask('runCommand', HOST, 'c1', {
    argv: ['sh', '-c', 'echo a; sleep 1; echo b; cat'],
    env: {},
    stdin: 'typed',
  });
  advance(0.3, 5);
  const ran = host.ask('getCommand', HOST, 'c1', id);
  host.ask('freezeOsContainer', HOST, 'c1');
  advance(0.002, 5);
  host.ask('unfreezeOsContainer', HOST, 'c1');
  advance(0.002, 5);
  host.ask('stopOsContainer', HOST, 'c1', { kill: false });
  advance(0.02, 20);
  host.ask('takeSnapshot', HOST, 'c1', 'kept');
  advance(1);
  host.ask('restoreSnapshot', HOST, 'c1', 'snap0');
  advance(1);
  host.ask('startOsContainer', HOST, 'c1');
  advance(0.4, 5);
  return {
    ran,
    view: host.ask('getOsContainer', HOST, 'c1'),
    console: host.ask('readConsole', HOST, 'c1'),
    processes: host.ask('listProcesses', HOST),
  };
}

it('goes on after a restart of the server at any point as if there had been none', () => {
  const without = live((host) => host);
  expect(without).toMatchObject({
    ran: { state: 'exited', exitCode: 0, stdout: 'a\nb\ntyped' },
    view: { state: 'RUNNING', processes: 7 },
  });
  expect(live((host) => host.reload())).toEqual(without);
});
