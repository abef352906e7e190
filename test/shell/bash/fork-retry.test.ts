import { expect, it } from 'vitest';
import { openMachine } from '../../harness/machine.ts';

const RETRY = 'bash: fork: retry: Resource temporarily unavailable\n';

it('tries again after 1, 2, 4 and 8 seconds, and then gives up', () => {
  const machine = openMachine({ image: 'debian', limits: { pidsMax: 2 } });
  const short = machine.run(['bash', '-c', 'ls; echo $?'], { seconds: 14 });
  expect(short).toEqual({ stdout: '', stderr: RETRY.repeat(4), code: undefined });
  const other = openMachine({ image: 'debian', limits: { pidsMax: 2 } });
  const stderr = `${RETRY.repeat(4)}bash: fork: Resource temporarily unavailable\n`;
  expect(other.run(['bash', '-c', 'ls; echo $?'], { seconds: 16 })).toEqual({
    stdout: '',
    stderr,
    code: 254,
  });
});

it('gives up when a child ends meanwhile', () => {
  const machine = openMachine({ image: 'debian', limits: { pidsMax: 3 } });
  const stderr = `${RETRY.repeat(2)}bash: fork: Interrupted system call\n`;
  expect(machine.run(['bash', '-c', 'sleep 1.5 & ls; echo $?'])).toEqual({ stdout: '', stderr, code: 254 });
});

it.each([
  ['a program', 'cat <<< hi', 'hi\n'],
  ['a program with redirections', 'cat < /script > /x; echo $? $(wc -l < /x)', '0 1\n'],
  ['a builtin that runs a program', 'command cat <<< hi > /x; read x < /x; echo $x', 'hi\n'],
  ['a program with variables of its own', 'A=1 printenv A', '1\n'],
  ['a pipeline', 'sleep 2 | echo hi', 'hi\n'],
  ['a subshell', '( echo hi )', 'hi\n'],
  ['a command substitution', 'x=$(echo hi); echo $x', 'hi\n'],
  ['a process substitution', 'while read x; do echo $x; done < <(echo hi)', 'hi\n'],
  ['the background', '{ echo hi; } & wait', 'hi\n'],
  ['a script without #!', './script', 'hi\n'],
  ['a script without #! that comes last', ': && ./script', 'hi\n'],
])('goes on with %s when there is room', (_, script, stdout) => {
  const machine = openMachine({ image: 'debian', limits: { pidsMax: 5 } });
  machine.write('/script', 'echo hi\n', 0o755);
  const outer = `sleep 2 & sleep 2 & bash -xc '${script}; :'; :`;
  const ran = machine.run(['bash', '-c', outer], { cwd: '/' });
  expect({ stdout: ran.stdout, retries: ran.stderr.split(RETRY).length - 1, code: ran.code }).toEqual({
    stdout,
    retries: 2,
    code: 0,
  });
  expect(ran.stderr.split('\n').filter((line) => line.startsWith('+ cat')).length).toBeLessThan(2);
});

it.each([
  ['dash', 'dash: 1: Cannot fork\n'],
  ['sh', 'sh: 1: Cannot fork\n'],
])('%s gives up at once', (shell, stderr) => {
  const machine = openMachine({ image: 'debian', limits: { pidsMax: 2 } });
  const ran = machine.run([shell, '-c', 'ls; echo $?'], { seconds: 1 });
  expect(ran).toEqual({ stdout: '', stderr, code: 2 });
});

it('stays at the prompt of a terminal', () => {
  const machine = openMachine({ image: 'debian', limits: { pidsMax: 2 } });
  const shell = machine.start(['bash', '--norc'], { terminal: true, env: { PS1: '$ ' } });
  shell.type('echo a | cat\n');
  machine.advance(16);
  shell.type('echo $?\n');
  machine.advance(1);
  const lines = machine.printed(shell.id).replaceAll('\r', '').split('\n');
  expect(lines.filter((line) => line === RETRY.trim())).toHaveLength(4);
  expect(lines.slice(-3, -1)).toEqual(['$ echo $?', '254']);
});
