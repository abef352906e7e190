import { expect, it } from 'vitest';
import { openMachine } from '../harness/machine.ts';

/** What the real one answered. */
it.each<[script: string, stdout: string, stderr: string, code: number]>([
  ['if true; then', '', 'sh: 1: Syntax error: end of file unexpected (expecting "fi")\n', 2],
  ['(', '', 'sh: 1: Syntax error: end of file unexpected (expecting ")")\n', 2],
  ['while true; do', '', 'sh: 1: Syntax error: end of file unexpected (expecting "done")\n', 2],
  ['echo $((9223372036854775807+1))', '-9223372036854775808\n', '', 0],
  ['touch .h; echo .*', '. .. .h\n', '', 0],
  ['export 1x=3; echo no', '', 'sh: 1: export: 1x: bad variable name\n', 2],
  ["eval 'echo a; fi'; echo no", '', 'sh: 1: eval: Syntax error: "fi" unexpected\n', 2],
  [
    "alias x='echo hi'; alias x; alias nosuch; unalias x; unalias x",
    "x='echo hi'\n",
    'alias: nosuch not found\nunalias: x not found\n',
    1,
  ],
  ['sleep 1 & kill $!; wait; echo $?', '0\n', '', 0],
  ['wait %9', '', 'sh: 1: wait: No such job: %9\n', 2],
  ['fg', '', 'sh: 1: fg: No current job\n', 2],
  ['command -v cd ls nosuch; command -V nosuch', 'cd\nnosuch: not found\n', '', 127],
  ['set -x; x="a b"; echo "$x" \'\'; f() { :; }; f 1', 'a b \n', '+ x=a b\n+ echo a b \n+ f 1\n+ :\n', 0],
  ['set -o nosuch', '', 'sh: 1: set: Illegal option -o nosuch\n', 2],
  ['readonly x=1; unset x; echo no', '', 'sh: 1: unset: x: is read only\n', 2],
  ['local z', '', 'sh: 1: local: not in a function\n', 2],
  ['umask 9', '', 'sh: 1: umask: Illegal number: 9\n', 2],
  ['trap foo BAD; echo $?', '1\n', 'trap: BAD: bad trap\n', 0],
  ['set -- a b; shift 3; echo $?', '', "sh: 1: shift: can't shift that many\n", 2],
  ['echo $((08))', '', 'sh: 1: arithmetic expression: expecting EOF: "08"\n', 2],
  ['echo $((1 2))', '', 'sh: 1: arithmetic expression: expecting EOF: "1 2"\n', 2],
  ['echo $((2**3))', '', 'sh: 1: arithmetic expression: expecting primary: "2**3"\n', 2],
  ['echo $((x++))', '', 'sh: 1: arithmetic expression: expecting primary: "x++"\n', 2],
  ['echo $((1,2))', '', 'sh: 1: arithmetic expression: expecting EOF: "1,2"\n', 2],
  ['x=abc; echo $((x))', '', 'sh: 1: Illegal number: abc\n', 2],
  ['set -o | head -3', 'Current option settings\nerrexit         off\nnoglob          off\n', '', 0],
  ['kill abc; kill -FOO 1', '', 'sh: 1: kill: Illegal number: abc\nsh: 1: kill: Illegal option -F\n', 2],
])('dash has its own words and arithmetic: %s', (script, stdout, stderr, code) => {
  const machine = openMachine({ image: 'debian:bookworm-slim' });
  machine.sh('mkdir /w');
  const ran = machine.run(['sh', '-c', script], { cwd: '/w', env: { HOME: '/w' }, stdin: '' });
  expect(ran).toEqual({ stdout, stderr, code });
});
