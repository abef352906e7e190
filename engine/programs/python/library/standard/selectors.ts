export const selectorsSource = `
import collections
import select

EVENT_READ, EVENT_WRITE = 1, 2
SelectorKey = collections.namedtuple('SelectorKey', ['fileobj', 'fd', 'events', 'data'])

class BaseSelector:
    pass

class DefaultSelector(BaseSelector):
    def __init__(self):
        self._keys = {}

    def register(self, fileobj, events, data=None):
        fd = fileobj if isinstance(fileobj, int) else fileobj.fileno()
        if fd in self._keys:
            raise KeyError(f'{fileobj!r} (FD {fd}) is already registered')
        self._keys[fd] = SelectorKey(fileobj, fd, events, data)
        return self._keys[fd]

    def unregister(self, fileobj):
        for fd, key in list(self._keys.items()):
            if key.fileobj is fileobj or fd == fileobj:
                del self._keys[fd]
                return key
        raise KeyError(f'{fileobj!r} is not registered')

    def modify(self, fileobj, events, data=None):
        self.unregister(fileobj)
        return self.register(fileobj, events, data)

    def select(self, timeout=None):
        keys = list(self._keys.values())
        r, w, _ = select.select([k.fileobj for k in keys if k.events & EVENT_READ], [k.fileobj for k in keys if k.events & EVENT_WRITE], [], timeout)
        found = []
        for key in keys:
            events = (EVENT_READ if any(f is key.fileobj for f in r) else 0) | (EVENT_WRITE if any(f is key.fileobj for f in w) else 0)
            if events:
                found.append((key, events & key.events))
        return found

    def get_key(self, fileobj):
        return next(k for k in self._keys.values() if k.fileobj is fileobj)

    def get_map(self):
        return self._keys

    def close(self):
        self._keys.clear()

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.close()

SelectSelector = PollSelector = EpollSelector = DefaultSelector
`;
