/** What can be read, found out by reading ahead. */
export const selectSource = `
import _socket
import _thread

error = OSError
POLLIN, POLLPRI, POLLOUT, POLLERR, POLLHUP, POLLNVAL = 1, 2, 4, 8, 16, 32
EPOLLIN, EPOLLOUT, EPOLLERR, EPOLLHUP = 1, 4, 8, 16

def _number(f):
    return f if isinstance(f, int) else f.fileno()

def select(rlist, wlist, xlist, timeout=None):
    rlist, wlist = list(rlist), list(wlist)
    end = None if timeout is None else _thread.deadline(timeout)
    while True:
        ready = [f for f in rlist if getattr(f, '_ready', lambda: True)()]
        if ready or wlist or end is not None and _thread.deadline(0) >= end:
            return ready, wlist, []
        _socket.wait_readable([_number(f) for f in rlist], None if end is None else (end - _thread.deadline(0)) / 1000)

class poll:
    def __init__(self):
        self._watched = {}
    def register(self, fd, eventmask=POLLIN | POLLPRI | POLLOUT):
        self._watched[_number(fd)] = (fd, eventmask)
    def modify(self, fd, eventmask):
        self.register(fd, eventmask)
    def unregister(self, fd):
        del self._watched[_number(fd)]
    def poll(self, timeout=None):
        r, w, _ = select([f for f, m in self._watched.values() if m & POLLIN], [f for f, m in self._watched.values() if m & POLLOUT], [], None if timeout is None or timeout < 0 else timeout / 1000)
        return [(n, (POLLIN if f in r else 0) | (POLLOUT if f in w else 0)) for n, (f, m) in self._watched.items() if f in r or f in w]

class epoll(poll):
    def __init__(self, *args, **kwargs):
        poll.__init__(self)
    def poll(self, timeout=None, maxevents=-1):
        return poll.poll(self, None if timeout is None or timeout < 0 else timeout * 1000)
    def close(self):
        pass
`;
