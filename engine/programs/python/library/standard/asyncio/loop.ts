/** The event loop: it waits as a thread does for what other threads, or time, bring. */
export const asyncioLoop = String.raw`
import heapq
import time as _time

_event_loop = None

class AbstractEventLoop:
    pass

class BaseEventLoop(AbstractEventLoop):
    def __init__(self):
        self._ready = []
        self._timers = []
        self._failed = []
        self._stopping = False
        self._closed = False
        self._running = False
        self._signals = {}
        self._handler = None

    def time(self):
        return _time.monotonic()

    def call_soon(self, callback, *args, context=None):
        self._check()
        handle = Handle(callback, args)
        self._ready.append(handle)
        return handle

    def call_soon_threadsafe(self, callback, *args, context=None):
        handle = self.call_soon(callback, *args)
        _thread.wake()
        return handle

    def call_later(self, delay, callback, *args, context=None):
        return self.call_at(self.time() + delay, callback, *args)

    def call_at(self, when, callback, *args, context=None):
        self._check()
        handle = Handle(callback, args, when)
        heapq.heappush(self._timers, handle)
        return handle

    def _check(self):
        if self._closed:
            raise RuntimeError('Event loop is closed')

    def create_future(self):
        return Future(loop=self)

    def create_task(self, coro, *, name=None, context=None):
        self._check()
        return Task(coro, loop=self, name=name)

    def is_running(self):
        return self._running

    def is_closed(self):
        return self._closed

    def stop(self):
        self._stopping = True

    def close(self):
        if self._running:
            raise RuntimeError('Cannot close a running event loop')
        self._closed = True

    def get_debug(self):
        return False

    def set_debug(self, enabled):
        pass

    def set_exception_handler(self, handler):
        self._handler = handler

    def get_exception_handler(self):
        return self._handler

    def default_exception_handler(self, context):
        import logging
        lines = [context.get('message') or 'Unhandled exception in event loop']
        lines += [f'{key}: {context[key]!r}' for key in sorted(context) if key not in ('message', 'exception')]
        error = context.get('exception')
        logging.getLogger('asyncio').error('\n'.join(lines), exc_info=(type(error), error, error.__traceback__) if error is not None else False)

    def call_exception_handler(self, context):
        if self._handler is not None:
            self._handler(self, context)
        else:
            self.default_exception_handler(context)

    def _once(self):
        while self._timers and (self._timers[0]._cancelled or self._timers[0]._when <= self.time() + 1e-9):
            timer = heapq.heappop(self._timers)
            if not timer._cancelled:
                self._ready.append(timer)
        if not self._ready:
            self._report()
            _thread.wait(max(0, self._timers[0]._when - self.time()) if self._timers else None)
            return
        ready, self._ready = self._ready, []
        for handle in ready:
            if handle._cancelled:
                continue
            try:
                handle._callback(*handle._args)
            except (KeyboardInterrupt, SystemExit):
                raise
            except BaseException as error:
                self.call_exception_handler({'message': f'Exception in callback {handle._callback!r}', 'exception': error})

    def _report(self):
        """Says which failures nobody has asked for, once their futures are out of everybody's reach."""
        self._failed = [f for f in self._failed if not f._seen]

    def run_forever(self):
        self._check()
        if self._running:
            raise RuntimeError('This event loop is already running')
        if _get_running_loop() is not None:
            raise RuntimeError('Cannot run the event loop while another loop is running')
        self._running, self._stopping = True, False
        me = _thread.get_ident()
        _loops[me] = self
        try:
            while True:
                self._once()
                if self._stopping:
                    break
        finally:
            self._running = False
            _loops.pop(me, None)

    def run_until_complete(self, future):
        self._check()
        new = not isfuture(future)
        future = ensure_future(future, loop=self)
        future.add_done_callback(lambda f: self.stop())
        try:
            self.run_forever()
        except BaseException:
            future._seen = True
            raise
        if not future.done():
            raise RuntimeError('Event loop stopped before Future completed.')
        return future.result()

    async def shutdown_asyncgens(self):
        pass

    async def shutdown_default_executor(self, timeout=None):
        pass

    def run_in_executor(self, executor, function, *args):
        return _in_thread(self, function, args, {}) if executor is None else wrap_future(executor.submit(function, *args), loop=self)

    def set_default_executor(self, executor):
        pass

    def add_signal_handler(self, number, callback, *args):
        import signal
        signal.signal(number, lambda n, frame: self.call_soon(callback, *args))

    def remove_signal_handler(self, number):
        import signal
        signal.signal(number, signal.SIG_DFL)
        return True

    async def getaddrinfo(self, host, port, **kwargs):
        import socket
        return await self.run_in_executor(None, lambda: socket.getaddrinfo(host, port, **kwargs))

    async def sock_recv(self, sock, n):
        return await self.run_in_executor(None, sock.recv, n)

    async def sock_sendall(self, sock, data):
        return sock.sendall(data)

    async def sock_accept(self, sock):
        return await self.run_in_executor(None, sock.accept)

    async def sock_connect(self, sock, address):
        return await self.run_in_executor(None, sock.connect, address)

    def __repr__(self):
        return f'<_UnixSelectorEventLoop running={self._running} closed={self._closed} debug=False>'

SelectorEventLoop = BaseEventLoop

def _in_thread(loop, function, args, kwargs):
    """A future of what a thread of its own computes."""
    import threading
    future = loop.create_future()
    def work():
        try:
            found = function(*args, **kwargs)
        except BaseException as error:
            failed = error
            loop.call_soon_threadsafe(lambda: future.done() or future.set_exception(failed))
        else:
            loop.call_soon_threadsafe(lambda: future.done() or future.set_result(found))
    threading.Thread(target=work, daemon=True, name='asyncio_0').start()
    return future

def new_event_loop():
    return BaseEventLoop()

def set_event_loop(loop):
    global _event_loop
    _event_loop = loop

def get_event_loop():
    global _event_loop
    running = _get_running_loop()
    if running is not None:
        return running
    if _event_loop is None or _event_loop.is_closed():
        if _thread.get_ident() != 1:
            import threading
            raise RuntimeError(f'There is no current event loop in thread {threading.current_thread().name!r}.')
        _event_loop = new_event_loop()
    return _event_loop

class DefaultEventLoopPolicy:
    def new_event_loop(self):
        return new_event_loop()
    def get_event_loop(self):
        return get_event_loop()
    def set_event_loop(self, loop):
        set_event_loop(loop)

def get_event_loop_policy():
    return DefaultEventLoopPolicy()

def set_event_loop_policy(policy):
    pass

class Runner:
    def __init__(self, *, debug=None, loop_factory=None):
        self._loop = None
        self._factory = loop_factory or new_event_loop

    def __enter__(self):
        self.get_loop()
        return self

    def __exit__(self, *args):
        self.close()

    def get_loop(self):
        if self._loop is None:
            self._loop = self._factory()
            set_event_loop(self._loop)
        return self._loop

    def run(self, coro, *, context=None):
        if not iscoroutine(coro):
            raise ValueError(f'a coroutine was expected, got {coro!r}')
        if _get_running_loop() is not None:
            raise RuntimeError('Runner.run() cannot be called from a running event loop')
        return self.get_loop().run_until_complete(self._loop.create_task(coro))

    def close(self):
        loop = self._loop
        if loop is None or loop.is_closed():
            return
        try:
            left = all_tasks(loop)
            for task in left:
                task.cancel()
            if left:
                loop.run_until_complete(gather(*left, return_exceptions=True))
            for future in loop._failed:
                if not future._seen and not isinstance(future._exception, (KeyboardInterrupt, SystemExit)):
                    loop.call_exception_handler({'message': f'{future._what} exception was never retrieved', 'future': future, 'exception': future._exception})
        finally:
            set_event_loop(None)
            loop.close()

def run(main, *, debug=None):
    if _get_running_loop() is not None:
        raise RuntimeError('asyncio.run() cannot be called from a running event loop')
    with Runner() as runner:
        return runner.run(main)
`;
