export const schedSource = `
import heapq
import threading
import time
from collections import namedtuple

Event = namedtuple('Event', 'time, priority, sequence, action, argument, kwargs')

class scheduler:
    def __init__(self, timefunc=time.monotonic, delayfunc=time.sleep):
        self._queue, self._count = [], 0
        self.timefunc, self.delayfunc = timefunc, delayfunc
    def enterabs(self, time, priority, action, argument=(), kwargs={}):
        self._count += 1
        event = Event(time, priority, self._count, action, argument, kwargs)
        heapq.heappush(self._queue, event)
        return event
    def enter(self, delay, priority, action, argument=(), kwargs={}):
        return self.enterabs(self.timefunc() + delay, priority, action, argument, kwargs)
    def cancel(self, event):
        self._queue.remove(event)
        heapq.heapify(self._queue)
    def empty(self):
        return not self._queue
    def run(self, blocking=True):
        while self._queue:
            event = self._queue[0]
            left = event.time - self.timefunc()
            if left > 0:
                if not blocking:
                    return left
                self.delayfunc(left)
            else:
                heapq.heappop(self._queue)
                event.action(*event.argument, **event.kwargs)
                self.delayfunc(0)
    @property
    def queue(self):
        return sorted(self._queue)
`;
