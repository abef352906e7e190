export const flaskJsonSource = String.raw`
import json as _json
from json import loads
from flask.globals import _stack
from flask.wrappers import Response

def _default(value):
    if hasattr(value, 'isoformat'):
        from werkzeug.serving import http_date
        return http_date(value.timestamp()) if hasattr(value, 'timestamp') else value.isoformat()
    if hasattr(value, '__html__'):
        return str(value.__html__())
    if type(value).__name__ in ('UUID', 'Decimal'):
        return str(value)
    raise TypeError(f'Object of type {type(value).__name__} is not JSON serializable')

def dumps(value, **kwargs):
    kwargs.setdefault('default', _default)
    return _json.dumps(value, **kwargs)

def jsonify(*args, **kwargs):
    if args and kwargs:
        raise TypeError('app.json.response() takes either args or kwargs, not both')
    value = (args[0] if len(args) == 1 else list(args)) if args else kwargs
    if not args and not kwargs:
        value = None
    app = _stack.top().app if _stack.top() else None
    sort = app.config.get('JSON_SORT_KEYS', True) if app else True
    if app is not None and app.debug:
        text = _json.dumps(value, indent=2, sort_keys=sort, default=_default)
    else:
        text = _json.dumps(value, separators=(',', ':'), sort_keys=sort, default=_default)
    return Response(text + '\n', mimetype='application/json')
`;
