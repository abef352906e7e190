export const signalSource = `
import _signal
import _thread
import enum as _enum
from _signal import *

_names = {name: getattr(_signal, name) for name in dir(_signal) if name.startswith('SIG')}
Signals = _enum.IntEnum('Signals', dict(sorted(_names.items(), key=lambda p: p[1])))
Signals.__repr__ = lambda self: f'<Signals.{self.name}: {self.value}>'
globals().update(Signals.__members__)

class Handlers(_enum.IntEnum):
    SIG_DFL = 0
    SIG_IGN = 1

SIG_DFL, SIG_IGN = Handlers.SIG_DFL, Handlers.SIG_IGN
SIG_BLOCK, SIG_UNBLOCK, SIG_SETMASK = 0, 1, 2
ITIMER_REAL, ITIMER_VIRTUAL, ITIMER_PROF = 0, 1, 2
NSIG = 65
_WORDS = {1: 'Hangup', 2: 'Interrupt', 3: 'Quit', 4: 'Illegal instruction', 5: 'Trace/breakpoint trap', 6: 'Aborted', 7: 'Bus error', 8: 'Floating point exception', 9: 'Killed', 10: 'User defined signal 1', 11: 'Segmentation fault', 12: 'User defined signal 2', 13: 'Broken pipe', 14: 'Alarm clock', 15: 'Terminated', 16: 'Stack fault', 17: 'Child exited', 18: 'Continued', 19: 'Stopped (signal)', 20: 'Stopped', 21: 'Stopped (tty input)', 22: 'Stopped (tty output)', 23: 'Urgent I/O condition', 24: 'CPU time limit exceeded', 25: 'File size limit exceeded', 26: 'Virtual timer expired', 27: 'Profiling timer expired', 28: 'Window changed', 29: 'I/O possible', 30: 'Power failure', 31: 'Bad system call'}

class ItimerError(OSError):
    pass

def default_int_handler(signalnum, frame, /):
    raise KeyboardInterrupt

_set = {int(SIGINT): default_int_handler}

def _checked(signalnum):
    number = int(signalnum)
    if not 1 <= number < NSIG:
        raise ValueError('signal number out of range')
    return number

def signal(signalnum, handler):
    number = _checked(signalnum)
    if _thread.get_ident() != 1:
        raise ValueError('signal only works in main thread of the main interpreter')
    if isinstance(handler, int) and handler in (0, 1):
        _signal.set(number, int(handler))
    elif callable(handler):
        _signal.set(number, _counted(handler))
    else:
        raise TypeError('signal handler must be signal.SIG_IGN, signal.SIG_DFL, or a callable object')
    before = getsignal(number)
    _set[number] = Handlers(int(handler)) if isinstance(handler, int) else handler
    return before

def getsignal(signalnum):
    return _set.get(_checked(signalnum), SIG_DFL)

_count = 0

def _counted(handler):
    def handle(signalnum, frame):
        global _count
        _count += 1
        _thread.wake()
        handler(signalnum, frame)
    return handle

def pause():
    before = _count
    while _count == before:
        _thread.wait(None)

def strsignal(signalnum):
    return _WORDS.get(_checked(signalnum))

def raise_signal(signalnum):
    import os
    os.kill(os.getpid(), int(signalnum))

def valid_signals():
    return set(Signals)

def siginterrupt(signalnum, flag):
    pass

_timer = None

def _remaining():
    return max(0.0, (_timer[0] - _thread.deadline(0)) / 1000) if _timer else 0.0

def setitimer(which, seconds, interval=0.0):
    global _timer
    if which != ITIMER_REAL:
        raise NotImplementedError('timers of CPU time: not part of the simulation')
    before = getitimer(which)
    _timer = (_thread.deadline(seconds), interval) if seconds else None
    if _timer:
        _thread.start(_ring, (_timer,), {}, True)
    return before

def _ring(timer):
    import time
    while timer is _timer:
        time.sleep(_remaining())
        if timer is not _timer:
            return
        raise_signal(SIGALRM)
        if not timer[1]:
            return
        _again(timer)

def _again(timer):
    global _timer
    _timer = (_thread.deadline(timer[1]), timer[1])
    _thread.start(_ring, (_timer,), {}, True)

def getitimer(which):
    return _remaining(), _timer[1] if _timer else 0.0

def alarm(seconds):
    left = _remaining()
    setitimer(ITIMER_REAL, seconds)
    return int(-(-left // 1))

def sigwait(sigset):
    caught = []
    before = {n: signal(n, lambda n, f: caught.append(n)) for n in sigset}
    while not caught:
        pause()
    for n, handler in before.items():
        signal(n, handler)
    return Signals(caught[0])

def pthread_sigmask(how, mask):
    return set()
`;
