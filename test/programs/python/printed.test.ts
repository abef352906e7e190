import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { openMachine } from '../../harness/machine.ts';

const machine = openMachine({ image: 'python:3.11-slim' });

/** Each file is a program, and below it what Python 3.11 printed. */
const FOLDER = new URL('printed/', import.meta.url);

it.each(readdirSync(FOLDER))('prints letter for letter what python prints: %s', (name) => {
  const text = readFileSync(new URL(name, FOLDER), 'utf8');
  const [program = '', printed = ''] = text.split('#### prints\n');
  machine.write('/app/case.py', program);
  const ran = machine.run(['python3', '/app/case.py'], { cwd: '/app', stdin: '' });
  expect(ran.stderr).toBe('');
  expect(ran.stdout).toBe(printed);
});
