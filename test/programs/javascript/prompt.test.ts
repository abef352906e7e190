import { expect, it } from 'vitest';
import { openMachine } from '../../harness/machine.ts';

const machine = openMachine({ image: 'node:20-alpine' });
const COLOR = new RegExp(`${String.fromCharCode(27)}\\[\\d+m`, 'g');
const CTRL_C = '\u0003';
const CTRL_D = '\u0004';

/** What the prompt of node shows after lines that are typed, one after the other. */
function session(...lines: readonly string[]): { readonly shown: string; readonly code: number | undefined } {
  const started = machine.start(['node'], { terminal: true, stdin: '' });
  machine.advance(1);
  for (const line of lines) {
    started.type([CTRL_C, CTRL_D].includes(line) ? line : `${line}\n`);
    machine.advance(1);
  }
  const { code } = started;
  started.signal('SIGKILL');
  return { shown: started.stdout.replaceAll(COLOR, '').replaceAll('\r', ''), code };
}

const HEAD = 'Welcome to Node.js v20.19.3.\nType ".help" for more information.\n> ';

it.each([
  ['a value', ['1 + 1', '_ * 2'], '1 + 1\n2\n> _ * 2\n4\n> '],
  ['what is declared', ['const a = { x: 1 }', 'a'], 'const a = { x: 1 }\nundefined\n> a\n{ x: 1 }\n> '],
  [
    'several lines',
    ['function f() {', 'return 7', '}', 'f()'],
    'function f() {\n... return 7\n... }\nundefined\n> f()\n7\n> ',
  ],
  ['a call over lines', ['[1, 2].map(', 'x => x * 2)'], '[1, 2].map(\n... x => x * 2)\n[ 2, 4 ]\n> '],
  ['classes', ['class A {}', 'new A'], 'class A {}\nundefined\n> new A\nA {}\n> '],
  [
    'patterns',
    ['let { x, y: [z] } = { x: 1, y: [2] }', 'x + z'],
    'let { x, y: [z] } = { x: 1, y: [2] }\nundefined\n> x + z\n3\n> ',
  ],
  ['an object', ['{ a: 1 }'], '{ a: 1 }\n{ a: 1 }\n> '],
  [
    'await',
    ['const n = await Promise.resolve(5)', 'n'],
    'const n = await Promise.resolve(5)\nundefined\n> n\n5\n> ',
  ],
  [
    'modules',
    ["require('os').platform()", "path.join('a', 'b')"],
    "require('os').platform()\n'linux'\n> path.join('a', 'b')\n'a/b'\n> ",
  ],
  [
    'errors',
    ['nope', "throw new Error('x')"],
    "nope\nUncaught ReferenceError: nope is not defined\n> throw new Error('x')\nUncaught Error: x\n> ",
  ],
  [
    'where functions throw',
    ["const g = () => { throw new TypeError('y') }", 'g()'],
    "const g = () => { throw new TypeError('y') }\nundefined\n> g()\nUncaught TypeError: y\n    at g (REPL1:1:25)\n> ",
  ],
  ['errors of syntax', ['let 1'], 'let 1\nlet 1\n    ^\n\nUncaught SyntaxError: Unexpected number\n> '],
  [
    'a name twice',
    ['let b = 1', 'let b = 2'],
    "let b = 1\nundefined\n> let b = 2\nUncaught SyntaxError: Identifier 'b' has already been declared\n> ",
  ],
  [
    'a constant that is changed',
    ['const c = 1', 'c = 2', 'c'],
    'const c = 1\nundefined\n> c = 2\nUncaught TypeError: Assignment to constant variable.\n> c\n1\n> ',
  ],
  [
    'what comes later',
    ["setTimeout(() => { throw 'late' }, 10).hasRef()"],
    "setTimeout(() => { throw 'late' }, 10).hasRef()\ntrue\n> Uncaught 'late'\n> ",
  ],
  [
    '_ when it is set',
    ['_ = 5', '1', '_'],
    '_ = 5\nExpression assignment to _ now disabled.\n5\n> 1\n1\n> _\n5\n> ',
  ],
  ['commands', ['.nope', 'f(', '.break'], '.nope\nInvalid REPL keyword\n> f(\n... .break\n> '],
])('shows %s', (_, lines, shown) => {
  expect(session(...lines)).toEqual({ shown: HEAD + shown, code: undefined });
});

it.each([
  ['.exit', ['.exit'], '.exit\n'],
  ['Ctrl-D', [CTRL_D], '\n'],
  ['Ctrl-C twice', [CTRL_C, CTRL_C], '^C\n(To exit, press Ctrl+C again or Ctrl+D or type .exit)\n> ^C\n'],
])('ends by %s', (_, lines, shown) => {
  expect(session(...lines)).toEqual({ shown: HEAD + shown, code: 0 });
});
