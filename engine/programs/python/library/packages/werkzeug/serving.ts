/** The development server, and what it says. */
export const werkzeugServingSource = String.raw`
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
