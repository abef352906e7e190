export const jinja2ValuesSource = String.raw`
import json
from markupsafe import Markup, escape
from jinja2.exceptions import UndefinedError

class Undefined:
    def __init__(self, hint=None, name=None):
        object.__setattr__(self, '_words', hint or f'{name!r} is undefined')
    def _fail(self, *args, **kwargs):
        raise UndefinedError(self._words)
    def __getattr__(self, name):
        if name.startswith('__'):
            raise AttributeError(name)
        raise UndefinedError(self._words)
    def __str__(self):
        return ''
    def __iter__(self):
        return iter(())
    def __len__(self):
        return 0
    def __bool__(self):
        return False
    def __eq__(self, other):
        return isinstance(other, Undefined)
    def __hash__(self):
        return 0
    __add__ = __radd__ = __sub__ = __mul__ = __lt__ = __gt__ = __le__ = __ge__ = __call__ = __getitem__ = _fail

def _owner(value):
    return 'None' if value is None else f'{type(value).__name__} object'

def attribute(value, name):
    if isinstance(value, Undefined):
        value._fail()
    if hasattr(value, name):
        return getattr(value, name)
    return item(value, name)

def item(value, key):
    if isinstance(value, Undefined):
        value._fail()
    try:
        return value[key]
    except (TypeError, LookupError, AttributeError):
        pass
    if isinstance(key, str) and hasattr(value, key):
        return getattr(value, key)
    if isinstance(key, str):
        return Undefined(f'{_owner(value)!r} has no attribute {key!r}')
    return Undefined(f'{type(value).__name__} object has no element {key!r}')

def escaped(value):
    return str(value) if isinstance(value, (int, float)) else str(escape(value))

class Loop:
    def __init__(self, items, n):
        self.index0, self.index, self.length = n, n + 1, len(items)
        self.first, self.last = n == 0, n == len(items) - 1
        self.revindex, self.revindex0 = len(items) - n, len(items) - n - 1
        self.previtem = items[n - 1] if n else Undefined('there is no previous item')
        self.nextitem = items[n + 1] if n + 1 < len(items) else Undefined('there is no next item')
    def cycle(self, *args):
        return args[self.index0 % len(args)]

def _default(value, default_value='', boolean=False):
    return default_value if isinstance(value, Undefined) or boolean and not value else value

def _truncate(s, length=255, killwords=False, end='...'):
    if len(s) <= length + 5:
        return s
    cut = s[:length - len(end)]
    return (cut if killwords else cut.rsplit(' ', 1)[0]) + end

def _key(name):
    return (lambda x: x) if name is None else lambda x: item(x, name)

def _folded(key, case_sensitive):
    return key if case_sensitive else lambda x: key(x).lower() if isinstance(key(x), str) else key(x)

def _sort(value, reverse=False, case_sensitive=False, attribute=None):
    return sorted(value, key=_folded(_key(attribute), case_sensitive), reverse=reverse)

def _join(value, d='', attribute=None):
    parts = [_key(attribute)(x) for x in value]
    return Markup(str(escape(d)).join([str(escape(p)) for p in parts])) if any(hasattr(p, '__html__') for p in parts) else str(d).join([str(p) for p in parts])

def _round(value, precision=0, method='common'):
    return round(float(value), precision)

def _number(kind, fallback):
    def convert(value, default=fallback):
        try:
            return kind(value)
        except (TypeError, ValueError):
            return default
    return convert

def _dictsort(value, case_sensitive=False, by='key', reverse=False):
    return sorted(value.items(), key=_folded(lambda p: p[0 if by == 'key' else 1], case_sensitive), reverse=reverse)

def _map(value, name=None, attribute=None):
    return [_key(attribute)(x) if attribute is not None else FILTERS[name](x) for x in value]

def _selectattr(value, attribute, test='true', *args):
    return [x for x in value if (TESTS[test](item(x, attribute), *args) if test != 'true' else item(x, attribute))]

def _rejectattr(value, attribute, test='true', *args):
    chosen = _selectattr(value, attribute, test, *args)
    return [x for x in value if x not in chosen]

def _tojson(value, indent=None):
    text = json.dumps(value, sort_keys=True, indent=indent)
    return Markup(text.replace('<', '\\u003c').replace('>', '\\u003e').replace('&', '\\u0026').replace("'", '\\u0027'))

FILTERS = {
    'upper': lambda s: str(s).upper(), 'lower': lambda s: str(s).lower(), 'title': lambda s: str(s).title(),
    'capitalize': lambda s: str(s).capitalize(), 'trim': lambda s, chars=None: str(s).strip(chars), 'e': escape, 'escape': escape,
    'safe': lambda s: Markup(s), 'default': _default, 'd': _default, 'length': len, 'count': len, 'join': _join, 'sort': _sort,
    'first': lambda s: next(iter(s), Undefined('No first item, sequence was empty.')), 'last': lambda s: list(s)[-1],
    'replace': lambda s, old, new: str(s).replace(old, new), 'round': _round, 'int': _number(int, 0), 'float': _number(float, 0.0),
    'string': str, 'list': list, 'sum': lambda s, attribute=None, start=0: sum([_key(attribute)(x) for x in s], start),
    'min': min, 'max': max, 'abs': abs, 'reverse': lambda s: s[::-1] if isinstance(s, str) else list(s)[::-1],
    'truncate': _truncate, 'tojson': _tojson, 'dictsort': _dictsort, 'map': _map, 'selectattr': _selectattr, 'rejectattr': _rejectattr,
    'items': lambda d: list(d.items()), 'unique': lambda s: list(dict.fromkeys(s)), 'wordcount': lambda s: len(s.split()),
    'format': lambda s, *args: s % args, 'center': lambda s, width=80: s.center(width), 'attr': lambda v, name: getattr(v, name),
}
TESTS = {
    'defined': lambda v: not isinstance(v, Undefined), 'undefined': lambda v: isinstance(v, Undefined), 'none': lambda v: v is None,
    'string': lambda v: isinstance(v, str), 'number': lambda v: isinstance(v, (int, float)), 'mapping': lambda v: isinstance(v, dict),
    'iterable': lambda v: hasattr(v, '__iter__'), 'sequence': lambda v: isinstance(v, (list, tuple, str)), 'odd': lambda v: v % 2 == 1,
    'even': lambda v: v % 2 == 0, 'divisibleby': lambda v, n: v % n == 0, 'equalto': lambda v, o: v == o, 'eq': lambda v, o: v == o,
    'ne': lambda v, o: v != o, 'gt': lambda v, o: v > o, 'lt': lambda v, o: v < o, 'ge': lambda v, o: v >= o, 'le': lambda v, o: v <= o,
    'in': lambda v, o: v in o, 'true': lambda v: v is True, 'false': lambda v: v is False, 'callable': callable,
}
`;
