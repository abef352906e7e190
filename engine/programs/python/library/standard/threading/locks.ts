/** threading: what threads wait at. Who waits looks again whenever something was let go. */
export const threadingLocks = `
import _thread

def _wait_until(ready, timeout):
    end = None if timeout is None or timeout < 0 else _thread.deadline(timeout)
    while not ready():
        left = None if end is None else end - _thread.deadline(0)
        if left is not None and left <= 0:
            return False
        _thread.wait(None if left is None else left / 1000)
    return True

def _check(blocking, timeout):
    if not blocking and timeout not in (-1, None):
        raise ValueError("can't specify a timeout for a non-blocking call")
    if timeout is not None and timeout < 0 and timeout != -1:
        raise ValueError('timeout value must be a non-negative number')

class Lock:
    def __init__(self):
        self._owner = None
        # Taken with one call, so that no other thread comes between looking and taking.
        self._free = [True]

    def _take(self):
        try:
            self._free.pop()
        except IndexError:
            return False
        self._owner = _thread.get_ident()
        return True

    def acquire(self, blocking=True, timeout=-1):
        _check(blocking, timeout)
        return self._take() or blocking and _wait_until(self._take, timeout)

    def release(self):
        if self._free:
            raise RuntimeError('release unlocked lock')
        self._owner = None
        self._free.append(True)
        _thread.wake()

    def locked(self):
        return not self._free

    def __enter__(self):
        return self.acquire()

    def __exit__(self, *args):
        self.release()

    def __repr__(self):
        return f"<{'un' if self._free else ''}locked _thread.lock object at {hex(id(self))}>"

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
        if self._owner != _thread.get_ident():
            raise RuntimeError('cannot release un-acquired lock')
        self._depth -= 1
        if self._depth == 0:
            Lock.release(self)

    def __repr__(self):
        return f"<{'un' if self._free else ''}locked _thread.RLock object owner={self._owner or 0} count={self._depth} at {hex(id(self))}>"

class Event:
    def __init__(self):
        self._flag = False

    def is_set(self):
        return self._flag

    isSet = is_set

    def set(self):
        self._flag = True
        _thread.wake()

    def clear(self):
        self._flag = False

    def wait(self, timeout=None):
        return _wait_until(lambda: self._flag, None if timeout is None else max(timeout, 0))

    def __repr__(self):
        return f"<threading.Event at {hex(id(self))}: {'set' if self._flag else 'unset'}>"

class Condition:
    def __init__(self, lock=None):
        self._lock = lock or RLock()
        self.acquire = self._lock.acquire
        self.release = self._lock.release
        self._tickets = 0
        self._called = 0

    def __enter__(self):
        return self._lock.__enter__()

    def __exit__(self, *args):
        self._lock.release()

    def _held(self, what):
        if self._lock._owner != _thread.get_ident():
            raise RuntimeError(f'cannot {what} on un-acquired lock')

    def wait(self, timeout=None):
        self._held('wait')
        self._tickets += 1
        mine = self._tickets
        self._lock.release()
        try:
            return _wait_until(lambda: self._called >= mine, timeout)
        finally:
            self._lock.acquire()

    def wait_for(self, predicate, timeout=None):
        end = None if timeout is None else _thread.deadline(timeout)
        found = predicate()
        while not found:
            left = None if end is None else (end - _thread.deadline(0)) / 1000
            if left is not None and left <= 0:
                break
            self.wait(left)
            found = predicate()
        return found

    def notify(self, n=1):
        self._held('notify')
        self._called = min(self._tickets, self._called + n)
        _thread.wake()

    def notify_all(self):
        self._held('notify')
        self._called = self._tickets
        _thread.wake()

    notifyAll = notify_all

class Semaphore:
    def __init__(self, value=1):
        if value < 0:
            raise ValueError('semaphore initial value must be >= 0')
        self._value = value
        self._guard = Lock()

    def _take(self):
        # Letting go of the guard wakes others: whoever finds nothing must not touch it.
        if self._value <= 0:
            return False
        with self._guard:
            if self._value <= 0:
                return False
            self._value -= 1
            return True

    def acquire(self, blocking=True, timeout=None):
        if not blocking and timeout is not None:
            raise ValueError("can't specify timeout for non-blocking acquire")
        return self._take() or blocking and _wait_until(self._take, timeout)

    def release(self, n=1):
        if n < 1:
            raise ValueError('n must be one or more')
        with self._guard:
            self._value += n
        _thread.wake()

    def __enter__(self):
        return self.acquire()

    def __exit__(self, *args):
        self.release()

class BoundedSemaphore(Semaphore):
    def __init__(self, value=1):
        Semaphore.__init__(self, value)
        self._initial_value = value

    def release(self, n=1):
        if self._value + n > self._initial_value:
            raise ValueError('Semaphore released too many times')
        Semaphore.release(self, n)

class BrokenBarrierError(RuntimeError):
    pass

class Barrier:
    def __init__(self, parties, action=None, timeout=None):
        if parties < 1:
            raise ValueError('parties must be > 0')
        self.parties = parties
        self._action = action
        self._timeout = timeout
        self._arrived = 0
        self._round = 0
        self.broken = False

    @property
    def n_waiting(self):
        return self._arrived

    def wait(self, timeout=None):
        if self.broken:
            raise BrokenBarrierError
        index, mine = self._arrived, self._round
        self._arrived += 1
        if self._arrived == self.parties:
            try:
                if self._action is not None:
                    self._action()
            except BaseException:
                self.abort()
                raise
            self._arrived = 0
            self._round += 1
            _thread.wake()
        elif not _wait_until(lambda: self.broken or self._round != mine, self._timeout if timeout is None else timeout):
            self.abort()
            raise BrokenBarrierError
        elif self._round == mine:
            raise BrokenBarrierError
        return index

    def reset(self):
        if self._arrived:
            self.abort()
        self._arrived, self.broken = 0, False
        self._round += 1

    def abort(self):
        self.broken = True
        _thread.wake()
`;
