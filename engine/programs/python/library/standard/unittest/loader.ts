export const unittestLoaderSource = String.raw`
import fnmatch
import importlib
import os
import sys
from unittest.case import TestCase, SkipTest, FunctionTestCase, IsolatedAsyncioTestCase
from unittest.suite import TestSuite

class _FailedTest(TestCase):
    def __init__(self, name, error):
        self._name, self._error = name, error
        super().__init__('runTest')
        self._testMethodName = name
    def __str__(self):
        return f'{self._name} (unittest.loader._FailedTest.{self._name})' if sys.version_info >= (3, 11) else f'{self._name} (unittest.loader._FailedTest)'
    def __getattr__(self, name):
        if name != self.__dict__.get('_name'):
            raise AttributeError(name)
        def fails():
            raise self._error
        return fails

class TestLoader:
    testMethodPrefix, suiteClass, testNamePatterns = 'test', TestSuite, None

    def getTestCaseNames(self, cls):
        def wanted(name):
            if not name.startswith(self.testMethodPrefix) or not callable(getattr(cls, name)):
                return False
            full = f'{cls.__module__}.{cls.__qualname__}.{name}'
            return self.testNamePatterns is None or any(fnmatch.fnmatchcase(full, p) for p in self.testNamePatterns)
        return sorted(filter(wanted, dir(cls)))

    def loadTestsFromTestCase(self, cls):
        names = self.getTestCaseNames(cls)
        if not names and hasattr(cls, 'runTest'):
            names = ['runTest']
        return self.suiteClass(map(cls, names))

    def loadTestsFromModule(self, module, *, pattern=None):
        tests = []
        for name in dir(module):
            each = getattr(module, name)
            if isinstance(each, type) and issubclass(each, TestCase) and each not in (TestCase, FunctionTestCase, IsolatedAsyncioTestCase):
                tests.append(self.loadTestsFromTestCase(each))
        load = getattr(module, 'load_tests', None)
        suite = self.suiteClass(tests)
        return load(self, suite, pattern) if load is not None else suite

    def _broken(self, name, message, kind=ImportError):
        return self.suiteClass([_FailedTest(name, kind(message))])

    def loadTestsFromName(self, name, module=None):
        parts, found = name.split('.'), module
        if module is None:
            for end in range(len(parts), 0, -1):
                module_name = '.'.join(parts[:end])
                try:
                    found = importlib.import_module(module_name)
                except ImportError as e:
                    if end == 1 or getattr(e, 'name', None) not in (module_name, *('.'.join(parts[:n]) for n in range(1, end))):
                        import traceback
                        return self._broken(parts[end - 1], f'Failed to import test module: {parts[end - 1]}\n{traceback.format_exc()}')
                    continue
                parts = parts[end:]
                break
        parent = None
        for part in parts:
            parent, before = found, found
            try:
                found = getattr(found, part)
            except AttributeError:
                return self._broken(part, f'module {before.__name__!r} has no attribute {part!r}' if hasattr(before, '__file__') else f'type object {before.__name__!r} has no attribute {part!r}', AttributeError)
        if hasattr(found, '__file__'):
            return self.loadTestsFromModule(found)
        if isinstance(found, type) and issubclass(found, TestCase):
            return self.loadTestsFromTestCase(found)
        if isinstance(parent, type) and issubclass(parent, TestCase):
            return self.suiteClass([parent(parts[-1])])
        made = found()
        return made if isinstance(made, TestSuite) else self.suiteClass([made])

    def loadTestsFromNames(self, names, module=None):
        return self.suiteClass([self.loadTestsFromName(n, module) for n in names])

    def discover(self, start_dir, pattern='test*.py', top_level_dir=None):
        start = os.path.abspath(start_dir)
        if not os.path.isdir(start):
            raise ImportError(f'Start directory is not importable: {start_dir!r}')
        top = os.path.abspath(top_level_dir) if top_level_dir else start
        if top not in sys.path:
            sys.path.insert(0, top)
        return self.suiteClass(list(self._discovered(start, top, pattern)))

    def _discovered(self, folder, top, pattern):
        for name in sorted(os.listdir(folder)):
            path = os.path.join(folder, name)
            if os.path.isfile(path) and name.endswith('.py') and fnmatch.fnmatch(name, pattern):
                module_name = os.path.relpath(path, top)[:-3].replace('/', '.')
                try:
                    module = importlib.import_module(module_name)
                except SkipTest as e:
                    yield self.suiteClass([_FailedTest(module_name, e)])
                except Exception:
                    import traceback
                    yield self._broken(module_name, f'Failed to import test module: {module_name}\n{traceback.format_exc()}')
                else:
                    yield self.loadTestsFromModule(module, pattern=pattern)
            elif os.path.isdir(path) and os.path.isfile(os.path.join(path, '__init__.py')):
                yield from self._discovered(path, top, pattern)

defaultTestLoader = TestLoader()
`;
