export const httpServerRequests = String.raw`
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
`;
