export const hmacSource = `
import _hashlib

def compare_digest(a, b):
    if type(a) is not type(b) and (isinstance(a, str) or isinstance(b, str)):
        raise TypeError(f"unsupported operand types(s) or combination of types: '{type(a).__name__}' and '{type(b).__name__}'")
    return a == b

def _name(digestmod):
    if isinstance(digestmod, str):
        return digestmod.lower().replace('-', '')
    return getattr(digestmod, 'name', None) or digestmod().name

class HMAC:
    def __init__(self, key, msg=None, digestmod=''):
        if not isinstance(key, (bytes, bytearray)):
            raise TypeError(f'key: expected bytes or bytearray, but got {type(key).__name__!r}')
        if not digestmod:
            raise TypeError("Missing required argument 'digestmod'.")
        self._key = bytes(key)
        self._data = b''
        self._digest = _name(digestmod)
        self.digest_size, self.block_size = _hashlib.sizes(self._digest)
        self.name = 'hmac-' + self._digest
        if msg is not None:
            self.update(msg)

    def update(self, msg):
        if isinstance(msg, str):
            raise TypeError('Strings must be encoded before hashing')
        self._data += bytes(msg)

    def copy(self):
        return HMAC(self._key, self._data, self._digest)

    def digest(self):
        return _hashlib.hmac(self._digest, self._key, self._data)

    def hexdigest(self):
        return self.digest().hex()

def new(key, msg=None, digestmod=''):
    return HMAC(key, msg, digestmod)

def digest(key, msg, digest):
    return new(key, msg, digest).digest()
`;
