export const yamlParserSource = String.raw`
from yaml.error import ComposerError, MappingNode, ParserError, ScalarNode, SequenceNode
from yaml.resolver import resolve
from yaml.scanner import END, Scanner

_PREFIX = 'tag:yaml.org,2002:'
_STARTS = ('<alias>', '<anchor>', '<tag>', '<scalar>', '[', '{', '<block sequence start>', '<block mapping start>')

class Parser:
    """Nodes of one document after the other."""
    def __init__(self, text, name, shows):
        self.tokens = Scanner(text, name, shows)
        self.anchors, self.handles, self.started = {}, {}, None

    def documents(self):
        tokens = self.tokens
        while True:
            while tokens.peek('<document end>'):
                tokens.next()
            if tokens.peek(END):
                return
            self.handles, self.anchors = {'!': '!', '!!': _PREFIX}, {}
            explicit, self.started = False, tokens.peek().start
            while tokens.peek('<directive>'):
                words = tokens.next().value
                explicit = True
                if words[0] == '%TAG' and len(words) == 3:
                    self.handles[words[1]] = words[2]
            if tokens.peek('<document start>'):
                start = tokens.next()
                explicit = True
                if tokens.peek('<directive>', '<document start>', '<document end>', END):
                    yield self._empty(start.end)
                    continue
            elif explicit:
                token = tokens.peek()
                raise ParserError(None, None, f"expected '<document start>', but found {token.id!r}", token.start)
            yield self._node(block=True)
            token = tokens.peek()
            if token.id not in (END, '<document end>', '<document start>', '<directive>'):
                raise ParserError(None, None, f"expected '<document start>', but found {token.id!r}", token.start)

    def _empty(self, mark):
        return ScalarNode(_PREFIX + 'null', '', mark, mark, '')

    def _properties(self):
        anchor = tag = first = None
        while True:
            token = self.tokens.peek()
            if token.id == '<anchor>' and anchor is None:
                anchor = token
            elif token.id == '<tag>' and tag is None:
                tag = token
            else:
                return anchor, tag, first or token
            first = first or token
            self.tokens.next()

    def _tag(self, token):
        if token is None:
            return None
        handle, suffix = token.value
        if handle is None or handle == '':
            return suffix
        if handle not in self.handles:
            raise ParserError('while parsing a node', token.start, f'found undefined tag handle {handle!r}', token.start)
        return self.handles[handle] + suffix

    def _node(self, block=False, indentless=False):
        tokens = self.tokens
        if tokens.peek('<alias>'):
            token = tokens.next()
            if token.value not in self.anchors:
                raise ComposerError(None, None, f'found undefined alias {token.value!r}', token.start)
            return self.anchors[token.value]
        anchor, tag_token, first = self._properties()
        tag, start, token = self._tag(tag_token), first.start, tokens.peek()
        if token.id == '<scalar>':
            tokens.next()
            node = ScalarNode(tag if tag not in (None, '!') else resolve(token.value, token.style == '' and tag is None), token.value, start, token.end, token.style)
            return self._anchored(anchor, node)
        if token.id == '[' or token.id == '<block sequence start>' and block or token.id == '-' and indentless:
            node = self._anchored(anchor, SequenceNode(tag if tag not in (None, '!') else _PREFIX + 'seq', [], start, None, token.id == '['))
            fill = self._flow_sequence if token.id == '[' else self._block_sequence if token.id != '-' else self._indentless
        elif token.id == '{' or token.id == '<block mapping start>' and block:
            node = self._anchored(anchor, MappingNode(tag if tag not in (None, '!') else _PREFIX + 'map', [], start, None, token.id == '{'))
            fill = self._flow_mapping if token.id == '{' else self._block_mapping
        elif anchor is not None or tag_token is not None:
            return self._anchored(anchor, ScalarNode(tag if tag not in (None, '!') else _PREFIX + ('null' if tag is None else 'str'), '', start, start, ''))
        else:
            kind = 'block' if block else 'flow'
            raise ParserError(f'while parsing a {kind} node', start, f'expected the node content, but found {token.id!r}', token.start)
        fill(node)
        return node

    def _anchored(self, anchor, node):
        if anchor is not None:
            self.anchors[anchor.value] = node
        return node

    def _end(self, node, token):
        node.end_mark = token.end

    def _block_sequence(self, node):
        tokens = self.tokens
        start = tokens.next().start
        while tokens.peek('-'):
            dash = tokens.next()
            node.value.append(self._empty(dash.end) if tokens.peek('-', '<block end>') else self._node(block=True))
        token = tokens.peek()
        if token.id != '<block end>':
            raise ParserError('while parsing a block collection', start, f'expected <block end>, but found {token.id!r}', token.start)
        self._end(node, tokens.next())

    def _indentless(self, node):
        tokens = self.tokens
        while tokens.peek('-'):
            dash = tokens.next()
            empty = tokens.peek('-', '?', ':', '<block end>')
            node.value.append(self._empty(dash.end) if empty else self._node(block=True))
        self._end(node, tokens.peek())

    def _block_mapping(self, node):
        tokens = self.tokens
        start = tokens.next().start
        while True:
            token = tokens.peek()
            if token.id == '?':
                tokens.next()
                key = self._empty(token.end) if tokens.peek('?', ':', '<block end>') else self._node(block=True, indentless=True)
            elif token.id == ':':
                key = self._empty(token.start)
            else:
                break
            value = self._empty(token.end)
            if tokens.peek(':'):
                colon = tokens.next()
                value = self._empty(colon.end) if tokens.peek('?', ':', '<block end>') else self._node(block=True, indentless=True)
            node.value.append((key, value))
        if token.id != '<block end>':
            raise ParserError('while parsing a block mapping', start, f'expected <block end>, but found {token.id!r}', token.start)
        self._end(node, tokens.next())

    def _comma(self, first, start, kind, end):
        if first:
            return
        token = self.tokens.peek()
        if token.id != ',':
            raise ParserError(f'while parsing a flow {kind}', start, f"expected ',' or '{end}', but got {token.id!r}", token.start)
        self.tokens.next()

    def _flow_pair(self):
        tokens = self.tokens
        token = tokens.next()
        key = self._empty(token.end) if tokens.peek(':', ',', '}', ']') else self._node()
        return key, self._flow_value(token.end)

    def _flow_value(self, mark):
        tokens = self.tokens
        if not tokens.peek(':'):
            return self._empty(mark)
        colon = tokens.next()
        return self._empty(colon.end) if tokens.peek(',', '}', ']') else self._node()

    def _flow_sequence(self, node):
        tokens = self.tokens
        start, first = tokens.next().start, True
        while not tokens.peek(']'):
            self._comma(first, start, 'sequence', ']')
            first = False
            if tokens.peek('?'):
                at = tokens.peek().start
                node.value.append(MappingNode(_PREFIX + 'map', [self._flow_pair()], at, at, True))
            elif not tokens.peek(']'):
                node.value.append(self._node())
        self._end(node, tokens.next())

    def _flow_mapping(self, node):
        tokens = self.tokens
        start, first = tokens.next().start, True
        while not tokens.peek('}'):
            self._comma(first, start, 'mapping', '}')
            first = False
            if tokens.peek('?'):
                node.value.append(self._flow_pair())
            elif tokens.peek(':'):
                mark = tokens.peek().start
                node.value.append((self._empty(mark), self._flow_value(mark)))
            elif not tokens.peek('}'):
                key = self._node()
                node.value.append((key, self._empty(key.end_mark)))
        self._end(node, tokens.next())
`;
export const yamlResolverSource = String.raw`
import re

_PREFIX = 'tag:yaml.org,2002:'
_KINDS = [
    ('bool', 'yYnNtTfFoO', re.compile(r'(?:yes|Yes|YES|no|No|NO|true|True|TRUE|false|False|FALSE|on|On|ON|off|Off|OFF)\Z')),
    ('float', '-+0123456789.', re.compile(r'(?:[-+]?(?:[0-9][0-9_]*)\.[0-9_]*(?:[eE][-+][0-9]+)?|\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]*|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))\Z')),
    ('int', '-+0123456789', re.compile(r'(?:[-+]?0b[0-1_]+|[-+]?0[0-7_]+|[-+]?(?:0|[1-9][0-9_]*)|[-+]?0x[0-9a-fA-F_]+|[-+]?[1-9][0-9_]*(?::[0-5]?[0-9])+)\Z')),
    ('merge', '<', re.compile(r'<<\Z')),
    ('null', '~nN', re.compile(r'(?:~|null|Null|NULL)\Z')),
    ('timestamp', '0123456789', re.compile(r'(?:\d{4}-\d\d-\d\d|\d{4}-\d\d?-\d\d?(?:[Tt]|[ \t]+)\d\d?:\d\d:\d\d(?:\.\d*)?(?:[ \t]*(?:Z|[-+]\d\d?(?::\d\d)?))?)\Z')),
    ('value', '=', re.compile(r'=\Z')),
]

def resolve(text, plain):
    if plain:
        if text == '':
            return _PREFIX + 'null'
        for name, starts, pattern in _KINDS:
            if text[0] in starts and pattern.match(text):
                return _PREFIX + name
    return _PREFIX + 'str'
`;
