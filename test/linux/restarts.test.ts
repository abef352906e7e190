import { expect, test } from 'vitest';
import { openMachine } from '../harness/machine.ts';

test('a container that is started again has a new init, and nothing of what it had in memory', () => {
  const machine = openMachine({ image: 'alpine', main: ['sleep', '1000'] });
  expect(machine.sh('ps -o pid,args; touch /kept /dev/shm/lost; readlink /proc/1/ns/pid').stdout).toMatch(
    / 1 sleep 1000\n/,
  );
  const { runtime } = machine.sandbox.machines;
  const namespace = machine.run(['readlink', '/proc/1/ns/pid']).stdout;
  machine.sandbox.transact(() => runtime.kill(machine.containerId, 'SIGKILL'));
  machine.sandbox.transact(() => runtime.start(machine.containerId));
  expect(machine.sh('ps -o pid,args').stdout).toMatch(/ 1 sleep 1000\n/);
  expect(machine.sh('ls /kept /dev/shm').stdout).toBe('/kept\n\n/dev/shm:\n');
  expect(machine.run(['readlink', '/proc/1/ns/pid']).stdout).not.toBe(namespace);
});
