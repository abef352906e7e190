/** Members are made when a class with them is through. */
export const enumSource = `
class auto:
    pass

class nonmember:
    def __init__(self, value):
        self.value = value

class EnumMeta(type):
    def __call__(cls, value, names=None, *, module=None, qualname=None, type=None, start=1):
        if names is not None:
            return _functional(cls, value, names, type, start)
        table = cls.__dict__.get('_value2member_map_', {})
        try:
            if value in table:
                return table[value]
        except TypeError:
            pass
        if isinstance(value, cls):
            return value
        found = cls._missing_(value)
        if found is None:
            raise ValueError(f'{value!r} is not a valid {cls.__qualname__}')
        return found
    def __iter__(cls):
        return iter([cls._member_map_[n] for n in cls._member_names_])
    def __reversed__(cls):
        return iter([cls._member_map_[n] for n in cls._member_names_[::-1]])
    def __len__(cls):
        return len(cls._member_names_)
    def __bool__(cls):
        return True
    def __getitem__(cls, name):
        return cls._member_map_[name]
    def __contains__(cls, value):
        return isinstance(value, cls) or value in cls._value2member_map_
    def __setattr__(cls, name, value):
        if name in cls.__dict__.get('_member_map_', {}):
            raise AttributeError(f'cannot reassign member {name!r}')
        type.__setattr__(cls, name, value)
    def __delattr__(cls, name):
        if name in cls.__dict__.get('_member_map_', {}):
            raise AttributeError(f'{cls.__name__!r} cannot delete member {name!r}.')
        type.__delattr__(cls, name)
    def __repr__(cls):
        return f"<{'flag' if issubclass(cls, Flag) else 'enum'} {cls.__name__!r}>"

EnumType = EnumMeta

def _functional(cls, name, names, kind, start):
    if isinstance(names, str):
        names = names.replace(',', ' ').split()
    members = {}
    for each in names.items() if isinstance(names, dict) else names:
        member, value = (each, None) if isinstance(each, str) else each
        if value is None:
            value = start + len(members) if not members else cls._generate_next_value_(member, start, len(members), list(members.values()))
        members[member] = value
    return EnumMeta(name, (cls,) if kind is None else (kind, cls), members)

def _is_member(name, value):
    if name.startswith('_') or isinstance(value, (property, classmethod, staticmethod, nonmember)):
        return False
    return not hasattr(type(value), '__get__') and type(value).__name__ not in ('function', 'builtin_function_or_method', 'method')

def _make(cls, value):
    for kind in (int, str, float):
        if issubclass(cls, kind):
            return kind.__new__(cls, *(value if isinstance(value, tuple) else (value,)))
    return object.__new__(cls)

class Enum(metaclass=EnumMeta):
    _member_names_ = ()

    def __init_subclass__(cls, **kwargs):
        for base in cls.__mro__[1:]:
            if base.__dict__.get('_member_names_'):
                raise TypeError(f'{cls.__name__!r} cannot extend {base!r}')
        names, table, values = [], {}, {}
        found = [(n, v) for n, v in cls.__dict__.items() if _is_member(n, v)]
        last = []
        for name, value in found:
            if isinstance(value, auto):
                value = cls._generate_next_value_(name, 1, len(last), last)
            last.append(value)
            same = [m for m in table.values() if m._value_ == value]
            if same:
                table[name] = same[0]
            else:
                member = _make(cls, value)
                object.__setattr__(member, '_name_', name)
                object.__setattr__(member, '_value_', value)
                if '__init__' in cls.__dict__:
                    cls.__init__(member, *(value if isinstance(value, tuple) else (value,)))
                names.append(name)
                table[name] = member
                try:
                    values[member._value_] = member
                except TypeError:
                    pass
            setattr(cls, name, table[name])
        for name, value in list(cls.__dict__.items()):
            if isinstance(value, nonmember):
                setattr(cls, name, value.value)
        cls._member_names_, cls._member_map_, cls._value2member_map_ = names, table, values
        cls.__members__ = table

    def _generate_next_value_(name, start, count, last_values):
        return last_values[-1] + 1 if last_values else start

    @classmethod
    def _missing_(cls, value):
        for name in cls._member_names_:
            if cls._member_map_[name]._value_ == value:
                return cls._member_map_[name]
        return None

    @property
    def name(self):
        return self._name_

    @property
    def value(self):
        return self._value_

    def __str__(self):
        return f'{type(self).__name__}.{self._name_}'

    def __repr__(self):
        return f'<{type(self).__name__}.{self._name_}: {self._value_!r}>'

    def __format__(self, spec):
        return format(str(self), spec)

    def __hash__(self):
        return hash(self._name_)

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

class IntEnum(int, Enum):
    def __str__(self):
        return str(self._value_)
    def __format__(self, spec):
        return format(self._value_, spec)
    def __hash__(self):
        return hash(self._value_)

class StrEnum(str, Enum):
    def _generate_next_value_(name, start, count, last_values):
        return name.lower()
    def __str__(self):
        return self._value_
    def __format__(self, spec):
        return format(self._value_, spec)
    def __hash__(self):
        return hash(self._value_)

class Flag(Enum):
    def _generate_next_value_(name, start, count, last_values):
        return 1 << max(v.bit_length() for v in last_values) if last_values else 1

    @classmethod
    def _missing_(cls, value):
        every = cls._every()
        if not isinstance(value, int):
            raise ValueError(f'{value!r} is not a valid {cls.__qualname__}')
        if value < 0:
            value &= every
        if value & ~every and not issubclass(cls, int):
            width = max(value.bit_length(), every.bit_length())
            raise ValueError(f'{cls!r} invalid value {value!r}\\n    given {bin(value)[:2]} {value:0{width + 1}b}\\n  allowed {bin(every)[:2]} {every:0{width + 1}b}')
        made = _make(cls, value)
        object.__setattr__(made, '_value_', value)
        object.__setattr__(made, '_name_', '|'.join(m._name_ for m in made) or None)
        cls._value2member_map_[value] = made
        return made

    @classmethod
    def _every(cls):
        every = 0
        for each in cls._member_map_.values():
            every |= each._value_
        return every

    def _other(self, other):
        if isinstance(other, type(self)):
            return other._value_
        return other if isinstance(other, int) and isinstance(self, int) else None

    def __or__(self, other):
        value = self._other(other)
        return NotImplemented if value is None else type(self)(self._value_ | value)
    def __and__(self, other):
        value = self._other(other)
        return NotImplemented if value is None else type(self)(self._value_ & value)
    def __xor__(self, other):
        value = self._other(other)
        return NotImplemented if value is None else type(self)(self._value_ ^ value)
    __ror__, __rand__, __rxor__ = __or__, __and__, __xor__
    def __invert__(self):
        return type(self)(self._every() & ~self._value_)
    def __iter__(self):
        for name in type(self)._member_names_:
            each = type(self)._member_map_[name]
            if each._value_ and each._value_ & (each._value_ - 1) == 0 and each._value_ & self._value_:
                yield each
    def __len__(self):
        return bin(self._value_).count('1')
    def __contains__(self, other):
        if not isinstance(other, type(self)):
            raise TypeError(f"unsupported operand type(s) for 'in': {type(other).__qualname__!r} and {type(self).__qualname__!r}")
        return other._value_ & self._value_ == other._value_
    def __bool__(self):
        return bool(self._value_)
    def __repr__(self):
        name = type(self).__name__
        return f'<{name}: {self._value_!r}>' if self._name_ is None else f'<{name}.{self._name_}: {self._value_!r}>'
    def __str__(self):
        name = type(self).__name__
        return f'{name}({self._value_!r})' if self._name_ is None else f'{name}.{self._name_}'
    def __eq__(self, other):
        return type(self) is type(other) and self._value_ == other._value_
    def __hash__(self):
        return hash(self._value_)

class IntFlag(int, Flag):
    def __str__(self):
        return str(self._value_)
    def __format__(self, spec):
        return format(self._value_, spec)
    def __eq__(self, other):
        return self._value_ == (other._value_ if isinstance(other, IntFlag) else other)
    def __hash__(self):
        return hash(self._value_)

def unique(enumeration):
    doubles = ', '.join(f'{n} -> {m._name_}' for n, m in enumeration.__members__.items() if n != m._name_)
    if doubles:
        raise ValueError(f'duplicate values found in {enumeration!r}: {doubles}')
    return enumeration
`;
