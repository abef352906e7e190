export const flaskInit = `
from flask.app import Flask
from flask.blueprints import Blueprint
from flask.globals import request, current_app, g, session
from flask.helpers import make_response, url_for, send_from_directory, send_file, flash, get_flashed_messages, stream_with_context, after_this_request, has_request_context
from flask.json import jsonify
from flask.wrappers import Request, Response
from flask.templating import render_template, render_template_string
from werkzeug.exceptions import abort
from werkzeug.utils import redirect
from markupsafe import Markup, escape
import json
__version__ = '3.1.1'
`;

export const flaskHelpers = `
import os
import time
from flask.globals import _stack, current_app, request, session
from flask.wrappers import Response
from werkzeug.exceptions import NotFound

def make_response(*args):
    if not args:
        return current_app.response_class()
    return current_app.make_response(args[0] if len(args) == 1 else args)

def url_for(endpoint, *, _external=False, _anchor=None, _method=None, _scheme=None, **values):
    app = _stack.top().app
    if endpoint.startswith('.'):
        endpoint = (request.blueprint or '') + endpoint
    for rule in app.url_map:
        if rule.endpoint == endpoint and rule.arguments <= set(values):
            url = rule.build(values)
            if _external:
                url = request.host_url.rstrip('/') + url
            return url + ('#' + _anchor if _anchor else '')
    from werkzeug.routing import BuildError
    raise BuildError(f"Could not build url for endpoint {endpoint!r}.")

_TYPES = {'.html': 'text/html', '.htm': 'text/html', '.css': 'text/css', '.js': 'text/javascript', '.json': 'application/json', '.txt': 'text/plain', '.png': 'image/png', '.jpg': 'image/jpeg', '.jpeg': 'image/jpeg', '.gif': 'image/gif', '.svg': 'image/svg+xml', '.ico': 'image/vnd.microsoft.icon', '.xml': 'text/xml', '.pdf': 'application/pdf', '.csv': 'text/csv', '.md': 'text/markdown'}

def send_file(path_or_file, mimetype=None, as_attachment=False, download_name=None, **kwargs):
    from werkzeug.serving import http_date
    if hasattr(path_or_file, 'read'):
        data = path_or_file.read()
        name = download_name or ''
        modified = None
    else:
        path = os.fspath(path_or_file)
        if not path.startswith('/'):
            path = os.path.join(_stack.top().app.root_path, path)
        with open(path, 'rb') as f:
            data = f.read()
        name = download_name or os.path.basename(path)
        modified = os.path.getmtime(path)
    kind = mimetype or _TYPES.get(os.path.splitext(name)[1].lower(), 'application/octet-stream')
    response = Response(data, mimetype=kind)
    response.headers['Content-Disposition'] = f"{'attachment' if as_attachment else 'inline'}; filename={name}"
    if modified is not None:
        response.headers['Last-Modified'] = http_date(modified)
        response.headers['Cache-Control'] = 'no-cache'
    return response

def send_from_directory(directory, path, **kwargs):
    full = os.path.normpath(os.path.join(directory, path))
    if not full.startswith('/'):
        full = os.path.join(_stack.top().app.root_path, full)
    if '..' in path.split('/') or not os.path.isfile(full):
        raise NotFound()
    return send_file(full, **kwargs)

def flash(message, category='message'):
    session['_flashes'] = session.get('_flashes', []) + [(category, message)]

def get_flashed_messages(with_categories=False, category_filter=()):
    found = session.pop('_flashes', [])
    return [tuple(x) for x in found] if with_categories else [x[1] for x in found]

def stream_with_context(generator):
    return generator

def after_this_request(f):
    _stack.top().after.append(f)
    return f

def has_request_context():
    return _stack.top() is not None
`;

export const flaskJson = `
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
    return Response(text + '\\n', mimetype='application/json')
`;

export const flaskBlueprints = `
from flask.app import Scaffold

class Blueprint(Scaffold):
    def __init__(self, name, import_name, static_folder=None, static_url_path=None, template_folder=None, url_prefix=None, **kwargs):
        Scaffold.__init__(self)
        self.name = name
        self.import_name = import_name
        self.url_prefix = url_prefix
        self._rules = []
        self._app_handlers = []

    def add_url_rule(self, rule, endpoint=None, view_func=None, **options):
        self._rules.append((rule, endpoint, view_func, options))

    def app_errorhandler(self, code):
        def decorate(f):
            self._app_handlers.append((code, f))
            return f
        return decorate

    def before_app_request(self, f):
        self._rules.append((None, None, f, {}))
        return f

    def register(self, app, options):
        prefix = options.get('url_prefix') or self.url_prefix or ''
        app.blueprints[self.name] = self
        for rule, endpoint, view, rest in self._rules:
            if rule is None:
                app._before.append(view)
                continue
            path = prefix.rstrip('/') + rule if prefix else rule
            app.add_url_rule(path or '/', self.name + '.' + (endpoint or view.__name__), view, **rest)
        for code, f in self._app_handlers:
            app._handlers[code] = f
`;

export const flaskSessions = `
import json
import base64
import hashlib

class _Session(dict):
    modified = False
    permanent = False
    def __setitem__(self, key, value):
        self.modified = True
        dict.__setitem__(self, key, value)
    def __delitem__(self, key):
        self.modified = True
        dict.__delitem__(self, key)
    def pop(self, key, default=None):
        self.modified = True
        return dict.pop(self, key, default)
    def setdefault(self, key, default=None):
        self.modified = True
        return dict.setdefault(self, key, default)
    def clear(self):
        self.modified = True
        dict.clear(self)

class _NullSession(_Session):
    def __setitem__(self, key, value):
        raise RuntimeError('The session is unavailable because no secret key was set.  Set the secret_key on the application to something unique and secret.')

def _sign(app, text):
    key = app.secret_key if isinstance(app.secret_key, bytes) else str(app.secret_key).encode()
    return base64.urlsafe_b64encode(hashlib.sha1(key + text.encode()).digest()).decode().rstrip('=')

def open_session(app, request):
    if not app.secret_key:
        return _NullSession()
    text, _, signature = request.cookies.get('session', '').rpartition('.')
    if not text or _sign(app, text) != signature:
        return _Session()
    session = _Session()
    dict.update(session, json.loads(base64.urlsafe_b64decode(text + '=' * (-len(text) % 4))))
    return session

def save_session(app, response):
    from flask.globals import _stack
    session = _stack.top().session
    if session is None or not session.modified:
        return
    if not session:
        response.delete_cookie('session')
        return
    text = base64.urlsafe_b64encode(json.dumps(session, separators=(',', ':')).encode()).decode().rstrip('=')
    response.headers.add('Vary', 'Cookie')
    response.set_cookie('session', text + '.' + _sign(app, text), httponly=True)
`;

export const flaskCli = String.raw`
import os
import sys

def show_server_banner(debug, name):
    if os.environ.get('WERKZEUG_RUN_MAIN') == 'true':
        return
    if name is not None:
        print(f" * Serving Flask app '{name}'", flush=True)
    print(f" * Debug mode: {'on' if debug else 'off'}", flush=True)

_USAGE = 'Usage: flask [OPTIONS] COMMAND [ARGS]...\n'

def _fail(message, usage=_USAGE, hint="Try 'flask --help' for help."):
    print(f'{usage}{hint}\n\nError: {message}', file=sys.stderr)
    sys.exit(2)

def _locate(name):
    import importlib
    sys.path.insert(0, os.getcwd())
    shown = name
    if name is None:
        for each in ('wsgi', 'app'):
            if os.path.exists(each + '.py'):
                name = each + '.py'
                break
        else:
            print("Usage: flask run [OPTIONS]\nTry 'flask run --help' for help.\n\nError: Could not locate a Flask application. Use the 'flask --app' option, 'FLASK_APP' environment variable, or a 'wsgi.py' or 'app.py' file in the current directory.", file=sys.stderr)
            sys.exit(2)
    path, _, attribute = name.partition(':')
    folder, file = os.path.split(path)
    if folder:
        sys.path.insert(0, os.path.abspath(folder))
    module_name = file[:-3] if file.endswith('.py') else file.replace('/', '.')
    try:
        module = importlib.import_module(module_name)
    except ModuleNotFoundError as e:
        if e.name != module_name:
            import traceback
            print(f"Usage: flask run [OPTIONS]\nTry 'flask run --help' for help.\n\nError: While importing {module_name!r}, an ImportError was raised:\n\n{traceback.format_exc()}", file=sys.stderr)
            sys.exit(2)
        print(f"Usage: flask run [OPTIONS]\nTry 'flask run --help' for help.\n\nError: Could not import {module_name!r}.", file=sys.stderr)
        sys.exit(2)
    from flask.app import Flask
    if attribute:
        call = attribute.endswith(')')
        found = getattr(module, attribute.partition('(')[0], None)
        if found is None:
            print(f"Usage: flask run [OPTIONS]\nTry 'flask run --help' for help.\n\nError: Failed to find attribute {attribute!r} in {module_name!r}.", file=sys.stderr)
            sys.exit(2)
        return found() if call or not isinstance(found, Flask) else found, shown
    for each in ('app', 'application'):
        found = getattr(module, each, None)
        if isinstance(found, Flask):
            return found, shown
    apps = [v for v in module.__dict__.values() if isinstance(v, Flask)]
    if len(apps) == 1:
        return apps[0], shown
    for each in ('create_app', 'make_app'):
        found = getattr(module, each, None)
        if found is not None:
            return found(), shown
    print(f"Usage: flask run [OPTIONS]\nTry 'flask run --help' for help.\n\nError: Failed to find Flask application or factory in module '{module_name}'. Use '{module_name}:name' to specify one.", file=sys.stderr)
    sys.exit(2)

def _options(words, known):
    values, rest = {}, []
    words = list(words)
    while words:
        word = words.pop(0)
        name, eq, value = word.partition('=')
        if name in known:
            key, takes = known[name]
            if not takes:
                values[key] = name not in ('--no-debug', '--no-reload', '--no-debugger', '--without-threads')
            elif eq:
                values[key] = value
            elif words:
                values[key] = words.pop(0)
            else:
                _fail(f"Option '{name}' requires an argument.")
        elif word.startswith('-'):
            _fail(f"No such option: {word}")
        else:
            rest.append(word)
            rest += words
            break
    return values, rest

_GLOBAL = {'--app': ('app', True), '-A': ('app', True), '--debug': ('debug', False), '--no-debug': ('debug', False), '-e': ('env', True), '--env-file': ('env', True), '--version': ('version', False), '--help': ('help', False)}
_RUN = {'--host': ('host', True), '-h': ('host', True), '--port': ('port', True), '-p': ('port', True), '--reload': ('reload', False), '--no-reload': ('reload', False), '--debugger': ('debugger', False), '--no-debugger': ('debugger', False), '--debug': ('debug', False), '--no-debug': ('debug', False), '--with-threads': ('threads', False), '--without-threads': ('threads', False), '--help': ('help', False)}

def main(words=None):
    options, rest = _options(sys.argv[1:] if words is None else words, _GLOBAL)
    if options.get('version'):
        from werkzeug import __version__ as w
        print(f'Python {sys.version.split()[0]}\nFlask 3.1.1\nWerkzeug {w}')
        return 0
    if not rest or options.get('help'):
        print('Usage: flask [OPTIONS] COMMAND [ARGS]...\n\n  A general utility script for Flask applications.\n\nCommands:\n  routes  Show the routes for the app.\n  run     Run a development server.\n  shell   Run a shell in the app context.')
        return 0
    name = options.get('app') or os.environ.get('FLASK_APP')
    command, rest = rest[0], rest[1:]
    if command == 'routes':
        os.environ['FLASK_RUN_FROM_CLI'] = 'true'
        app, _ = _locate(name)
        rows = [(r.endpoint, ', '.join(sorted(r.methods - {'HEAD', 'OPTIONS'})), r.rule) for r in sorted(app.url_map, key=lambda r: r.endpoint)]
        widths = [max(len(h), *(len(r[n]) for r in rows)) for n, h in enumerate(('Endpoint', 'Methods', 'Rule'))]
        for row in [('Endpoint', 'Methods', 'Rule'), tuple('-' * w for w in widths)] + rows:
            print('  '.join(x.ljust(w) for x, w in zip(row, widths)).rstrip())
        return 0
    if command != 'run':
        _fail(f"No such command '{command}'.")
    run, extra = _options(rest, _RUN)
    debug = run.get('debug', options.get('debug'))
    if debug is not None:
        os.environ['FLASK_DEBUG'] = '1' if debug else '0'
    os.environ['FLASK_RUN_FROM_CLI'] = 'true'
    app, name = _locate(name)
    from flask.app import _debug_flag
    debug = _debug_flag()
    port = run.get('port') or os.environ.get('FLASK_RUN_PORT') or 5000
    host = run.get('host') or os.environ.get('FLASK_RUN_HOST') or '127.0.0.1'
    show_server_banner(debug, name)
    from werkzeug.serving import run_simple
    run_simple(host, int(port), app, use_reloader=run.get('reload', debug), use_debugger=run.get('debugger', debug), threaded=True)
    return 0
`;
