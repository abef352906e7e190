/** asyncio: time limits, and groups of tasks */
export const asyncioGroups = `
class Timeout:
    def __init__(self, when):
        self._when = when
        self._timer = None
        self._expired = False

    def when(self):
        return self._when

    def expired(self):
        return self._expired

    def reschedule(self, when):
        self._when = when
        if self._timer is not None:
            self._timer.cancel()
        self._timer = None if when is None else get_running_loop().call_at(when, self._over)

    def _over(self):
        self._expired = True
        self._task.cancel()

    async def __aenter__(self):
        self._task = current_task()
        if self._task is None:
            raise RuntimeError('Timeout should be used inside a task')
        self._before = self._task.cancelling()
        self.reschedule(self._when)
        return self

    async def __aexit__(self, kind, error, trace):
        if self._timer is not None:
            self._timer.cancel()
        if self._expired and self._task.uncancel() <= self._before and kind is CancelledError:
            raise TimeoutError from error

def timeout(delay):
    return Timeout(None if delay is None else get_running_loop().time() + delay)

def timeout_at(when):
    return Timeout(when)

class TaskGroup:
    def __init__(self):
        self._tasks = []
        self._errors = []
        self._aborting = self._exiting = False

    async def __aenter__(self):
        self._parent = current_task()
        self._loop = get_running_loop()
        return self

    def create_task(self, coro, *, name=None, context=None):
        if self._exiting and all(t.done() for t in self._tasks):
            raise RuntimeError(f'TaskGroup {self!r} is finished')
        task = self._loop.create_task(coro, name=name)
        self._tasks.append(task)
        task.add_done_callback(self._done)
        return task

    def _done(self, task):
        if task.cancelled():
            return
        error = task.exception()
        if error is None:
            return
        self._errors.append(error)
        if not self._aborting:
            self._abort()
            if not self._exiting and not self._parent.done():
                self._asked = True
                self._parent.cancel()

    _asked = False

    def _abort(self):
        self._aborting = True
        for task in self._tasks:
            task.cancel()

    async def __aexit__(self, kind, error, trace):
        self._exiting = True
        cancelled = error if kind is CancelledError else None
        if self._asked and cancelled is not None and self._parent.uncancel() == 0:
            cancelled = None
        if kind is not None and not self._aborting:
            self._abort()
        while not all(t.done() for t in self._tasks):
            try:
                await wait([t for t in self._tasks if not t.done()])
            except CancelledError as e:
                if not self._aborting:
                    cancelled = e
                    self._abort()
        await sleep(0)
        if cancelled is not None and not self._errors:
            raise cancelled
        if kind is not None and kind is not CancelledError:
            self._errors.append(error)
        if self._errors:
            raise BaseExceptionGroup('unhandled errors in a TaskGroup', self._errors)

    def __repr__(self):
        return '<TaskGroup>'
`;
