export const threadingSource = `
import _thread
_names = {}
_threads = {}
_count = 0

class Thread:
    def __init__(self, group=None, target=None, name=None, args=(), kwargs=None, *, daemon=None):
        global _count
        if name is None:
            _count += 1
            name = f'Thread-{_count}'
            if target is not None and hasattr(target, '__name__'):
                name += f' ({target.__name__})'
        self.name = name
        self._target = target
        self._args = args
        self._kwargs = kwargs or {}
        self.daemon = bool(daemon)
        self.ident = None

    def start(self):
        if self.ident is not None:
            raise RuntimeError('threads can only be started once')
        self.ident = _thread.start(self._bootstrap, (), {}, self.daemon)
        _names[self.ident] = self.name
        _threads[self.ident] = self

    def _bootstrap(self):
        try:
            self.run()
        finally:
            _threads.pop(self.ident, None)

    def run(self):
        if self._target is not None:
            self._target(*self._args, **self._kwargs)

    def join(self, timeout=None):
        if self.ident is None:
            raise RuntimeError('cannot join thread before it is started')
        end = None if timeout is None else _thread.deadline(timeout)
        while not _thread.is_done(self.ident):
            if end is not None and _thread.deadline(0) >= end:
                return
            _thread.wait(None if end is None else (end - _thread.deadline(0)) / 1000)

    def is_alive(self):
        return self.ident is not None and not _thread.is_done(self.ident)

    def setDaemon(self, daemonic):
        self.daemon = daemonic

    def isDaemon(self):
        return self.daemon

    def getName(self):
        return self.name

    @property
    def native_id(self):
        return self.ident

    def __repr__(self):
        state = 'initial' if self.ident is None else 'started' if self.is_alive() else 'stopped'
        return f"<Thread({self.name}, {state}{' daemon' if self.daemon else ''} {self.ident})>"

class _MainThread(Thread):
    def __init__(self):
        Thread.__init__(self, name='MainThread')
        self.ident = 1

_main = _MainThread()

class Timer(Thread):
    def __init__(self, interval, function, args=None, kwargs=None):
        Thread.__init__(self)
        self.interval = interval
        self.function = function
        self.args = args or []
        self.kwargs = kwargs or {}
        self.finished = Event()

    def cancel(self):
        self.finished.set()

    def run(self):
        self.finished.wait(self.interval)
        if not self.finished.is_set():
            self.function(*self.args, **self.kwargs)
        self.finished.set()

def _wait_until(ready, timeout):
    end = None if timeout is None or timeout < 0 else _thread.deadline(timeout)
    while not ready():
        left = None if end is None else end - _thread.deadline(0)
        if left is not None and left <= 0:
            return False
        _thread.wait(None if left is None else left / 1000)
    return True

class Lock:
    def __init__(self):
        self._owner = None

    def acquire(self, blocking=True, timeout=-1):
        if self._owner is not None:
            if not blocking or not _wait_until(lambda: self._owner is None, timeout):
                return False
        self._owner = _thread.get_ident()
        return True

    def release(self):
        if self._owner is None:
            raise RuntimeError('release unlocked lock')
        self._owner = None

    def locked(self):
        return self._owner is not None

    def __enter__(self):
        self.acquire()
        return self

    def __exit__(self, *args):
        self.release()

class RLock(Lock):
    def __init__(self):
        Lock.__init__(self)
        self._depth = 0

    def acquire(self, blocking=True, timeout=-1):
        if self._owner == _thread.get_ident() or Lock.acquire(self, blocking, timeout):
            self._depth += 1
            return True
        return False

    def release(self):
        self._depth -= 1
        if self._depth == 0:
            Lock.release(self)

class Event:
    def __init__(self):
        self._flag = False

    def is_set(self):
        return self._flag

    isSet = is_set

    def set(self):
        self._flag = True

    def clear(self):
        self._flag = False

    def wait(self, timeout=None):
        return _wait_until(lambda: self._flag, timeout)

class Condition:
    def __init__(self, lock=None):
        self._lock = lock or RLock()
        self.acquire = self._lock.acquire
        self.release = self._lock.release
        self._tickets = 0
        self._called = 0

    def __enter__(self):
        self._lock.acquire()
        return self

    def __exit__(self, *args):
        self._lock.release()

    def wait(self, timeout=None):
        self._tickets += 1
        mine = self._tickets
        self._lock.release()
        try:
            return _wait_until(lambda: self._called >= mine, timeout)
        finally:
            self._lock.acquire()

    def wait_for(self, predicate, timeout=None):
        while not predicate():
            if not self.wait(timeout):
                return predicate()
        return True

    def notify(self, n=1):
        self._called = min(self._tickets, self._called + n)

    def notify_all(self):
        self._called = self._tickets

class Semaphore:
    def __init__(self, value=1):
        self._value = value

    def acquire(self, blocking=True, timeout=None):
        if self._value <= 0 and (not blocking or not _wait_until(lambda: self._value > 0, timeout)):
            return False
        self._value -= 1
        return True

    def release(self, n=1):
        self._value += n

    def __enter__(self):
        self.acquire()

    def __exit__(self, *args):
        self.release()

BoundedSemaphore = Semaphore

class local:
    def __init__(self):
        object.__setattr__(self, '_values', {})

    def __getattr__(self, name):
        values = object.__getattribute__(self, '_values').get(_thread.get_ident(), {})
        if name not in values:
            raise AttributeError(f"'_thread._local' object has no attribute '{name}'")
        return values[name]

    def __setattr__(self, name, value):
        object.__getattribute__(self, '_values').setdefault(_thread.get_ident(), {})[name] = value

    def __delattr__(self, name):
        del object.__getattribute__(self, '_values')[_thread.get_ident()][name]

def current_thread():
    return _threads.get(_thread.get_ident(), _main)

currentThread = current_thread

def main_thread():
    return _main

def get_ident():
    return _thread.get_ident()

get_native_id = get_ident

def active_count():
    return len(_threads) + 1

def enumerate():
    return [_main] + list(_threads.values())
`;
