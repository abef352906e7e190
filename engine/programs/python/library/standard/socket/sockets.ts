/** socket: sockets, and how they are made */
export const socketSockets = String.raw`
class socket:
    def __init__(self, family=AF_INET, type=SOCK_STREAM, proto=0, fileno=None):
        if family not in (AF_UNIX, AF_INET, -1, AF_INET6) or family == AF_UNIX and type & 15 != SOCK_STREAM:
            raise NotImplementedError('sockets of this family: not part of the simulation')
        self.family = AF_UNIX if family == AF_UNIX else AF_INET
        self.type = type & 15
        self.proto = proto
        self._fd = -1 if fileno is None else fileno
        self._bound = None
        self._timeout = _default
        self._closed = False
        self._ahead = None

    def _ready(self):
        """Whether there is something to read or accept: it is taken, and kept."""
        if self._ahead is None and self._fd >= 0:
            try:
                if self._listens:
                    self._ahead = _socket.accept(self._fd, 0)
                elif self.type == SOCK_DGRAM:
                    self._ahead = _socket.recvfrom(self._fd, 0)
                else:
                    self._ahead = _socket.recv(self._fd, 65536, 0)
            except TimeoutError:
                return False
            except OSError:
                return True
        return True

    _listens = False

    def _blocked(self, call, *args):
        try:
            return call(*args, self._timeout)
        except TimeoutError:
            if self._timeout == 0:
                raise BlockingIOError(11, 'Resource temporarily unavailable') from None
            raise

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.close()

    def __repr__(self):
        state = ' [closed]' if self._closed else ''
        return f'<socket.socket{state} fd={self._fd}, family={self.family}, type={self.type}, proto={self.proto}>'

    def _open(self):
        if self._closed:
            raise OSError(9, 'Bad file descriptor')
        if self._fd < 0:
            if self.type == SOCK_DGRAM:
                self._fd = _socket.bind_datagram(*(self._bound or ('0.0.0.0', 0)))
            else:
                raise OSError(107, 'Transport endpoint is not connected')
        return self._fd

    def fileno(self):
        return self._fd

    def setsockopt(self, *args):
        pass

    def getsockopt(self, *args):
        return 0

    def settimeout(self, seconds):
        self._timeout = seconds

    def gettimeout(self):
        return self._timeout

    def setblocking(self, flag):
        self._timeout = None if flag else 0.0

    def _at(self, address):
        """As a Unix socket's address is said to the kernel."""
        if isinstance(address, (bytes, bytearray)):
            address = bytes(address).decode()
        if not isinstance(address, str):
            raise TypeError(f"a bytes-like object is required, not '{type(address).__name__}'")
        if len(address.encode()) > 107:
            raise OSError('AF_UNIX path too long')
        return 'unix:' + address, 0

    def bind(self, address):
        if self.family == AF_UNIX:
            self._fd = _socket.listen(*self._at(address))
            return
        host, port = address[0], address[1]
        if host not in ('', '0.0.0.0', 'localhost', '::'):
            host = gethostbyname(host)
        self._bound = (host, port)
        if self.type == SOCK_DGRAM:
            self._fd = _socket.bind_datagram(host, port)
        else:
            self._fd = _socket.listen(host, port)

    def listen(self, backlog=128):
        self._listens = True
        if self._fd < 0:
            self._fd = _socket.listen('0.0.0.0', 0)

    def accept(self):
        found, self._ahead = self._ahead, None
        fd, peer = found or self._blocked(_socket.accept, self._open())
        return socket(self.family, fileno=fd), peer

    def connect(self, address):
        if self.family == AF_UNIX:
            self._fd = _socket.connect(*self._at(address), self._timeout)
            return
        host, port = address[0], address[1]
        host = gethostbyname(host)
        if self.type == SOCK_DGRAM:
            self._peer = (host, port)
            return
        self._fd = _socket.connect(host, port, self._timeout)

    def connect_ex(self, address):
        try:
            self.connect(address)
        except OSError as e:
            return e.errno or 110
        return 0

    def recv(self, size, flags=0):
        if self.type == SOCK_DGRAM:
            return self.recvfrom(size)[0]
        if self._ahead is not None:
            data, rest = self._ahead[:size], self._ahead[size:]
            if not flags & MSG_PEEK:
                self._ahead = rest or None
            return data
        data = self._blocked(_socket.recv, self._open(), size)
        if flags & MSG_PEEK:
            self._ahead = data
        return data

    def recv_into(self, buffer, size=0):
        data = self.recv(size or len(buffer))
        buffer[:len(data)] = data
        return len(data)

    def send(self, data, flags=0):
        if self.type == SOCK_DGRAM:
            return _socket.sendto(self._open(), data, *self._peer)
        return _socket.send(self._open(), data)

    def sendall(self, data, flags=0):
        while data:
            data = data[self.send(data):]

    def sendto(self, data, *rest):
        host, port = rest[-1][0], rest[-1][1]
        return _socket.sendto(self._open(), data, gethostbyname(host), port)

    def recvfrom(self, size, flags=0):
        found, self._ahead = self._ahead, None
        data, peer = found or self._blocked(_socket.recvfrom, self._open())
        return data[:size], peer

    def getsockname(self):
        return _socket.local(self._open())

    def getpeername(self):
        return _socket.peer(self._open())

    def shutdown(self, how):
        if how != SHUT_RD:
            _socket.shutdown(self._open())

    def close(self):
        if not self._closed and self._fd >= 0:
            _socket.close(self._fd)
        self._closed = True
        self._fd = -1

    def detach(self):
        fd, self._fd = self._fd, -1
        return fd

    def makefile(self, mode='r', buffering=None, **kwargs):
        return _Stream(self, mode)

def create_connection(address, timeout=None, source_address=None):
    s = socket()
    s.settimeout(timeout if timeout is not None else _default)
    s.connect(address)
    return s

def create_server(address, family=AF_INET, backlog=None, reuse_port=False):
    s = socket()
    s.bind(address)
    s.listen()
    return s

def socketpair(family=AF_UNIX, type=SOCK_STREAM, proto=0):
    if type & 15 != SOCK_STREAM:
        raise NotImplementedError('pairs of datagram sockets: not part of the simulation')
    with create_server(('127.0.0.1', 0)) as server:
        first = create_connection(server.getsockname())
        second, _ = server.accept()
    first.family = second.family = AF_UNIX if family is None else family
    return first, second
`;
