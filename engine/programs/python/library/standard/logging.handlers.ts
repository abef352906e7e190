export const loggingHandlersSource = String.raw`
import logging
import os
import re
import time

class BaseRotatingHandler(logging.FileHandler):
    namer = rotator = None

    def emit(self, record):
        try:
            if self.shouldRollover(record):
                self.doRollover()
            logging.FileHandler.emit(self, record)
        except Exception:
            self.handleError(record)

    def rotation_filename(self, default_name):
        return self.namer(default_name) if callable(self.namer) else default_name

    def rotate(self, source, dest):
        if callable(self.rotator):
            self.rotator(source, dest)
        elif os.path.exists(source):
            os.rename(source, dest)

    def _shift(self, dest):
        if os.path.exists(dest):
            os.remove(dest)
        self.rotate(self.baseFilename, dest)

    def _reopen(self):
        self.stream = open(self.baseFilename, self.mode, encoding=self.encoding)

class RotatingFileHandler(BaseRotatingHandler):
    def __init__(self, filename, mode='a', maxBytes=0, backupCount=0, encoding=None, delay=False, errors=None):
        logging.FileHandler.__init__(self, filename, 'a' if maxBytes > 0 else mode, encoding=encoding, delay=delay)
        self.maxBytes, self.backupCount = maxBytes, backupCount

    def shouldRollover(self, record):
        if self.maxBytes <= 0 or os.path.exists(self.baseFilename) and not os.path.isfile(self.baseFilename):
            return False
        if self.stream is None:
            self._reopen()
        self.stream.seek(0, 2)
        return self.stream.tell() + len(f'{self.format(record)}\n') >= self.maxBytes

    def doRollover(self):
        self.close()
        if self.backupCount > 0:
            for i in range(self.backupCount - 1, 0, -1):
                source, dest = (self.rotation_filename(f'{self.baseFilename}.{n}') for n in (i, i + 1))
                if os.path.exists(source):
                    if os.path.exists(dest):
                        os.remove(dest)
                    os.rename(source, dest)
            self._shift(self.rotation_filename(self.baseFilename + '.1'))
        self._reopen()

_INTERVALS = {'S': (1, '%Y-%m-%d_%H-%M-%S'), 'M': (60, '%Y-%m-%d_%H-%M'), 'H': (3600, '%Y-%m-%d_%H'), 'D': (86400, '%Y-%m-%d'), 'MIDNIGHT': (86400, '%Y-%m-%d'), 'W': (604800, '%Y-%m-%d')}

class TimedRotatingFileHandler(BaseRotatingHandler):
    def __init__(self, filename, when='h', interval=1, backupCount=0, encoding=None, delay=False, utc=False, atTime=None, errors=None):
        logging.FileHandler.__init__(self, filename, 'a', encoding=encoding, delay=delay)
        self.when = when.upper()
        if self.when[:1] != 'W' and self.when not in _INTERVALS:
            raise ValueError(f'Invalid rollover interval specified: {self.when}')
        unit, self.suffix = _INTERVALS['W' if self.when[:1] == 'W' else self.when]
        self.interval, self.backupCount = unit * interval, backupCount
        self.rolloverAt = self._next(int(time.time()))

    def _next(self, now):
        return now - now % 86400 + self.interval if self.when == 'MIDNIGHT' else now + self.interval

    def shouldRollover(self, record):
        return int(time.time()) >= self.rolloverAt

    def doRollover(self):
        self.close()
        self._shift(self.rotation_filename(self.baseFilename + '.' + time.strftime(self.suffix, time.gmtime(self.rolloverAt - self.interval))))
        if self.backupCount > 0:
            folder, base = os.path.split(self.baseFilename)
            old = sorted(n for n in os.listdir(folder) if n.startswith(base + '.') and re.fullmatch(r'[\d_-]+', n[len(base) + 1:]))
            for name in old[:max(0, len(old) - self.backupCount)]:
                os.remove(os.path.join(folder, name))
        self._reopen()
        while self.rolloverAt <= time.time():
            self.rolloverAt = self._next(self.rolloverAt)

class WatchedFileHandler(logging.FileHandler):
    def emit(self, record):
        if not os.path.exists(self.baseFilename):
            self.stream.close()
            self.stream = open(self.baseFilename, self.mode, encoding=self.encoding)
        logging.FileHandler.emit(self, record)

class SocketHandler(logging.Handler):
    def __init__(self, host, port):
        logging.Handler.__init__(self)
        raise NotImplementedError('logging.handlers.SocketHandler: not part of the simulation')

class SysLogHandler(logging.Handler):
    LOG_USER = 1
    priority_map = {'DEBUG': 7, 'INFO': 6, 'WARNING': 4, 'ERROR': 3, 'CRITICAL': 2}
    ident, append_nul = '', True

    def __init__(self, address=('localhost', 514), facility=LOG_USER, socktype=None):
        import socket
        logging.Handler.__init__(self)
        if isinstance(address, str):
            raise NotImplementedError('the socket of a syslog daemon: not part of the simulation')
        self.address, self.facility = address, facility
        self.socket = socket.socket(socket.AF_INET, socktype or socket.SOCK_DGRAM)
        self.socket.connect(address)

    def emit(self, record):
        try:
            priority = self.facility << 3 | self.priority_map.get(record.levelname, 4)
            text = f'<{priority}>{self.ident}{self.format(record)}' + ('\0' if self.append_nul else '')
            self.socket.send(text.encode())
        except Exception:
            self.handleError(record)

class MemoryHandler(logging.Handler):
    def __init__(self, capacity, flushLevel=logging.ERROR, target=None, flushOnClose=True):
        logging.Handler.__init__(self)
        self.capacity, self.flushLevel, self.target, self.buffer = capacity, flushLevel, target, []

    def emit(self, record):
        self.buffer.append(record)
        if len(self.buffer) >= self.capacity or record.levelno >= self.flushLevel:
            self.flush()

    def flush(self):
        if self.target is not None:
            for record in self.buffer:
                self.target.handle(record)
            self.buffer.clear()

class QueueHandler(logging.Handler):
    def __init__(self, queue):
        logging.Handler.__init__(self)
        self.queue = queue

    def emit(self, record):
        record.msg, record.args = record.getMessage(), None
        self.queue.put_nowait(record)

class QueueListener:
    def __init__(self, queue, *handlers, respect_handler_level=False):
        self.queue, self.handlers, self.respect_handler_level = queue, handlers, respect_handler_level

    def start(self):
        import threading
        self._thread = threading.Thread(target=self._listen, daemon=True)
        self._thread.start()

    def _listen(self):
        while (record := self.queue.get()) is not None:
            for handler in self.handlers:
                if not self.respect_handler_level or record.levelno >= handler.level:
                    handler.handle(record)

    def stop(self):
        self.queue.put_nowait(None)
        self._thread.join()
`;
