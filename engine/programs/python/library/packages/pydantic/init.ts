/** pydantic's models: fields by annotations, values that are checked and converted. */
export const pydanticSource = String.raw`
import datetime as _dt
import json as _json
import re as _re
import typing as _t
from decimal import Decimal as _Decimal
from enum import Enum as _Enum
from uuid import UUID as _UUID
VERSION = __version__ = '2.11.7'
PydanticUndefined = ...
_NoneType = type(None)

class ValidationError(ValueError):
    def __init__(self, title, errors):
        self.title, self._errors = title, errors
        super().__init__()

    def errors(self, **kwargs):
        return self._errors

    def error_count(self):
        return len(self._errors)

    def json(self, **kwargs):
        return _json.dumps(self._errors)

    def __str__(self):
        count = len(self._errors)
        lines = [f"{count} validation error{'' if count == 1 else 's'} for {self.title}"]
        for e in self._errors:
            lines.append('.'.join(map(str, e['loc'])))
            lines.append(f"  {e['msg']} [type={e['type']}, input_value={e['input']!r}, input_type={type(e['input']).__name__}]")
            lines.append(f"    For further information visit https://errors.pydantic.dev/2.11/v/{e['type']}")
        return '\n'.join(lines)

class _Bad(Exception):
    def __init__(self, type, msg, input, loc=(), ctx=None):
        self.found = [{'type': type, 'loc': tuple(loc), 'msg': msg, 'input': input, **({'ctx': ctx} if ctx else {})}]

class _Many(Exception):
    def __init__(self, found):
        self.found = found

class FieldInfo:
    def __init__(self, default=..., **given):
        self.default = default
        self.default_factory = given.pop('default_factory', None)
        self.alias = given.pop('alias', None) or given.pop('validation_alias', None)
        self.description, self.title = given.pop('description', None), given.pop('title', None)
        if given.get('regex'):
            given['pattern'] = given.pop('regex')
        self.limits = {k: v for k, v in given.items() if v is not None}

    def is_required(self):
        return self.default is ... and self.default_factory is None

    def value(self):
        return self.default_factory() if self.default_factory else self.default

def Field(default=..., **given):
    return FieldInfo(default, **given)

class EmailStr(str):
    pass

class SecretStr:
    def __init__(self, value):
        self._value = value

    def get_secret_value(self):
        return self._value

    def __repr__(self):
        return "SecretStr('**********')"

    def __str__(self):
        return '**********'

class HttpUrl(str):
    pass

AnyUrl = AnyHttpUrl = HttpUrl
PositiveInt = _t.Annotated[int, FieldInfo(gt=0)]
NonNegativeInt = _t.Annotated[int, FieldInfo(ge=0)]
PositiveFloat = _t.Annotated[float, FieldInfo(gt=0)]

def constr(**given):
    return _t.Annotated[str, FieldInfo(**given)]

def conint(**given):
    return _t.Annotated[int, FieldInfo(**given)]

def confloat(**given):
    return _t.Annotated[float, FieldInfo(**given)]

def ConfigDict(**given):
    return given

def _number(value, kind):
    if isinstance(value, bool):
        return kind(value)
    if kind is int:
        if isinstance(value, int):
            return value
        if isinstance(value, float):
            if value != int(value):
                raise _Bad('int_from_float', 'Input should be a valid integer, got a number with a fractional part', value)
            return int(value)
        if isinstance(value, str):
            try:
                return int(value)
            except ValueError:
                pass
            raise _Bad('int_parsing', 'Input should be a valid integer, unable to parse string as an integer', value)
        raise _Bad('int_type', 'Input should be a valid integer', value)
    if isinstance(value, (int, float, _Decimal)):
        return float(value)
    if isinstance(value, str):
        try:
            return float(value)
        except ValueError:
            pass
        raise _Bad('float_parsing', 'Input should be a valid number, unable to parse string as a number', value)
    raise _Bad('float_type', 'Input should be a valid number', value)

def _truth(value):
    if isinstance(value, bool):
        return value
    known = {'1': True, 'true': True, 't': True, 'yes': True, 'y': True, 'on': True, '0': False, 'false': False, 'f': False, 'no': False, 'n': False, 'off': False}
    key = str(value).lower()
    if isinstance(value, (str, int, float)):
        if key in known:
            return known[key]
        raise _Bad('bool_parsing', 'Input should be a valid boolean, unable to interpret input', value)
    raise _Bad('bool_type', 'Input should be a valid boolean', value)

def _moment(kind, value):
    name = kind.__name__
    if isinstance(value, kind):
        return value
    if isinstance(value, str):
        try:
            return kind.fromisoformat(value.replace('Z', '+00:00'))
        except ValueError:
            pass
        raise _Bad(f'{name}_from_datetime_parsing' if name == 'date' else f'{name}_parsing' if name == 'time' else 'datetime_from_date_parsing', f'Input should be a valid {name}' + (' or datetime' if name == 'date' else '') + ', input is too short' if len(value) < 10 else f'Input should be a valid {name}', value)
    if kind is _dt.datetime and isinstance(value, (int, float)):
        return _dt.datetime.fromtimestamp(value, _dt.timezone.utc)
    raise _Bad(f'{name}_type', f'Input should be a valid {name}', value)

def _each(convert, items):
    made, found = [], []
    for at, item in enumerate(items):
        try:
            made.append(convert(item))
        except (_Bad, _Many) as e:
            found.extend({**each, 'loc': (at,) + each['loc']} for each in e.found)
    if found:
        raise _Many(found)
    return made

def _validated(kind, value):
    """A value as one of a type. Raises _Bad or _Many."""
    if kind is _t.Any or kind is object or isinstance(kind, _t.TypeVar):
        return value
    origin, args = _t.get_origin(kind), _t.get_args(kind)
    if origin is _t.Annotated:
        made = _validated(args[0], value)
        for info in args[1:]:
            if isinstance(info, FieldInfo):
                _limited(info, made)
        return made
    if origin is _t.Union:
        if value is None and _NoneType in args:
            return None
        for each in args:
            if each is not _NoneType and isinstance(each, type) and type(value) is each:
                return value
        left = [each for each in args if each is not _NoneType]
        failed = []
        for each in left:
            try:
                return _validated(each, value)
            except (_Bad, _Many) as e:
                failed.extend(e.found if len(left) == 1 else [{**f, 'loc': (getattr(each, '__name__', str(each)),) + f['loc']} for f in e.found])
        raise _Many(failed)
    if origin is _t.Literal:
        if value in args:
            return value
        shown = ' or '.join(filter(None, [', '.join(map(repr, args[:-1])), repr(args[-1])]))
        raise _Bad('literal_error', f'Input should be {shown}', value, ctx={'expected': shown})
    if origin in (list, set, frozenset) or kind in (list, set, frozenset):
        base = origin or kind
        name = base.__name__
        if not isinstance(value, (list, tuple, set, frozenset)) or isinstance(value, (str, bytes)):
            raise _Bad(f'{name}_type', f'Input should be a valid {name}', value)
        return base(_each(lambda item: _validated(args[0], item), value) if args else value)
    if origin is tuple or kind is tuple:
        if not isinstance(value, (list, tuple)):
            raise _Bad('tuple_type', 'Input should be a valid tuple', value)
        if not args:
            return tuple(value)
        if len(args) == 2 and args[1] is ...:
            return tuple(_each(lambda item: _validated(args[0], item), value))
        return tuple(_validated(a, v) for a, v in zip(args, value))
    if origin is dict or kind is dict:
        if not isinstance(value, dict):
            raise _Bad('dict_type', 'Input should be a valid dictionary', value)
        return {_validated(args[0], k): _validated(args[1], v) for k, v in value.items()} if args else dict(value)
    if kind is str:
        if not isinstance(value, str):
            raise _Bad('string_type', 'Input should be a valid string', value)
        return value
    if kind is bool:
        return _truth(value)
    if kind is int or kind is float:
        return _number(value, kind)
    if kind is bytes:
        return value.encode() if isinstance(value, str) else value
    if kind is EmailStr:
        if not isinstance(value, str) or not _re.match(r'[^@\s]+@[^@\s]+\.[^@\s.]+$', value):
            raise _Bad('value_error', 'value is not a valid email address: An email address must have an @-sign.' if '@' not in str(value) else 'value is not a valid email address: The part after the @-sign is not valid. It should have a period.', value)
        return value
    if kind is HttpUrl:
        if not isinstance(value, str) or not _re.match(r'https?://[^/\s]+', value):
            raise _Bad('url_parsing', 'Input should be a valid URL, relative URL without a base', value)
        return value
    if kind is SecretStr:
        return SecretStr(value)
    if kind in (_dt.datetime, _dt.date, _dt.time):
        return _moment(kind, value)
    if kind is _NoneType:
        if value is not None:
            raise _Bad('none_required', 'Input should be None', value)
        return None
    if kind is _UUID:
        if isinstance(value, _UUID):
            return value
        try:
            return _UUID(value)
        except (ValueError, TypeError, AttributeError):
            pass
        raise _Bad('uuid_parsing', f'Input should be a valid UUID, invalid length: expected length 32 for simple format, found {len(str(value))}', value)
    if kind is _Decimal:
        try:
            return _Decimal(str(value))
        except ArithmeticError:
            pass
        raise _Bad('decimal_parsing', 'Input should be a valid decimal', value)
    if isinstance(kind, type) and issubclass(kind, _Enum):
        if isinstance(value, kind):
            return value
        for member in kind:
            if member.value == value:
                return member
        shown = [repr(member.value) for member in kind]
        words = ' or '.join(filter(None, [', '.join(shown[:-1]), shown[-1]]))
        raise _Bad('enum', f'Input should be {words}', value, ctx={'expected': words})
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        if isinstance(value, kind):
            return value
        if not isinstance(value, dict):
            if kind.model_config.get('from_attributes') and not isinstance(value, (str, int, float, list)):
                value = {name: getattr(value, name) for name in kind.model_fields if hasattr(value, name)}
            else:
                raise _Bad('model_attributes_type', 'Input should be a valid dictionary or object to extract fields from', value)
        return kind._built(value)
    if isinstance(kind, type):
        if isinstance(value, kind):
            return value
        raise _Bad('is_instance_of', f'Input should be an instance of {kind.__name__}', value)
    return value

_words = {'gt': ('greater_than', 'greater than {}', lambda v, x: v > x), 'ge': ('greater_than_equal', 'greater than or equal to {}', lambda v, x: v >= x), 'lt': ('less_than', 'less than {}', lambda v, x: v < x), 'le': ('less_than_equal', 'less than or equal to {}', lambda v, x: v <= x)}

def _limited(info, value):
    for name, limit in info.limits.items():
        if value is None:
            return
        if name in _words:
            kind, words, fits = _words[name]
            if not fits(value, limit):
                raise _Bad(kind, 'Input should be ' + words.format(limit), value, ctx={name: limit})
        elif name in ('min_length', 'max_length', 'min_items', 'max_items'):
            small = name.startswith('min')
            if len(value) < limit if small else len(value) > limit:
                if isinstance(value, str):
                    raise _Bad('string_too_short' if small else 'string_too_long', f"String should have at {'least' if small else 'most'} {limit} character{'' if limit == 1 else 's'}", value, ctx={name: limit})
                what = type(value).__name__.capitalize()
                raise _Bad('too_short' if small else 'too_long', f"{what} should have at {'least' if small else 'most'} {limit} item{'' if limit == 1 else 's'} after validation, not {len(value)}", value, ctx={name: limit})
        elif name == 'pattern' and not _re.search(limit, value):
            raise _Bad('string_pattern_mismatch', f"String should match pattern '{limit}'", value, ctx={'pattern': limit})

def field_validator(*fields, mode='after', **kwargs):
    def mark(function):
        made = function.__func__ if isinstance(function, classmethod) else function
        made._validates = (fields, mode)
        return made
    return mark

def validator(*fields, pre=False, **kwargs):
    return field_validator(*fields, mode='before' if pre else 'after')

def model_validator(*, mode):
    def mark(function):
        made = function.__func__ if isinstance(function, classmethod) else function
        made._validates_model = mode
        return made
    return mark

def field_serializer(*fields, **kwargs):
    def mark(function):
        function._serializes = fields
        return function
    return mark

def computed_field(function=None, **kwargs):
    return function if function is not None else (lambda f: f)

class BaseModel:
    model_config = {}
    model_fields = {}
    _validators, _model_validators, _serializers = [], [], []

    def __init_subclass__(cls, **kwargs):
        fields, validators = {}, []
        for base in reversed(cls.__mro__[1:]):
            fields.update(base.__dict__.get('model_fields', {}))
        own = {}
        for name, kind in cls.__dict__.get('__annotations__', {}).items():
            if name.startswith('_') or name == 'model_config':
                continue
            default = cls.__dict__.get(name, ...)
            info = default if isinstance(default, FieldInfo) else FieldInfo(default)
            if isinstance(kind, str):
                kind = _t.get_type_hints(cls, include_extras=True).get(name, _t.Any)
            info.annotation = kind
            own[name] = info
        cls.model_fields = {**fields, **own}
        cls.__fields__ = cls.model_fields
        for each in reversed(cls.__mro__):
            for value in list(each.__dict__.values()):
                if hasattr(value, '_validates'):
                    validators.append(value)
        cls._validators = validators
        cls._model_validators = [v for each in reversed(cls.__mro__) for v in list(each.__dict__.values()) if hasattr(v, '_validates_model')]
        cls._serializers = [v for each in reversed(cls.__mro__) for v in list(each.__dict__.values()) if hasattr(v, '_serializes')]
        config = cls.__dict__.get('Config')
        if config is not None:
            cls.model_config = {**cls.model_config, 'from_attributes': getattr(config, 'from_attributes', getattr(config, 'orm_mode', False)), 'extra': getattr(config, 'extra', None)}

    def __init__(self, /, **data):
        made = None
        try:
            made = type(self)._built(data, self)
        except (_Bad, _Many) as e:
            failed = ValidationError(type(self).__name__, e.found)
        if made is None:
            raise failed

    @classmethod
    def _built(cls, data, self=None):
        if self is None:
            self = object.__new__(cls)
        found, values, given = [], {}, set()
        for check in cls._model_validators:
            if check._validates_model == 'before':
                data = check(cls, data)
        for name, info in cls.model_fields.items():
            key = info.alias if info.alias and info.alias in data else name
            if key not in data:
                if info.is_required():
                    found.append({'type': 'missing', 'loc': (info.alias or name,), 'msg': 'Field required', 'input': data})
                else:
                    values[name] = _copied(info.value())
                continue
            given.add(name)
            try:
                value = data[key]
                for check in cls._validators:
                    if check._validates[1] == 'before' and name in check._validates[0]:
                        value = _checked(check, cls, value)
                value = _validated(info.annotation, value)
                _limited(info, value)
                for check in cls._validators:
                    if check._validates[1] != 'before' and (name in check._validates[0] or '*' in check._validates[0]):
                        value = _checked(check, cls, value)
                values[name] = value
            except (_Bad, _Many) as e:
                found.extend({**each, 'loc': (info.alias or name,) + each['loc']} for each in e.found)
        known = set(cls.model_fields) | {info.alias for info in cls.model_fields.values()}
        extra = cls.model_config.get('extra')
        for name, value in data.items():
            if name not in known:
                if extra == 'forbid':
                    found.append({'type': 'extra_forbidden', 'loc': (name,), 'msg': 'Extra inputs are not permitted', 'input': value})
                elif extra == 'allow':
                    values[name] = value
        if found:
            raise _Many(found)
        for name, value in values.items():
            object.__setattr__(self, name, value)
        object.__setattr__(self, '_given', given)
        for check in cls._model_validators:
            if check._validates_model == 'after':
                _checked(lambda c, v: check(self), cls, data)
        self.model_post_init(None)
        return self

    def model_post_init(self, context):
        pass

    def __setattr__(self, name, value):
        if self.model_config.get('frozen'):
            raise ValidationError(type(self).__name__, [{'type': 'frozen_instance', 'loc': (name,), 'msg': 'Instance is frozen', 'input': value}])
        object.__setattr__(self, name, value)

    def _items(self):
        return [(name, getattr(self, name)) for name in self.model_fields] + [(k, v) for k, v in self.__dict__.items() if k not in self.model_fields and k != '_given']

    def model_dump(self, *, mode='python', include=None, exclude=None, by_alias=False, exclude_unset=False, exclude_defaults=False, exclude_none=False, **kwargs):
        made = {}
        for name, value in self._items():
            info = self.model_fields.get(name)
            if include is not None and name not in include or exclude is not None and name in exclude:
                continue
            if exclude_unset and name not in self._given or exclude_none and value is None:
                continue
            if exclude_defaults and info is not None and not info.is_required() and value == info.default:
                continue
            for each in self._serializers:
                if name in each._serializes:
                    value = each(self, value)
            made[info.alias if by_alias and info and info.alias else name] = _dumped(value, mode, dict(by_alias=by_alias, exclude_unset=exclude_unset, exclude_none=exclude_none, exclude_defaults=exclude_defaults))
        return made

    def dict(self, **kwargs):
        return self.model_dump(**kwargs)

    def model_dump_json(self, *, indent=None, **kwargs):
        data = self.model_dump(mode='json', **kwargs)
        return _json.dumps(data, indent=indent, ensure_ascii=False, separators=(',', ':') if indent is None else None)

    def json(self, **kwargs):
        return _json.dumps(self.model_dump(mode='json', **kwargs))

    @classmethod
    def model_validate(cls, obj, *, from_attributes=None, **kwargs):
        failed = None
        try:
            if from_attributes and not isinstance(obj, dict):
                obj = {name: getattr(obj, name) for name in cls.model_fields if hasattr(obj, name)}
            return _validated(cls, obj)
        except (_Bad, _Many) as e:
            failed = ValidationError(cls.__name__, e.found)
        raise failed

    parse_obj = model_validate
    from_orm = model_validate

    @classmethod
    def model_validate_json(cls, data, **kwargs):
        return cls.model_validate(_json.loads(data))

    parse_raw = model_validate_json

    @classmethod
    def model_construct(cls, **values):
        self = object.__new__(cls)
        for name, info in cls.model_fields.items():
            object.__setattr__(self, name, values.get(name, info.value()))
        object.__setattr__(self, '_given', set(values))
        return self

    @classmethod
    def model_json_schema(cls, **kwargs):
        from fastapi.openapi import schema_of
        return schema_of(cls, None)

    def model_copy(self, *, update=None, deep=False):
        return self.model_construct(**{**dict(self._items()), **(update or {})})

    def copy(self, **kwargs):
        return self.model_copy(**kwargs)

    @property
    def model_fields_set(self):
        return self._given

    def __iter__(self):
        return iter(self._items())

    def __eq__(self, other):
        return type(self) is type(other) and self._items() == other._items()

    def __repr__(self):
        return f"{type(self).__name__}({', '.join(f'{k}={v!r}' for k, v in self._items())})"

    def __str__(self):
        return ' '.join(f'{k}={v!r}' for k, v in self._items())

def _checked(check, cls, value):
    try:
        return check(cls, value)
    except ValueError as e:
        words, kind = f'Value error, {e}', 'value_error'
    except AssertionError as e:
        words, kind = f'Assertion failed, {e}', 'assertion_error'
    raise _Bad(kind, words, value, ctx={'error': {}})

def _copied(value):
    return value.copy() if type(value) in (list, dict, set) else value

def _dumped(value, mode='python', options={}):
    if isinstance(value, BaseModel):
        return value.model_dump(mode=mode, **options)
    if isinstance(value, dict):
        return {k: _dumped(v, mode, options) for k, v in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        made = [_dumped(v, mode, options) for v in value]
        return made if mode == 'json' else type(value)(made)
    if mode == 'json':
        if isinstance(value, _Enum):
            return value.value
        if isinstance(value, (_dt.datetime, _dt.date, _dt.time)):
            text = value.isoformat()
            return text[:-6] + 'Z' if text.endswith('+00:00') else text
        if isinstance(value, (_UUID, _Decimal, SecretStr)):
            return str(value)
        if isinstance(value, bytes):
            return value.decode()
    return value

class RootModel(BaseModel):
    pass

class BaseSettings(BaseModel):
    def __init__(self, **data):
        import os
        for name in type(self).model_fields:
            for variable in (name.upper(), name):
                if name not in data and variable in os.environ:
                    data[name] = os.environ[variable]
        super().__init__(**data)
`;
