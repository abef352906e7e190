import { expect, it, test } from 'vitest';
import { openMachine } from '../../harness/machine.ts';

const machine = openMachine({ image: 'python:3.12-slim' });

it.each([
  [['-V'], 'Python 3.12.11\n', '', 0],
  [['-c', 'import sys; print(sys.argv); sys.exit(3)', 'x'], "['-c', 'x']\n", '', 3],
  [['-c', 'raise SystemExit("no")'], '', 'no\n', 1],
  [
    ['nope.py'],
    '',
    "/usr/local/bin/python: can't open file '/nope.py': [Errno 2] No such file or directory\n",
    2,
  ],
  [['-m', 'nope'], '', '/usr/local/bin/python: No module named nope\n', 1],
  [
    ['-c', 'import flask'],
    '',
    'Traceback (most recent call last):\n  File "<string>", line 1, in <module>\nModuleNotFoundError: No module named \'flask\'\n',
    1,
  ],
])('python %j', (words, stdout, stderr, code) => {
  expect(machine.run(['python', ...words])).toEqual({ stdout, stderr, code });
});

test('a program comes from standard input, and reads what its pipe has', () => {
  expect(machine.run(['python'], { stdin: 'print(1 + 1)\n' }).stdout).toBe('2\n');
  const program =
    'n = input("? ")\nprint(n * 2)\nfor line in __import__("sys").stdin:\n    print(line.strip())';
  expect(machine.run(['python', '-c', program], { stdin: 'ab\nc\nd\n' }).stdout).toBe('? abab\nc\nd\n');
});

test('a dialogue shows values', () => {
  const { stdout } = machine.run(['python'], {
    terminal: true,
    stdin: '1+1\nfor i in range(2):\n  print(i)\n\n"a"\nx\nexit()\n',
  });
  for (const part of [
    'Python 3.12.11 (main,',
    '>>> 2\r\n',
    "'a'\r\n",
    "NameError: name 'x' is not defined",
  ]) {
    expect(stdout).toContain(part);
  }
});

test('what is printed into a pipe is kept back until it is flushed', () => {
  machine.write('/app/b.py', 'import time\nprint("one")\ntime.sleep(5)\nprint("two")');
  const kept = machine.start(['python', '/app/b.py']);
  const unbuffered = machine.start(['python', '-u', '/app/b.py']);
  const variable = machine.start(['python', '/app/b.py'], { env: { PYTHONUNBUFFERED: '1' } });
  machine.advance(2);
  expect([kept.stdout, unbuffered.stdout, variable.stdout]).toEqual(['', 'one\n', 'one\n']);
  machine.advance(6);
  expect(kept.stdout).toBe('one\ntwo\n');
});

test('it goes on after a restart, in the middle of everything', () => {
  const source =
    'import time\ndef count(n):\n    for i in range(n):\n        yield i\nd = {(1, 2): [1.5, 10**30]}\nfor i in count(3):\n    print(i, d, flush=True)\n    time.sleep(1)\n';
  machine.write('/app/r.py', source);
  const { id } = machine.start(['python', '/app/r.py']);
  machine.advance(0.5);
  const again = machine.reload();
  again.advance(5);
  const line = (n: number) => `${n} {(1, 2): [1.5, 1000000000000000000000000000000]}\n`;
  expect(again.printed(id)).toBe(line(0) + line(1) + line(2));
});

test('a loop without end computes, and ends by a signal', () => {
  const loop = machine.start(['python', '-c', 'while True: pass']);
  machine.advance(3);
  expect(loop.code).toBeUndefined();
  loop.signal('SIGINT');
  machine.advance(1);
  expect(loop.stderr).toMatch(/KeyboardInterrupt\n$/);
  expect(loop.code).toBe(130);
});

test('a handler of SIGTERM ends it in order', () => {
  const source =
    'import signal, sys, time\ndef stop(number, frame):\n    print("stopping", number)\n    sys.exit(0)\nsignal.signal(signal.SIGTERM, stop)\nwhile True:\n    time.sleep(1)\n';
  machine.write('/app/s.py', source);
  const started = machine.start(['python', '-u', '/app/s.py']);
  machine.advance(1);
  started.signal('SIGTERM');
  machine.advance(1);
  expect([started.stdout, started.code]).toEqual(['stopping 15\n', 0]);
});

test('memory beyond the limit is the end of it', () => {
  const small = openMachine({ image: 'python:3.12-slim', limits: { memoryMax: 64 * 2 ** 20 } });
  small.write('/app/m.py', 'x = []\nwhile True:\n    x.append(" " * 10 ** 6)\n');
  expect(small.run(['python', '/app/m.py']).code).toBe(137);
});

test('modules and packages of its own', () => {
  machine.write(
    '/app/main.py',
    'from pkg.sub import value\nimport helper as h\nprint(value, h.name, __name__)',
  );
  machine.write('/app/helper.py', 'name = __name__');
  machine.write('/app/pkg/__init__.py', '');
  machine.write('/app/pkg/sub.py', 'from . import other\nvalue = other.x');
  machine.write('/app/pkg/other.py', 'x = 42');
  expect(machine.run(['python', '/app/main.py']).stdout).toBe('42 helper __main__\n');
});

test('it starts other programs, and talks to redis', () => {
  const both = openMachine({ image: 'python:3.12-slim' });
  both.write('/usr/local/lib/python3.12/site-packages/redis/__init__.py', '__version__ = "1"\n');
  both.write(
    '/app/p.py',
    `import random, subprocess, redis, socket, threading
print(1 <= random.randint(1, 6) <= 6, subprocess.run(["echo", "hi"], capture_output=True, text=True).stdout)
try:
    redis.Redis(host="127.0.0.1").ping()
except redis.exceptions.ConnectionError as e:
    print(e)
server = socket.create_server(("127.0.0.1", 6379))
def answer():
    client, _ = server.accept()
    print(client.recv(100))
    client.sendall(b":1\\r\\n")
threading.Thread(target=answer).start()
print(redis.Redis(host="127.0.0.1").incr("hits"))
`,
  );
  const { stdout, stderr } = both.run(['python', '/app/p.py']);
  expect(stdout + stderr).toBe(
    "True hi\n\nError 111 connecting to 127.0.0.1:6379. Connection refused.\nb'*3\\r\\n$6\\r\\nINCRBY\\r\\n$4\\r\\nhits\\r\\n$1\\r\\n1\\r\\n'\n1\n",
  );
});
