/** What takes and gives is one call each, so that no other thread comes between looking and taking. */
export const queueSource = `
import _thread
import heapq
import threading

class Empty(Exception):
    __module__ = '_queue'

class Full(Exception):
    pass

class Queue:
    def __init__(self, maxsize=0):
        self.maxsize = maxsize
        self._init(maxsize)
        self.mutex = threading.Lock()
        self.unfinished_tasks = 0

    def _init(self, maxsize):
        self.queue = []

    def _qsize(self):
        return len(self.queue)

    def qsize(self):
        return self._qsize()

    def empty(self):
        return not self._qsize()

    def full(self):
        return 0 < self.maxsize <= self._qsize()

    def put(self, item, block=True, timeout=None):
        if timeout is not None and timeout < 0:
            raise ValueError("'timeout' must be a non-negative number")
        if self.full() and (not block or not threading._wait_until(lambda: not self.full(), timeout)):
            raise Full
        self.unfinished_tasks += 1
        self._put(item)
        _thread.wake()

    def _put(self, item):
        self.queue.append(item)

    def _get(self):
        return self.queue.pop(0)

    def get(self, block=True, timeout=None):
        if timeout is not None and timeout < 0:
            raise ValueError("'timeout' must be a non-negative number")
        end = None if timeout is None else _thread.deadline(timeout)
        while True:
            try:
                item = self._get()
            except IndexError:
                left = None if end is None else (end - _thread.deadline(0)) / 1000
                if not block or left is not None and left <= 0 or not threading._wait_until(self._qsize, left):
                    raise Empty from None
            else:
                _thread.wake()
                return item

    def put_nowait(self, item):
        self.put(item, False)

    def get_nowait(self):
        return self.get(False)

    def task_done(self):
        if self.unfinished_tasks <= 0:
            raise ValueError('task_done() called too many times')
        self.unfinished_tasks -= 1
        _thread.wake()

    def join(self):
        threading._wait_until(lambda: self.unfinished_tasks == 0, None)

class LifoQueue(Queue):
    def _get(self):
        return self.queue.pop()

class PriorityQueue(Queue):
    def _put(self, item):
        heapq.heappush(self.queue, item)
    def _get(self):
        return heapq.heappop(self.queue)

class SimpleQueue(Queue):
    def __init__(self):
        Queue.__init__(self)
`;
