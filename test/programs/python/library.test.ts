import { expect, it } from 'vitest';
import { openMachine } from '../../harness/machine.ts';

const machine = openMachine({ image: 'python:3.12-slim' });

/** Shows what an expression gives, or the error it raises. */
const SHOW = `def show(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__ + ':', e)
`;

const cases: readonly (readonly [string, string, string])[] = [
  [
    'datetime',
    `from datetime import datetime, date, time, timedelta, timezone
a = datetime(2024, 2, 28, 13, 5, 9)
print(a, repr(a), a.isoformat(), a + timedelta(days=2, hours=12))
print(f"{a:%Y-%m-%d %H:%M:%S %A %b %j %p %I %f %%}", date(2024, 12, 31).isocalendar()[:2])
print(datetime.strptime("5 Mar 2021 3PM +0200", "%d %b %Y %I%p %z"), repr(timedelta(days=-1, seconds=3.5)), -timedelta(hours=1))
print(datetime.now().date(), datetime.now(timezone.utc).isoformat()[-6:], datetime(2024, 1, 1) < a, (date(2025, 1, 1) - date(2024, 1, 1)).days)
show(lambda: datetime.strptime("x", "%Y"))
show(lambda: datetime.strptime("2024 1", "%Y"))
show(lambda: date(2023, 2, 29))
show(lambda: a < datetime.now(timezone.utc))
show(lambda: a - 1)
show(lambda: datetime.fromisoformat("zz"))
`,
    `2024-02-28 13:05:09 datetime.datetime(2024, 2, 28, 13, 5, 9) 2024-02-28T13:05:09 2024-03-02 01:05:09
2024-02-28 13:05:09 Wednesday Feb 059 PM 01 000000 % (2025, 1)
2021-03-05 15:00:00+02:00 datetime.timedelta(days=-1, seconds=3, microseconds=500000) -1 day, 23:00:00
2026-01-01 +00:00 True 366
ValueError: time data 'x' does not match format '%Y'
ValueError: unconverted data remains:  1
ValueError: day is out of range for month
TypeError: can't compare offset-naive and offset-aware datetimes
TypeError: unsupported operand type(s) for -: 'datetime.datetime' and 'int'
ValueError: Invalid isoformat string: 'zz'
`,
  ],
  [
    'time',
    `import time
print(time.strftime('%Y-%m-%d %H:%M:%S', time.gmtime(86400)), time.ctime(0), time.strptime('2024-01-02', '%Y-%m-%d').tm_mday)
print(list(zip((1, None, 2), (3, 4, 5))))
`,
    '1970-01-02 00:00:00 Thu Jan  1 00:00:00 1970 2\n[(1, 3), (None, 4), (2, 5)]\n',
  ],
  [
    'dataclasses and typing',
    `from typing import Any, Dict, Generic, List, Optional, TypeVar
from dataclasses import dataclass, field, asdict, replace
@dataclass
class P:
    x: int
    y: int = 0
    tags: List[str] = field(default_factory=list)
@dataclass(frozen=True, order=True)
class Q:
    a: Optional[int]
def f(a: Dict[str, Any]) -> None: ...
print(P(1), P(1, 2) == P(1, 2), asdict(P(1)), replace(P(1), y=5), sorted([Q(3), Q(1)]), {Q(1): 1}[Q(1)], Optional[int])
show(lambda: P())
show(lambda: P(1, 2, 3, 4))
show(lambda: P(1, z=2))
show(lambda: setattr(Q(1), 'a', 2))
`,
    `P(x=1, y=0, tags=[]) True {'x': 1, 'y': 0, 'tags': []} P(x=1, y=5, tags=[]) [Q(a=1), Q(a=3)] 1 typing.Optional[int]
TypeError: P.__init__() missing 1 required positional argument: 'x'
TypeError: P.__init__() takes from 2 to 4 positional arguments but 5 were given
TypeError: P.__init__() got an unexpected keyword argument 'z'
FrozenInstanceError: cannot assign to field 'a'
`,
  ],
  [
    'enum and uuid',
    `from enum import Enum, IntEnum, StrEnum, auto
import json, uuid
class Color(Enum):
    RED = 1
    BLUE = auto()
class N(IntEnum):
    A = 1
class S(StrEnum):
    AB = auto()
print(Color.RED, repr(Color.RED), Color(2).name, Color['BLUE'], list(Color), len(Color), Color)
print(N.A, repr(N.A), N.A + 1, json.dumps({'n': N.A, 's': S.AB}), Color.RED == 1, S.AB == 'ab')
show(lambda: Color(9))
show(lambda: Color['X'])
u = uuid.uuid4()
print(len(str(u)), u.version, uuid.UUID(str(u)) == u, uuid.uuid5(uuid.NAMESPACE_DNS, 'a'))
`,
    `Color.RED <Color.RED: 1> BLUE Color.BLUE [<Color.RED: 1>, <Color.BLUE: 2>] 2 <enum 'Color'>
1 <N.A: 1> 2 {"n": 1, "s": "ab"} False True
ValueError: 9 is not a valid Color
KeyError: 'X'
36 4 True 4f3f2898-69e3-5a0d-820a-c4e87987dbce
`,
  ],
  [
    'pathlib, string and textwrap',
    `from pathlib import Path
import os, string, textwrap
os.makedirs('/tmp/w/d')
p = Path('/tmp/w') / 'd' / 'a.tar.gz'
print(repr(p), p.name, p.suffix, p.stem, p.parent, p.write_text('x'), p.read_text(), p.exists(), p.parent.is_dir(), p.with_suffix('.y'))
print(list(Path('/tmp/w/d').iterdir()), list(Path('/tmp/w').glob('**/*.gz')), p.relative_to('/tmp'), Path(), Path('x') == Path('x/'))
show(lambda: Path('/tmp/w/no').read_text())
show(lambda: Path('/tmp/w').mkdir())
print(string.ascii_lowercase, string.Template('$a \${b}').substitute(a=1, b=2), textwrap.fill('the quick brown fox', 10))
`,
    `PosixPath('/tmp/w/d/a.tar.gz') a.tar.gz .gz a.tar /tmp/w/d 1 x True True /tmp/w/d/a.tar.y
[PosixPath('/tmp/w/d/a.tar.gz')] [PosixPath('/tmp/w/d/a.tar.gz')] w/d/a.tar.gz . True
FileNotFoundError: [Errno 2] No such file or directory: '/tmp/w/no'
FileExistsError: [Errno 17] File exists: '/tmp/w'
abcdefghijklmnopqrstuvwxyz 1 2 the quick
brown fox
`,
  ],
];

const TOOL = `import argparse
a = argparse.ArgumentParser(prog='tool', description='Does things.')
a.add_argument('file', help='input file')
a.add_argument('more', nargs='*')
a.add_argument('-n', '--count', type=int, default=3, help='how many (default: %(default)s)')
a.add_argument('-v', '--verbose', action='store_true')
a.add_argument('--mode', choices=['fast', 'slow'])
print(a.parse_args())
`;
const USAGE = 'usage: tool [-h] [-n COUNT] [-v] [--mode {fast,slow}] file [more ...]\n';

it.each([
  ['f', "Namespace(file='f', more=[], count=3, verbose=False, mode=None)\n", '', 0],
  ['f g -vn5 --mode=slow', "Namespace(file='f', more=['g'], count=5, verbose=True, mode='slow')\n", '', 0],
  ['', '', `${USAGE}tool: error: the following arguments are required: file\n`, 2],
  ['f -n x', '', `${USAGE}tool: error: argument -n/--count: invalid int value: 'x'\n`, 2],
  ['f -n', '', `${USAGE}tool: error: argument -n/--count: expected one argument\n`, 2],
  ['f --nope', '', `${USAGE}tool: error: unrecognized arguments: --nope\n`, 2],
  [
    '-h',
    `${USAGE}
Does things.

positional arguments:
  file                  input file
  more

options:
  -h, --help            show this help message and exit
  -n COUNT, --count COUNT
                        how many (default: 3)
  -v, --verbose
  --mode {fast,slow}
`,
    '',
    0,
  ],
])('argparse: tool %s', (words, stdout, stderr, code) => {
  machine.write('/app/tool.py', TOOL);
  const given = words.split(' ').filter((word) => word !== '');
  expect(machine.run(['python', '/app/tool.py', ...given])).toEqual({ stdout, stderr, code });
});

it.each(cases)('%s', (_name, source, stdout) => {
  machine.write('/app/x.py', SHOW + source);
  expect(machine.run(['python', '/app/x.py'])).toEqual({ stdout, stderr: '', code: 0 });
});
