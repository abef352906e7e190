export const structSource = `
import _struct

class error(Exception):
    pass

error.__module__ = 'struct'

def _asked(call, *args):
    try:
        return call(*args)
    except ValueError as e:
        if not hasattr(e, '__struct__'):
            raise
        failed = error(str(e))
    raise failed

def calcsize(format):
    return _asked(_struct.size, format)

def pack(format, *values):
    return _asked(_struct.pack, format, values)

def unpack(format, buffer):
    return _asked(_struct.unpack, format, bytes(buffer))

def unpack_from(format, buffer, offset=0):
    size = calcsize(format)
    if offset < 0:
        offset += len(buffer)
    if len(buffer) - offset < size:
        raise error(f'unpack_from requires a buffer of at least {size + offset} bytes for unpacking {size} bytes at offset {offset} (actual buffer size is {len(buffer)})')
    return unpack(format, buffer[offset:offset + size])

def pack_into(format, buffer, offset, *values):
    data = pack(format, *values)
    if len(buffer) - offset < len(data):
        raise error(f'pack_into requires a buffer of at least {len(data) + offset} bytes for packing {len(data)} bytes at offset {offset} (actual buffer size is {len(buffer)})')
    buffer[offset:offset + len(data)] = data

def iter_unpack(format, buffer):
    size = calcsize(format)
    if size == 0:
        raise error('cannot iteratively unpack with a struct of length 0')
    if len(buffer) % size:
        raise error(f'iterative unpacking requires a buffer of a multiple of {size} bytes')
    return iter([unpack(format, buffer[at:at + size]) for at in range(0, len(buffer), size)])

class Struct:
    def __init__(self, format):
        self.format = format.decode() if isinstance(format, bytes) else format
        self.size = calcsize(format)

    def pack(self, *values):
        return pack(self.format, *values)

    def unpack(self, buffer):
        return unpack(self.format, buffer)

    def unpack_from(self, buffer, offset=0):
        return unpack_from(self.format, buffer, offset)

    def pack_into(self, buffer, offset, *values):
        return pack_into(self.format, buffer, offset, *values)

    def iter_unpack(self, buffer):
        return iter_unpack(self.format, buffer)
`;
