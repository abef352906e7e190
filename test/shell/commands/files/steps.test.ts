import { expect, test } from 'vitest';
import { openMachine } from '../../../harness/machine.ts';

/** Files in the tree, and how many of them a step may look at. */
const FILES = 2_000;
const FILES_OF_A_STEP = 500;

const machine = openMachine({ image: 'debian:12' });
machine.run(['bash', '-c', `mkdir -p /m/a /m/b; cd /m; touch a/{1..${FILES / 2}} b/{1..${FILES / 2}}`]);

/** How many reconciles a command takes. */
function stepsOf(argv: readonly string[]): number {
  const { sandbox } = machine;
  const started = machine.start(argv);
  let steps = 0;
  for (; started.code === undefined && steps < 10_000; steps++)
    sandbox.run(Math.max(sandbox.now, sandbox.nextDue ?? sandbox.now), 1);
  expect(started.code).toBeLessThan(2);
  return steps;
}

test.each([
  'ls -lR /m',
  'du -a /m',
  'find /m -type f',
  'chmod -R 700 /m',
  'chown -R 1:1 /m',
  'cp -r /m /n',
  'diff -r /m /n',
  'grep -r x /m',
  'tar cf /m.tar /m',
  'tar xf /m.tar -C /n',
  'rm -r /m',
])('others get their turn while it goes through a tree: %s', (command) => {
  expect(stepsOf(command.split(' '))).toBeGreaterThanOrEqual(FILES / FILES_OF_A_STEP);
});
