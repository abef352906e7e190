/** pydantic: fields, their types, and what is wrong with a value */
export const pydanticFields = String.raw`
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
`;
