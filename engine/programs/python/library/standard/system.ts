/** What small modules say of the machine and the user. */
export const platformSource = `
import os
import sys

def system():
    return 'Linux'

def node():
    return os.uname().nodename

def release():
    return os.uname().release

def version():
    return os.uname().version

def machine():
    return 'x86_64'

def processor():
    return ''

def architecture(executable='', bits='', linkage=''):
    return '64bit', 'ELF'

def uname():
    from collections import namedtuple
    fields = namedtuple('uname_result', 'system node release version machine processor')
    return fields(system(), node(), release(), version(), machine(), processor())

def freedesktop_os_release():
    found = {}
    with open('/etc/os-release') as f:
        for line in f:
            name, equals, value = line.strip().partition('=')
            if equals:
                found[name] = value.strip(chr(34) + chr(39))
    return found

def libc_ver(executable=None, lib='', version='', chunksize=16384):
    return ('', '') if os.path.exists('/etc/alpine-release') else ('glibc', '2.36')

def python_version():
    return sys.version.split(' ')[0]

def python_version_tuple():
    return tuple(python_version().split('.'))

def python_implementation():
    return 'CPython'

def platform(aliased=False, terse=False):
    return f'Linux-{release()}-x86_64-with-' + ('libc' if os.path.exists('/etc/alpine-release') else 'glibc2.36')
`;

export const getpassSource = `
import os

class GetPassWarning(UserWarning):
    pass

def getpass(prompt='Password: ', stream=None):
    return input(prompt)

def getuser():
    for name in ('LOGNAME', 'USER', 'LNAME', 'USERNAME'):
        if os.environ.get(name):
            return os.environ[name]
    with open('/etc/passwd') as f:
        for line in f:
            parts = line.split(':')
            if len(parts) > 2 and parts[2] == str(os.getuid()):
                return parts[0]
    raise KeyError(f'getpwuid(): uid not found: {os.getuid()}')
`;

export const timeitSource = `
import time
default_timer = time.perf_counter
default_number = 1000000

class Timer:
    def __init__(self, stmt='pass', setup='pass', timer=default_timer, globals=None):
        self._stmt, self._setup, self._timer = stmt, setup, timer
        self._globals = {} if globals is None else globals

    def timeit(self, number=default_number):
        run = self._stmt if callable(self._stmt) else compile(self._stmt, '<timeit-src>', 'exec')
        if callable(self._setup):
            self._setup()
        else:
            exec(self._setup, self._globals)
        start = self._timer()
        for _ in range(number):
            if callable(run):
                run()
            else:
                exec(run, self._globals)
        return self._timer() - start

    def repeat(self, repeat=5, number=default_number):
        return [self.timeit(number) for _ in range(repeat)]

def timeit(stmt='pass', setup='pass', timer=default_timer, number=default_number, globals=None):
    return Timer(stmt, setup, timer, globals).timeit(number)

def repeat(stmt='pass', setup='pass', timer=default_timer, repeat=5, number=default_number, globals=None):
    return Timer(stmt, setup, timer, globals).repeat(repeat, number)
`;
