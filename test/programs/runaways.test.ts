import { describe, expect, it, test } from 'vitest';
import { openMachine, type TestMachine } from '../harness/machine.ts';

/** What one reconcile may come to, in steps of so many instructions (engine/limits.ts): a tenth of a second or two. */
const STEPS_MAX = 1_700;
/** What one commit may write of a program, in bytes. */
const WRITTEN_MAX = 17_000_000;
/** Reconciles of each program that are looked at. */
const LOOKED_AT = 25;

/** One in so many programs is tried; `npm run test:runaways` tries them all. */
const SAMPLED = process.env.ATOLL_RUNAWAYS === 'all' ? 1 : 6;

function sampleOf<T>(programs: readonly T[]): readonly T[] {
  return programs.filter((_, index) => index % SAMPLED === 0);
}

/** Lets a program go on for some reconciles, one by one. @returns the most that one of them came to */
function watch(machine: TestMachine, argv: readonly string[]): { steps: number; written: number } {
  const { sandbox } = machine;
  machine.written();
  const started = machine.start(argv);
  let steps = 0;
  for (let count = 0; count < LOOKED_AT && started.code === undefined; count++)
    steps = Math.max(steps, sandbox.run(Math.max(sandbox.now, sandbox.nextDue ?? sandbox.now), 1).steps);
  started.signal('SIGKILL');
  sandbox.checkpoint();
  return { steps, written: machine.written().largest };
}

function isBounded({ steps, written }: { steps: number; written: number }): void {
  expect(steps).toBeLessThan(STEPS_MAX);
  expect(written).toBeLessThan(WRITTEN_MAX);
}

describe('a step of JavaScript is bounded, whatever a method is given:', () => {
  const machine = openMachine({ image: 'node:20-alpine' });

  it.each(
    sampleOf([
      'for (;;) {}',
      // Methods that go over what they are given.
      "const a = 'x'.repeat(4e6) + 'a', b = 'x'.repeat(4e6) + 'b'; for (let n = 0; ; ) if (a < b || a === b) n++",
      "const a = 'x'.repeat(1e6), b = 'xy' + 'x'.repeat(1e4); for (;;) a.indexOf(b)",
      "const a = 'x'.repeat(1e6), b = 'x'.repeat(1e4) + 'y'; for (;;) a.lastIndexOf(b)",
      "const a = 'x'.repeat(1e6), b = 'xy' + 'x'.repeat(1e4); for (;;) { a.split(b); a.replaceAll(b, ''); a.includes(b) }",
      'const a = Buffer.alloc(4e6, 97), b = Buffer.alloc(1e4, 97); b[1] = 98; for (;;) a.indexOf(b)',
      "const a = Buffer.alloc(1e6); for (;;) { a.toString('hex'); a.equals(Buffer.alloc(1e6)); a.toString('base64') }",
      "let a = ''; for (;;) { a += 'abc'; a.charAt(3) }",
      'const a = new Array(2e5).fill(1); for (;;) { a.slice(); a.includes(2); a.reverse(); a.copyWithin(0, 1); a.join() }',
      'const a = new Array(2e5).fill(1); for (;;) { a.unshift(1); a.shift(); a.concat(a); [...a] }',
      "const a = {}; for (let i = 0; i < 1e4; i++) a['k' + i] = i; for (;;) { Object.entries(a); ({ ...a }); for (const k in a) break; }",
      'const a = new Array(1e6).fill(0), f = ((x) => x).bind(null, ...a); for (;;) f()',
      'const f = new Float64Array(2e5).fill(0.1); for (;;) { f.sort(); f.slice(); f.indexOf(3); f.set([...f], 0) }',
      'const a = []; for (let i = 0; i < 1e4; i++) a.push({ i }); for (;;) { JSON.parse(JSON.stringify(a)); structuredClone(a) }',
      'let a = 3n; for (;;) a *= a < 1n << 40000n ? a : 1n, String(a)',
      // What refers to the same over and over.
      'let a = [1]; for (let i = 0; i < 40; i++) a = [a, a]; JSON.stringify(a)',
      'let a = [1]; for (let i = 0; i < 40; i++) a = [a, a]; String(a)',
      'let a = [1]; for (let i = 0; i < 40; i++) a = [a, a]; a.flat(Infinity)',
      // Native code that waits for functions.
      'const o = { toString() { for (;;) {} } }; String(o)',
      'const o = { toString() { for (let i = 0; i < 1000; i++) {} return "" } }; for (;;) new Array(1e4).fill(o).join()',
      'JSON.stringify(new Array(1e5).fill({ toJSON() { for (let i = 0; i < 1000; i++) {} } }))',
      '[3, 2, 1].sort(() => { for (;;) {} })',
      // What never ends.
      'function* g() { for (;;) yield 1 } [...g()]',
      'const f = () => Promise.resolve().then(f); f()',
      'const f = () => { setTimeout(f, 0); setTimeout(f, 0) }; f()',
      'const f = () => process.nextTick(f); f()',
      'for (;;) console.log("y")',
      'const a = []; for (;;) a.push({ a: 1, b: [1, 2] })',
      'const p = new Proxy({}, { get: (t, k, r) => r[k] }); for (;;) try { p.x } catch {}',
      "for (;;) try { /^(a+)+$/.test('a'.repeat(40) + '!') } catch {}",
    ]),
  )('%s', (program) => {
    machine.write('/app/main.js', program);
    isBounded(watch(machine, ['node', '/app/main.js']));
  });
});

describe('JavaScript pays in time for what a call goes over:', () => {
  const machine = openMachine({ image: 'node:20-alpine' });
  const texts = "const s = 'x'.repeat(1e7), t = 'x'.repeat(1e7);";
  const digits = "const s = '1'.repeat(1e6), m = new Map(), o = {}; let n = 0;";

  it.each(
    sampleOf([
      [texts, 'Object.is(s, t)'],
      [texts, 's.startsWith(t)'],
      [texts, '[s].includes(t)'],
      [digits, 'parseInt(s)'],
      [digits, 'Number(s)'],
      [digits, 'm.get(s + n++ % 9)'],
      [digits, 'o[s + n++ % 9]'],
      ['const a = new Array(5e5).fill(0), f = (() => {}).bind(null, ...a);', 'f()'],
      ['const a = new Array(5e5).fill(0);', 'new Set(a)'],
      ['const a = new Array(1e5).fill(0); const o = { ...a };', 'Object.isFrozen(Object.freeze(o))'],
      ['const b = Buffer.alloc(1e5);', 'Object.keys(b)'],
      ['let f = () => {}; for (let i = 0; i < 1e4; i++) f = f.bind(null);', 'try { f() } catch {}'],
      ['let p = {}; for (let i = 0; i < 1e4; i++) p = new Proxy(p, {});', 'try { p.x } catch {}'],
      [
        'for (let i = 0; i < 5e3; i++) setTimeout(() => {}, 1e6).unref();',
        'for (let n = 0; n < 99; n++) clearTimeout(0)',
      ],
      ['const a = new Float64Array(5e5);', 'a.sort()'],
    ]),
  )('%s %s', (before, call) => {
    const program = `${before} const began = performance.now(); for (let i = 0; i < 50; i++) ${call}; console.log(performance.now() - began)`;
    machine.write('/app/main.js', program);
    expect(Number(machine.run(['node', '/app/main.js']).stdout)).toBeGreaterThan(3);
  });
});

describe('a step of Python is bounded, whatever a function is given:', () => {
  const machine = openMachine({ image: 'python:3.12-slim' });
  const forever = (body: string, before = '') => `${before}\nwhile True:\n    ${body}`;
  const caught = (body: string) =>
    `while True:\n    try: ${body}\n    except (MemoryError, ValueError, OverflowError): pass`;

  it.each(
    sampleOf([
      'while True: pass',
      // Functions that go over what they are given.
      forever('a + a; a[:]; a[::-1]; a == list(a); 2 in a; a * 2', 'a = [1] * 200000'),
      forever(
        'a.insert(0, 1); a.pop(0); a.reverse(); a.copy(); a.count(2); del a[::2]; a.extend(a)',
        'a = [1] * 200000',
      ),
      forever('sorted(a); sorted(a, key=lambda x: -x)', 'a = [n * 7919 % 100003 for n in range(50000)]'),
      forever(
        'sorted(a)',
        'class A:\n    def __lt__(s, o): return id(s) < id(o)\na = [A() for n in range(5000)]',
      ),
      forever(
        '{**d}; d | d; list(d.items()); set(d) & set(d); d == dict(d)',
        'd = {n: n for n in range(50000)}',
      ),
      forever(
        's.find(p); s.rfind(p); p in s; s.split(p); s.replace(p, ""); s.count(p)',
        "s = 'x' * 10**6; p = 'xy' + 'x' * 10**4",
      ),
      forever(
        's[500000]; s[::-1]; s.upper(); list(s); s == s[:]; repr(s); s.encode()',
        "s = 'x' * 10**6 + 'y'",
      ),
      forever(
        'b.find(p); b.hex(); b[5]; b.replace(p, b"a"); b + b',
        "b = bytes(10**6); p = b'\\0x' + bytes(10**4)",
      ),
      forever('x * x; x // 7; str(x % 10**4000); hex(x); x == x + 1', 'x = 3 ** 300000'),
      forever(
        'math.gcd(x, y); math.isqrt(x); math.factorial(5000); math.comb(9999, 4999)',
        'import math\nx = 3**50000; y = 7**30000',
      ),
      'pow(3, 10**5000, 10**5000 + 1)',
      forever(
        "re.findall('a', s); re.search('a*b$', s); re.sub('a', 'bb', s)",
        "import re\ns = 'ab' * 50000",
      ),
      forever('json.loads(json.dumps(a))', 'import json\na = [{"n": n} for n in range(20000)]'),
      // What is larger than there is room for.
      caught("'x' * 10**9 + 'y'"),
      caught("f'{1:1000000000}'"),
      caught("f'{1:0=1000000000,}'"),
      caught("'%999999999d' % 1"),
      caught("'x'.center(10**9); '7'.zfill(10**9)"),
      caught("('x' * 10**6).replace('x', 'y' * 10**6)"),
      caught('[0] * 3 * 10**6; 1 << 10**9; 3 ** 10**9; bytes(10**10)'),
      // What refers to the same over and over.
      'a = [1]\nfor i in range(40): a = [a, a]\nrepr(a)',
      'a = [1]; b = [1]\nfor i in range(40): a = [a, a]; b = [b, b]\na == b',
      'a = (1,)\nfor i in range(40): a = (a, a)\nhash(a)',
      'import json\na = [1]\nfor i in range(40): a = [a, a]\njson.dumps(a)',
      forever("open('/tmp/x', 'w').writelines(a)", "a = ['a' * 100] * 50000"),
      forever("type('B', (A,), {})", 'class A: pass'),
      forever(
        "s.swapcase(); s.splitlines(); b.split(b'x'); b.strip(b'x'); s.encode('latin1')",
        "s = ''.join(['xy' * 32000] * 10); b = s.encode()",
      ),
      "int.from_bytes(b''.join([b'x' * 60000] * 60), 'big')",
      // Natives that wait for Python.
      'class A:\n    def __str__(s):\n        while True: pass\nstr(A())',
      'class A:\n    def __eq__(s, o):\n        for i in range(1000): pass\n        return False\nA() in [A() for i in range(10000)]',
      // What never ends.
      'import itertools\nlist(itertools.count())',
      'import itertools\nfor x in itertools.product(range(100), repeat=10): pass',
      'import itertools\nsorted(itertools.count())',
      'import asyncio\nasync def f():\n    while True: await asyncio.sleep(0)\nasyncio.run(f())',
      'a = []\nwhile True: a.append([len(a)])',
      'while True: print("y")',
    ]),
  )('%s', (program) => {
    machine.write('/app/main.py', program);
    isBounded(watch(machine, ['python', '/app/main.py']));
  });
});

describe('a step of the shell is bounded:', () => {
  const machine = openMachine({ image: 'debian:12' });
  const long = "s=$(head -c 500000 /dev/zero | tr '\\0' a); while :; do";

  it.each(
    sampleOf([
      'while :; do :; done',
      'while :; do x=$(echo a); done',
      'while :; do sleep 1000 & done',
      'while :; do : {1..90000}; done',
      `${long} t=\${s//a/bb}; done`,
      `${long} t=\${s//a*b/c}; done`,
      `${long} t=\${s##*b}; t=\${s%%b*}; done`,
      `${long} case $s in *$s$s) ;; esac; done`,
      `${long} case $s in *a*a*a*b) ;; esac; done`,
      's=x; while :; do s=$s$s; done',
      's=$(yes 1+ | head -n 9000 | tr -d "\\n")1; while :; do ((x = s)); done',
      `a=({1..50000}); while :; do b=("\${a[@]}"); done`,
      'f() { f; }; f',
    ]),
  )('%s', (script) => {
    isBounded(watch(machine, ['bash', '-c', script]));
  });
});

test('a word that would be too many words stays as it is', () => {
  const machine = openMachine({ image: 'debian:12' });
  expect(machine.run(['bash', '-c', 'echo {1..100000000}; echo {1..3}{a,b}'])).toEqual({
    stdout: '{1..100000000}\n1a 1b 2a 2b 3a 3b\n',
    stderr: 'bash: line 1: brace expansion: failed to allocate memory for 100000000 elements\n',
    code: 0,
  });
});

test('a substitution takes more than a pipe holds, though a subshell waits for who writes it', () => {
  const script = `s=$(head -c 1000000 /dev/zero | tr '\\0' a); echo \${#s}`;
  expect(openMachine({ image: 'debian:12' }).sh(script)).toEqual({
    stdout: '1000000\n',
    stderr: '',
    code: 0,
  });
});

test('a container with thousands of processes ends in bounded steps', () => {
  const machine = openMachine({
    main: ['sh', '-c', 'i=0; while [ $i -lt 3000 ]; do sleep 1000 & i=$((i+1)); done; cat'],
  });
  const { sandbox, containerId } = machine;
  machine.advance(20);
  expect(sandbox.machines.kernel.processes.count).toBeGreaterThan(3000);
  sandbox.transact(() => sandbox.machines.runtime.kill(containerId, 'SIGKILL'));
  machine.advance(1);
  expect(sandbox.machines.kernel.processes.count).toBeLessThan(10);
});

test('lists are sorted as before, whatever is in them', () => {
  const machine = openMachine({ image: 'python:3.12-slim' });
  const program = `
n = [i * 7919 % 1009 for i in range(9000)]
s = sorted(n)
print(all(a <= b for a, b in zip(s, s[1:])), sorted(s, reverse=True) == s[::-1])
pairs = [(x % 7, i) for i, x in enumerate(n)]
by = sorted(pairs, key=lambda p: p[0])
print(by == sorted(pairs), sorted(pairs, key=lambda p: p[0], reverse=True)[:2] == [p for p in pairs if p[0] == 6][:2])
class C:
    def __init__(self, v): self.v = v
    def __lt__(self, o): return self.v < o.v
    def __repr__(self): return str(self.v)
print(sorted([C(x) for x in (3, 1, 2)]), sorted([1.5, True, 0, 2**70]), sorted('bca'), sorted([(2, 'b'), (1, 'z')]))
try: sorted([1, 'a'])
except TypeError as e: print(e)
`;
  machine.write('/app/main.py', program);
  expect(machine.run(['python', '/app/main.py']).stdout).toBe(
    "True True\nTrue True\n[1, 2, 3] [0, True, 1.5, 1180591620717411303424] ['a', 'b', 'c'] [(1, 'z'), (2, 'b')]\n'<' not supported between instances of 'str' and 'int'\n",
  );
});
