export const itertoolsSource = `
def count(start=0, step=1):
    while True:
        yield start
        start += step

def cycle(iterable):
    items = list(iterable)
    while items:
        for x in items:
            yield x

def repeat(value, times=None):
    if times is None:
        while True:
            yield value
    for _ in range(times):
        yield value

class chain:
    def __init__(self, *iterables):
        self._it = self._all(iterables)
    def _all(self, iterables):
        for it in iterables:
            for x in it:
                yield x
    def __iter__(self):
        return self._it
    def __next__(self):
        return next(self._it)
    @classmethod
    def from_iterable(cls, iterables):
        return cls(*iterables)

def islice(iterable, *args):
    s = slice(*args)
    start, stop, step = s.start or 0, s.stop, s.step or 1
    for n, x in enumerate(iterable):
        if stop is not None and n >= stop:
            return
        if n >= start and (n - start) % step == 0:
            yield x
            if stop is not None and n + 1 >= stop:
                return

def accumulate(iterable, func=None, *, initial=None):
    total = initial
    started = initial is not None
    if started:
        yield total
    for x in iterable:
        if not started:
            total, started = x, True
        else:
            total = total + x if func is None else func(total, x)
        yield total

def product(*iterables, repeat=1):
    pools = [tuple(p) for p in iterables] * repeat
    if not all(pools):
        return
    at = [0] * len(pools)
    while True:
        yield tuple(pool[n] for pool, n in zip(pools, at))
        place = len(pools) - 1
        while place >= 0 and at[place] == len(pools[place]) - 1:
            at[place] = 0
            place -= 1
        if place < 0:
            return
        at[place] += 1

def permutations(iterable, r=None):
    items = tuple(iterable)
    r = len(items) if r is None else r
    def go(chosen, left):
        if len(chosen) == r:
            yield tuple(items[i] for i in chosen)
            return
        for i in left:
            yield from go(chosen + [i], [j for j in left if j != i])
    yield from go([], list(range(len(items))))

def combinations(iterable, r):
    items = tuple(iterable)
    def go(start, chosen):
        if len(chosen) == r:
            yield tuple(chosen)
            return
        for i in range(start, len(items)):
            yield from go(i + 1, chosen + [items[i]])
    yield from go(0, [])

def combinations_with_replacement(iterable, r):
    items = tuple(iterable)
    def go(start, chosen):
        if len(chosen) == r:
            yield tuple(chosen)
            return
        for i in range(start, len(items)):
            yield from go(i, chosen + [items[i]])
    yield from go(0, [])

def groupby(iterable, key=None):
    group, current, started = [], None, False
    for x in iterable:
        k = x if key is None else key(x)
        if started and k != current:
            yield current, iter(group)
            group = []
        current, started = k, True
        group.append(x)
    if started:
        yield current, iter(group)

def takewhile(predicate, iterable):
    for x in iterable:
        if not predicate(x):
            return
        yield x

def dropwhile(predicate, iterable):
    dropping = True
    for x in iterable:
        dropping = dropping and predicate(x)
        if not dropping:
            yield x

def starmap(f, iterable):
    for args in iterable:
        yield f(*args)

def filterfalse(predicate, iterable):
    for x in iterable:
        if not (predicate(x) if predicate else x):
            yield x

def compress(data, selectors):
    for d, s in zip(data, selectors):
        if s:
            yield d

def zip_longest(*iterables, fillvalue=None):
    lists = [list(i) for i in iterables]
    for n in range(max(map(len, lists), default=0)):
        yield tuple(l[n] if n < len(l) else fillvalue for l in lists)

def pairwise(iterable):
    last = None
    for n, x in enumerate(iterable):
        if n:
            yield last, x
        last = x

def batched(iterable, n):
    batch = []
    for x in iterable:
        batch.append(x)
        if len(batch) == n:
            yield tuple(batch)
            batch = []
    if batch:
        yield tuple(batch)

def tee(iterable, n=2):
    source, kept = iter(iterable), [[] for _ in range(n)]
    def read(own):
        while True:
            if not own:
                try:
                    value = next(source)
                except StopIteration:
                    return
                for each in kept:
                    each.append(value)
            yield own.pop(0)
    return tuple(read(each) for each in kept)
`;
