export const pytestCollectingSource = String.raw`
import fnmatch
import importlib
import inspect
import os
import sys
from pytest.api import FixtureDefinition, Mark, MarkDecorator, ParameterSet, Skipped

class CollectError(Exception):
    """A module that can't be imported: the error, and which file."""
    def __init__(self, path, error):
        super().__init__(path)
        self.path, self.error = path, error

class Item:
    def __init__(self, module, cls, name, function, marks, params, indirect=()):
        self.module, self.cls, self.originalname, self.function = module, cls, name, function
        self.marks, self.params, self.ids = list(marks), dict(params), []
        self.indirect, self.unittest = set(indirect), False
        self.config, self.keywords = None, {}

    @property
    def name(self):
        return self.originalname + (f"[{'-'.join(self.ids)}]" if self.ids else '')

    @property
    def file(self):
        return self.module.__testfile__

    @property
    def nodeid(self):
        return '::'.join([self.file] + ([self.cls.__qualname__.replace('.', '::')] if self.cls else []) + [self.name])

    def get_closest_marker(self, name):
        return next((m for m in self.marks if m.name == name), None)

    def iter_markers(self, name=None):
        return iter([m for m in self.marks if name is None or m.name == name])

def marks_of(thing):
    found = getattr(thing, 'pytestmark', [])
    return [m.mark if isinstance(m, MarkDecorator) else m for m in (found if isinstance(found, (list, tuple)) else [found])]

def _id(value, name, at):
    if isinstance(value, (str, bytes)):
        return value.encode('unicode_escape').decode() if isinstance(value, str) and not value.isascii() else value if isinstance(value, str) else value.decode('latin-1')
    if value is None or isinstance(value, (int, float, bool, complex)):
        return str(value)
    if isinstance(getattr(value, '__name__', None), str):
        return value.__name__
    if type(value).__mro__ and any(c.__name__ == 'Enum' for c in type(value).__mro__):
        return str(value)
    return f'{name}{at}'

def _sets(names, values, ids):
    if isinstance(names, str):
        names = [n.strip() for n in names.split(',') if n.strip()]
    if callable(ids):
        make, ids = ids, None
    else:
        make = None
    for at, each in enumerate(values):
        marks, own = [], None
        if isinstance(each, ParameterSet):
            marks, own, row = each.marks, each.id, each.values
        else:
            row = (each,) if len(names) == 1 else tuple(each)
        if own is None and ids is not None and at < len(ids) and ids[at] is not None:
            own = str(ids[at])
        if own is None:
            parts = [(make(v) if make is not None and make(v) is not None else _id(v, n, at)) for n, v in zip(names, row)]
            own = '-'.join(map(str, parts))
        yield list(names), row, marks, own

def parametrized(items, mark):
    names, values = (mark.args + (mark.kwargs.get('argvalues'),))[:2]
    indirect = mark.kwargs.get('indirect', False)
    found = []
    for item in items:
        sets = list(_sets(names, values, mark.kwargs.get('ids')))
        shown = [own for _, _, _, own in sets]
        for at, (keys, row, marks, own) in enumerate(sets):
            if len(row) != len(keys):
                raise CollectError(item.file, f'{item.nodeid}: in "parametrize" the number of names ({len(keys)}):\n  {keys}\nmust be equal to the number of values ({len(row)}):\n  {row}')
            if shown.count(own) > 1:
                own = f'{own}{at}' if not own[-1:].isdigit() else f'{own}_{at}'
            made = Item(item.module, item.cls, item.originalname, item.function, marks + item.marks, {**item.params, **dict(zip(keys, row))}, item.indirect | (set(keys) if indirect is True else set(indirect or ())))
            made.ids = item.ids + [own]
            found.append(made)
    return found

class Session:
    def __init__(self, root, options):
        self.root, self.options = root, options
        self.items, self.errors, self.fixtures, self.deselected = [], [], [], 0

    def collect(self, paths):
        for given in paths:
            path, *names = given.split('::')
            full = os.path.abspath(path)
            if not os.path.exists(full):
                from pytest.api import UsageError
                raise UsageError(f'file or directory not found: {given}')
            before = len(self.items)
            for file in self._files(full):
                self._module(file)
            if names:
                wanted = os.path.relpath(full, self.root) + '::' + '::'.join(names)
                kept = [i for i in self.items[before:] if i.nodeid == wanted or i.nodeid.startswith((wanted + '::', wanted + '['))]
                if not kept and not self.errors:
                    from pytest.api import UsageError
                    raise UsageError(f'not found: {os.path.join(self.root, wanted)}\n(no match in any of [<Module {os.path.basename(full)}>])')
                self.items[before:] = kept

    def _files(self, path):
        if os.path.isfile(path):
            yield path
            return
        for name in sorted(os.listdir(path), key=lambda n: (os.path.isdir(os.path.join(path, n)), n)):
            full = os.path.join(path, name)
            if os.path.isdir(full):
                if not name.startswith('.') and name not in ('__pycache__', 'node_modules', 'venv', 'build', 'dist', 'CVS', '_darcs') and not name.endswith('.egg'):
                    yield from self._files(full)
            elif any(fnmatch.fnmatch(name, p) for p in self.options.python_files):
                yield full

    def _import(self, file):
        folder, name = os.path.split(file)
        name = name[:-3]
        while os.path.exists(os.path.join(folder, '__init__.py')):
            folder, package = os.path.split(folder)
            name = f'{package}.{name}'
        if folder not in sys.path:
            sys.path.insert(0, folder)
        return importlib.import_module(name)

    def _conftests(self, file):
        folder, found = os.path.dirname(file), []
        while True:
            found.append(folder)
            if folder == self.root or len(folder) <= len(self.root):
                break
            folder = os.path.dirname(folder)
        for folder in reversed(found):
            path = os.path.join(folder, 'conftest.py')
            if os.path.exists(path) and path not in self._known:
                self._known.add(path)
                self._gather(self._import(path), os.path.relpath(folder, self.root), None)

    _known = set()

    def _gather(self, holder, where, cls):
        for name, value in list(vars(holder).items()):
            if isinstance(value, FixtureDefinition):
                self.fixtures.append((where, cls, value))

    def _module(self, file):
        shown = os.path.relpath(file, self.root)
        try:
            self._conftests(file)
            module = self._import(file)
        except Skipped as e:
            self.errors.append((shown, e))
            return
        except BaseException as e:
            if isinstance(e, (KeyboardInterrupt, SystemExit)):
                raise
            self.errors.append((shown, e))
            return
        module.__testfile__ = shown
        self._gather(module, shown, None)
        marks = marks_of(module)
        for name, value in list(vars(module).items()):
            try:
                self._thing(module, name, value, marks)
            except CollectError as e:
                self.errors.append((shown, e))

    def _thing(self, module, name, value, marks):
        if isinstance(value, type):
            unit = sys.modules.get('unittest.case')
            if unit is not None and issubclass(value, unit.TestCase):
                if value.__module__ == module.__name__ or not value.__module__.startswith('unittest'):
                    self._unittest(module, value, marks)
            elif any(name.startswith(p) for p in self.options.python_classes):
                self._class(module, value, marks)
        elif any(name.startswith(p) for p in self.options.python_functions) and inspect.isfunction(value):
            self._function(module, None, name, value, marks)

    def _class(self, module, cls, marks):
        if '__init__' in cls.__dict__:
            return
        marks = marks_of(cls) + marks
        seen = set()
        for holder in cls.__mro__[:-1]:
            self._gather(holder, module.__testfile__, cls)
        for holder in reversed(cls.__mro__[:-1]):
            for name, value in list(vars(holder).items()):
                if name in seen:
                    continue
                if isinstance(value, type) and any(name.startswith(p) for p in self.options.python_classes):
                    self._class(module, value, marks)
                elif any(name.startswith(p) for p in self.options.python_functions):
                    seen.add(name)
                    value = getattr(value, '__func__', value)
                    if inspect.isfunction(value):
                        self._function(module, cls, name, getattr(cls, name), marks)

    def _unittest(self, module, cls, marks):
        from unittest.loader import TestLoader
        for name in TestLoader().getTestCaseNames(cls):
            item = Item(module, cls, name, getattr(cls, name), marks_of(getattr(cls, name)) + marks_of(cls) + marks, {})
            item.unittest = True
            self.items.append(item)

    def _function(self, module, cls, name, function, marks):
        plain = getattr(function, '__func__', function)
        own = marks_of(plain)
        items = [Item(module, cls, name, function, own + marks, {})]
        for mark in own + [m for m in marks if m.name == 'parametrize']:
            if mark.name == 'parametrize':
                items = parametrized(items, mark)
        for definition in self._wanted(items[0]) if items else ():
            if definition.params is not None and definition.name not in items[0].params:
                mark = Mark('parametrize', (definition.name, definition.params), {'ids': definition.ids, 'indirect': True})
                items = parametrized(items, mark)
        self.items += items

    def _wanted(self, item):
        """The fixtures that an item needs, those that theirs need too."""
        names, seen, found = list(wants(item.function, item.cls is not None)), set(), []
        for mark in item.marks:
            if mark.name == 'usefixtures':
                names += mark.args
        names += [d.name for d in self.automatic(item)]
        while names:
            name = names.pop(0)
            if name in seen:
                continue
            seen.add(name)
            definition = self.fixture(name, item)
            if definition is not None:
                found.append(definition)
                names += wants(definition.function, False)
        return found

    def _visible(self, where, cls, item):
        if cls is not None and (item.cls is None or not issubclass(item.cls, cls)):
            return False
        return where == item.file or where == '.' or where == '' or item.file.startswith(where + '/')

    def fixture(self, name, item, above=None):
        """The nearest by that name; with 'above', the next one that it hides."""
        found = [d for w, c, d in self.fixtures if d.name == name and self._visible(w, c, item)]
        if above is not None and above in found:
            found = found[:found.index(above)]
        return found[-1] if found else None

    def automatic(self, item):
        found = []
        for where, cls, definition in self.fixtures:
            if definition.autouse and self._visible(where, cls, item) and definition not in found:
                found.append(definition)
        order = ('session', 'package', 'module', 'class', 'function')
        return sorted(found, key=lambda d: order.index(d.scope))

def wants(function, bound):
    plain = getattr(function, '__func__', function)
    while hasattr(plain, '__wrapped__'):
        plain = plain.__wrapped__
    names = [p.name for p in inspect.signature(plain).parameters.values() if p.default is inspect._empty and p.kind in (1, 3)]
    return [n for n in names if n not in ('self', 'cls')] if names[:1] in (['self'], ['cls']) else names
`;
