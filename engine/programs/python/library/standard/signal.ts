export const signalSource = `
import _signal
from _signal import *

class Signals(int):
    @property
    def name(self):
        return _number_names[int(self)]
    @property
    def value(self):
        return int(self)
    def __repr__(self):
        return f'<Signals.{self.name}: {int(self)}>'
    def __str__(self):
        return str(int(self))

_number_names = {}
for _name in dir(_signal):
    if _name.startswith('SIG'):
        _number_names[getattr(_signal, _name)] = _name
for _number, _name in list(_number_names.items()):
    globals()[_name] = Signals(_number)
SIGTERM, SIGINT, SIGHUP, SIGUSR1, SIGUSR2, SIGKILL, SIGQUIT, SIGALRM, SIGCHLD, SIGPIPE, SIGWINCH, SIGCONT, SIGSTOP, SIGTSTP, SIGABRT, SIGTTIN, SIGTTOU = map(Signals, [15, 2, 1, 10, 12, 9, 3, 14, 17, 13, 28, 18, 19, 20, 6, 21, 22])

class _Handlers(int):
    def __repr__(self):
        return f"<Handlers.{'SIG_IGN' if int(self) else 'SIG_DFL'}: {int(self)}>"

SIG_DFL = _Handlers(0)
SIG_IGN = _Handlers(1)

def default_int_handler(signum, frame):
    raise KeyboardInterrupt

def signal(signum, handler):
    if isinstance(handler, int):
        before = _signal.set(int(signum), int(handler))
    elif callable(handler):
        before = _signal.set(int(signum), lambda n, f: handler(Signals(n), f) if False else handler(n, f))
    else:
        raise TypeError('signal handler must be signal.SIG_IGN, signal.SIG_DFL, or a callable object')
    return SIG_DFL if before is None else before

def getsignal(signum):
    found = _signal.get(int(signum))
    return SIG_DFL if found is None else found

def pause():
    _signal.pause()

def strsignal(signum):
    return {15: 'Terminated', 2: 'Interrupt', 1: 'Hangup', 9: 'Killed'}.get(int(signum))

def alarm(seconds):
    raise NotImplementedError('signal.alarm(): not part of the simulation')
`;
