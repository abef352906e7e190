export const yamlEmitterSource = String.raw`
from yaml.error import MappingNode, ScalarNode, SequenceNode
from yaml.resolver import resolve

_PREFIX = 'tag:yaml.org,2002:'
_ESCAPES = {'\0': '0', '\x07': 'a', '\x08': 'b', '\t': 't', '\n': 'n', '\x0b': 'v', '\x0c': 'f', '\r': 'r', '\x1b': 'e', '"': '"', '\\': '\\', '\x85': 'N', '\xa0': '_', '\u2028': 'L', '\u2029': 'P'}
_BREAKS = '\n\x85\u2028\u2029'

class _Analysis:
    """Which styles a text can be written in."""
    def __init__(self, text, unicode):
        self.multiline = any(c in _BREAKS for c in text)
        special = any(not self._printable(c, unicode) for c in text)
        self.empty = text == ''
        starts = bool(text) and (text[0] in '#,[]{}&*!|>\'"%@\x60' or text.startswith(('---', '...')))
        follows = lambda at: at + 1 >= len(text) or text[at + 1] in '\0 \t\r\n\x85\u2028\u2029'
        block = starts or bool(text) and (text[0] in '?:' and follows(0) or text[0] == '-' and follows(0))
        flow = starts or bool(text) and (text[0] in '?:' or text[0] == '-' and follows(0))
        for at, c in enumerate(text):
            if at == 0:
                continue
            if c in ',?[]{}':
                flow = True
            elif c == ':':
                flow = True
                block = block or follows(at)
            elif c == '#' and text[at - 1] in '\0 \t\r\n\x85\u2028\u2029':
                flow = block = True
        edges = bool(text) and (text[0] in ' \n' or text[-1] in ' \n')
        joined = any(a == ' ' and b in _BREAKS for a, b in zip(text, text[1:]))
        after = any(a in _BREAKS and b == ' ' for a, b in zip(text, text[1:]))
        self.plain = not (edges or joined or after or special or self.multiline)
        self.flow_plain, self.block_plain = self.plain and not flow, self.plain and not block
        self.quoted = not (joined or special or after)
        self.block = not (joined or special or text[-1:] == ' ')
        if self.empty:
            self.flow_plain, self.block_plain, self.quoted, self.block = False, True, True, False

    def _printable(self, c, unicode):
        if c == '\n' or ' ' <= c <= '~':
            return True
        wide = c == '\x85' or '\xa0' <= c <= '\ud7ff' or '\ue000' <= c <= '\ufffd' or c >= '\U00010000'
        return wide and c != '\ufeff' and bool(unicode)

class Emitter:
    def __init__(self, stream, canonical=None, indent=None, width=None, allow_unicode=None, line_break=None, encoding=None, explicit_start=None, explicit_end=None):
        self.stream, self.encoding, self.unicode = stream, encoding, allow_unicode
        self.step = indent if indent and 1 < indent < 10 else 2
        self.width = width if width and width > self.step * 2 else 80
        self.explicit_start, self.explicit_end = explicit_start, explicit_end
        self.column, self.whitespace, self.indention = 0, True, True
        self.first, self.open_ended = True, False
        self.anchors, self.seen = {}, {}

    def _write(self, text):
        self.stream.write(text.encode(self.encoding) if self.encoding else text)

    def _text(self, text):
        self._write(text)
        at = max(text.rfind(b) for b in _BREAKS)
        self.column = self.column + len(text) if at < 0 else len(text) - at - 1

    def _indicator(self, text, needs_space, whitespace=False, indention=False):
        if not self.whitespace and needs_space:
            text = ' ' + text
        self.whitespace = whitespace
        self.indention = self.indention and indention
        self._text(text)
        self.open_ended = False

    def _newline(self):
        self.whitespace = self.indention = True
        self._write('\n')
        self.column = 0

    def _indent(self, indent):
        indent = indent or 0
        if not self.indention or self.column > indent or self.column == indent and not self.whitespace:
            self._newline()
        if self.column < indent:
            self.whitespace = True
            self._text(' ' * (indent - self.column))

    def document(self, root):
        self.seen, self.anchors, self.last = {}, {}, 0
        self._count(root)
        if self.explicit_start or not self.first:
            self._indent(None)
            self._indicator('---', True)
        self.first = False
        self.done = set()
        self._node(root, None, root=True)
        self._indent(None)
        if self.explicit_end:
            self._indicator('...', True)
            self._indent(None)

    def finish(self):
        if self.open_ended:
            self._indicator('...', True)
            self._indent(None)

    def _count(self, node):
        key = id(node)
        if key in self.seen:
            if key not in self.anchors:
                self.last += 1
                self.anchors[key] = f'id{self.last:03d}'
            return
        self.seen[key] = node
        if isinstance(node, SequenceNode):
            for each in node.value:
                self._count(each)
        elif isinstance(node, MappingNode):
            for key, value in node.value:
                self._count(key)
                self._count(value)

    def _node(self, node, indent, root=False, mapping=False, simple_key=False, flow=0):
        anchor = self.anchors.get(id(node))
        if anchor is not None:
            if id(node) in self.done:
                self._indicator('*' + anchor, True)
                return
            self.done.add(id(node))
            self._indicator('&' + anchor, True)
        if isinstance(node, ScalarNode):
            self._scalar(node, indent, simple_key, flow, root)
            return
        implicit = node.tag == _PREFIX + ('seq' if isinstance(node, SequenceNode) else 'map')
        if not implicit:
            self._indicator(self._tag(node.tag), True)
        if isinstance(node, SequenceNode):
            if flow or node.style or not node.value:
                self._flow_sequence(node, self._flow_indent(indent, root), flow + 1)
            else:
                self._block_sequence(node, indent, mapping)
        elif flow or node.style or not node.value:
            self._flow_mapping(node, self._flow_indent(indent, root), flow + 1)
        else:
            self._block_mapping(node, indent)

    def _flow_indent(self, indent, root):
        return self.step if indent is None else indent + self.step

    def _tag(self, tag):
        if tag.startswith(_PREFIX):
            return '!!' + tag[len(_PREFIX):]
        return tag if tag.startswith('!') else f'!<{tag}>'

    def _flow_sequence(self, node, indent, flow):
        self._indicator('[', True, whitespace=True)
        for n, each in enumerate(node.value):
            if n:
                self._indicator(',', False)
            if self.column > self.width:
                self._indent(indent)
            self._node(each, indent, flow=flow)
        self._indicator(']', False)

    def _flow_mapping(self, node, indent, flow):
        self._indicator('{', True, whitespace=True)
        for n, (key, value) in enumerate(node.value):
            if n:
                self._indicator(',', False)
            if self.column > self.width:
                self._indent(indent)
            if self._is_simple(key):
                self._node(key, indent, simple_key=True, flow=flow)
                self._indicator(':', False)
            else:
                self._indicator('?', True)
                self._node(key, indent, flow=flow)
                self._indicator(':', True)
            self._node(value, indent, flow=flow)
        self._indicator('}', False)

    def _block_sequence(self, node, indent, mapping):
        inner = indent if mapping and not self.indention else 0 if indent is None else indent + self.step
        for each in node.value:
            self._indent(inner)
            self._indicator('-', True, indention=True)
            self._node(each, inner)

    def _block_mapping(self, node, indent):
        inner = 0 if indent is None else indent + self.step
        for key, value in node.value:
            self._indent(inner)
            if self._is_simple(key):
                self._node(key, inner, simple_key=True)
                self._indicator(':', False)
            else:
                self._indicator('?', True, indention=True)
                self._node(key, inner, mapping=True)
                self._indent(inner)
                self._indicator(':', True, indention=True)
            self._node(value, inner, mapping=True)

    def _is_simple(self, node):
        if isinstance(node, ScalarNode):
            return 0 < len(node.value) < 128 and '\n' not in node.value
        return not node.value

    def _scalar(self, node, indent, simple_key, flow, root):
        text, style = node.value, node.style
        plain_tag = resolve(text, True)
        facts = _Analysis(text, self.unicode)
        implicit = (node.tag == plain_tag, node.tag == _PREFIX + 'str')
        chosen = self._style(style, facts, implicit, simple_key, flow)
        if not (implicit[0] if chosen == '' else implicit[1]) and node.tag is not None:
            self._indicator(self._tag(node.tag), True)
        inner = self.step if indent is None else indent + self.step
        split = not simple_key
        if chosen == '"':
            self._double(text, split, inner)
        elif chosen == "'":
            self._single(text, split, inner)
        elif chosen == '>' or chosen == '|':
            self._literal(text, inner, chosen)
        else:
            if root:
                self.open_ended = True
            self._plain(text, split, inner, root)

    def _style(self, style, facts, implicit, simple_key, flow):
        if style == '"':
            return '"'
        if not style and implicit[0] and not (simple_key and (facts.empty or facts.multiline)) and (facts.flow_plain if flow else facts.block_plain):
            return ''
        if style in ('|', '>') and not flow and not simple_key and facts.block:
            return style
        if facts.quoted and not (simple_key and facts.multiline):
            return "'"
        return '"'

    def _plain(self, text, split, indent, root):
        if not text:
            return
        if not self.whitespace:
            self._text(' ')
        self.whitespace = self.indention = False
        words = text.split(' ')
        for n, word in enumerate(words):
            if n:
                single = word != '' and words[n - 1] != ''
                if split and single and self.column > self.width:
                    self._indent(indent)
                    self.whitespace = self.indention = False
                else:
                    self._text(' ')
            if word:
                self._text(word)

    def _single(self, text, split, indent):
        self._indicator("'", True)
        start, kind, end = 0, None, 0
        spaces = breaks = False
        while end <= len(text):
            c = text[end] if end < len(text) else None
            if spaces:
                if c != ' ':
                    if start + 1 == end and self.column > self.width and split and start != 0 and end != len(text):
                        self._indent(indent)
                    else:
                        self._text(text[start:end])
                    start = end
            elif breaks:
                if c is None or c not in _BREAKS:
                    if text[start] == '\n':
                        self._newline()
                    for each in text[start:end]:
                        self._newline()
                    self._indent(indent)
                    start = end
            elif c is None or c == ' ' or c in _BREAKS or c == "'":
                if start < end:
                    self._text(text[start:end])
                    start = end
            if c == "'":
                self._text("''")
                start = end + 1
            if c is not None:
                spaces, breaks = c == ' ', c in _BREAKS
            end += 1
        self._indicator("'", False)

    def _double(self, text, split, indent):
        self._indicator('"', True)
        start = end = 0
        while end <= len(text):
            c = text[end] if end < len(text) else None
            if c is None or c in '"\\\x85\u2028\u2029\ufeff' or not (' ' <= c <= '~' or self.unicode and ('\xa0' <= c <= '\ud7ff' or '\ue000' <= c <= '\ufffd')):
                if start < end:
                    self._text(text[start:end])
                    start = end
                if c is not None:
                    self._text('\\' + self._escaped(c))
                    start = end + 1
            if 0 < end < len(text) - 1 and (c == ' ' or start >= end) and self.column + (end - start) > self.width and split:
                self._text(text[start:end] + '\\')
                start = max(start, end)
                self._indent(indent)
                self.whitespace = self.indention = False
                if text[start] == ' ':
                    self._text('\\')
            end += 1
        self._indicator('"', False)

    def _escaped(self, c):
        if c in _ESCAPES:
            return _ESCAPES[c]
        code = ord(c)
        return f'x{code:02X}' if code < 256 else f'u{code:04X}' if code < 65536 else f'U{code:08X}'

    def _literal(self, text, indent, style):
        hints = ''
        if text[:1] in (' ', '\n'):
            hints += str(self.step)
        if text[-1:] != '\n':
            hints += '-'
        elif len(text) == 1 or text[-2] == '\n':
            hints += '+'
        self._indicator(style + hints, True)
        if hints[-1:] == '+':
            self.open_ended = True
        self._newline()
        lines = text.split('\n')
        ended = lines[-1] == ''
        if ended:
            lines.pop()
        for n, line in enumerate(lines):
            if line:
                self._indent(indent)
                self._text(line)
                self.whitespace = self.indention = False
            if n < len(lines) - 1:
                self._newline()
                if style == '>' and line and lines[n + 1] and line[0] != ' ' and lines[n + 1][0] != ' ':
                    self._newline()
        self.whitespace = self.indention = False
`;
