/** What values are in a statement's text, and what texts are as values. */
export const pymysqlValues = String.raw`
import datetime as _dt
from decimal import Decimal as _Decimal
_escapes = {'\0': '\\0', '\n': '\\n', '\r': '\\r', '\x1a': '\\Z', '"': '\\"', "'": "\\'", '\\': '\\\\'}

def escape_string(value):
    return ''.join(_escapes.get(c, c) for c in value) if any(c in _escapes for c in value) else value

def _literal(value):
    """A value as it stands in a statement."""
    if value is None:
        return 'NULL'
    if isinstance(value, bool):
        return 'true' if value else 'false'
    if isinstance(value, int):
        return str(int(value))
    if isinstance(value, float):
        text = repr(value)
        if text in ('inf', '-inf', 'nan'):
            raise ProgrammingError(f'{text} can not be used with MySQL')
        return text if 'e' in text else text + 'e0'
    if isinstance(value, _Decimal):
        return str(value)
    if isinstance(value, str):
        return "'" + escape_string(value) + "'"
    if isinstance(value, (bytes, bytearray)):
        return "x'" + bytes(value).hex() + "'"
    if isinstance(value, _dt.datetime):
        return f"'{value:%Y-%m-%d %H:%M:%S}" + (f'.{value.microsecond:06}' if value.microsecond else '') + "'"
    if isinstance(value, _dt.date):
        return f"'{value.isoformat()}'"
    if isinstance(value, _dt.timedelta):
        seconds = int(value.total_seconds())
        return f"'{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}'"
    if isinstance(value, _dt.time):
        return f"'{value:%H:%M:%S}'"
    if isinstance(value, (list, tuple, set, frozenset)):
        return '(' + ','.join(map(_literal, value)) + ')'
    if isinstance(value, dict):
        raise TypeError('dict can not be used as parameter')
    return "'" + escape_string(str(value)) + "'"

def _duration(text):
    negative = text.startswith('-')
    hours, minutes, seconds = text.lstrip('-').split(':')
    made = _dt.timedelta(hours=int(hours), minutes=int(minutes), seconds=float(seconds))
    return -made if negative else made

def _value(column, data):
    _, kind, charset, *_ = column
    if kind in (1, 2, 3, 8, 9, 13):
        return int(data.decode())
    if kind in (4, 5):
        return float(data.decode())
    if kind in (0, 246):
        return _Decimal(data.decode())
    if kind in (7, 12) or kind == 10:
        text = data.decode()
        try:
            return _dt.date.fromisoformat(text) if kind == 10 else _dt.datetime.fromisoformat(text)
        except ValueError:
            return text
    if kind == 11:
        return _duration(data.decode())
    if kind in (249, 250, 251, 252, 253, 254) and charset == 63:
        return data
    return data.decode()
`;
