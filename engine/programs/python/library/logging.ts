import type { LibraryModule } from './sources.ts';

const logging = `
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
        return sys.traceback_text(exc_info[1]).rstrip('\\n')

    def usesTime(self):
        return 'asctime' in self._fmt

    def formatMessage(self, record):
        fields = record.__dict__
        if self._style == '{':
            return self._fmt.format(**fields)
        if self._style == '$':
            text = self._fmt
            for k, v in fields.items():
                text = text.replace('\${' + k + '}', str(v)).replace('$' + k, str(v))
            return text
        return self._fmt % fields

    def format(self, record):
        record.message = record.getMessage()
        if self.usesTime():
            record.asctime = self.formatTime(record, self.datefmt)
        text = self.formatMessage(record)
        if record.exc_info:
            text = text.rstrip('\\n') + '\\n' + self.formatException(record.exc_info)
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
    terminator = '\\n'

    def __init__(self, stream=None):
        Handler.__init__(self)
        self.stream = stream if stream is not None else sys.stderr

    def emit(self, record):
        self.stream.write(self.format(record) + self.terminator)
        self.flush()

    def flush(self):
        if hasattr(self.stream, 'flush'):
            self.stream.flush()

    def setStream(self, stream):
        self.stream = stream

class FileHandler(StreamHandler):
    def __init__(self, filename, mode='a', encoding=None, delay=False):
        StreamHandler.__init__(self, open(filename, mode))
        self.baseFilename = filename

    def close(self):
        self.stream.close()

class NullHandler(Handler):
    def handle(self, record):
        pass

    def emit(self, record):
        pass

class _LastResort(StreamHandler):
    def emit(self, record):
        self.stream = sys.stderr
        StreamHandler.emit(self, record)

class Logger(_Filterer):
    def __init__(self, name, level=NOTSET):
        self.name = name
        self.level = _level(level)
        self.parent = None
        self.propagate = True
        self.handlers = []
        self.filters = []
        self.disabled = False

    def setLevel(self, level):
        self.level = _level(level)

    def getEffectiveLevel(self):
        logger = self
        while logger:
            if logger.level:
                return logger.level
            logger = logger.parent
        return NOTSET

    def isEnabledFor(self, level):
        return level > _disabled and level >= self.getEffectiveLevel()

    def getChild(self, suffix):
        return getLogger(suffix if self.name == 'root' else self.name + '.' + suffix)

    def addHandler(self, handler):
        if handler not in self.handlers:
            self.handlers.append(handler)

    def removeHandler(self, handler):
        if handler in self.handlers:
            self.handlers.remove(handler)

    def hasHandlers(self):
        logger = self
        while logger:
            if logger.handlers:
                return True
            logger = logger.parent if logger.propagate else None
        return False

    def _log(self, level, msg, args, exc_info=None, extra=None, stack_info=False, stacklevel=1):
        if exc_info is not None and exc_info is not False and not isinstance(exc_info, tuple):
            exc_info = (type(exc_info), exc_info, None) if isinstance(exc_info, BaseException) else sys.exc_info()
        if exc_info and exc_info[1] is None:
            exc_info = None
        self.handle(LogRecord(self.name, level, msg, args, exc_info or None, extra))

    def handle(self, record):
        if self.disabled or not self.filter(record):
            return
        found = False
        logger = self
        while logger:
            for handler in logger.handlers:
                found = True
                if record.levelno >= handler.level:
                    handler.handle(record)
            logger = logger.parent if logger.propagate else None
        if not found and record.levelno >= lastResort.level:
            lastResort.handle(record)

    def log(self, level, msg, *args, **kwargs):
        if self.isEnabledFor(level):
            self._log(level, msg, args, **kwargs)

    def debug(self, msg, *args, **kwargs):
        self.log(DEBUG, msg, *args, **kwargs)

    def info(self, msg, *args, **kwargs):
        self.log(INFO, msg, *args, **kwargs)

    def warning(self, msg, *args, **kwargs):
        self.log(WARNING, msg, *args, **kwargs)

    warn = warning

    def error(self, msg, *args, **kwargs):
        self.log(ERROR, msg, *args, **kwargs)

    def exception(self, msg, *args, exc_info=True, **kwargs):
        self.log(ERROR, msg, *args, exc_info=exc_info, **kwargs)

    def critical(self, msg, *args, **kwargs):
        self.log(CRITICAL, msg, *args, **kwargs)

    fatal = critical

    def __repr__(self):
        return f'<Logger {self.name} ({getLevelName(self.getEffectiveLevel())})>'

_default = Formatter()
_disabled = 0
lastResort = _LastResort()
lastResort.level = WARNING
root = Logger('root', WARNING)
_loggers = {}

def getLogger(name=None):
    if not name or name == 'root':
        return root
    if name in _loggers:
        return _loggers[name]
    logger = _loggers[name] = Logger(name)
    logger.parent = root
    parts = name.split('.')
    for n in range(len(parts) - 1, 0, -1):
        above = _loggers.get('.'.join(parts[:n]))
        if above is not None:
            logger.parent = above
            break
    for other, each in _loggers.items():
        if other.startswith(name + '.') and (each.parent is root or name.startswith(each.parent.name + '.')):
            each.parent = logger
    return logger

BASIC_FORMAT = '%(levelname)s:%(name)s:%(message)s'

def basicConfig(*, filename=None, filemode='a', format=None, datefmt=None, style='%', level=None, stream=None, handlers=None, force=False, encoding=None, errors=None):
    if force:
        root.handlers = []
    if not root.handlers:
        if handlers is None:
            handlers = [FileHandler(filename, filemode) if filename else StreamHandler(stream)]
        formatter = Formatter(format or BASIC_FORMAT, datefmt, style)
        for handler in handlers:
            if handler.formatter is None:
                handler.setFormatter(formatter)
            root.addHandler(handler)
        if level is not None:
            root.setLevel(level)

def _root(method):
    def call(msg, *args, **kwargs):
        if not root.handlers:
            basicConfig()
        getattr(root, method)(msg, *args, **kwargs)
    return call

debug, info, warning, error, exception, critical = map(_root, ['debug', 'info', 'warning', 'error', 'exception', 'critical'])
warn, fatal = warning, critical

def log(level, msg, *args, **kwargs):
    if not root.handlers:
        basicConfig()
    root.log(level, msg, *args, **kwargs)

def disable(level=CRITICAL):
    global _disabled
    _disabled = level

def getLoggerClass():
    return Logger

def captureWarnings(capture):
    pass

def shutdown():
    pass

class LoggerAdapter:
    def __init__(self, logger, extra=None):
        self.logger = logger
        self.extra = extra
    def __getattr__(self, name):
        return getattr(self.logger, name)
`;

const handlers = `
import logging

class RotatingFileHandler(logging.FileHandler):
    def __init__(self, filename, mode='a', maxBytes=0, backupCount=0, encoding=None, delay=False):
        logging.FileHandler.__init__(self, filename, mode)

class TimedRotatingFileHandler(logging.FileHandler):
    def __init__(self, filename, when='h', interval=1, backupCount=0, encoding=None):
        logging.FileHandler.__init__(self, filename)
`;

const traceback = `
import sys

def format_exc(limit=None, chain=True):
    error = sys.exception()
    return 'NoneType: None\\n' if error is None else sys.traceback_text(error)

def print_exc(limit=None, file=None, chain=True):
    print(format_exc(), end='', file=file if file is not None else sys.stderr)

def format_exception(exc, value=None, tb=None, **kwargs):
    return sys.traceback_text(value if value is not None else exc).splitlines(True)

def print_exception(exc, value=None, tb=None, limit=None, file=None, **kwargs):
    print(sys.traceback_text(value if value is not None else exc), end='', file=file if file is not None else sys.stderr)

def format_exception_only(exc, value=None):
    error = value if value is not None else exc
    text = str(error)
    return [f"{type(error).__name__}: {text}\\n" if text else f"{type(error).__name__}\\n"]

def format_tb(tb, limit=None):
    return []

def print_stack(*args, **kwargs):
    raise NotImplementedError('traceback.print_stack(): not part of the simulation')
`;

export const loggingLibrary: readonly (readonly [string, LibraryModule])[] = [
  [
    'logging',
    { kind: 'standard', source: logging, isPackage: true, bytes: 900_000, importMicroseconds: 6000 },
  ],
  ['logging.handlers', { kind: 'builtin', source: handlers }],
  ['traceback', { kind: 'standard', source: traceback }],
];
