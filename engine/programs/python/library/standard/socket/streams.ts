/** socket: what makefile() answers */
export const socketStreams = String.raw`
class _Stream:
    def __init__(self, sock, mode):
        self._sock = sock
        self._text = 'b' not in mode
        self._data = b''
        self.closed = False

    def _more(self):
        chunk = self._sock.recv(65536)
        self._data += chunk
        return len(chunk) > 0

    def _give(self, size):
        data, self._data = self._data[:size], self._data[size:]
        return data.decode() if self._text else data

    def readline(self, limit=-1):
        while b'\n' not in self._data and (limit < 0 or len(self._data) < limit) and self._more():
            pass
        end = self._data.find(b'\n')
        size = len(self._data) if end < 0 else end + 1
        return self._give(size if limit < 0 else min(size, limit))

    def read(self, size=-1):
        while (size is None or size < 0 or len(self._data) < size) and self._more():
            pass
        return self._give(len(self._data) if size is None or size < 0 else size)

    def readlines(self):
        return list(self)

    def __iter__(self):
        return self

    def __next__(self):
        line = self.readline()
        if not line:
            raise StopIteration
        return line

    def write(self, data):
        self._sock.sendall(data.encode() if isinstance(data, str) else data)
        return len(data)

    def flush(self):
        pass

    def close(self):
        self.closed = True

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.close()
`;
