/** What of the built-in functions is written in Python: those that call what they are given. */
export const builtinsSource = `
def __drain__(it):
    return [x for x in it]

def __items__(obj):
    i = 0
    while True:
        try:
            v = obj[i]
        except IndexError:
            return
        yield v
        i += 1

def __sort__(target, key, reverse):
    keys = list(target) if key is None else [key(x) for x in target]
    order = list(range(len(keys)))
    count = len(order)
    width = order.sort_run(keys, 0, reverse)
    for start in range(width, count, width) if width > 1 else ():
        if order.sort_run(keys, start, reverse) != width:
            order = list(range(count))
            width = 1
            break
    while width < count:
        merged = []
        for start in range(0, count, 2 * width):
            left, right, stop = start, start + width, min(start + 2 * width, count)
            while True:
                left, right, done = merged.merge_more(order, keys, left, right, start + width, stop, reverse)
                if done:
                    break
                a, b = keys[order[left]], keys[order[right]]
                if (a < b) if reverse else (b < a):
                    merged.append(order[right])
                    right += 1
                else:
                    merged.append(order[left])
                    left += 1
        order = merged
        width *= 2
    target.place(order)

def sorted(iterable, /, *, key=None, reverse=False):
    r = list(iterable)
    r.sort(key=key, reverse=reverse)
    return r

def map(func, *iterables):
    if len(iterables) == 1:
        for x in iterables[0]:
            yield func(x)
    else:
        for xs in zip(*iterables):
            yield func(*xs)

def filter(func, iterable):
    if func is None:
        for x in iterable:
            if x:
                yield x
    else:
        for x in iterable:
            if func(x):
                yield x

def zip(*iterables, strict=False):
    its = [iter(x) for x in iterables]
    if not its:
        return
    end = object()
    while True:
        row = []
        for n, it in __count__(its):
            x = next(it, end)
            if x is end:
                if strict and (n > 0 or any(next(other, end) is not end for other in its[1:])):
                    raise ValueError(f"zip() argument {n + 1} is {'shorter' if n else 'longer'} than argument{'s 1-' + str(n) if n > 1 else ' 1'}")
                return
            row.append(x)
        yield tuple(row)

def __count__(items):
    n = 0
    for x in items:
        yield n, x
        n += 1

def enumerate(iterable, start=0):
    n = start
    for x in iterable:
        yield n, x
        n += 1

def reversed(sequence):
    own = getattr(type(sequence), '__reversed__', None)
    if own is not None:
        return own(sequence)
    if isinstance(sequence, (set, frozenset)) or not hasattr(sequence, '__iter__') and not is_iterable(sequence):
        raise TypeError(f"'{type(sequence).__name__}' object is not reversible")
    return iter(reversed_items(sequence))

def sum(iterable, /, start=0):
    if isinstance(start, str):
        raise TypeError("sum() can't sum strings [use ''.join(seq) instead]")
    for x in iterable:
        start = start + x
    return start

def any(iterable, /):
    for x in iterable:
        if x:
            return True
    return False

def all(iterable, /):
    for x in iterable:
        if not x:
            return False
    return True

__missing__ = object()

def __best__(name, args, key, default, better):
    many = len(args) > 1
    items = args if many else args[0]
    found = best = __missing__
    for x in items:
        k = x if key is None else key(x)
        if found is __missing__ or better(k, best):
            found = x
            best = k
    if found is __missing__:
        if default is __missing__:
            import sys
            raise ValueError(f"{name}() iterable argument is empty" if sys.version_info >= (3, 12) else f"{name}() arg is an empty sequence")
        return default
    return found

def min(*args, key=None, default=__missing__):
    if not args:
        raise TypeError("min expected at least 1 argument, got 0")
    return __best__('min', args, key, default, lambda a, b: a < b)

def max(*args, key=None, default=__missing__):
    if not args:
        raise TypeError("max expected at least 1 argument, got 0")
    return __best__('max', args, key, default, lambda a, b: a > b)

def aiter(x):
    return x.__aiter__()

class __Words__:
    """What the site module puts there for a dialogue: its name alone shows what it is for."""
    def __init__(self, text, does):
        self.__text, self.__does = text, does
    def __repr__(self):
        return self.__text
    def __call__(self, *args):
        return self.__does(*args)

def __exit__(code=None):
    raise SystemExit(code)

def __help__(*args):
    raise NotImplementedError('help(): not part of the simulation')

def __words__(text):
    return __Words__(text, lambda: print(text))

exit = __Words__('Use exit() or Ctrl-D (i.e. EOF) to exit', __exit__)
quit = __Words__('Use quit() or Ctrl-D (i.e. EOF) to exit', __exit__)
help = __Words__('Type help() for interactive help, or help(object) for help about object.', __help__)
copyright = __words__('''Copyright (c) 2001-2023 Python Software Foundation.
All Rights Reserved.

Copyright (c) 2000 BeOpen.com.
All Rights Reserved.

Copyright (c) 1995-2001 Corporation for National Research Initiatives.
All Rights Reserved.

Copyright (c) 1991-1995 Stichting Mathematisch Centrum, Amsterdam.
All Rights Reserved.''')
credits = __words__('''    Thanks to CWI, CNRI, BeOpen.com, Zope Corporation and a cast of thousands
    for supporting Python development.  See www.python.org for more information.''')
license = __words__('Type license() to see the full license text')

def breakpoint(*args):
    raise NotImplementedError('breakpoint(): not part of the simulation')

def __build_class__(*args):
    raise NotImplementedError('__build_class__(): not part of the simulation')
`;
