/// <reference types="vite/client" />
import { expect, it } from 'vitest';
import { openMachine } from '../../harness/machine.ts';

const machine = openMachine({ image: 'node:20-alpine' });

/** Each file is a program, and below it what Node 20 printed. */
const files = import.meta.glob<string>('./printed/*.txt', { query: '?raw', import: 'default', eager: true });

it.each(Object.entries(files))('prints letter for letter what node prints: %s', (_, text) => {
  const [program = '', rest = ''] = text.split('//// prints\n');
  const [printed = '', code = '0'] = rest.split('//// exits ');
  machine.write('/app/case.js', program);
  const ran = machine.run(['node', '/app/case.js'], { cwd: '/app', stdin: '' });
  expect({ stdout: ran.stdout, code: ran.code }).toEqual({ stdout: printed, code: Number(code) });
});
