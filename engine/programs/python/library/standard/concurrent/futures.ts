export const concurrentFuturesSource = `
import threading
import time
import queue as _queue
FIRST_COMPLETED, FIRST_EXCEPTION, ALL_COMPLETED = 'FIRST_COMPLETED', 'FIRST_EXCEPTION', 'ALL_COMPLETED'

class Error(Exception):
    pass

class CancelledError(Error):
    pass

class InvalidStateError(Error):
    pass

class BrokenExecutor(RuntimeError):
    pass

TimeoutError = TimeoutError

class Future:
    def __init__(self):
        self._condition = threading.Condition()
        self._state = 'PENDING'
        self._result = self._exception = None
        self._callbacks = []

    def __repr__(self):
        if self._state == 'FINISHED':
            shown = f'raised {type(self._exception).__name__}' if self._exception else f'returned {type(self._result).__name__}'
            return f'<Future at {hex(id(self))} state=finished {shown}>'
        return f'<Future at {hex(id(self))} state={self._state.lower()}>'

    def cancel(self):
        with self._condition:
            if self._state in ('RUNNING', 'FINISHED'):
                return False
            self._state = 'CANCELLED'
            self._condition.notify_all()
        self._called()
        return True

    def cancelled(self):
        return self._state == 'CANCELLED'

    def running(self):
        return self._state == 'RUNNING'

    def done(self):
        return self._state in ('CANCELLED', 'FINISHED')

    def add_done_callback(self, fn):
        if self.done():
            fn(self)
        else:
            self._callbacks.append(fn)

    def _called(self):
        for fn in self._callbacks:
            fn(self)

    def _wait(self, timeout):
        with self._condition:
            if not self.done():
                self._condition.wait(timeout)
            if self._state == 'CANCELLED':
                raise CancelledError()
            if self._state != 'FINISHED':
                raise TimeoutError()

    def result(self, timeout=None):
        self._wait(timeout)
        if self._exception is not None:
            raise self._exception
        return self._result

    def exception(self, timeout=None):
        self._wait(timeout)
        return self._exception

    def set_running_or_notify_cancel(self):
        if self._state == 'CANCELLED':
            return False
        self._state = 'RUNNING'
        return True

    def _finish(self, result, exception):
        with self._condition:
            self._result, self._exception, self._state = result, exception, 'FINISHED'
            self._condition.notify_all()
        self._called()

    def set_result(self, result):
        self._finish(result, None)

    def set_exception(self, exception):
        self._finish(None, exception)

class Executor:
    def submit(self, fn, /, *args, **kwargs):
        raise NotImplementedError()

    def map(self, fn, *iterables, timeout=None, chunksize=1):
        futures = [self.submit(fn, *args) for args in zip(*iterables)]
        def results():
            for future in futures:
                yield future.result(timeout)
        return results()

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.shutdown(wait=True)
        return False

class ThreadPoolExecutor(Executor):
    _made = 0

    def __init__(self, max_workers=None, thread_name_prefix='', initializer=None, initargs=()):
        if max_workers is None:
            import os
            max_workers = min(32, (os.cpu_count() or 1) + 4)
        if max_workers <= 0:
            raise ValueError('max_workers must be greater than 0')
        self._max_workers = max_workers
        self._prefix = thread_name_prefix or f'ThreadPoolExecutor-{ThreadPoolExecutor._made}'
        ThreadPoolExecutor._made += 1
        self._initializer, self._initargs = initializer, initargs
        self._work = _queue.SimpleQueue() if hasattr(_queue, 'SimpleQueue') else _queue.Queue()
        self._threads = []
        self._idle = 0
        self._shutdown = False

    def submit(self, fn, /, *args, **kwargs):
        if self._shutdown:
            raise RuntimeError('cannot schedule new futures after shutdown')
        future = Future()
        self._work.put((future, fn, args, kwargs))
        if self._idle > 0:
            self._idle -= 1
        elif len(self._threads) < self._max_workers:
            thread = threading.Thread(target=self._serve, name=f'{self._prefix}_{len(self._threads)}')
            self._threads.append(thread)
            thread.start()
        return future

    def _serve(self):
        if self._initializer is not None:
            self._initializer(*self._initargs)
        while True:
            item = self._work.get()
            if item is None:
                self._work.put(None)
                return
            future, fn, args, kwargs = item
            if future.set_running_or_notify_cancel():
                try:
                    result = fn(*args, **kwargs)
                except BaseException as e:
                    future.set_exception(e)
                else:
                    future.set_result(result)
            self._idle += 1

    def shutdown(self, wait=True, *, cancel_futures=False):
        self._shutdown = True
        if cancel_futures:
            while not self._work.empty():
                item = self._work.get()
                if item is not None:
                    item[0].cancel()
        self._work.put(None)
        if wait:
            for thread in self._threads:
                thread.join()

class ProcessPoolExecutor(Executor):
    def __init__(self, *args, **kwargs):
        raise NotImplementedError('ProcessPoolExecutor: not part of the simulation; use ThreadPoolExecutor')

def as_completed(fs, timeout=None):
    futures = set(fs)
    done = _queue.Queue()
    count = len(futures)
    for future in list(fs):
        future.add_done_callback(done.put)
    end = None if timeout is None else time.monotonic() + timeout
    for left in range(count, 0, -1):
        try:
            yield done.get(timeout=None if end is None else max(0, end - time.monotonic()))
        except _queue.Empty:
            raise TimeoutError(f'{left} (of {count}) futures unfinished')

class DoneAndNotDoneFutures(tuple):
    done = property(lambda self: self[0])
    not_done = property(lambda self: self[1])

def wait(fs, timeout=None, return_when=ALL_COMPLETED):
    futures = list(fs)
    try:
        for future in as_completed(futures, timeout):
            if return_when == FIRST_COMPLETED or return_when == FIRST_EXCEPTION and not future.cancelled() and future.exception():
                break
    except TimeoutError:
        pass
    done = {f for f in futures if f.done()}
    return DoneAndNotDoneFutures((done, set(futures) - done))
`;
