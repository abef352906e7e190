export const flaskRoutingSource = String.raw`
import re

_CONVERTERS = {
    'default': ('[^/]+', str), 'string': ('[^/]+', str), 'int': (r'\d+', int), 'float': (r'\d+\.\d+', float),
    'path': ('[^/].*?', str), 'uuid': ('[A-Fa-f0-9]{8}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{12}', str),
}

class Map(list):
    def iter_rules(self, endpoint=None):
        return iter([rule for rule in self if endpoint in (None, rule.endpoint)])

    def __repr__(self):
        rows = ',\n '.join(map(repr, self))
        return f'Map([{rows}])'

class Rule:
    def __init__(self, rule, endpoint, methods, defaults=None, strict_slashes=True):
        self.rule = rule
        self.endpoint = endpoint
        self.methods = {m.upper() for m in methods}
        if 'GET' in self.methods:
            self.methods.add('HEAD')
        self.automatic_options = 'OPTIONS' not in self.methods
        self.methods.add('OPTIONS')
        self.defaults = defaults or {}
        self.arguments = {m.group(2) for m in re.finditer(r'<(?:(\w+)(?:\([^)]*\))?:)?(\w+)>', rule)}
        self.strict_slashes = strict_slashes
        self._converters = {}
        self._shown = re.sub(r'<(?:\w+(?:\([^)]*\))?:)?(\w+)>', r'<\1>', rule)
        pattern = ''
        at = 0
        for m in re.finditer(r'<(?:(\w+)(?:\([^)]*\))?:)?(\w+)>', rule):
            kind = m.group(1) or 'default'
            if kind not in _CONVERTERS:
                raise LookupError(f'the converter {kind!r} does not exist')
            source, convert = _CONVERTERS[kind]
            pattern += re.escape(rule[at:m.start()]) + f'(?P<{m.group(2)}>{source})'
            self._converters[m.group(2)] = convert
            at = m.end()
        pattern += re.escape(rule[at:])
        self._pattern = pattern
        parts = rule.split('/')
        self.weight = [(2 if '<path:' in p else 1 if '<' in p else 0, -len(p)) for p in parts]
        self.arguments = set(self._converters)

    def match(self, path):
        found = re.fullmatch(self._pattern, path)
        if found is None:
            if self.rule.endswith('/') and re.fullmatch(self._pattern[:-1], path):
                return 'slash' if self.strict_slashes else self._values(re.fullmatch(self._pattern[:-1], path))
            return None
        return self._values(found)

    def __repr__(self):
        return f"<Rule {self._shown!r} ({', '.join(sorted(self.methods))}) -> {self.endpoint}>"

    def __str__(self):
        return self.rule

    def _values(self, found):
        values = dict(self.defaults)
        for k, v in found.groupdict().items():
            values[k] = self._converters[k](v)
        return values

    def build(self, values):
        from urllib.parse import quote, urlencode
        rest = dict(values)
        def put(m):
            return quote(str(rest.pop(m.group(2))), safe='/' if m.group(1) == 'path' else '')
        url = re.sub(r'<(?:(\w+)(?:\([^)]*\))?:)?(\w+)>', put, self.rule)
        return url + ('?' + urlencode(rest) if rest else '')

    def __str__(self):
        return self.rule
`;
