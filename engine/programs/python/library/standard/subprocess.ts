export const subprocessSource = String.raw`
import os
import _os
import signal as _signal
import threading
PIPE, STDOUT, DEVNULL = -1, -2, -3

class SubprocessError(Exception):
    pass

class CalledProcessError(SubprocessError):
    def __init__(self, returncode, cmd, output=None, stderr=None):
        self.returncode, self.cmd, self.output, self.stderr = returncode, cmd, output, stderr
    @property
    def stdout(self):
        return self.output
    def __str__(self):
        if self.returncode and self.returncode < 0:
            try:
                return f"Command '{self.cmd}' died with {_signal.Signals(-self.returncode)!r}."
            except ValueError:
                return f"Command '{self.cmd}' died with unknown signal {-self.returncode}."
        return f"Command '{self.cmd}' returned non-zero exit status {self.returncode}."

class TimeoutExpired(SubprocessError):
    def __init__(self, cmd, timeout, output=None, stderr=None):
        self.cmd, self.timeout, self.output, self.stderr = cmd, timeout, output, stderr
    @property
    def stdout(self):
        return self.output
    def __str__(self):
        return f"Command '{self.cmd}' timed out after {self.timeout} seconds"

class CompletedProcess:
    def __init__(self, args, returncode, stdout=None, stderr=None):
        self.args, self.returncode, self.stdout, self.stderr = args, returncode, stdout, stderr
    def check_returncode(self):
        if self.returncode:
            raise CalledProcessError(self.returncode, self.args, self.stdout, self.stderr)
    def __repr__(self):
        parts = [f'args={self.args!r}', f'returncode={self.returncode!r}']
        if self.stdout is not None:
            parts.append(f'stdout={self.stdout!r}')
        if self.stderr is not None:
            parts.append(f'stderr={self.stderr!r}')
        return f"CompletedProcess({', '.join(parts)})"

def _words(args, shell):
    if shell:
        return ['/bin/sh', '-c', args] if isinstance(args, str) else ['/bin/sh', '-c', *args]
    return [args] if isinstance(args, (str, os.PathLike)) else list(args)

class Popen:
    def __init__(self, args, bufsize=-1, executable=None, stdin=None, stdout=None, stderr=None, preexec_fn=None, close_fds=True, shell=False, cwd=None, env=None, universal_newlines=None, startupinfo=None, creationflags=0, restore_signals=True, start_new_session=False, pass_fds=(), *, user=None, group=None, extra_groups=None, encoding=None, errors=None, text=None, umask=-1, pipesize=-1, process_group=None):
        self.args = args
        self.returncode = None
        self._text = bool(text or universal_newlines or encoding or errors)
        fds, ours, opened = [0, 1, 2], {}, []
        for n, how in ((0, stdin), (1, stdout), (2, stderr)):
            if how == PIPE:
                r, w = _os.pipe()
                fds[n], ours[n] = (r, w) if n == 0 else (w, r)
                opened.append(fds[n])
            elif how == STDOUT:
                fds[n] = fds[1]
            elif how == DEVNULL:
                sink = open('/dev/null', 'r' if n == 0 else 'w')
                fds[n] = sink.fileno()
            elif isinstance(how, int):
                fds[n] = how
            elif how is not None:
                how.flush()
                fds[n] = how.fileno()
        try:
            self.pid = _os.spawn(_words(args, shell), env, cwd, fds)
        finally:
            for fd in opened:
                _os.close(fd)
        mode = '' if self._text else 'b'
        self.stdin = open(ours[0], 'w' + mode) if 0 in ours else None
        self.stdout = open(ours[1], 'r' + mode) if 1 in ours else None
        self.stderr = open(ours[2], 'r' + mode) if 2 in ours else None

    def poll(self):
        if self.returncode is None:
            self.returncode = _os.wait_child(self.pid, False)
        return self.returncode

    def wait(self, timeout=None):
        if self.returncode is None:
            if timeout is None:
                self.returncode = _os.wait_child(self.pid, True)
            else:
                waiter = threading.Thread(target=self._wait, daemon=True)
                waiter.start()
                waiter.join(timeout)
                if self.returncode is None:
                    raise TimeoutExpired(self.args, timeout)
        return self.returncode

    def _wait(self):
        found = _os.wait_child(self.pid, True)
        if self.returncode is None:
            self.returncode = found

    def communicate(self, input=None, timeout=None):
        files = [f for f in (self.stdout, self.stderr) if f is not None]
        if timeout is None and input is None and len(files) == 1 and self.stdin is None:
            data = files[0].read()
            files[0].close()
            self.wait()
            return (data, None) if self.stdout is not None else (None, data)
        found = {}
        def read(f):
            found[f.fileno()] = f.read()
        readers = [threading.Thread(target=read, args=(f,), daemon=True) for f in files]
        for t in readers:
            t.start()
        if self.stdin is not None:
            try:
                if input:
                    self.stdin.write(input)
                self.stdin.close()
            except BrokenPipeError:
                pass
        import time
        end = None if timeout is None else time.monotonic() + timeout
        for t in readers:
            t.join(None if end is None else max(0, end - time.monotonic()))
        if any(t.is_alive() for t in readers):
            raise TimeoutExpired(self.args, timeout)
        self.wait(None if end is None else max(0, end - time.monotonic()))
        out, err = (None if f is None else found[f.fileno()] for f in (self.stdout, self.stderr))
        for f in files:
            f.close()
        return out, err

    def send_signal(self, number):
        if self.poll() is None:
            os.kill(self.pid, number)

    def terminate(self):
        self.send_signal(15)

    def kill(self):
        self.send_signal(9)

    def __enter__(self):
        return self

    def __exit__(self, *args):
        for f in (self.stdout, self.stderr, self.stdin):
            if f is not None:
                f.close()
        self.wait()

    def __repr__(self):
        return f'<Popen: returncode: {self.returncode} args: {self.args!r}>'

def run(*popenargs, input=None, capture_output=False, timeout=None, check=False, **kwargs):
    if input is not None:
        if kwargs.get('stdin') is not None:
            raise ValueError('stdin and input arguments may not both be used.')
        kwargs['stdin'] = PIPE
    if capture_output:
        if kwargs.get('stdout') is not None or kwargs.get('stderr') is not None:
            raise ValueError('stdout and stderr arguments may not be used with capture_output.')
        kwargs['stdout'] = kwargs['stderr'] = PIPE
    process = Popen(*popenargs, **kwargs)
    try:
        out, err = process.communicate(input, timeout)
    except TimeoutExpired as late:
        process.kill()
        process.wait()
        raise TimeoutExpired(process.args, timeout) from None
    except BaseException:
        process.kill()
        raise
    done = CompletedProcess(process.args, process.poll(), out, err)
    if check:
        done.check_returncode()
    return done

def call(*popenargs, timeout=None, **kwargs):
    with Popen(*popenargs, **kwargs) as p:
        return p.wait(timeout)

def check_call(*popenargs, **kwargs):
    code = call(*popenargs, **kwargs)
    if code:
        raise CalledProcessError(code, kwargs.get('args') or popenargs[0])
    return 0

def check_output(*popenargs, timeout=None, **kwargs):
    return run(*popenargs, stdout=PIPE, timeout=timeout, check=True, **kwargs).stdout

def getstatusoutput(cmd):
    done = run(cmd, shell=True, stdout=PIPE, stderr=STDOUT, text=True)
    return done.returncode, done.stdout.removesuffix('\n')

def getoutput(cmd):
    return getstatusoutput(cmd)[1]

def list2cmdline(seq):
    return ' '.join(seq)
`;
