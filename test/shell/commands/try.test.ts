import { test } from 'vitest';
import { openMachine } from '../../harness/machine.ts';
import { readFileSync } from 'node:fs';
test('try', () => {
  const [image, ...lines] = readFileSync('/tmp/sc-oracle/try.txt', 'utf8').trim().split('\n');
  const machine = openMachine({ image });
  machine.write('/etc/hosts', '127.0.0.1\tlocalhost\n');
  for (const line of lines) {
    const tty = line.startsWith('@');
    const r = machine.run(line.replace('@', '').split(' '), { terminal: tty });
    console.log(`$ ${line}\n${r.stdout}${r.stderr}(${r.code})`);
  }
});
