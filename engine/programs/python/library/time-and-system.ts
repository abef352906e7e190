import type { LibraryModule } from './sources.ts';

const os = String.raw`
import sys
import _os
from _os import *
import os.path as path
name = 'posix'
sep = '/'
linesep = '\n'
pathsep = ':'
curdir = '.'
pardir = '..'
devnull = '/dev/null'
extsep = '.'
O_RDONLY, O_WRONLY, O_RDWR, O_CREAT, O_EXCL, O_TRUNC, O_APPEND = 0, 1, 2, 64, 128, 512, 1024
F_OK, R_OK, W_OK, X_OK = 0, 4, 2, 1

class _Environ(dict):
    def __setitem__(self, key, value):
        for each in (key, value):
            if not isinstance(each, str):
                raise TypeError(f'str expected, not {type(each).__name__}')
        dict.__setitem__(self, key, value)
    def __getitem__(self, key):
        value = self.get(key)
        if value is None:
            raise KeyError(key) from None
        return value
    def copy(self):
        return dict(self)
    def __repr__(self):
        return 'environ(' + dict.__repr__(self) + ')'

environ = _Environ(_os.environment())

def getenv(key, default=None):
    return environ.get(key, default)

def putenv(key, value):
    pass

class PathLike:
    pass

def fspath(p):
    if isinstance(p, (str, bytes)):
        return p
    own = getattr(type(p), '__fspath__', None)
    if own is None:
        raise TypeError(f'expected str, bytes or os.PathLike object, not {type(p).__name__}')
    return own(p)

class _Result:
    def __init__(self, kind, **fields):
        self._kind = kind
        self.__dict__
        for k, v in fields.items():
            setattr(self, k, v)
        self._fields = tuple(fields)
    def __iter__(self):
        return iter([getattr(self, k) for k in self._fields])
    def __getitem__(self, n):
        return [getattr(self, k) for k in self._fields][n]
    def __repr__(self):
        return self._kind + '(' + ', '.join(f'{k}={getattr(self, k)!r}' for k in self._fields) + ')'

class stat_result(_Result):
    pass

class DirEntry:
    def __init__(self, folder, name, kind):
        self.name = name
        self.path = path.join(folder, name)
        self._kind = kind
    def is_dir(self, follow_symlinks=True):
        return self._kind == 'directory' or (self._kind == 'symbolic link' and path.isdir(self.path))
    def is_file(self, follow_symlinks=True):
        return self._kind == 'file' or (self._kind == 'symbolic link' and path.isfile(self.path))
    def is_symlink(self):
        return self._kind == 'symbolic link'
    def stat(self):
        return stat(self.path)
    def __repr__(self):
        return f'<DirEntry {self.name!r}>'

def stat(p, follow_symlinks=True):
    return _Result('os.stat_result', **_os.stat(fspath(p), follow_symlinks))

def lstat(p):
    return stat(p, False)

def uname():
    sysname, nodename, release, version, machine = _os.uname_parts()
    return _Result('posix.uname_result', sysname=sysname, nodename=nodename, release=release, version=version, machine=machine)

class _Scan(list):
    def __enter__(self):
        return self
    def __exit__(self, *args):
        pass
    def close(self):
        pass

def scandir(p='.'):
    return _Scan([DirEntry(p, n, k) for n, k in _os.entries(fspath(p))])

def listdir(p='.'):
    return [n for n, k in _os.entries(fspath(p))]

def makedirs(p, mode=0o777, exist_ok=False):
    p = fspath(p)
    head, tail = path.split(p)
    if not tail:
        head, tail = path.split(head)
    if head and tail and not path.exists(head):
        makedirs(head, exist_ok=True)
    try:
        mkdir(p, mode)
    except FileExistsError:
        if not exist_ok or not path.isdir(p):
            raise

def walk(top, topdown=True, onerror=None, followlinks=False):
    top = fspath(top)
    try:
        found = _os.entries(top)
    except OSError as error:
        if onerror is not None:
            onerror(error)
        return
    dirs = [n for n, k in found if k == 'directory']
    files = [n for n, k in found if k != 'directory']
    if topdown:
        yield top, dirs, files
    for d in dirs:
        yield from walk(path.join(top, d), topdown, onerror, followlinks)
    if not topdown:
        yield top, dirs, files

def removedirs(p):
    rmdir(p)

def system(command):
    status = _os.run(['/bin/sh', '-c', command], None, None, None, None)
    return -status if status < 0 else status << 8

def waitstatus_to_exitcode(status):
    return status >> 8 if status & 127 == 0 else -(status & 127)

def popen(command, mode='r'):
    import io, subprocess
    return io.StringIO(subprocess.run(command, shell=True, stdout=subprocess.PIPE, text=True).stdout)

def cpu_count():
    return _os.cpus()

def urandom(n):
    return bytes([_os.random_byte() for _ in range(n)])

class terminal_size(tuple):
    @property
    def columns(self):
        return self[0]
    @property
    def lines(self):
        return self[1]

def get_terminal_size(fd=1):
    size = _os.window(fd)
    if size is None:
        raise OSError(25, 'Inappropriate ioctl for device')
    return terminal_size(size)

def fdopen(fd, mode='r', *args, **kwargs):
    return open(fd, mode)
`;

const posixpath = String.raw`
import _os
sep = '/'

def _path(p):
    if isinstance(p, (str, bytes)):
        return p
    own = getattr(type(p), '__fspath__', None)
    if own is None:
        raise TypeError(f'expected str, bytes or os.PathLike object, not {type(p).__name__}')
    return own(p)

def join(a, *p):
    r = _path(a)
    for b in map(_path, p):
        if b.startswith('/'):
            r = b
        elif not r or r.endswith('/'):
            r += b
        else:
            r += '/' + b
    return r

def split(p):
    p = _path(p)
    i = p.rfind('/') + 1
    head, tail = p[:i], p[i:]
    if head and head != '/' * len(head):
        head = head.rstrip('/')
    return head, tail

def basename(p):
    return split(p)[1]

def dirname(p):
    return split(p)[0]

def splitext(p):
    p = _path(p)
    base = p.rfind('/') + 1
    dot = p.rfind('.')
    if dot > base and p[base:dot].strip('.'):
        return p[:dot], p[dot:]
    return p, ''

def isabs(p):
    return _path(p).startswith('/')

def normpath(p):
    p = _path(p)
    if not p:
        return '.'
    lead = '/' if p.startswith('/') else ''
    parts = []
    for c in p.split('/'):
        if c in ('', '.'):
            continue
        if c != '..' or (not lead and not parts) or (parts and parts[-1] == '..'):
            parts.append(c)
        elif parts:
            parts.pop()
    return (lead + '/'.join(parts)) or '.'

def abspath(p):
    p = _path(p)
    return normpath(p if p.startswith('/') else join(_os.getcwd(), p))

def realpath(p, strict=False):
    try:
        return _os.realpath(_path(p))
    except OSError:
        return abspath(p)

def _mode(p, follow=True):
    try:
        return _os.stat(_path(p), follow)['st_mode']
    except OSError:
        return None

def exists(p):
    return _mode(p) is not None

def lexists(p):
    return _mode(p, False) is not None

def isfile(p):
    m = _mode(p)
    return m is not None and m & 0o170000 == 0o100000

def isdir(p):
    m = _mode(p)
    return m is not None and m & 0o170000 == 0o040000

def islink(p):
    m = _mode(p, False)
    return m is not None and m & 0o170000 == 0o120000

def ismount(p):
    return _path(p) == '/'

def getsize(p):
    return _os.stat(_path(p), True)['st_size']

def getmtime(p):
    return _os.stat(_path(p), True)['st_mtime']

def expanduser(p):
    p = _path(p)
    if p == '~' or p.startswith('~/'):
        import os
        return os.environ.get('HOME', '/root') + p[1:]
    return p

def expandvars(p):
    import os, re
    return re.sub(r'\$(\w+|\{[^}]*\})', lambda m: os.environ.get(m.group(1).strip('{}'), m.group(0)), p)

def relpath(p, start='.'):
    a = [x for x in abspath(start).split('/') if x]
    b = [x for x in abspath(p).split('/') if x]
    i = 0
    while i < len(a) and i < len(b) and a[i] == b[i]:
        i += 1
    return '/'.join(['..'] * (len(a) - i) + b[i:]) or '.'

def commonprefix(m):
    if not m:
        return ''
    a, b = min(m), max(m)
    for i, c in enumerate(a):
        if c != b[i:i + 1]:
            return a[:i]
    return a

def samefile(a, b):
    return realpath(a) == realpath(b)
`;

/** Modules about the machine: times in microseconds, sizes in bytes. */
const time = `
timezone = 0
altzone = 0
daylight = 0
tzname = ('UTC', 'UTC')

class struct_time(tuple):
    n_fields = 11
    tm_year = property(lambda self: self[0])
    tm_mon = property(lambda self: self[1])
    tm_mday = property(lambda self: self[2])
    tm_hour = property(lambda self: self[3])
    tm_min = property(lambda self: self[4])
    tm_sec = property(lambda self: self[5])
    tm_wday = property(lambda self: self[6])
    tm_yday = property(lambda self: self[7])
    tm_isdst = property(lambda self: self[8])
    tm_zone = 'UTC'
    tm_gmtoff = 0

    def __repr__(self):
        names = ('year', 'mon', 'mday', 'hour', 'min', 'sec', 'wday', 'yday', 'isdst')
        return 'time.struct_time(' + ', '.join(f'tm_{n}={v}' for n, v in zip(names, self)) + ')'

def gmtime(seconds=None):
    return struct_time(parts(seconds)[:8] + [0])

localtime = gmtime

def mktime(t):
    return float(seconds_of(list(t)[:6]))

def strftime(format, t=None):
    return format_parts(format, list(gmtime() if t is None else t)[:8] + [0], '+0000', 'UTC')

def asctime(t=None):
    return strftime('%a %b %e %H:%M:%S %Y', t)

def ctime(seconds=None):
    return asctime(gmtime(seconds))

def strptime(string, format='%a %b %d %H:%M:%S %Y'):
    from _strptime import parse
    return gmtime(seconds_of(list(parse(string, format)[:6])))
`;

export const timeAndSystem: readonly (readonly [string, LibraryModule])[] = [
  ['sys', { kind: 'builtin', source: '', bytes: 0 }],
  ['_os', { kind: 'builtin', source: '', bytes: 0, importMicroseconds: 0 }],
  ['_signal', { kind: 'builtin', source: '', bytes: 0, importMicroseconds: 0 }],
  ['_socket', { kind: 'builtin', source: '', bytes: 0, importMicroseconds: 0 }],
  ['_thread', { kind: 'builtin', source: '', bytes: 0, importMicroseconds: 0 }],
  ['_text', { kind: 'builtin', source: '', bytes: 0, importMicroseconds: 0 }],
  ['_collections', { kind: 'builtin', source: '', bytes: 0, importMicroseconds: 0 }],
  [
    'time',
    {
      kind: 'builtin',
      source: time,
      bytes: 0,
    },
  ],
  ['errno', { kind: 'builtin', source: '', bytes: 0 }],
  ['os', { kind: 'standard', source: os }],
  ['os.path', { kind: 'builtin', source: posixpath }],
  ['posixpath', { kind: 'standard', source: 'from os.path import *\n' }],
];
