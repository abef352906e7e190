import { expect, it } from 'vitest';
import { openMachine } from '../../harness/machine.ts';

/** What the real bash 5.2 answered. */
it.each<[script: string, stdout: string, stderr: string, code: number]>([
  ['diff <(echo a) <(echo b)', '1c1\n< a\n---\n> b\n', '', 1],
  ['cat <(echo x; echo y)', 'x\ny\n', '', 0],
  ['echo hi > >(cat); sleep 0.1', 'hi\n', '', 0],
  ['while read x; do echo "<$x>"; done < <(printf \'1\\n2\\n\')', '<1>\n<2>\n', '', 0],
  ['echo a | tee >(cat >f) >/dev/null; sleep 0.2; cat f', 'a\n', '', 0],
  ['f() { cat "$1"; }; f <(echo in)', 'in\n', '', 0],
  ['mapfile -t l < <(seq 3); echo ${l[1]}', '2\n', '', 0],
  ['exec {fd}>o; echo q >&$fd; cat o', 'q\n', '', 0],
  ['exec 63<<<hi; cat <&63; exec 63<&-', 'hi\n', '', 0],
])('reads and writes through processes: %s', (script, stdout, stderr, code) => {
  const machine = openMachine({ image: 'debian:bookworm-slim' });
  machine.sh('mkdir /w');
  const ran = machine.run(['bash', '-c', script], { cwd: '/w', env: { HOME: '/w' }, stdin: '' });
  expect(ran).toEqual({ stdout, stderr, code });
});
