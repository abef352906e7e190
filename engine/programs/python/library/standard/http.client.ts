/** Requests over a connection, and what is answered. */
export const httpClientSource = String.raw`
import socket
import http
from http.server import _Message as HTTPMessage

HTTP_PORT, HTTPS_PORT = 80, 443
responses = {int(s): s.phrase for s in http.HTTPStatus}

class HTTPException(Exception):
    pass
class NotConnected(HTTPException):
    pass
class InvalidURL(HTTPException):
    pass
class ImproperConnectionState(HTTPException):
    pass
class CannotSendRequest(ImproperConnectionState):
    pass
class ResponseNotReady(ImproperConnectionState):
    pass
class BadStatusLine(HTTPException):
    def __init__(self, line):
        HTTPException.__init__(self, line or repr(line))
        self.line = line
class RemoteDisconnected(ConnectionResetError, BadStatusLine):
    def __init__(self, text):
        Exception.__init__(self, text)
        self.args = (text,)
class IncompleteRead(HTTPException):
    def __init__(self, partial, expected=None):
        self.args = (partial,)
        self.partial, self.expected = partial, expected
    def __str__(self):
        more = '' if self.expected is None else f', {self.expected} more expected'
        return f'IncompleteRead({len(self.partial)} bytes read{more})'

def parse_headers(fp):
    items = []
    while True:
        line = str(fp.readline(65537), 'iso-8859-1').rstrip('\r\n')
        if not line:
            return HTTPMessage(items)
        k, _, v = line.partition(':')
        items.append((k, v.strip()))

class HTTPResponse:
    def __init__(self, sock, method=None, url=None):
        self.fp = sock.makefile('rb')
        self._sock = sock
        self._method = method
        self.url = url
        self.closed = False

    def begin(self):
        while True:
            line = str(self.fp.readline(65537), 'iso-8859-1')
            if not line:
                raise RemoteDisconnected('Remote end closed connection without response')
            version, _, rest = line.strip().partition(' ')
            if not version.startswith('HTTP/'):
                raise BadStatusLine(line)
            status, _, self.reason = rest.partition(' ')
            self.status = self.code = int(status)
            self.version = 11 if version == 'HTTP/1.1' else 10
            self.headers = self.msg = parse_headers(self.fp)
            if self.status != 100:
                break
        self.chunked = (self.headers.get('Transfer-Encoding') or '').lower() == 'chunked'
        length = self.headers.get('Content-Length')
        self.length = None if length is None or self.chunked else int(length)
        if self.status in (204, 304) or 100 <= self.status < 200 or self._method == 'HEAD':
            self.length, self.chunked = 0, False
        self._chunk = None
        self.will_close = (self.headers.get('Connection') or '').lower() == 'close' or self.version == 10 or (self.length is None and not self.chunked)

    def _next_chunk(self):
        """The bytes that are left of the chunk that is being read; 0: there are no more."""
        if not self._chunk:
            if self._chunk == 0 and self._begun:
                self.fp.readline()
            self._begun = True
            size = int((self.fp.readline() or b'0').split(b';')[0], 16)
            self._chunk = size
            if size == 0:
                while self.fp.readline().strip():
                    pass
                self.chunked, self.length = False, 0
        return self._chunk

    _begun = False

    def read(self, amt=None):
        if self.closed:
            return b''
        if self.chunked:
            data = b''
            while self.chunked and (amt is None or len(data) < amt):
                left = self._next_chunk()
                if left == 0:
                    break
                part = self.fp.read(left if amt is None else min(left, amt - len(data)))
                self._chunk -= len(part)
                data += part
                if not part:
                    raise IncompleteRead(data)
            if not self.chunked:
                self._done()
            return data
        if self.length is None:
            data = self.fp.read() if amt is None else self.fp.read(amt)
            if not data or amt is None:
                self._done()
            return data
        want = self.length if amt is None else min(amt, self.length)
        data = self.fp.read(want) if want else b''
        if len(data) < want:
            raise IncompleteRead(data, want - len(data))
        self.length -= len(data)
        if self.length == 0:
            self._done()
        return data

    def read1(self, n=-1):
        return self.read(n if n >= 0 else 65536)

    def readline(self, limit=-1):
        line = b''
        while not line.endswith(b'\n'):
            c = self.read(1)
            if not c:
                break
            line += c
        return line

    def readlines(self):
        return list(self)

    def __iter__(self):
        while line := self.readline():
            yield line

    def readinto(self, buffer):
        data = self.read(len(buffer))
        buffer[:len(data)] = data
        return len(data)

    def _done(self):
        if self.will_close:
            self._sock.close()

    def getheader(self, name, default=None):
        found = self.headers.get_all(name)
        return ', '.join(found) if found else default

    def getheaders(self):
        return self.headers.items()

    def isclosed(self):
        return self.closed

    def info(self):
        return self.headers

    def geturl(self):
        return self.url

    def getcode(self):
        return self.status

    def close(self):
        if not self.closed:
            self.closed = True
            if self.will_close:
                self._sock.close()

    def readable(self):
        return True

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.close()

class HTTPConnection:
    default_port = HTTP_PORT
    debuglevel = 0

    def __init__(self, host, port=None, timeout=None, source_address=None, blocksize=8192):
        if port is None and ':' in host:
            host, _, text = host.rpartition(':')
            try:
                port = int(text)
            except ValueError:
                raise InvalidURL(f"nonnumeric port: '{text}'") from None
        self.host, self.port, self.timeout = host, port or self.default_port, timeout
        self.sock = None
        self._response = None

    def connect(self):
        self.sock = socket.create_connection((self.host, self.port), self.timeout)

    def set_debuglevel(self, level):
        pass

    def putrequest(self, method, url, skip_host=False, skip_accept_encoding=False):
        self._method, self._url = method, url
        self._head = [f'{method} {url or "/"} HTTP/1.1']
        if not skip_host:
            self.putheader('Host', self.host if self.port == self.default_port else f'{self.host}:{self.port}')
        if not skip_accept_encoding:
            self.putheader('Accept-Encoding', 'identity')

    def putheader(self, name, *values):
        self._head.append(f"{name}: {', '.join(v.decode('latin-1') if isinstance(v, bytes) else str(v) for v in values)}")

    def endheaders(self, message_body=None, *, encode_chunked=False):
        if self.sock is None:
            self.connect()
        self.send(('\r\n'.join(self._head) + '\r\n\r\n').encode('latin-1') + (message_body or b''))

    def send(self, data):
        if self.sock is None:
            self.connect()
        if hasattr(data, 'read'):
            data = data.read()
        self.sock.sendall(data)

    def request(self, method, url, body=None, headers={}, *, encode_chunked=False):
        names = {k.lower() for k in headers}
        self.putrequest(method, url, 'host' in names, 'accept-encoding' in names)
        if isinstance(body, str):
            body = body.encode('iso-8859-1')
        elif hasattr(body, 'read'):
            body = body.read()
            body = body.encode() if isinstance(body, str) else body
        elif body is not None and not isinstance(body, (bytes, bytearray)):
            body = b''.join(body)
        if 'content-length' not in names and (body is not None or method in ('POST', 'PUT', 'PATCH')):
            self.putheader('Content-Length', len(body or b''))
        for k, v in headers.items():
            self.putheader(k, v)
        self.endheaders(body)

    def getresponse(self):
        if self.sock is None:
            raise ResponseNotReady('Idle')
        response = HTTPResponse(self.sock, self._method, self._url)
        try:
            response.begin()
        except BaseException:
            self.close()
            raise
        if response.will_close:
            self.sock = None
        return response

    def close(self):
        if self.sock is not None:
            self.sock.close()
            self.sock = None

class HTTPSConnection(HTTPConnection):
    default_port = HTTPS_PORT

    def connect(self):
        HTTPConnection.connect(self)
        self.close()
        raise NotImplementedError('TLS: not part of the simulation')
`;
