export const jinja2Rendering = `
class Template:
    def __init__(self, environment, source, name=None):
        parser = _Parser(source)
        self.environment, self.name = environment, name
        self.nodes = parser.body()[0]
        self.blocks, self.parent = parser.blocks, parser.parent
        self.escapes = environment.autoescape if isinstance(environment.autoescape, bool) else name is None or name.endswith(('.html', '.htm', '.xml', '.xhtml', '.svg'))

    def render(self, *args, **context):
        names = {**self.environment.globals, **(args[0] if args else {}), **context}
        return _Rendering(self, names).whole()

class _Rendering:
    def __init__(self, template, names):
        self.environment, self.escapes = template.environment, template.escapes
        self.scopes = [names]
        self.chains = {}
        self.template = template

    def whole(self):
        template = self.template
        while True:
            for name, nodes in template.blocks.items():
                self.chains.setdefault(name, []).append(nodes)
            if template.parent is None:
                return self.nodes(template.nodes)
            for node in template.nodes:
                if node[0] in ('set', 'macro'):
                    self.node(node)
            template = self.environment.get_template(self.value(template.parent))

    def nodes(self, nodes):
        return ''.join([self.node(n) for n in nodes])

    def node(self, node):
        return getattr(self, 'do_' + node[0])(*node[1:]) or ''

    def inner(self, names, nodes):
        self.scopes.append(names)
        try:
            return self.nodes(nodes)
        finally:
            self.scopes.pop()

    def look(self, name):
        for scope in reversed(self.scopes):
            if name in scope:
                return scope[name]
        return Undefined(name=name)

    def do_text(self, text):
        return text

    def do_show(self, expression):
        value = self.value(expression)
        return escaped(value) if self.escapes else str(value)

    def do_if(self, arms):
        for test, nodes in arms:
            if self.value(test):
                return self.nodes(nodes)

    def assigned(self, names, value):
        return {names[0]: value} if len(names) == 1 else dict(zip(names, value))

    def do_for(self, names, items, only, nodes, other):
        found = list(self.value(items))
        if only is not None:
            kept = []
            for each in found:
                self.scopes.append(self.assigned(names, each))
                if self.value(only):
                    kept.append(each)
                self.scopes.pop()
            found = kept
        if not found:
            return self.nodes(other)
        return ''.join([self.inner({**self.assigned(names, each), 'loop': Loop(found, n)}, nodes) for n, each in enumerate(found)])

    def do_set(self, names, value):
        self.scopes[-1].update(self.assigned(names, self.value(value)))

    def do_capture(self, names, nodes):
        from markupsafe import Markup
        self.scopes[-1][names[0]] = Markup(self.inner({}, nodes))

    def do_with(self, pairs, nodes):
        return self.inner({name: self.value(value) for name, value in pairs}, nodes)

    def do_block(self, name, depth=0):
        from markupsafe import Markup
        chain = self.chains[name]
        def above():
            if depth + 1 >= len(chain):
                raise UndefinedError(f'there is no parent block called {name!r}.')
            return Markup(self.do_block(name, depth + 1))
        return self.inner({'super': above}, chain[depth])

    def do_include(self, expression, quiet):
        try:
            template = self.environment.get_template(self.value(expression))
        except TemplateNotFound:
            if quiet:
                return ''
            raise
        names = {}
        for scope in self.scopes:
            names.update(scope)
        return _Rendering(template, names).whole()

    def do_macro(self, name, parameters, nodes):
        from markupsafe import Markup
        def call(*args, **kwargs):
            given = {k: self.value(v) if v is not None else Undefined(name=k) for k, v in parameters}
            given.update(zip([k for k, v in parameters], args))
            given.update(kwargs)
            return Markup(self.inner(given, nodes))
        self.scopes[-1][name] = call

    def value(self, node):
        kind = node[0]
        if kind == 'value':
            return node[1]
        if kind == 'name':
            return self.look(node[1])
        return getattr(self, 'of_' + kind)(*node[1:])

    def of_attribute(self, object, name):
        return attribute(self.value(object), name)

    def of_item(self, object, key):
        return item(self.value(object), self.value(key))

    def of_slice(self, object, start, stop, step):
        return self.value(object)[slice(*[None if x is None else self.value(x) for x in (start, stop, step)])]

    def of_call(self, function, args, kwargs):
        return self.value(function)(*[self.value(a) for a in args], **{k: self.value(v) for k, v in kwargs})

    def of_filter(self, object, name, args, kwargs):
        own = self.environment.filters.get(name) or FILTERS.get(name)
        if own is None:
            raise TemplateSyntaxError(f'No filter named {name!r}.')
        return own(self.value(object), *[self.value(a) for a in args], **{k: self.value(v) for k, v in kwargs})

    def of_test(self, object, name, args):
        if name not in TESTS:
            raise TemplateSyntaxError(f'No test named {name!r}.')
        return TESTS[name](self.value(object), *[self.value(a) for a in args])

    def of_list(self, items):
        return [self.value(i) for i in items]

    def of_tuple(self, items):
        return tuple([self.value(i) for i in items])

    def of_dict(self, pairs):
        return {self.value(k): self.value(v) for k, v in pairs}

    def of_cond(self, test, yes, no):
        return self.value(yes) if self.value(test) else self.value(no)

    def of_and(self, a, b):
        return self.value(a) and self.value(b)

    def of_or(self, a, b):
        return self.value(a) or self.value(b)

    def of_not(self, a):
        return not self.value(a)

    def of_neg(self, a):
        return -self.value(a)

    def of_binary(self, sign, a, b):
        from jinja2.expressions import BINARY
        return BINARY[sign](self.value(a), self.value(b))

class FileSystemLoader:
    def __init__(self, searchpath, **kwargs):
        self.folders = [searchpath] if isinstance(searchpath, str) else [os.fspath(p) for p in searchpath]
    def source(self, name):
        for folder in self.folders:
            path = os.path.join(folder, name)
            if '..' not in name.split('/') and os.path.isfile(path):
                with open(path) as f:
                    return f.read()
        raise TemplateNotFound(name)

class Environment:
    def __init__(self, loader=None, autoescape=False, **kwargs):
        self.loader, self.autoescape = loader, autoescape
        self.filters, self.globals = {}, {'range': range, 'dict': dict}
    def get_template(self, name):
        return Template(self, self.loader.source(name), name)
    def from_string(self, source):
        return Template(self, source)

__version__ = "3.1.6"
`;
