export const flaskAppApp = String.raw`
from flask.routing import Map

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
        self.url_map = Map()
        self._teardown_app = []
        self._logger = None
        self.jinja_env = _Environment()
        from flask.cli import AppGroup
        self.cli = AppGroup(self.name)
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

    def app_context(self):
        return _Context(self, None)

    def request_context(self, environ):
        return _Context(self, self.request_class(environ))

    def test_request_context(self, *args, **kwargs):
        from werkzeug.test import environ_of
        return self.request_context(environ_of(*args, **kwargs))

    def test_client(self, use_cookies=True, **kwargs):
        from werkzeug.test import FlaskClient
        return (getattr(self, 'test_client_class', None) or FlaskClient)(self, use_cookies=use_cookies)

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
                raise HTTPException(response=redirect(request.base_url + '/' + ('?' + query if query else ''), 308))
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
            # A client of tests looks at it afterwards.
            kept = environ.get('werkzeug.debug.preserve_context')
            if kept is None:
                context.pop()
            else:
                kept(context)

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
