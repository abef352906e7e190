export const textwrapSource = String.raw`
def _lines(text, width, first, rest):
    lines, line = [], ''
    for word in text.split():
        while True:
            room = width - len(rest if lines else first)
            if not line and len(word) > room:
                lines.append((rest if lines else first) + word[:room])
                word = word[room:]
                continue
            break
        if line and len(line) + 1 + len(word) > room:
            lines.append((rest if lines else first) + line)
            line = word
        else:
            line = line + ' ' + word if line and word else line or word
    if line:
        lines.append((rest if lines else first) + line)
    return lines

def wrap(text, width=70, *, initial_indent='', subsequent_indent='', **kwargs):
    if width <= 0:
        raise ValueError(f'invalid width {width!r} (must be > 0)')
    return _lines(text, width, initial_indent, subsequent_indent)

def fill(text, width=70, **kwargs):
    return '\n'.join(wrap(text, width, **kwargs))

def shorten(text, width, *, placeholder=' [...]', **kwargs):
    text = ' '.join(text.split())
    if len(text) <= width:
        return text
    words = text.split()
    while words and len(' '.join(words) + placeholder) > width:
        words.pop()
    return ' '.join(words) + placeholder if words else placeholder.strip()

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
