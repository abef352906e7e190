import type { LibraryModule } from './sources.ts';

const status = `
_PHRASES = {100: 'Continue', 101: 'Switching Protocols', 200: 'OK', 201: 'Created', 202: 'Accepted', 203: 'Non-Authoritative Information', 204: 'No Content', 205: 'Reset Content', 206: 'Partial Content', 300: 'Multiple Choices', 301: 'Moved Permanently', 302: 'Found', 303: 'See Other', 304: 'Not Modified', 307: 'Temporary Redirect', 308: 'Permanent Redirect', 400: 'Bad Request', 401: 'Unauthorized', 402: 'Payment Required', 403: 'Forbidden', 404: 'Not Found', 405: 'Method Not Allowed', 406: 'Not Acceptable', 407: 'Proxy Authentication Required', 408: 'Request Timeout', 409: 'Conflict', 410: 'Gone', 411: 'Length Required', 412: 'Precondition Failed', 413: 'Request Entity Too Large', 414: 'Request-URI Too Long', 415: 'Unsupported Media Type', 416: 'Requested Range Not Satisfiable', 417: 'Expectation Failed', 418: "I'm a Teapot", 421: 'Misdirected Request', 422: 'Unprocessable Entity', 423: 'Locked', 424: 'Failed Dependency', 425: 'Too Early', 426: 'Upgrade Required', 428: 'Precondition Required', 429: 'Too Many Requests', 431: 'Request Header Fields Too Large', 451: 'Unavailable For Legal Reasons', 500: 'Internal Server Error', 501: 'Not Implemented', 502: 'Bad Gateway', 503: 'Service Unavailable', 504: 'Gateway Timeout', 505: 'HTTP Version Not Supported', 507: 'Insufficient Storage', 508: 'Loop Detected', 511: 'Network Authentication Required'}

def _name(code):
    return _PHRASES[code].upper().replace(' ', '_').replace('-', '_').replace("I'M", 'IM')

class _Meta(type):
    def __iter__(cls):
        return iter([cls(c) for c in _PHRASES])

class HTTPStatus(int, metaclass=_Meta):
    def __new__(cls, value):
        if int(value) not in _PHRASES:
            raise ValueError(f'{value} is not a valid HTTPStatus')
        return int.__new__(cls, value)
    @property
    def phrase(self):
        return _PHRASES[int(self)]
    @property
    def value(self):
        return int(self)
    @property
    def name(self):
        return _name(int(self))
    def __repr__(self):
        return f'<HTTPStatus.{self.name}: {int(self)}>'
    def __str__(self):
        return str(int(self))

for _code in _PHRASES:
    setattr(HTTPStatus, _name(_code), HTTPStatus(_code))
`;

const server = String.raw`
import os
import sys
import time
import html
import socketserver
import urllib.parse
from http import HTTPStatus, _PHRASES

__version__ = '0.6'
DEFAULT_ERROR_MESSAGE = """\
<!DOCTYPE HTML>
<html lang="en">
    <head>
        <meta charset="utf-8">
        <title>Error response</title>
    </head>
    <body>
        <h1>Error response</h1>
        <p>Error code: %(code)d</p>
        <p>Message: %(message)s.</p>
        <p>Error code explanation: %(code)s - %(explain)s.</p>
    </body>
</html>
"""
_EXPLAIN = {400: 'Bad request syntax or unsupported method', 404: 'Nothing matches the given URI', 403: 'Request forbidden -- authorization will not help', 405: 'Specified method is invalid for this resource', 500: 'Server got itself in trouble', 501: 'Server does not support this operation', 401: 'No permission -- see authorization schemes'}
_days = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']
_months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

class HTTPServer(socketserver.TCPServer):
    allow_reuse_address = True

    def server_bind(self):
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = self.server_address[0], self.server_address[1]

class ThreadingHTTPServer(socketserver.ThreadingMixIn, HTTPServer):
    daemon_threads = True

class _Message:
    def __init__(self, items):
        self._items = items
    def get(self, name, default=None):
        for k, v in self._items:
            if k.lower() == name.lower():
                return v
        return default
    __getitem__ = get
    def get_all(self, name, default=None):
        return [v for k, v in self._items if k.lower() == name.lower()] or default
    def items(self):
        return list(self._items)
    def keys(self):
        return [k for k, v in self._items]
    def values(self):
        return [v for k, v in self._items]
    def __contains__(self, name):
        return self.get(name) is not None
    def __iter__(self):
        return iter(self.keys())
    def __len__(self):
        return len(self._items)
    def as_string(self):
        return ''.join(f'{k}: {v}\n' for k, v in self._items) + '\n'
    __str__ = as_string
    def get_content_type(self):
        return (self.get('Content-Type') or 'text/plain').split(';')[0]

class BaseHTTPRequestHandler(socketserver.StreamRequestHandler):
    server_version = 'BaseHTTP/' + __version__
    sys_version = 'Python/' + sys.version.split()[0]
    error_message_format = DEFAULT_ERROR_MESSAGE
    error_content_type = 'text/html;charset=utf-8'
    default_request_version = 'HTTP/0.9'
    protocol_version = 'HTTP/1.0'
    responses = {code: (phrase, _EXPLAIN.get(code, '')) for code, phrase in _PHRASES.items()}

    def parse_request(self):
        self.command = None
        self.request_version = self.default_request_version
        self.close_connection = True
        self.requestline = str(self.raw_requestline, 'iso-8859-1').rstrip('\r\n')
        words = self.requestline.split()
        if not words:
            return False
        if len(words) >= 3:
            version = words[-1]
            if not version.startswith('HTTP/'):
                self.send_error(HTTPStatus.BAD_REQUEST, 'Bad request version (%r)' % version)
                return False
            self.request_version = version
            if version >= 'HTTP/1.1' and self.protocol_version >= 'HTTP/1.1':
                self.close_connection = False
        if not 2 <= len(words) <= 3:
            self.send_error(HTTPStatus.BAD_REQUEST, 'Bad request syntax (%r)' % self.requestline)
            return False
        self.command, self.path = words[0], words[1]
        items = []
        while True:
            line = str(self.rfile.readline(65537), 'iso-8859-1').rstrip('\r\n')
            if not line:
                break
            k, _, v = line.partition(':')
            items.append((k, v.strip()))
        self.headers = _Message(items)
        connection = (self.headers.get('Connection') or '').lower()
        if connection == 'close':
            self.close_connection = True
        elif connection == 'keep-alive' and self.protocol_version >= 'HTTP/1.1':
            self.close_connection = False
        return True

    def handle_one_request(self):
        self.raw_requestline = self.rfile.readline(65537)
        if not self.raw_requestline:
            self.close_connection = True
            return
        if not self.parse_request():
            return
        method = getattr(self, 'do_' + self.command, None)
        if method is None:
            self.send_error(HTTPStatus.NOT_IMPLEMENTED, 'Unsupported method (%r)' % self.command)
            return
        method()
        self.wfile.flush()

    def handle(self):
        self.close_connection = True
        self.handle_one_request()
        while not self.close_connection:
            self.handle_one_request()

    def send_error(self, code, message=None, explain=None):
        code = int(code)
        short, long = self.responses.get(code, ('???', '???'))
        message = message or short
        self.log_error('code %d, message %s', code, message)
        self.send_response(code, message)
        self.send_header('Connection', 'close')
        body = None
        if code >= 200 and code not in (204, 205, 304):
            body = (self.error_message_format % {'code': code, 'message': html.escape(message, quote=False), 'explain': html.escape(explain or long, quote=False)}).encode('utf-8')
            self.send_header('Content-Type', self.error_content_type)
            self.send_header('Content-Length', str(len(body)))
        self.end_headers()
        if self.command != 'HEAD' and body:
            self.wfile.write(body)

    def send_response(self, code, message=None):
        self.log_request(code)
        self.send_response_only(code, message)
        self.send_header('Server', self.version_string())
        self.send_header('Date', self.date_time_string())

    def send_response_only(self, code, message=None):
        if message is None:
            message = self.responses.get(int(code), ('', ''))[0]
        if not hasattr(self, '_headers_buffer'):
            self._headers_buffer = []
        self._headers_buffer.append(('%s %d %s\r\n' % (self.protocol_version, code, message)).encode('latin-1', 'strict'))

    def send_header(self, keyword, value):
        if not hasattr(self, '_headers_buffer'):
            self._headers_buffer = []
        self._headers_buffer.append(f'{keyword}: {value}\r\n'.encode('latin-1', 'strict'))
        if keyword.lower() == 'connection':
            if str(value).lower() == 'close':
                self.close_connection = True
            elif str(value).lower() == 'keep-alive':
                self.close_connection = False

    def end_headers(self):
        if self.request_version != 'HTTP/0.9':
            self._headers_buffer.append(b'\r\n')
            self.flush_headers()

    def flush_headers(self):
        if hasattr(self, '_headers_buffer'):
            self.wfile.write(b''.join(self._headers_buffer))
            self._headers_buffer = []

    def log_request(self, code='-', size='-'):
        if isinstance(code, int):
            code = int(code)
        self.log_message('"%s" %s %s', self.requestline, str(code), str(size))

    def log_error(self, format, *args):
        self.log_message(format, *args)

    def log_message(self, format, *args):
        sys.stderr.write('%s - - [%s] %s\n' % (self.address_string(), self.log_date_time_string(), format % args))

    def version_string(self):
        return self.server_version + ' ' + self.sys_version

    def date_time_string(self, timestamp=None):
        y, mo, d, h, mi, s, wd = time.parts(timestamp)[:7]
        return f'{_days[wd]}, {d:02d} {_months[mo - 1]} {y:04d} {h:02d}:{mi:02d}:{s:02d} GMT'

    def log_date_time_string(self):
        y, mo, d, h, mi, s = time.parts(None)[:6]
        return '%02d/%3s/%04d %02d:%02d:%02d' % (d, _months[mo - 1], y, h, mi, s)

    def address_string(self):
        return self.client_address[0]

_TYPES = {'.gz': 'application/gzip', '.html': 'text/html', '.htm': 'text/html', '.css': 'text/css', '.js': 'text/javascript', '.json': 'application/json', '.txt': 'text/plain', '.png': 'image/png', '.jpg': 'image/jpeg', '.jpeg': 'image/jpeg', '.gif': 'image/gif', '.svg': 'image/svg+xml', '.ico': 'image/vnd.microsoft.icon', '.xml': 'text/xml', '.pdf': 'application/pdf', '.csv': 'text/csv', '.py': 'text/x-python', '.sh': 'application/x-sh', '.md': 'text/markdown', '.mp4': 'video/mp4', '.zip': 'application/zip', '.tar': 'application/x-tar', '.wasm': 'application/wasm', '.c': 'text/plain', '.h': 'text/plain'}

class SimpleHTTPRequestHandler(BaseHTTPRequestHandler):
    server_version = 'SimpleHTTP/' + __version__
    index_pages = ('index.html', 'index.htm')

    def __init__(self, *args, directory=None, **kwargs):
        self.directory = os.fspath(directory if directory is not None else os.getcwd())
        super().__init__(*args, **kwargs)

    def do_GET(self):
        self._send(True)

    def do_HEAD(self):
        self._send(False)

    def translate_path(self, path):
        path = urllib.parse.unquote(path.split('?', 1)[0].split('#', 1)[0])
        trailing = path.rstrip().endswith('/')
        words = [w for w in os.path.normpath(path).split('/') if w and w not in ('.', '..')]
        return os.path.join(self.directory, *words) + ('/' if trailing and words else '')

    def guess_type(self, path):
        return _TYPES.get(os.path.splitext(path)[1].lower(), 'application/octet-stream')

    def _send(self, body):
        path = self.translate_path(self.path)
        if os.path.isdir(path):
            bare, q, query = self.path.partition('?')
            if not bare.endswith('/'):
                self.send_response(HTTPStatus.MOVED_PERMANENTLY)
                self.send_header('Location', bare + '/' + q + query)
                self.send_header('Content-Length', '0')
                self.end_headers()
                return
            for index in self.index_pages:
                if os.path.isfile(os.path.join(path, index)):
                    path = os.path.join(path, index)
                    break
            else:
                self.list_directory(path, body)
                return
        if path.endswith('/'):
            self.send_error(HTTPStatus.NOT_FOUND, 'File not found')
            return
        try:
            with open(path, 'rb') as f:
                data = f.read()
        except OSError:
            self.send_error(HTTPStatus.NOT_FOUND, 'File not found')
            return
        self.send_response(HTTPStatus.OK)
        self.send_header('Content-type', self.guess_type(path))
        self.send_header('Content-Length', str(len(data)))
        self.send_header('Last-Modified', self.date_time_string(os.path.getmtime(path)))
        self.end_headers()
        if body:
            self.wfile.write(data)

    def list_directory(self, path, body=True):
        try:
            names = os.listdir(path)
        except OSError:
            self.send_error(HTTPStatus.NOT_FOUND, 'No permission to list directory')
            return
        names.sort(key=lambda a: a.lower())
        title = 'Directory listing for ' + html.escape(urllib.parse.unquote(self.path.split('?')[0]), quote=False)
        r = ['<!DOCTYPE HTML>', '<html lang="en">', '<head>', '<meta charset="utf-8">', f'<title>{title}</title>\n</head>', f'<body>\n<h1>{title}</h1>', '<hr>\n<ul>']
        for name in names:
            full = os.path.join(path, name)
            shown = link = name
            if os.path.isdir(full):
                shown, link = name + '/', name + '/'
            if os.path.islink(full):
                shown = name + '@'
            r.append(f'<li><a href="{urllib.parse.quote(link)}">{html.escape(shown, quote=False)}</a></li>')
        r.append('</ul>\n<hr>\n</body>\n</html>\n')
        data = '\n'.join(r).encode()
        self.send_response(HTTPStatus.OK)
        self.send_header('Content-type', 'text/html; charset=utf-8')
        self.send_header('Content-Length', str(len(data)))
        self.end_headers()
        if body:
            self.wfile.write(data)

def __main__function__():
    words, port, bind, directory = sys.argv[1:], 8000, None, os.getcwd()
    while words:
        word = words.pop(0)
        name, eq, value = word.partition('=')
        if name in ('-b', '--bind'):
            bind = value if eq else words.pop(0)
        elif name in ('-d', '--directory'):
            directory = value if eq else words.pop(0)
        elif name in ('-p', '--protocol'):
            value if eq else words.pop(0)
        elif word.isdigit():
            port = int(word)
        else:
            print('usage: server.py [-h] [--cgi] [-b ADDRESS] [-d DIRECTORY] [-p VERSION] [port]', file=sys.stderr)
            print(f'server.py: error: ' + (f'unrecognized arguments: {word}' if word.startswith('-') else f"argument port: invalid int value: '{word}'"), file=sys.stderr)
            return 2
    class Handler(SimpleHTTPRequestHandler):
        def __init__(self, *args, **kwargs):
            super().__init__(*args, directory=directory, **kwargs)
    with ThreadingHTTPServer((bind or '0.0.0.0', port), Handler) as httpd:
        host, port = httpd.socket.getsockname()[:2]
        print(f'Serving HTTP on {host} port {port} (http://{host}:{port}/) ...')
        try:
            httpd.serve_forever()
        except KeyboardInterrupt:
            print('\nKeyboard interrupt received, exiting.')
            return 0
`;

export const httpLibrary: readonly (readonly [string, LibraryModule])[] = [
  ['http', { kind: 'standard', source: status, isPackage: true }],
  ['http.server', { kind: 'builtin', source: server, bytes: 4_000_000, importMicroseconds: 60_000 }],
];
