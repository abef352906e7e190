export const loggingLoggers = `
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

    def __repr__(self):
        kind = 'RootLogger' if self.name == 'root' else type(self).__name__
        return f'<{kind} {self.name} ({getLevelName(self.getEffectiveLevel())})>'

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


_default = Formatter()
_disabled = 0
lastResort = _LastResort()
lastResort.level = WARNING
root = Logger('root', WARNING)
_loggers = {}

class Manager:
    def __init__(self, root):
        self.root, self.loggerDict = root, _loggers
    def getLogger(self, name):
        return getLogger(name)

Logger.root, Logger.manager = root, Manager(root)

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
            if stream is not None and filename is not None:
                raise ValueError("'stream' and 'filename' should not be specified together")
            handlers = [FileHandler(filename, filemode, encoding) if filename else StreamHandler(stream)]
        elif stream is not None or filename is not None:
            raise ValueError("'stream' or 'filename' should not be specified together with 'handlers'")
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
    def process(self, msg, kwargs):
        kwargs['extra'] = self.extra
        return msg, kwargs
    def log(self, level, msg, *args, **kwargs):
        if self.logger.isEnabledFor(level):
            msg, kwargs = self.process(msg, kwargs)
            self.logger.log(level, msg, *args, **kwargs)
    def debug(self, msg, *args, **kwargs):
        self.log(DEBUG, msg, *args, **kwargs)
    def info(self, msg, *args, **kwargs):
        self.log(INFO, msg, *args, **kwargs)
    def warning(self, msg, *args, **kwargs):
        self.log(WARNING, msg, *args, **kwargs)
    warn = warning
    def error(self, msg, *args, **kwargs):
        self.log(ERROR, msg, *args, **kwargs)
    def critical(self, msg, *args, **kwargs):
        self.log(CRITICAL, msg, *args, **kwargs)
    def exception(self, msg, *args, exc_info=True, **kwargs):
        self.log(ERROR, msg, *args, exc_info=exc_info, **kwargs)
    def __getattr__(self, name):
        return getattr(self.logger, name)

def getLevelNamesMapping():
    return dict(_levels)

def makeLogRecord(dict):
    made = LogRecord(None, 0, '', ())
    made.__dict__.update(dict)
    return made
`;
