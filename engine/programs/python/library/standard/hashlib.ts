export const hashlibSource = `
import _text

class _Hash:
    def __init__(self, name, data=b''):
        self.name = name
        self._data = data
        self.digest_size = {'md5': 16, 'sha1': 20, 'sha256': 32, 'sha512': 64}[name]

    def update(self, data):
        self._data += data

    def digest(self):
        return _text.digest(self.name, self._data)

    def hexdigest(self):
        return self.digest().hex()

    def copy(self):
        return _Hash(self.name, self._data)

def new(name, data=b'', **kwargs):
    if name not in ('md5', 'sha1', 'sha256', 'sha512'):
        raise ValueError('unsupported hash type ' + name)
    h = _Hash(name)
    h.update(data)
    _text.digest(name, data)
    return h

def md5(data=b'', **kwargs):
    return new('md5', data)

def sha1(data=b'', **kwargs):
    return new('sha1', data)

def sha256(data=b'', **kwargs):
    return new('sha256', data)

def sha512(data=b'', **kwargs):
    return new('sha512', data)
`;
