const expressions = String.raw`
import re
from jinja2.exceptions import TemplateSyntaxError

_TOKEN = r'''\s*(?:(\d+\.\d+|\d+)|([A-Za-z_][A-Za-z0-9_]*)|("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')|(\*\*|//|==|!=|<=|>=|[-+*/%~<>=|.,:()\[\]{}]))'''
_CONSTANTS = {'true': True, 'True': True, 'false': False, 'False': False, 'none': None, 'None': None}
BINARY = {
    '==': lambda a, b: a == b, '!=': lambda a, b: a != b, '<': lambda a, b: a < b, '>': lambda a, b: a > b,
    '<=': lambda a, b: a <= b, '>=': lambda a, b: a >= b, 'in': lambda a, b: a in b, 'not in': lambda a, b: a not in b,
    '+': lambda a, b: a + b, '-': lambda a, b: a - b, '*': lambda a, b: a * b, '/': lambda a, b: a / b,
    '//': lambda a, b: a // b, '%': lambda a, b: a % b, '**': lambda a, b: a ** b, '~': lambda a, b: str(a) + str(b),
}
_LEVELS = [('~',), ('+', '-'), ('*', '/', '//', '%'), ('**',)]

def _tokens(text):
    found, at = [], 0
    text = text.rstrip()
    while at < len(text):
        m = re.match(_TOKEN, text[at:])
        if m is None:
            raise TemplateSyntaxError(f'unexpected char {text[at:].strip()[0]!r} at {at}')
        number, name, string, sign = m.groups()
        if number is not None:
            found.append(('number', float(number) if '.' in number else int(number)))
        elif name is not None:
            found.append(('name', name))
        elif string is not None:
            found.append(('string', string[1:-1].replace('\\n', '\n').replace('\\"', '"').replace("\\'", "'").replace('\\\\', '\\')))
        else:
            found.append(('sign', sign))
        at += m.end()
    return found

class Reader:
    def __init__(self, text):
        self.tokens = _tokens(text)
        self.at = 0

    def peek(self):
        return self.tokens[self.at] if self.at < len(self.tokens) else ('end', None)

    def take(self, *words):
        kind, text = self.peek()
        if kind in ('name', 'sign') and text in words:
            self.at += 1
            return text
        return None

    def expect(self, word):
        if not self.take(word):
            kind, text = self.peek()
            raise TemplateSyntaxError(f"expected token {word!r}, got {'end of print statement' if kind == 'end' else text!r}")

    def name(self):
        kind, text = self.peek()
        if kind != 'name':
            raise TemplateSyntaxError(f"expected token 'name', got {text!r}")
        self.at += 1
        return text

    def done(self):
        if self.peek()[0] != 'end':
            raise TemplateSyntaxError(f"expected token 'end of print statement', got {self.peek()[1]!r}")

    def whole(self):
        found = self.expression(True)
        self.done()
        return found

    def names(self):
        found = [self.name()]
        while self.take(','):
            found.append(self.name())
        return found

    def pairs(self):
        found = []
        while self.peek()[0] != 'end':
            name = self.name()
            self.expect('=')
            found.append((name, self.expression()))
            self.take(',')
        return found

    def signature(self):
        name = self.name()
        self.expect('(')
        found = []
        while not self.take(')'):
            parameter = self.name()
            found.append((parameter, self.expression() if self.take('=') else None))
            self.take(',')
        return name, found

    def expression(self, bare_tuple=False):
        found = self.or_()
        while self.take('if'):
            test = self.or_()
            found = ('cond', test, found, self.expression() if self.take('else') else ('value', ''))
        if bare_tuple and self.peek() == ('sign', ','):
            items = [found]
            while self.take(','):
                items.append(self.expression())
            return 'tuple', items
        return found

    def or_(self):
        found = self.and_()
        while self.take('or'):
            found = ('or', found, self.and_())
        return found

    def and_(self):
        found = self.not_()
        while self.take('and'):
            found = ('and', found, self.not_())
        return found

    def not_(self):
        return ('not', self.not_()) if self.take('not') else self.compare()

    def compare(self):
        found = self.level(0)
        while True:
            sign = self.take('==', '!=', '<', '>', '<=', '>=', 'in')
            if sign is None and self.peek() == ('name', 'not') and self.tokens[self.at + 1:self.at + 2] == [('name', 'in')]:
                self.at += 2
                sign = 'not in'
            if sign is None:
                return found
            found = ('binary', sign, found, self.level(0))

    def level(self, n):
        if n == len(_LEVELS):
            return self.unary()
        found = self.level(n + 1)
        while True:
            sign = self.take(*_LEVELS[n])
            if sign is None:
                return found
            found = ('binary', sign, found, self.level(n + 1))

    def unary(self):
        if self.take('-'):
            return 'neg', self.unary()
        return self.postfix(self.primary())

    def postfix(self, found):
        while True:
            if self.take('.'):
                kind, text = self.peek()
                self.at += 1
                found = ('attribute', found, text) if kind == 'name' else ('item', found, ('value', text))
            elif self.take('['):
                found = self.subscript(found)
            elif self.take('('):
                found = ('call', found, *self.arguments())
            elif self.take('|'):
                name = self.name()
                found = ('filter', found, name, *(self.arguments() if self.take('(') else ([], [])))
            elif self.take('is'):
                found = self.test(found)
            else:
                return found

    def test(self, found):
        negated = self.take('not')
        name = self.name()
        args = []
        if self.take('('):
            args = self.arguments()[0]
        elif self.peek()[0] in ('number', 'string'):
            args = [self.primary()]
        made = ('test', found, name, args)
        return ('not', made) if negated else made

    def subscript(self, found):
        parts = [None, None, None]
        n = 0
        sliced = False
        while not self.take(']'):
            if self.take(':'):
                sliced = True
                n += 1
            else:
                parts[n] = self.expression()
        return ('slice', found, *parts) if sliced else ('item', found, parts[0])

    def arguments(self):
        args, kwargs = [], []
        while not self.take(')'):
            if self.peek()[0] == 'name' and self.tokens[self.at + 1:self.at + 2] == [('sign', '=')]:
                name = self.name()
                self.take('=')
                kwargs.append((name, self.expression()))
            else:
                args.append(self.expression())
            if not self.take(','):
                self.expect(')')
                break
        return args, kwargs

    def primary(self):
        kind, text = self.peek()
        if kind == 'end':
            raise TemplateSyntaxError("Expected an expression, got 'end of print statement'")
        self.at += 1
        if kind in ('number', 'string'):
            return 'value', text
        if kind == 'name':
            return ('value', _CONSTANTS[text]) if text in _CONSTANTS else ('name', text)
        if text == '[':
            return 'list', self.items(']')
        if text == '{':
            return self.dictionary()
        if text == '(':
            items = self.items(')')
            return items[0] if len(items) == 1 and self.tokens[self.at - 2] != ('sign', ',') else ('tuple', items)
        raise TemplateSyntaxError(f'unexpected {text!r}')

    def items(self, end):
        found = []
        while not self.take(end):
            found.append(self.expression())
            if not self.take(','):
                self.expect(end)
                break
        return found

    def dictionary(self):
        pairs = []
        while not self.take('}'):
            key = self.expression()
            self.expect(':')
            pairs.append((key, self.expression()))
            self.take(',')
        return 'dict', pairs
`;

const values = `
import json
from markupsafe import Markup, escape
from jinja2.exceptions import UndefinedError

class Undefined:
    def __init__(self, hint=None, name=None):
        object.__setattr__(self, '_words', hint or f'{name!r} is undefined')
    def _fail(self, *args, **kwargs):
        raise UndefinedError(self._words)
    def __getattr__(self, name):
        if name.startswith('__'):
            raise AttributeError(name)
        raise UndefinedError(self._words)
    def __str__(self):
        return ''
    def __iter__(self):
        return iter(())
    def __len__(self):
        return 0
    def __bool__(self):
        return False
    def __eq__(self, other):
        return isinstance(other, Undefined)
    def __hash__(self):
        return 0
    __add__ = __radd__ = __sub__ = __mul__ = __lt__ = __gt__ = __le__ = __ge__ = __call__ = __getitem__ = _fail

def _owner(value):
    return 'None' if value is None else f'{type(value).__name__} object'

def attribute(value, name):
    if isinstance(value, Undefined):
        value._fail()
    if hasattr(value, name):
        return getattr(value, name)
    return item(value, name)

def item(value, key):
    if isinstance(value, Undefined):
        value._fail()
    try:
        return value[key]
    except (TypeError, LookupError, AttributeError):
        pass
    if isinstance(key, str) and hasattr(value, key):
        return getattr(value, key)
    if isinstance(key, str):
        return Undefined(f'{_owner(value)!r} has no attribute {key!r}')
    return Undefined(f'{type(value).__name__} object has no element {key!r}')

def escaped(value):
    return str(value) if isinstance(value, (int, float)) else str(escape(value))

class Loop:
    def __init__(self, items, n):
        self.index0, self.index, self.length = n, n + 1, len(items)
        self.first, self.last = n == 0, n == len(items) - 1
        self.revindex, self.revindex0 = len(items) - n, len(items) - n - 1
        self.previtem = items[n - 1] if n else Undefined('there is no previous item')
        self.nextitem = items[n + 1] if n + 1 < len(items) else Undefined('there is no next item')
    def cycle(self, *args):
        return args[self.index0 % len(args)]

def _default(value, default_value='', boolean=False):
    return default_value if isinstance(value, Undefined) or boolean and not value else value

def _truncate(s, length=255, killwords=False, end='...'):
    if len(s) <= length + 5:
        return s
    cut = s[:length - len(end)]
    return (cut if killwords else cut.rsplit(' ', 1)[0]) + end

def _key(name):
    return (lambda x: x) if name is None else lambda x: item(x, name)

def _folded(key, case_sensitive):
    return key if case_sensitive else lambda x: key(x).lower() if isinstance(key(x), str) else key(x)

def _sort(value, reverse=False, case_sensitive=False, attribute=None):
    return sorted(value, key=_folded(_key(attribute), case_sensitive), reverse=reverse)

def _join(value, d='', attribute=None):
    parts = [_key(attribute)(x) for x in value]
    return Markup(str(escape(d)).join([str(escape(p)) for p in parts])) if any(hasattr(p, '__html__') for p in parts) else str(d).join([str(p) for p in parts])

def _round(value, precision=0, method='common'):
    return round(float(value), precision)

def _number(kind, fallback):
    def convert(value, default=fallback):
        try:
            return kind(value)
        except (TypeError, ValueError):
            return default
    return convert

def _dictsort(value, case_sensitive=False, by='key', reverse=False):
    return sorted(value.items(), key=_folded(lambda p: p[0 if by == 'key' else 1], case_sensitive), reverse=reverse)

def _map(value, name=None, attribute=None):
    return [_key(attribute)(x) if attribute is not None else FILTERS[name](x) for x in value]

def _selectattr(value, attribute, test='true', *args):
    return [x for x in value if (TESTS[test](item(x, attribute), *args) if test != 'true' else item(x, attribute))]

def _rejectattr(value, attribute, test='true', *args):
    chosen = _selectattr(value, attribute, test, *args)
    return [x for x in value if x not in chosen]

def _tojson(value, indent=None):
    text = json.dumps(value, sort_keys=True, indent=indent)
    return Markup(text.replace('<', '\\\\u003c').replace('>', '\\\\u003e').replace('&', '\\\\u0026').replace("'", '\\\\u0027'))

FILTERS = {
    'upper': lambda s: str(s).upper(), 'lower': lambda s: str(s).lower(), 'title': lambda s: str(s).title(),
    'capitalize': lambda s: str(s).capitalize(), 'trim': lambda s, chars=None: str(s).strip(chars), 'e': escape, 'escape': escape,
    'safe': lambda s: Markup(s), 'default': _default, 'd': _default, 'length': len, 'count': len, 'join': _join, 'sort': _sort,
    'first': lambda s: next(iter(s), Undefined('No first item, sequence was empty.')), 'last': lambda s: list(s)[-1],
    'replace': lambda s, old, new: str(s).replace(old, new), 'round': _round, 'int': _number(int, 0), 'float': _number(float, 0.0),
    'string': str, 'list': list, 'sum': lambda s, attribute=None, start=0: sum([_key(attribute)(x) for x in s], start),
    'min': min, 'max': max, 'abs': abs, 'reverse': lambda s: s[::-1] if isinstance(s, str) else list(s)[::-1],
    'truncate': _truncate, 'tojson': _tojson, 'dictsort': _dictsort, 'map': _map, 'selectattr': _selectattr, 'rejectattr': _rejectattr,
    'items': lambda d: list(d.items()), 'unique': lambda s: list(dict.fromkeys(s)), 'wordcount': lambda s: len(s.split()),
    'format': lambda s, *args: s % args, 'center': lambda s, width=80: s.center(width), 'attr': lambda v, name: getattr(v, name),
}
TESTS = {
    'defined': lambda v: not isinstance(v, Undefined), 'undefined': lambda v: isinstance(v, Undefined), 'none': lambda v: v is None,
    'string': lambda v: isinstance(v, str), 'number': lambda v: isinstance(v, (int, float)), 'mapping': lambda v: isinstance(v, dict),
    'iterable': lambda v: hasattr(v, '__iter__'), 'sequence': lambda v: isinstance(v, (list, tuple, str)), 'odd': lambda v: v % 2 == 1,
    'even': lambda v: v % 2 == 0, 'divisibleby': lambda v, n: v % n == 0, 'equalto': lambda v, o: v == o, 'eq': lambda v, o: v == o,
    'ne': lambda v, o: v != o, 'gt': lambda v, o: v > o, 'lt': lambda v, o: v < o, 'ge': lambda v, o: v >= o, 'le': lambda v, o: v <= o,
    'in': lambda v, o: v in o, 'true': lambda v: v is True, 'false': lambda v: v is False, 'callable': callable,
}
`;

const exceptions = `
class TemplateError(Exception):
    pass

class TemplateNotFound(LookupError, TemplateError):
    def __init__(self, name, message=None):
        super().__init__(name)
        self.name = name
        self.message = message or name
    def __str__(self):
        return str(self.message)

class TemplateSyntaxError(TemplateError):
    pass

class UndefinedError(TemplateError):
    pass
TemplateNotFound.__module__ = TemplateSyntaxError.__module__ = UndefinedError.__module__ = 'jinja2.exceptions'
`;

const templating = `
import os
from jinja2 import Environment, FileSystemLoader
from flask.globals import _stack, request, session, g, _app

def _environment():
    app = _app()
    folders = [os.path.join(app.root_path, app.template_folder)] if app.template_folder else []
    made = Environment(FileSystemLoader(folders), autoescape=None)
    made.filters.update(app.jinja_env.filters)
    made.globals.update(app.jinja_env.globals)
    return app, made

def _context(app, context):
    from flask.helpers import url_for, get_flashed_messages
    found = {'config': app.config, 'url_for': url_for, 'get_flashed_messages': get_flashed_messages, 'g': g}
    if _stack.top().request is not None:
        found.update(request=request, session=session)
    for processor in app._context_processors:
        found.update(processor())
    found.update(context)
    return found

def render_template(template_name_or_list, **context):
    app, environment = _environment()
    return environment.get_template(template_name_or_list).render(_context(app, context))

def render_template_string(source, **context):
    app, environment = _environment()
    return environment.from_string(source).render(_context(app, context))
`;

/** By the name of the module. */
export const templateSources = {
  'jinja2.expressions': expressions,
  'jinja2.values': values,
  'jinja2.exceptions': exceptions,
  'flask.templating': templating,
} as const;
