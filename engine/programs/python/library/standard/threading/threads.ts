/** threading: threads, and what is known of them. */
export const threadingThreads = `
_names = {}
_threads = {}
_count = 0
_FIRST_IDENT, _STACK_BYTES = 139872514467648, 8392704
TIMEOUT_MAX = 9223372036.0

def _ident(number):
    return _FIRST_IDENT - _STACK_BYTES * (number - 1)

class ExceptHookArgs(tuple):
    exc_type = property(lambda self: self[0])
    exc_value = property(lambda self: self[1])
    exc_traceback = property(lambda self: self[2])
    thread = property(lambda self: self[3])

def excepthook(args):
    import sys, traceback
    print(f'Exception in thread {args.thread.name}:', file=sys.stderr)
    traceback.print_exception(args.exc_value)

__excepthook__ = excepthook

def _daemonic(given):
    return current_thread().daemon if given is None else bool(given)

class Thread:
    def __init__(self, group=None, target=None, name=None, args=(), kwargs=None, *, daemon=None):
        global _count
        if group is not None:
            raise AssertionError('group argument must be None for now')
        if name is None:
            _count += 1
            name = f'Thread-{_count}'
            if target is not None and hasattr(target, '__name__'):
                name += f' ({target.__name__})'
        self._name = str(name)
        self._target = target
        self._args = args
        self._kwargs = kwargs or {}
        self._daemon = _daemonic(daemon)
        self._number = None

    def start(self):
        if not hasattr(self, '_number'):
            raise RuntimeError('thread.__init__() not called')
        if self._number is not None:
            raise RuntimeError('threads can only be started once')
        self._number = _thread.start(self._bootstrap, (), {}, self._daemon)
        _names[self._number] = self._name
        _threads[self._number] = self

    def _bootstrap(self):
        try:
            self.run()
        except SystemExit:
            pass
        except BaseException as e:
            if excepthook is __excepthook__:
                raise
            excepthook(ExceptHookArgs((type(e), e, e.__traceback__, self)))
        finally:
            _threads.pop(self._number, None)

    def run(self):
        try:
            if self._target is not None:
                self._target(*self._args, **self._kwargs)
        finally:
            del self._target, self._args, self._kwargs

    def join(self, timeout=None):
        if self._number is None:
            raise RuntimeError('cannot join thread before it is started')
        if self._number == _thread.get_ident():
            raise RuntimeError('cannot join current thread')
        _wait_until(lambda: _thread.is_done(self._number), None if timeout is None else max(timeout, 0))

    def is_alive(self):
        return self._number is not None and not _thread.is_done(self._number)

    @property
    def ident(self):
        return None if self._number is None else _ident(self._number)

    @property
    def native_id(self):
        import os
        return None if self._number is None else os.getpid() + self._number - 1

    @property
    def name(self):
        return self._name

    @name.setter
    def name(self, name):
        self._name = str(name)
        if self._number is not None:
            _names[self._number] = self._name

    @property
    def daemon(self):
        return self._daemon

    @daemon.setter
    def daemon(self, daemonic):
        if self._number is not None:
            raise RuntimeError('cannot set daemon status of active thread')
        self._daemon = bool(daemonic)

    def setDaemon(self, daemonic):
        self.daemon = daemonic

    def isDaemon(self):
        return self.daemon

    def getName(self):
        return self.name

    def setName(self, name):
        self.name = name

    def __repr__(self):
        state = 'initial' if self._number is None else 'started' if self.is_alive() else 'stopped'
        return f"<{type(self).__name__}({self._name}, {state}{' daemon' if self._daemon else ''}{'' if self._number is None else ' ' + str(self.ident)})>"

class _MainThread(Thread):
    def __init__(self):
        Thread.__init__(self, name='MainThread', daemon=False)
        self._number = 1

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

_main = _MainThread()

class local:
    def __init__(self):
        object.__setattr__(self, '_values', {})

    def __getattr__(self, name):
        values = object.__getattribute__(self, '_values').get(_thread.get_ident(), {})
        if name == '__dict__':
            return values
        if name not in values:
            raise AttributeError(f"{type(self).__name__ if type(self) is not local else '_thread._local'!r} object has no attribute '{name}'")
        return values[name]

    def __setattr__(self, name, value):
        object.__getattribute__(self, '_values').setdefault(_thread.get_ident(), {})[name] = value

    def __delattr__(self, name):
        values = object.__getattribute__(self, '_values').get(_thread.get_ident(), {})
        if name not in values:
            raise AttributeError(name)
        del values[name]

def current_thread():
    return _threads.get(_thread.get_ident(), _main)

currentThread = current_thread

def main_thread():
    return _main

def get_ident():
    return _ident(_thread.get_ident())

def get_native_id():
    return current_thread().native_id

def active_count():
    return len(_threads) + 1

activeCount = active_count

def enumerate():
    return [_main] + list(_threads.values())

def stack_size(size=0):
    return 0

def settrace(func):
    raise NotImplementedError('threading.settrace(): not part of the simulation')

setprofile = settrace

ThreadError = RuntimeError
`;
