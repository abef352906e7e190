import { expect, it, test } from 'vitest';
import { openMachine } from '../../harness/machine.ts';

const machine = openMachine({ image: 'node:20-alpine' });

const run = (text: string, file = '/app/a.js') => {
  machine.write(file, text);
  return machine.run(['node', file], { cwd: '/app' });
};

it.each([
  [
    "throw new Error('top');",
    "/app/a.js:1\nthrow new Error('top');\n^\n\nError: top\n    at Object.<anonymous> (/app/a.js:1:7)\n",
  ],
  [
    'function f() {\n  null.x;\n}\nf();',
    "/app/a.js:2\n  null.x;\n       ^\n\nTypeError: Cannot read properties of null (reading 'x')\n    at f (/app/a.js:2:8)\n    at Object.<anonymous> (/app/a.js:4:1)\n",
  ],
  [
    "Promise.reject(new Error('rej'));",
    "/app/a.js:1\nPromise.reject(new Error('rej'));\n               ^\n\nError: rej\n",
  ],
  [
    'const x = ;',
    "/app/a.js:1\nconst x = ;\n          ^\n\nSyntaxError: Unexpected token ';'\n    at wrapSafe",
  ],
  ['let a = 1; let a = 2;', "SyntaxError: Identifier 'a' has already been declared\n"],
  ['function f() { return 1\n', 'SyntaxError: Unexpected end of input\n'],
  [
    "import fs from 'fs';\nrequire('x');",
    'ReferenceError: require is not defined in ES module scope, you can use import instead\n',
  ],
  ["require('express');", "Error: Cannot find module 'express'\nRequire stack:\n- /app/a.js\n"],
  [
    "throw 'str';",
    "\n/app/a.js:1\nthrow 'str';\n^\nstr\n(Use `node --trace-uncaught ...` to show where the exception was thrown)\n",
  ],
  [
    "JSON.parse('<html>');",
    '<anonymous_script>:1\n<html>\n^\n\nSyntaxError: Unexpected token \'<\', "<html>" is not valid JSON\n    at JSON.parse (<anonymous>)\n',
  ],
  [
    "console.log('x'\n}",
    "/app/a.js:1\nconsole.log('x'\n            ^^^\n\nSyntaxError: missing ) after argument list\n",
  ],
  [
    'Promise.reject({ code: 5 });',
    'which was not handled with .catch(). The promise rejected with the reason "#<Object>".\n    at throwUnhandledRejectionsMode',
  ],
  ['with (Math) {}', 'SyntaxError: with is not part of the simulation\n'],
  ['new Proxy(1, {});', 'TypeError: Cannot create proxy with a non-object as target or handler\n'],
  [
    "/^(a+)+$/.test('a'.repeat(40) + '!');",
    'RangeError: a regular expression that goes back and forth for so long is not part of the simulation\n',
  ],
  [
    'const a = {}; const b = { __proto__: a }; Object.setPrototypeOf(a, b);',
    'TypeError: Cyclic __proto__ value\n',
  ],
])('what nothing catches is shown as node shows it: %s', (program, shown) => {
  const { stderr, code } = run(program);
  expect(stderr).toContain(shown);
  expect(stderr).toMatch(/\n\nNode\.js v20\.19\.3\n$/);
  expect(code).toBe(1);
});

test('a file that is not there', () => {
  const { stderr, code } = machine.run(['node', 'server.js'], { cwd: '/srv' });
  expect(stderr).toContain(
    "throw err;\n  ^\n\nError: Cannot find module '/srv/server.js'\n    at Module._resolveFilename",
  );
  expect(code).toBe(1);
});

test('a port that is taken', () => {
  const text = "require('http').createServer(() => {}).listen(4000);";
  machine.write('/app/one.js', text);
  machine.start(['node', '/app/one.js'], { cwd: '/app' });
  machine.advance(1);
  const { stderr, code } = run(text);
  expect(stderr).toContain("throw er; // Unhandled 'error' event\n");
  expect(stderr).toContain(
    'Error: listen EADDRINUSE: address already in use :::4000\n    at Server.setupListenHandle',
  );
  expect(stderr).toContain(
    "Emitted 'error' event on Server instance at:\n    at emitErrorNT (node:net:1844:8)\n",
  );
  expect(code).toBe(1);
});

test('a loop without an end takes time of its own, and no one else’s', () => {
  machine.write('/app/loop.js', "console.log('on'); while (true) {}");
  const started = machine.start(['node', '/app/loop.js'], { cwd: '/app' });
  machine.advance(2);
  expect([started.stdout, started.code]).toEqual(['on\n', undefined]);
  expect(run("console.log('still here')").stdout).toBe('still here\n');
  started.signal('SIGKILL');
});

test('what recurses too deep can be caught', () => {
  expect(run('const f = () => f(); try { f(); } catch (e) { console.log(e.message); }').stdout).toBe(
    'Maximum call stack size exceeded\n',
  );
});

test('memory without an end ends the process', () => {
  const { stderr, code } = run("const all = []; for (;;) all.push('x'.repeat(1_000_000) + all.length);");
  expect(stderr).toContain('JavaScript heap out of memory');
  expect(code).toBe(134);
});

it.each([
  [['-v'], 'v20.19.3\n'],
  [['-e', "console.log(os.platform(), require('path').sep)"], 'linux /\n'],
  [['-p', '[1, 2].map((x) => x * 2)'], '[ 2, 4 ]\n'],
])('node %j', (words, printed) => {
  expect(machine.run(['node', ...words]).stdout).toBe(printed);
});

test('a program on standard input', () => {
  expect(machine.run(['node'], { stdin: "console.log('from', 'input')\n" }).stdout).toBe('from input\n');
});

test('the prompt', () => {
  const { stdout } = machine.run(['node'], { terminal: true, stdin: "1 + 1\nconst a = 'x'\na\n.exit\n" });
  expect(stdout).toContain('Welcome to Node.js v20.19.3.\r\nType ".help" for more information.\r\n> ');
  expect(stdout).toContain('2');
  expect(stdout).toContain("'x'");
});
