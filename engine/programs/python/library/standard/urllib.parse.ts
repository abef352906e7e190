export const urllibParseSource = `
import _text

def quote(string, safe='/', encoding=None, errors=None):
    return _text.quote(string, safe)

def quote_plus(string, safe='', encoding=None, errors=None):
    return _text.quote(string, safe + ' ').replace(' ', '+')

def unquote(string, encoding='utf-8', errors='replace'):
    return _text.unquote(string)

def unquote_to_bytes(string):
    data = string.encode() if isinstance(string, str) else string
    first, *rest = data.split(b'%')
    found = [first]
    for part in rest:
        try:
            found.append(bytes([int(part[:2], 16)]) + part[2:])
        except ValueError:
            found.append(b'%' + part)
    return b''.join(found)

def quote_from_bytes(bs, safe='/'):
    return ''.join(chr(c) if chr(c).isalnum() and c < 128 or chr(c) in '_.-~' + safe else f'%{c:02X}' for c in bs)

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

def urlunsplit(parts):
    scheme, netloc, path, query, fragment = parts
    return urlunparse((scheme, netloc, path, '', query, fragment))

def urldefrag(url):
    address, _, fragment = url.partition('#')
    return address, fragment

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
