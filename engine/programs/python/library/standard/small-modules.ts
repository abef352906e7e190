/** Modules of the standard library of a few lines each. */
export const keywordSource = `
kwlist = ['False', 'None', 'True', 'and', 'as', 'assert', 'async', 'await', 'break', 'class', 'continue', 'def', 'del', 'elif', 'else', 'except', 'finally', 'for', 'from', 'global', 'if', 'import', 'in', 'is', 'lambda', 'nonlocal', 'not', 'or', 'pass', 'raise', 'return', 'try', 'while', 'with', 'yield']
softkwlist = ['_', 'case', 'match', 'type']
iskeyword = frozenset(kwlist).__contains__
issoftkeyword = frozenset(softkwlist).__contains__
`;

export const getoptSource = `
class GetoptError(Exception):
    def __init__(self, msg, opt=''):
        super().__init__(msg, opt)
        self.msg, self.opt = msg, opt
    def __str__(self):
        return self.msg

error = GetoptError

def _long(opts, text, longopts, args):
    name, equals, value = text.partition('=')
    found = [o for o in longopts if o.rstrip('=') == name] or [o for o in longopts if o.startswith(name)]
    if not found:
        raise GetoptError(f'option --{name} not recognized', name)
    if len(found) > 1:
        raise GetoptError(f'option --{name} not a unique prefix', name)
    wanted = found[0]
    if wanted.endswith('='):
        if not equals:
            if not args:
                raise GetoptError(f'option --{wanted[:-1]} requires argument', wanted[:-1])
            value, args = args[0], args[1:]
    elif equals:
        raise GetoptError(f'option --{wanted} must not have an argument', wanted)
    opts.append(('--' + wanted.rstrip('='), value))
    return args

def _short(opts, text, shortopts, args):
    while text:
        letter, text = text[0], text[1:]
        at = shortopts.find(letter)
        if at < 0 or letter == ':':
            raise GetoptError(f'option -{letter} not recognized', letter)
        value = ''
        if shortopts[at + 1:at + 2] == ':':
            if not text:
                if not args:
                    raise GetoptError(f'option -{letter} requires argument', letter)
                text, args = args[0], args[1:]
            value, text = text, ''
        opts.append(('-' + letter, value))
    return args

def _read(args, shortopts, longopts, mixed):
    opts, rest = [], []
    longopts = [longopts] if isinstance(longopts, str) else list(longopts)
    while args:
        first = args[0]
        if first == '--':
            rest += args[1:]
            break
        if first.startswith('--'):
            args = _long(opts, first[2:], longopts, args[1:])
        elif first.startswith('-') and first != '-':
            args = _short(opts, first[1:], shortopts, args[1:])
        elif mixed:
            rest.append(first)
            args = args[1:]
        else:
            rest += args
            break
    return opts, rest

def getopt(args, shortopts, longopts=[]):
    return _read(args, shortopts, longopts, False)

def gnu_getopt(args, shortopts, longopts=[]):
    return _read(args, shortopts.lstrip('+'), longopts, not shortopts.startswith('+'))
`;

export const schedSource = `
import heapq
import threading
import time
from collections import namedtuple

Event = namedtuple('Event', 'time, priority, sequence, action, argument, kwargs')

class scheduler:
    def __init__(self, timefunc=time.monotonic, delayfunc=time.sleep):
        self._queue, self._count = [], 0
        self.timefunc, self.delayfunc = timefunc, delayfunc
    def enterabs(self, time, priority, action, argument=(), kwargs={}):
        self._count += 1
        event = Event(time, priority, self._count, action, argument, kwargs)
        heapq.heappush(self._queue, event)
        return event
    def enter(self, delay, priority, action, argument=(), kwargs={}):
        return self.enterabs(self.timefunc() + delay, priority, action, argument, kwargs)
    def cancel(self, event):
        self._queue.remove(event)
        heapq.heapify(self._queue)
    def empty(self):
        return not self._queue
    def run(self, blocking=True):
        while self._queue:
            event = self._queue[0]
            left = event.time - self.timefunc()
            if left > 0:
                if not blocking:
                    return left
                self.delayfunc(left)
            else:
                heapq.heappop(self._queue)
                event.action(*event.argument, **event.kwargs)
                self.delayfunc(0)
    @property
    def queue(self):
        return sorted(self._queue)
`;

export const linecacheSource = `
def getlines(filename, module_globals=None):
    try:
        with open(filename) as f:
            return f.readlines()
    except OSError:
        return []

def getline(filename, lineno, module_globals=None):
    lines = getlines(filename)
    return lines[lineno - 1] if 1 <= lineno <= len(lines) else ''

def clearcache():
    pass

def checkcache(filename=None):
    pass
`;

/** What /etc/passwd and /etc/group say. */
export const pwdSource = `
from collections import namedtuple
struct_passwd = namedtuple('pwd.struct_passwd', 'pw_name pw_passwd pw_uid pw_gid pw_gecos pw_dir pw_shell')

def getpwall():
    with open('/etc/passwd') as f:
        rows = [line.rstrip('\\n').split(':') for line in f if line.count(':') == 6]
    return [struct_passwd(n, p, int(u), int(g), *rest) for n, p, u, g, *rest in rows]

def getpwnam(name):
    for each in getpwall():
        if each.pw_name == name:
            return each
    raise KeyError(f'getpwnam(): name not found: {name!r}')

def getpwuid(uid):
    for each in getpwall():
        if each.pw_uid == uid:
            return each
    raise KeyError(f'getpwuid(): uid not found: {uid}')
`;

export const grpSource = `
from collections import namedtuple
struct_group = namedtuple('grp.struct_group', 'gr_name gr_passwd gr_gid gr_mem')

def getgrall():
    with open('/etc/group') as f:
        rows = [line.rstrip('\\n').split(':') for line in f if line.count(':') == 3]
    return [struct_group(n, p, int(g), [m for m in members.split(',') if m]) for n, p, g, members in rows]

def getgrnam(name):
    for each in getgrall():
        if each.gr_name == name:
            return each
    raise KeyError(f'getgrnam(): name not found: {name!r}')

def getgrgid(gid):
    for each in getgrall():
        if each.gr_gid == gid:
            return each
    raise KeyError(f'getgrgid(): gid not found: {gid}')
`;

export const graphlibSource = `
class CycleError(ValueError):
    pass

class TopologicalSorter:
    def __init__(self, graph=None):
        self._before = {}
        self._done = self._ready = None
        for node, predecessors in (graph or {}).items():
            self.add(node, *predecessors)
    def add(self, node, *predecessors):
        if self._ready is not None:
            raise ValueError('Nodes cannot be added after a call to prepare()')
        self._before.setdefault(node, {})
        for each in predecessors:
            self._before.setdefault(each, {})
            self._before[node][each] = True
    def _cycle(self):
        path, seen = [], set()
        def go(node):
            if node in path:
                return path[path.index(node):] + [node]
            if node in seen:
                return None
            seen.add(node)
            path.append(node)
            for each in self._before[node]:
                found = go(each)
                if found:
                    return found
            path.pop()
        for node in self._before:
            found = go(node)
            if found:
                return found[::-1]
    def prepare(self):
        if self._ready is not None:
            raise ValueError('cannot prepare() more than once')
        cycle = self._cycle()
        if cycle:
            raise CycleError('nodes are in a cycle', cycle)
        self._waiting = {n: set(b) for n, b in self._before.items()}
        self._ready = [n for n, b in self._waiting.items() if not b]
        self._given, self._finished = set(), 0
    def get_ready(self):
        ready, self._ready = tuple(self._ready), []
        self._given.update(ready)
        return ready
    def done(self, *nodes):
        for node in nodes:
            if node not in self._given:
                raise ValueError(f'node {node!r} was not passed out (still not ready)')
            self._given.discard(node)
            self._finished += 1
            for each, before in self._waiting.items():
                if node in before:
                    before.discard(node)
                    if not before:
                        self._ready.append(each)
    def is_active(self):
        return bool(self._ready) or self._finished < len(self._before)
    def __bool__(self):
        return self.is_active()
    def static_order(self):
        self.prepare()
        while self.is_active():
            nodes = self.get_ready()
            yield from nodes
            self.done(*nodes)
`;

export const mimetypesSource = `
types_map = {'.css': 'text/css', '.csv': 'text/csv', '.html': 'text/html', '.htm': 'text/html', '.txt': 'text/plain', '.log': 'text/plain', '.py': 'text/x-python', '.c': 'text/plain', '.h': 'text/plain', '.md': 'text/markdown', '.xml': 'text/xml', '.js': 'text/javascript', '.mjs': 'text/javascript', '.json': 'application/json', '.pdf': 'application/pdf', '.zip': 'application/zip', '.tar': 'application/x-tar', '.sh': 'application/x-sh', '.wasm': 'application/wasm', '.doc': 'application/msword', '.xls': 'application/vnd.ms-excel', '.ppt': 'application/vnd.ms-powerpoint', '.bin': 'application/octet-stream', '.exe': 'application/octet-stream', '.so': 'application/octet-stream', '.gif': 'image/gif', '.jpg': 'image/jpeg', '.jpeg': 'image/jpeg', '.png': 'image/png', '.svg': 'image/svg+xml', '.ico': 'image/vnd.microsoft.icon', '.bmp': 'image/bmp', '.tiff': 'image/tiff', '.mp3': 'audio/mpeg', '.wav': 'audio/x-wav', '.mp4': 'video/mp4', '.mpeg': 'video/mpeg', '.mov': 'video/quicktime', '.avi': 'video/x-msvideo', '.webm': 'video/webm'}
encodings_map = {'.gz': 'gzip', '.Z': 'compress', '.bz2': 'bzip2', '.xz': 'xz', '.br': 'br'}
suffix_map = {'.tgz': '.tar.gz', '.taz': '.tar.gz', '.tbz2': '.tar.bz2', '.txz': '.tar.xz'}

def guess_type(url, strict=True):
    import os.path
    base, ext = os.path.splitext(os.fspath(url).partition('?')[0])
    if ext in suffix_map:
        base, ext = os.path.splitext(base + suffix_map[ext])
    encoding = encodings_map.get(ext)
    if encoding is not None:
        base, ext = os.path.splitext(base)
    return types_map.get(ext.lower()), encoding

def guess_all_extensions(type, strict=True):
    return [ext for ext, kind in types_map.items() if kind == type.lower()]

def guess_extension(type, strict=True):
    found = guess_all_extensions(type)
    return found[0] if found else None

def add_type(type, ext, strict=True):
    types_map[ext] = type

def init(files=None):
    pass
`;

/** Of math, what is written in Python. */
export const mathSource = `
def perm(n, k=None):
    if k is None:
        k = n
    if n < 0 or k < 0:
        raise ValueError(f"{'n' if n < 0 else 'k'} must be a non-negative integer")
    return factorial(n) // factorial(n - k) if k <= n else 0

def dist(p, q):
    if len(p) != len(q):
        raise ValueError('both points must have the same number of dimensions')
    return hypot(*(a - b for a, b in zip(p, q)))

def frexp(x):
    x = float(x)
    if x == 0 or isinf(x) or isnan(x):
        return x, 0
    e = max(-1074, floor(log2(abs(x))) + 1)
    m = ldexp(x, -e)
    while abs(m) >= 1:
        m, e = m / 2, e + 1
    while abs(m) < 0.5:
        m, e = m * 2, e - 1
    return m, e
`;
