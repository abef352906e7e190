/** collections: what wraps a dict, a list, a text or several dicts. */
export const collectionsWrappers = `
from collections.abc import MutableMapping, MutableSequence, Sequence

class ChainMap(MutableMapping):
    def __init__(self, *maps):
        self.maps = list(maps) or [{}]
    def __missing__(self, key):
        raise KeyError(key)
    def __getitem__(self, key):
        for each in self.maps:
            if key in each:
                return each[key]
        return self.__missing__(key)
    def get(self, key, default=None):
        return self[key] if key in self else default
    def __len__(self):
        return len(dict.fromkeys(k for each in self.maps for k in each))
    def __iter__(self):
        return iter(dict.fromkeys(k for each in self.maps[::-1] for k in each))
    def __contains__(self, key):
        return any(key in each for each in self.maps)
    def __bool__(self):
        return any(self.maps)
    def __repr__(self):
        return f"{type(self).__name__}({', '.join(map(repr, self.maps))})"
    def copy(self):
        return type(self)(self.maps[0].copy(), *self.maps[1:])
    __copy__ = copy
    def new_child(self, m=None, **kwargs):
        if m is None:
            m = kwargs
        elif kwargs:
            m.update(kwargs)
        return type(self)(m, *self.maps)
    @property
    def parents(self):
        return type(self)(*self.maps[1:])
    def __setitem__(self, key, value):
        self.maps[0][key] = value
    def __delitem__(self, key):
        if key not in self.maps[0]:
            raise KeyError(f'Key not found in the first mapping: {key!r}')
        del self.maps[0][key]

class UserDict(MutableMapping):
    def __init__(self, dict=None, /, **kwargs):
        self.data = {}
        if dict is not None:
            self.update(dict)
        if kwargs:
            self.update(kwargs)
    def __len__(self):
        return len(self.data)
    def __getitem__(self, key):
        if key in self.data:
            return self.data[key]
        if hasattr(type(self), '__missing__'):
            return type(self).__missing__(self, key)
        raise KeyError(key)
    def __setitem__(self, key, item):
        self.data[key] = item
    def __delitem__(self, key):
        del self.data[key]
    def __iter__(self):
        return iter(self.data)
    def __contains__(self, key):
        return key in self.data
    def __repr__(self):
        return repr(self.data)
    def copy(self):
        made = type(self)()
        made.data = self.data.copy()
        return made
    def __or__(self, other):
        made = self.copy()
        made.update(other)
        return made

class UserList(MutableSequence):
    def __init__(self, initlist=None):
        self.data = [] if initlist is None else list(initlist)
    def _of(self, other):
        return other.data if isinstance(other, UserList) else list(other)
    def __repr__(self):
        return repr(self.data)
    def __eq__(self, other):
        return self.data == (other.data if isinstance(other, UserList) else other)
    def __lt__(self, other):
        return self.data < self._of(other)
    def __contains__(self, item):
        return item in self.data
    def __len__(self):
        return len(self.data)
    def __iter__(self):
        return iter(self.data)
    def __getitem__(self, i):
        return type(self)(self.data[i]) if isinstance(i, slice) else self.data[i]
    def __setitem__(self, i, item):
        self.data[i] = item
    def __delitem__(self, i):
        del self.data[i]
    def __add__(self, other):
        return type(self)(self.data + self._of(other))
    def __iadd__(self, other):
        self.data += self._of(other)
        return self
    def __mul__(self, n):
        return type(self)(self.data * n)
    def insert(self, i, item):
        self.data.insert(i, item)
    def copy(self):
        return type(self)(self)
    def sort(self, /, *args, **kwds):
        self.data.sort(*args, **kwds)

class UserString(Sequence):
    def __init__(self, seq):
        self.data = str(seq)
    def __str__(self):
        return self.data
    def __repr__(self):
        return repr(self.data)
    def __hash__(self):
        return hash(self.data)
    def __eq__(self, other):
        return self.data == str(other)
    def __lt__(self, other):
        return self.data < str(other)
    def __contains__(self, part):
        return str(part) in self.data
    def __len__(self):
        return len(self.data)
    def __getitem__(self, index):
        return type(self)(self.data[index])
    def __add__(self, other):
        return type(self)(self.data + str(other))
    def __radd__(self, other):
        return type(self)(str(other) + self.data)
    def __mul__(self, n):
        return type(self)(self.data * n)
    def __mod__(self, args):
        return type(self)(self.data % args)
    def __getattr__(self, name):
        if not hasattr(str, name):
            raise AttributeError(f'{type(self).__name__!r} object has no attribute {name!r}')
        found = getattr(self.data, name)
        def call(*args, **kwargs):
            given = found(*args, **kwargs)
            return type(self)(given) if isinstance(given, str) else given
        return call
`;
