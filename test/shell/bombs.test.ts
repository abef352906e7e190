import { expect, it } from 'vitest';
import { openMachine } from '../harness/machine.ts';

const INTO_FILE = 'cat > /x; chmod +x /x; /x';

/** Work that an honest program does in a tenth of a second, give or take a factor. */
const STEPS_MAX = 3000;

it.each<[what: string, script: string, stdin?: string]>([
  ['forks in pipelines', 'f() { f | f & }; f'],
  ['forks in the background', 'f() { f & f & }; f'],
  ['forks that are waited for', 'f() { f & f & wait; }; f'],
  ['substitutions', 'f() { x=$(f)$(f); }; f'],
  ['a script that starts itself', INTO_FILE, '#!/bin/sh\n/x\n:\n'],
  ['a script that becomes itself', INTO_FILE, '#!/bin/sh\nexec /x\n'],
  ['a script that starts itself twice', INTO_FILE, '#!/bin/sh\n/x & /x &\n'],
])('no bomb explodes in an instant: %s', (_, script, stdin = '') => {
  for (const limits of [{ pidsMax: 50 }, {}]) {
    const machine = openMachine({ limits });
    const { sandbox } = machine;
    const started = machine.start(['sh', '-c', script]);
    started.type(stdin);
    started.endInput();
    expect(sandbox.run(sandbox.now + 100, STEPS_MAX).settled).toBe(true);
    machine.sandbox.transact(() => sandbox.machines.runtime.kill(machine.containerId, 'SIGKILL'));
    expect(sandbox.run(sandbox.now + 100, STEPS_MAX).settled).toBe(true);
    expect(machine.sandbox.machines.kernel.processes.of('docker').length).toBeLessThan(20);
  }
});
