export const unittestCaseSource = String.raw`
import difflib
import pprint
import re
import sys
from contextlib import contextmanager
from functools import wraps

class SkipTest(Exception):
    pass

class _ExpectedFailure(Exception):
    pass

def _id(x):
    return x

def skip(reason):
    def decorate(thing):
        if not isinstance(thing, type):
            @wraps(thing)
            def skipped(*args, **kwargs):
                raise SkipTest(reason)
            skipped.__unittest_skip__, skipped.__unittest_skip_why__ = True, reason
            return skipped
        thing.__unittest_skip__, thing.__unittest_skip_why__ = True, reason
        return thing
    if callable(reason):
        thing, reason = reason, ''
        return decorate(thing)
    return decorate

def skipIf(condition, reason):
    return skip(reason) if condition else _id

def skipUnless(condition, reason):
    return _id if condition else skip(reason)

def expectedFailure(thing):
    thing.__unittest_expecting_failure__ = True
    return thing

def safe_repr(value, short=False):
    try:
        text = repr(value)
    except Exception:
        text = object.__repr__(value)
    return text if not short or len(text) < 80 else text[:80] + ' [truncated]...'

def _common(args):
    texts = [safe_repr(a) for a in args]
    longest = max(map(len, texts))
    if longest <= 80:
        return texts
    start = 0
    while start < min(map(len, texts)) and len({t[start] for t in texts}) == 1:
        start += 1
    shorten = lambda t, head, tail: f'{t[:head]}[{len(t) - head - tail} chars]{t[len(t) - tail:]}' if len(t) - head - tail > 12 else t
    head = 80 - (longest - start) - 5 - 5 - 9
    if head > 5:
        prefix = shorten(texts[0][:start], 5, head)
        return [prefix + t[start:] for t in texts]
    prefix = shorten(texts[0][:start], 5, 5)
    return [prefix + shorten(t[start:], 5, 5) for t in texts]

class _Raises:
    def __init__(self, case, expected, pattern=None, msg=None):
        self.case, self.expected, self.pattern, self.msg = case, expected, pattern, msg
    def __enter__(self):
        return self
    def __exit__(self, kind, value, tb):
        if kind is None:
            names = self.expected.__name__ if isinstance(self.expected, type) else str(self.expected)
            raise self.case.failureException(self.case._formatMessage(self.msg, f'{names} not raised' + (f' by {self.by}' if self.by else '')))
        if not issubclass(kind, self.expected):
            return False
        self.exception = value
        if self.pattern is not None and not re.search(self.pattern, str(value)):
            pattern = self.pattern if isinstance(self.pattern, str) else self.pattern.pattern
            raise self.case.failureException(self.case._formatMessage(self.msg, f'"{pattern}" does not match "{value}"')) from None
        return True
    by = None

class _Logs:
    def __init__(self, case, logger, level, none):
        import logging
        self.case, self.none, self.level = case, none, logging._nameToLevel.get(level, level) if isinstance(level, str) else level or logging.INFO
        self.logger = logger if hasattr(logger, 'handlers') else logging.getLogger(logger)
    def __enter__(self):
        import logging
        self.records, self.output, outer = [], [], self
        class Handler(logging.Handler):
            def emit(self, record):
                outer.records.append(record)
                outer.output.append(f'{record.levelname}:{record.name}:{record.getMessage()}')
        self._old = self.logger.handlers[:], self.logger.level, self.logger.propagate
        self.logger.handlers = [Handler()]
        self.logger.setLevel(self.level)
        self.logger.propagate = False
        return self
    def __exit__(self, kind, value, tb):
        self.logger.handlers, _, self.logger.propagate = self._old
        self.logger.setLevel(self._old[1])
        if kind is not None:
            return False
        import logging
        name, level = logging.getLevelName(self.level), self.logger.name
        if self.none and self.records:
            raise self.case.failureException(f'Unexpected logs found: {self.output!r}')
        if not self.none and not self.records:
            raise self.case.failureException(f'no logs of level {name} or higher triggered on {level}')
`;
export const unittestAssertionsSource = String.raw`
class _Assertions:
    failureException = AssertionError
    longMessage, maxDiff = True, 640

    def _formatMessage(self, msg, standard):
        if not self.longMessage:
            return msg or standard
        return standard if msg is None else f'{standard} : {msg}'

    def fail(self, msg=None):
        raise self.failureException(msg)

    def _unless(self, fine, msg, standard):
        if not fine:
            raise self.failureException(self._formatMessage(msg, standard() if callable(standard) else standard))

    def assertTrue(self, expr, msg=None):
        self._unless(expr, msg, lambda: f'{safe_repr(expr)} is not true')

    def assertFalse(self, expr, msg=None):
        self._unless(not expr, msg, lambda: f'{safe_repr(expr)} is not false')

    def assertEqual(self, first, second, msg=None):
        kinds = {list: self.assertListEqual, tuple: self.assertTupleEqual, dict: self.assertDictEqual, set: self.assertSetEqual, frozenset: self.assertSetEqual, str: self.assertMultiLineEqual}
        if type(first) is type(second) and type(first) in kinds:
            kinds[type(first)](first, second, msg=msg)
        else:
            self._unless(first == second, msg, lambda: '%s != %s' % tuple(_common((first, second))))

    def assertNotEqual(self, first, second, msg=None):
        self._unless(first != second, msg, lambda: f'{safe_repr(first)} == {safe_repr(second)}')

    def assertIs(self, a, b, msg=None):
        self._unless(a is b, msg, lambda: f'{safe_repr(a)} is not {safe_repr(b)}')

    def assertIsNot(self, a, b, msg=None):
        self._unless(a is not b, msg, lambda: f'unexpectedly identical: {safe_repr(a)}')

    def assertIsNone(self, a, msg=None):
        self._unless(a is None, msg, lambda: f'{safe_repr(a)} is not None')

    def assertIsNotNone(self, a, msg=None):
        self._unless(a is not None, msg, 'unexpectedly None')

    def assertIn(self, member, container, msg=None):
        self._unless(member in container, msg, lambda: f'{safe_repr(member)} not found in {safe_repr(container)}')

    def assertNotIn(self, member, container, msg=None):
        self._unless(member not in container, msg, lambda: f'{safe_repr(member)} unexpectedly found in {safe_repr(container)}')

    def assertIsInstance(self, obj, cls, msg=None):
        self._unless(isinstance(obj, cls), msg, lambda: f'{safe_repr(obj)} is not an instance of {cls!r}')

    def assertNotIsInstance(self, obj, cls, msg=None):
        self._unless(not isinstance(obj, cls), msg, lambda: f'{safe_repr(obj)} is an instance of {cls!r}')

    def assertLess(self, a, b, msg=None):
        self._unless(a < b, msg, lambda: f'{safe_repr(a)} not less than {safe_repr(b)}')

    def assertLessEqual(self, a, b, msg=None):
        self._unless(a <= b, msg, lambda: f'{safe_repr(a)} not less than or equal to {safe_repr(b)}')

    def assertGreater(self, a, b, msg=None):
        self._unless(a > b, msg, lambda: f'{safe_repr(a)} not greater than {safe_repr(b)}')

    def assertGreaterEqual(self, a, b, msg=None):
        self._unless(a >= b, msg, lambda: f'{safe_repr(a)} not greater than or equal to {safe_repr(b)}')

    def assertAlmostEqual(self, first, second, places=None, msg=None, delta=None):
        if first == second:
            return
        diff = abs(first - second)
        head = f'{safe_repr(first)} != {safe_repr(second)} within'
        if delta is not None:
            self._unless(diff <= delta, msg, lambda: f'{head} {safe_repr(delta)} delta ({safe_repr(diff)} difference)')
        else:
            places = 7 if places is None else places
            self._unless(round(diff, places) == 0, msg, lambda: f'{head} {places} places ({safe_repr(diff)} difference)')

    def assertNotAlmostEqual(self, first, second, places=None, msg=None, delta=None):
        diff = abs(first - second)
        if delta is not None:
            self._unless(first != second and diff > delta, msg, lambda: f'{safe_repr(first)} == {safe_repr(second)} within {safe_repr(delta)} delta ({safe_repr(diff)} difference)')
        else:
            places = 7 if places is None else places
            self._unless(first != second and round(diff, places) != 0, msg, lambda: f'{safe_repr(first)} == {safe_repr(second)} within {places} places')

    def assertRegex(self, text, expected_regex, msg=None):
        pattern = re.compile(expected_regex) if isinstance(expected_regex, str) else expected_regex
        self._unless(pattern.search(text), msg, lambda: f"Regex didn't match: {pattern.pattern!r} not found in {text!r}")

    def assertNotRegex(self, text, unexpected_regex, msg=None):
        pattern = re.compile(unexpected_regex) if isinstance(unexpected_regex, str) else unexpected_regex
        found = pattern.search(text)
        self._unless(not found, msg, lambda: f'Regex matched: {text[found.start():found.end()]!r} matches {pattern.pattern!r} in {text!r}')

    def _truncated(self, message, diff):
        if self.maxDiff is None or len(diff) <= self.maxDiff:
            return message + diff
        return message + f'\nDiff is {len(diff)} characters long. Set self.maxDiff to None to see it.'

    def assertMultiLineEqual(self, first, second, msg=None):
        if first == second:
            return
        head = '%s != %s' % tuple(_common((first, second)))
        if sys.version_info >= (3, 12):
            first, second = (t + '\n' if t and t[-1] != '\n' else t for t in (first, second))
        elif '\n' not in first and '\r' not in first:
            first, second = first + '\n', second + '\n'
        diff = '\n' + ''.join(difflib.ndiff(first.splitlines(True), second.splitlines(True)))
        self.fail(self._formatMessage(msg, self._truncated(head, diff)))

    def assertSequenceEqual(self, seq1, seq2, msg=None, seq_type=None):
        name = seq_type.__name__ if seq_type is not None else 'sequence'
        if seq1 == seq2:
            return
        kind = name.capitalize()
        differing = f'{kind}s differ: %s != %s\n' % tuple(_common((seq1, seq2)))
        for at in range(min(len(seq1), len(seq2))):
            if seq1[at] != seq2[at]:
                differing += '\nFirst differing element %d:\n%s\n%s\n' % ((at,) + tuple(_common((seq1[at], seq2[at]))))
                break
        if len(seq1) > len(seq2):
            differing += f'\nFirst {name} contains {len(seq1) - len(seq2)} additional elements.\nFirst extra element {len(seq2)}:\n{safe_repr(seq1[len(seq2)])}\n'
        elif len(seq1) < len(seq2):
            differing += f'\nSecond {name} contains {len(seq2) - len(seq1)} additional elements.\nFirst extra element {len(seq1)}:\n{safe_repr(seq2[len(seq1)])}\n'
        diff = '\n' + '\n'.join(difflib.ndiff(pprint.pformat(seq1).splitlines(), pprint.pformat(seq2).splitlines()))
        self.fail(self._formatMessage(msg, self._truncated(differing, diff)))

    def assertListEqual(self, list1, list2, msg=None):
        self.assertSequenceEqual(list1, list2, msg, list)

    def assertTupleEqual(self, tuple1, tuple2, msg=None):
        self.assertSequenceEqual(tuple1, tuple2, msg, tuple)

    def assertSetEqual(self, set1, set2, msg=None):
        lines = []
        for name, extra in (('first', set1 - set2), ('second', set2 - set1)):
            if extra:
                lines.append(f'Items in the {name} set but not the {"second" if name == "first" else "first"}:')
                lines += [repr(each) for each in extra]
        if lines:
            self.fail(self._formatMessage(msg, '\n'.join(lines)))

    def assertDictEqual(self, d1, d2, msg=None):
        self.assertIsInstance(d1, dict, 'First argument is not a dictionary')
        self.assertIsInstance(d2, dict, 'Second argument is not a dictionary')
        if d1 != d2:
            diff = '\n' + '\n'.join(difflib.ndiff(pprint.pformat(d1).splitlines(), pprint.pformat(d2).splitlines()))
            self.fail(self._formatMessage(msg, self._truncated('%s != %s' % tuple(_common((d1, d2))), diff)))

    def assertCountEqual(self, first, second, msg=None):
        a, b = list(first), list(second)
        lines = []
        for each in [x for n, x in enumerate(a + b) if x not in (a + b)[:n]]:
            if a.count(each) != b.count(each):
                lines.append(f'First has {a.count(each)}, Second has {b.count(each)}:  {each!r}')
        if lines:
            self.fail(self._formatMessage(msg, 'Element counts were not equal:\n' + '\n'.join(lines)))

    def assertRaises(self, expected_exception, *args, **kwargs):
        return self._raises(_Raises(self, expected_exception, msg=kwargs.pop('msg', None) if not args else None), args, kwargs)

    def assertRaisesRegex(self, expected_exception, expected_regex, *args, **kwargs):
        return self._raises(_Raises(self, expected_exception, expected_regex), args, kwargs)

    def _raises(self, made, args, kwargs):
        if not args:
            return made
        made.by = getattr(args[0], '__name__', str(args[0]))
        with made:
            args[0](*args[1:], **kwargs)

    def assertLogs(self, logger=None, level=None):
        return _Logs(self, logger, level, False)

    def assertNoLogs(self, logger=None, level=None):
        return _Logs(self, logger, level, True)

    assertEquals, assertItemsEqual = assertEqual, assertCountEqual
`;
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
