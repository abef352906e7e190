export const pytestApiSource = String.raw`
import math
import re
import sys

__version__ = '8.4.1'

class OutcomeException(BaseException):
    def __init__(self, msg=None, pytrace=True):
        super().__init__(msg or '')
        self.msg, self.pytrace = msg or '', pytrace

class Skipped(OutcomeException):
    def __init__(self, msg=None, pytrace=True, allow_module_level=False):
        super().__init__(msg, pytrace)
        self.allow_module_level = allow_module_level

class Failed(OutcomeException):
    pass

class XFailed(OutcomeException):
    pass

class Exit(Exception):
    def __init__(self, msg='unknown reason', returncode=None):
        super().__init__(msg)
        self.msg, self.returncode = msg, returncode

class UsageError(Exception):
    pass

def skip(reason='', *, allow_module_level=False, msg=None):
    raise Skipped(msg or reason, allow_module_level=allow_module_level)

def fail(reason='', pytrace=True, msg=None):
    raise Failed(msg or reason, pytrace)

def xfail(reason='', *, msg=None):
    raise XFailed(msg or reason)

def exit(reason='', returncode=None, *, msg=None):
    raise Exit(msg or reason, returncode)

def importorskip(modname, minversion=None, reason=None, exc_type=None):
    try:
        __import__(modname)
    except ImportError as e:
        raise Skipped(reason or f'could not import {modname!r}: {e}', allow_module_level=True) from None
    return sys.modules[modname]

class ExceptionInfo:
    def __init__(self, expected=None):
        self.value, self._expected = None, expected
    @property
    def type(self):
        return type(self.value)
    @property
    def typename(self):
        return type(self.value).__name__
    @property
    def tb(self):
        return self.value.__traceback__
    def match(self, regexp):
        text = str(self.value)
        if not re.search(regexp, text):
            words = f'Regex pattern did not match.\n Regex: {regexp!r}\n Input: {text!r}'
            raise AssertionError(words + '\n Did you mean to re.escape() the regex?' if regexp == text else words)
        return True
    def errisinstance(self, exc):
        return isinstance(self.value, exc)
    def __repr__(self):
        return f'<ExceptionInfo {self.value!r} tblen=1>'

class _Raises:
    def __init__(self, expected, match=None, check=None):
        self.expected, self.match, self.check = expected, match, check
    def __enter__(self):
        self.info = ExceptionInfo(self.expected)
        return self.info
    def __exit__(self, kind, value, tb):
        if kind is None:
            shown = self.expected if isinstance(self.expected, type) else self.expected
            raise Failed(f'DID NOT RAISE {shown!r}')
        if not issubclass(kind, self.expected):
            return False
        self.info.value = value
        if self.match is not None:
            self.info.match(self.match)
        return True

def raises(expected_exception, *args, match=None, **kwargs):
    made = _Raises(expected_exception, match)
    if not args:
        return made
    with made as info:
        args[0](*args[1:], **kwargs)
    return info

class _Warns:
    def __init__(self, expected, match):
        self.expected, self.match = expected, match
    def __enter__(self):
        import warnings
        self._catch = warnings.catch_warnings(record=True)
        self.list = self._catch.__enter__()
        warnings.simplefilter('always')
        return self.list
    def __exit__(self, kind, value, tb):
        self._catch.__exit__(kind, value, tb)
        if kind is None and not any(issubclass(w.category, self.expected) for w in self.list):
            raise Failed(f'DID NOT WARN. No warnings of type {self.expected!r} were emitted.\n Emitted warnings: {self.list}.')

def warns(expected_warning=Warning, *, match=None):
    return _Warns(expected_warning, match)

class _Approx:
    def __init__(self, expected, rel=None, abs=None, nan_ok=False):
        self.expected, self.rel, self.abs, self.nan_ok = expected, rel, abs, nan_ok
    def _one(self, value, expected):
        if isinstance(expected, bool) or not isinstance(expected, (int, float)) and not hasattr(expected, '__float__'):
            return value == expected
        if value == expected:
            return True
        if not isinstance(value, (int, float)) and not hasattr(value, '__float__'):
            return False
        if math.isnan(expected):
            return self.nan_ok and math.isnan(value)
        return not math.isinf(expected) and abs(expected - value) <= self._tolerance(expected)
    def _tolerance(self, expected):
        absolute = 1e-12 if self.abs is None else self.abs
        if self.rel is None and self.abs is not None:
            return absolute
        return max((1e-6 if self.rel is None else self.rel) * abs(expected), absolute)
    def __eq__(self, value):
        e = self.expected
        if isinstance(e, dict):
            return isinstance(value, dict) and value.keys() == e.keys() and all(self._one(value[k], e[k]) for k in e)
        if isinstance(e, (list, tuple)):
            return len(value) == len(e) and all(self._one(a, b) for a, b in zip(value, e))
        return self._one(value, e)
    def __ne__(self, value):
        return not self == value
    def _shown(self, expected):
        if isinstance(expected, bool) or not isinstance(expected, (int, float)):
            return str(expected)
        return f'{expected} ± {self._tolerance(expected):.1e}'
    def __repr__(self):
        e = self.expected
        if isinstance(e, dict):
            return 'approx({' + ', '.join(f'{k!r}: {self._shown(v)}' for k, v in e.items()) + '})'
        if isinstance(e, (list, tuple)):
            inner = ', '.join(self._shown(v) for v in e)
            return f'approx([{inner}])' if isinstance(e, list) else f'approx(({inner}))'
        return self._shown(e)

def approx(expected, rel=None, abs=None, nan_ok=False):
    return _Approx(expected, rel, abs, nan_ok)

class Mark:
    def __init__(self, name, args, kwargs):
        self.name, self.args, self.kwargs = name, args, kwargs
    def __repr__(self):
        return f'Mark(name={self.name!r}, args={self.args!r}, kwargs={self.kwargs!r})'

class MarkDecorator:
    def __init__(self, mark):
        self.mark = mark
    @property
    def name(self):
        return self.mark.name
    def __call__(self, *args, **kwargs):
        if len(args) == 1 and not kwargs and (isinstance(args[0], type) or callable(args[0]) and hasattr(args[0], '__code__')):
            target = args[0]
            target.pytestmark = [self.mark] + list(target.__dict__.get('pytestmark', []) if isinstance(target, type) else getattr(target, 'pytestmark', []))
            return target
        return MarkDecorator(Mark(self.mark.name, self.mark.args + args, {**self.mark.kwargs, **kwargs}))

class _MarkGenerator:
    def __getattr__(self, name):
        if name.startswith('_'):
            raise AttributeError('Marker name must NOT start with underscore')
        return MarkDecorator(Mark(name, (), {}))

mark = _MarkGenerator()

class ParameterSet:
    def __init__(self, values, marks, id):
        self.values, self.marks, self.id = values, marks, id

def param(*values, marks=(), id=None):
    return ParameterSet(values, [m.mark if isinstance(m, MarkDecorator) else m for m in (marks if isinstance(marks, (list, tuple)) else [marks])], id)

class FixtureDefinition:
    def __init__(self, function, scope, params, autouse, ids, name):
        self.function, self.scope, self.params, self.autouse, self.ids, self.name = function, scope, params, autouse, ids, name
        self.__name__ = function.__name__
        self.__wrapped__ = function
    def __get__(self, instance, owner):
        return self
    def __call__(self, *args, **kwargs):
        raise Failed(f'Fixture "{self.name}" called directly. Fixtures are not meant to be called directly,\nbut are created automatically when test functions request them as parameters.\nSee https://docs.pytest.org/en/stable/explanation/fixtures.html for more information about fixtures, and\nhttps://docs.pytest.org/en/stable/deprecations.html#calling-fixtures-directly about how to update your code.', False)

def fixture(fixture_function=None, *, scope='function', params=None, autouse=False, ids=None, name=None):
    def decorate(f):
        return FixtureDefinition(f, scope, list(params) if params is not None else None, autouse, ids, name or f.__name__)
    return decorate if fixture_function is None else decorate(fixture_function)

class MonkeyPatch:
    def __init__(self):
        self._undo = []
    def setattr(self, target, name, value=..., raising=True):
        if value is ...:
            path, _, attribute = target.rpartition('.')
            import importlib
            target, name, value = importlib.import_module(path), attribute, name
        if raising and not hasattr(target, name):
            raise AttributeError(f'{target!r} has no attribute {name!r}')
        old = getattr(target, name, ...)
        self._undo.append(lambda: delattr(target, name) if old is ... else setattr(target, name, old))
        setattr(target, name, value)
    def delattr(self, target, name, raising=True):
        if hasattr(target, name):
            old = getattr(target, name)
            self._undo.append(lambda: setattr(target, name, old))
            delattr(target, name)
        elif raising:
            raise AttributeError(name)
    def setitem(self, dic, name, value):
        old = dic.get(name, ...)
        self._undo.append(lambda: dic.pop(name, None) if old is ... else dic.__setitem__(name, old))
        dic[name] = value
    def delitem(self, dic, name, raising=True):
        if name not in dic:
            if raising:
                raise KeyError(name)
            return
        old = dic[name]
        self._undo.append(lambda: dic.__setitem__(name, old))
        del dic[name]
    def setenv(self, name, value, prepend=None):
        import os
        if prepend and name in os.environ:
            value = f'{value}{prepend}{os.environ[name]}'
        self.setitem(os.environ, name, str(value))
    def delenv(self, name, raising=True):
        import os
        self.delitem(os.environ, name, raising)
    def chdir(self, path):
        import os
        before = os.getcwd()
        self._undo.append(lambda: os.chdir(before))
        os.chdir(path)
    def syspath_prepend(self, path):
        sys.path.insert(0, str(path))
        self._undo.append(lambda: sys.path.remove(str(path)))
    def undo(self):
        while self._undo:
            self._undo.pop()()
    def context(self):
        from contextlib import contextmanager
        @contextmanager
        def made():
            inner = MonkeyPatch()
            try:
                yield inner
            finally:
                inner.undo()
        return made()

def main(args=None, plugins=None):
    from pytest.running import main as run
    return run(args)

def console_main():
    return main()
`;
