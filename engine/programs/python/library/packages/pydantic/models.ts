/** pydantic's models: fields by annotations */
export const pydanticModels = String.raw`
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
