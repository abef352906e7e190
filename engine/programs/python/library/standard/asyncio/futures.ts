/** Futures and tasks. */
export const asyncioFutures = `
import _thread
import inspect
import sys
import types

class CancelledError(BaseException):
    pass

class InvalidStateError(Exception):
    pass

TimeoutError = TimeoutError
CancelledError.__module__ = InvalidStateError.__module__ = 'asyncio.exceptions'
_loops = {}
_current = {}
_every = []
_count = 0

def get_running_loop():
    loop = _loops.get(_thread.get_ident())
    if loop is None:
        raise RuntimeError('no running event loop')
    return loop

def _get_running_loop():
    return _loops.get(_thread.get_ident())

def iscoroutine(obj):
    return inspect.iscoroutine(obj)

def iscoroutinefunction(obj):
    return inspect.iscoroutinefunction(obj)

class Handle:
    def __init__(self, callback, args, when=None):
        self._callback, self._args, self._when = callback, args, when
        self._cancelled = False

    def cancel(self):
        self._cancelled = True

    def cancelled(self):
        return self._cancelled

    def when(self):
        return self._when

    def __lt__(self, other):
        return self._when < other._when

TimerHandle = Handle

class Future:
    _what = 'Future'

    def __init__(self, *, loop=None):
        self._loop = loop if loop is not None else get_event_loop()
        self._state = 'PENDING'
        self._result = None
        self._exception = None
        self._callbacks = []
        self._cancel_message = None
        self._seen = True
        self._blocking = False

    def get_loop(self):
        return self._loop

    def done(self):
        return self._state != 'PENDING'

    def cancelled(self):
        return self._state == 'CANCELLED'

    def _cancelled_error(self):
        return CancelledError() if self._cancel_message is None else CancelledError(self._cancel_message)

    def result(self):
        if self._state == 'CANCELLED':
            raise self._cancelled_error()
        if self._state == 'PENDING':
            raise InvalidStateError('Result is not set.')
        self._seen = True
        if self._exception is not None:
            raise self._exception
        return self._result

    def exception(self):
        if self._state == 'CANCELLED':
            raise self._cancelled_error()
        if self._state == 'PENDING':
            raise InvalidStateError('Exception is not set.')
        self._seen = True
        return self._exception

    def _finish(self, state):
        self._state = state
        callbacks, self._callbacks = self._callbacks, []
        for callback in callbacks:
            self._loop.call_soon(callback, self)

    def set_result(self, result):
        if self._state != 'PENDING':
            raise InvalidStateError(f'{self._state}: {self!r}')
        self._result = result
        self._finish('FINISHED')

    def set_exception(self, exception):
        if self._state != 'PENDING':
            raise InvalidStateError(f'{self._state}: {self!r}')
        if isinstance(exception, type):
            exception = exception()
        if isinstance(exception, StopIteration):
            raise TypeError('StopIteration interacts badly with generators and cannot be raised into a Future')
        self._exception = exception
        self._seen = False
        self._loop._failed.append(self)
        self._finish('FINISHED')

    def cancel(self, msg=None):
        if self._state != 'PENDING':
            return False
        self._cancel_message = msg
        self._finish('CANCELLED')
        return True

    def add_done_callback(self, callback, *, context=None):
        if self._state != 'PENDING':
            self._loop.call_soon(callback, self)
        else:
            self._callbacks.append(callback)

    def remove_done_callback(self, callback):
        before = len(self._callbacks)
        self._callbacks = [c for c in self._callbacks if c != callback]
        return before - len(self._callbacks)

    def __await__(self):
        if not self.done():
            self._blocking = True
            yield self
        if not self.done():
            raise RuntimeError("await wasn't used with future")
        return self.result()

    __iter__ = __await__

    def _parts(self):
        parts = [self._state.lower()]
        if self._state == 'FINISHED':
            parts.append(f'exception={self._exception!r}' if self._exception is not None else f'result={self._result!r}')
        return parts

    def __repr__(self):
        return f"<{self._what} {' '.join(self._parts())}>"

class Task(Future):
    _what = 'Task'

    def __init__(self, coro, *, loop=None, name=None, context=None):
        global _count
        if not iscoroutine(coro):
            raise TypeError(f'a coroutine was expected, got {coro!r}')
        Future.__init__(self, loop=loop)
        if name is None:
            _count += 1
            name = f'Task-{_count}'
        self._name = str(name)
        self._coro = coro
        self._waits_for = None
        self._must_cancel = False
        self._requests = 0
        _every.append(self)
        self._loop.call_soon(self._step)

    def get_name(self):
        return self._name

    def set_name(self, name):
        self._name = str(name)

    def get_coro(self):
        return self._coro

    def cancel(self, msg=None):
        if self.done():
            return False
        self._requests += 1
        if self._waits_for is not None and self._waits_for.cancel(msg):
            return True
        self._must_cancel = True
        self._cancel_message = msg
        return True

    def cancelling(self):
        return self._requests

    def uncancel(self):
        if self._requests > 0:
            self._requests -= 1
        return self._requests

    def _step(self, error=None):
        if self.done():
            return
        if self._must_cancel:
            if not isinstance(error, CancelledError):
                error = self._cancelled_error()
            self._must_cancel = False
        self._waits_for = None
        before = _current.get(self._loop)
        _current[self._loop] = self
        try:
            found = self._coro.send(None) if error is None else self._coro.throw(error)
        except StopIteration as stop:
            _every.remove(self)
            if self._must_cancel:
                Future.cancel(self, self._cancel_message)
            else:
                Future.set_result(self, stop.value)
        except CancelledError as cancelled:
            _every.remove(self)
            self._cancel_message = cancelled.args[0] if cancelled.args else None
            Future.cancel(self, self._cancel_message)
        except (KeyboardInterrupt, SystemExit) as stopped:
            _every.remove(self)
            Future.set_exception(self, stopped)
            raise
        except BaseException as failure:
            _every.remove(self)
            Future.set_exception(self, failure)
        else:
            self._wait_on(found)
        finally:
            _current[self._loop] = before

    def _wait_on(self, found):
        if found is None:
            self._loop.call_soon(self._step)
        elif isinstance(found, Future) and found._blocking:
            found._blocking = False
            if found is self:
                self._loop.call_soon(self._step, RuntimeError(f'Task cannot await on itself: {self!r}'))
                return
            found.add_done_callback(self._wake)
            self._waits_for = found
            if self._must_cancel and found.cancel(self._cancel_message):
                self._must_cancel = False
        else:
            self._loop.call_soon(self._step, RuntimeError(f'Task got bad yield: {found!r}'))

    def _wake(self, future):
        try:
            future.result()
        except BaseException as error:
            self._step(error)
        else:
            self._step()

    def set_result(self, result):
        raise RuntimeError('Task does not support set_result operation')

    def set_exception(self, exception):
        raise RuntimeError('Task does not support set_exception operation')

    def _parts(self):
        parts = Future._parts(self)
        name = self._coro.__qualname__
        code = self._coro.cr_code
        state = 'running' if not self.done() else 'done'
        where = f'at {code.co_filename}:{self._coro.cr_line}' if not self.done() else f'defined at {code.co_filename}:{code.co_firstlineno}'
        coro = f'coro=<{name}() {state}{"," if self.done() else ""} {where}>'
        first = 'cancelling' if self._requests and not self.done() else parts[0]
        waits = [f'wait_for={self._waits_for!r}'] if self._waits_for is not None and not self.done() else []
        return [first, f'name={self._name!r}', coro] + waits + parts[1:]

def isfuture(obj):
    return isinstance(obj, Future)

def current_task(loop=None):
    return _current.get(loop if loop is not None else get_running_loop())

def all_tasks(loop=None):
    loop = loop if loop is not None else get_running_loop()
    return {t for t in _every if t._loop is loop and not t.done()}
`;
