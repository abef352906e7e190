/** What Flask's render_template shows. */
export const jinja2Parser = String.raw`
import os
import re
from jinja2.exceptions import TemplateError, TemplateNotFound, TemplateSyntaxError, UndefinedError
from jinja2.values import FILTERS, TESTS, Loop, Undefined, attribute, item, escaped
from jinja2.expressions import Reader

_TAG = r'\{\{-?|\{%-?|\{#-?'
_ENDS = {'{{': '}}', '{%': '%}', '{#': '#}'}

def _pieces(source):
    if source.endswith('\n'):
        source = source[:-1]
    found, at, strip = [], 0, False
    while at < len(source):
        m = re.search(_TAG, source[at:])
        text = source[at:at + m.start()] if m else source[at:]
        if strip:
            text = text.lstrip()
        if m is None:
            found.append(('text', text))
            break
        if m.group(0).endswith('-'):
            text = text.rstrip()
        found.append(('text', text))
        opening = m.group(0)[:2]
        start = at + m.end()
        end = source.find(_ENDS[opening], start)
        if end < 0:
            raise TemplateSyntaxError('Missing end of comment tag' if opening == '{#' else f"unexpected end of template, expected 'end of {'print statement' if opening == '{{' else 'statement block'}'.")
        body = source[start:end]
        strip = body.endswith('-')
        at = end + 2
        if opening != '{#':
            found.append((opening, body.removesuffix('-').strip()))
        if opening == '{%' and body.strip(' -') == 'raw':
            m = re.search(r'\{%-?\s*endraw\s*-?%\}', source[at:])
            if m is None:
                raise TemplateSyntaxError('Missing end of raw directive')
            found[-1] = ('text', source[at:at + m.start()])
            at += m.end()
    return found

class _Parser:
    def __init__(self, source):
        self.pieces = _pieces(source)
        self.at = 0
        self.blocks = {}
        self.parent = None
        self.open = []

    def body(self, *ends):
        nodes = []
        while self.at < len(self.pieces):
            kind, text = self.pieces[self.at]
            self.at += 1
            if kind == 'text':
                nodes.append(('text', text))
            elif kind == '{{':
                nodes.append(('show', Reader(text).whole()))
            else:
                word, _, rest = text.partition(' ')
                if word in ends:
                    return nodes, word, rest.strip()
                make = getattr(self, 'tag_' + word, None)
                if make is None:
                    raise TemplateSyntaxError(self.unknown(word, ends))
                self.open.append(word)
                node = make(rest.strip())
                self.open.pop()
                if node is not None:
                    nodes.append(node)
        if ends:
            raise TemplateSyntaxError('Unexpected end of template. ' + self.wanted(ends))
        return nodes, None, ''

    def wanted(self, ends):
        return f"Jinja was looking for the following tags: {' or '.join(map(repr, ends))}. The innermost block that needs to be closed is {self.open[-1]!r}."

    def unknown(self, word, ends):
        return f'Encountered unknown tag {word!r}.' + (' ' + self.wanted(ends) if ends else '')

    def tag_if(self, rest):
        arms = []
        test, ends = Reader(rest).whole(), ('elif', 'else', 'endif')
        while True:
            nodes, word, more = self.body(*ends)
            arms.append((test, nodes))
            if word == 'endif':
                return 'if', arms
            test = Reader(more).whole() if word == 'elif' else ('value', True)
            ends = ends if word == 'elif' else ('endif',)

    def tag_for(self, rest):
        reader = Reader(rest)
        names = reader.names()
        reader.expect('in')
        items = reader.or_()
        only = reader.expression() if reader.take('if') else None
        reader.done()
        nodes, word, _ = self.body('endfor', 'else')
        other = self.body('endfor')[0] if word == 'else' else []
        return 'for', names, items, only, nodes, other

    def tag_set(self, rest):
        reader = Reader(rest)
        names = reader.names()
        if not reader.take('='):
            return 'capture', names, self.body('endset')[0]
        value = reader.expression(True)
        reader.done()
        return 'set', names, value

    def tag_block(self, rest):
        name = rest.split()[0]
        if name in self.blocks:
            raise TemplateSyntaxError(f'block {name!r} defined twice')
        self.blocks[name] = []
        self.blocks[name] = self.body('endblock')[0]
        return 'block', name

    def tag_extends(self, rest):
        self.parent = Reader(rest).whole()

    def tag_include(self, rest):
        quiet = rest.endswith('ignore missing')
        return 'include', Reader(rest.removesuffix('ignore missing').removesuffix('with context')).whole(), quiet

    def tag_with(self, rest):
        reader = Reader(rest)
        pairs = reader.pairs()
        return 'with', pairs, self.body('endwith')[0]

    def tag_macro(self, rest):
        reader = Reader(rest)
        name, parameters = reader.signature()
        return 'macro', name, parameters, self.body('endmacro')[0]
`;
