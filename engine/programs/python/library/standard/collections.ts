export const collectionsSource = `
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
    def subtract(self, iterable=None, **kwargs):
        for k, n in Counter(iterable, **kwargs).items():
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
    def copy(self):
        return Counter(self)
    @classmethod
    def fromkeys(cls, iterable, v=None):
        raise NotImplementedError('Counter.fromkeys() is undefined.  Use Counter(iterable) instead.')
    def __delitem__(self, key):
        if key in self:
            dict.__delitem__(self, key)
    def _combined(self, other, how):
        r = Counter()
        for k in [*self, *(k for k in other if k not in self)]:
            n = how(self[k], other[k])
            if n > 0:
                r[k] = n
        return r
    def _become(self, other):
        self.clear()
        dict.update(self, other)
        return self
    def __add__(self, other):
        return self._combined(other, lambda a, b: a + b) if isinstance(other, Counter) else NotImplemented
    def __sub__(self, other):
        return self._combined(other, lambda a, b: a - b) if isinstance(other, Counter) else NotImplemented
    def __or__(self, other):
        return self._combined(other, max) if isinstance(other, Counter) else NotImplemented
    def __and__(self, other):
        return self._combined(other, min) if isinstance(other, Counter) else NotImplemented
    def __iadd__(self, other):
        return self._become(self + other)
    def __isub__(self, other):
        return self._become(self - other)
    def __ior__(self, other):
        return self._become(self | other)
    def __iand__(self, other):
        return self._become(self & other)
    def __pos__(self):
        return self + Counter()
    def __neg__(self):
        return Counter() - self
    def _all(self, other, holds):
        return all(holds(self[k], other[k]) for k in [*self, *other]) if isinstance(other, Counter) else NotImplemented
    def __eq__(self, other):
        return self._all(other, lambda a, b: a == b) if isinstance(other, Counter) else dict.__eq__(self, other)
    def __le__(self, other):
        return self._all(other, lambda a, b: a <= b)
    def __ge__(self, other):
        return self._all(other, lambda a, b: a >= b)
    def __lt__(self, other):
        return self <= other and self != other
    def __gt__(self, other):
        return self >= other and self != other
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
    def insert(self, n, x):
        if self.maxlen is not None and len(self._items) >= self.maxlen:
            raise IndexError('deque already at its maximum size')
        self._items.insert(n, x)
    def copy(self):
        return deque(self._items, self.maxlen)
    __copy__ = copy
    def __add__(self, other):
        if not isinstance(other, deque):
            raise TypeError(f'can only concatenate deque (not "{type(other).__name__}") to deque')
        made = self.copy()
        made.extend(other)
        return made
    def __iadd__(self, other):
        self.extend(other)
        return self
    def __mul__(self, n):
        return deque(self._items * n, self.maxlen)
    def __reversed__(self):
        return reversed(self._items)
    def __delitem__(self, n):
        if not -len(self._items) <= n < len(self._items):
            raise IndexError('deque index out of range')
        del self._items[n]
    def __lt__(self, other):
        return self._items < other._items if isinstance(other, deque) else NotImplemented
    __hash__ = None
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
    if module is not None:
        members['__module__'] = module
    return type(typename, (tuple,), members)

def _getter(index):
    return lambda self: self[index]
`;
