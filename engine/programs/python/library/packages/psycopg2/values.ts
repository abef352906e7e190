/** What values are in a statement's text, and what texts are as values. */
export const psycopgValues = String.raw`
import datetime as _dt
from decimal import Decimal as _Decimal

class QuotedString:
    def __init__(self, value):
        self.adapted = value

    def getquoted(self):
        return _quoted(self.adapted).encode()

    def __str__(self):
        return _quoted(self.adapted)

class AsIs(QuotedString):
    def getquoted(self):
        return str(self.adapted).encode()

    def __str__(self):
        return str(self.adapted)

class Json(QuotedString):
    def __init__(self, adapted, dumps=None):
        import json
        self.adapted = adapted
        self._dumps = dumps or json.dumps

    def getquoted(self):
        return _quoted(self._dumps(self.adapted)).encode()

    def __str__(self):
        return self.getquoted().decode()

def Binary(value):
    return bytes(value)

_adapters = {}

def register_adapter(type, adapter):
    _adapters[type] = adapter

def _quoted(text):
    if '\0' in text:
        raise ValueError('A string literal cannot contain NUL (0x00) characters.')
    quoted = "'" + text.replace("'", "''").replace('\\', '\\\\') + "'"
    return ' E' + quoted if '\\' in text else quoted

def _literal(value):
    """A value as it stands in a statement."""
    if value is None:
        return 'NULL'
    adapter = _adapters.get(type(value))
    if adapter is not None:
        value = adapter(value)
    if hasattr(value, 'getquoted'):
        return value.getquoted().decode()
    if isinstance(value, bool):
        return 'true' if value else 'false'
    if isinstance(value, int):
        return f' {int(value)}' if value < 0 else str(int(value))
    if isinstance(value, float):
        if value != value or value in (float('inf'), float('-inf')):
            return f"'{'NaN' if value != value else 'Infinity' if value > 0 else '-Infinity'}'::float"
        return f' {value!r}' if value < 0 else repr(value)
    if isinstance(value, _Decimal):
        return f' {value}' if value < 0 else str(value)
    if isinstance(value, str):
        return _quoted(value)
    if isinstance(value, (bytes, bytearray)):
        return "'\\x" + bytes(value).hex() + "'::bytea"
    if isinstance(value, _dt.datetime):
        return f"'{value.isoformat()}'::timestamp" + ('tz' if value.tzinfo else '')
    if isinstance(value, _dt.date):
        return f"'{value.isoformat()}'::date"
    if isinstance(value, _dt.time):
        return f"'{value.isoformat()}'::time"
    if isinstance(value, _dt.timedelta):
        return f"'{value.days} days {value.seconds}.{value.microseconds:06d} seconds'::interval"
    if isinstance(value, list):
        return "'{}'" if not value else 'ARRAY[' + ', '.join(map(_literal, value)) + ']'
    if isinstance(value, tuple):
        return '(' + ', '.join(map(_literal, value)) + ')'
    raise ProgrammingError(f"can't adapt type '{type(value).__name__}'")

class _Named:
    def __init__(self, values):
        self._values = values

    def __getitem__(self, name):
        return _literal(self._values[name])

def _merged(query, values):
    if hasattr(query, 'as_string'):
        query = query.as_string(None)
    if isinstance(query, bytes):
        query = query.decode()
    if not isinstance(query, str):
        raise TypeError('argument 1 must be a string or unicode object: got %s instead' % type(query).__name__)
    if values is None:
        return query
    if isinstance(values, dict):
        return query % _Named(values)
    if isinstance(values, str):
        values = tuple(values)
    elif not isinstance(values, (tuple, list)):
        raise TypeError(f"'{type(values).__name__}' object does not support indexing")
    wanted = query.replace('%%', '').count('%s')
    if wanted > len(values):
        raise IndexError('tuple index out of range' if isinstance(values, tuple) else 'list index out of range')
    return query % tuple(map(_literal, values))

def _list_of(text, convert):
    made, stack, word, quoted, was_quoted, at = [], [], '', False, False, 0
    current = None
    while at < len(text):
        c = text[at]
        if quoted:
            if c == '\\':
                at += 1
                word += text[at]
            elif c == '"':
                quoted = False
            else:
                word += c
        elif c == '"':
            quoted = was_quoted = True
        elif c == '{':
            stack.append(current)
            current = []
        elif c in ',}':
            if word or was_quoted:
                current.append(None if word == 'NULL' and not was_quoted else convert(word))
            word, was_quoted = '', False
            if c == '}':
                done = current
                current = stack.pop()
                if current is None:
                    return done
                current.append(done)
        else:
            word += c
        at += 1
    return made

def _moment(text):
    if text[-3:-2] in '+-' and text[-3:-2]:
        text += ':00'
    return _dt.datetime.fromisoformat(text)

def _interval(text):
    import re
    days = 0
    for count, unit in re.findall(r'([+-]?\d+) (year|mon|day)s?', text):
        days += int(count) * {'year': 365, 'mon': 30, 'day': 1}[unit]
    seconds = 0
    clock = re.search(r'([+-]?)(\d+):(\d\d):(\d\d(?:\.\d+)?)', text)
    if clock:
        seconds = (int(clock[2]) * 3600 + int(clock[3]) * 60 + float(clock[4])) * (-1 if clock[1] == '-' else 1)
    return _dt.timedelta(days=days, seconds=seconds)

def _json(text):
    import json
    return json.loads(text)

def _same(text):
    return text

_casts = {16: lambda t: t == 't', 17: lambda t: bytes.fromhex(t[2:]), 20: int, 21: int, 23: int, 26: int, 700: float, 701: float, 1700: _Decimal, 1082: _dt.date.fromisoformat, 1083: _dt.time.fromisoformat, 1114: _moment, 1184: _moment, 1186: _interval, 114: _json, 3802: _json}
_arrays = {1000: 16, 1005: 21, 1007: 23, 1016: 20, 1009: 25, 1015: 25, 1014: 25, 1021: 700, 1022: 701, 1231: 1700, 1182: 1082, 1115: 1114, 1185: 1184, 2951: 25}

def _cast(oid, text):
    if text is None:
        return None
    element = _arrays.get(oid)
    if element is not None:
        convert = _casts.get(element, _same)
        return _list_of(text, convert)
    return _casts.get(oid, _same)(text)
`;
