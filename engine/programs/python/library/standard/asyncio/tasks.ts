/** What waits for several things, or not for too long. */
export const asyncioTasks = `
FIRST_COMPLETED, FIRST_EXCEPTION, ALL_COMPLETED = 'FIRST_COMPLETED', 'FIRST_EXCEPTION', 'ALL_COMPLETED'

def create_task(coro, *, name=None, context=None):
    return get_running_loop().create_task(coro, name=name)

async def _waiting(obj):
    return await obj

def ensure_future(obj, *, loop=None):
    if isfuture(obj):
        return obj
    loop = loop if loop is not None else get_event_loop()
    if iscoroutine(obj):
        return loop.create_task(obj)
    if hasattr(obj, '__await__'):
        return loop.create_task(_waiting(obj))
    raise TypeError('An asyncio.Future, a coroutine or an awaitable is required')

class _Once:
    def __await__(self):
        yield

async def sleep(delay, result=None):
    if delay <= 0:
        await _Once()
        return result
    future = get_running_loop().create_future()
    timer = future._loop.call_later(delay, lambda: future.done() or future.set_result(result))
    try:
        return await future
    finally:
        timer.cancel()

class _Gathering(Future):
    _what = '_GatheringFuture'

    def __init__(self, children, loop):
        Future.__init__(self, loop=loop)
        self._children = children
        self._asked = False

    def cancel(self, msg=None):
        if self.done():
            return False
        found = False
        for child in self._children:
            found = child.cancel(msg) or found
        self._asked = found
        return found

def gather(*awaitables, return_exceptions=False):
    if not awaitables:
        future = get_event_loop().create_future()
        future.set_result([])
        return future
    known = {}
    children = []
    for each in awaitables:
        if id(each) not in known:
            known[id(each)] = ensure_future(each)
        children.append(known[id(each)])
    loop = children[0]._loop
    outer = _Gathering(children, loop)
    left = [len(known)]

    def done(child):
        left[0] -= 1
        if outer.done():
            if not child.cancelled():
                child.exception()
            return
        if not return_exceptions:
            if child.cancelled():
                outer.set_exception(child._cancelled_error())
                return
            error = child.exception()
            if error is not None:
                outer.set_exception(error)
                return
        if left[0] == 0:
            if outer._asked:
                outer.set_exception(CancelledError())
                return
            outer.set_result([c._cancelled_error() if c.cancelled() else c.exception() if c.exception() is not None else c.result() for c in children])

    for child in known.values():
        child.add_done_callback(done)
    return outer

async def wait(fs, *, timeout=None, return_when=ALL_COMPLETED):
    if isfuture(fs) or iscoroutine(fs):
        raise TypeError(f'expect an iterable of futures, not {type(fs).__name__}')
    fs = set(fs)
    if not fs:
        raise ValueError('Set of Tasks/Futures is empty.')
    if any(iscoroutine(f) for f in fs):
        raise TypeError('Passing coroutines is forbidden, use tasks explicitly.')
    loop = get_running_loop()
    waiter = loop.create_future()

    def enough():
        return all(f.done() for f in fs) or return_when == FIRST_COMPLETED and any(f.done() for f in fs) or return_when == FIRST_EXCEPTION and any(f.done() and not f.cancelled() and f._exception is not None for f in fs)

    def look(_=None):
        if not waiter.done() and enough():
            waiter.set_result(None)

    for f in fs:
        f.add_done_callback(look)
    timer = None if timeout is None else loop.call_later(timeout, lambda: waiter.done() or waiter.set_result(None))
    try:
        if not enough():
            await waiter
    finally:
        if timer is not None:
            timer.cancel()
        for f in fs:
            f.remove_done_callback(look)
    return {f for f in fs if f.done()}, {f for f in fs if not f.done()}

async def wait_for(fut, timeout):
    if timeout is None:
        return await fut
    fut = ensure_future(fut)
    if timeout <= 0 and not fut.done():
        fut.cancel()
        try:
            return await fut
        except CancelledError as error:
            raise TimeoutError from error
    try:
        await wait([fut], timeout=timeout)
    except CancelledError:
        fut.cancel()
        raise
    if fut.done():
        return fut.result()
    fut.cancel()
    try:
        return await fut
    except CancelledError as error:
        raise TimeoutError from error

def as_completed(fs, *, timeout=None):
    loop = get_event_loop()
    todo = {ensure_future(f, loop=loop) for f in fs}
    ready = Queue()
    for f in todo:
        f.add_done_callback(ready.put_nowait)
    async def one():
        return (await ready.get()).result()
    for _ in range(len(todo)):
        yield wait_for(one(), timeout) if timeout is not None else one()

def shield(arg):
    inner = ensure_future(arg)
    if inner.done():
        return inner
    outer = inner._loop.create_future()
    def done(f):
        if outer.cancelled():
            if not f.cancelled():
                f.exception()
        elif f.cancelled():
            outer.cancel()
        elif f.exception() is not None:
            outer.set_exception(f.exception())
        else:
            outer.set_result(f.result())
    inner.add_done_callback(done)
    return outer

async def to_thread(func, /, *args, **kwargs):
    return await _in_thread(get_running_loop(), func, args, kwargs)

def wrap_future(future, *, loop=None):
    if isfuture(future):
        return future
    loop = loop or get_event_loop()
    mine = loop.create_future()
    def done(f):
        def hand_over():
            if mine.done():
                return
            if f.exception() is not None:
                mine.set_exception(f.exception())
            else:
                mine.set_result(f.result())
        loop.call_soon_threadsafe(hand_over)
    future.add_done_callback(done)
    return mine

def run_coroutine_threadsafe(coro, loop):
    from concurrent.futures import Future as Other
    other = Other()
    def begin():
        task = ensure_future(coro, loop=loop)
        def done(f):
            if f.cancelled():
                other.cancel()
            elif f.exception() is not None:
                other.set_exception(f.exception())
            else:
                other.set_result(f.result())
        task.add_done_callback(done)
    loop.call_soon_threadsafe(begin)
    return other
`;
