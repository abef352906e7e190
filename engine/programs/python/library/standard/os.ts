export const osSource = String.raw`
import sys
import _os
from _os import *
_exit = _os._exit
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

def statvfs(p):
    size, free, available = _os.disk(fspath(p))
    return _Result('os.statvfs_result', f_bsize=4096, f_frsize=4096, f_blocks=size // 4096, f_bfree=free // 4096, f_bavail=available // 4096, f_files=1000000, f_ffree=900000, f_favail=900000, f_flag=4096, f_namemax=255)

def removedirs(p):
    rmdir(p)

def system(command):
    status = _os.run(['/bin/sh', '-c', command], None, None, None, None)
    return -status if status < 0 else status << 8

WNOHANG, WUNTRACED = 1, 2

def waitpid(pid, options):
    return _os.wait_status(pid, not options & WNOHANG) or (0, 0)

def wait():
    return waitpid(-1, 0)

def WIFEXITED(status):
    return status & 127 == 0

def WEXITSTATUS(status):
    return status >> 8

def WIFSIGNALED(status):
    return status & 127 != 0

def WTERMSIG(status):
    return status & 127

def waitstatus_to_exitcode(status):
    return status >> 8 if status & 127 == 0 else -(status & 127)

def popen(command, mode='r'):
    import io, subprocess
    return io.StringIO(subprocess.run(command, shell=True, stdout=subprocess.PIPE, text=True).stdout)

def cpu_count():
    return _os.cpus()

def urandom(n):
    return _os.urandom(n)

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

error = OSError
EX_OK, EX_USAGE, EX_SOFTWARE = 0, 64, 70

def unsetenv(key):
    pass

def fsencode(filename):
    filename = fspath(filename)
    return filename.encode() if isinstance(filename, str) else filename

def fsdecode(filename):
    filename = fspath(filename)
    return filename.decode() if isinstance(filename, bytes) else filename

def get_exec_path(env=None):
    return (environ if env is None else env).get('PATH', '/bin:/usr/bin').split(':')

def getloadavg():
    with open('/proc/loadavg') as f:
        return tuple(float(n) for n in f.read().split()[:3])

def sched_getaffinity(pid):
    return set(range(cpu_count()))

def truncate(p, length):
    with open(p, 'r+b') as f:
        f.truncate(length)

def renames(old, new):
    head, tail = path.split(new)
    if head and tail and not path.exists(head):
        makedirs(head)
    rename(old, new)

def times():
    with open('/proc/self/stat') as f:
        fields = f.read().rpartition(')')[2].split()
    user, system, of_children, in_children = (int(n) / 100 for n in fields[11:15])
    with open('/proc/uptime') as f:
        elapsed = float(f.read().split()[0])
    return _Result('posix.times_result', user=user, system=system, children_user=of_children, children_system=in_children, elapsed=elapsed)

def killpg(pgid, sig):
    kill(-pgid, sig)
`;
