export const dataclassesSource = `
class _Missing:
    def __repr__(self):
        return '<dataclasses._MISSING_TYPE object>'

MISSING = _Missing()
KW_ONLY = _Missing()

class FrozenInstanceError(AttributeError):
    pass

class Field:
    def __init__(self, default, default_factory, init, repr, hash, compare, metadata, kw_only):
        self.name = self.type = None
        self.default, self.default_factory, self.init, self.repr = default, default_factory, init, repr
        self.hash, self.compare, self.metadata, self.kw_only = hash, compare, metadata or {}, kw_only

def field(*, default=MISSING, default_factory=MISSING, init=True, repr=True, hash=None, compare=True, metadata=None, kw_only=MISSING):
    if default is not MISSING and default_factory is not MISSING:
        raise ValueError('cannot specify both default and default_factory')
    return Field(default, default_factory, init, repr, hash, compare, metadata, kw_only)

def _own_fields(cls, kw_only):
    found = []
    for name, kind in cls.__dict__.get('__annotations__', {}).items():
        text = kind if isinstance(kind, str) else repr(kind)
        if kind is KW_ONLY or text.split('.')[-1] == 'KW_ONLY':
            kw_only = True
            continue
        if text.split('[')[0].split('.')[-1] == 'ClassVar':
            continue
        given = cls.__dict__.get(name, MISSING)
        f = given if isinstance(given, Field) else field(default=given)
        if isinstance(f.default, (list, dict, set)):
            raise ValueError(f'mutable default {type(f.default)} for field {name} is not allowed: use default_factory')
        f.name, f.type = name, kind
        if f.kw_only is MISSING:
            f.kw_only = kw_only
        if isinstance(given, Field):
            if f.default is MISSING:
                delattr(cls, name)
            else:
                setattr(cls, name, f.default)
        found.append(f)
    return found

def _listed(names):
    shown = [repr(n) for n in names]
    return ' and '.join(shown) if len(shown) < 3 else ', '.join(shown[:-1]) + ', and ' + shown[-1]

def _lacking(name, missing, kind):
    if missing:
        raise TypeError(f"{name} missing {len(missing)} required {kind} argument{'' if len(missing) == 1 else 's'}: {_listed(missing)}")

def _make_init(cls, fields):
    taken = [f for f in fields if f.init]
    plain = [f.name for f in taken if not f.kw_only]
    needed = [f.name for f in taken if f.default is MISSING and f.default_factory is MISSING]
    for before, after in zip(plain, plain[1:]):
        if before not in needed and after in needed:
            raise TypeError(f'non-default argument {after!r} follows default argument {before!r}')
    name = f'{cls.__qualname__}.__init__()'
    least, most = len([n for n in plain if n in needed]) + 1, len(plain) + 1

    def __init__(self, *args, **kwargs):
        if len(args) > len(plain):
            count = str(most) if least == most else f'from {least} to {most}'
            raise TypeError(f"{name} takes {count} positional argument{'' if most == 1 else 's'} but {len(args) + 1} were given")
        given = dict(zip(plain, args))
        known = [f.name for f in taken]
        for k, v in kwargs.items():
            if k not in known:
                raise TypeError(f'{name} got an unexpected keyword argument {k!r}')
            if k in given:
                raise TypeError(f'{name} got multiple values for argument {k!r}')
            given[k] = v
        _lacking(name, [n for n in plain if n in needed and n not in given], 'positional')
        _lacking(name, [n for n in needed if n not in plain and n not in given], 'keyword-only')
        for f in fields:
            if f.name in given:
                object.__setattr__(self, f.name, given[f.name])
            elif f.default_factory is not MISSING:
                object.__setattr__(self, f.name, f.default_factory())
            elif f.default is not MISSING:
                object.__setattr__(self, f.name, f.default)
        if hasattr(self, '__post_init__'):
            self.__post_init__()
    return __init__

def _values(obj):
    return tuple(getattr(obj, f.name) for f in obj.__dataclass_fields__.values() if f.compare)

def _add(cls, name, method):
    if name not in cls.__dict__:
        setattr(cls, name, method)

def _repr(self):
    return f"{type(self).__qualname__}({', '.join(f'{f.name}={getattr(self, f.name)!r}' for f in self.__dataclass_fields__.values() if f.repr)})"

def _process(cls, init, repr, eq, order, unsafe_hash, frozen, kw_only):
    table = {}
    for base in cls.__mro__[::-1][:-1]:
        table.update(getattr(base, '__dataclass_fields__', {}))
    for f in _own_fields(cls, kw_only):
        table[f.name] = f
    cls.__dataclass_fields__ = table
    if '__match_args__' not in cls.__dict__:
        cls.__match_args__ = tuple(f.name for f in table.values() if f.init and not f.kw_only)
    if init:
        _add(cls, '__init__', _make_init(cls, list(table.values())))
    if repr:
        _add(cls, '__repr__', _repr)
    if eq:
        _add(cls, '__eq__', lambda a, b: _values(a) == _values(b) if type(a) is type(b) else NotImplemented)
        if frozen or unsafe_hash:
            _add(cls, '__hash__', lambda self: hash(_values(self)))
        elif '__hash__' not in cls.__dict__:
            cls.__hash__ = None
    if order:
        _add(cls, '__lt__', lambda a, b: _values(a) < _values(b) if type(a) is type(b) else NotImplemented)
        _add(cls, '__le__', lambda a, b: _values(a) <= _values(b) if type(a) is type(b) else NotImplemented)
        _add(cls, '__gt__', lambda a, b: _values(a) > _values(b) if type(a) is type(b) else NotImplemented)
        _add(cls, '__ge__', lambda a, b: _values(a) >= _values(b) if type(a) is type(b) else NotImplemented)
    if frozen:
        def assign(self, name, value):
            raise FrozenInstanceError(f'cannot assign to field {name!r}')
        def remove(self, name):
            raise FrozenInstanceError(f'cannot delete field {name!r}')
        cls.__setattr__, cls.__delattr__ = assign, remove
    return cls

def dataclass(cls=None, /, *, init=True, repr=True, eq=True, order=False, unsafe_hash=False, frozen=False, match_args=True, kw_only=False, slots=False, weakref_slot=False):
    def wrap(cls):
        return _process(cls, init, repr, eq, order, unsafe_hash, frozen, kw_only)
    return wrap if cls is None else wrap(cls)

def fields(obj):
    try:
        return tuple(obj.__dataclass_fields__.values())
    except AttributeError:
        raise TypeError('must be called with a dataclass type or instance') from None

def is_dataclass(obj):
    return hasattr(obj, '__dataclass_fields__')

def _plain(value, factory):
    if is_dataclass(value) and not isinstance(value, type):
        return factory([(f.name, _plain(getattr(value, f.name), factory)) for f in fields(value)])
    if type(value) in (list, tuple):
        return type(value)([_plain(v, factory) for v in value])
    if isinstance(value, dict):
        return {_plain(k, factory): _plain(v, factory) for k, v in value.items()}
    return value

def asdict(obj, *, dict_factory=dict):
    if not is_dataclass(obj) or isinstance(obj, type):
        raise TypeError('asdict() should be called on dataclass instances')
    return _plain(obj, dict_factory)

def astuple(obj, *, tuple_factory=tuple):
    if not is_dataclass(obj) or isinstance(obj, type):
        raise TypeError('astuple() should be called on dataclass instances')
    return _plain(obj, lambda pairs: tuple_factory([v for k, v in pairs]))

def replace(obj, /, **changes):
    given = {f.name: getattr(obj, f.name) for f in fields(obj) if f.init}
    return type(obj)(**{**given, **changes})
`;
