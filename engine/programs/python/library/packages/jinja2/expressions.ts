export const jinja2ExpressionsSource = String.raw`
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
