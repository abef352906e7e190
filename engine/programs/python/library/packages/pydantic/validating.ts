/** pydantic: values that are checked and converted */
export const pydanticValidating = String.raw`
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
`;
