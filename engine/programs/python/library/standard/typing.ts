export const typingSource = `
from abc import ABCMeta

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
        name, args = self._name, self.__args__
        if name == 'Union' and len(args) == 2 and (None in args or type(None) in args):
            name, args = 'Optional', [a for a in args if a is not None and a is not type(None)]
        shown = ', '.join(_shown(a, name) for a in args)
        return f'typing.{name}' + (f'[{shown}]' if shown else '')

def _shown(a, name):
    if name == 'Literal':
        return repr(a)
    if isinstance(a, list):
        return '[' + ', '.join(_shown(each, name) for each in a) + ']'
    if isinstance(a, type):
        return a.__qualname__ if a.__module__ == 'builtins' else f'{a.__module__}.{a.__qualname__}'
    return 'None' if a is None else '...' if a is ... else f'ForwardRef({a!r})' if isinstance(a, str) else repr(a)

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

class _ProtocolMeta(ABCMeta):
    def __subclasscheck__(cls, subclass):
        if cls is Protocol or Protocol not in cls.__bases__:
            return cls in subclass.__mro__
        if not cls.__dict__.get('_is_runtime_protocol'):
            raise TypeError('Instance and class checks can only be used with @runtime_checkable protocols')
        return cls in subclass.__mro__ or all(hasattr(subclass, name) for name in _members(cls))
    def __instancecheck__(cls, instance):
        if cls is Protocol or Protocol not in cls.__bases__:
            return cls in type(instance).__mro__
        if not cls.__dict__.get('_is_runtime_protocol'):
            raise TypeError('Instance and class checks can only be used with @runtime_checkable protocols')
        return cls in type(instance).__mro__ or all(hasattr(instance, name) for name in _members(cls))
    def __call__(cls, *args, **kwargs):
        if Protocol in cls.__bases__:
            raise TypeError('Protocols cannot be instantiated')
        return super().__call__(*args, **kwargs)

def _members(cls):
    names = set()
    for each in cls.__mro__:
        if each is not Protocol and Protocol in each.__mro__:
            names |= {n for n in each.__dict__ if not n.startswith('_') or n in ('__len__', '__iter__', '__call__', '__enter__', '__exit__', '__getitem__', '__contains__')}
            names |= set(each.__dict__.get('__annotations__', {}))
    return names

class Protocol(metaclass=_ProtocolMeta):
    def __class_getitem__(cls, item):
        return cls

def _named_tuple(typename, types, defaults, module):
    from collections import namedtuple
    made = namedtuple(typename, types, defaults=defaults, module=module)
    made.__annotations__ = types
    return made

class _NamedTupleMeta(type):
    def __new__(cls, typename, bases, ns):
        if not bases:
            return super().__new__(cls, typename, bases, ns)
        types = ns.get('__annotations__', {})
        last = None
        for name in types:
            if name in ns:
                last = name
            elif last is not None:
                raise TypeError(f'Non-default namedtuple field {name} cannot follow default field {last}')
        made = _named_tuple(typename, types, [ns[n] for n in types if n in ns], ns.get('__module__'))
        for key, value in ns.items():
            if key in ('__new__', '__init__', '__slots__', '_fields', '_make', '_replace', '_asdict'):
                raise AttributeError('Cannot overwrite NamedTuple attribute ' + key)
            if key not in types and key not in ('__annotations__', '__module__', '__qualname__'):
                setattr(made, key, value)
        return made
    def __call__(cls, typename, fields=None, /, **kwargs):
        return _named_tuple(typename, dict(kwargs if fields is None else fields), None, None)

class NamedTuple(metaclass=_NamedTupleMeta):
    pass

class _TypedDictMeta(type):
    def __new__(cls, name, bases, ns, total=True):
        if not bases:
            return super().__new__(cls, name, bases, ns)
        hints, required = {}, set()
        for base in bases:
            hints.update(base.__dict__.get('__annotations__', {}))
            required |= base.__dict__.get('__required_keys__', frozenset())
        own = ns.get('__annotations__', {})
        hints.update(own)
        for key, hint in own.items():
            if getattr(hint, '_name', 'Required' if total else '') == 'Required' or total and getattr(hint, '_name', '') != 'NotRequired':
                required.add(key)
        made = super().__new__(cls, name, (dict,), {k: v for k, v in ns.items() if k not in ('__annotations__',)})
        made.__annotations__, made.__total__ = hints, total
        made.__required_keys__, made.__optional_keys__ = frozenset(required), frozenset(hints) - required
        return made
    def __call__(cls, *args, **kwargs):
        if cls is TypedDict:
            return _TypedDictMeta(args[0], (TypedDict,), {'__annotations__': dict(args[1])}, total=kwargs.get('total', True))
        return dict(*args, **kwargs)
    def __instancecheck__(cls, instance):
        raise TypeError('TypedDict does not support instance and class checks')

class TypedDict(metaclass=_TypedDictMeta):
    pass

class NewType:
    def __init__(self, name, tp):
        self.__name__ = self.__qualname__ = name
        self.__supertype__ = tp
    def __call__(self, value):
        return value
    def __repr__(self):
        return f'__main__.{self.__name__}'
    def __or__(self, other):
        return _Form('Union', (self, other))
    __ror__ = __or__

def cast(typ, val):
    return val

def overload(func):
    return func

def final(f):
    return f

def no_type_check(f):
    return f

def runtime_checkable(cls):
    cls._is_runtime_protocol = True
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

OrderedDict, ChainMap, Sized, SupportsInt, SupportsFloat, SupportsIndex, SupportsAbs, ContextManager, AsyncContextManager, AbstractSet, KeysView, ItemsView, ValuesView, Reversible, Container = [_Form(n) for n in 'OrderedDict ChainMap Sized SupportsInt SupportsFloat SupportsIndex SupportsAbs ContextManager AsyncContextManager AbstractSet KeysView ItemsView ValuesView Reversible Container'.split()]
Unpack = _Form('Unpack')
TypeVarTuple = TypeVar

def assert_never(arg):
    raise AssertionError(f'Expected code to be unreachable, but got: {arg!r}')

def assert_type(val, typ):
    return val

def reveal_type(obj):
    import sys
    print(f'Runtime type is {type(obj).__name__!r}', file=sys.stderr)
    return obj
`;
