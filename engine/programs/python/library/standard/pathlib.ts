export const pathlibSource = `
import os
import re

def _pattern(glob):
    return ''.join('[^/]*' if c == '*' else '[^/]' if c == '?' else re.escape(c) for c in glob)

class PurePath:
    def __init__(self, *segments):
        joined = os.path.join('', *[os.fspath(s) for s in segments]) if segments else ''
        parts = [p for p in joined.split('/') if p not in ('', '.')]
        self._root = '/' if joined.startswith('/') else ''
        self._tail = parts

    @property
    def parts(self):
        return tuple(([self._root] if self._root else []) + self._tail)

    @property
    def name(self):
        return self._tail[-1] if self._tail else ''

    @property
    def suffix(self):
        at = self.name.rfind('.')
        return self.name[at:] if 0 < at < len(self.name) - 1 else ''

    @property
    def suffixes(self):
        name = self.name
        return [] if name.endswith('.') else ['.' + s for s in name.lstrip('.').split('.')[1:]]

    @property
    def stem(self):
        return self.name.removesuffix(self.suffix) if self.suffix else self.name

    @property
    def parent(self):
        return self._of(self._tail[:-1]) if self._tail else self

    @property
    def parents(self):
        return [self._of(self._tail[:n]) for n in range(len(self._tail) - 1, -1, -1)]

    @property
    def anchor(self):
        return self._root

    root = anchor

    def _of(self, tail):
        return type(self)(self._root + '/'.join(tail))

    def __fspath__(self):
        return str(self)

    def __str__(self):
        return self._root + '/'.join(self._tail) or '.'

    def __repr__(self):
        return f'{type(self).__name__}({str(self)!r})'

    def as_posix(self):
        return str(self)

    def as_uri(self):
        return 'file://' + str(self)

    def __truediv__(self, other):
        return type(self)(self, other) if isinstance(other, (str, PurePath)) else NotImplemented

    def __rtruediv__(self, other):
        return type(self)(other, self) if isinstance(other, str) else NotImplemented

    def joinpath(self, *others):
        return type(self)(self, *others)

    def is_absolute(self):
        return bool(self._root)

    def with_name(self, name):
        if not self.name:
            raise ValueError(f'{self!r} has an empty name')
        return self._of(self._tail[:-1] + [name])

    def with_suffix(self, suffix):
        if suffix and not suffix.startswith('.'):
            raise ValueError(f'Invalid suffix {suffix!r}')
        return self.with_name(self.stem + suffix)

    def with_stem(self, stem):
        return self.with_name(stem + self.suffix)

    def is_relative_to(self, other):
        base = type(self)(other).parts
        return self.parts[:len(base)] == base

    def relative_to(self, other):
        if not self.is_relative_to(other):
            raise ValueError(f"{str(self)!r} is not in the subpath of {str(other)!r}")
        return type(self)(*self.parts[len(type(self)(other).parts):])

    def match(self, pattern):
        return re.fullmatch(_pattern(pattern), self.name) is not None

    def __eq__(self, other):
        return self.parts == other.parts if isinstance(other, PurePath) else NotImplemented

    def __lt__(self, other):
        return self.parts < other.parts if isinstance(other, PurePath) else NotImplemented

    def __hash__(self):
        return hash(str(self))

class Path(PurePath):
    def __repr__(self):
        return f'PosixPath({str(self)!r})'

    @classmethod
    def cwd(cls):
        return cls(os.getcwd())

    @classmethod
    def home(cls):
        return cls(os.path.expanduser('~'))

    def expanduser(self):
        return type(self)(os.path.expanduser(str(self)))

    def absolute(self):
        return type(self)(os.getcwd(), self)

    def resolve(self, strict=False):
        return type(self)(os.path.realpath(str(self)))

    def stat(self):
        return os.stat(str(self))

    def exists(self):
        return os.path.exists(str(self))

    def is_file(self):
        return os.path.isfile(str(self))

    def is_dir(self):
        return os.path.isdir(str(self))

    def is_symlink(self):
        return os.path.islink(str(self))

    def open(self, mode='r', buffering=-1, encoding=None, errors=None, newline=None):
        return open(str(self), mode)

    def read_text(self, encoding=None, errors=None):
        with open(str(self)) as f:
            return f.read()

    def read_bytes(self):
        with open(str(self), 'rb') as f:
            return f.read()

    def write_text(self, data, encoding=None, errors=None, newline=None):
        if not isinstance(data, str):
            raise TypeError(f'data must be str, not {type(data).__name__}')
        with open(str(self), 'w') as f:
            return f.write(data)

    def write_bytes(self, data):
        with open(str(self), 'wb') as f:
            return f.write(data)

    def touch(self, mode=0o666, exist_ok=True):
        if not exist_ok and self.exists():
            raise FileExistsError(17, 'File exists', str(self))
        open(str(self), 'a').close()

    def mkdir(self, mode=0o777, parents=False, exist_ok=False):
        if parents:
            os.makedirs(str(self), mode, exist_ok=exist_ok)
        elif not (exist_ok and self.is_dir()):
            os.mkdir(str(self), mode)

    def rmdir(self):
        os.rmdir(str(self))

    def unlink(self, missing_ok=False):
        if not missing_ok or self.exists():
            os.unlink(str(self))

    def rename(self, target):
        os.rename(str(self), os.fspath(target))
        return type(self)(target)

    replace = rename

    def chmod(self, mode):
        os.chmod(str(self), mode)

    def iterdir(self):
        for name in os.listdir(str(self)):
            yield self / name

    def glob(self, pattern):
        yield from self._glob(pattern.split('/'))

    def rglob(self, pattern):
        yield from self._glob(['**'] + pattern.split('/'))

    def _glob(self, words):
        if not words:
            yield self
            return
        word, rest = words[0], words[1:]
        if word == '**':
            yield from self._glob(rest)
        if not self.is_dir():
            return
        for name in sorted(os.listdir(str(self))):
            each = self / name
            if word == '**':
                if each.is_dir() and not each.is_symlink():
                    yield from each._glob(words)
            elif re.fullmatch(_pattern(word), name):
                yield from each._glob(rest)

PosixPath = Path
PurePosixPath = PurePath
`;
