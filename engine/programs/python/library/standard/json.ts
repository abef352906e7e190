export const jsonSource = `
import _text

class JSONDecodeError(ValueError):
    __module__ = 'json.decoder'

class JSONEncoder:
    item_separator, key_separator = ', ', ': '
    def __init__(self, *, skipkeys=False, ensure_ascii=True, check_circular=True, allow_nan=True, sort_keys=False, indent=None, separators=None, default=None):
        self.skipkeys, self.ensure_ascii, self.check_circular, self.allow_nan = skipkeys, ensure_ascii, check_circular, allow_nan
        self.sort_keys, self.indent, self._separators = sort_keys, indent, separators
        if separators is not None:
            self.item_separator, self.key_separator = separators
        elif indent is not None:
            self.item_separator = ','
        if default is not None:
            self.default = default
    def default(self, o):
        raise TypeError(f'Object of type {type(o).__name__} is not JSON serializable')
    def encode(self, o):
        return _encoded(o, self.skipkeys, self.ensure_ascii, self.allow_nan, self.indent, self._separators, self.default, self.sort_keys)
    def iterencode(self, o, _one_shot=False):
        yield self.encode(o)

def _encoded(obj, skipkeys, ensure_ascii, allow_nan, indent, separators, default, sort_keys):
    if skipkeys:
        obj = _without(obj)
    return _text.json_dumps(obj, indent, separators, ensure_ascii, sort_keys, default)

def _without(value):
    """Without entries whose keys JSON has no names for."""
    if isinstance(value, dict):
        return {k: _without(v) for k, v in value.items() if k is None or isinstance(k, (str, int, float))}
    return [_without(v) for v in value] if isinstance(value, (list, tuple)) else value

def dumps(obj, *, skipkeys=False, ensure_ascii=True, check_circular=True, allow_nan=True, cls=None, indent=None, separators=None, default=None, sort_keys=False, **kw):
    if cls is not None:
        return cls(skipkeys=skipkeys, ensure_ascii=ensure_ascii, check_circular=check_circular, allow_nan=allow_nan, indent=indent, separators=separators, default=default, sort_keys=sort_keys, **kw).encode(obj)
    return _encoded(obj, skipkeys, ensure_ascii, allow_nan, indent, separators, default, sort_keys)

def dump(obj, fp, **kw):
    fp.write(dumps(obj, **kw))

def _decoded(s, object_hook, parse_float, parse_int, object_pairs_hook):
    value = _text.json_loads(s, parse_float, parse_int)
    return value if object_hook is None and object_pairs_hook is None else _hooked(value, object_hook, object_pairs_hook)

def _hooked(value, hook, pairs_hook):
    if isinstance(value, dict):
        pairs = [(k, _hooked(v, hook, pairs_hook)) for k, v in value.items()]
        return hook(dict(pairs)) if pairs_hook is None else pairs_hook(pairs)
    return [_hooked(v, hook, pairs_hook) for v in value] if isinstance(value, list) else value

class JSONDecoder:
    def __init__(self, *, object_hook=None, parse_float=None, parse_int=None, parse_constant=None, strict=True, object_pairs_hook=None):
        self.object_hook, self.parse_float, self.parse_int, self.object_pairs_hook = object_hook, parse_float, parse_int, object_pairs_hook
    def decode(self, s):
        try:
            return _decoded(s, self.object_hook, self.parse_float, self.parse_int, self.object_pairs_hook)
        except ValueError as e:
            if not hasattr(e, '__json__'):
                raise
            failed = JSONDecodeError(str(e))
            failed.msg, failed.pos, failed.lineno, failed.colno, failed.doc = e.msg, e.pos, e.lineno, e.colno, e.doc
        raise failed
    def raw_decode(self, s, idx=0):
        """The value that a text begins with, and where it ends."""
        try:
            return self.decode(s[idx:]), len(s)
        except JSONDecodeError as e:
            if e.msg != 'Extra data':
                raise
            return self.decode(s[idx:idx + e.pos]), idx + len(s[idx:idx + e.pos].rstrip())

def loads(s, *, cls=None, **kw):
    return (JSONDecoder if cls is None else cls)(**kw).decode(s)

def load(fp, **kw):
    return loads(fp.read(), **kw)
`;
