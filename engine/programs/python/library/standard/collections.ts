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
