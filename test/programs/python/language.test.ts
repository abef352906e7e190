import { expect, it } from 'vitest';
import { openMachine } from '../../harness/machine.ts';

const machine = openMachine({ image: 'python:3.12-slim' });
const run = (source: string) => {
  machine.write('/app/t.py', source);
  const { stdout, stderr } = machine.run(['python', 't.py'], { cwd: '/app' });
  return stdout + stderr;
};

it.each([
  [
    'numbers',
    'print(7 // 2, -7 // 2, -7 % 3, 2 ** 100, 7 / 2, 1e16, 1e-5, 0.1 + 0.2, 10 ** -1)',
    '3 -4 2 1267650600228229401496703205376 3.5 1e+16 1e-05 0.30000000000000004 0.1\n',
  ],
  [
    'formats',
    'print(f"{3.14159:.2f}|{10:>5}|{\'x\':^5}|{1234567:,}|{255:#x}|{True!r}", "%05.1f %s" % (2.5, [1]), "{0}-{a}".format(1, a=2))',
    '3.14|   10|  x  |1,234,567|0xff|True 002.5 [1] 1-2\n',
  ],
  [
    'slices',
    'a = list(range(10))\nprint(a[2:5], a[::-3], "hello"[1:-1])\na[1:3] = ["x"]\ndel a[0]\nprint(a)',
    "[2, 3, 4] [9, 6, 3, 0] ell\n['x', 3, 4, 5, 6, 7, 8, 9]\n",
  ],
  [
    'unpacking',
    'a, (b, *c), d = 1, (2, 3, 4), 5\nprint(a, b, c, d, [*c, *"xy"], {**{"k": 1}, "l": 2})',
    "1 2 [3, 4] 5 [3, 4, 'x', 'y'] {'k': 1, 'l': 2}\n",
  ],
  [
    'comprehensions',
    'print([x * y for x in range(3) if x for y in (1, 2)], {k: v for k, v in zip("ab", (1, 2))}, {n % 2 for n in range(4)}, sum(i for i in range(5)))',
    "[1, 2, 2, 4] {'a': 1, 'b': 2} {0, 1} 10\n",
  ],
  [
    'parameters',
    'def f(a, /, b=2, *rest, c, **more):\n    return a, b, rest, c, more\nprint(f(1, c=3), f(1, 5, 6, c=7, d=8))',
    "(1, 2, (), 3, {}) (1, 5, (6,), 7, {'d': 8})\n",
  ],
  [
    'closures',
    'def counter():\n    n = 0\n    def step():\n        nonlocal n\n        n += 1\n        return n\n    return step\nc = counter()\nc()\nprint(c())',
    '2\n',
  ],
  [
    'classes',
    'class A:\n    def __init__(self, n):\n        self.n = n\n    def __repr__(self):\n        return f"{type(self).__name__}({self.n})"\n    def __eq__(self, other):\n        return self.n == other.n\n    @property\n    def twice(self):\n        return self.n * 2\n    @classmethod\n    def make(cls):\n        return cls(7)\n    @staticmethod\n    def hi():\n        return "hi"\nclass B(A):\n    def __init__(self, n):\n        super().__init__(n + 1)\nprint(B(1), A(2) == B(1), B.make().twice, A.hi(), isinstance(B(1), A), B.__mro__[1].__name__)',
    'B(2) True 16 hi True A\n',
  ],
  [
    'exceptions',
    'def f():\n    try:\n        return 1\n    finally:\n        print("finally")\ntry:\n    try:\n        {}["k"]\n    except KeyError as e:\n        raise ValueError("no") from e\nexcept ValueError as e:\n    print(repr(e), repr(e.__cause__), f())\nelse:\n    print("never")',
    "finally\nValueError('no') KeyError('k') 1\n",
  ],
  [
    'loops with else',
    'for i in range(5):\n    if i == 3:\n        break\n    if i == 1:\n        continue\n    print(i)\nelse:\n    print("no")\nwhile i:\n    i -= 1\nelse:\n    print("done")',
    '0\n2\ndone\n',
  ],
  [
    'generators',
    'def g():\n    got = yield 1\n    print("got", got)\n    yield from [2, 3]\n    return 4\nx = g()\nprint(next(x), x.send("hi"), list(x))\ndef d():\n    r = yield from g()\n    print("r", r)\nprint(list(d()))',
    'got hi\n1 2 [3]\ngot None\nr 4\n[1, 2, 3]\n',
  ],
  [
    'with',
    'class C:\n    def __enter__(self):\n        return "in"\n    def __exit__(self, kind, value, trace):\n        print(kind.__name__ if kind else None)\n        return True\nwith C() as c:\n    print(c)\nwith C():\n    raise OSError("x")\nprint("on")',
    'in\nNone\nOSError\non\n',
  ],
  [
    'decorators',
    'import functools\ndef twice(f):\n    @functools.wraps(f)\n    def inner(*a):\n        return f(*a) * 2\n    return inner\n@twice\ndef three(x):\n    return x + 3\nprint(three(1), three.__name__)',
    '8 three\n',
  ],
  [
    'match',
    'def m(x):\n    match x:\n        case 0 | 1:\n            return "small"\n        case [a, *rest] if a:\n            return a, rest\n        case {"k": v, **more}:\n            return v, more\n        case str() as s:\n            return s\n        case _:\n            return None\nprint(m(1), m([5, 6]), m({"k": 2, "z": 3}), m("t"), m(9.5))',
    "small (5, [6]) (2, {'z': 3}) t None\n",
  ],
  [
    'walrus and conditionals',
    'print([y for x in range(4) if (y := x * 2) > 2], "a" if [] else "b", not 0 and 3 or 4, 1 < 2 < 3 != 4)',
    '[4, 6] b 3 True\n',
  ],
  [
    'strings',
    'print("a,b,,c".split(","), " x ".strip() + "|", "abc".replace("b", "X"), "-".join("xyz"), "Hello".swapcase(), "%", "é".encode(), b"\\xc3\\xa9".decode(), "it\'s", repr("it\'s\\n"))',
    "['a', 'b', '', 'c'] x| aXc x-y-z hELLO % b'\\xc3\\xa9' é it's \"it's\\n\"\n",
  ],
  [
    'sorting',
    'print(sorted(["b", "A", "c"], key=str.lower), sorted([3, 1, 2], reverse=True), max("ab", "b", key=len), min([2, 1]), list(map(str, [1, 2])), list(filter(None, [0, 1])), list(reversed([1, 2])), list(enumerate("x", 1)))',
    "['A', 'b', 'c'] [3, 2, 1] ab 1 ['1', '2'] [1] [2, 1] [(1, 'x')]\n",
  ],
  [
    'json, re, collections',
    'import json, re\nfrom collections import Counter, defaultdict, deque, namedtuple\nprint(json.dumps({"a": [1, None, True], "é": 1.5}), json.loads(\'[{"x": "\\\\u00e9"}]\'), json.dumps([1], indent=2))\nprint(re.sub(r"(\\w+)@(\\w+)", r"\\2", "a@b"), re.match(r"(?P<n>\\d+)", "12x").group("n"), Counter("aab"), deque([1, 2], maxlen=1))\nP = namedtuple("P", "x y")\nprint(P(1, y=2), P(1, 2).y)',
    "{\"a\": [1, null, true], \"\\u00e9\": 1.5} [{'x': 'é'}] [\n  1\n]\nb 12 Counter({'a': 2, 'b': 1}) deque([2], maxlen=1)\nP(x=1, y=2) 2\n",
  ],
  [
    'threads',
    'import threading, queue, time\nq = queue.Queue()\ndef work():\n    while (item := q.get()) is not None:\n        print("got", item)\nt = threading.Thread(target=work)\nt.start()\nq.put(1)\ntime.sleep(0.1)\nq.put(None)\nt.join()\nprint("joined")',
    'got 1\njoined\n',
  ],
  [
    'a traceback',
    'def inner(items):\n    return items[3] + 1\n\ndef outer():\n    inner([1, 2])\n\nouter()',
    'Traceback (most recent call last):\n  File "/app/t.py", line 7, in <module>\n    outer()\n  File "/app/t.py", line 5, in outer\n    inner([1, 2])\n  File "/app/t.py", line 2, in inner\n    return items[3] + 1\n           ~~~~~^^^\nIndexError: list index out of range\n',
  ],
  [
    'an exception while another is handled',
    'try:\n    int("x")\nexcept ValueError:\n    open("/nope")',
    'Traceback (most recent call last):\n  File "/app/t.py", line 2, in <module>\n    int("x")\nValueError: invalid literal for int() with base 10: \'x\'\n\nDuring handling of the above exception, another exception occurred:\n\nTraceback (most recent call last):\n  File "/app/t.py", line 4, in <module>\n    open("/nope")\nFileNotFoundError: [Errno 2] No such file or directory: \'/nope\'\n',
  ],
  [
    'a name that is not there',
    'prin("x")',
    'Traceback (most recent call last):\n  File "/app/t.py", line 1, in <module>\n    prin("x")\n    ^^^^\nNameError: name \'prin\' is not defined. Did you mean: \'print\'?\n',
  ],
  [
    'a syntax error',
    'def f()\n    pass',
    '  File "/app/t.py", line 1\n    def f()\n           ^\nSyntaxError: expected \':\'\n',
  ],
  [
    'an indentation error',
    'if True:\nprint(1)',
    '  File "/app/t.py", line 2\n    print(1)\n    ^\nIndentationError: expected an indented block after \'if\' statement on line 1\n',
  ],
  [
    'print as a statement',
    'print "x"',
    '  File "/app/t.py", line 1\n    print "x"\n    ^^^^^^^^^\nSyntaxError: Missing parentheses in call to \'print\'. Did you mean print(...)?\n',
  ],
  [
    'a call that lacks an argument',
    'def f(a, b):\n    pass\nf(1)',
    'Traceback (most recent call last):\n  File "/app/t.py", line 3, in <module>\n    f(1)\nTypeError: f() missing 1 required positional argument: \'b\'\n',
  ],
])('%s', (_, source, printed) => {
  expect(run(source)).toBe(printed);
});

it('speaks as its version does', () => {
  const old = openMachine({ image: 'python:3.9-slim' });
  old.write(
    '/app/main.py',
    `def f():
    return x
    x = 1
class A:
    def __init__(self, a): pass
for g in (f, lambda: A(), lambda: A(1, 2), lambda: max([])):
    try: g()
    except Exception as e: print(e)
`,
  );
  expect(old.run(['python', '/app/main.py']).stdout).toBe(
    `local variable 'x' referenced before assignment
__init__() missing 1 required positional argument: 'a'
__init__() takes 2 positional arguments but 3 were given
max() arg is an empty sequence
`,
  );
});
