import { expect, it } from 'vitest';
import { openMachine } from '../../harness/machine.ts';

/** What the real bash 5.2 answered. */
it.each<[script: string, stdout: string, stderr: string, code: number]>([
  [
    'declare -A m=([a]=1); declare -p m; m[x y]=3; declare -p m',
    'declare -A m=([a]="1" )\ndeclare -A m=([a]="1" ["x y"]="3" )\n',
    '',
    0,
  ],
  [
    "x='a b'; echo ${x@Q} ${x@U} ${x@u} ${x@L} ${x@E} ${x@A} ${x@a}",
    "'a b' A B A b a b a b x='a b'\n",
    '',
    0,
  ],
  [
    'a=(1 \'b c\'); echo ${a[@]@Q}; echo ${a[@]@A}; echo "${a[@]@K}"; declare -A m=([k]=v); echo ${m[@]@A} ${m[@]@k}',
    '\'1\' \'b c\'\ndeclare -a a=([0]="1" [1]="b c")\n0 "1" 1 "b c"\ndeclare -A m=([k]="v" ) k v\n',
    '',
    0,
  ],
  [
    "printf -v v '%05d' 42; echo $v; printf -v 'a[2]' x; declare -p a",
    '00042\ndeclare -a a=([2]="x")\n',
    '',
    0,
  ],
  [
    "readarray -n 2 -s 1 q <<< $'1\\n2\\n3\\n4'; declare -p q",
    "declare -a q=([0]=$'2\\n' [1]=$'3\\n')\n",
    '',
    0,
  ],
  ['echo $[1+2]', '3\n', '', 0],
  [
    '((1+)); echo $?',
    '1\n',
    'bash: line 1: ((: 1+: syntax error: operand expected (error token is "+")\n',
    0,
  ],
  ['echo $((08))', '', 'bash: line 1: 08: value too great for base (error token is "08")\n', 1],
  ['echo $((1 2))', '', 'bash: line 1: 1 2: syntax error in expression (error token is "2")\n', 1],
  ['set -u; echo $1; echo no', '', 'bash: line 1: $1: unbound variable\n', 127],
  [
    'let 1+; echo $?',
    '1\n',
    'bash: line 1: let: 1+: syntax error: operand expected (error token is "+")\n',
    0,
  ],
])('shows and transforms variables: %s', (script, stdout, stderr, code) => {
  const machine = openMachine({ image: 'debian:bookworm-slim' });
  machine.sh('mkdir /w');
  const ran = machine.run(['bash', '-c', script], { cwd: '/w', env: { HOME: '/w' }, stdin: '' });
  expect(ran).toEqual({ stdout, stderr, code });
});
