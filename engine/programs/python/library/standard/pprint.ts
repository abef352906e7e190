export const pprintSource = String.raw`
import re as _re

class PrettyPrinter:
    def __init__(self, indent=1, width=80, depth=None, stream=None, *, compact=False, sort_dicts=True, underscore_numbers=False):
        self._indent, self._width, self._depth, self._stream = indent, width, depth, stream
        self._compact, self._sort = compact, sort_dicts

    def pprint(self, object):
        print(self.pformat(object), file=self._stream)

    def pformat(self, object):
        return self._shown(object, 0, 0, 0)

    def _keys(self, value):
        items = list(value.items())
        if self._sort:
            try:
                items.sort(key=lambda each: each[0])
            except TypeError:
                items.sort(key=lambda each: (str(type(each[0])), str(each[0])))
        return items

    def _plain(self, value, level):
        if isinstance(value, (dict, list, tuple)) and self._depth is not None and level >= self._depth and value:
            return {dict: '{...}', list: '[...]', tuple: '(...)'}.get(type(value), '...')
        if type(value) is dict:
            return '{' + ', '.join(f'{self._plain(k, level + 1)}: {self._plain(v, level + 1)}' for k, v in self._keys(value)) + '}'
        if type(value) is list:
            return '[' + ', '.join(self._plain(v, level + 1) for v in value) + ']'
        if type(value) is tuple:
            return '(' + ', '.join(self._plain(v, level + 1) for v in value) + (',)' if len(value) == 1 else ')')
        return repr(value)

    def _shown(self, value, at, allowance, level):
        text = self._plain(value, level)
        if len(text) <= self._width - at - allowance or self._depth is not None and level >= self._depth:
            return text
        kind = type(value)
        inner = at + self._indent
        pad = ' ' * (self._indent - 1)
        if kind is dict and value:
            items = self._keys(value)
            lines = []
            for index, (k, v) in enumerate(items):
                key = self._plain(k, level + 1)
                last = index == len(items) - 1
                lines.append(f'{key}: ' + self._shown(v, inner + len(key) + 2, allowance + 1 if last else 1, level + 1))
            return '{' + pad + (',\n' + ' ' * inner).join(lines) + '}'
        if kind in (list, tuple, set, frozenset) and value:
            if kind in (set, frozenset):
                value = sorted(value)
            opening, closing = {list: ('[', ']'), tuple: ('(', ')'), set: ('{', '}'), frozenset: ('frozenset({', '})')}[kind]
            inner = at + len(opening) - 1 + self._indent
            end = ',)' if kind is tuple and len(value) == 1 else closing
            if self._compact:
                return opening + pad + self._packed(list(value), inner, allowance + len(end), level) + end
            lines = [self._shown(v, inner, allowance + len(end) if i == len(value) - 1 else 1, level + 1) for i, v in enumerate(value)]
            return opening + pad + (',\n' + ' ' * inner).join(lines) + end
        if kind is str and value:
            return self._text(value, at, allowance, level)
        return text

    def _packed(self, values, inner, allowance, level):
        made, line = '', ''
        room = self._width - inner
        for index, v in enumerate(values):
            text = self._plain(v, level + 1)
            last = index == len(values) - 1
            more = len(text) + (allowance if last else 1)
            if line and len(line) + 2 + more > room:
                made += line + ',\n' + ' ' * inner
                line = text
            else:
                line += (', ' if line else '') + text
        return made + line

    def _text(self, value, at, allowance, level):
        if level == 0:
            at += 1
            allowance += 1
        chunks = []
        lines = value.splitlines(True)
        for i, line in enumerate(lines):
            room = self._width - at - (allowance if i == len(lines) - 1 else 0)
            if len(repr(line)) <= room:
                chunks.append(repr(line))
                continue
            parts = _re.findall(r'\S*\s*', line)
            parts.pop()
            current = ''
            for j, part in enumerate(parts):
                most = self._width - at
                if j == len(parts) - 1 and i == len(lines) - 1:
                    most -= allowance
                if len(repr(current + part)) > most:
                    if current:
                        chunks.append(repr(current))
                    current = part
                else:
                    current += part
            if current:
                chunks.append(repr(current))
        if len(chunks) == 1:
            return chunks[0]
        made = ('\n' + ' ' * at).join(chunks)
        return f'({made})' if level == 0 else made

def pprint(object, stream=None, indent=1, width=80, depth=None, *, compact=False, sort_dicts=True, underscore_numbers=False):
    PrettyPrinter(indent, width, depth, stream, compact=compact, sort_dicts=sort_dicts).pprint(object)

def pformat(object, indent=1, width=80, depth=None, *, compact=False, sort_dicts=True, underscore_numbers=False):
    return PrettyPrinter(indent, width, depth, compact=compact, sort_dicts=sort_dicts).pformat(object)

def pp(object, *args, sort_dicts=False, **kwargs):
    pprint(object, *args, sort_dicts=sort_dicts, **kwargs)

def isreadable(object):
    return True

saferepr = repr
`;
