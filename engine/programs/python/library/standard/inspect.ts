/** What functions, classes and coroutines are made of. */
export const inspectSource = String.raw`
import types

_KINDS = {'positional only': 0, 'normal': 1, 'rest': 2, 'keyword only': 3, 'keywords': 4}

class _Kind(int):
    names = ('POSITIONAL_ONLY', 'POSITIONAL_OR_KEYWORD', 'VAR_POSITIONAL', 'KEYWORD_ONLY', 'VAR_KEYWORD')
    @property
    def name(self):
        return self.names[int(self)]
    @property
    def description(self):
        return ('positional-only', 'positional or keyword', 'variadic positional', 'keyword-only', 'variadic keyword')[int(self)]
    def __str__(self):
        return self.name
    def __repr__(self):
        return f'<_ParameterKind.{self.name}: {int(self)}>'

class _empty:
    pass

class Parameter:
    empty = _empty
    POSITIONAL_ONLY, POSITIONAL_OR_KEYWORD, VAR_POSITIONAL, KEYWORD_ONLY, VAR_KEYWORD = (_Kind(n) for n in range(5))

    def __init__(self, name, kind, *, default=_empty, annotation=_empty):
        self.name, self.kind, self.default, self.annotation = name, _Kind(kind), default, annotation

    def __str__(self):
        text = ('', '', '*', '', '**')[self.kind] + self.name
        if self.annotation is not _empty:
            text += ': ' + formatannotation(self.annotation)
        if self.default is not _empty:
            text += (' = ' if self.annotation is not _empty else '=') + repr(self.default)
        return text

    def __repr__(self):
        return f'<Parameter "{self}">'

def formatannotation(annotation):
    if isinstance(annotation, type):
        return annotation.__qualname__ if annotation.__module__ == 'builtins' else f'{annotation.__module__}.{annotation.__qualname__}'
    return repr(annotation)

class BoundArguments:
    def __init__(self, signature, arguments):
        self.signature, self.arguments = signature, arguments

    def apply_defaults(self):
        filled = {}
        for name, p in self.signature.parameters.items():
            if name in self.arguments:
                filled[name] = self.arguments[name]
            elif p.default is not _empty:
                filled[name] = p.default
            elif p.kind == 2:
                filled[name] = ()
            elif p.kind == 4:
                filled[name] = {}
        self.arguments = filled

    @property
    def args(self):
        found = []
        for name, p in self.signature.parameters.items():
            if name in self.arguments and p.kind in (0, 1):
                found.append(self.arguments[name])
            elif name in self.arguments and p.kind == 2:
                found.extend(self.arguments[name])
        return tuple(found)

    @property
    def kwargs(self):
        found = {}
        for name, p in self.signature.parameters.items():
            if name in self.arguments and p.kind == 3:
                found[name] = self.arguments[name]
            elif name in self.arguments and p.kind == 4:
                found.update(self.arguments[name])
        return found

class Signature:
    empty = _empty

    def __init__(self, parameters=None, *, return_annotation=_empty):
        self.parameters = {p.name: p for p in parameters or ()}
        self.return_annotation = return_annotation

    def bind(self, *args, **kwargs):
        return self._bind(args, kwargs, False)

    def bind_partial(self, *args, **kwargs):
        return self._bind(args, kwargs, True)

    def _bind(self, args, kwargs, partial):
        found, args, kwargs = {}, list(args), dict(kwargs)
        for name, p in self.parameters.items():
            if p.kind == 2:
                found[name], args = tuple(args), []
            elif p.kind == 4:
                found[name], kwargs = kwargs, {}
            elif p.kind in (0, 1) and args:
                if name in kwargs and p.kind == 1:
                    raise TypeError(f'multiple values for argument {name!r}')
                found[name] = args.pop(0)
            elif name in kwargs and p.kind != 0:
                found[name] = kwargs.pop(name)
            elif p.default is _empty and not partial:
                raise TypeError(f'missing a required argument: {name!r}')
        if args:
            raise TypeError('too many positional arguments')
        if kwargs:
            raise TypeError(f'got an unexpected keyword argument {next(iter(kwargs))!r}')
        return BoundArguments(self, found)

    def __str__(self):
        parts, star = [], False
        parameters = list(self.parameters.values())
        for n, p in enumerate(parameters):
            if p.kind == 3 and not star:
                parts.append('*')
                star = True
            if p.kind == 2:
                star = True
            parts.append(str(p))
            if p.kind == 0 and (n + 1 == len(parameters) or parameters[n + 1].kind != 0):
                parts.append('/')
        returns = '' if self.return_annotation is _empty else f' -> {formatannotation(self.return_annotation)}'
        return f"({', '.join(parts)}){returns}"

    def __repr__(self):
        return f'<Signature {self}>'

def signature(f, *, follow_wrapped=True):
    skip = False
    while follow_wrapped and hasattr(f, '__wrapped__'):
        f = f.__wrapped__
    if isinstance(f, type):
        f, skip = f.__init__, True
    elif ismethod(f):
        f, skip = f.__func__, True
    elif not isfunction(f) and hasattr(type(f), '__call__') and isfunction(type(f).__call__):
        f, skip = type(f).__call__, True
    if not isfunction(f):
        if callable(f):
            raise ValueError(f'no signature found for builtin {f!r}')
        raise TypeError(f'{f!r} is not a callable object')
    notes = f.__annotations__
    found = [Parameter(name, _KINDS[kind], default=default if has else _empty, annotation=notes.get(name, _empty)) for name, kind, has, default in f.__parameters__]
    return Signature(found[1:] if skip else found, return_annotation=notes.get('return', _empty))

def isfunction(x):
    return type(x).__name__ == 'function'

def ismethod(x):
    return type(x).__name__ == 'method'

def isclass(x):
    return isinstance(x, type)

def ismodule(x):
    return type(x).__name__ == 'module'

def isbuiltin(x):
    return type(x).__name__ == 'builtin_function_or_method'

def isroutine(x):
    return isfunction(x) or ismethod(x) or isbuiltin(x)

def isgenerator(x):
    return type(x).__name__ == 'generator'

def isgeneratorfunction(x):
    return isfunction(x) and x.__isgenerator__ and not x.__isasync__

def iscoroutine(x):
    return type(x).__name__ == 'coroutine'

def iscoroutinefunction(x):
    x = x.__func__ if ismethod(x) else x
    return isfunction(x) and x.__isasync__ and not x.__isgenerator__

def isasyncgenfunction(x):
    return isfunction(x) and x.__isasync__ and x.__isgenerator__

def isasyncgen(x):
    return type(x).__name__ == 'async_generator'

def isawaitable(x):
    return iscoroutine(x) or hasattr(type(x), '__await__')

def isabstract(x):
    return isclass(x) and bool(getattr(x, '__abstractmethods__', None))

def isdatadescriptor(x):
    return hasattr(type(x), '__set__') or type(x).__name__ == 'property'

def getmembers(x, predicate=None):
    found = []
    for name in dir(x):
        try:
            value = getattr(x, name)
        except AttributeError:
            continue
        if predicate is None or predicate(value):
            found.append((name, value))
    return found

def getmro(cls):
    return cls.__mro__

def cleandoc(doc):
    lines = doc.expandtabs().split('\n')
    rest = [line for line in lines[1:] if line.strip()]
    margin = min((len(line) - len(line.lstrip()) for line in rest), default=0)
    lines = [lines[0].lstrip()] + [line[margin:] for line in lines[1:]]
    while lines and not lines[-1]:
        lines.pop()
    while lines and not lines[0]:
        lines.pop(0)
    return '\n'.join(lines)

def getdoc(x):
    doc = x.__doc__
    if doc is None and isclass(x):
        doc = next((base.__doc__ for base in x.__mro__ if base.__doc__), None)
    return None if doc is None else cleandoc(doc)

def getmodule(x):
    import sys
    return sys.modules.get(getattr(x, '__module__', None))

def getfile(x):
    if ismodule(x):
        return x.__file__
    return x.__code__.co_filename

getsourcefile = getfile

def getsourcelines(x):
    code = x.__code__
    with open(code.co_filename) as f:
        lines = f.readlines()[code.co_firstlineno - 1:]
    indent = len(lines[0]) - len(lines[0].lstrip())
    end = 1
    begun = False
    for line in lines[1:]:
        if line.strip() and len(line) - len(line.lstrip()) <= indent and (begun or not lines[0].lstrip().startswith('@')):
            break
        begun = begun or line.strip().startswith('def ')
        end += 1
    found = lines[:end]
    while found and not found[-1].strip():
        found.pop()
    return found, code.co_firstlineno

def getsource(x):
    return ''.join(getsourcelines(x)[0])

def unwrap(f):
    while hasattr(f, '__wrapped__'):
        f = f.__wrapped__
    return f

def currentframe():
    import sys
    return sys._getframe(1)

def stack():
    return []
`;
