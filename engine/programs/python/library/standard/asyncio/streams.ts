/** Connections and programs: a thread of ours reads what comes. */
export const asyncioStreams = String.raw`
class IncompleteReadError(EOFError):
    def __init__(self, partial, expected):
        EOFError.__init__(self, f'{len(partial)} bytes read on a total of {"undefined" if expected is None else expected} expected bytes')
        self.partial, self.expected = partial, expected

class LimitOverrunError(Exception):
    def __init__(self, message, consumed):
        Exception.__init__(self, message)
        self.consumed = consumed

class StreamReader(_Waiters):
    def __init__(self, limit=65536, loop=None):
        self._data = b''
        self._ended = False
        self._error = None

    def feed_data(self, data):
        self._data += data
        self._wake(len(self._waiters()))

    def feed_eof(self):
        self._ended = True
        self._wake(len(self._waiters()))

    def set_exception(self, error):
        self._error = error
        self._wake(len(self._waiters()))

    def at_eof(self):
        return self._ended and not self._data

    async def _more(self, enough):
        await self._wait_until(lambda: enough() or self._ended or self._error is not None)
        if self._error is not None and not enough():
            raise self._error

    def _take(self, n):
        data, self._data = self._data[:n], self._data[n:]
        return data

    async def read(self, n=-1):
        if n == 0:
            return b''
        if n < 0:
            await self._more(lambda: False)
            return self._take(len(self._data))
        await self._more(lambda: self._data)
        return self._take(n)

    async def readexactly(self, n):
        await self._more(lambda: len(self._data) >= n)
        if len(self._data) < n:
            raise IncompleteReadError(self._take(len(self._data)), n)
        return self._take(n)

    async def readuntil(self, separator=b'\n'):
        await self._more(lambda: separator in self._data)
        at = self._data.find(separator)
        if at < 0:
            raise IncompleteReadError(self._take(len(self._data)), None)
        return self._take(at + len(separator))

    async def readline(self):
        try:
            return await self.readuntil(b'\n')
        except IncompleteReadError as e:
            return e.partial

    def __aiter__(self):
        return self

    async def __anext__(self):
        line = await self.readline()
        if not line:
            raise StopAsyncIteration
        return line

def _pump(loop, read, reader, ended=None):
    """Reads in a thread, and feeds the reader."""
    import threading
    def work():
        while True:
            try:
                data = read()
            except OSError as error:
                loop.call_soon_threadsafe(reader.set_exception, error)
                break
            if not data:
                break
            loop.call_soon_threadsafe(reader.feed_data, data)
        if not loop.is_closed():
            loop.call_soon_threadsafe(reader.feed_eof)
            if ended is not None:
                loop.call_soon_threadsafe(ended)
    threading.Thread(target=work, daemon=True).start()

class StreamWriter:
    def __init__(self, sock, reader):
        self._sock = sock
        self.transport = self
        self._closing = False

    def get_extra_info(self, name, default=None):
        if name == 'peername':
            return self._sock.getpeername()
        if name == 'sockname':
            return self._sock.getsockname()
        return self._sock if name == 'socket' else default

    def write(self, data):
        if not self._closing:
            self._sock.sendall(data)

    def writelines(self, lines):
        self.write(b''.join(lines))

    def can_write_eof(self):
        return True

    def write_eof(self):
        import socket
        self._sock.shutdown(socket.SHUT_WR)

    async def drain(self):
        await sleep(0)

    def is_closing(self):
        return self._closing

    def close(self):
        if not self._closing:
            self._closing = True
            self._sock.close()

    async def wait_closed(self):
        await sleep(0)

async def open_connection(host=None, port=None, *, limit=65536, ssl=None, **kwargs):
    import socket
    if ssl:
        raise NotImplementedError('TLS: not part of the simulation')
    loop = get_running_loop()
    def connect():
        try:
            return socket.create_connection((host, port))
        except ConnectionRefusedError:
            raise ConnectionRefusedError(111, f"Connect call failed ('{socket.gethostbyname(host)}', {port})") from None
    sock = await loop.run_in_executor(None, connect)
    reader = StreamReader()
    _pump(loop, lambda: sock.recv(65536), reader)
    return reader, StreamWriter(sock, reader)

class Server:
    def __init__(self, loop, callback, sock):
        self._loop, self._callback, self._sock = loop, callback, sock
        self._serving = False
        self._over = loop.create_future()

    @property
    def sockets(self):
        return () if self._sock is None else (self._sock,)

    def is_serving(self):
        return self._serving

    async def start_serving(self):
        if self._serving:
            return
        self._serving = True
        import threading
        def accept():
            while self._sock is not None:
                try:
                    sock, _ = self._sock.accept()
                except OSError:
                    return
                self._loop.call_soon_threadsafe(self._begin, sock)
        threading.Thread(target=accept, daemon=True).start()

    def _begin(self, sock):
        reader = StreamReader()
        writer = StreamWriter(sock, reader)
        _pump(self._loop, lambda: sock.recv(65536), reader)
        found = self._callback(reader, writer)
        if iscoroutine(found):
            self._loop.create_task(found)

    async def serve_forever(self):
        await self.start_serving()
        try:
            await self._over
        finally:
            self.close()

    def close(self):
        self._serving = False
        if self._sock is not None:
            sock, self._sock = self._sock, None
            sock.close()

    async def wait_closed(self):
        await sleep(0)

    def get_loop(self):
        return self._loop

    async def __aenter__(self):
        return self

    async def __aexit__(self, *args):
        self.close()

async def start_server(client_connected_cb, host=None, port=None, *, limit=65536, ssl=None, start_serving=True, **kwargs):
    import socket
    loop = get_running_loop()
    try:
        sock = socket.create_server((host or '0.0.0.0', port or 0))
    except OSError as error:
        raise OSError(error.errno, f"error while attempting to bind on address ({host!r}, {port}): {error.strerror.lower()}") from None
    server = Server(loop, client_connected_cb, sock)
    if start_serving:
        await server.start_serving()
    return server

import os

class Process:
    def __init__(self, popen, loop):
        self._popen, self._loop = popen, loop
        self.pid = popen.pid
        self.stdin = _PipeWriter(popen.stdin) if popen.stdin else None
        self.stdout = self._reader(popen.stdout)
        self.stderr = self._reader(popen.stderr)
        self._end = None

    def _reader(self, file):
        if file is None:
            return None
        reader = StreamReader()
        _pump(self._loop, lambda: os.read(file.fileno(), 65536), reader)
        return reader

    @property
    def returncode(self):
        return self._popen.poll()

    async def wait(self):
        return await self._loop.run_in_executor(None, self._popen.wait)

    async def communicate(self, input=None):
        if self.stdin is not None:
            if input:
                self.stdin.write(input)
            self.stdin.close()
        async def nothing():
            return None
        out, err = await gather(*[(stream.read() if stream else nothing()) for stream in (self.stdout, self.stderr)])
        await self.wait()
        return out, err

    def send_signal(self, number):
        self._popen.send_signal(number)

    def terminate(self):
        self._popen.terminate()

    def kill(self):
        self._popen.kill()

class _PipeWriter:
    def __init__(self, file):
        self._file = file
    def write(self, data):
        self._file.write(data)
        self._file.flush()
    async def drain(self):
        await sleep(0)
    def close(self):
        self._file.close()
    async def wait_closed(self):
        await sleep(0)

async def create_subprocess_exec(program, *args, stdin=None, stdout=None, stderr=None, **kwargs):
    import subprocess
    return Process(subprocess.Popen([program, *args], stdin=stdin, stdout=stdout, stderr=stderr, **kwargs), get_running_loop())

async def create_subprocess_shell(cmd, stdin=None, stdout=None, stderr=None, **kwargs):
    import subprocess
    return Process(subprocess.Popen(cmd, shell=True, stdin=stdin, stdout=stdout, stderr=stderr, **kwargs), get_running_loop())

class subprocess:
    PIPE, STDOUT, DEVNULL = -1, -2, -3
    Process = Process
`;
