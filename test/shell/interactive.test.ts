import { expect, it } from 'vitest';
import { openMachine, type TestMachine } from '../harness/machine.ts';

/** A shell at a terminal, with what has appeared there after each thing that was typed. */
function session(machine: TestMachine, argv: readonly string[], ...typed: readonly string[]) {
  const shell = machine.start(argv, { terminal: true, stdin: '', env: { HOME: '/root' } });
  let seen = '';
  const fresh = () => {
    const text = machine.printed(shell.id).slice(seen.length);
    seen += text;
    return text;
  };
  machine.advance(0.1);
  const prompts = [fresh()];
  for (const text of typed) {
    shell.type(text);
    machine.advance(0.1);
    prompts.push(fresh());
  }
  return { shell, prompts, fresh };
}

it('prompts, runs what is typed, and ends with Ctrl-D', () => {
  const { shell, prompts } = session(openMachine(), ['sh'], 'cd /tmp\n', 'echo a\n', 'false\n', '\u0004');
  expect(prompts).toEqual([
    '/ # ',
    'cd /tmp\r\n/tmp # ',
    'echo a\r\na\r\n/tmp # ',
    'false\r\n/tmp # ',
    '\r\n',
  ]);
  expect(shell.code).toBe(1);
});

it('asks for the rest of a command that is not complete', () => {
  const { prompts } = session(
    openMachine(),
    ['sh'],
    'if true; then\n',
    'echo yes\n',
    'fi\n',
    'echo "a\n',
    'b"\n',
  );
  expect(prompts.slice(1)).toEqual([
    'if true; then\r\n> ',
    'echo yes\r\n> ',
    'fi\r\nyes\r\n/ # ',
    'echo "a\r\n> ',
    'b"\r\na\r\nb\r\n/ # ',
  ]);
});

it('goes on after errors, and after Ctrl-C', () => {
  const machine = openMachine();
  const { shell, prompts, fresh } = session(machine, ['sh'], 'nope\n', 'fi\n', 'ec\u0003', 'sleep 100\n');
  expect(prompts.slice(1)).toEqual([
    'nope\r\nsh: nope: not found\r\n/ # ',
    'fi\r\nsh: syntax error: unexpected "fi"\r\n/ # ',
    'ec^C\r\n/ # ',
    'sleep 100\r\n',
  ]);
  shell.type('\u0003');
  machine.advance(0.1);
  expect(fresh()).toBe('^C\r\n/ # ');
  shell.type('echo $?\n');
  machine.advance(0.1);
  expect(fresh()).toBe('echo $?\r\n130\r\n/ # ');
});

it('interrupts a loop of its own commands', () => {
  const machine = openMachine();
  const { shell, fresh } = session(machine, ['sh'], 'while :; do :; done\n');
  machine.advance(2);
  shell.type('\u0003');
  machine.advance(2);
  expect(fresh()).toBe('^C\r\n/ # ');
});

it('has the prompts of bash and dash', () => {
  const machine = openMachine({ image: 'debian:bookworm-slim' });
  expect(session(machine, ['bash'], 'cd\n', 'exit 3\n').prompts).toEqual([
    'root@c0ffee000000:/# ',
    'cd\r\nroot@c0ffee000000:~# ',
    'exit 3\r\nexit\r\n',
  ]);
  expect(session(machine, ['sh'], 'echo a\n').prompts).toEqual(['# ', 'echo a\r\na\r\n# ']);
});

it('reads a script from a pipe, and leaves to its commands what follows them', () => {
  const machine = openMachine();
  expect(machine.run(['sh'], { stdin: 'echo a\nread x\ndata\necho "<$x>"\nexit 4\necho no\n' })).toEqual({
    stdout: 'a\n<data>\n',
    stderr: '',
    code: 4,
  });
});
