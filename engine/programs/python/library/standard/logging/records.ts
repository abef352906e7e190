export const loggingRecords = String.raw`
import sys
import time

CRITICAL, ERROR, WARNING, INFO, DEBUG, NOTSET = 50, 40, 30, 20, 10, 0
FATAL, WARN = CRITICAL, WARNING
_names = {50: 'CRITICAL', 40: 'ERROR', 30: 'WARNING', 20: 'INFO', 10: 'DEBUG', 0: 'NOTSET'}
_levels = {v: k for k, v in _names.items()}
_levels['WARN'] = 30
_levels['FATAL'] = 50
raiseExceptions = True

def getLevelName(level):
    if isinstance(level, str):
        return _levels.get(level, 'Level ' + level)
    return _names.get(level, f'Level {level}')

def addLevelName(level, name):
    _names[level] = name
    _levels[name] = level

def _level(level):
    if isinstance(level, int):
        return level
    if level not in _levels:
        raise ValueError(f'Unknown level: {level!r}')
    return _levels[level]

class LogRecord:
    def __init__(self, name, level, msg, args, exc_info=None, extra=None, func=None):
        self.name = name
        self.levelno = level
        self.levelname = getLevelName(level)
        self.msg = msg
        self.args = args[0] if len(args) == 1 and isinstance(args[0], dict) and args[0] else args
        self.exc_info = exc_info
        self.exc_text = None
        self.created = time.time()
        self.msecs = int((self.created % 1) * 1000)
        self.pathname, self.lineno, self.funcName = sys.caller()
        self.filename = self.pathname.split('/')[-1]
        self.module = self.filename.removesuffix('.py')
        import os, threading
        self.process = os.getpid()
        self.processName = 'MainProcess'
        self.thread = threading.get_ident()
        self.threadName = threading.current_thread().name
        self.relativeCreated = 0
        for k, v in (extra or {}).items():
            setattr(self, k, v)

    def getMessage(self):
        message = str(self.msg)
        return message % self.args if self.args else message

class Formatter:
    default_time_format = '%Y-%m-%d %H:%M:%S'

    def __init__(self, fmt=None, datefmt=None, style='%', validate=True, *, defaults=None):
        self._fmt = fmt or ('%(message)s' if style == '%' else '{message}')
        self.datefmt = datefmt
        self._style = style

    def formatTime(self, record, datefmt=None):
        values = time.parts(record.created)
        if datefmt:
            return time.format_parts(datefmt, values, '+0000', 'UTC')
        return time.format_parts(self.default_time_format, values) + ',%03d' % record.msecs

    def formatException(self, exc_info):
        return sys.traceback_text(exc_info[1]).rstrip('\n')

    def usesTime(self):
        return 'asctime' in self._fmt

    def formatMessage(self, record):
        fields = record.__dict__
        if self._style == '{':
            return self._fmt.format(**fields)
        if self._style == '$':
            text = self._fmt
            for k, v in fields.items():
                text = text.replace('$' '{' + k + '}', str(v)).replace('$' + k, str(v))
            return text
        return self._fmt % fields

    def format(self, record):
        record.message = record.getMessage()
        if self.usesTime():
            record.asctime = self.formatTime(record, self.datefmt)
        text = self.formatMessage(record)
        if record.exc_info:
            text = text.rstrip('\n') + '\n' + self.formatException(record.exc_info)
        return text

class Filter:
    def __init__(self, name=''):
        self.name = name

    def filter(self, record):
        return not self.name or record.name == self.name or record.name.startswith(self.name + '.')

class _Filterer:
    def addFilter(self, f):
        self.filters.append(f)

    def removeFilter(self, f):
        if f in self.filters:
            self.filters.remove(f)

    def filter(self, record):
        for f in self.filters:
            if not (f.filter(record) if hasattr(f, 'filter') else f(record)):
                return False
        return True

class Handler(_Filterer):
    def __init__(self, level=NOTSET):
        self.level = _level(level)
        self.formatter = None
        self.filters = []
        self.name = None

    def get_name(self):
        return self.name

    def set_name(self, name):
        self.name = name

    def acquire(self):
        pass

    release = acquire

    def handleError(self, record):
        if not raiseExceptions:
            return
        import traceback
        text = ''.join(traceback.format_exception(*sys.exc_info()))
        stack = ''.join(traceback.format_stack())
        message = f'Message: {record.msg!r}\nArguments: {record.args}\n'
        sys.stderr.write(f'--- Logging error ---\n{text}Call stack:\n{stack}{message}')

    def __repr__(self):
        return f'<{type(self).__name__} ({getLevelName(self.level)})>'

    def setLevel(self, level):
        self.level = _level(level)

    def setFormatter(self, formatter):
        self.formatter = formatter

    def format(self, record):
        return (self.formatter or _default).format(record)

    def handle(self, record):
        if self.filter(record):
            self.emit(record)

    def emit(self, record):
        raise NotImplementedError('emit must be implemented by Handler subclasses')

    def flush(self):
        pass

    def close(self):
        pass

class StreamHandler(Handler):
    terminator = '\n'

    def __init__(self, stream=None):
        Handler.__init__(self)
        self.stream = stream if stream is not None else sys.stderr

    def emit(self, record):
        try:
            self.stream.write(self.format(record) + self.terminator)
            self.flush()
        except RecursionError:
            raise
        except Exception:
            self.handleError(record)

    def flush(self):
        if hasattr(self.stream, 'flush'):
            self.stream.flush()

    def setStream(self, stream):
        before, self.stream = self.stream, stream
        return before

    def __repr__(self):
        name = getattr(self.stream, 'name', '')
        return f"<{type(self).__name__} {str(name) + ' ' if name else ''}({getLevelName(self.level)})>"

class FileHandler(StreamHandler):
    def __init__(self, filename, mode='a', encoding=None, delay=False, errors=None):
        import os
        self.baseFilename = os.path.abspath(os.fspath(filename))
        self.mode, self.encoding, self.delay = mode, encoding, delay
        Handler.__init__(self)
        self.stream = None if delay else open(self.baseFilename, mode, encoding=encoding)

    def emit(self, record):
        if self.stream is None:
            self.stream = open(self.baseFilename, self.mode, encoding=self.encoding)
        StreamHandler.emit(self, record)

    def close(self):
        if self.stream is not None:
            self.stream.close()
            self.stream = None

    def __repr__(self):
        return f'<{type(self).__name__} {self.baseFilename} ({getLevelName(self.level)})>'

class NullHandler(Handler):
    def handle(self, record):
        pass

    def emit(self, record):
        pass

class _LastResort(StreamHandler):
    def emit(self, record):
        self.stream = sys.stderr
        StreamHandler.emit(self, record)
`;
