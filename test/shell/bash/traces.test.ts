import { expect, it } from 'vitest';
import { openMachine } from '../../harness/machine.ts';

/** What the real bash 5.2 answered. */
it.each<[script: string, stdout: string, stderr: string, code: number]>([
  [
    'set -x; for i in 1 2; do echo $i; done',
    '1\n2\n',
    '+ for i in 1 2\n+ echo 1\n+ for i in 1 2\n+ echo 2\n',
    0,
  ],
  ['set -x; case abc in a*) echo y;; esac', 'y\n', '+ case abc in\n+ echo y\n', 0],
  ['set -x; ((x=1+2)); echo $x', '3\n', '+ (( x=1+2 ))\n+ echo 3\n', 0],
  ['set -x; [[ a == b ]] || echo no', 'no\n', '+ [[ a == b ]]\n+ echo no\n', 0],
  [
    'set -x; if true; then echo "a b"; fi; while false; do :; done',
    'a b\n',
    "+ true\n+ echo 'a b'\n+ false\n",
    0,
  ],
  [
    'set -x; for ((i=0;i<2;i++)); do :; done',
    '',
    '+ (( i=0 ))\n+ (( i<2 ))\n+ :\n+ (( i++ ))\n+ (( i<2 ))\n+ :\n+ (( i++ ))\n+ (( i<2 ))\n',
    0,
  ],
  ['set -x; f() { local a=1; echo "$@"; }; f \'x y\'', 'x y\n', "+ f 'x y'\n+ local a=1\n+ echo 'x y'\n", 0],
  ['set -x; x=$(echo hi); y=`echo "a  b"`', '', "++ echo hi\n+ x=hi\n++ echo 'a  b'\n+ y='a  b'\n", 0],
  [
    "set -x; echo \"it's\" 'a\"b' $'tab\\t' a\\ b '' \"\" '*'",
    'it\'s a"b tab\t a b   *\n',
    "+ echo 'it'\\''s' 'a\"b' 'tab\t' 'a b' '' '' '*'\n",
    0,
  ],
  ["PS4='+ $LINENO: '; set -x; echo a", 'a\n', '+ 1: echo a\n', 0],
  ["PS4='+${BASH_SOURCE}:${LINENO}:${FUNCNAME[0]}: '; set -x; echo a", 'a\n', '+:1:: echo a\n', 0],
  [
    'set -x; select x in a b; do echo $x; break; done <<< 1',
    'a\n',
    '+ select x in a b\n1) a\n2) b\n#? + echo a\n+ break\n',
    0,
  ],
  ['set -x; eval "echo a"', 'a\n', "+ eval 'echo a'\n++ echo a\n", 0],
])('traces what it runs: %s', (script, stdout, stderr, code) => {
  const machine = openMachine({ image: 'debian:bookworm-slim' });
  machine.sh('mkdir /w');
  const ran = machine.run(['bash', '-c', script], { cwd: '/w', env: { HOME: '/w' }, stdin: '' });
  expect(ran).toEqual({ stdout, stderr, code });
});
