export const subprocessSource = `
import os
import _os
PIPE, STDOUT, DEVNULL = -1, -2, -3

class SubprocessError(Exception):
    pass

class CalledProcessError(SubprocessError):
    def __init__(self, returncode, cmd, output=None, stderr=None):
        self.returncode, self.cmd, self.output, self.stderr = returncode, cmd, output, stderr
        self.stdout = output
    def __str__(self):
        return f"Command '{self.cmd}' returned non-zero exit status {self.returncode}."

class CompletedProcess:
    def __init__(self, args, returncode, stdout=None, stderr=None):
        self.args, self.returncode, self.stdout, self.stderr = args, returncode, stdout, stderr
    def check_returncode(self):
        if self.returncode:
            raise CalledProcessError(self.returncode, self.args, self.stdout, self.stderr)
    def __repr__(self):
        return f'CompletedProcess(args={self.args!r}, returncode={self.returncode!r})'

def _words(args, shell):
    if shell:
        return ['/bin/sh', '-c', args if isinstance(args, str) else args[0]]
    return [args] if isinstance(args, str) else list(args)

def _drain(fd):
    data = b''
    while True:
        part = _os.read(fd, 65536)
        if not part:
            break
        data += part
    _os.close(fd)
    return data

def run(args, *, input=None, capture_output=False, stdout=None, stderr=None, stdin=None, shell=False, cwd=None, env=None, check=False, text=None, universal_newlines=None, encoding=None, timeout=None):
    if input is not None or timeout is not None:
        raise NotImplementedError('input and timeout of subprocess.run(): not part of the simulation')
    if capture_output:
        stdout = stderr = PIPE
    fds = [0, 1, 2]
    readers, opened = {}, []
    for n, how in ((1, stdout), (2, stderr)):
        if how == PIPE:
            r, w = _os.pipe()
            readers[n], fds[n] = r, w
            opened.append(w)
        elif how == STDOUT:
            fds[n] = fds[1]
        elif how == DEVNULL:
            sink = open('/dev/null', 'w')
            fds[n] = sink.fileno()
        elif how is not None:
            how.flush()
            fds[n] = how.fileno()
    pid = _os.spawn(_words(args, shell), env, cwd, fds)
    for w in opened:
        _os.close(w)
    found = {n: _drain(r) for n, r in readers.items()}
    code = _os.wait_child(pid, True)
    if text or universal_newlines or encoding:
        found = {n: data.decode() for n, data in found.items()}
    done = CompletedProcess(args, code, found.get(1), found.get(2))
    if check:
        done.check_returncode()
    return done

def call(args, **kwargs):
    return run(args, **kwargs).returncode

def check_call(args, **kwargs):
    return run(args, check=True, **kwargs).returncode

def check_output(args, **kwargs):
    return run(args, stdout=PIPE, check=True, **kwargs).stdout

def getoutput(cmd):
    return run(cmd, shell=True, stdout=PIPE, stderr=STDOUT, text=True).stdout.rstrip()
`;
