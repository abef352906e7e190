import type { LibraryModule } from './sources.ts';

const json = `
import _text

class JSONDecodeError(ValueError):
    pass

class JSONEncoder:
    def __init__(self, **options):
        pass
    def default(self, o):
        raise TypeError(f'Object of type {type(o).__name__} is not JSON serializable')
    def encode(self, o):
        return dumps(o, default=self.default)

def dumps(obj, *, skipkeys=False, ensure_ascii=True, check_circular=True, allow_nan=True, cls=None, indent=None, separators=None, default=None, sort_keys=False, **kw):
    if cls is not None and default is None:
        default = cls().default
    return _text.json_dumps(obj, indent, separators, ensure_ascii, sort_keys, default)

def dump(obj, fp, **kw):
    fp.write(dumps(obj, **kw))

def loads(s, *, cls=None, object_hook=None, parse_float=None, parse_int=None, object_pairs_hook=None, **kw):
    try:
        value = _text.json_loads(s)
    except ValueError as e:
        if not hasattr(e, '__json__'):
            raise
        failed = JSONDecodeError(str(e))
        failed.msg, failed.pos, failed.lineno, failed.colno, failed.doc = e.msg, e.pos, e.lineno, e.colno, e.doc
    else:
        return _hooked(value, object_hook) if object_hook is not None else value
    raise failed

def _hooked(value, hook):
    if isinstance(value, dict):
        return hook({k: _hooked(v, hook) for k, v in value.items()})
    if isinstance(value, list):
        return [_hooked(v, hook) for v in value]
    return value

def load(fp, **kw):
    return loads(fp.read(), **kw)
`;

const re = String.raw`
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
        return f'<re.Match object; span={self.span()}, match={self.group()!r}>'

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
        return [Match(self, string, spans) for spans in _text.matches(self.pattern, self.flags, string, pos, mode, most)]

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

const parse = `
import _text

def quote(string, safe='/', encoding=None, errors=None):
    return _text.quote(string, safe)

def quote_plus(string, safe='', encoding=None, errors=None):
    return _text.quote(string, safe + ' ').replace(' ', '+')

def unquote(string, encoding='utf-8', errors='replace'):
    return _text.unquote(string)

def unquote_plus(string, encoding='utf-8', errors='replace'):
    return _text.unquote(string.replace('+', ' '))

def urlencode(query, doseq=False, safe='', encoding=None, errors=None, quote_via=quote_plus):
    pairs = query.items() if hasattr(query, 'items') else query
    parts = []
    for k, v in pairs:
        for each in (v if doseq and isinstance(v, (list, tuple)) else [v]):
            parts.append(quote_via(str(k)) + '=' + quote_via(each if isinstance(each, bytes) else str(each)))
    return '&'.join(parts)

def parse_qsl(qs, keep_blank_values=False, strict_parsing=False, encoding='utf-8', errors='replace', max_num_fields=None, separator='&'):
    found = []
    for part in qs.split(separator):
        k, eq, v = part.partition('=')
        if part and (v or keep_blank_values):
            found.append((unquote_plus(k), unquote_plus(v)))
    return found

def parse_qs(qs, keep_blank_values=False, **kwargs):
    found = {}
    for k, v in parse_qsl(qs, keep_blank_values):
        found.setdefault(k, []).append(v)
    return found

class ParseResult(tuple):
    scheme = property(lambda s: s[0])
    netloc = property(lambda s: s[1])
    path = property(lambda s: s[2])
    params = property(lambda s: s[3])
    query = property(lambda s: s[4])
    fragment = property(lambda s: s[5])

    @property
    def hostname(self):
        host = self.netloc.rpartition('@')[2]
        host = host.partition(':')[0].lower()
        return host or None

    @property
    def port(self):
        port = self.netloc.rpartition('@')[2].partition(':')[2]
        return int(port) if port else None

    @property
    def username(self):
        return self.netloc.rpartition('@')[0].partition(':')[0] or None

    @property
    def password(self):
        return self.netloc.rpartition('@')[0].partition(':')[2] or None

    def geturl(self):
        return urlunparse(self)

    def _replace(self, **changes):
        names = ('scheme', 'netloc', 'path', 'params', 'query', 'fragment')
        return ParseResult(changes.get(n, v) for n, v in zip(names, self))

    def __repr__(self):
        return f'ParseResult(scheme={self.scheme!r}, netloc={self.netloc!r}, path={self.path!r}, params={self.params!r}, query={self.query!r}, fragment={self.fragment!r})'

def urlparse(url, scheme='', allow_fragments=True):
    rest, _, fragment = url.partition('#')
    rest, _, query = rest.partition('?')
    head, sep, tail = rest.partition(':')
    if sep and head and head[0].isalpha() and head.replace('+', '').replace('-', '').replace('.', '').isalnum() and (tail.startswith('//') or not tail[:1].isdigit()):
        scheme, rest = head.lower(), tail
    netloc = ''
    if rest.startswith('//'):
        netloc, slash, path = rest[2:].partition('/')
        rest = slash + path
    return ParseResult((scheme, netloc, rest, '', query, fragment))

urlsplit = urlparse

def urlunparse(parts):
    scheme, netloc, path, params, query, fragment = parts
    url = path
    if netloc:
        url = '//' + netloc + ('/' if path and not path.startswith('/') else '') + path
    if scheme:
        url = scheme + ':' + url
    return url + ('?' + query if query else '') + ('#' + fragment if fragment else '')

def urljoin(base, url, allow_fragments=True):
    if not url:
        return base
    b, u = urlparse(base), urlparse(url)
    if u.scheme:
        return url
    if u.netloc:
        return b.scheme + ':' + url
    if u.path.startswith('/'):
        path = u.path
    else:
        path = b.path.rpartition('/')[0] + '/' + u.path if u.path else b.path
    parts = []
    for p in path.split('/'):
        if p == '..':
            if len(parts) > 1:
                parts.pop()
        elif p != '.':
            parts.append(p)
    return urlunparse((b.scheme, b.netloc, '/'.join(parts), '', u.query, u.fragment))
`;

const base64 = `
import _text

def b64encode(s, altchars=None):
    return _text.base64(s)

def b64decode(s, altchars=None, validate=False):
    return _text.from_base64(s)

def urlsafe_b64encode(s):
    return _text.base64(s).replace(b'+', b'-').replace(b'/', b'_')

def urlsafe_b64decode(s):
    text = s.decode() if isinstance(s, bytes) else s
    return _text.from_base64(text.replace('-', '+').replace('_', '/'))

standard_b64encode, standard_b64decode = b64encode, b64decode
encodebytes, decodebytes = b64encode, b64decode
`;

const hashlib = `
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

const html = `
def escape(s, quote=True):
    s = s.replace('&', '&amp;').replace('<', '&lt;').replace('>', '&gt;')
    return s.replace('"', '&quot;').replace("'", '&#x27;') if quote else s

def unescape(s):
    for k, v in (('&lt;', '<'), ('&gt;', '>'), ('&quot;', '"'), ('&#x27;', "'"), ('&#39;', "'"), ('&amp;', '&')):
        s = s.replace(k, v)
    return s
`;

export const dataFormats: readonly (readonly [string, LibraryModule])[] = [
  ['json', { kind: 'standard', source: json, isPackage: true }],
  ['re', { kind: 'standard', source: re, isPackage: true }],
  ['urllib', { kind: 'standard', source: '', isPackage: true }],
  ['urllib.parse', { kind: 'builtin', source: parse }],
  ['base64', { kind: 'standard', source: base64 }],
  ['hashlib', { kind: 'standard', source: hashlib }],
  ['html', { kind: 'standard', source: html, isPackage: true }],
];
