import { expect, it } from 'vitest';
import { openMachine } from '../../harness/machine.ts';

/** What the real bash 5.2 answered. */
it.each<[script: string, stdout: string, stderr: string, code: number]>([
  ['select x in a b c; do echo "got $x $REPLY"; break; done <<< 2', 'got b 2\n', '1) a\n2) b\n3) c\n#? ', 0],
  [
    'select x in one two; do [ -z "$x" ] && echo bad || break; done <<< $\'9\\n2\'; echo $x',
    'bad\ntwo\n',
    '1) one\n2) two\n#? #? ',
    0,
  ],
  [
    "PS3='pick: '; select x in a b; do break; done <<< ''; echo \"<$x>\"",
    '\n<>\n',
    '1) a\n2) b\npick: 1) a\n2) b\npick: ',
    0,
  ],
  [
    'select x in {1..30}; do break; done <<< 3; echo $x',
    '3\n',
    '1) 1\t 4) 4\t 7) 7\t10) 10\t13) 13\t16) 16\t19) 19\t22) 22\t25) 25\t28) 28\n2) 2\t 5) 5\t 8) 8\t11) 11\t14) 14\t17) 17\t20) 20\t23) 23\t26) 26\t29) 29\n3) 3\t 6) 6\t 9) 9\t12) 12\t15) 15\t18) 18\t21) 21\t24) 24\t27) 27\t30) 30\n#? ',
    0,
  ],
])('lets choose from a menu: %s', (script, stdout, stderr, code) => {
  const machine = openMachine({ image: 'debian:bookworm-slim' });
  machine.sh('mkdir /w');
  const ran = machine.run(['bash', '-c', script], { cwd: '/w', env: { HOME: '/w' }, stdin: '' });
  expect(ran).toEqual({ stdout, stderr, code });
});
