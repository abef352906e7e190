import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { openMachine } from '../../harness/machine.ts';

const machine = openMachine({ image: 'node:20-alpine' });

/** Each file is a program, and below it what Node 20 printed. */
const FOLDER = new URL('printed/', import.meta.url);

it.each(readdirSync(FOLDER))('prints letter for letter what node prints: %s', (name) => {
  const text = readFileSync(new URL(name, FOLDER), 'utf8');
  const [program = '', rest = ''] = text.split('//// prints\n');
  const [printed = '', code = '0'] = rest.split('//// exits ');
  machine.write('/app/case.js', program);
  const ran = machine.run(['node', '/app/case.js'], { cwd: '/app', stdin: '' });
  expect({ stdout: ran.stdout, code: ran.code }).toEqual({ stdout: printed, code: Number(code) });
});
