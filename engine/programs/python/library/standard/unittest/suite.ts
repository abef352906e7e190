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
