export const stringSource = String.raw`
ascii_lowercase = 'abcdefghijklmnopqrstuvwxyz'
ascii_uppercase = ascii_lowercase.upper()
ascii_letters = ascii_lowercase + ascii_uppercase
digits = '0123456789'
hexdigits = digits + 'abcdefABCDEF'
octdigits = '01234567'
punctuation = '!"#$%&\'()*+,-./:;<=>?@[\\]^_' + chr(96) + '{|}~'
whitespace = ' \t\n\r\v\f'
printable = digits + ascii_letters + punctuation + whitespace

def capwords(s, sep=None):
    return (sep or ' ').join(w.capitalize() for w in s.split(sep))

class Template:
    def __init__(self, template):
        self.template = template
    def _put(self, values, safe):
        import re
        def put(m):
            if m.group(1):
                return '$'
            name = m.group(2) or m.group(3)
            if name in values:
                return str(values[name])
            if safe:
                return m.group(0)
            raise KeyError(name)
        return re.sub(r'\$(?:(\$)|([_A-Za-z][_A-Za-z0-9]*)|\{([_A-Za-z][_A-Za-z0-9]*)\})', put, self.template)
    def substitute(self, mapping={}, /, **kws):
        return self._put({**mapping, **kws}, False)
    def safe_substitute(self, mapping={}, /, **kws):
        return self._put({**mapping, **kws}, True)
`;
