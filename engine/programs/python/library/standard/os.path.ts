export const osPathSource = String.raw`
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
