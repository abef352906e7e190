export const clickFormattingSource = String.raw`
import textwrap
from contextlib import contextmanager

def _visible(text):
    import re
    return len(re.sub(r'\033\[[;?0-9]*[a-zA-Z]', '', text))

def wrap_text(text, width=78, initial_indent='', subsequent_indent='', preserve_paragraphs=False):
    text = text.expandtabs()
    fill = lambda t, first, rest: textwrap.fill(t, width, initial_indent=first, subsequent_indent=rest)
    if not preserve_paragraphs:
        return fill(text, initial_indent, subsequent_indent)
    paragraphs, lines, indent, raw = [], [], None, False
    def flush():
        if not lines:
            return
        if lines[0].strip() == '\b':
            paragraphs.append((indent or 0, True, '\n'.join(lines[1:])))
        else:
            paragraphs.append((indent or 0, False, ' '.join(lines)))
        del lines[:]
    for line in text.splitlines():
        if not line:
            flush()
            indent = None
        else:
            if indent is None:
                kept = _visible(line)
                line = line.lstrip()
                indent = kept - _visible(line)
            lines.append(line)
    flush()
    shown = []
    for indent, raw, part in paragraphs:
        more = ' ' * indent
        if raw:
            shown.append(textwrap.indent(part, initial_indent + more))
        else:
            shown.append(fill(part, initial_indent + more, subsequent_indent + more))
    return '\n\n'.join(shown)

class HelpFormatter:
    def __init__(self, indent_increment=2, width=None, max_width=None):
        import shutil
        self.indent_increment = indent_increment
        self.width = width or max(min(shutil.get_terminal_size().columns, max_width or 80) - 2, 50)
        self.current_indent = 0
        self.buffer = []
    def write(self, text):
        self.buffer.append(text)
    def write_usage(self, prog, args='', prefix=None):
        head = f"{(prefix or 'Usage: '):>{self.current_indent}}{prog} "
        room = self.width - self.current_indent
        if room >= _visible(head) + 20:
            self.write(wrap_text(args, room, initial_indent=head, subsequent_indent=' ' * _visible(head)))
        else:
            indent = ' ' * (max(self.current_indent, _visible(prefix or 'Usage: ')) + 4)
            self.write(head + '\n' + wrap_text(args, room, initial_indent=indent, subsequent_indent=indent))
        self.write('\n')
    def write_heading(self, heading):
        self.write(f"{'':>{self.current_indent}}{heading}:\n")
    def write_paragraph(self):
        if self.buffer:
            self.write('\n')
    def write_text(self, text):
        indent = ' ' * self.current_indent
        self.write(wrap_text(text, self.width, indent, indent, preserve_paragraphs=True))
        self.write('\n')
    def write_dl(self, rows, col_max=30, col_spacing=2):
        rows = list(rows)
        widest = max(_visible(first) for first, _ in rows)
        column = min(widest, col_max) + col_spacing
        for first, second in rows:
            self.write(f"{'':>{self.current_indent}}{first}")
            if not second:
                self.write('\n')
                continue
            if _visible(first) <= column - col_spacing:
                self.write(' ' * (column - _visible(first)))
            else:
                self.write('\n' + ' ' * (column + self.current_indent))
            lines = wrap_text(second, max(self.width - column - 2, 10), preserve_paragraphs=True).splitlines()
            if lines:
                self.write(f'{lines[0]}\n')
                for line in lines[1:]:
                    self.write(f"{'':>{column + self.current_indent}}{line}\n")
            else:
                self.write('\n')
    @contextmanager
    def section(self, name):
        self.write_paragraph()
        self.write_heading(name)
        self.indent()
        try:
            yield
        finally:
            self.dedent()
    @contextmanager
    def indentation(self):
        self.indent()
        try:
            yield
        finally:
            self.dedent()
    def indent(self):
        self.current_indent += self.indent_increment
    def dedent(self):
        self.current_indent -= self.indent_increment
    def getvalue(self):
        return ''.join(self.buffer)

def make_default_short_help(text, max_length=45):
    end = text.find('\n\n')
    if end != -1:
        text = text[:end]
    words = text.split()
    if not words:
        return ''
    if words[0] == '\b':
        words = words[1:]
    total, last = 0, len(words) - 1
    for i, word in enumerate(words):
        total += len(word) + (i > 0)
        if total > max_length:
            break
        if word[-1] == '.':
            return ' '.join(words[:i + 1])
        if total == max_length and i != last:
            break
    else:
        return ' '.join(words)
    total += 3
    while i > 0:
        total -= len(words[i]) + (i > 0)
        if total <= max_length:
            break
        i -= 1
    return ' '.join(words[:i]) + '...'
`;
