import { expect, it } from 'vitest';
import { openMachine, type Ran, type TestMachine } from '../harness/machine.ts';

let shared: TestMachine | undefined;
const machine = () => {
  shared ??= openMachine();
  return shared;
};
let gnu: TestMachine | undefined;
const debian = () => {
  gnu ??= openMachine({ image: 'debian:bookworm-slim' });
  return gnu;
};

const out = ({ stdout, stderr, code }: Ran) => ({ stdout, stderr, code });

it.each<[script: string, stdout: string, code?: number, stderr?: string]>([
  ['echo hi', 'hi\n'],
  ['exit 7', '', 7],
  ['nope', '', 127, 'sh: nope: not found\n'],
  ['echo a b   c; echo "a  b"', 'a b c\na  b\n'],
  ['x=1; y=$((x + 2 * 3)); echo $y', '7\n'],
  ['echo one | cat | cat', 'one\n'],
  ['echo a > /tmp/f; echo b >> /tmp/f; cat < /tmp/f', 'a\nb\n'],
  ['cat <<E\nx $((1+1))\nE\n', 'x 2\n'],
  ["cat <<'E'\nx $y\nE\n", 'x $y\n'],
  ['for i in 1 2 3; do echo $i; done', '1\n2\n3\n'],
  ['i=0; while [ $i -lt 3 ]; do i=$((i+1)); [ $i = 2 ] && continue; echo $i; done', '1\n3\n'],
  ['until false; do echo x; break; done', 'x\n'],
  ['case abc in a*) echo yes;; *) echo no;; esac', 'yes\n'],
  ['f() { local x=2; echo $x $1; return 3; }; x=1; f arg; echo $? $x', '2 arg\n3 1\n'],
  ['echo $(echo $(echo deep)) `echo back`', 'deep back\n'],
  ['x=hello; echo ${x#he} ${x%lo} ${#x} ${y:-none} ${y:=set} $y', 'llo hel 5 none set set\n'],
  [
    'set -- a "b c" d; echo $#; for p in "$@"; do echo "[$p]"; done; echo "$*"',
    '3\n[a]\n[b c]\n[d]\na b c d\n',
  ],
  ['false || echo or; true && echo and; ! true; echo $?', 'or\nand\n1\n'],
  ['(cd /tmp; pwd); pwd', '/tmp\n/\n'],
  ['{ echo a; echo b; } | wc -l', '2\n'],
  ['set -e; false; echo never', '', 1],
  ['set -u; echo $nope', '', 2, 'sh: nope: parameter not set\n'],
  ['set -x; echo a', 'a\n', 0, '+ echo a\n'],
  ["trap 'echo bye' EXIT; echo hi", 'hi\nbye\n'],
  ['sleep 1 & wait; echo done', 'done\n'],
  ['sh -c "exit 3"; echo $?', '3\n'],
  ['kill -9 $$', '', 137],
  ["sh -c 'kill -9 $$'; echo $?", '137\n', 0, 'Killed\n'],
  ['echo "a b" | while read x y; do echo "$y-$x"; done', 'b-a\n'],
  ['IFS=:; x=a:b; for i in $x; do echo $i; done', 'a\nb\n'],
  ['cd /bin; echo l[s]', 'ls\n'],
  ['printf "%s-%d\\n" a 3', 'a-3\n'],
  ['test -d /tmp && echo dir; [ -f /nope ] || echo none', 'dir\nnone\n'],
  ['echo err >&2', '', 0, 'err\n'],
  ['cat /nope 2>/dev/null; echo $?', '1\n'],
  ["export A=1; sh -c 'echo $A'", '1\n'],
  ['A=2 sh -c \'echo $A\'; echo "[$A]"', '2\n[]\n'],
  ['exec cat /etc/nope; echo never', '', 1, "cat: can't open '/etc/nope': No such file or directory\n"],
  ['eval "x=5"; echo $x', '5\n'],
  ['echo ; ;', '', 2, 'sh: syntax error: unexpected ";"\n'],
  ['if true; then echo a', '', 2, 'sh: syntax error: unexpected end of file (expecting "fi")\n'],
  ['command -v ls; type cd', '/bin/ls\ncd is a shell builtin\n'],
  ['while getopts ab: o; do echo $o $OPTARG; done', ''],
  ['set -- -a -b val; while getopts ab: o; do echo $o $OPTARG; done', 'a\nb val\n'],
  ['umask; umask 077; umask', '0022\n0077\n'],
  ['yes | head -2', 'y\ny\n'],
  ['echo $0 $- | cat', 'sh\n'],
  ['x=$(sleep 1; echo late); echo $x', 'late\n'],
  ['{ echo a; echo b >&2; } 3>&1 >&2 2>&3 | cat', 'b\n', 0, 'a\n'],
])('ash: %s', (script, stdout, code = 0, stderr = '') => {
  expect(out(machine().sh(script))).toEqual({ stdout, stderr, code });
});

it.each<[script: string, stdout: string, code?: number, stderr?: string]>([
  ['nope', '', 127, 'bash: line 1: nope: command not found\n'],
  ['a=(1 2 3); echo ${a[1]} ${#a[@]} "${a[@]}"', '2 3 1 2 3\n'],
  ['declare -A m; m[k]=v; echo ${m[k]}', 'v\n'],
  ['[[ abc == a* && 1 -lt 2 ]] && echo ok', 'ok\n'],
  ['[[ foo123 =~ ^foo([0-9]+)$ ]] && echo ${BASH_REMATCH[1]}', '123\n'],
  ['for ((i=0;i<3;i++)); do echo -n $i; done; echo', '012\n'],
  ['echo {a,b}{1..3}', 'a1 a2 a3 b1 b2 b3\n'],
  ['x=hello; echo ${x^^} ${x:1:3} ${x/l/L} ${x//l/L}', 'HELLO ell heLlo heLLo\n'],
  ['set -o pipefail; false | true; echo $?', '1\n'],
  ['cat <<< "here"', 'here\n'],
  ['echo out; echo err >&2', 'out\n', 0, 'err\n'],
  ['f() { echo "$FUNCNAME"; }; f', 'f\n'],
  ['for i in "$@"; do echo no; done; f() { return; }; false; f; echo $?', '1\n'],
  ['break; echo $?', '0\n', 0, "bash: line 1: break: only meaningful in a `for', `while', or `until' loop\n"],
  ['echo $((1/0)); echo no', '', 1, 'bash: line 1: 1/0: division by 0 (error token is "0")\n'],
  ['readonly r=1; r=2; echo no', '', 1, 'bash: line 1: r: readonly variable\n'],
  ['printf "%.1f %.0f\\n" 2.25 2.5', '2.2 2\n'],
  ['exec nope', '', 127, 'bash: line 1: exec: nope: not found\n'],
  ['a=(1 "2 3"); set -x; b=("${a[@]}")', '', 0, "+ b=(1 '2 3')\n"],
  ['if true; then echo a', '', 2, 'bash: -c: line 2: syntax error: unexpected end of file\n'],
  ['[ a b ]', '', 2, 'bash: line 1: [: a: unary operator expected\n'],
  ['(( 3 > 2 )) && echo yes; let "x=5*2"; echo $x', 'yes\n10\n'],
  [
    'if then',
    '',
    2,
    "bash: -c: line 1: syntax error near unexpected token `then'\nbash: -c: line 1: `if then'\n",
  ],
])('bash: %s', (script, stdout, code = 0, stderr = '') => {
  expect(out(debian().run(['bash', '-c', script]))).toEqual({ stdout, stderr, code });
});

it.each<[script: string, stdout: string, code?: number, stderr?: string]>([
  ['nope', '', 127, 'sh: 1: nope: not found\n'],
  ['set -u; echo $x', '', 2, 'sh: 1: x: parameter not set\n'],
  ['fi', '', 2, 'sh: 1: Syntax error: "fi" unexpected\n'],
  ['echo (', '', 2, 'sh: 1: Syntax error: end of file unexpected (expecting ")")\n'],
  ['for; do', '', 2, 'sh: 1: Syntax error: Bad for loop variable\n'],
  ['[ a b c ]', '', 2, 'sh: 1: [: a: unexpected operator\n'],
  ['sleep 9 & kill $!; wait $!; echo $?', '143\n', 0, 'Terminated\n'],
])('dash: %s', (script, stdout, code = 0, stderr = '') => {
  expect(out(debian().sh(script))).toEqual({ stdout, stderr, code });
});

it('goes on where it was after a restart, and loses and doubles nothing', () => {
  let restarted = openMachine();
  const script = 'i=0; while [ $i -lt 10 ]; do i=$((i+1)); echo $i; sleep 1; done; echo end';
  const id = restarted.start(['sh', '-c', script]).id;
  for (let second = 0; second < 12; second++) {
    restarted.advance(1);
    restarted = restarted.reload();
  }
  expect(restarted.printed(id)).toBe('1\n2\n3\n4\n5\n6\n7\n8\n9\n10\nend\n');
});

it('never blocks the server, however long it loops', () => {
  const endless = openMachine();
  const started = endless.start(['sh', '-c', 'while true; do :; done']);
  endless.advance(30);
  expect(started.code).toBeUndefined();
  started.signal('SIGKILL');
  expect(started.code).toBe(137);
});

it.each([
  ['f() { f; }; f', 139],
  ['x=a; while :; do x=$x$x; done', 2],
])('bounds what a script takes: %s', (script, code) => {
  expect(openMachine().sh(script, { seconds: 600 }).code).toBe(code);
});
