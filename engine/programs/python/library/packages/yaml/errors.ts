export const yamlErrorsSource = String.raw`
class Mark:
    def __init__(self, name, index, line, column, buffer, pointer):
        self.name, self.index, self.line, self.column = name, index, line, column
        self.buffer, self.pointer = buffer, pointer
    def get_snippet(self, indent=4, max_length=75):
        if self.buffer is None:
            return None
        breaks, head, tail = '\0\r\n\x85\u2028\u2029', '', ''
        start = end = self.pointer
        while start > 0 and self.buffer[start - 1] not in breaks:
            start -= 1
            if self.pointer - start > max_length / 2 - 1:
                head, start = ' ... ', start + 5
                break
        while end < len(self.buffer) and self.buffer[end] not in breaks:
            end += 1
            if end - self.pointer > max_length / 2 - 1:
                tail, end = ' ... ', end - 5
                break
        text = ' ' * indent + head + self.buffer[start:end] + tail
        return text + '\n' + ' ' * (indent + self.pointer - start + len(head)) + '^'
    def __str__(self):
        snippet = self.get_snippet()
        where = f'  in "{self.name}", line {self.line + 1}, column {self.column + 1}'
        return where if snippet is None else f'{where}:\n{snippet}'

class YAMLError(Exception):
    pass

class MarkedYAMLError(YAMLError):
    def __init__(self, context=None, context_mark=None, problem=None, problem_mark=None, note=None):
        self.context, self.context_mark = context, context_mark
        self.problem, self.problem_mark, self.note = problem, problem_mark, note
    def __str__(self):
        lines, a, b = [], self.context_mark, self.problem_mark
        if self.context is not None:
            lines.append(self.context)
        if a is not None and (self.problem is None or b is None or (a.name, a.line, a.column) != (b.name, b.line, b.column)):
            lines.append(str(a))
        if self.problem is not None:
            lines.append(self.problem)
        if b is not None:
            lines.append(str(b))
        if self.note is not None:
            lines.append(self.note)
        return '\n'.join(lines)

class ScannerError(MarkedYAMLError):
    pass

class ParserError(MarkedYAMLError):
    pass

class ComposerError(MarkedYAMLError):
    pass

class ConstructorError(MarkedYAMLError):
    pass

class RepresenterError(YAMLError):
    pass

class ReaderError(YAMLError):
    pass

class Node:
    def __init__(self, tag, value, start_mark=None, end_mark=None, style=None):
        self.tag, self.value, self.start_mark, self.end_mark, self.style = tag, value, start_mark, end_mark, style
    @property
    def flow_style(self):
        return self.style

class ScalarNode(Node):
    id = 'scalar'

class SequenceNode(Node):
    id = 'sequence'

class MappingNode(Node):
    id = 'mapping'
`;
