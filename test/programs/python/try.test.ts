import { test } from 'vitest';
import { openMachine } from '../../harness/machine.ts';
import { readFileSync } from 'node:fs';

test('try', () => {
  const machine = openMachine({ image: 'python:3.12-slim' });
  machine.write('/app/t.py', readFileSync('/tmp/t.py', 'utf8'));
  const t = performance.now();
  const ran = machine.run(['python', '/app/t.py'], { env: { LANG: 'C.UTF-8' } });
  process.stdout.write(`${ran.stdout}\n--err--\n${ran.stderr}\ncode ${ran.code} ${performance.now() - t}ms\n`);
});
