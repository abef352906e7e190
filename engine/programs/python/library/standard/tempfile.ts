export const tempfileSource = `
import os as _os
import shutil as _shutil
template = 'tmp'
tempdir = None
_letters = 'abcdefghijklmnopqrstuvwxyz0123456789_'

def gettempdir():
    if tempdir is not None:
        return tempdir
    for name in ('TMPDIR', 'TEMP', 'TMP'):
        if _os.environ.get(name):
            return _os.path.abspath(_os.environ[name])
    return '/tmp' if _os.path.isdir('/tmp') else _os.getcwd()

def gettempprefix():
    return template

def _name(suffix, prefix, dir):
    made = ''.join(_letters[b % 37] for b in _os.urandom(8))
    return _os.path.join(dir or gettempdir(), (template if prefix is None else prefix) + made + (suffix or ''))

def mkdtemp(suffix=None, prefix=None, dir=None):
    path = _name(suffix, prefix, dir)
    _os.mkdir(path, 0o700)
    return path

def mktemp(suffix='', prefix=template, dir=None):
    return _name(suffix, prefix, dir)

def mkstemp(suffix=None, prefix=None, dir=None, text=False):
    path = _name(suffix, prefix, dir)
    return _os.open(path, _os.O_RDWR | _os.O_CREAT | _os.O_EXCL, 0o600), path

class _TemporaryFile:
    def __init__(self, mode, suffix, prefix, dir, delete, **kwargs):
        self.name = _name(suffix, prefix, dir)
        self.delete = delete
        self.file = open(self.name, mode, **kwargs)
        _os.chmod(self.name, 0o600)
        self._gone = False

    def __getattr__(self, name):
        return getattr(self.file, name)

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.close()

    def __iter__(self):
        return iter(self.file)

    def write(self, data):
        return self.file.write(data)

    def close(self):
        self.file.close()
        if self.delete and not self._gone:
            self._gone = True
            if _os.path.exists(self.name):
                _os.unlink(self.name)

def NamedTemporaryFile(mode='w+b', buffering=-1, encoding=None, newline=None, suffix=None, prefix=None, dir=None, delete=True, *, errors=None):
    more = {} if 'b' in mode else {'encoding': encoding}
    return _TemporaryFile(mode, suffix, prefix, dir, delete, **more)

def TemporaryFile(mode='w+b', buffering=-1, encoding=None, newline=None, suffix=None, prefix=None, dir=None, *, errors=None):
    return NamedTemporaryFile(mode, buffering, encoding, newline, suffix, prefix, dir)

class SpooledTemporaryFile:
    def __new__(cls, max_size=0, mode='w+b', **kwargs):
        return NamedTemporaryFile(mode, **kwargs)

class TemporaryDirectory:
    def __init__(self, suffix=None, prefix=None, dir=None, ignore_cleanup_errors=False):
        self.name = mkdtemp(suffix, prefix, dir)

    def __repr__(self):
        return f'<TemporaryDirectory {self.name!r}>'

    def __enter__(self):
        return self.name

    def __exit__(self, *args):
        self.cleanup()

    def cleanup(self):
        if _os.path.isdir(self.name):
            _shutil.rmtree(self.name)
`;
