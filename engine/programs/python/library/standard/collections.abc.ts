export const collectionsAbcSource = `
class _P:
    def __class_getitem__(cls, x):
        return cls
class Callable(_P):
    __protocol__ = '__call__'
class Iterable(_P):
    __protocol__ = '__iter__'
class Iterator(_P):
    __protocol__ = '__next__'
class Generator(_P):
    __protocol__ = 'send'
class Hashable(_P):
    __protocol__ = '__hash__'
class Sized(_P):
    __protocol__ = '__len__'
class Mapping(_P):
    pass
MutableMapping = Sequence = MutableSequence = Set = MutableSet = Awaitable = Coroutine = AsyncIterator = Mapping
`;
