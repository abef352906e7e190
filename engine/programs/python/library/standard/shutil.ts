export const shutilSource = `
import collections
import fnmatch
import os

class Error(OSError):
    pass
class SameFileError(Error):
    pass
class SpecialFileError(OSError):
    pass
class ReadError(OSError):
    pass

def copyfileobj(fsrc, fdst, length=65536):
    while data := fsrc.read(length):
        fdst.write(data)

def _same(src, dst):
    return os.path.exists(dst) and os.path.realpath(src) == os.path.realpath(dst)

def copyfile(src, dst, *, follow_symlinks=True):
    if _same(src, dst):
        raise SameFileError(f'{src!r} and {dst!r} are the same file')
    if not follow_symlinks and os.path.islink(src):
        os.symlink(os.readlink(src), dst)
        return dst
    with open(src, 'rb') as a, open(dst, 'wb') as b:
        copyfileobj(a, b)
    return dst

def copymode(src, dst, *, follow_symlinks=True):
    os.chmod(dst, os.stat(src).st_mode & 0o7777)

def copystat(src, dst, *, follow_symlinks=True):
    found = os.stat(src)
    os.utime(dst, (found.st_atime, found.st_mtime))
    os.chmod(dst, found.st_mode & 0o7777)

def _into(src, dst):
    return os.path.join(dst, os.path.basename(src)) if os.path.isdir(dst) else dst

def copy(src, dst, *, follow_symlinks=True):
    dst = _into(src, dst)
    copyfile(src, dst, follow_symlinks=follow_symlinks)
    copymode(src, dst)
    return dst

def copy2(src, dst, *, follow_symlinks=True):
    dst = _into(src, dst)
    copyfile(src, dst, follow_symlinks=follow_symlinks)
    copystat(src, dst)
    return dst

def ignore_patterns(*patterns):
    def ignore(path, names):
        return {n for p in patterns for n in fnmatch.filter(names, p)}
    return ignore

def copytree(src, dst, symlinks=False, ignore=None, copy_function=copy2, ignore_dangling_symlinks=False, dirs_exist_ok=False):
    names = os.listdir(src)
    left_out = ignore(os.fspath(src), names) if ignore is not None else set()
    os.makedirs(dst, exist_ok=dirs_exist_ok)
    errors = []
    for name in names:
        if name in left_out:
            continue
        a, b = os.path.join(src, name), os.path.join(dst, name)
        try:
            if symlinks and os.path.islink(a):
                os.symlink(os.readlink(a), b)
            elif os.path.isdir(a):
                copytree(a, b, symlinks, ignore, copy_function, ignore_dangling_symlinks, dirs_exist_ok)
            else:
                copy_function(a, b)
        except Error as error:
            errors.extend(error.args[0])
        except OSError as why:
            errors.append((a, b, str(why)))
    copystat(src, dst)
    if errors:
        raise Error(errors)
    return dst

def rmtree(path, ignore_errors=False, onerror=None, *, onexc=None, dir_fd=None):
    try:
        if os.path.islink(path):
            raise OSError('Cannot call rmtree on a symbolic link')
        for name in os.listdir(path):
            each = os.path.join(path, name)
            if os.path.isdir(each) and not os.path.islink(each):
                rmtree(each, ignore_errors, onerror)
            else:
                os.unlink(each)
        os.rmdir(path)
    except OSError as error:
        if ignore_errors:
            return
        if onerror is None:
            raise
        onerror(os.rmdir, path, (type(error), error, error.__traceback__))

def move(src, dst, copy_function=copy2):
    real = dst
    if os.path.isdir(dst) and not _same(src, dst):
        real = os.path.join(dst, os.path.basename(os.fspath(src).rstrip('/')))
        if os.path.exists(real):
            raise Error(f"Destination path '{real}' already exists")
    try:
        os.rename(src, real)
    except OSError:
        if os.path.isdir(src):
            copytree(src, real, symlinks=True, copy_function=copy_function)
            rmtree(src)
        else:
            copy_function(src, real)
            os.unlink(src)
    return real

def which(cmd, mode=1, path=None):
    if '/' in cmd:
        return cmd if os.access(cmd, os.X_OK) and not os.path.isdir(cmd) else None
    for folder in (path or os.environ.get('PATH', '/bin:/usr/bin')).split(':'):
        each = os.path.join(folder, cmd)
        if os.path.exists(each) and os.access(each, os.X_OK) and not os.path.isdir(each):
            return each
    return None

_usage = collections.namedtuple('usage', 'total used free')

def disk_usage(path):
    found = os.statvfs(path)
    return _usage(found.f_blocks * found.f_frsize, (found.f_blocks - found.f_bfree) * found.f_frsize, found.f_bavail * found.f_frsize)

def get_terminal_size(fallback=(80, 24)):
    columns, lines = int(os.environ.get('COLUMNS', 0) or 0), int(os.environ.get('LINES', 0) or 0)
    if columns <= 0 or lines <= 0:
        try:
            size = os.get_terminal_size(1)
        except OSError:
            size = os.terminal_size(fallback)
        columns, lines = columns or size[0], lines or size[1]
    return os.terminal_size((columns, lines))

def chown(path, user=None, group=None):
    os.chown(path, -1 if user is None else int(user), -1 if group is None else int(group))

def make_archive(*args, **kwargs):
    raise NotImplementedError('shutil.make_archive(): not part of the simulation')

def unpack_archive(*args, **kwargs):
    raise NotImplementedError('shutil.unpack_archive(): not part of the simulation')
`;
