export const textwrapSource = String.raw`
import re

_BLANKS = '\t\n\x0b\x0c\r '
_WORD = r'[\w!"\'&.,?]'
_LETTER = r'[^\d\W]'
_PIECES = re.compile(r'([\t\n\x0b\x0c\r ]+|(?<=' + _WORD + r')-{2,}(?=\w)|[^\t\n\x0b\x0c\r ]+?(?:-(?:(?<=' + _LETTER + r'{2}-)|(?<=' + _LETTER + r'-' + _LETTER + r'-))(?=' + _LETTER + r'-?' + _LETTER + r')|(?=[\t\n\x0b\x0c\r ]|\Z)|(?<=' + _WORD + r')(?=-{2,}\w)))')
_SIMPLE_PIECES = re.compile(r'([\t\n\x0b\x0c\r ]+)')

class TextWrapper:
    def __init__(self, width=70, initial_indent='', subsequent_indent='', expand_tabs=True, replace_whitespace=True, fix_sentence_endings=False, break_long_words=True, drop_whitespace=True, break_on_hyphens=True, tabsize=8, *, max_lines=None, placeholder=' [...]'):
        self.width, self.initial_indent, self.subsequent_indent = width, initial_indent, subsequent_indent
        self.expand_tabs, self.replace_whitespace, self.tabsize = expand_tabs, replace_whitespace, tabsize
        self.fix_sentence_endings, self.break_long_words = fix_sentence_endings, break_long_words
        self.drop_whitespace, self.break_on_hyphens = drop_whitespace, break_on_hyphens
        self.max_lines, self.placeholder = max_lines, placeholder

    def _split(self, text):
        if self.expand_tabs:
            text = text.expandtabs(self.tabsize)
        if self.replace_whitespace:
            for blank in _BLANKS:
                text = text.replace(blank, ' ')
        pieces = _PIECES if self.break_on_hyphens and '-' in text else _SIMPLE_PIECES
        return [c for c in pieces.split(text) if c]

    def _cut(self, chunks, line, length, width):
        room = 1 if width < 1 else width - length
        if not self.break_long_words:
            if not line:
                line.append(chunks.pop())
            return
        word, end = chunks[-1], room
        if self.break_on_hyphens and len(word) > room:
            hyphen = word.rfind('-', 0, room)
            if hyphen > 0 and any(c != '-' for c in word[:hyphen]):
                end = hyphen + 1
        line.append(word[:end])
        chunks[-1] = word[end:]

    def wrap(self, text):
        if self.width <= 0:
            raise ValueError(f'invalid width {self.width!r} (must be > 0)')
        chunks, lines = self._split(text), []
        chunks.reverse()
        while chunks:
            indent = self.subsequent_indent if lines else self.initial_indent
            width, line, length = self.width - len(indent), [], 0
            if self.drop_whitespace and lines and not chunks[-1].strip():
                del chunks[-1]
            while chunks and length + len(chunks[-1]) <= width:
                length += len(chunks[-1])
                line.append(chunks.pop())
            if chunks and len(chunks[-1]) > width:
                self._cut(chunks, line, length, width)
                length = sum(map(len, line))
            if self.drop_whitespace and line and not line[-1].strip():
                length -= len(line.pop())
            if not line:
                continue
            if self._fits(lines, chunks, length, width):
                lines.append(indent + ''.join(line))
            else:
                self._shorten(lines, line, length, width, indent)
                break
        return lines

    def _fits(self, lines, chunks, length, width):
        if self.max_lines is None or len(lines) + 1 < self.max_lines:
            return True
        last = not chunks or self.drop_whitespace and len(chunks) == 1 and not chunks[0].strip()
        return last and length <= width

    def _shorten(self, lines, line, length, width, indent):
        while line:
            if line[-1].strip() and length + len(self.placeholder) <= width:
                lines.append(indent + ''.join(line) + self.placeholder)
                return
            length -= len(line.pop())
        if lines and len(lines[-1].rstrip()) + len(self.placeholder) <= self.width:
            lines[-1] = lines[-1].rstrip() + self.placeholder
        else:
            lines.append(indent + self.placeholder.lstrip())

    def fill(self, text):
        return '\n'.join(self.wrap(text))

def wrap(text, width=70, **kwargs):
    return TextWrapper(width=width, **kwargs).wrap(text)

def fill(text, width=70, **kwargs):
    return TextWrapper(width=width, **kwargs).fill(text)

def shorten(text, width, **kwargs):
    return TextWrapper(width=width, max_lines=1, **kwargs).fill(' '.join(text.strip().split()))

def dedent(text):
    lines = [l if l.strip() else '' for l in text.split('\n')]
    margin = None
    for line in lines:
        if line:
            indent = line[:len(line) - len(line.lstrip())]
            if margin is None:
                margin = indent
            while not line.startswith(margin):
                margin = margin[:-1]
    return '\n'.join(l[len(margin or ''):] for l in lines)

def indent(text, prefix, predicate=None):
    return ''.join(prefix + l if (predicate(l) if predicate else l.strip()) else l for l in text.splitlines(True))
`;
