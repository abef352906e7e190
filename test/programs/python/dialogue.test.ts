import { expect, test } from 'vitest';
import { openMachine } from '../../harness/machine.ts';

/** What is typed line by line at the prompt of an interpreter, and what the terminal shows then. */
function typed(lines: readonly string[]): { readonly shown: string; readonly code: number | undefined } {
  const machine = openMachine({ image: 'python:3.11-slim' });
  const python = machine.start(['python3'], { terminal: true });
  machine.advance(1);
  for (const line of lines) {
    python.type(line);
    machine.advance(1);
  }
  const shown = machine.printed(python.id).replaceAll('\r', '');
  return { shown: shown.slice(shown.indexOf('>>> ')), code: python.code };
}

test('blocks, values, errors and an interrupt at the prompt', () => {
  const lines = ['for i in range(2):\n', '    print(i)\n', '\n', "'a' 'b'\n", '_\n', '1/0\n', 'f = (1,\n'];
  const { shown, code } = typed([...lines, '\x03', 'print x\n', 'raise SystemExit(3)\n']);
  expect(shown).toBe(`>>> for i in range(2):
...     print(i)
... 
0
1
>>> 'a' 'b'
'ab'
>>> _
'ab'
>>> 1/0
Traceback (most recent call last):
  File "<stdin>", line 1, in <module>
ZeroDivisionError: division by zero
>>> f = (1,
... ^C
KeyboardInterrupt
>>> print x
  File "<stdin>", line 1
    print x
    ^^^^^^^
SyntaxError: Missing parentheses in call to 'print'. Did you mean print(...)?
>>> raise SystemExit(3)
`);
  expect(code).toBe(3);
});

test('names that say how to leave, and Ctrl-D leaves', () => {
  const { shown, code } = typed(['exit\n', 'quit\n', 'help\n', 'license\n', '\x04']);
  expect(shown).toBe(`>>> exit
Use exit() or Ctrl-D (i.e. EOF) to exit
>>> quit
Use quit() or Ctrl-D (i.e. EOF) to exit
>>> help
Type help() for interactive help, or help(object) for help about object.
>>> license
Type license() to see the full license text
>>> 
`);
  expect(code).toBe(0);
});
