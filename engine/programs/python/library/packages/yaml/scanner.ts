export const yamlScannerSource = String.raw`
class Token:
    def __init__(self, id, start, end, value=None, style=None):
        self.id, self.start, self.end, self.value, self.style = id, start, end, value, style

class Scanner(_Scalars):
    """The tokens of a stream; each is asked for when the one before it is done with."""
    def __init__(self, text, name, shows):
        self.text = text.replace('\r\n', '\n').replace('\r', '\n') + '\0'
        self.name, self.shows = name, shows
        self.at = self.line = self.column = 0
        self.flow, self.done, self.taken = 0, False, 0
        self.tokens, self.indent, self.indents = [], -1, []
        self.simple, self.keys = True, {}

    def mark(self):
        return Mark(self.name, self.at, self.line, self.column, self.text if self.shows else None, self.at)

    def error(self, context, start, problem):
        return ScannerError(context, start, problem, self.mark())

    def peek(self, *ids):
        while self._needs_more():
            self._fetch()
        token = self.tokens[0]
        return token if not ids or token.id in ids else None

    def next(self):
        token = self.peek()
        self.taken += 1
        return self.tokens.pop(0)

    def _needs_more(self):
        if self.done:
            return False
        if not self.tokens:
            return True
        self._stale()
        return bool(self.keys) and min(k[0] for k in self.keys.values()) == self.taken

    def _forward(self, count=1):
        for c in self.text[self.at:self.at + count]:
            if c == '\n':
                self.line += 1
                self.column = 0
            else:
                self.column += 1
        self.at += count

    def _along(self, count):
        self.at += count
        self.column += count

    def _ch(self, ahead=0):
        return self.text[self.at + ahead:self.at + ahead + 1] or '\0'

    def _add(self, id, length=0, value=None):
        start = self.mark()
        self._along(length)
        self.tokens.append(Token(id, start, self.mark(), value))

    def _skip(self):
        if self.at == 0 and self._ch() == '\ufeff':
            self.at += 1
        while True:
            while self._ch() == ' ':
                self._along(1)
            if self._ch() == '#':
                self._along(self._until_break())
            if self._ch() != '\n':
                return
            self._forward()
            if not self.flow:
                self.simple = True

    def _until_break(self):
        end = self.text.find('\n', self.at)
        return (end if end >= 0 else len(self.text) - 1) - self.at

    def _stale(self):
        for level, (number, required, mark) in list(self.keys.items()):
            if mark.line != self.line or self.at - mark.index > 1024:
                if required:
                    raise self.error('while scanning a simple key', mark, "could not find expected ':'")
                del self.keys[level]

    def _save_key(self):
        if self.simple:
            self._drop_key()
            required = not self.flow and self.indent == self.column
            self.keys[self.flow] = (self.taken + len(self.tokens), required, self.mark())

    def _drop_key(self):
        key = self.keys.pop(self.flow, None)
        if key is not None and key[1]:
            raise self.error('while scanning a simple key', key[2], "could not find expected ':'")

    def _unwind(self, column):
        while not self.flow and self.indent > column:
            self.indent = self.indents.pop()
            self._add('<block end>')

    def _deeper(self, column):
        if self.indent >= column:
            return False
        self.indents.append(self.indent)
        self.indent = column
        return True

    def _separator(self, ahead=3):
        return self._ch(ahead) in _BLANK

    def _fetch(self):
        self._skip()
        self._stale()
        self._unwind(self.column)
        c = self._ch()
        if c == '\0' and self.at >= len(self.text) - 1:
            self._unwind(-1)
            self._drop_key()
            self.simple, self.done = False, True
            self._add(END)
        elif c == '%' and self.column == 0:
            self._directive()
        elif self.column == 0 and self.text.startswith(('---', '...'), self.at) and self._separator():
            self._unwind(-1)
            self._drop_key()
            self.simple = False
            self._add('<document start>' if c == '-' else '<document end>', 3)
        elif c in '[{':
            self._save_key()
            self.flow += 1
            self.simple = True
            self._add(c, 1)
        elif c in ']}':
            self._drop_key()
            self.flow -= 1
            self.simple = False
            self._add(c, 1)
        elif c == ',' and self.flow:
            self._flow_entry()
        elif c == '-' and self._separator(1):
            self._entry('-', '<block sequence start>', 'sequence entries are not allowed here')
        elif c == '?' and (self.flow or self._separator(1)):
            self._entry('?', '<block mapping start>', 'mapping keys are not allowed here')
        elif c == ':' and (self.flow or self._separator(1)):
            self._value()
        elif c in '*&':
            self._name(c)
        elif c == '!':
            self._save_key()
            self.simple = False
            self._tag()
        elif c in '|>' and not self.flow:
            self._drop_key()
            self.simple = True
            self._block_scalar(c)
        elif c in '\'"':
            self._save_key()
            self.simple = False
            self._quoted(c)
        elif c not in _BLANK + '-?:,[]{}#&*!|>\'"%@\x60' or c == '-' and not self._separator(1) or c in '?:' and not self.flow and not self._separator(1):
            self._save_key()
            self.simple = False
            self._plain()
        else:
            raise self.error('while scanning for the next token', None, f'found character {c!r} that cannot start any token')

    def _directive(self):
        self._unwind(-1)
        self._drop_key()
        self.simple = False
        start, length = self.mark(), self._until_break()
        words = self.text[self.at:self.at + length].partition('#')[0].split()
        self._along(length)
        self.tokens.append(Token('<directive>', start, self.mark(), words))

    def _flow_entry(self):
        self.simple = True
        self._drop_key()
        self._add(',', 1)

    def _entry(self, c, starts, forbidden):
        if not self.flow:
            if not self.simple:
                raise self.error(None, None, forbidden)
            if self._deeper(self.column):
                self._add(starts)
        self.simple = c == '-' or not self.flow
        self._drop_key()
        self._add(c, 1)

    def _value(self):
        key = self.keys.pop(self.flow, None)
        if key is not None:
            number, required, mark = key
            at = number - self.taken
            self.tokens.insert(at, Token('?', mark, mark))
            if not self.flow and self._deeper(mark.column):
                self.tokens.insert(at, Token('<block mapping start>', mark, mark))
            self.simple = False
        else:
            if not self.flow:
                if not self.simple:
                    raise self.error(None, None, 'mapping values are not allowed here')
                if self._deeper(self.column):
                    self._add('<block mapping start>')
            self.simple = not self.flow
            self._drop_key()
        self._add(':', 1)

    def _name(self, c):
        self._save_key()
        self.simple = False
        start, kind = self.mark(), 'alias' if c == '*' else 'anchor'
        self._along(1)
        length = 0
        while self._ch(length).isalnum() or self._ch(length) in '-_':
            length += 1
        if not length:
            raise self.error(f'while scanning an {kind}', start, f'expected alphabetic or numeric character, but found {self._ch()!r}')
        value = self.text[self.at:self.at + length]
        self._along(length)
        if self._ch() not in '\0 \t\n?:,]}%@\x60':
            raise self.error(f'while scanning an {kind}', start, f'expected alphabetic or numeric character, but found {self._ch()!r}')
        self.tokens.append(Token(f'<{kind}>', start, self.mark(), value))

    def _tag(self):
        start, length = self.mark(), 1
        if self._ch(1) == '<':
            length = self.text.find('>', self.at) + 1 - self.at
            value = ('', self.text[self.at + 2:self.at + length - 1])
        else:
            while self._ch(length) not in '\0 \t\n,[]{}':
                length += 1
            text = self.text[self.at:self.at + length]
            bang = text.rfind('!')
            value = (text[:bang + 1], text[bang + 1:]) if text != '!' else (None, '!')
        self._along(length)
        self.tokens.append(Token('<tag>', start, self.mark(), value))
`;
