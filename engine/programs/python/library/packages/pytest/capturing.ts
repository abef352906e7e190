export const pytestCapturingSource = String.raw`
import io
import logging
import sys
from collections import namedtuple

CaptureResult = namedtuple('CaptureResult', 'out err')

class _Records(logging.Handler):
    def __init__(self):
        super().__init__()
        self.records, self.text = [], ''
    def emit(self, record):
        self.records.append(record)
        path = getattr(record, 'filename', '') or ''
        self.text += f'{record.levelname:<8} {record.name}:{path}:{record.lineno} {record.getMessage()}\n'

class Capture:
    """What a phase of a test prints and logs."""
    def __init__(self, how):
        self.how = how
        self.out, self.err, self.handler = io.StringIO(), io.StringIO(), _Records()

    def start(self):
        self._kept = sys.stdout, sys.stderr
        if CaptureFixture.current is not None:
            sys.stdout, sys.stderr = CaptureFixture.current._proxy
        elif self.how != 'no':
            sys.stdout, sys.stderr = self.out, self.err
        logging.getLogger().addHandler(self.handler)

    def stop(self):
        logging.getLogger().removeHandler(self.handler)
        sys.stdout, sys.stderr = self._kept

    def texts(self):
        return self.out.getvalue(), self.err.getvalue(), self.handler.text

    def fixture(self):
        return CaptureFixture()

    def logs(self):
        return LogCaptureFixture()

class CaptureFixture:
    def __init__(self):
        self._new()
        # From the next phase on, what is printed goes here.
        self._proxy = _Proxy(self, 'out'), _Proxy(self, 'err')
        CaptureFixture.current = self

    def _new(self):
        self.out, self.err = io.StringIO(), io.StringIO()

    def readouterr(self):
        found = CaptureResult(self.out.getvalue(), self.err.getvalue())
        self._new()
        return found

    def close(self):
        CaptureFixture.current = None

    current = None

class _Proxy:
    def __init__(self, fixture, name):
        self._fixture, self._name = fixture, name
    def write(self, text):
        return getattr(self._fixture, self._name).write(text)
    def flush(self):
        pass
    def isatty(self):
        return False

class LogCaptureFixture:
    def __init__(self):
        self.handler, self._levels = _Records(), []
        logging.getLogger().addHandler(self.handler)
    @property
    def records(self):
        return self.handler.records
    @property
    def text(self):
        return self.handler.text
    @property
    def messages(self):
        return [r.getMessage() for r in self.handler.records]
    @property
    def record_tuples(self):
        return [(r.name, r.levelno, r.getMessage()) for r in self.handler.records]
    def set_level(self, level, logger=None):
        target = logging.getLogger(logger)
        self._levels.append((target, target.level))
        target.setLevel(level)
    def at_level(self, level, logger=None):
        from contextlib import contextmanager
        @contextmanager
        def made():
            target = logging.getLogger(logger)
            before = target.level
            target.setLevel(level)
            try:
                yield
            finally:
                target.setLevel(before)
        return made()
    def clear(self):
        self.handler.records, self.handler.text = [], ''
    def close(self):
        logging.getLogger().removeHandler(self.handler)
        for target, level in self._levels:
            target.setLevel(level)
`;
