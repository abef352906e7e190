import { expect, it } from 'vitest';
import { openMachine } from '../harness/machine.ts';

/** What the real one answered. */
it.each<[script: string, stdout: string, stderr: string, code: number]>([
  ['if true; then', '', 'sh: syntax error: unexpected end of file (expecting "fi")\n', 2],
  ['(', '', 'sh: syntax error: unexpected end of file (expecting ")")\n', 2],
  ['while true; do', '', 'sh: syntax error: unexpected end of file (expecting "done")\n', 2],
  ['echo $((9223372036854775807+1))', '-9223372036854775808\n', '', 0],
  ['touch .h; echo .*', '. .. .h\n', '', 0],
  ['export 1x=3; echo no', '', 'sh: export: line 0: 1x: bad variable name\n', 2],
  ["eval 'echo a; fi'; echo no", '', 'sh: eval: line 0: syntax error: unexpected "fi"\n', 2],
  [
    "alias x='echo hi'; alias x; alias nosuch; unalias x; unalias x",
    "x='echo hi'\n",
    'alias: nosuch not found\nunalias: x not found\n',
    1,
  ],
  ['sleep 1 & kill $!; wait; echo $?', '0\n', '', 0],
  ['wait %9', '', 'sh: wait: line 0: %9: no such job\n', 2],
  ['fg', '', 'sh: fg: line 0: No current job\n', 2],
  ['set -x; x="a b"; echo "$x" \'\'; f() { :; }; f 1', 'a b \n', "+ x='a b'\n+ echo 'a b' \n+ f 1\n+ :\n", 0],
  ['set -o nosuch', '', 'sh: set: line 0: illegal option -o nosuch\n', 1],
  ['readonly x=1; unset x; echo no', '', 'sh: unset: line 0: x: is read only\n', 2],
  ['local z', '', 'sh: local: line 0: not in a function\n', 2],
  ['umask 9', '', 'sh: umask: line 0: illegal mode: 9\n', 2],
  ['trap foo BAD; echo $?', '1\n', 'sh: trap: line 0: BAD: invalid signal specification\n', 0],
  ['set -- a b; shift 3; echo $?', '1\n', '', 0],
  [
    'kill; kill abc; kill -FOO 1',
    '',
    "sh: you need to specify whom to kill\nsh: invalid number 'abc'\nsh: bad signal name 'FOO'\n",
    1,
  ],
  ['kill 999999', '', "sh: can't kill pid 999999: No such process\n", 1],
  ['. nosuch; echo no', '', 'sh: .: line 0: nosuch: not found\n', 2],
  ['set -o | head -3', 'errexit         off\nnoglob          off\nignoreeof       off\n', '', 0],
  ['echo $((2**3)) $((x++)) $((1,2))', '8 0 2\n', '', 0],
])('busybox has its own words: %s', (script, stdout, stderr, code) => {
  const machine = openMachine({ image: 'busybox' });
  machine.sh('mkdir /w');
  const ran = machine.run(['sh', '-c', script], { cwd: '/w', env: { HOME: '/w' }, stdin: '' });
  expect(ran).toEqual({ stdout, stderr, code });
});
