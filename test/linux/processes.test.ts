import { expect, test } from 'vitest';
import { openMachine } from '../harness/machine.ts';

test('a command reads files of its image, and of /proc and /sys as it sees them', () => {
  const machine = openMachine({ limits: { memoryMax: 67_108_864 } });
  expect(machine.run(['cat', '/sys/fs/cgroup/memory.max'])).toEqual({
    stdout: '67108864\n',
    stderr: '',
    code: 0,
  });
  expect(machine.run(['cat', '/proc/1/comm']).stdout).toBe('cat\n');
  expect(machine.run(['cat', '/proc/self/cgroup']).stdout).toBe('0::/\n');
});

test('standard input ends, and a missing file is told', () => {
  const machine = openMachine();
  expect(machine.run(['cat'], { stdin: 'one\ntwo\n' }).stdout).toBe('one\ntwo\n');
  expect(machine.run(['cat', '/nope'])).toEqual({
    stdout: '',
    stderr: "cat: can't open '/nope': No such file or directory\n",
    code: 1,
  });
});

test('a frozen process lets its time pass, and goes on when it is thawed', () => {
  const machine = openMachine({ image: 'alpine' });
  const started = machine.start(['sh', '-c', 'sleep 2; echo awake']);
  const { runtime } = machine.sandbox.machines;
  machine.advance(1);
  machine.sandbox.transact(() => runtime.pause(machine.containerId));
  machine.advance(10);
  expect(machine.printed(started.id)).toBe('');
  machine.sandbox.transact(() => runtime.resume(machine.containerId));
  machine.advance(1);
  expect(machine.printed(started.id)).toBe('awake\n');
});

test('a fork that is refused is an error for the program', () => {
  const machine = openMachine({ image: 'python', main: ['sleep', '1000'], limits: { pidsMax: 3 } });
  const script = `import os
try:
    for i in range(3):
        if os.fork() == 0:
            os._exit(0)
    print('never')
except OSError as error:
    print(i, error)`;
  expect(machine.run(['python3', '-c', script]).stdout).toBe(
    '1 [Errno 11] Resource temporarily unavailable\n',
  );
});
