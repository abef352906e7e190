export const reSource = String.raw`
import _text
NOFLAG, A, ASCII, I, IGNORECASE, L, M, MULTILINE, S, DOTALL, U, UNICODE, X, VERBOSE = 0, 256, 256, 2, 2, 4, 8, 8, 16, 16, 32, 32, 64, 64

class error(Exception):
    pass

PatternError = error

class Match:
    def __init__(self, pattern, string, spans):
        self.re = pattern
        self.string = string
        self._spans = spans
        self.pos = 0
        self.endpos = len(string)

    def _number(self, group):
        if isinstance(group, str):
            if group not in self.re.groupindex:
                raise IndexError('no such group')
            return self.re.groupindex[group]
        if group * 2 >= len(self._spans):
            raise IndexError('no such group')
        return group

    def _get(self, group, default=None):
        n = self._number(group)
        start = self._spans[2 * n]
        return default if start < 0 else self.string[start:self._spans[2 * n + 1]]

    def group(self, *groups):
        if not groups:
            return self._get(0)
        if len(groups) == 1:
            return self._get(groups[0])
        return tuple(self._get(g) for g in groups)

    __getitem__ = group

    def groups(self, default=None):
        return tuple(self._get(n, default) for n in range(1, len(self._spans) // 2))

    def groupdict(self, default=None):
        return {k: self._get(n, default) for k, n in self.re.groupindex.items()}

    def start(self, group=0):
        return self._spans[2 * self._number(group)]

    def end(self, group=0):
        return self._spans[2 * self._number(group) + 1]

    def span(self, group=0):
        return self.start(group), self.end(group)

    def expand(self, template):
        return _expand(template, self)

    @property
    def lastindex(self):
        found = [n for n in range(1, len(self._spans) // 2) if self._spans[2 * n] >= 0]
        return found[-1] if found else None

    @property
    def lastgroup(self):
        last = self.lastindex
        for k, n in self.re.groupindex.items():
            if n == last:
                return k

    def __repr__(self):
        return f'<re.Match object; span={self.span()}, match={repr(self.group())[:50]}>'

def _expand(template, match):
    if '\\' not in template:
        return template
    result = ''
    at = 0
    while at < len(template):
        c = template[at]
        if c != '\\' or at + 1 >= len(template):
            result += c
            at += 1
            continue
        d = template[at + 1]
        at += 2
        if d == 'g' and template[at:at + 1] == '<':
            end = template.index('>', at)
            name = template[at + 1:end]
            result += match._get(int(name) if name.isdigit() else name, '')
            at = end + 1
        elif d.isdigit():
            if template[at:at + 1].isdigit():
                d += template[at]
                at += 1
            result += match._get(int(d), '')
        else:
            result += {'n': '\n', 't': '\t', 'r': '\r', '\\': '\\'}.get(d, '\\' + d)
    return result

class Pattern:
    def __init__(self, pattern, flags):
        self.pattern = pattern
        self.flags = flags
        try:
            self.groups, self.groupindex = _text.groups(pattern, flags)
        except ValueError as e:
            if not hasattr(e, '__regex__'):
                raise
            failed = error(str(e))
        else:
            return
        raise failed

    def _find(self, string, pos, mode, most=None):
        found = []
        while pos is not None:
            some, pos = _text.matches(self.pattern, self.flags, string, pos, mode, None if most is None else most - len(found))
            found.extend(some)
            if most is not None and len(found) >= most:
                break
        return [Match(self, string, spans) for spans in found]

    def search(self, string, pos=0, endpos=None):
        found = self._find(string, pos, 'search', 1)
        return found[0] if found else None

    def match(self, string, pos=0, endpos=None):
        found = self._find(string, pos, 'match', 1)
        return found[0] if found else None

    def fullmatch(self, string, pos=0, endpos=None):
        found = self._find(string, pos, 'fullmatch', 1)
        return found[0] if found else None

    def finditer(self, string, pos=0, endpos=None):
        return iter(self._find(string, pos, 'search'))

    def findall(self, string, pos=0, endpos=None):
        found = self._find(string, pos, 'search')
        empty = string[:0]
        if self.groups == 0:
            return [m.group() for m in found]
        if self.groups == 1:
            return [m._get(1, empty) for m in found]
        return [m.groups(empty) for m in found]

    def split(self, string, maxsplit=0):
        result = []
        at = 0
        for m in self._find(string, 0, 'search', maxsplit or None):
            result.append(string[at:m.start()])
            result.extend(m.groups())
            at = m.end()
        result.append(string[at:])
        return result

    def subn(self, repl, string, count=0):
        result = string[:0]
        at = 0
        found = self._find(string, 0, 'search', count or None)
        for m in found:
            result += string[at:m.start()] + (repl(m) if callable(repl) else _expand(repl, m) if isinstance(repl, str) else repl)
            at = m.end()
        return result + string[at:], len(found)

    def sub(self, repl, string, count=0):
        return self.subn(repl, string, count)[0]

    def __repr__(self):
        return f're.compile({self.pattern!r})'

_cache = {}

def compile(pattern, flags=0):
    if isinstance(pattern, Pattern):
        return pattern
    found = _cache.get((pattern, flags))
    if found is None:
        if len(_cache) > 100:
            _cache.clear()
        found = _cache[pattern, flags] = Pattern(pattern, flags)
    return found

def search(pattern, string, flags=0):
    return compile(pattern, flags).search(string)

def match(pattern, string, flags=0):
    return compile(pattern, flags).match(string)

def fullmatch(pattern, string, flags=0):
    return compile(pattern, flags).fullmatch(string)

def findall(pattern, string, flags=0):
    return compile(pattern, flags).findall(string)

def finditer(pattern, string, flags=0):
    return compile(pattern, flags).finditer(string)

def sub(pattern, repl, string, count=0, flags=0):
    return compile(pattern, flags).sub(repl, string, count)

def subn(pattern, repl, string, count=0, flags=0):
    return compile(pattern, flags).subn(repl, string, count)

def split(pattern, string, maxsplit=0, flags=0):
    return compile(pattern, flags).split(string, maxsplit)

def escape(pattern):
    return ''.join('\\' + c if c in '()[]{}?*+-|^$\\.&~# \t\n\r\v\f' else c for c in pattern)

def purge():
    _cache.clear()
`;
