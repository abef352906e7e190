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
