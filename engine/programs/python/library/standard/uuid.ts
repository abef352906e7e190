export const uuidSource = `
import _os

class UUID:
    def __init__(self, hex=None, bytes=None, int=None, version=None):
        if hex is not None:
            digits = hex.replace('urn:', '').replace('uuid:', '').strip('{}').replace('-', '')
            if len(digits) != 32:
                raise ValueError('badly formed hexadecimal UUID string')
            self.int = _number(digits, 16)
        elif bytes is not None:
            if len(bytes) != 16:
                raise ValueError('bytes is not a 16-char string')
            self.int = _number(bytes.hex(), 16)
        elif int is not None:
            self.int = int
        else:
            raise TypeError('one of the hex, bytes, bytes_le, fields, or int arguments must be given')
        if version is not None:
            self.int = self.int & ~(0xc000 << 48) | 0x8000 << 48
            self.int = self.int & ~(0xf000 << 64) | version << 76

    @property
    def hex(self):
        return f'{self.int:032x}'

    @property
    def bytes(self):
        return bytes.fromhex(self.hex)

    @property
    def version(self):
        return self.int >> 76 & 15

    def __str__(self):
        h = self.hex
        return f'{h[:8]}-{h[8:12]}-{h[12:16]}-{h[16:20]}-{h[20:]}'

    def __repr__(self):
        return f"UUID('{self}')"

    def __eq__(self, other):
        return self.int == other.int if isinstance(other, UUID) else NotImplemented

    def __lt__(self, other):
        return self.int < other.int if isinstance(other, UUID) else NotImplemented

    def __hash__(self):
        return hash(self.int)

    def __int__(self):
        return self.int

_number = int

def uuid4():
    value = 0
    for _ in range(16):
        value = value << 8 | _os.random_byte()
    return UUID(int=value, version=4)

def _named(name, namespace, text, version):
    import hashlib
    data = namespace.bytes + (text.encode() if isinstance(text, str) else text)
    return UUID(bytes=getattr(hashlib, name)(data).digest()[:16], version=version)

def uuid3(namespace, name):
    return _named('md5', namespace, name, 3)

def uuid5(namespace, name):
    return _named('sha1', namespace, name, 5)

NAMESPACE_DNS = UUID('6ba7b810-9dad-11d1-80b4-00c04fd430c8')
NAMESPACE_URL = UUID('6ba7b811-9dad-11d1-80b4-00c04fd430c8')
`;
