export const hashlibSource = `
import _hashlib
algorithms_guaranteed = {'md5', 'sha1', 'sha224', 'sha256', 'sha384', 'sha512', 'sha3_224', 'sha3_256', 'sha3_384', 'sha3_512', 'blake2b', 'blake2s'}
algorithms_available = set(algorithms_guaranteed)

class HASH:
    def __init__(self, name, data=b''):
        self.name = name
        self._data = b''
        self.digest_size, self.block_size = _hashlib.sizes(name)
        if data:
            self.update(data)

    def update(self, data):
        if isinstance(data, str):
            raise TypeError('Strings must be encoded before hashing')
        self._data += bytes(data)

    def digest(self):
        return _hashlib.digest(self.name, self._data)

    def hexdigest(self):
        return self.digest().hex()

    def copy(self):
        return HASH(self.name, self._data)

    def __repr__(self):
        return f'<{self.name} _hashlib.HASH object @ {hex(id(self))}>'

def new(name, data=b'', **kwargs):
    known = name.lower().replace('-', '') if name.lower().startswith('sha-') else name.lower()
    if known not in algorithms_guaranteed:
        raise ValueError('unsupported hash type ' + name)
    return HASH(known, data)

def _maker(name):
    def make(string=b'', *, usedforsecurity=True):
        return HASH(name, string)
    make.__name__ = make.__qualname__ = 'openssl_' + name
    return make

md5, sha1, sha224, sha256, sha384, sha512 = map(_maker, ('md5', 'sha1', 'sha224', 'sha256', 'sha384', 'sha512'))
sha3_224, sha3_256, sha3_384, sha3_512, blake2b, blake2s = map(_maker, ('sha3_224', 'sha3_256', 'sha3_384', 'sha3_512', 'blake2b', 'blake2s'))

def pbkdf2_hmac(hash_name, password, salt, iterations, dklen=None):
    size = _hashlib.sizes(hash_name)[0]
    wanted = size if dklen is None else dklen
    if wanted < 1:
        raise ValueError('key length must be greater than 0.')
    if iterations < 1:
        raise ValueError('iteration value must be greater than 0.')
    result = b''
    block = 0
    while len(result) < wanted:
        block += 1
        last = total = _hashlib.hmac(hash_name, password, salt + block.to_bytes(4, 'big'))
        left = iterations - 1
        while left > 0:
            last, total = _hashlib.rounds(hash_name, password, last, total, left)
            left -= 500
        result += total
    return result[:wanted]

def file_digest(fileobj, digest):
    made = new(digest) if isinstance(digest, str) else digest()
    while True:
        data = fileobj.read(65536)
        if not data:
            return made
        made.update(data)
`;
