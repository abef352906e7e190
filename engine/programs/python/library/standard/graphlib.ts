export const graphlibSource = `
class CycleError(ValueError):
    pass

class TopologicalSorter:
    def __init__(self, graph=None):
        self._before = {}
        self._done = self._ready = None
        for node, predecessors in (graph or {}).items():
            self.add(node, *predecessors)
    def add(self, node, *predecessors):
        if self._ready is not None:
            raise ValueError('Nodes cannot be added after a call to prepare()')
        self._before.setdefault(node, {})
        for each in predecessors:
            self._before.setdefault(each, {})
            self._before[node][each] = True
    def _cycle(self):
        path, seen = [], set()
        def go(node):
            if node in path:
                return path[path.index(node):] + [node]
            if node in seen:
                return None
            seen.add(node)
            path.append(node)
            for each in self._before[node]:
                found = go(each)
                if found:
                    return found
            path.pop()
        for node in self._before:
            found = go(node)
            if found:
                return found[::-1]
    def prepare(self):
        if self._ready is not None:
            raise ValueError('cannot prepare() more than once')
        cycle = self._cycle()
        if cycle:
            raise CycleError('nodes are in a cycle', cycle)
        self._waiting = {n: set(b) for n, b in self._before.items()}
        self._ready = [n for n, b in self._waiting.items() if not b]
        self._given, self._finished = set(), 0
    def get_ready(self):
        ready, self._ready = tuple(self._ready), []
        self._given.update(ready)
        return ready
    def done(self, *nodes):
        for node in nodes:
            if node not in self._given:
                raise ValueError(f'node {node!r} was not passed out (still not ready)')
            self._given.discard(node)
            self._finished += 1
            for each, before in self._waiting.items():
                if node in before:
                    before.discard(node)
                    if not before:
                        self._ready.append(each)
    def is_active(self):
        return bool(self._ready) or self._finished < len(self._before)
    def __bool__(self):
        return self.is_active()
    def static_order(self):
        self.prepare()
        while self.is_active():
            nodes = self.get_ready()
            yield from nodes
            self.done(*nodes)
`;
