/** binascii, zlib and gzip: over what is native. */
export const binasciiSource = `
import base64
import zlib

class Error(ValueError):
    pass

class Incomplete(Exception):
    pass

def hexlify(data, sep=None, bytes_per_sep=1):
    return bytes(data).hex().encode()

b2a_hex = hexlify

def unhexlify(hexstr):
    text = hexstr.decode() if isinstance(hexstr, (bytes, bytearray)) else hexstr
    if len(text) % 2:
        raise Error('Odd-length string')
    if any(c not in '0123456789abcdefABCDEF' for c in text):
        raise Error('Non-hexadecimal digit found')
    return bytes.fromhex(text)

a2b_hex = unhexlify

def b2a_base64(data, *, newline=True):
    return base64.b64encode(data) + (b'\\n' if newline else b'')

def a2b_base64(data, /, *, strict_mode=False):
    return base64.b64decode(data)

def crc32(data, value=0):
    return zlib.crc32(data, value)
`;

export const zlibSource = `
import _zlib
DEFLATED, MAX_WBITS, DEF_MEM_LEVEL, DEF_BUF_SIZE = 8, 15, 8, 16384
Z_NO_COMPRESSION, Z_BEST_SPEED, Z_BEST_COMPRESSION, Z_DEFAULT_COMPRESSION = 0, 1, 9, -1
Z_DEFAULT_STRATEGY, Z_FINISH, Z_SYNC_FLUSH, Z_FULL_FLUSH, Z_NO_FLUSH = 0, 4, 2, 3, 0
ZLIB_VERSION = ZLIB_RUNTIME_VERSION = '1.3.1'

class error(Exception):
    pass

error.__module__ = 'zlib'

def _asked(call, *args):
    try:
        return call(*args)
    except ValueError as e:
        if not hasattr(e, '__zlib__'):
            raise
        failed = error(str(e))
    raise failed

def _form(wbits):
    return 'gzip' if wbits > 15 else 'raw' if wbits < 0 else 'zlib'

def compress(data, /, level=-1, wbits=MAX_WBITS):
    return _zlib.compress(bytes(data), level, _form(wbits))

def decompress(data, /, wbits=MAX_WBITS, bufsize=DEF_BUF_SIZE):
    return _asked(_zlib.decompress, bytes(data), _form(wbits))

def crc32(data, value=0):
    return _zlib.crc32(bytes(data), value)

def adler32(data, value=1):
    return _zlib.adler32(bytes(data), value)

class compressobj:
    def __init__(self, level=-1, method=DEFLATED, wbits=MAX_WBITS, memLevel=8, strategy=0, zdict=None):
        self._level, self._wbits, self._data = level, wbits, b''

    def compress(self, data):
        self._data += bytes(data)
        return b''

    def flush(self, mode=Z_FINISH):
        made = compress(self._data, self._level, self._wbits)
        self._data = b''
        return made

class decompressobj:
    def __init__(self, wbits=MAX_WBITS, zdict=None):
        self._wbits, self._data = wbits, b''
        self.unused_data = self.unconsumed_tail = b''
        self.eof = False

    def decompress(self, data, max_length=0):
        self._data += bytes(data)
        try:
            made = decompress(self._data, self._wbits)
        except error as e:
            if 'incomplete' in str(e):
                return b''
            raise
        self.eof = True
        return made

    def flush(self, length=DEF_BUF_SIZE):
        return b''
`;

export const gzipSource = `
import io
import time
import zlib
READ, WRITE = 1, 2

class BadGzipFile(OSError):
    pass

def compress(data, compresslevel=9, *, mtime=None):
    return zlib.compress(data, compresslevel, 31)

def decompress(data):
    if data[:2] != b'\\x1f\\x8b':
        raise BadGzipFile(f'Not a gzipped file ({data[:2]!r})')
    try:
        return zlib.decompress(data, 31)
    except zlib.error as e:
        incomplete = 'incomplete' in str(e)
        failed = e
    if incomplete:
        raise EOFError('Compressed file ended before the end-of-stream marker was reached')
    raise failed

class GzipFile(io.BytesIO):
    def __init__(self, filename=None, mode='rb', compresslevel=9, fileobj=None, mtime=None):
        self._writes = mode[0] in 'wax'
        self._level = compresslevel
        self._own = fileobj is None
        self._file = io.open(filename, mode.replace('t', '') if 'b' in mode else mode.replace('t', '') + 'b') if fileobj is None else fileobj
        self.name = filename or getattr(fileobj, 'name', '')
        super().__init__(b'' if self._writes else decompress(self._file.read()))
        self._shut = False

    def close(self):
        if self._shut:
            return
        self._shut = True
        if self._writes:
            self._file.write(compress(self.getvalue(), self._level))
        if self._own:
            self._file.close()

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.close()

class _TextGzip:
    def __init__(self, file, encoding):
        self._file, self._encoding = file, encoding or 'utf-8'

    def write(self, text):
        self._file.write(text.encode(self._encoding))
        return len(text)

    def read(self, size=-1):
        return self._file.read(size).decode(self._encoding)

    def readline(self):
        return self._file.readline().decode(self._encoding)

    def readlines(self):
        return list(self)

    def __iter__(self):
        return iter(self._file.read().decode(self._encoding).splitlines(True))

    def close(self):
        self._file.close()

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.close()

def open(filename, mode='rb', compresslevel=9, encoding=None, errors=None, newline=None):
    file = GzipFile(filename, mode, compresslevel)
    return _TextGzip(file, encoding) if 't' in mode else file
`;
