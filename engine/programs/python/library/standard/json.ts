export const jsonSource = `
import _text

class JSONDecodeError(ValueError):
    pass

class JSONEncoder:
    def __init__(self, **options):
        pass
    def default(self, o):
        raise TypeError(f'Object of type {type(o).__name__} is not JSON serializable')
    def encode(self, o):
        return dumps(o, default=self.default)

def dumps(obj, *, skipkeys=False, ensure_ascii=True, check_circular=True, allow_nan=True, cls=None, indent=None, separators=None, default=None, sort_keys=False, **kw):
    if cls is not None and default is None:
        default = cls().default
    return _text.json_dumps(obj, indent, separators, ensure_ascii, sort_keys, default)

def dump(obj, fp, **kw):
    fp.write(dumps(obj, **kw))

def loads(s, *, cls=None, object_hook=None, parse_float=None, parse_int=None, object_pairs_hook=None, **kw):
    try:
        value = _text.json_loads(s)
    except ValueError as e:
        if not hasattr(e, '__json__'):
            raise
        failed = JSONDecodeError(str(e))
        failed.msg, failed.pos, failed.lineno, failed.colno, failed.doc = e.msg, e.pos, e.lineno, e.colno, e.doc
    else:
        return _hooked(value, object_hook) if object_hook is not None else value
    raise failed

def _hooked(value, hook):
    if isinstance(value, dict):
        return hook({k: _hooked(v, hook) for k, v in value.items()})
    if isinstance(value, list):
        return [_hooked(v, hook) for v in value]
    return value

def load(fp, **kw):
    return loads(fp.read(), **kw)
`;
