export const unittestTestCaseSource = String.raw`
class TestCase(_Assertions):
    def __init__(self, methodName='runTest'):
        self._testMethodName, self._cleanups, self._result, self._subtest = methodName, [], None, None
        method = getattr(self, methodName, None)
        if method is None and methodName != 'runTest':
            raise ValueError(f'no such test method in {type(self)}: {methodName}')
        self._testMethodDoc = getattr(method, '__doc__', None)

    def setUp(self):
        pass
    def tearDown(self):
        pass
    @classmethod
    def setUpClass(cls):
        pass
    @classmethod
    def tearDownClass(cls):
        pass

    _class_cleanups = ()

    @classmethod
    def addClassCleanup(cls, f, /, *args, **kwargs):
        cls._class_cleanups = list(cls._class_cleanups) + [(f, args, kwargs)]

    @classmethod
    def doClassCleanups(cls):
        todo, cls._class_cleanups = list(cls._class_cleanups), ()
        for f, args, kwargs in reversed(todo):
            f(*args, **kwargs)

    def addCleanup(self, f, /, *args, **kwargs):
        self._cleanups.append((f, args, kwargs))

    def enterContext(self, manager):
        value = manager.__enter__()
        self.addCleanup(manager.__exit__, None, None, None)
        return value

    def doCleanups(self):
        while self._cleanups:
            f, args, kwargs = self._cleanups.pop()
            f(*args, **kwargs)

    def skipTest(self, reason):
        raise SkipTest(reason)

    def countTestCases(self):
        return 1

    def shortDescription(self):
        return self._testMethodDoc.strip().split('\n')[0].strip() if self._testMethodDoc else None

    def id(self):
        return f'{type(self).__module__}.{type(self).__qualname__}.{self._testMethodName}'

    def __str__(self):
        full = f'{type(self).__module__}.{type(self).__qualname__}'
        return f'{self._testMethodName} ({full}.{self._testMethodName})' if sys.version_info >= (3, 11) else f'{self._testMethodName} ({full})'

    def __repr__(self):
        return f'<{type(self).__module__}.{type(self).__qualname__} testMethod={self._testMethodName}>'

    @contextmanager
    def subTest(self, msg=..., **params):
        words = [] if msg is ... else [f'[{msg}]']
        if params:
            words.append('(' + ', '.join(f'{k}={v!r}' for k, v in params.items()) + ')')
        outer = self._subtest
        self._subtest = _SubTest(self, ' '.join(words) or '(<subtest>)')
        try:
            yield
        except (KeyboardInterrupt, SkipTest):
            raise
        except Exception as e:
            if self._result is None:
                raise
            self._failed_inside = True
            self._result.addSubTest(self, self._subtest, e)
        finally:
            self._subtest = outer

    def _call(self, method):
        found = method()
        if hasattr(found, 'cr_frame'):
            import asyncio
            self._loop.run_until_complete(found) if getattr(self, '_loop', None) else asyncio.run(found)

    def _step(self, f):
        """Undefined error: it went well."""
        try:
            f()
        except KeyboardInterrupt:
            raise
        except BaseException as e:
            return e

    def run_alone(self):
        """For who wants the first error raised."""
        method = getattr(self, self._testMethodName)
        for thing in (type(self), method):
            if getattr(thing, '__unittest_skip__', False):
                raise SkipTest(thing.__unittest_skip_why__)
        try:
            self._call(self.setUp)
            try:
                self._call(method)
            finally:
                self._call(self.tearDown)
        finally:
            self.doCleanups()

    def run(self, result=None):
        if result is None:
            from unittest.result import TestResult
            result = TestResult()
        self._result, self._failed_inside = result, False
        result.startTest(self)
        method = getattr(self, self._testMethodName)
        try:
            for thing in (type(self), method):
                if getattr(thing, '__unittest_skip__', False):
                    result.addSkip(self, thing.__unittest_skip_why__)
                    return result
            expects = getattr(method, '__unittest_expecting_failure__', False) or getattr(type(self), '__unittest_expecting_failure__', False)
            errors = [self._step(lambda: self._call(self.setUp))]
            if errors[0] is None:
                errors.append(self._step(lambda: self._call(method)))
                errors.append(self._step(lambda: self._call(self.tearDown)))
            errors.append(self._step(self.doCleanups))
            self._report(result, [e for e in errors if e is not None], expects)
            return result
        finally:
            result.stopTest(self)
            self._result = None

    def _report(self, result, errors, expects):
        skipped = [e for e in errors if isinstance(e, SkipTest)]
        if skipped:
            result.addSkip(self, str(skipped[0]))
        elif expects:
            if errors:
                result.addExpectedFailure(self, errors[0])
            else:
                result.addUnexpectedSuccess(self)
        elif not errors and not self._failed_inside:
            result.addSuccess(self)
        for error in errors if not expects and not skipped else ():
            if isinstance(error, self.failureException):
                result.addFailure(self, error)
            else:
                result.addError(self, error)

    def __call__(self, *args, **kwargs):
        return self.run(*args, **kwargs)

class _SubTest(TestCase):
    def __init__(self, case, words):
        self.test_case, self._words = case, words
    def shortDescription(self):
        return self.test_case.shortDescription()
    def id(self):
        return f'{self.test_case.id()} {self._words}'
    def __str__(self):
        return f'{self.test_case} {self._words}'

class IsolatedAsyncioTestCase(TestCase):
    async def asyncSetUp(self):
        pass
    async def asyncTearDown(self):
        pass
    def run(self, result=None):
        import asyncio
        self._loop = asyncio.new_event_loop()
        try:
            return super().run(result)
        finally:
            self._loop.close()
            self._loop = None
    def _call(self, method):
        if method == self.setUp:
            method()
            super()._call(self.asyncSetUp)
        elif method == self.tearDown:
            super()._call(self.asyncTearDown)
            method()
        else:
            super()._call(method)

class FunctionTestCase(TestCase):
    def __init__(self, testFunc, setUp=None, tearDown=None, description=None):
        self._f = testFunc
        super().__init__('runTest')
    def runTest(self):
        self._f()
`;
