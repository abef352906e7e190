export const httpCookiesSource = String.raw`
_NAMES = {'expires': 'expires', 'path': 'Path', 'comment': 'Comment', 'domain': 'Domain', 'max-age': 'Max-Age', 'secure': 'Secure', 'httponly': 'HttpOnly', 'version': 'Version', 'samesite': 'SameSite'}
_PLAIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!#$%&'*+-.^_\`|~:"

class CookieError(Exception):
    pass

def _quoted(text):
    if text and all(c in _PLAIN for c in text):
        return text
    return '"' + ''.join('\\' + c if c in '"\\' else f'\\{ord(c):03o}' if ord(c) < 32 or c in ',;' else c for c in text) + '"'

def _unquoted(text):
    if len(text) < 2 or text[0] != '"' or text[-1] != '"':
        return text
    import re
    return re.sub(r'\\([0-3][0-7][0-7]|.)', lambda m: chr(int(m[1], 8)) if len(m[1]) == 3 else m[1], text[1:-1])

class Morsel(dict):
    def __init__(self):
        dict.__init__(self, dict.fromkeys(_NAMES, ''))
        self.key = self.value = self.coded_value = None
    def set(self, key, value, coded_value):
        if not key or not all(c in _PLAIN for c in key):
            raise CookieError(f'Illegal key {key!r}')
        self.key, self.value, self.coded_value = key, value, coded_value
    def __setitem__(self, name, value):
        if name.lower() not in _NAMES:
            raise CookieError(f'Invalid attribute {name!r}')
        dict.__setitem__(self, name.lower(), value)
    def OutputString(self, attrs=None):
        parts = [f'{self.key}={self.coded_value}']
        for name, value in sorted(self.items()):
            if value == '':
                continue
            if name in ('secure', 'httponly'):
                if value:
                    parts.append(_NAMES[name])
            elif name == 'max-age' and isinstance(value, int):
                parts.append(f'Max-Age={value:d}')
            else:
                parts.append(f'{_NAMES[name]}={value}')
        return '; '.join(parts)
    def output(self, attrs=None, header='Set-Cookie:'):
        return f'{header} {self.OutputString(attrs)}'
    __str__ = output
    def __repr__(self):
        return f'<Morsel: {self.OutputString()}>'

class SimpleCookie(dict):
    def __init__(self, input=None):
        if input:
            self.load(input)
    def value_encode(self, value):
        return str(value), _quoted(str(value))
    def __setitem__(self, key, value):
        if isinstance(value, Morsel):
            dict.__setitem__(self, key, value)
            return
        made = self.get(key) or Morsel()
        made.set(key, *self.value_encode(value))
        dict.__setitem__(self, key, made)
    def load(self, rawdata):
        if isinstance(rawdata, dict):
            for key, value in rawdata.items():
                self[key] = value
            return
        last = None
        for part in rawdata.split(';'):
            key, equals, text = part.strip().partition('=')
            if key.lower() in _NAMES and last is not None:
                last[key] = _unquoted(text) if equals else True
            elif equals:
                last = Morsel()
                last.set(key.strip(), _unquoted(text.strip()), text.strip())
                dict.__setitem__(self, key.strip(), last)
    def output(self, attrs=None, header='Set-Cookie:', sep='\r\n'):
        return sep.join(value.output(attrs, header) for _, value in sorted(self.items()))
    __str__ = output
    def __repr__(self):
        return f"<{type(self).__name__}: {' '.join(f'{k}={v.value!r}' for k, v in sorted(self.items()))}>"

BaseCookie = SimpleCookie
`;
