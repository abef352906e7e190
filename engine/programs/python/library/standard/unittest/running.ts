export const unittestResultSource = String.raw`
import sys
import time

class TestResult:
    def __init__(self, stream=None, descriptions=None, verbosity=None):
        self.failures, self.errors, self.skipped = [], [], []
        self.expectedFailures, self.unexpectedSuccesses = [], []
        self.testsRun, self.shouldStop, self.failfast = 0, False, False

    def startTest(self, test):
        self.testsRun += 1
    def stopTest(self, test):
        pass
    def startTestRun(self):
        pass
    def stopTestRun(self):
        pass

    def _text(self, error):
        import traceback
        return ''.join(traceback.format_exception(error))

    def _stop(self):
        if self.failfast:
            self.stop()

    def addError(self, test, error):
        self.errors.append((test, self._text(error)))
        self._stop()
    def addFailure(self, test, error):
        self.failures.append((test, self._text(error)))
        self._stop()
    def addSubTest(self, test, subtest, error):
        if isinstance(error, test.failureException):
            self.addFailure(subtest, error)
        else:
            self.addError(subtest, error)
    def addSuccess(self, test):
        pass
    def addSkip(self, test, reason):
        self.skipped.append((test, reason))
    def addExpectedFailure(self, test, error):
        self.expectedFailures.append((test, self._text(error)))
    def addUnexpectedSuccess(self, test):
        self.unexpectedSuccesses.append(test)
        self._stop()
    def wasSuccessful(self):
        return not (self.failures or self.errors or self.unexpectedSuccesses)
    def stop(self):
        self.shouldStop = True
    def __repr__(self):
        return f'<unittest.result.TestResult run={self.testsRun} errors={len(self.errors)} failures={len(self.failures)}>'

class TextTestResult(TestResult):
    separator1, separator2 = '=' * 70, '-' * 70

    def __init__(self, stream, descriptions, verbosity):
        super().__init__(stream, descriptions, verbosity)
        self.stream, self.descriptions, self.verbosity = stream, descriptions, verbosity
        self._fresh = True

    def getDescription(self, test):
        first = test.shortDescription() if hasattr(test, 'shortDescription') else None
        return f'{test}\n{first}' if self.descriptions and first else str(test)

    def _write(self, text):
        self.stream.write(text)
        self.stream.flush()

    def startTest(self, test):
        super().startTest(test)
        if self.verbosity > 1:
            self._write(f'{self.getDescription(test)} ... ')
            self._fresh = False

    def _mark(self, test, word, letter):
        if self.verbosity > 1:
            if self._fresh and hasattr(test, 'test_case'):
                self._write(f'  {self.getDescription(test)} ... ')
            self._write(word + '\n')
            self._fresh = True
        elif self.verbosity == 1:
            self._write(letter)

    def addSuccess(self, test):
        super().addSuccess(test)
        self._mark(test, 'ok', '.')
    def addError(self, test, error):
        super().addError(test, error)
        if hasattr(test, 'test_case') and self.verbosity > 1 and not self._fresh:
            self._write('\n')
            self._fresh = True
        self._mark(test, 'ERROR', 'E')
    def addFailure(self, test, error):
        super().addFailure(test, error)
        if hasattr(test, 'test_case') and self.verbosity > 1 and not self._fresh:
            self._write('\n')
            self._fresh = True
        self._mark(test, 'FAIL', 'F')
    def addSkip(self, test, reason):
        super().addSkip(test, reason)
        self._mark(test, f'skipped {reason!r}', 's')
    def addExpectedFailure(self, test, error):
        super().addExpectedFailure(test, error)
        self._mark(test, 'expected failure', 'x')
    def addUnexpectedSuccess(self, test):
        super().addUnexpectedSuccess(test)
        self._mark(test, 'unexpected success', 'u')

    def printErrors(self):
        if self.verbosity > 0:
            self._write('\n')
        for flavour, found in (('ERROR', self.errors), ('FAIL', self.failures)):
            for test, text in found:
                self._write(f'{self.separator1}\n{flavour}: {self.getDescription(test)}\n{self.separator2}\n{text}\n')
        if self.unexpectedSuccesses:
            self._write(self.separator1 + '\n')
            for test in self.unexpectedSuccesses:
                self._write(f'UNEXPECTED SUCCESS: {self.getDescription(test)}\n')

class TextTestRunner:
    resultclass = TextTestResult

    def __init__(self, stream=None, descriptions=True, verbosity=1, failfast=False, buffer=False, resultclass=None, warnings=None, **kwargs):
        self.stream, self.descriptions, self.verbosity, self.failfast = stream or sys.stderr, descriptions, verbosity, failfast
        if resultclass is not None:
            self.resultclass = resultclass

    def run(self, test):
        result = self.resultclass(self.stream, self.descriptions, self.verbosity)
        result.failfast = self.failfast
        started = time.perf_counter()
        result.startTestRun()
        test(result)
        result.stopTestRun()
        took = time.perf_counter() - started
        result.printErrors()
        write = self.stream.write
        write(f"{result.separator2}\nRan {result.testsRun} test{'' if result.testsRun == 1 else 's'} in {took:.3f}s\n\n")
        infos = [f'{word}={len(found)}' for word, found in (('failures', result.failures), ('errors', result.errors)) if found] if not result.wasSuccessful() else []
        for word, found in (('skipped', result.skipped), ('expected failures', result.expectedFailures), ('unexpected successes', result.unexpectedSuccesses)):
            if found:
                infos.append(f'{word}={len(found)}')
        if not result.wasSuccessful():
            head = 'FAILED'
        elif result.testsRun == 0 and not result.skipped and sys.version_info >= (3, 12):
            head = 'NO TESTS RAN'
        else:
            head = 'OK'
        write(head + (f" ({', '.join(infos)})" if infos else '') + '\n')
        self.stream.flush()
        return result
`;
export const unittestSuiteSource = String.raw`
from unittest.case import SkipTest

class TestSuite:
    def __init__(self, tests=()):
        self._tests = list(tests)
    def __iter__(self):
        return iter(self._tests)
    def addTest(self, test):
        self._tests.append(test)
    def addTests(self, tests):
        for each in tests:
            self.addTest(each)
    def countTestCases(self):
        return sum(t.countTestCases() for t in self)
    def _flat(self):
        for each in self._tests:
            if isinstance(each, TestSuite):
                yield from each._flat()
            else:
                yield each
    def __call__(self, result):
        return self.run(result)
    def run(self, result):
        import sys
        cls, broken, module = None, False, None
        for test in self._flat():
            if result.shouldStop:
                break
            if type(test) is not cls:
                self._leave(cls, broken, result)
                if type(test).__module__ != module:
                    self._module(module, 'tearDownModule', result)
                    module = type(test).__module__
                    self._module(module, 'setUpModule', result)
                cls = type(test)
                broken = self._enter(cls, result)
            if not broken:
                test(result)
        self._leave(cls, broken, result)
        self._module(module, 'tearDownModule', result)
        return result
    def _module(self, name, hook, result):
        import sys
        f = getattr(sys.modules.get(name), hook, None) if name else None
        if f is not None:
            self._hook(f, f'{hook} ({name})', result)
    def _hook(self, f, name, result):
        try:
            f()
        except SkipTest as e:
            result.addSkip(_Holder(name), str(e))
            return True
        except Exception as e:
            result.addError(_Holder(name), e)
            return True
        return False
    def _enter(self, cls, result):
        if getattr(cls, '__unittest_skip__', False) or not hasattr(cls, 'setUpClass'):
            return False
        return self._hook(cls.setUpClass, f'setUpClass ({cls.__module__}.{cls.__qualname__})', result)
    def _leave(self, cls, broken, result):
        if cls is None or getattr(cls, '__unittest_skip__', False) or not hasattr(cls, 'tearDownClass'):
            return
        if not broken:
            self._hook(cls.tearDownClass, f'tearDownClass ({cls.__module__}.{cls.__qualname__})', result)
        self._hook(cls.doClassCleanups, f'tearDownClass ({cls.__module__}.{cls.__qualname__})', result)

class _Holder:
    failureException = None
    def __init__(self, description):
        self.description = description
    def shortDescription(self):
        return None
    def id(self):
        return self.description
    def __str__(self):
        return self.description
`;
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
export const unittestMainSource = String.raw`
import os
import sys
from unittest.loader import TestLoader
from unittest.result import TextTestRunner

_USAGE = """usage: %s [-h] [-v] [-q] [--locals] [-f] [-c] [-b] [-k TESTNAMEPATTERNS]
                          [tests ...]
"""

class TestProgram:
    def __init__(self, module='__main__', defaultTest=None, argv=None, testRunner=None, testLoader=None, exit=True, verbosity=1, failfast=None, catchbreak=None, buffer=None, warnings=None, **kwargs):
        self.module = sys.modules[module] if isinstance(module, str) else module
        self.verbosity, self.failfast, self.patterns = verbosity, failfast, []
        self.loader = testLoader or TestLoader()
        words = list(sys.argv if argv is None else argv)
        self.name = 'python -m unittest' if words[0].endswith('__main__.py') else os.path.basename(words[0])
        default = [defaultTest] if isinstance(defaultTest, str) else defaultTest
        self.test = self._load(words[1:], default)
        runner = testRunner or TextTestRunner
        if isinstance(runner, type):
            runner = runner(verbosity=self.verbosity, failfast=bool(self.failfast))
        self.result = runner.run(self.test)
        if exit:
            empty = self.result.testsRun == 0 and not self.result.skipped and sys.version_info >= (3, 12)
            sys.exit(5 if empty else not self.result.wasSuccessful())

    def _load(self, words, default):
        discovering = words[:1] == ['discover']
        names, places = self._read(words[discovering:])
        discovering = discovering or self.module is None and not names
        if self.patterns:
            self.loader.testNamePatterns = [p if '*' in p else f'*{p}*' for p in self.patterns]
        if discovering:
            start, pattern, top = (names + [None] * 3)[:3]
            return self.loader.discover(places.get('-s') or start or '.', places.get('-p') or pattern or 'test*.py', places.get('-t') or top)
        if names:
            return self.loader.loadTestsFromNames([self._module_name(n) for n in names], self.module)
        if default:
            return self.loader.loadTestsFromNames(default, self.module)
        return self.loader.loadTestsFromModule(self.module)

    def _module_name(self, name):
        if self.module is None and name.endswith('.py') and os.path.isfile(name):
            return os.path.normpath(name)[:-3].replace('/', '.')
        return name

    def _read(self, words):
        names, places, words = [], {}, list(words)
        long = {'--verbose': '-v', '--quiet': '-q', '--failfast': '-f', '--catch': '-c', '--buffer': '-b', '--help': '-h', '--start-directory': '-s', '--pattern': '-p', '--top-level-directory': '-t'}
        while words:
            word = words.pop(0)
            name, eq, value = word.partition('=') if word.startswith('--') else (word[:2], '', word[2:])
            name = long.get(name, name)
            if not word.startswith('-'):
                names.append(word)
            elif name == '-h':
                print(_USAGE % self.name, end='')
                sys.exit(0)
            elif name in ('-k', '-s', '-p', '-t'):
                value = value or (words.pop(0) if words else '')
                if name == '-k':
                    self.patterns.append(value)
                else:
                    places[name] = value
            elif name in ('-v', '-q', '-f', '-c', '-b') or word == '--locals':
                self.verbosity = 2 if name == '-v' else 0 if name == '-q' else self.verbosity
                self.failfast = name == '-f' or self.failfast
            else:
                print(f'{_USAGE % self.name}{self.name}: error: unrecognized arguments: {word}', file=sys.stderr)
                sys.exit(2)
        return names, places

main = TestProgram
`;
