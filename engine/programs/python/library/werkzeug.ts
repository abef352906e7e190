/** Werkzeug's development server, and what it says. */
export const serving = String.raw`
import os
import sys
import time
import socket
import logging
import threading
from http import HTTPStatus

_logger = None
_codes = {'bold': 1, 'red': 31, 'green': 32, 'yellow': 33, 'magenta': 35, 'cyan': 36}

def _ansi_style(value, *styles):
    for style in styles:
        value = f'\x1b[{_codes[style]}m{value}'
    return f'{value}\x1b[0m'

def _has_level_handler(logger):
    level = logger.getEffectiveLevel()
    current = logger
    while current:
        if any(handler.level <= level for handler in current.handlers):
            return True
        current = current.parent if current.propagate else None
    return False

def _log(type, message, *args, **kwargs):
    global _logger
    if _logger is None:
        _logger = logging.getLogger('werkzeug')
        if _logger.level == logging.NOTSET:
            _logger.setLevel(logging.INFO)
        if not _has_level_handler(_logger):
            _logger.addHandler(logging.StreamHandler())
    getattr(_logger, type)(message.rstrip(), *args, **kwargs)

_days = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']
_months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

def http_date(seconds=None):
    y, mo, d, h, mi, s, wd = time.parts(seconds)[:7]
    return f'{_days[wd]}, {d:02d} {_months[mo - 1]} {y:04d} {h:02d}:{mi:02d}:{s:02d} GMT'

def log_date():
    y, mo, d, h, mi, s = time.parts(None)[:6]
    return f'{d:02d}/{_months[mo - 1]}/{y:04d} {h:02d}:{mi:02d}:{s:02d}'

def read_request(stream):
    line = stream.readline(65537)
    while line in (b'\r\n', b'\n'):
        line = stream.readline(65537)
    words = line.decode('latin-1').strip().split()
    if not words:
        return None
    if len(words) != 3 or not words[2].startswith('HTTP/'):
        return 400, line.decode('latin-1').strip()
    headers = []
    while True:
        line = stream.readline(65537).decode('latin-1').rstrip('\r\n')
        if not line:
            break
        name, _, value = line.partition(':')
        headers.append((name.strip(), value.strip()))
    lower = {k.lower(): v for k, v in headers}
    body = b''
    if lower.get('transfer-encoding', '').lower() == 'chunked':
        while True:
            size = int(stream.readline().strip() or b'0', 16)
            if not size:
                stream.readline()
                break
            body += stream.read(size)
            stream.readline()
    elif lower.get('content-length', '').isdigit():
        body = stream.read(int(lower['content-length']))
    return words[0], words[1], words[2], headers, body

def make_environ(method, target, version, headers, body, peer, server, scheme='http'):
    import io
    from urllib.parse import unquote
    path, _, query = target.partition('?')
    environ = {
        'wsgi.version': (1, 0), 'wsgi.url_scheme': scheme, 'wsgi.input': io.BytesIO(body), 'wsgi.errors': sys.stderr,
        'wsgi.multithread': True, 'wsgi.multiprocess': False, 'wsgi.run_once': False,
        'SERVER_SOFTWARE': 'Werkzeug/' + __version__, 'REQUEST_METHOD': method, 'SCRIPT_NAME': '',
        'PATH_INFO': unquote(path), 'QUERY_STRING': query, 'REQUEST_URI': target, 'RAW_URI': target,
        'REMOTE_ADDR': peer[0], 'REMOTE_PORT': peer[1], 'SERVER_NAME': server[0], 'SERVER_PORT': str(server[1]),
        'SERVER_PROTOCOL': version,
    }
    for name, value in headers:
        key = name.upper().replace('-', '_')
        if key not in ('CONTENT_TYPE', 'CONTENT_LENGTH'):
            key = 'HTTP_' + key
            if key in environ:
                value = environ[key] + ',' + value
        environ[key] = value
    return environ

def call_app(app, environ):
    started = []
    def start_response(status, headers, exc_info=None):
        started[:] = [status, list(headers)]
        return lambda data: None
    result = app(environ, start_response)
    parts = [x if isinstance(x, bytes) else str(x).encode() for x in result]
    if hasattr(result, 'close'):
        result.close()
    return started[0], started[1], parts

class _Server:
    def __init__(self, host, port, app, threaded=True):
        self.host = host
        self.app = app
        self.threaded = threaded
        self.socket = socket.socket()
        try:
            self.socket.bind((host, port))
        except OSError as e:
            print(e.strerror, file=sys.stderr)
            if e.errno == 98:
                print(f'Port {port} is in use by another program. Either identify and stop that program, or start the server with a different port.', file=sys.stderr)
            sys.exit(1)
        self.port = self.socket.getsockname()[1]
        self.server_address = self.socket.getsockname()

    def log_startup(self):
        messages = [_ansi_style('WARNING: This is a development server. Do not use it in a production deployment. Use a production WSGI server instead.', 'bold', 'red')]
        shown = self.host
        if self.host in ('0.0.0.0', '::'):
            messages.append(f' * Running on all addresses ({self.host})')
            messages.append(f' * Running on http://127.0.0.1:{self.port}')
            try:
                shown = socket.gethostbyname(socket.gethostname())
            except OSError:
                shown = '127.0.0.1'
        messages.append(f' * Running on http://{shown}:{self.port}')
        _log('info', '\n'.join(messages))

    def serve_forever(self):
        try:
            while True:
                connection, peer = self.socket.accept()
                if self.threaded:
                    threading.Thread(target=self.handle, args=(connection, peer), daemon=True).start()
                else:
                    self.handle(connection, peer)
        except KeyboardInterrupt:
            pass
        finally:
            self.socket.close()

    def handle(self, connection, peer):
        try:
            self.serve(connection, peer)
        except (ConnectionError, TimeoutError):
            pass
        finally:
            connection.close()

    def serve(self, connection, peer):
        found = read_request(connection.makefile('rb'))
        if found is None:
            return
        if found[0] == 400:
            _log('info', '%s - - [%s] code 400, message Bad request syntax (%r)', peer[0], log_date(), found[1])
            connection.sendall(b'HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n')
            return
        method, target, version, headers, body = found
        environ = make_environ(method, target, version, headers, body, peer, self.server_address)
        try:
            status, reply, parts = call_app(self.app, environ)
        except Exception:
            import traceback
            _log('error', 'Error on request:\n%s', traceback.format_exc())
            status, reply, parts = '500 INTERNAL SERVER ERROR', [('Content-Type', 'text/html; charset=utf-8')], [b'<!doctype html>\n<html lang=en>\n<title>500 Internal Server Error</title>\n<h1>Internal Server Error</h1>\n<p>The server encountered an internal error and was unable to complete your request. Either the server is overloaded or there is an error in the application.</p>\n']
        code = int(status.split()[0])
        names = [k.lower() for k, v in reply]
        head = f'HTTP/1.1 {status}\r\n'
        if 'server' not in names:
            head += f'Server: Werkzeug/{__version__} Python/{sys.version.split()[0]}\r\n'
        if 'date' not in names:
            head += f'Date: {http_date()}\r\n'
        for k, v in reply:
            head += f'{k}: {v}\r\n'
        if 'content-length' not in names and method != 'HEAD' and code >= 200 and code not in (204, 304):
            head += f'Content-Length: {sum(len(p) for p in parts)}\r\n'
        head += 'Connection: close\r\n\r\n'
        connection.sendall(head.encode('latin-1', 'replace'))
        if method != 'HEAD':
            for part in parts:
                connection.sendall(part)
        self.log_request(peer, method, target, version, code)

    def log_request(self, peer, method, target, version, code):
        msg = f'{method} {target} {version}'
        text = str(code)
        if text[0] == '1':
            msg = _ansi_style(msg, 'bold')
        elif text == '200':
            pass
        elif text == '304':
            msg = _ansi_style(msg, 'cyan')
        elif text[0] == '3':
            msg = _ansi_style(msg, 'green')
        elif text == '404':
            msg = _ansi_style(msg, 'yellow')
        elif text[0] == '4':
            msg = _ansi_style(msg, 'bold', 'red')
        else:
            msg = _ansi_style(msg, 'bold', 'magenta')
        _log('info', f'{peer[0]} - - [{log_date()}] "%s" %s %s', msg, text, '-')

from werkzeug import __version__

def is_running_from_reloader():
    return os.environ.get('WERKZEUG_RUN_MAIN') == 'true'

def run_simple(hostname, port, application, use_reloader=False, use_debugger=False, threaded=False, **options):
    if use_reloader and not is_running_from_reloader():
        server = _Server(hostname, port, application, threaded)
        server.log_startup()
        _log('info', _ansi_style('Press CTRL+C to quit', 'yellow'))
        server.socket.close()
        _log('info', ' * Restarting with stat')
        import subprocess
        while True:
            env = dict(os.environ, WERKZEUG_RUN_MAIN='true')
            words = [sys.executable] + (sys.argv if sys.argv[0] != '-m' else sys.argv)
            code = subprocess.call(words, env=env)
            if code != 3:
                sys.exit(code)
    server = _Server(hostname, port, application, threaded)
    if not is_running_from_reloader():
        server.log_startup()
        _log('info', _ansi_style('Press CTRL+C to quit', 'yellow'))
    if use_debugger:
        _log('warning', ' * Debugger is active!')
        pin = ''.join(str(_os.random_byte() % 10) for _ in range(9))
        _log('info', ' * Debugger PIN: %s-%s-%s', pin[:3], pin[3:6], pin[6:])
    server.serve_forever()

import _os
`;

/** What a request and a reply are to a program of Flask's. */
export const wrappers = String.raw`
import json as _json
from urllib.parse import parse_qsl, unquote
from http import HTTPStatus

class Headers:
    def __init__(self, items=()):
        if isinstance(items, Headers):
            items = items._items
        elif isinstance(items, dict):
            items = items.items()
        self._items = [(k, str(v)) for k, v in items or ()]

    def get(self, name, default=None, type=None):
        for k, v in self._items:
            if k.lower() == name.lower():
                return type(v) if type else v
        return default

    def getlist(self, name):
        return [v for k, v in self._items if k.lower() == name.lower()]

    def __getitem__(self, name):
        found = self.get(name)
        if found is None:
            raise KeyError(name)
        return found

    def __setitem__(self, name, value):
        self._items = [(k, v) for k, v in self._items if k.lower() != name.lower()] + [(name, str(value))]

    set = __setitem__

    def __delitem__(self, name):
        self._items = [(k, v) for k, v in self._items if k.lower() != name.lower()]

    def add(self, name, value, **kwargs):
        self._items.append((name, str(value)))

    def setdefault(self, name, value):
        if name not in self:
            self[name] = value
        return self[name]

    def extend(self, more):
        for k, v in (more.items() if hasattr(more, 'items') else more):
            self.add(k, v)

    def update(self, more):
        for k, v in (more.items() if hasattr(more, 'items') else more):
            self[k] = v

    def pop(self, name, default=None):
        found = self.get(name, default)
        del self[name]
        return found

    def __contains__(self, name):
        return self.get(name) is not None

    def __iter__(self):
        return iter(self._items)

    def items(self):
        return list(self._items)

    def keys(self):
        return [k for k, v in self._items]

    def values(self):
        return [v for k, v in self._items]

    def __len__(self):
        return len(self._items)

    def __str__(self):
        return ''.join(f'{k}: {v}\r\n' for k, v in self._items) + '\r\n'

    def __repr__(self):
        return f'Headers({self._items!r})'

class MultiDict(dict):
    def __init__(self, pairs=()):
        dict.__init__(self)
        self._pairs = list(pairs)
        for k, v in self._pairs:
            if k not in self:
                dict.__setitem__(self, k, v)

    def get(self, key, default=None, type=None):
        if key not in self:
            return default
        value = dict.__getitem__(self, key)
        if type is not None:
            try:
                return type(value)
            except (ValueError, TypeError):
                return default
        return value

    def getlist(self, key):
        return [v for k, v in self._pairs if k == key]

    def to_dict(self, flat=True):
        return dict(self) if flat else {k: self.getlist(k) for k in self}

    def __getitem__(self, key):
        if key not in self:
            from werkzeug.exceptions import BadRequestKeyError
            raise BadRequestKeyError(key)
        return dict.__getitem__(self, key)

    def __repr__(self):
        return f'ImmutableMultiDict({self._pairs!r})'

class Request:
    def __init__(self, environ):
        self.environ = environ
        self.method = environ['REQUEST_METHOD']
        self.path = environ['PATH_INFO'] or '/'
        self.query_string = environ.get('QUERY_STRING', '').encode()
        self.remote_addr = environ.get('REMOTE_ADDR')
        self.scheme = environ.get('wsgi.url_scheme', 'http')
        self.headers = Headers([(k[5:].replace('_', '-').title(), v) for k, v in environ.items() if k.startswith('HTTP_')] + [(k.replace('_', '-').title(), environ[k]) for k in ('CONTENT_TYPE', 'CONTENT_LENGTH') if environ.get(k)])
        self.args = MultiDict(parse_qsl(environ.get('QUERY_STRING', ''), keep_blank_values=True))
        self.view_args = None
        self.endpoint = None
        self.url_rule = None
        self.blueprint = None
        self._body = None

    @property
    def data(self):
        if self._body is None:
            self._body = environ_body(self.environ)
        return self._body

    def get_data(self, cache=True, as_text=False, parse_form_data=False):
        return self.data.decode() if as_text else self.data

    @property
    def content_type(self):
        return self.headers.get('Content-Type')

    @property
    def content_length(self):
        value = self.headers.get('Content-Length')
        return int(value) if value else None

    @property
    def mimetype(self):
        return (self.content_type or '').split(';')[0].strip().lower()

    @property
    def is_json(self):
        return self.mimetype == 'application/json' or self.mimetype.endswith('+json')

    @property
    def json(self):
        return self.get_json()

    def get_json(self, force=False, silent=False, cache=True):
        from werkzeug.exceptions import BadRequest, UnsupportedMediaType
        if not (force or self.is_json):
            if silent:
                return None
            raise UnsupportedMediaType("Did not attempt to load JSON data because the request Content-Type was not 'application/json'.")
        try:
            return _json.loads(self.data)
        except ValueError as e:
            if silent:
                return None
            raise BadRequest('The browser (or proxy) sent a request that this server could not understand.')

    @property
    def form(self):
        if self.mimetype == 'application/x-www-form-urlencoded':
            return MultiDict(parse_qsl(self.data.decode(), keep_blank_values=True))
        if self.mimetype == 'multipart/form-data':
            return MultiDict(self._parts()[0])
        return MultiDict()

    @property
    def files(self):
        if self.mimetype == 'multipart/form-data':
            return MultiDict(self._parts()[1])
        return MultiDict()

    def _parts(self):
        fields, files = [], []
        boundary = ('--' + self.content_type.partition('boundary=')[2].strip('"')).encode()
        for part in self.data.split(boundary)[1:-1]:
            head, _, body = part.strip(b'\r\n').partition(b'\r\n\r\n')
            names = dict(x.strip().partition('=')[::2] for x in head.decode().split('\r\n')[0].split(';')[1:])
            name = names.get('name', '').strip('"')
            if 'filename' in names:
                files.append((name, FileStorage(names['filename'].strip('"'), body)))
            else:
                fields.append((name, body.decode()))
        return fields, files

    @property
    def values(self):
        return MultiDict(self.args._pairs + self.form._pairs)

    @property
    def cookies(self):
        found = MultiDict()
        for part in (self.headers.get('Cookie') or '').split(';'):
            k, _, v = part.strip().partition('=')
            if k:
                dict.__setitem__(found, k, unquote(v))
        return found

    @property
    def host(self):
        return self.headers.get('Host') or self.environ['SERVER_NAME']

    @property
    def host_url(self):
        return f'{self.scheme}://{self.host}/'

    url_root = host_url

    @property
    def base_url(self):
        return f'{self.scheme}://{self.host}{self.path}'

    @property
    def url(self):
        query = self.query_string.decode()
        return self.base_url + ('?' + query if query else '')

    @property
    def full_path(self):
        return self.path + '?' + self.query_string.decode()

    @property
    def user_agent(self):
        return UserAgent(self.headers.get('User-Agent') or '')

    @property
    def is_secure(self):
        return self.scheme == 'https'

    @property
    def access_route(self):
        forwarded = self.headers.get('X-Forwarded-For')
        return [x.strip() for x in forwarded.split(',')] if forwarded else [self.remote_addr]

    @property
    def authorization(self):
        import base64
        kind, _, value = (self.headers.get('Authorization') or '').partition(' ')
        if kind.lower() != 'basic':
            return None
        user, _, password = base64.b64decode(value).decode().partition(':')
        return Authorization(user, password)

    def __repr__(self):
        return f'<Request {self.url!r} [{self.method}]>'

class Authorization:
    def __init__(self, username, password):
        self.type, self.username, self.password = 'basic', username, password

class UserAgent:
    def __init__(self, string):
        self.string = string
    def __str__(self):
        return self.string
    __repr__ = __str__

class FileStorage:
    def __init__(self, filename, data):
        self.filename = filename
        self._data = data
    def read(self):
        return self._data
    def save(self, path):
        with open(path, 'wb') as f:
            f.write(self._data)

def environ_body(environ):
    return environ['wsgi.input'].read()

class Response:
    default_mimetype = 'text/html'

    def __init__(self, response=None, status=None, headers=None, mimetype=None, content_type=None, direct_passthrough=False):
        self.headers = Headers(headers or ())
        if content_type is None and 'Content-Type' not in self.headers:
            content_type = mimetype or self.default_mimetype
            if content_type.startswith('text/') or content_type.endswith('+xml') or content_type in ('application/xml', 'application/javascript'):
                content_type += '; charset=utf-8'
        if content_type is not None:
            self.headers['Content-Type'] = content_type
        self.status = status if status is not None else 200
        self._close = []
        if response is None:
            self.response = []
        elif isinstance(response, (str, bytes)):
            self.set_data(response)
        else:
            self.response = response

    @property
    def status(self):
        return self._status

    @status.setter
    def status(self, value):
        if isinstance(value, (int, HTTPStatus)):
            value = int(value)
            try:
                self._status = f'{value} {HTTPStatus(value).phrase.upper()}'
            except ValueError:
                self._status = f'{value} UNKNOWN'
        else:
            self._status = value if ' ' in value else f'{value} UNKNOWN'
        self.status_code = int(self._status.split()[0])

    def set_data(self, value):
        value = value.encode() if isinstance(value, str) else value
        self.response = [value]
        self.headers['Content-Length'] = str(len(value))

    def get_data(self, as_text=False):
        data = b''.join(x if isinstance(x, bytes) else str(x).encode() for x in self.response)
        return data.decode() if as_text else data

    data = property(get_data, set_data)

    @property
    def json(self):
        return _json.loads(self.get_data())

    def get_json(self, force=False, silent=False):
        return self.json

    @property
    def text(self):
        return self.get_data(True)

    @property
    def mimetype(self):
        return self.headers.get('Content-Type', '').split(';')[0]

    @mimetype.setter
    def mimetype(self, value):
        self.headers['Content-Type'] = value + ('; charset=utf-8' if value.startswith('text/') else '')

    @property
    def content_type(self):
        return self.headers.get('Content-Type')

    @content_type.setter
    def content_type(self, value):
        self.headers['Content-Type'] = value

    def set_cookie(self, key, value='', max_age=None, expires=None, path='/', domain=None, secure=False, httponly=False, samesite=None):
        text = f'{key}={value}'
        if domain:
            text += f'; Domain={domain}'
        if max_age is not None:
            text += f'; Max-Age={max_age}'
        if secure:
            text += '; Secure'
        if httponly:
            text += '; HttpOnly'
        text += f'; Path={path}'
        if samesite:
            text += f'; SameSite={samesite}'
        self.headers.add('Set-Cookie', text)

    def delete_cookie(self, key, path='/', domain=None):
        self.set_cookie(key, '', max_age=0, path=path, domain=domain)

    def call_on_close(self, f):
        self._close.append(f)
        return f

    def __call__(self, environ, start_response):
        start_response(self.status, self.headers.items())
        return self.response

    def __repr__(self):
        return f'<Response {len(self.get_data())} bytes [{self.status}]>'
`;

export const exceptions = String.raw`
from http import HTTPStatus

class HTTPException(Exception):
    code = None
    description = None

    def __init__(self, description=None, response=None):
        super().__init__()
        if description is not None:
            self.description = description
        self.response = response

    @property
    def name(self):
        return HTTPStatus(self.code).phrase if self.code else 'Unknown Error'

    def get_response(self, environ=None):
        from flask.wrappers import Response
        if self.response is not None:
            return self.response
        return Response(self.get_body(), self.code, self.get_headers())

    def get_headers(self):
        return [('Content-Type', 'text/html; charset=utf-8')]

    def get_body(self, environ=None):
        return f'<!doctype html>\n<html lang=en>\n<title>{self.code} {self.name}</title>\n<h1>{self.name}</h1>\n<p>{self.description or ""}</p>\n'

    def __str__(self):
        return f'{self.code} {self.name}: {self.description}'

    def __repr__(self):
        return f"<{type(self).__name__} '{self.code}: {self.name}'>"

def _make(name, code, description):
    return type(name, (HTTPException,), {'code': code, 'description': description})

BadRequest = _make('BadRequest', 400, 'The browser (or proxy) sent a request that this server could not understand.')
Unauthorized = _make('Unauthorized', 401, "The server could not verify that you are authorized to access the URL requested. You either supplied the wrong credentials (e.g. a bad password), or your browser doesn't understand how to supply the credentials required.")
Forbidden = _make('Forbidden', 403, "You don't have the permission to access the requested resource. It is either read-protected or not readable by the server.")
NotFound = _make('NotFound', 404, 'The requested URL was not found on the server. If you entered the URL manually please check your spelling and try again.')
NotAcceptable = _make('NotAcceptable', 406, 'The resource identified by the request is only capable of generating response entities which have content characteristics not acceptable according to the accept headers sent in the request.')
Conflict = _make('Conflict', 409, 'A conflict happened while processing the request. The resource might have been modified while the request was being processed.')
Gone = _make('Gone', 410, 'The requested URL is no longer available on this server and there is no forwarding address. If you followed a link from a foreign page, please contact the author of this page.')
RequestEntityTooLarge = _make('RequestEntityTooLarge', 413, 'The data value transmitted exceeds the capacity limit.')
UnsupportedMediaType = _make('UnsupportedMediaType', 415, 'The server does not support the media type transmitted in the request.')
ImATeapot = _make('ImATeapot', 418, 'This server is a teapot, not a coffee machine')
UnprocessableEntity = _make('UnprocessableEntity', 422, 'The request was well-formed but was unable to be followed due to semantic errors.')
TooManyRequests = _make('TooManyRequests', 429, 'This user has exceeded an allotted request count. Try again later.')
InternalServerError = _make('InternalServerError', 500, 'The server encountered an internal error and was unable to complete your request. Either the server is overloaded or there is an error in the application.')
NotImplemented_ = _make('NotImplemented', 501, 'The server does not support the action requested by the browser.')
BadGateway = _make('BadGateway', 502, 'The proxy server received an invalid response from an upstream server.')
ServiceUnavailable = _make('ServiceUnavailable', 503, 'The server is temporarily unable to service your request due to maintenance downtime or capacity problems. Please try again later.')
GatewayTimeout = _make('GatewayTimeout', 504, 'The connection to an upstream server timed out.')

class MethodNotAllowed(HTTPException):
    code = 405
    description = 'The method is not allowed for the requested URL.'

    def __init__(self, valid_methods=None, description=None, response=None):
        super().__init__(description, response)
        self.valid_methods = valid_methods

    def get_headers(self):
        return super().get_headers() + ([('Allow', ', '.join(self.valid_methods))] if self.valid_methods else [])

class BadRequestKeyError(BadRequest, KeyError):
    pass

_by_code = {each.code: each for each in [BadRequest, Unauthorized, Forbidden, NotFound, MethodNotAllowed, NotAcceptable, Conflict, Gone, RequestEntityTooLarge, UnsupportedMediaType, ImATeapot, UnprocessableEntity, TooManyRequests, InternalServerError, NotImplemented_, BadGateway, ServiceUnavailable, GatewayTimeout]}
default_exceptions = _by_code

def abort(code, *args, **kwargs):
    if not isinstance(code, int):
        raise HTTPException(response=code)
    if code not in _by_code:
        raise LookupError(f'no exception for {code}')
    raise _by_code[code](*args, **kwargs)
`;
