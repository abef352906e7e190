/** Abstract base classes of containers: what a class has to have to be one, and what it has then. */
export const collectionsAbcSource = `
from abc import ABCMeta, abstractmethod

def _has(C, *names):
    for name in names:
        if getattr(C, name, None) is None:
            return NotImplemented
    return True

def _one_trick(name, method, bases=(), more=()):
    def hook(cls, C):
        return _has(C, method, *more) if cls.__name__ == name else NotImplemented
    def missing(self, *args, **kwargs):
        raise NotImplementedError
    missing.__isabstractmethod__ = True
    made = ABCMeta(name, bases, {'__subclasshook__': classmethod(hook), method: missing, '__module__': 'collections.abc', '__class_getitem__': classmethod(lambda cls, item: cls)})
    return made

Hashable = _one_trick('Hashable', '__hash__')
Callable = _one_trick('Callable', '__call__')
Iterable = _one_trick('Iterable', '__iter__')
Sized = _one_trick('Sized', '__len__')
Container = _one_trick('Container', '__contains__')
Awaitable = _one_trick('Awaitable', '__await__')
AsyncIterable = _one_trick('AsyncIterable', '__aiter__')

class Iterator(Iterable):
    @abstractmethod
    def __next__(self):
        raise StopIteration
    def __iter__(self):
        return self
    @classmethod
    def __subclasshook__(cls, C):
        return _has(C, '__iter__', '__next__') if cls is Iterator else NotImplemented

class Reversible(Iterable):
    @abstractmethod
    def __reversed__(self):
        pass
    @classmethod
    def __subclasshook__(cls, C):
        return _has(C, '__iter__', '__reversed__') if cls is Reversible else NotImplemented

class Generator(Iterator):
    @classmethod
    def __subclasshook__(cls, C):
        return _has(C, '__iter__', '__next__', 'send', 'throw', 'close') if cls is Generator else NotImplemented

class Coroutine(Awaitable):
    @classmethod
    def __subclasshook__(cls, C):
        return _has(C, '__await__', 'send', 'throw', 'close') if cls is Coroutine else NotImplemented

class AsyncIterator(AsyncIterable):
    @abstractmethod
    async def __anext__(self):
        raise StopAsyncIteration
    def __aiter__(self):
        return self
    @classmethod
    def __subclasshook__(cls, C):
        return _has(C, '__aiter__', '__anext__') if cls is AsyncIterator else NotImplemented

class AsyncGenerator(AsyncIterator):
    @classmethod
    def __subclasshook__(cls, C):
        return _has(C, '__aiter__', '__anext__', 'asend', 'athrow', 'aclose') if cls is AsyncGenerator else NotImplemented

class Collection(Sized, Iterable, Container):
    @classmethod
    def __subclasshook__(cls, C):
        return _has(C, '__len__', '__iter__', '__contains__') if cls is Collection else NotImplemented

class Sequence(Reversible, Collection):
    @abstractmethod
    def __getitem__(self, index):
        raise IndexError
    def __iter__(self):
        i = 0
        try:
            while True:
                v = self[i]
                yield v
                i += 1
        except IndexError:
            return
    def __contains__(self, value):
        return any(v is value or v == value for v in self)
    def __reversed__(self):
        for i in reversed(range(len(self))):
            yield self[i]
    def index(self, value, start=0, stop=None):
        for i in range(max(len(self) + start, 0) if start < 0 else start, len(self) if stop is None else stop):
            v = self[i]
            if v is value or v == value:
                return i
        raise ValueError
    def count(self, value):
        return sum(1 for v in self if v is value or v == value)

class MutableSequence(Sequence):
    @abstractmethod
    def __setitem__(self, index, value):
        raise IndexError
    @abstractmethod
    def __delitem__(self, index):
        raise IndexError
    @abstractmethod
    def insert(self, index, value):
        raise IndexError
    def append(self, value):
        self.insert(len(self), value)
    def clear(self):
        try:
            while True:
                self.pop()
        except IndexError:
            pass
    def reverse(self):
        n = len(self)
        for i in range(n // 2):
            self[i], self[n - i - 1] = self[n - i - 1], self[i]
    def extend(self, values):
        for v in list(values):
            self.append(v)
    def pop(self, index=-1):
        v = self[index]
        del self[index]
        return v
    def remove(self, value):
        del self[self.index(value)]
    def __iadd__(self, values):
        self.extend(values)
        return self

class Set(Collection):
    @classmethod
    def _from_iterable(cls, it):
        return cls(it)
    def __le__(self, other):
        return len(self) <= len(other) and all(e in other for e in self) if isinstance(other, Set) else NotImplemented
    def __lt__(self, other):
        return len(self) < len(other) and self.__le__(other) if isinstance(other, Set) else NotImplemented
    def __ge__(self, other):
        return len(self) >= len(other) and all(e in self for e in other) if isinstance(other, Set) else NotImplemented
    def __gt__(self, other):
        return len(self) > len(other) and self.__ge__(other) if isinstance(other, Set) else NotImplemented
    def __eq__(self, other):
        return len(self) == len(other) and self.__le__(other) if isinstance(other, Set) else NotImplemented
    def __and__(self, other):
        return self._from_iterable(v for v in other if v in self) if isinstance(other, Iterable) else NotImplemented
    def __or__(self, other):
        return self._from_iterable(e for s in (self, other) for e in s) if isinstance(other, Iterable) else NotImplemented
    def __sub__(self, other):
        return self._from_iterable(v for v in self if v not in set(other)) if isinstance(other, Iterable) else NotImplemented
    def __xor__(self, other):
        return (self - other) | self._from_iterable(v for v in other if v not in self)
    __rand__, __ror__ = __and__, __or__
    def isdisjoint(self, other):
        return not any(v in self for v in other)

class MutableSet(Set):
    @abstractmethod
    def add(self, value):
        raise NotImplementedError
    @abstractmethod
    def discard(self, value):
        raise NotImplementedError
    def remove(self, value):
        if value not in self:
            raise KeyError(value)
        self.discard(value)
    def pop(self):
        for value in self:
            self.discard(value)
            return value
        raise KeyError
    def clear(self):
        for value in list(self):
            self.discard(value)
    def __ior__(self, it):
        for value in it:
            self.add(value)
        return self
    def __iand__(self, it):
        for value in self - it:
            self.discard(value)
        return self
    def __isub__(self, it):
        for value in list(it):
            self.discard(value)
        return self

class Mapping(Collection):
    @abstractmethod
    def __getitem__(self, key):
        raise KeyError
    def get(self, key, default=None):
        try:
            return self[key]
        except KeyError:
            return default
    def __contains__(self, key):
        try:
            self[key]
        except KeyError:
            return False
        return True
    def keys(self):
        return KeysView(self)
    def items(self):
        return ItemsView(self)
    def values(self):
        return ValuesView(self)
    def __eq__(self, other):
        return dict(self.items()) == dict(other.items()) if isinstance(other, Mapping) else NotImplemented

class MutableMapping(Mapping):
    @abstractmethod
    def __setitem__(self, key, value):
        raise KeyError
    @abstractmethod
    def __delitem__(self, key):
        raise KeyError
    def pop(self, key, *default):
        try:
            value = self[key]
        except KeyError:
            if default:
                return default[0]
            raise
        del self[key]
        return value
    def popitem(self):
        for key in self:
            value = self[key]
            del self[key]
            return key, value
        raise KeyError
    def clear(self):
        for key in list(self):
            del self[key]
    def update(self, other=(), /, **kwds):
        pairs = other.items() if isinstance(other, Mapping) else [(k, other[k]) for k in other.keys()] if hasattr(other, 'keys') else other
        for key, value in pairs:
            self[key] = value
        for key, value in kwds.items():
            self[key] = value
    def setdefault(self, key, default=None):
        try:
            return self[key]
        except KeyError:
            self[key] = default
        return default

class MappingView(Sized):
    def __init__(self, mapping):
        self._mapping = mapping
    def __len__(self):
        return len(self._mapping)
    def __repr__(self):
        return f'{type(self).__name__}({self._mapping!r})'

class KeysView(MappingView, Set):
    @classmethod
    def _from_iterable(cls, it):
        return set(it)
    def __contains__(self, key):
        return key in self._mapping
    def __iter__(self):
        yield from self._mapping

class ItemsView(MappingView, Set):
    @classmethod
    def _from_iterable(cls, it):
        return set(it)
    def __contains__(self, item):
        key, value = item
        return key in self._mapping and self._mapping[key] == value
    def __iter__(self):
        for key in self._mapping:
            yield key, self._mapping[key]

class ValuesView(MappingView, Collection):
    def __contains__(self, value):
        return any(self._mapping[key] == value for key in self._mapping)
    def __iter__(self):
        for key in self._mapping:
            yield self._mapping[key]

ByteString = _one_trick('ByteString', 'hex')
for _kind in (tuple, str, range, bytes, memoryview):
    Sequence.register(_kind)
for _kind in (list, bytearray):
    MutableSequence.register(_kind)
MutableSet.register(set)
Set.register(frozenset)
MutableMapping.register(dict)
`;
