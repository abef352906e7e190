import { expect, it } from 'vitest';
import { openMachine } from '../../harness/machine.ts';
import { cases } from './language-cases.ts';

const machine = openMachine({ image: 'node:24-alpine' });

it.each(cases)('prints what node prints: %s', (_, program, printed, code) => {
  machine.write('/app/case.js', program);
  const ran = machine.run(['node', '/app/case.js'], { cwd: '/app' });
  expect({ stdout: ran.stdout, code: ran.code }).toEqual({ stdout: printed, code });
});
