export const typingSource = `
class _Form:
    def __init__(self, name, args=()):
        self._name = name
        self.__args__ = args
    @property
    def __metadata__(self):
        if self._name != 'Annotated':
            raise AttributeError('__metadata__')
        return self.__args__[1:]
    def __getitem__(self, item):
        return _Form(self._name, item if isinstance(item, tuple) else (item,))
    def __or__(self, other):
        return _Form('Union', (self, other))
    def __ror__(self, other):
        return _Form('Union', (other, self))
    def __call__(self, *args, **kwargs):
        if self._name in _CONCRETE:
            return _CONCRETE[self._name](*args, **kwargs)
        raise TypeError(f'Cannot instantiate typing.{self._name}')
    def __eq__(self, other):
        return isinstance(other, _Form) and (self._name, self.__args__) == (other._name, other.__args__)
    def __hash__(self):
        return hash(self._name)
    def __repr__(self):
        shown = ', '.join(a.__name__ if isinstance(a, type) else '...' if a is ... else repr(a) for a in self.__args__)
        return f'typing.{self._name}' + (f'[{shown}]' if shown else '')

_CONCRETE = {'List': list, 'Dict': dict, 'Set': set, 'Tuple': tuple, 'FrozenSet': frozenset}
Any, Union, Optional, Callable, ClassVar, Final, Literal, Annotated = [_Form(n) for n in 'Any Union Optional Callable ClassVar Final Literal Annotated'.split()]
List, Dict, Set, FrozenSet, Tuple, Type, Deque, DefaultDict, Counter = [_Form(n) for n in 'List Dict Set FrozenSet Tuple Type Deque DefaultDict Counter'.split()]
Iterable, Iterator, Sequence, Mapping, MutableMapping, MutableSequence, Collection = [_Form(n) for n in 'Iterable Iterator Sequence Mapping MutableMapping MutableSequence Collection'.split()]
Generator, Awaitable, Coroutine, AsyncIterator, AsyncIterable, AsyncGenerator, Hashable = [_Form(n) for n in 'Generator Awaitable Coroutine AsyncIterator AsyncIterable AsyncGenerator Hashable'.split()]
NoReturn, Never, Self, TypeAlias, LiteralString, Required, NotRequired, TypeGuard, Concatenate, Pattern, Match, IO, TextIO, BinaryIO = [_Form(n) for n in 'NoReturn Never Self TypeAlias LiteralString Required NotRequired TypeGuard Concatenate Pattern Match IO TextIO BinaryIO'.split()]
AnyStr = _Form('AnyStr')
Text = str
TYPE_CHECKING = False

class TypeVar:
    def __init__(self, name, *constraints, bound=None, covariant=False, contravariant=False):
        self.__name__ = name
    def __or__(self, other):
        return _Form('Union', (self, other))
    __ror__ = __or__
    def __repr__(self):
        return '~' + self.__name__

ParamSpec = TypeVar

class Generic:
    def __class_getitem__(cls, item):
        return cls

class Protocol:
    def __class_getitem__(cls, item):
        return cls

def NamedTuple(typename, fields=()):
    from collections import namedtuple
    return namedtuple(typename, [name for name, kind in fields])

def TypedDict(typename, fields=None, total=True):
    return dict

def NewType(name, tp):
    return lambda value: value

def cast(typ, val):
    return val

def overload(func):
    return func

def final(f):
    return f

def no_type_check(f):
    return f

def runtime_checkable(cls):
    return cls

override = final

def get_type_hints(obj, globalns=None, localns=None, include_extras=False):
    import sys
    found = {}
    for each in reversed(obj.__mro__) if isinstance(obj, type) else [obj]:
        names = globalns or getattr(sys.modules.get(getattr(each, '__module__', None)), '__dict__', {})
        for name, hint in getattr(each, '__dict__', {}).get('__annotations__', {}).items() if isinstance(each, type) else each.__annotations__.items():
            if isinstance(hint, str):
                hint = eval(hint, dict(names), localns)
            if not include_extras and isinstance(hint, _Form) and hint._name == 'Annotated':
                hint = hint.__args__[0]
            found[name] = type(None) if hint is None else hint
    return found

def get_args(tp):
    args = tuple(type(None) if a is None else a for a in getattr(tp, '__args__', ()) or ())
    if isinstance(tp, _Form) and tp._name == 'Optional':
        return args + (type(None),)
    return args

_ORIGINS = {'List': list, 'Dict': dict, 'Set': set, 'FrozenSet': frozenset, 'Tuple': tuple, 'Type': type, 'Optional': Union}

def get_origin(tp):
    if isinstance(tp, _Form):
        if not tp.__args__:
            return _ORIGINS.get(tp._name)
        return _ORIGINS.get(tp._name) or globals()[tp._name]
    if ' | ' in repr(tp) and not isinstance(tp, type):
        return Union
    return getattr(tp, '__origin__', None)
`;
