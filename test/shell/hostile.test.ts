import { expect, it } from 'vitest';
import { openMachine } from '../harness/machine.ts';

it.each<[what: string, script: string, code: number, stderr?: string]>([
  ['recursion', 'f() { f; }; f', 139],
  ['evaluation in evaluation', 'x=\'eval "$x"\'; eval "$x"', 139],
  ['a variable that grows', 'x=aaaaaaaa; while :; do x=$x$x; done', 2, 'sh: out of memory\n'],
  ['expressions that refer to themselves', 'x=x; echo $((x))', 2],
  ['parentheses', `echo $((${'('.repeat(5000)}1${')'.repeat(5000)}))`, 2],
  ['nested substitutions', `echo ${'$('.repeat(3000)}`, 2],
  ['a fork bomb', 'ulimit -u 2>/dev/null; f() { f | f & wait; }; f', 0],
])('bounds %s', (_, script, code, stderr) => {
  const machine = openMachine({ limits: { pidsMax: 20 } });
  const ran = machine.sh(script, { seconds: 600 });
  expect(ran.code).toBe(code);
  if (stderr !== undefined) expect(ran.stderr).toBe(stderr);
});

it('says so where no process may be made', () => {
  const machine = openMachine({ limits: { pidsMax: 5 } });
  const ran = machine.sh('for i in 1 2 3 4 5 6 7; do sleep 1 & done; wait');
  expect(ran).toEqual({ stdout: '', stderr: "sh: can't fork: Resource temporarily unavailable\n", code: 2 });
});

it.each([
  [
    'patterns',
    'x=$(head -c 20000 /dev/zero | tr "\\0" a); case $x in *a*a*a*a*a*a*b) echo no;; *) echo ok;; esac',
  ],
  ['removals', 'x=$(head -c 20000 /dev/zero | tr "\\0" a); y=${x%%*a*a*b}; [ "$x" = "$y" ] && echo ok'],
])('takes no time for %s that could go back and forth', (_, script) => {
  expect(openMachine().sh(script).stdout).toBe('ok\n');
});

it('takes names that mean something to JavaScript for names', () => {
  const script =
    '__proto__=1; constructor=2; toString() { echo f; }; echo $__proto__ $constructor; toString; alias __proto__=x; echo ${hasOwnProperty-unset}';
  expect(openMachine().sh(script).stdout).toBe('1 2\nf\nunset\n');
});

it('passes here-documents of any size on', () => {
  const line = `${'x'.repeat(99)}\n`;
  const script = `cat <<E | wc -c\n${line.repeat(1000)}E\n`;
  expect(openMachine().run(['sh'], { stdin: script }).stdout.trim()).toBe('100000');
});

it('is stored and loaded in the middle of everything that waits', () => {
  let machine = openMachine();
  const script = `f() { local v=$1; sleep 1; echo "f $v"; }
    trap 'echo bye' EXIT
    for i in 1 2; do f $i > /tmp/$i; cat /tmp/$i; done
    x="a$(sleep 1; echo sub)b"; echo $x
    (sleep 1; exit 3) || echo $?
    { sleep 1; echo piped; } | while read l; do echo "<$l>"; done
    sleep 2 & wait $!; echo waited
    case $(sleep 1; echo k) in k) echo case;; esac`;
  const { id } = machine.start(['sh', '-c', script]);
  for (let half = 0; half < 24; half++) {
    machine.advance(0.5);
    machine = machine.reload();
  }
  expect(machine.printed(id)).toBe('f 1\nf 2\nasubb\n3\n<piped>\nwaited\ncase\nbye\n');
});

it('runs a trap after the command in the foreground, and interrupts wait with it', () => {
  const machine = openMachine();
  const foreground = machine.start(['sh', '-c', "trap 'echo term' TERM; sleep 2; echo end"]);
  machine.advance(1);
  foreground.signal('SIGTERM');
  expect(foreground.stdout).toBe('');
  machine.advance(2);
  expect(foreground.stdout).toBe('term\nend\n');
  const waiting = machine.start(['sh', '-c', "trap 'echo term' TERM; sleep 9 & wait; echo $?"]);
  machine.advance(1);
  waiting.signal('SIGTERM');
  machine.advance(1);
  expect(waiting.stdout).toBe('term\n143\n');
});
