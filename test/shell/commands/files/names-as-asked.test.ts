import { expect, it } from 'vitest';
import { openMachine } from '../../../harness/machine.ts';

it.each([
  ['ls -Q', '"a"\n"sp ace"\n'],
  ['ls -b', 'a\nsp\\ ace\n'],
  ['ls --quote-name a', '"a"\n'],
  ["find . -printf '%P|' | tr '|' '\\n' | sort", '\na\nsp ace\n'],
])('%s', (command, printed) => {
  const machine = openMachine({ image: 'debian:bookworm-slim' });
  machine.sh('mkdir /w; touch /w/a "/w/sp ace"');
  expect(machine.sh(command, { cwd: '/w' }).stdout).toBe(printed);
});
