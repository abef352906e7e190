export const contextlibSource = `
import functools
from abc import ABC as AbstractContextManager
from abc import ABC as AbstractAsyncContextManager

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

class _AsyncManager:
    def __init__(self, f, args, kwargs):
        self._remake = (f, args, kwargs)
        self.gen = f(*args, **kwargs)
    async def __aenter__(self):
        try:
            return await anext(self.gen)
        except StopAsyncIteration:
            raise RuntimeError("generator didn't yield") from None
    async def __aexit__(self, typ, value, traceback):
        if typ is None:
            try:
                await anext(self.gen)
            except StopAsyncIteration:
                return False
            raise RuntimeError("generator didn't stop")
        try:
            await self.gen.athrow(value)
        except StopAsyncIteration as e:
            return e is not value
        except BaseException as e:
            if e is value:
                return False
            raise
        raise RuntimeError("generator didn't stop after athrow()")
    def __call__(self, f):
        made, args, kwargs = self._remake
        @functools.wraps(f)
        async def inner(*a, **k):
            async with _AsyncManager(made, args, kwargs):
                return await f(*a, **k)
        return inner

def asynccontextmanager(f):
    @functools.wraps(f)
    def helper(*args, **kwargs):
        return _AsyncManager(f, args, kwargs)
    return helper

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
    async def __aenter__(self):
        return self.enter_result
    async def __aexit__(self, *args):
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

class chdir:
    def __init__(self, path):
        self.path, self._old = path, []
    def __enter__(self):
        import os
        self._old.append(os.getcwd())
        os.chdir(self.path)
    def __exit__(self, *args):
        import os
        os.chdir(self._old.pop())

class aclosing:
    def __init__(self, thing):
        self.thing = thing
    async def __aenter__(self):
        return self.thing
    async def __aexit__(self, *args):
        await self.thing.aclose()

class ContextDecorator:
    def __call__(self, func):
        from functools import wraps
        @wraps(func)
        def inner(*args, **kwds):
            with self:
                return func(*args, **kwds)
        return inner

class ExitStack:
    def __init__(self):
        self._exits = []
    def enter_context(self, cm):
        value = cm.__enter__()
        self._exits.append(cm.__exit__)
        return value
    def push(self, exit):
        self._exits.append(exit.__exit__ if hasattr(exit, '__exit__') else exit)
        return exit
    def callback(self, f, *args, **kwargs):
        self._exits.append(lambda *e: f(*args, **kwargs) and False)
        return f
    def pop_all(self):
        made = type(self)()
        made._exits, self._exits = self._exits, []
        return made
    def __enter__(self):
        return self
    def __exit__(self, *error):
        given = error[1]
        failed = given
        while self._exits:
            try:
                if self._exits.pop()(*error):
                    failed, error = None, (None, None, None)
            except BaseException as e:
                failed, error = e, (type(e), e, e.__traceback__)
        if failed is not None and failed is not given:
            raise failed
        return given is not None and failed is None
    def close(self):
        self.__exit__(None, None, None)

class AsyncExitStack:
    def __init__(self):
        self._exits = []
    async def enter_async_context(self, cm):
        value = await cm.__aenter__()
        self._exits.append((True, cm.__aexit__))
        return value
    def enter_context(self, cm):
        value = cm.__enter__()
        self._exits.append((False, cm.__exit__))
        return value
    def callback(self, f, *args, **kwargs):
        self._exits.append((False, lambda *e: f(*args, **kwargs) and False))
        return f
    def push_async_callback(self, f, *args, **kwargs):
        async def call(*error):
            await f(*args, **kwargs)
        self._exits.append((True, call))
        return f
    async def aclose(self):
        await self.__aexit__(None, None, None)
    async def __aenter__(self):
        return self
    async def __aexit__(self, *error):
        given = failed = error[1]
        while self._exits:
            waits, leave = self._exits.pop()
            try:
                if await leave(*error) if waits else leave(*error):
                    failed, error = None, (None, None, None)
            except BaseException as e:
                failed, error = e, (type(e), e, e.__traceback__)
        if failed is not None and failed is not given:
            raise failed
        return given is not None and failed is None
`;
