export const pytestAssertingSource = String.raw`
import os
import pprint

verbose = 0

def saferepr(value, most=240):
    try:
        text = value.__name__ if type(value).__name__ == 'method' else repr(value)
    except Exception as e:
        text = f'<[{type(e).__name__}({e}) raised in repr()] {type(value).__name__} object>'
    if len(text) <= most:
        return text
    left = (most - 3) // 2
    return text[:left] + '...' + text[len(text) - (most - 3 - left):]

class _Explainer:
    def __init__(self, values):
        self.values = values

    def of(self, node):
        """The words for a part, and the lines that say where its value is from."""
        kind, slot = node[0], node[1]
        value = self.values[slot]
        if value is ...:
            return '', []
        return getattr(self, kind, self.value)(node, value)

    def value(self, node, value):
        return saferepr(value), []

    def name(self, node, value):
        shows = not hasattr(value, '__name__') and not callable(value)
        return (saferepr(value) if shows else node[2]), []

    def call(self, node, value):
        function, lines = self.of(node[2])
        parts = []
        for before, each in node[3]:
            words, more = self.of(each)
            parts.append(before + words)
            lines = lines + more
        shown = saferepr(value)
        return shown, [f"where {shown} = {function}({', '.join(parts)})"] + _deeper(lines)

    def attribute(self, node, value):
        words, lines = self.of(node[2])
        shown = saferepr(value)
        return shown, [f'where {shown} = {words}.{node[3]}'] + _deeper(lines)

    def binary(self, node, value):
        left, a = self.of(node[2])
        right, b = self.of(node[4])
        return f'({left} {node[3]} {right})', a + b

    def unary(self, node, value):
        words, lines = self.of(node[3])
        return f"{node[2]}{' ' if node[2] == 'not' else ''}{words}", lines

    def boolean(self, node, value):
        parts, lines = [], []
        for each in node[3]:
            words, more = self.of(each)
            if words:
                parts.append(words)
                lines = lines + more
        return f"({f' {node[2]} '.join(parts)})", lines

    def compare(self, node, value):
        operators, operands = node[2], node[3]
        for at, operator in enumerate(operators):
            left, a = self.of(operands[at])
            right, b = self.of(operands[at + 1])
            first, second = self.values[operands[at][1]], self.values[operands[at + 1][1]]
            last = at + 1 == len(operators) or self.values[operands[at + 2][1]] is ...
            if last:
                special = compare(operator, first, second)
                if special:
                    return '\n'.join(special), a + b
                return f'{left} {operator} {right}', a + b

def _deeper(lines):
    return ['  ' + line for line in lines]

def explain(template, values, message=None):
    words, lines = _Explainer(values).of(template)
    head, newline, rest = words.partition('\n')
    text = 'assert ' + head
    marks = [f' +  {line}' for line in lines]
    # The second of two that are equally deep is an "and".
    seen = False
    for at, line in enumerate(marks):
        if line.startswith(' +  where'):
            if seen:
                marks[at] = line.replace('+  where', '+  and  ', 1)
            seen = True
    if rest:
        text += '\n' + '\n'.join('  ' + l for l in rest.split('\n'))
    if marks:
        text += '\n' + '\n'.join(marks)
    if message is not None:
        return f'{message}\n{text}'
    return text

def compare(operator, left, right):
    """What pytest says of two values that it knows more of. None: nothing special."""
    if operator == '==':
        found = _different(left, right)
    elif operator == 'not in' and isinstance(left, str) and isinstance(right, str):
        found = _contained(left, right)
    else:
        return None
    if found is None:
        return None
    room = 80 - 15 - len(operator) - 2
    if verbose > 0:
        first, second = saferepr(left, 10000), saferepr(right, 10000)
    else:
        first = saferepr(left, room // 2)
        second = saferepr(right, room - len(first))
    head = f'{first} {operator} {second}'
    if found and found[0] != '':
        found = [''] + found
    return _shortened([head] + found)

def _shortened(lines):
    """At most eight lines and 640 characters, unless more is wanted."""
    if verbose > 1 or 'CI' in os.environ or 'BUILD_NUMBER' in os.environ or len(lines) <= 10 and sum(map(len, lines)) <= 710:
        return lines
    kept, room, cut = [], 640, False
    for line in lines[:8]:
        if len(line) > room:
            kept.append(line[:room])
            cut = True
            break
        kept.append(line)
        room -= len(line)
    hidden = len(lines) - len(kept)
    if kept[-1]:
        kept[-1] += '...'
        hidden += cut
    else:
        kept[-1] = '...'
    return kept + ['', f"...Full output truncated ({hidden} line{'' if hidden == 1 else 's'} hidden), use '-vv' to show"]

def _contained(left, right):
    at = right.find(left)
    return [f"{saferepr(left)} is contained here:", f'  {right}', f"{' ' * (at + 2)}{'+' * len(left)}"]

def _different(left, right):
    if isinstance(left, str) and isinstance(right, str):
        found = _texts(left, right)
    elif isinstance(left, (list, tuple)) and isinstance(right, (list, tuple)):
        found = _sequences(left, right)
    elif isinstance(left, (set, frozenset)) and isinstance(right, (set, frozenset)):
        found = _sets(left, right)
    elif isinstance(left, dict) and isinstance(right, dict):
        found = _dicts(left, right)
    elif type(left) is type(right) and hasattr(left, '__dataclass_fields__'):
        return _objects(left, right)
    elif isinstance(left, bytes) and isinstance(right, bytes):
        found = _sequences(left, right)
    else:
        return None
    if not isinstance(left, str) and not isinstance(left, bytes):
        found += _full(left, right)
    return found

def _texts(left, right):
    from difflib import ndiff
    if left.isspace() or right.isspace():
        left, right = repr(left), repr(right)
    lines = []
    if verbose < 1:
        start = 0
        while start < min(len(left), len(right)) and left[start] == right[start]:
            start += 1
        if start > 42:
            start -= 10
            lines.append(f'Skipping {start} identical leading characters in diff, use -v to show')
            left, right = left[start:], right[start:]
        if len(left) == len(right):
            end = 0
            while end < len(left) and left[-1 - end] == right[-1 - end]:
                end += 1
            if end > 42:
                end -= 10
                lines.append(f'Skipping {end} identical trailing characters in diff, use -v to show')
                left, right = left[:-end], right[:-end]
    return lines + [line.strip('\n') for line in ndiff(right.splitlines(True), left.splitlines(True))]

def _sequences(left, right):
    lines = []
    for at in range(min(len(left), len(right))):
        if left[at] != right[at]:
            if isinstance(left, bytes):
                lines.append(f'At index {at} diff: {left[at:at + 1]!r} != {right[at:at + 1]!r}')
            else:
                lines.append(f'At index {at} diff: {left[at]!r} != {right[at]!r}')
            break
    if isinstance(left, bytes):
        return lines
    more = len(left) - len(right)
    if more:
        side = 'Left' if more > 0 else 'Right'
        extra = saferepr((left if more > 0 else right)[min(len(left), len(right))])
        if abs(more) == 1:
            lines.append(f'{side} contains one more item: {extra}')
        else:
            lines.append(f'{side} contains {abs(more)} more items, first extra item: {extra}')
    return lines

def _sets(left, right):
    lines = []
    for side, extra in (('left', left - right), ('right', right - left)):
        if extra:
            lines.append(f'Extra items in the {side} set:')
            lines += [saferepr(each) for each in extra]
    return lines

def _dicts(left, right):
    lines = []
    same = [k for k in left if k in right and left[k] == right[k]]
    if same and verbose < 2:
        lines.append(f'Omitting {len(same)} identical items, use -vv to show')
    other = [k for k in left if k in right and left[k] != right[k]]
    if other:
        lines.append('Differing items:')
        lines += [f'{saferepr({k: left[k]})} != {saferepr({k: right[k]})}' for k in other]
    for side, extra, values in (('Left', [k for k in left if k not in right], left), ('Right', [k for k in right if k not in left], right)):
        if extra:
            lines.append(f"{side} contains {len(extra)} more item{'' if len(extra) == 1 else 's'}:")
            lines += pprint.pformat({k: values[k] for k in extra}).splitlines()
    return lines

def _objects(left, right):
    names = list(left.__dataclass_fields__)
    same = [n for n in names if getattr(left, n) == getattr(right, n)]
    other = [n for n in names if n not in same]
    lines = []
    if same and verbose < 2:
        lines.append(f'Omitting {len(same)} identical items, use -vv to show')
    if other:
        lines.append('Differing attributes:')
        lines += pprint.pformat(other).splitlines()
    for name in other:
        a, b = getattr(left, name), getattr(right, name)
        lines += ['', f'Drill down into differing attribute {name}:', f'  {name}: {a!r} != {b!r}']
    return lines

def _parts(value):
    if isinstance(value, dict):
        return [f'{k!r}: {v!r}' for k, v in sorted(value.items(), key=lambda p: str(p[0]))]
    if isinstance(value, (set, frozenset)):
        return [repr(v) for v in sorted(value, key=str)]
    return [repr(v) for v in value]

def _lines(value):
    opening, closing = ('{', '}') if isinstance(value, (dict, set, frozenset)) else ('(', ')') if isinstance(value, tuple) else ('[', ']')
    if not len(value):
        return [repr(value)]
    return [opening] + [f'    {part},' for part in _parts(value)] + [closing]

def _full(left, right):
    if verbose < 1:
        return ['Use -v to get more diff']
    from difflib import ndiff
    return ['', 'Full diff:'] + [line.rstrip() if line.startswith('?') else line for line in ndiff(_lines(right), _lines(left))]
`;
