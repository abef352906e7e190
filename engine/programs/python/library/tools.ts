import type { LibraryModule } from './sources.ts';

const functools = `
def reduce(function, iterable, *initial):
    it = iter(iterable)
    if initial:
        value = initial[0]
    else:
        value = next(it, reduce)
        if value is reduce:
            raise TypeError('reduce() of empty iterable with no initial value')
    for x in it:
        value = function(value, x)
    return value

def update_wrapper(wrapper, wrapped, assigned=(), updated=()):
    for name in ('__module__', '__name__', '__qualname__', '__doc__'):
        if hasattr(wrapped, name):
            setattr(wrapper, name, getattr(wrapped, name))
    wrapper.__wrapped__ = wrapped
    return wrapper

def wraps(wrapped, assigned=(), updated=()):
    return lambda f: update_wrapper(f, wrapped)

class partial:
    def __init__(self, func, *args, **keywords):
        self.func = func
        self.args = args
        self.keywords = keywords
    def __call__(self, *args, **keywords):
        return self.func(*self.args, *args, **{**self.keywords, **keywords})

class _Info:
    def __init__(self, hits, misses, maxsize, currsize):
        self.hits, self.misses, self.maxsize, self.currsize = hits, misses, maxsize, currsize
    def __repr__(self):
        return f'CacheInfo(hits={self.hits}, misses={self.misses}, maxsize={self.maxsize}, currsize={self.currsize})'

def lru_cache(maxsize=128, typed=False):
    def decorate(f):
        cache = {}
        counts = [0, 0]
        def wrapper(*args, **kwargs):
            key = (args, tuple(sorted(kwargs.items())))
            if key in cache:
                counts[0] += 1
                value = cache.pop(key)
                cache[key] = value
                return value
            counts[1] += 1
            value = f(*args, **kwargs)
            cache[key] = value
            if maxsize is not None and len(cache) > maxsize:
                del cache[next(iter(cache))]
            return value
        wrapper.cache_clear = cache.clear
        wrapper.cache_info = lambda: _Info(counts[0], counts[1], maxsize, len(cache))
        return update_wrapper(wrapper, f)
    if callable(maxsize):
        f, maxsize = maxsize, 128
        return decorate(f)
    return decorate

def cache(f):
    return lru_cache(None)(f)

class cached_property:
    def __init__(self, func):
        self.func = func
    def __set_name__(self, owner, name):
        self.name = name
    def __get__(self, obj, owner=None):
        if obj is None:
            return self
        value = self.func(obj)
        setattr(obj, self.name, value)
        return value

def total_ordering(cls):
    if '__lt__' in cls.__dict__:
        cls.__gt__ = lambda a, b: not (a < b) and a != b
        cls.__le__ = lambda a, b: a < b or a == b
        cls.__ge__ = lambda a, b: not (a < b)
    return cls

def cmp_to_key(f):
    class K:
        def __init__(self, value):
            self.value = value
        def __lt__(self, other):
            return f(self.value, other.value) < 0
    return K

def singledispatch(f):
    table = {}
    def wrapper(*args, **kwargs):
        for each in type(args[0]).__mro__:
            if each in table:
                return table[each](*args, **kwargs)
        return f(*args, **kwargs)
    def register(cls):
        def decorate(g):
            table[cls] = g
            return g
        return decorate
    wrapper.register = register
    return wrapper
`;

const itertools = `
def count(start=0, step=1):
    while True:
        yield start
        start += step

def cycle(iterable):
    items = list(iterable)
    while items:
        for x in items:
            yield x

def repeat(value, times=None):
    if times is None:
        while True:
            yield value
    for _ in range(times):
        yield value

class chain:
    def __init__(self, *iterables):
        self._it = self._all(iterables)
    def _all(self, iterables):
        for it in iterables:
            for x in it:
                yield x
    def __iter__(self):
        return self._it
    def __next__(self):
        return next(self._it)
    @classmethod
    def from_iterable(cls, iterables):
        return cls(*iterables)

def islice(iterable, *args):
    s = slice(*args)
    start, stop, step = s.start or 0, s.stop, s.step or 1
    for n, x in enumerate(iterable):
        if stop is not None and n >= stop:
            return
        if n >= start and (n - start) % step == 0:
            yield x
            if stop is not None and n + 1 >= stop:
                return

def accumulate(iterable, func=None, *, initial=None):
    total = initial
    started = initial is not None
    if started:
        yield total
    for x in iterable:
        if not started:
            total, started = x, True
        else:
            total = total + x if func is None else func(total, x)
        yield total

def product(*iterables, repeat=1):
    pools = [tuple(p) for p in iterables] * repeat
    result = [()]
    for pool in pools:
        result = [r + (x,) for r in result for x in pool]
    yield from result

def permutations(iterable, r=None):
    items = tuple(iterable)
    r = len(items) if r is None else r
    def go(chosen, left):
        if len(chosen) == r:
            yield tuple(items[i] for i in chosen)
            return
        for i in left:
            yield from go(chosen + [i], [j for j in left if j != i])
    yield from go([], list(range(len(items))))

def combinations(iterable, r):
    items = tuple(iterable)
    def go(start, chosen):
        if len(chosen) == r:
            yield tuple(chosen)
            return
        for i in range(start, len(items)):
            yield from go(i + 1, chosen + [items[i]])
    yield from go(0, [])

def groupby(iterable, key=None):
    group, current, started = [], None, False
    for x in iterable:
        k = x if key is None else key(x)
        if started and k != current:
            yield current, iter(group)
            group = []
        current, started = k, True
        group.append(x)
    if started:
        yield current, iter(group)

def takewhile(predicate, iterable):
    for x in iterable:
        if not predicate(x):
            return
        yield x

def dropwhile(predicate, iterable):
    dropping = True
    for x in iterable:
        dropping = dropping and predicate(x)
        if not dropping:
            yield x

def starmap(f, iterable):
    for args in iterable:
        yield f(*args)

def filterfalse(predicate, iterable):
    for x in iterable:
        if not (predicate(x) if predicate else x):
            yield x

def compress(data, selectors):
    for d, s in zip(data, selectors):
        if s:
            yield d

def zip_longest(*iterables, fillvalue=None):
    lists = [list(i) for i in iterables]
    for n in range(max(map(len, lists), default=0)):
        yield tuple(l[n] if n < len(l) else fillvalue for l in lists)

def pairwise(iterable):
    last = None
    for n, x in enumerate(iterable):
        if n:
            yield last, x
        last = x

def batched(iterable, n):
    batch = []
    for x in iterable:
        batch.append(x)
        if len(batch) == n:
            yield tuple(batch)
            batch = []
    if batch:
        yield tuple(batch)

def tee(iterable, n=2):
    items = list(iterable)
    return tuple(iter(items) for _ in range(n))
`;

const collections = `
import _collections

class defaultdict(dict):
    def __init__(self, default_factory=None, *args, **kwargs):
        dict.__init__(self, *args, **kwargs)
        self.default_factory = default_factory
    def __missing__(self, key):
        if self.default_factory is None:
            raise KeyError(key)
        value = self.default_factory()
        self[key] = value
        return value
    def __repr__(self):
        return f'defaultdict({self.default_factory!r}, {dict.__repr__(self)})'

class OrderedDict(dict):
    def move_to_end(self, key, last=True):
        value = self.pop(key)
        if last:
            self[key] = value
        else:
            rest = list(self.items())
            self.clear()
            self[key] = value
            self.update(rest)
    def popitem(self, last=True):
        key = list(self)[-1 if last else 0]
        return key, self.pop(key)
    def __repr__(self):
        return f'OrderedDict({dict.__repr__(self)})' if self else 'OrderedDict()'

class Counter(dict):
    def __init__(self, iterable=None, **kwargs):
        dict.__init__(self)
        self.update(iterable, **kwargs)
    def __missing__(self, key):
        return 0
    def update(self, iterable=None, **kwargs):
        if iterable is not None:
            if hasattr(iterable, 'items'):
                for k, n in iterable.items():
                    self[k] = self[k] + n
            else:
                for k in iterable:
                    self[k] = self[k] + 1
        for k, n in kwargs.items():
            self[k] = self[k] + n
    def subtract(self, iterable):
        for k, n in Counter(iterable).items():
            self[k] = self[k] - n
    def most_common(self, n=None):
        found = sorted(self.items(), key=lambda p: p[1], reverse=True)
        return found if n is None else found[:n]
    def elements(self):
        for k, n in self.items():
            for _ in range(n):
                yield k
    def total(self):
        return sum(self.values())
    def __add__(self, other):
        r = Counter(self)
        r.update(other)
        return Counter({k: v for k, v in r.items() if v > 0})
    def __sub__(self, other):
        r = Counter(self)
        for k, n in other.items():
            r[k] = r[k] - n
        return Counter({k: v for k, v in r.items() if v > 0})
    def __repr__(self):
        if not self:
            return 'Counter()'
        return 'Counter({' + ', '.join(f'{k!r}: {n!r}' for k, n in self.most_common()) + '})'

class deque:
    def __init__(self, iterable=(), maxlen=None):
        self.maxlen = maxlen
        self._items = []
        self.extend(iterable)
    def append(self, x):
        self._items.append(x)
        if self.maxlen is not None and len(self._items) > self.maxlen:
            self._items.pop(0)
    def appendleft(self, x):
        self._items.insert(0, x)
        if self.maxlen is not None and len(self._items) > self.maxlen:
            self._items.pop()
    def extend(self, iterable):
        for x in iterable:
            self.append(x)
    def extendleft(self, iterable):
        for x in iterable:
            self.appendleft(x)
    def pop(self):
        if not self._items:
            raise IndexError('pop from an empty deque')
        return self._items.pop()
    def popleft(self):
        if not self._items:
            raise IndexError('pop from an empty deque')
        return self._items.pop(0)
    def clear(self):
        self._items.clear()
    def remove(self, x):
        self._items.remove(x)
    def count(self, x):
        return self._items.count(x)
    def index(self, x):
        return self._items.index(x)
    def reverse(self):
        self._items.reverse()
    def rotate(self, n=1):
        if self._items:
            n %= len(self._items)
            self._items = self._items[-n:] + self._items[:-n]
    def __len__(self):
        return len(self._items)
    def __iter__(self):
        return iter(self._items)
    def __getitem__(self, n):
        if not -len(self._items) <= n < len(self._items):
            raise IndexError('deque index out of range')
        return self._items[n]
    def __setitem__(self, n, value):
        self._items[n] = value
    def __contains__(self, x):
        return x in self._items
    def __eq__(self, other):
        return isinstance(other, deque) and self._items == other._items
    def __repr__(self):
        return f'deque({self._items!r}' + (f', maxlen={self.maxlen}' if self.maxlen is not None else '') + ')'

class ChainMap(dict):
    pass

def namedtuple(typename, field_names, *, rename=False, defaults=None, module=None):
    if isinstance(field_names, str):
        field_names = field_names.replace(',', ' ').split()
    names = tuple(field_names)
    fallback = dict(zip(names[len(names) - len(defaults):], defaults)) if defaults else {}
    def __new__(cls, *args, **kwargs):
        if len(args) > len(names):
            raise TypeError(f'{typename}.__new__() takes {len(names) + 1} positional arguments but {len(args) + 1} were given')
        given = dict(zip(names, args))
        for k, v in kwargs.items():
            if k in given or k not in names:
                raise TypeError(f"{typename}.__new__() got an unexpected keyword argument '{k}'")
            given[k] = v
        missing = [n for n in names if n not in given and n not in fallback]
        if missing:
            raise TypeError(f"{typename}.__new__() missing {len(missing)} required positional argument{'s' if len(missing) > 1 else ''}: " + ' and '.join(repr(m) for m in missing))
        return _collections.tuple_of(cls, [given.get(n, fallback.get(n)) for n in names])
    members = {'__new__': __new__, '_fields': names, '__match_args__': names, '_field_defaults': fallback}
    for index, name in enumerate(names):
        members[name] = property(_getter(index))
    members['_asdict'] = lambda self: dict(zip(names, _collections.plain_tuple(self)))
    members['_replace'] = lambda self, **kw: type(self)(**{**self._asdict(), **kw})
    members['_make'] = classmethod(lambda cls, it: cls(*it))
    return type(typename, (tuple,), members)

def _getter(index):
    return lambda self: self[index]

class UserDict(dict):
    pass

class UserList(list):
    pass
`;

const others = `
class ABCMeta(type):
    pass

class ABC(metaclass=ABCMeta):
    pass

def abstractmethod(f):
    f.__isabstractmethod__ = True
    return f

abstractproperty = property
`;

const copy = `
def copy(x):
    own = getattr(type(x), '__copy__', None)
    if own is not None:
        return own(x)
    if isinstance(x, (list, dict, set)) and type(x) in (list, dict, set):
        return x.copy()
    if hasattr(x, '__dict__') and not callable(x):
        made = object.__new__(type(x))
        for k, v in x.__dict__.items():
            object.__setattr__(made, k, v)
        return made
    return x

def deepcopy(x, memo=None):
    memo = {} if memo is None else memo
    if id(x) in memo and not isinstance(x, (int, str, float, bool)):
        return memo[id(x)]
    if type(x) is list:
        r = memo[id(x)] = []
        r.extend(deepcopy(v, memo) for v in x)
        return r
    if type(x) is dict:
        r = memo[id(x)] = {}
        for k, v in x.items():
            r[deepcopy(k, memo)] = deepcopy(v, memo)
        return r
    if type(x) is tuple:
        return tuple(deepcopy(v, memo) for v in x)
    if type(x) is set:
        return {deepcopy(v, memo) for v in x}
    own = getattr(type(x), '__deepcopy__', None)
    if own is not None:
        return own(x, memo)
    if hasattr(x, '__dict__') and not callable(x):
        r = memo[id(x)] = object.__new__(type(x))
        for k, v in x.__dict__.items():
            object.__setattr__(r, k, deepcopy(v, memo))
        return r
    return x
`;

const contextlib = `
import functools
from abc import ABC as AbstractContextManager

class _Manager:
    def __init__(self, f, args, kwargs):
        self._remake = (f, args, kwargs)
        self.gen = f(*args, **kwargs)
    def __enter__(self):
        try:
            return next(self.gen)
        except StopIteration:
            raise RuntimeError("generator didn't yield") from None
    def __exit__(self, typ, value, traceback):
        if typ is None:
            try:
                next(self.gen)
            except StopIteration:
                return False
            raise RuntimeError("generator didn't stop")
        try:
            self.gen.throw(value)
        except StopIteration as e:
            return e is not value
        except BaseException as e:
            if e is value:
                return False
            raise
        raise RuntimeError("generator didn't stop after throw()")
    def __call__(self, f):
        made, args, kwargs = self._remake
        @functools.wraps(f)
        def inner(*a, **k):
            with _Manager(made, args, kwargs):
                return f(*a, **k)
        return inner

def contextmanager(f):
    @functools.wraps(f)
    def helper(*args, **kwargs):
        return _Manager(f, args, kwargs)
    return helper

def asynccontextmanager(f):
    return contextmanager(f)

class suppress:
    def __init__(self, *exceptions):
        self._exceptions = exceptions
    def __enter__(self):
        pass
    def __exit__(self, typ, value, tb):
        return typ is not None and issubclass(typ, self._exceptions)

class closing:
    def __init__(self, thing):
        self.thing = thing
    def __enter__(self):
        return self.thing
    def __exit__(self, *args):
        self.thing.close()

class nullcontext:
    def __init__(self, enter_result=None):
        self.enter_result = enter_result
    def __enter__(self):
        return self.enter_result
    def __exit__(self, *args):
        pass

class _Redirect:
    def __init__(self, target):
        self._target = target
    def __enter__(self):
        import sys
        self._old = getattr(sys, self._name)
        setattr(sys, self._name, self._target)
        return self._target
    def __exit__(self, *args):
        import sys
        setattr(sys, self._name, self._old)

class redirect_stdout(_Redirect):
    _name = 'stdout'

class redirect_stderr(_Redirect):
    _name = 'stderr'

class ExitStack:
    def __init__(self):
        self._exits = []
    def enter_context(self, cm):
        value = cm.__enter__()
        self._exits.append(cm.__exit__)
        return value
    def callback(self, f, *args, **kwargs):
        self._exits.append(lambda *e: f(*args, **kwargs) and False)
        return f
    def __enter__(self):
        return self
    def __exit__(self, *error):
        while self._exits:
            if self._exits.pop()(*error):
                error = (None, None, None)
        return error[0] is None
    def close(self):
        self.__exit__(None, None, None)
`;

const io = `
class UnsupportedOperation(OSError, ValueError):
    pass

class StringIO:
    _empty = ''
    _newline = '\\n'

    def __init__(self, initial=None, newline='\\n'):
        self._data = initial or self._empty
        self._at = 0
        self.closed = False

    def write(self, s):
        if self._at >= len(self._data):
            self._data += s
        else:
            self._data = self._data[:self._at] + s + self._data[self._at + len(s):]
        self._at = self._at + len(s)
        return len(s)

    def writelines(self, lines):
        for line in lines:
            self.write(line)

    def getvalue(self):
        return self._data

    def read(self, size=-1):
        end = len(self._data) if size is None or size < 0 else self._at + size
        data = self._data[self._at:end]
        self._at += len(data)
        return data

    def readline(self, size=-1):
        end = self._data.find(self._newline, self._at)
        end = len(self._data) if end < 0 else end + 1
        data = self._data[self._at:end]
        self._at = end
        return data

    def readlines(self):
        return list(self)

    def __iter__(self):
        return self

    def __next__(self):
        line = self.readline()
        if not line:
            raise StopIteration
        return line

    def seek(self, at, whence=0):
        self._at = at + (0 if whence == 0 else self._at if whence == 1 else len(self._data))
        return self._at

    def tell(self):
        return self._at

    def truncate(self, size=None):
        self._data = self._data[:self._at if size is None else size]

    def flush(self):
        pass

    def isatty(self):
        return False

    def close(self):
        self.closed = True

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.close()

class BytesIO(StringIO):
    _empty = b''
    _newline = b'\\n'

class TextIOWrapper(StringIO):
    pass

open = open
DEFAULT_BUFFER_SIZE = 8192
SEEK_SET, SEEK_CUR, SEEK_END = 0, 1, 2
`;

const runpy = `
import sys

def _main(name, words):
    import importlib
    full = name
    try:
        found = importlib.find(name)
        if found is not None and found[1]:
            full = name + '.__main__'
            if importlib.find(full) is None:
                print(f"{sys.executable}: No module named {full}; '{name}' is a package and cannot be directly executed", file=sys.stderr)
                sys.exit(1)
        elif found is None:
            print(f'{sys.executable}: No module named {name}', file=sys.stderr)
            sys.exit(1)
    except ModuleNotFoundError as e:
        print(f'{sys.executable}: Error while finding module specification for {name!r} (ModuleNotFoundError: {e})', file=sys.stderr)
        sys.exit(1)
    found = importlib.find(full)
    sys.argv[0] = found[0]
    module = importlib.import_as_main(full)
    start = getattr(module, '__main__function__', None)
    if start is not None:
        sys.exit(start())
`;

const importlib = `
import sys
from importlib._find import find, import_as_main

def import_module(name, package=None):
    if name.startswith('.'):
        level = len(name) - len(name.lstrip('.'))
        base = package.split('.')
        base = base[:len(base) - level + 1]
        name = '.'.join(base + [name[level:]])
    __import__(name)
    return sys.modules_get(name)

def reload(module):
    raise NotImplementedError('importlib.reload(): not part of the simulation')

def invalidate_caches():
    pass
`;

export const tools: readonly (readonly [string, LibraryModule])[] = [
  ['functools', { kind: 'standard', source: functools }],
  ['itertools', { kind: 'builtin', source: itertools }],
  ['collections', { kind: 'standard', source: collections, isPackage: true }],
  [
    'collections.abc',
    {
      kind: 'builtin',
      source:
        "class _P:\n    def __class_getitem__(cls, x):\n        return cls\nclass Callable(_P):\n    __protocol__ = '__call__'\nclass Iterable(_P):\n    __protocol__ = '__iter__'\nclass Iterator(_P):\n    __protocol__ = '__next__'\nclass Generator(_P):\n    __protocol__ = 'send'\nclass Hashable(_P):\n    __protocol__ = '__hash__'\nclass Sized(_P):\n    __protocol__ = '__len__'\nclass Mapping(_P):\n    pass\nMutableMapping = Sequence = MutableSequence = Set = MutableSet = Awaitable = Coroutine = AsyncIterator = Mapping\n",
    },
  ],
  ['abc', { kind: 'standard', source: others }],
  ['copy', { kind: 'standard', source: copy }],
  ['contextlib', { kind: 'standard', source: contextlib }],
  ['io', { kind: 'standard', source: io }],
  ['runpy', { kind: 'builtin', source: runpy }],
  ['importlib', { kind: 'standard', source: importlib, isPackage: true }],
  ['importlib._find', { kind: 'builtin', source: '' }],
  [
    'atexit',
    {
      kind: 'builtin',
      source:
        '_functions = []\ndef register(f, *args, **kwargs):\n    _functions.append(lambda: f(*args, **kwargs))\n    return f\ndef unregister(f):\n    pass\n',
    },
  ],
  [
    'warnings',
    {
      kind: 'standard',
      source:
        'def warn(*args, **kwargs):\n    pass\ndef filterwarnings(*args, **kwargs):\n    pass\ndef simplefilter(*args, **kwargs):\n    pass\n',
    },
  ],
  [
    'gc',
    {
      kind: 'builtin',
      source: 'def collect(generation=2):\n    return 0\ndef disable():\n    pass\ndef enable():\n    pass\n',
    },
  ],
  ['__future__', { kind: 'standard', source: 'annotations = None\n' }],
  [
    'operator',
    {
      kind: 'standard',
      source:
        'def itemgetter(*keys):\n    if len(keys) == 1:\n        return lambda x: x[keys[0]]\n    return lambda x: tuple(x[k] for k in keys)\ndef attrgetter(*names):\n    def one(x, path):\n        for n in path.split("."):\n            x = getattr(x, n)\n        return x\n    if len(names) == 1:\n        return lambda x: one(x, names[0])\n    return lambda x: tuple(one(x, n) for n in names)\ndef methodcaller(name, *args, **kwargs):\n    return lambda x: getattr(x, name)(*args, **kwargs)\nadd = lambda a, b: a + b\nsub = lambda a, b: a - b\nmul = lambda a, b: a * b\ntruediv = lambda a, b: a / b\nfloordiv = lambda a, b: a // b\nmod = lambda a, b: a % b\neq = lambda a, b: a == b\nne = lambda a, b: a != b\nlt = lambda a, b: a < b\nle = lambda a, b: a <= b\ngt = lambda a, b: a > b\nge = lambda a, b: a >= b\nneg = lambda a: -a\nnot_ = lambda a: not a\ncontains = lambda a, b: b in a\n',
    },
  ],
];
