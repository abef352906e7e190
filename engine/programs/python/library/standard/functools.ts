export const functoolsSource = `
def reduce(function, iterable, *initial):
    it = iter(iterable)
    if initial:
        value = initial[0]
    else:
        value = next(it, reduce)
        if value is reduce:
            raise TypeError('reduce() of empty iterable with no initial value')
    for x in it:
        value = function(value, x)
    return value

WRAPPER_ASSIGNMENTS = ('__module__', '__name__', '__qualname__', '__doc__')
WRAPPER_UPDATES = ('__dict__',)

def update_wrapper(wrapper, wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    for name in assigned:
        if hasattr(wrapped, name):
            setattr(wrapper, name, getattr(wrapped, name))
    for each in updated:
        for name, value in dict(getattr(wrapped, each, {})).items():
            if name not in WRAPPER_ASSIGNMENTS:
                setattr(wrapper, name, value)
    wrapper.__wrapped__ = wrapped
    return wrapper

def wraps(wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    return lambda f: update_wrapper(f, wrapped, assigned, updated)

class partial:
    def __init__(self, func, *args, **keywords):
        self.func = func
        self.args = args
        self.keywords = keywords
    def __call__(self, *args, **keywords):
        return self.func(*self.args, *args, **{**self.keywords, **keywords})

class partialmethod:
    def __init__(self, func, *args, **keywords):
        self.func, self.args, self.keywords = func, args, keywords
    def __get__(self, obj, cls=None):
        def method(*args, **keywords):
            own = () if obj is None else (obj,)
            return self.func(*own, *self.args, *args, **{**self.keywords, **keywords})
        return method

class _Info:
    def __init__(self, hits, misses, maxsize, currsize):
        self.hits, self.misses, self.maxsize, self.currsize = hits, misses, maxsize, currsize
    def __repr__(self):
        return f'CacheInfo(hits={self.hits}, misses={self.misses}, maxsize={self.maxsize}, currsize={self.currsize})'

def lru_cache(maxsize=128, typed=False):
    def decorate(f):
        cache = {}
        counts = [0, 0]
        def wrapper(*args, **kwargs):
            key = (args, tuple(sorted(kwargs.items())))
            if key in cache:
                counts[0] += 1
                value = cache.pop(key)
                cache[key] = value
                return value
            counts[1] += 1
            value = f(*args, **kwargs)
            cache[key] = value
            if maxsize is not None and len(cache) > maxsize:
                del cache[next(iter(cache))]
            return value
        wrapper.cache_clear = cache.clear
        wrapper.cache_info = lambda: _Info(counts[0], counts[1], maxsize, len(cache))
        return update_wrapper(wrapper, f)
    if callable(maxsize):
        f, maxsize = maxsize, 128
        return decorate(f)
    return decorate

def cache(f):
    return lru_cache(None)(f)

class cached_property:
    def __init__(self, func):
        self.func = func
    def __set_name__(self, owner, name):
        self.name = name
    def __get__(self, obj, owner=None):
        if obj is None:
            return self
        value = self.func(obj)
        setattr(obj, self.name, value)
        return value

def total_ordering(cls):
    if '__lt__' in cls.__dict__:
        cls.__gt__ = lambda a, b: not (a < b) and a != b
        cls.__le__ = lambda a, b: a < b or a == b
        cls.__ge__ = lambda a, b: not (a < b)
    return cls

def cmp_to_key(f):
    class K:
        def __init__(self, value):
            self.value = value
        def __lt__(self, other):
            return f(self.value, other.value) < 0
    return K

def singledispatch(f):
    table = {object: f}
    def dispatch(cls):
        for each in cls.__mro__:
            if each in table:
                return table[each]
        for each in table:
            if issubclass(cls, each):
                return table[each]
        return f
    def wrapper(*args, **kwargs):
        if not args:
            raise TypeError(f'{f.__name__} requires at least 1 positional argument')
        return dispatch(type(args[0]))(*args, **kwargs)
    def register(cls, func=None):
        if func is not None:
            table[cls] = func
            return func
        if isinstance(cls, type):
            return lambda g: register(cls, g)
        from typing import get_args, get_type_hints
        hints = get_type_hints(cls)
        if not hints:
            raise TypeError(f'Invalid first argument to \`register()\`: {cls!r}. Use either \`@register(some_class)\` or plain \`@register\` on an annotated function.')
        kind = next(iter(hints.values()))
        for each in [kind] if isinstance(kind, type) else get_args(kind):
            table[each] = cls
        return cls
    update_wrapper(wrapper, f)
    wrapper.register, wrapper.dispatch, wrapper.registry = register, dispatch, table
    return wrapper

class singledispatchmethod:
    def __init__(self, func):
        self.func = func
        self.dispatcher = singledispatch(func)
    def register(self, cls, method=None):
        return self.dispatcher.register(cls, method)
    def __get__(self, obj, cls=None):
        def method(*args, **kwargs):
            found = self.dispatcher.dispatch(type(args[0]))
            return found(*(() if obj is None else (obj,)), *args, **kwargs)
        return update_wrapper(method, self.func)
`;
