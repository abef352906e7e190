export const queueSource = `
import threading

class Empty(Exception):
    pass

class Full(Exception):
    pass

class Queue:
    def __init__(self, maxsize=0):
        self.maxsize = maxsize
        self.queue = []
        self.unfinished_tasks = 0

    def qsize(self):
        return len(self.queue)

    def empty(self):
        return not self.queue

    def full(self):
        return 0 < self.maxsize <= len(self.queue)

    def put(self, item, block=True, timeout=None):
        if self.full() and (not block or not threading._wait_until(lambda: not self.full(), timeout)):
            raise Full
        self._put(item)
        self.unfinished_tasks += 1

    def _put(self, item):
        self.queue.append(item)

    def _get(self):
        return self.queue.pop(0)

    def get(self, block=True, timeout=None):
        if not self.queue and (not block or not threading._wait_until(lambda: len(self.queue) > 0, timeout)):
            raise Empty
        return self._get()

    def put_nowait(self, item):
        self.put(item, False)

    def get_nowait(self):
        return self.get(False)

    def task_done(self):
        self.unfinished_tasks -= 1

    def join(self):
        threading._wait_until(lambda: self.unfinished_tasks == 0, None)

class LifoQueue(Queue):
    def _get(self):
        return self.queue.pop()

class PriorityQueue(Queue):
    def _get(self):
        self.queue.sort()
        return self.queue.pop(0)

SimpleQueue = Queue
`;
