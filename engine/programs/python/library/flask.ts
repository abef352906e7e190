/** Flask as programs of a course use it. */
export const flaskApp = String.raw`
import os
import sys
import json as _json
import logging
from werkzeug.exceptions import HTTPException, InternalServerError, MethodNotAllowed, NotFound
from flask.wrappers import Request, Response
from flask.routing import Rule
from flask.globals import _stack, _Context

_HEAD = [
    ('1511', 'wsgi_app', 'response = self.full_dispatch_request()', 11, 28),
    ('919', 'full_dispatch_request', 'rv = self.handle_user_exception(e)', 5, 29),
    ('917', 'full_dispatch_request', 'rv = self.dispatch_request()', 5, 23),
    ('902', 'dispatch_request', 'return self.ensure_sync(self.view_functions[rule.endpoint])(**view_args)  # type: ignore[no-any-return]', 7, 65),
]

class Config(dict):
    def from_object(self, obj):
        for key in dir(obj):
            if key.isupper():
                self[key] = getattr(obj, key)

    def from_mapping(self, mapping=None, **kwargs):
        self.update(mapping or {}, **kwargs)

    def from_prefixed_env(self, prefix='FLASK'):
        for key, value in os.environ.items():
            if key.startswith(prefix + '_'):
                try:
                    value = _json.loads(value)
                except ValueError:
                    pass
                self[key[len(prefix) + 1:]] = value

    def from_envvar(self, name, silent=False):
        raise NotImplementedError('Config.from_envvar: not part of the simulation')

class Scaffold:
    def __init__(self):
        self._before = []
        self._after = []
        self._teardown = []
        self._handlers = {}
        self._context_processors = []

    def route(self, rule, **options):
        def decorate(f):
            self.add_url_rule(rule, options.pop('endpoint', None), f, **options)
            return f
        return decorate

    def _method_route(self, method, rule, options):
        return self.route(rule, methods=[method], **options)

    def get(self, rule, **options):
        return self._method_route('GET', rule, options)

    def post(self, rule, **options):
        return self._method_route('POST', rule, options)

    def put(self, rule, **options):
        return self._method_route('PUT', rule, options)

    def delete(self, rule, **options):
        return self._method_route('DELETE', rule, options)

    def patch(self, rule, **options):
        return self._method_route('PATCH', rule, options)

    def before_request(self, f):
        self._before.append(f)
        return f

    def after_request(self, f):
        self._after.append(f)
        return f

    def teardown_request(self, f):
        self._teardown.append(f)
        return f

    def errorhandler(self, code_or_class):
        def decorate(f):
            self._handlers[code_or_class] = f
            return f
        return decorate

    def register_error_handler(self, code_or_class, f):
        self._handlers[code_or_class] = f

    def context_processor(self, f):
        self._context_processors.append(f)
        return f

class Flask(Scaffold):
    response_class = Response
    request_class = Request

    def __init__(self, import_name, static_url_path=None, static_folder='static', template_folder='templates', instance_path=None, **kwargs):
        Scaffold.__init__(self)
        self.import_name = import_name
        module = sys.modules.get(import_name) or sys.modules.get('__main__')
        file = getattr(module, '__file__', None)
        self.root_path = os.path.dirname(os.path.abspath(file)) if file else os.getcwd()
        self.name = os.path.splitext(os.path.basename(file))[0] if import_name == '__main__' and file else import_name
        self.static_folder = os.path.join(self.root_path, static_folder) if static_folder else None
        self.static_url_path = static_url_path or ('/' + os.path.basename(static_folder) if static_folder else None)
        self.template_folder = template_folder
        self.config = Config({'DEBUG': _debug_flag(), 'TESTING': False, 'SECRET_KEY': None, 'MAX_CONTENT_LENGTH': None, 'JSON_SORT_KEYS': True})
        self.extensions = {}
        self.blueprints = {}
        self.view_functions = {}
        self.url_map = []
        self._teardown_app = []
        self._logger = None
        self.jinja_env = _Environment()
        if self.static_folder:
            self.add_url_rule(self.static_url_path + '/<path:filename>', 'static', self.send_static_file)

    @property
    def debug(self):
        return bool(self.config['DEBUG'])

    @debug.setter
    def debug(self, value):
        self.config['DEBUG'] = value

    @property
    def secret_key(self):
        return self.config['SECRET_KEY']

    @secret_key.setter
    def secret_key(self, value):
        self.config['SECRET_KEY'] = value

    @property
    def testing(self):
        return self.config['TESTING']

    @property
    def logger(self):
        if self._logger is None:
            self._logger = logging.getLogger(self.name)
            if self.debug and not self._logger.level:
                self._logger.setLevel(logging.DEBUG)
            if not self._logger.hasHandlers():
                handler = logging.StreamHandler(sys.stderr)
                handler.setFormatter(logging.Formatter('[%(asctime)s] %(levelname)s in %(module)s: %(message)s'))
                self._logger.addHandler(handler)
        return self._logger

    def add_url_rule(self, rule, endpoint=None, view_func=None, methods=None, **options):
        if not rule.startswith('/'):
            raise ValueError(f"URL rule '{rule}' must start with a slash.")
        endpoint = endpoint or view_func.__name__
        if methods is None:
            methods = getattr(view_func, 'methods', None) or ('GET',)
        if isinstance(methods, str):
            raise TypeError('Allowed methods must be a list of strings, for example: @app.route(..., methods=["POST"])')
        old = self.view_functions.get(endpoint)
        if old is not None and view_func is not None and old != view_func:
            raise AssertionError(f'View function mapping is overwriting an existing endpoint function: {endpoint}')
        if view_func is not None:
            self.view_functions[endpoint] = view_func
        self.url_map.append(Rule(rule, endpoint, methods, options.get('defaults'), options.get('strict_slashes', True)))

    def register_blueprint(self, blueprint, **options):
        blueprint.register(self, options)

    def teardown_appcontext(self, f):
        self._teardown_app.append(f)
        return f

    def template_filter(self, name=None):
        def decorate(f):
            self.jinja_env.filters[name or f.__name__] = f
            return f
        return decorate

    def cli_command(self, *args, **kwargs):
        raise NotImplementedError('flask commands of an app: not part of the simulation')

    def app_context(self):
        return _Context(self, None)

    def test_request_context(self, path='/', **kwargs):
        from werkzeug.test import environ_of
        return _Context(self, self.request_class(environ_of(path, **kwargs)))

    def test_client(self):
        from werkzeug.test import Client
        return Client(self)

    def send_static_file(self, filename):
        from flask.helpers import send_from_directory
        return send_from_directory(self.static_folder, filename)

    def _match(self, request):
        allowed = set()
        rules = sorted(self.url_map, key=lambda r: r.weight)
        for rule in rules:
            found = rule.match(request.path)
            if found is None:
                continue
            if found == 'slash':
                from werkzeug.utils import redirect
                query = request.query_string.decode()
                raise HTTPException(response=redirect(request.path + '/' + ('?' + query if query else ''), 308))
            if request.method not in rule.methods:
                allowed |= rule.methods
                continue
            return rule, found
        if allowed:
            if request.method == 'OPTIONS':
                return None, allowed
            raise MethodNotAllowed(sorted(allowed))
        raise NotFound()

    def make_response(self, rv):
        status = headers = None
        if isinstance(rv, tuple):
            if len(rv) == 3:
                rv, status, headers = rv
            elif len(rv) == 2:
                if isinstance(rv[1], (dict, list, tuple)) or hasattr(rv[1], 'items'):
                    rv, headers = rv
                else:
                    rv, status = rv
            else:
                raise TypeError('The view function did not return a valid response tuple. The tuple must have the form (body, status, headers), (body, status), or (body, headers).')
        if rv is None:
            endpoint = _stack.top().request.endpoint
            raise TypeError(f'The view function for {endpoint!r} did not return a valid response. The function either returned None or ended without a return statement.')
        if not isinstance(rv, Response):
            if isinstance(rv, (str, bytes, bytearray)):
                rv = self.response_class(rv, status=status)
                status = None
            elif isinstance(rv, (dict, list)):
                from flask.json import jsonify
                rv = jsonify(rv)
            elif hasattr(rv, '__next__') or hasattr(rv, 'send'):
                rv = self.response_class(rv, status=status)
                status = None
            elif isinstance(rv, HTTPException):
                rv = rv.get_response()
            else:
                raise TypeError(f'The view function did not return a valid response. The return type must be a string, dict, list, tuple with headers or status, Response instance, or WSGI callable, but it was a {type(rv).__name__}.')
        if status is not None:
            rv.status = status
        if headers:
            rv.headers.update(headers)
        return rv

    def _handler_for(self, error):
        code = getattr(error, 'code', None) if isinstance(error, HTTPException) else None
        scaffolds = [self]
        name = _stack.top().request.blueprint if _stack.top() and _stack.top().request else None
        if name in self.blueprints:
            scaffolds.insert(0, self.blueprints[name])
        for scaffold in scaffolds:
            if code in scaffold._handlers:
                return scaffold._handlers[code]
            for each in type(error).__mro__:
                if each in scaffold._handlers:
                    return scaffold._handlers[each]
        return None

    def _handle_user_exception(self, error):
        if isinstance(error, HTTPException):
            if error.code is None:
                return error.get_response()
            handler = self._handler_for(error)
            return error if handler is None else handler(error)
        handler = self._handler_for(error)
        if handler is None:
            raise error
        return handler(error)

    def _handle_exception(self, error):
        if self.config.get('PROPAGATE_EXCEPTIONS') or self.testing:
            raise error
        request = _stack.top().request
        self._log_exception(request, error)
        server_error = InternalServerError()
        server_error.original_exception = error
        handler = self._handlers.get(500) or self._handlers.get(InternalServerError)
        return self.make_response(server_error if handler is None else handler(server_error))

    def _log_exception(self, request, error):
        text = sys.traceback_text(error)
        folder = os.path.dirname(__file__ or '')
        head = ''.join(f'  File "{folder}/app.py", line {n}, in {f}\n    {line}\n    {" " * at}{"^" * width}\n' for n, f, line, at, width in _HEAD)
        first, _, rest = text.partition('\n')
        self.logger.error(f'Exception on {request.path} [{request.method}]\n{first}\n{head}{rest}'.rstrip('\n'), extra={'module': 'app'})

    def _dispatch(self, request):
        for f in self._before:
            rv = f()
            if rv is not None:
                return rv
        rule, found = self._match(request)
        if rule is None:
            return Response('', 200, {'Allow': ', '.join(sorted(found))})
        request.endpoint = rule.endpoint
        request.url_rule = rule
        request.view_args = found
        request.blueprint = rule.endpoint.rpartition('.')[0] or None
        blueprint = self.blueprints.get(request.blueprint)
        for f in blueprint._before if blueprint else ():
            rv = f()
            if rv is not None:
                return rv
        if request.method == 'OPTIONS' and rule.automatic_options:
            return Response('', 200, {'Allow': ', '.join(sorted(rule.methods))})
        rv = self.view_functions[rule.endpoint](**found)
        if type(rv).__name__ == 'coroutine':
            import asyncio
            rv = asyncio.run(rv)
        return rv

    def _full_dispatch(self, request):
        try:
            rv = self._dispatch(request)
        except Exception as e:
            rv = self._handle_user_exception(e)
        return self._finish(request, self.make_response(rv))

    def _finish(self, request, response):
        blueprint = self.blueprints.get(request.blueprint)
        for f in _stack.top().after:
            response = f(response)
        for f in reversed((blueprint._after if blueprint else [])):
            response = f(response)
        for f in reversed(self._after):
            response = f(response)
        from flask.sessions import save_session
        save_session(self, response)
        return response

    def wsgi_app(self, environ, start_response):
        request = self.request_class(environ)
        context = _Context(self, request)
        context.push()
        error = None
        try:
            try:
                response = self._full_dispatch(request)
            except Exception as e:
                error = e
                response = self._finish(request, self._handle_exception(e))
            if not isinstance(response.response, list):
                response.response = list(response.response)
            return response(environ, start_response)
        finally:
            for f in reversed(self._teardown):
                f(error)
            for f in reversed(self._teardown_app):
                f(error)
            context.pop()

    def __call__(self, environ, start_response):
        return self.wsgi_app(environ, start_response)

    def run(self, host=None, port=None, debug=None, load_dotenv=True, **options):
        if os.environ.get('FLASK_RUN_FROM_CLI') == 'true':
            if os.environ.get('WERKZEUG_RUN_MAIN') != 'true':
                print(' * Ignoring a call to \'app.run()\' that would block the current \'flask\' CLI command.\n   Only call \'app.run()\' in an \'if __name__ == "__main__"\' guard.', file=sys.stderr)
            return
        if debug is not None:
            self.debug = bool(debug)
        from flask.cli import show_server_banner
        show_server_banner(self.debug, self.name)
        from werkzeug.serving import run_simple
        options.setdefault('use_reloader', self.debug)
        options.setdefault('use_debugger', self.debug)
        options.setdefault('threaded', True)
        run_simple(host or '127.0.0.1', int(port if port is not None else 5000), self, **options)

    def __repr__(self):
        return f'<Flask {self.name!r}>'

class _Environment:
    def __init__(self):
        self.filters = {}
        self.globals = {}
        self.trim_blocks = False

def _debug_flag():
    value = os.environ.get('FLASK_DEBUG')
    return bool(value) and value.lower() not in ('0', 'false', 'no')
`;

export const flaskRouting = String.raw`
import re

_CONVERTERS = {
    'default': ('[^/]+', str), 'string': ('[^/]+', str), 'int': (r'\d+', int), 'float': (r'\d+\.\d+', float),
    'path': ('[^/].*?', str), 'uuid': ('[A-Fa-f0-9]{8}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{12}', str),
}

class Rule:
    def __init__(self, rule, endpoint, methods, defaults=None, strict_slashes=True):
        self.rule = rule
        self.endpoint = endpoint
        self.methods = {m.upper() for m in methods}
        if 'GET' in self.methods:
            self.methods.add('HEAD')
        self.automatic_options = 'OPTIONS' not in self.methods
        self.methods.add('OPTIONS')
        self.defaults = defaults or {}
        self.strict_slashes = strict_slashes
        self._converters = {}
        pattern = ''
        at = 0
        for m in re.finditer(r'<(?:(\w+)(?:\([^)]*\))?:)?(\w+)>', rule):
            kind = m.group(1) or 'default'
            if kind not in _CONVERTERS:
                raise LookupError(f'the converter {kind!r} does not exist')
            source, convert = _CONVERTERS[kind]
            pattern += re.escape(rule[at:m.start()]) + f'(?P<{m.group(2)}>{source})'
            self._converters[m.group(2)] = convert
            at = m.end()
        pattern += re.escape(rule[at:])
        self._pattern = pattern
        parts = rule.split('/')
        self.weight = [(2 if '<path:' in p else 1 if '<' in p else 0, -len(p)) for p in parts]
        self.arguments = set(self._converters)

    def match(self, path):
        found = re.fullmatch(self._pattern, path)
        if found is None:
            if self.rule.endswith('/') and re.fullmatch(self._pattern[:-1], path):
                return 'slash' if self.strict_slashes else self._values(re.fullmatch(self._pattern[:-1], path))
            return None
        return self._values(found)

    def _values(self, found):
        values = dict(self.defaults)
        for k, v in found.groupdict().items():
            values[k] = self._converters[k](v)
        return values

    def build(self, values):
        from urllib.parse import quote, urlencode
        rest = dict(values)
        def put(m):
            return quote(str(rest.pop(m.group(2))), safe='/' if m.group(1) == 'path' else '')
        url = re.sub(r'<(?:(\w+)(?:\([^)]*\))?:)?(\w+)>', put, self.rule)
        return url + ('?' + urlencode(rest) if rest else '')

    def __str__(self):
        return self.rule
`;

export const flaskGlobals = `
import threading

class _Stack:
    def __init__(self):
        self._contexts = {}

    def top(self):
        found = self._contexts.get(threading.get_ident())
        return found[-1] if found else None

    def push(self, context):
        self._contexts.setdefault(threading.get_ident(), []).append(context)

    def pop(self):
        ident = threading.get_ident()
        self._contexts[ident].pop()
        if not self._contexts[ident]:
            del self._contexts[ident]

_stack = _Stack()

class _Globals:
    def get(self, name, default=None):
        return self.__dict__.get(name, default)
    def pop(self, name, default=None):
        value = self.__dict__.get(name, default)
        if hasattr(self, name):
            delattr(self, name)
        return value
    def setdefault(self, name, default=None):
        if not hasattr(self, name):
            setattr(self, name, default)
        return getattr(self, name)
    def __contains__(self, name):
        return name in self.__dict__

class _Context:
    def __init__(self, app, request):
        self.app = app
        self.request = request
        self.g = _Globals()
        self.session = None
        self.after = []

    def push(self):
        _stack.push(self)

    def pop(self, exc=None):
        _stack.pop()

    def __enter__(self):
        self.push()
        return self

    def __exit__(self, *args):
        self.pop()

_NO_REQUEST = """Working outside of request context.

This typically means that you attempted to use functionality that needed
an active HTTP request. Consult the documentation on testing for
information about how to avoid this problem."""
_NO_APP = """Working outside of application context.

This typically means that you attempted to use functionality that needed
the current application. To solve this, set up an application context
with app.app_context(). See the documentation for more information."""

class _Proxy:
    def __init__(self, find):
        object.__setattr__(self, '_find', find)
    def __getattr__(self, name):
        return getattr(object.__getattribute__(self, '_find')(), name)
    def __setattr__(self, name, value):
        setattr(object.__getattribute__(self, '_find')(), name, value)
    def __delattr__(self, name):
        delattr(object.__getattribute__(self, '_find')(), name)
    def _get_current_object(self):
        return object.__getattribute__(self, '_find')()
    def __repr__(self):
        return repr(object.__getattribute__(self, '_find')())
    def __str__(self):
        return str(object.__getattribute__(self, '_find')())
    def __contains__(self, item):
        return item in object.__getattribute__(self, '_find')()
    def __getitem__(self, key):
        return object.__getattribute__(self, '_find')()[key]
    def __setitem__(self, key, value):
        object.__getattribute__(self, '_find')()[key] = value
    def __delitem__(self, key):
        del object.__getattribute__(self, '_find')()[key]
    def __iter__(self):
        return iter(object.__getattribute__(self, '_find')())
    def __len__(self):
        return len(object.__getattribute__(self, '_find')())
    def __bool__(self):
        try:
            return bool(object.__getattribute__(self, '_find')())
        except RuntimeError:
            return False

def _request():
    context = _stack.top()
    if context is None or context.request is None:
        raise RuntimeError(_NO_REQUEST)
    return context.request

def _app():
    context = _stack.top()
    if context is None:
        raise RuntimeError(_NO_APP)
    return context.app

def _g():
    context = _stack.top()
    if context is None:
        raise RuntimeError(_NO_APP)
    return context.g

def _session():
    context = _stack.top()
    if context is None or context.request is None:
        raise RuntimeError(_NO_REQUEST)
    if context.session is None:
        from flask.sessions import open_session
        context.session = open_session(context.app, context.request)
    return context.session

request = _Proxy(_request)
current_app = _Proxy(_app)
g = _Proxy(_g)
session = _Proxy(_session)
`;
