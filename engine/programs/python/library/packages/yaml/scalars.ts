/** yaml's scalars: plain, quoted and in blocks */
export const yamlScalarsSource = String.raw`
import re
from yaml.error import Mark, ScannerError

_BREAKS = '\0\n'
_BLANK = '\0 \t\n'
_PLAIN = re.compile(r'[^\0 \t\n:#,\[\]{}?]+')
_ESCAPES = {'0': '\0', 'a': '\x07', 'b': '\x08', 't': '\t', '\t': '\t', 'n': '\n', 'v': '\x0b', 'f': '\x0c', 'r': '\r', 'e': '\x1b', ' ': ' ', '"': '"', '\\': '\\', '/': '/', 'N': '\x85', '_': '\xa0', 'L': '\u2028', 'P': '\u2029'}
_CODES = {'x': 2, 'u': 4, 'U': 8}
END = '<stream end>'

class _Scalars:
    def _plain(self):
        start, end = self.mark(), self.mark()
        parts, indent, spaces = [], self.indent + 1, ''
        while True:
            length = 0
            if self._ch() == '#':
                break
            while True:
                run = _PLAIN.match(self.text, self.at + length)
                if run is not None:
                    length = run.end() - self.at
                c = self._ch(length)
                if c in _BLANK or c == ':' and self._ch(length + 1) in _BLANK + (',[]{}' if self.flow else '') or self.flow and c in ',?[]{}':
                    break
                length += 1
            if not length:
                break
            self.simple = False
            parts += [spaces, self.text[self.at:self.at + length]]
            self._along(length)
            end = self.mark()
            spaces = self._plain_spaces()
            if not spaces or self._ch() == '#' or not self.flow and self.column < indent:
                break
        self.tokens.append(Token('<scalar>', start, end, ''.join(parts), ''))

    def _plain_spaces(self):
        length = 0
        while self._ch(length) in ' \t':
            length += 1
        blank = self.text[self.at:self.at + length]
        self._along(length)
        if self._ch() != '\n':
            return blank
        self._forward()
        self.simple = True
        return self._folded(' ')

    def _at_separator(self):
        return self.column == 0 and self.text.startswith(('---', '...'), self.at) and self._separator()

    def _folded(self, joint):
        lines = ''
        if self._at_separator():
            return ''
        while self._ch() in ' \n':
            if self._ch() == ' ':
                self._along(1)
                continue
            lines += '\n'
            self._forward()
            if self._at_separator():
                return ''
        return lines or joint

    def _quoted(self, quote):
        start, parts = self.mark(), []
        context = 'while scanning a double-quoted scalar'
        self._along(1)
        while True:
            self._quoted_text(quote, parts, context, start)
            if self._ch() == quote:
                break
            length = 0
            while self._ch(length) in ' \t':
                length += 1
            blank = self.text[self.at:self.at + length]
            self._along(length)
            if self._ch() == '\0':
                raise self.error('while scanning a quoted scalar', start, 'found unexpected end of stream')
            if self._ch() != '\n':
                parts.append(blank)
                continue
            self._forward()
            parts.append(self._quoted_breaks(start))
        self._along(1)
        self.tokens.append(Token('<scalar>', start, self.mark(), ''.join(parts), quote))

    def _quoted_breaks(self, start, joint=' '):
        lines = ''
        while True:
            if self._at_separator():
                raise self.error('while scanning a quoted scalar', start, 'found unexpected document separator')
            while self._ch() in ' \t':
                self._along(1)
            if self._ch() != '\n':
                return lines or joint
            lines += '\n'
            self._forward()

    def _quoted_text(self, quote, parts, context, start):
        while True:
            length = 0
            while self._ch(length) not in '\'"\\\0 \t\n':
                length += 1
            if length:
                parts.append(self.text[self.at:self.at + length])
                self._along(length)
            c = self._ch()
            if quote == "'" and c == "'" and self._ch(1) == "'":
                parts.append("'")
                self._along(2)
            elif c != quote and c in '\'"' or quote == "'" and c == '\\':
                parts.append(c)
                self._along(1)
            elif quote == '"' and c == '\\':
                self._along(1)
                self._escape(parts, context, start)
            else:
                return

    def _escape(self, parts, context, start):
        c = self._ch()
        if c in _ESCAPES:
            parts.append(_ESCAPES[c])
            self._along(1)
        elif c in _CODES:
            self._along(1)
            digits = self.text[self.at:self.at + _CODES[c]]
            for k, digit in enumerate(digits):
                if digit not in '0123456789ABCDEFabcdef':
                    self._along(0)
                    raise self.error(context, start, f'expected escape sequence of {_CODES[c]} hexadecimal numbers, but found {digit!r}')
            parts.append(chr(int(digits, 16)))
            self._along(_CODES[c])
        elif c == '\n':
            self._forward()
            parts.append(self._quoted_breaks(start, ''))
        else:
            raise self.error(context, start, f'found unknown escape character {c!r}')

    def _block_scalar(self, style):
        start, context = self.mark(), 'while scanning a block scalar'
        self._along(1)
        chomp, deeper = None, None
        while self._ch() in '+-0123456789':
            if self._ch() in '+-':
                chomp = self._ch() == '+'
            elif self._ch() == '0':
                raise self.error(context, start, 'expected indentation indicator in the range 1-9, but found 0')
            else:
                deeper = int(self._ch())
            self._along(1)
        if self._ch() not in _BLANK:
            raise self.error(context, start, f'expected chomping or indentation indicators, but found {self._ch()!r}')
        while self._ch() == ' ':
            self._along(1)
        if self._ch() == '#':
            self._along(self._until_break())
        if self._ch() not in _BREAKS:
            raise self.error(context, start, f'expected a comment or a line break, but found {self._ch()!r}')
        if self._ch() == '\n':
            self._forward()
        self._block_lines(style, start, chomp, deeper)

    def _block_lines(self, style, start, chomp, deeper):
        least = max(self.indent + 1, 1)
        end = self.mark()
        if deeper is None:
            breaks, widest = '', 0
            while self._ch() in ' \n':
                if self._ch() == ' ':
                    self._along(1)
                    widest = max(widest, self.column)
                else:
                    breaks += '\n'
                    self._forward()
                    end = self.mark()
            indent = max(least, widest)
        else:
            indent = least + deeper - 1
            breaks = self._block_breaks(indent)
        parts, line_break = [], ''
        while self.column == indent and self._ch() != '\0':
            parts.append(breaks)
            leading = self._ch() not in ' \t'
            length = self._until_break()
            parts.append(self.text[self.at:self.at + length])
            self._along(length)
            line_break = '\n' if self._ch() == '\n' else ''
            if line_break:
                self._forward()
            end = self.mark()
            breaks = self._block_breaks(indent)
            if self.column != indent or self._ch() == '\0':
                break
            if style == '>' and line_break == '\n' and leading and self._ch() not in ' \t':
                if not breaks:
                    parts.append(' ')
            else:
                parts.append(line_break)
        if chomp is not False:
            parts.append(line_break)
        if chomp is True:
            parts.append(breaks)
        self.tokens.append(Token('<scalar>', start, end, ''.join(parts), style))

    def _block_breaks(self, indent):
        breaks = ''
        while True:
            while self.column < indent and self._ch() == ' ':
                self._along(1)
            if self._ch() != '\n':
                return breaks
            breaks += '\n'
            self._forward()
`;
