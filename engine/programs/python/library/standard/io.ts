export const ioSource = String.raw`
class UnsupportedOperation(OSError, ValueError):
    pass

class StringIO:
    _empty = ''
    _newline = '\n'

    def __init__(self, initial=None, newline='\n'):
        self._data = initial or self._empty
        self._at = 0
        self.closed = False

    def write(self, s):
        if self._at >= len(self._data):
            self._data += s
        else:
            self._data = self._data[:self._at] + s + self._data[self._at + len(s):]
        self._at = self._at + len(s)
        return len(s)

    def writelines(self, lines):
        for line in lines:
            self.write(line)

    def getvalue(self):
        return self._data

    def read(self, size=-1):
        end = len(self._data) if size is None or size < 0 else self._at + size
        data = self._data[self._at:end]
        self._at += len(data)
        return data

    def readline(self, size=-1):
        end = self._data.find(self._newline, self._at)
        end = len(self._data) if end < 0 else end + 1
        data = self._data[self._at:end]
        self._at = end
        return data

    def readlines(self):
        return list(self)

    def __iter__(self):
        return self

    def __next__(self):
        line = self.readline()
        if not line:
            raise StopIteration
        return line

    def seek(self, at, whence=0):
        self._at = at + (0 if whence == 0 else self._at if whence == 1 else len(self._data))
        return self._at

    def tell(self):
        return self._at

    def truncate(self, size=None):
        self._data = self._data[:self._at if size is None else size]

    def flush(self):
        pass

    def isatty(self):
        return False

    def close(self):
        self.closed = True

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.close()

class BytesIO(StringIO):
    _empty = b''
    _newline = b'\n'

class TextIOWrapper(StringIO):
    pass

open = open
DEFAULT_BUFFER_SIZE = 8192
SEEK_SET, SEEK_CUR, SEEK_END = 0, 1, 2
`;
