export const contextlibSource = `
import functools
from abc import ABC as AbstractContextManager

class _Manager:
    def __init__(self, f, args, kwargs):
        self._remake = (f, args, kwargs)
        self.gen = f(*args, **kwargs)
    def __enter__(self):
        try:
            return next(self.gen)
        except StopIteration:
            raise RuntimeError("generator didn't yield") from None
    def __exit__(self, typ, value, traceback):
        if typ is None:
            try:
                next(self.gen)
            except StopIteration:
                return False
            raise RuntimeError("generator didn't stop")
        try:
            self.gen.throw(value)
        except StopIteration as e:
            return e is not value
        except BaseException as e:
            if e is value:
                return False
            raise
        raise RuntimeError("generator didn't stop after throw()")
    def __call__(self, f):
        made, args, kwargs = self._remake
        @functools.wraps(f)
        def inner(*a, **k):
            with _Manager(made, args, kwargs):
                return f(*a, **k)
        return inner

def contextmanager(f):
    @functools.wraps(f)
    def helper(*args, **kwargs):
        return _Manager(f, args, kwargs)
    return helper

def asynccontextmanager(f):
    return contextmanager(f)

class suppress:
    def __init__(self, *exceptions):
        self._exceptions = exceptions
    def __enter__(self):
        pass
    def __exit__(self, typ, value, tb):
        return typ is not None and issubclass(typ, self._exceptions)

class closing:
    def __init__(self, thing):
        self.thing = thing
    def __enter__(self):
        return self.thing
    def __exit__(self, *args):
        self.thing.close()

class nullcontext:
    def __init__(self, enter_result=None):
        self.enter_result = enter_result
    def __enter__(self):
        return self.enter_result
    def __exit__(self, *args):
        pass

class _Redirect:
    def __init__(self, target):
        self._target = target
    def __enter__(self):
        import sys
        self._old = getattr(sys, self._name)
        setattr(sys, self._name, self._target)
        return self._target
    def __exit__(self, *args):
        import sys
        setattr(sys, self._name, self._old)

class redirect_stdout(_Redirect):
    _name = 'stdout'

class redirect_stderr(_Redirect):
    _name = 'stderr'

class ExitStack:
    def __init__(self):
        self._exits = []
    def enter_context(self, cm):
        value = cm.__enter__()
        self._exits.append(cm.__exit__)
        return value
    def callback(self, f, *args, **kwargs):
        self._exits.append(lambda *e: f(*args, **kwargs) and False)
        return f
    def __enter__(self):
        return self
    def __exit__(self, *error):
        while self._exits:
            if self._exits.pop()(*error):
                error = (None, None, None)
        return error[0] is None
    def close(self):
        self.__exit__(None, None, None)
`;
