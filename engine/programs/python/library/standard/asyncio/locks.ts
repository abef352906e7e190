/** Locks and queues between tasks. */
export const asyncioLocks = `
class QueueEmpty(Exception):
    pass

class QueueFull(Exception):
    pass

class _Waiters:
    def _waiters(self):
        if '_line' not in self.__dict__:
            self._line = []
        return self._line

    async def _wait_until(self, ready):
        while not ready():
            future = get_running_loop().create_future()
            self._waiters().append(future)
            try:
                await future
            except CancelledError:
                if future in self._line:
                    self._line.remove(future)
                else:
                    self._wake()
                raise

    def _wake(self, n=1):
        line = self._waiters()
        while line and n > 0:
            future = line.pop(0)
            if not future.done():
                future.set_result(None)
                n -= 1

class _Entered:
    async def __aenter__(self):
        await self.acquire()

    async def __aexit__(self, *args):
        self.release()

class Lock(_Waiters, _Entered):
    def __init__(self):
        self._locked = False

    def locked(self):
        return self._locked

    async def acquire(self):
        await self._wait_until(lambda: not self._locked)
        self._locked = True
        return True

    def release(self):
        if not self._locked:
            raise RuntimeError('Lock is not acquired.')
        self._locked = False
        self._wake()

    def __repr__(self):
        return f'<asyncio.locks.Lock object at {hex(id(self))} [{"locked" if self._locked else "unlocked"}]>'

class Event(_Waiters):
    def __init__(self):
        self._value = False

    def is_set(self):
        return self._value

    def set(self):
        self._value = True
        self._wake(len(self._waiters()))

    def clear(self):
        self._value = False

    async def wait(self):
        if not self._value:
            future = get_running_loop().create_future()
            self._waiters().append(future)
            try:
                await future
            finally:
                if future in self._line:
                    self._line.remove(future)
        return True

    def __repr__(self):
        return f'<asyncio.locks.Event object at {hex(id(self))} [{"set" if self._value else "unset"}]>'

class Semaphore(_Waiters, _Entered):
    def __init__(self, value=1):
        if value < 0:
            raise ValueError('Semaphore initial value must be >= 0')
        self._value = self._bound = value

    def locked(self):
        return self._value == 0

    async def acquire(self):
        await self._wait_until(lambda: self._value > 0)
        self._value -= 1
        return True

    def release(self):
        self._value += 1
        self._wake()

class BoundedSemaphore(Semaphore):
    def release(self):
        if self._value >= self._bound:
            raise ValueError('BoundedSemaphore released too many times')
        Semaphore.release(self)

class Condition(_Waiters, _Entered):
    def __init__(self, lock=None):
        self._lock = lock or Lock()
        self.locked, self.acquire, self.release = self._lock.locked, self._lock.acquire, self._lock.release

    async def wait(self):
        if not self.locked():
            raise RuntimeError('cannot wait on un-acquired lock')
        future = get_running_loop().create_future()
        self._waiters().append(future)
        self.release()
        try:
            await future
            return True
        finally:
            if future in self._line:
                self._line.remove(future)
            await self.acquire()

    async def wait_for(self, predicate):
        while not predicate():
            await self.wait()
        return predicate()

    def notify(self, n=1):
        if not self.locked():
            raise RuntimeError('cannot notify on un-acquired lock')
        self._wake(n)

    def notify_all(self):
        self.notify(len(self._waiters()))

class Queue(_Waiters):
    def __init__(self, maxsize=0):
        self.maxsize = maxsize
        self._unfinished = 0
        self._finished = Event()
        self._finished.set()
        self._items = []
        self._changed = _Waiters()

    def _put(self, item):
        self._items.append(item)

    def _get(self):
        return self._items.pop(0)

    def qsize(self):
        return len(self._items)

    def empty(self):
        return not self._items

    def full(self):
        return self.maxsize > 0 and len(self._items) >= self.maxsize

    async def put(self, item):
        await self._changed._wait_until(lambda: not self.full())
        self.put_nowait(item)

    def put_nowait(self, item):
        if self.full():
            raise QueueFull
        self._put(item)
        self._unfinished += 1
        self._finished.clear()
        self._wake()

    async def get(self):
        await self._wait_until(lambda: self._items)
        return self.get_nowait()

    def get_nowait(self):
        if not self._items:
            raise QueueEmpty
        item = self._get()
        self._changed._wake()
        return item

    def task_done(self):
        if self._unfinished <= 0:
            raise ValueError('task_done() called too many times')
        self._unfinished -= 1
        if self._unfinished == 0:
            self._finished.set()

    async def join(self):
        if self._unfinished > 0:
            await self._finished.wait()

class PriorityQueue(Queue):
    def _put(self, item):
        heapq.heappush(self._items, item)
    def _get(self):
        return heapq.heappop(self._items)

class LifoQueue(Queue):
    def _get(self):
        return self._items.pop()
`;
