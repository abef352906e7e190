import type { LibraryModule } from './sources.ts';

const random = `
import _os

def random():
    return _os.random()

def randrange(start, stop=None, step=1):
    if stop is None:
        start, stop = 0, start
    count = (stop - start + step - 1) // step
    if count <= 0:
        raise ValueError(f'empty range in randrange({start}, {stop})')
    return start + step * int(random() * count)

def randint(a, b):
    return randrange(a, b + 1)

def uniform(a, b):
    return a + (b - a) * random()

def choice(seq):
    if not len(seq):
        raise IndexError('Cannot choose from an empty sequence')
    return seq[int(random() * len(seq))]

def choices(population, weights=None, *, cum_weights=None, k=1):
    if weights is None:
        return [choice(population) for _ in range(k)]
    total = sum(weights)
    found = []
    for _ in range(k):
        at = random() * total
        for value, weight in zip(population, weights):
            at -= weight
            if at < 0:
                break
        found.append(value)
    return found

def shuffle(x):
    for i in range(len(x) - 1, 0, -1):
        j = int(random() * (i + 1))
        x[i], x[j] = x[j], x[i]

def sample(population, k, *, counts=None):
    pool = list(population)
    if k > len(pool):
        raise ValueError('Sample larger than population or is negative')
    shuffle(pool)
    return pool[:k]

def getrandbits(k):
    return int(random() * 2 ** k)

def seed(*args, **kwargs):
    raise NotImplementedError('random.seed(): not part of the simulation')
`;

const subprocess = `
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

/** The client of redis-py, over a socket. */
export const redisClient = `
import socket

class RedisError(Exception):
    pass

class ConnectionError(RedisError):
    pass

class TimeoutError(RedisError):
    pass

class ResponseError(RedisError):
    pass

class Redis:
    def __init__(self, host='localhost', port=6379, db=0, password=None, decode_responses=False, socket_timeout=None, socket_connect_timeout=None, **kwargs):
        self.host, self.port, self.db, self.password = host, int(port), int(db), password
        self._decode = decode_responses
        self._timeout = socket_connect_timeout or socket_timeout
        self._stream = None

    @classmethod
    def from_url(cls, url, **kwargs):
        from urllib.parse import urlparse
        u = urlparse(url)
        return cls(u.hostname or 'localhost', u.port or 6379, int(u.path.strip('/') or 0), u.password, **kwargs)

    def _connect(self):
        s = socket.socket()
        s.settimeout(self._timeout)
        try:
            s.connect((self.host, self.port))
        except OSError as e:
            failed = f'Error {e.errno} connecting to {self.host}:{self.port}. {e.strerror}.'
        else:
            failed = None
        if failed:
            raise ConnectionError(failed)
        s.settimeout(None)
        self._sock, self._stream = s, s.makefile('rb')
        if self.password:
            self.execute_command('AUTH', self.password)
        if self.db:
            self.execute_command('SELECT', self.db)

    def execute_command(self, *words):
        if self._stream is None:
            self._connect()
        parts = [w if isinstance(w, bytes) else str(w).encode() for w in words]
        self._sock.sendall(b'*%d\\r\\n' % len(parts) + b''.join(b'$%d\\r\\n' % len(p) + p + b'\\r\\n' for p in parts))
        return self._reply()

    def _reply(self):
        line = self._stream.readline()
        if not line:
            self._stream = None
            raise ConnectionError('Connection closed by server.')
        kind, rest = line[:1], line[1:].strip()
        if kind == b'-':
            raise ResponseError(rest.decode().removeprefix('ERR '))
        if kind == b':':
            return int(rest)
        if kind == b'+':
            return rest.decode()
        if kind == b'*':
            return None if rest == b'-1' else [self._reply() for _ in range(int(rest))]
        if rest == b'-1':
            return None
        data = self._stream.read(int(rest) + 2)[:-2]
        return data.decode() if self._decode else data

    def ping(self):
        return self.execute_command('PING') == 'PONG'

    def set(self, name, value, ex=None, px=None, nx=False, xx=False):
        words = ['SET', name, value]
        if ex is not None:
            words += ['EX', ex]
        if px is not None:
            words += ['PX', px]
        if nx:
            words.append('NX')
        return True if self.execute_command(*words) == 'OK' else None

    def incr(self, name, amount=1):
        return self.execute_command('INCRBY', name, amount)

    incrby = incr

    def decr(self, name, amount=1):
        return self.execute_command('DECRBY', name, amount)

    def keys(self, pattern='*'):
        return self.execute_command('KEYS', pattern)

    def lrange(self, name, start, end):
        return self.execute_command('LRANGE', name, start, end)

    def hgetall(self, name):
        found = self.execute_command('HGETALL', name)
        return {found[n]: found[n + 1] for n in range(0, len(found), 2)}

    def smembers(self, name):
        return set(self.execute_command('SMEMBERS', name))

    def close(self):
        if self._stream is not None:
            self._sock.close()
            self._stream = None

    def __getattr__(self, name):
        if name not in ('get', 'exists', 'delete', 'expire', 'ttl', 'hset', 'hget', 'hdel', 'lpush', 'rpush', 'lpop', 'rpop', 'llen', 'sadd', 'srem', 'dbsize', 'flushdb', 'flushall', 'append', 'mget', 'getset', 'hincrby', 'publish', 'setex', 'type', 'strlen', 'persist', 'rename'):
            raise NotImplementedError(f'Redis.{name}: not part of the simulation')
        command = 'DEL' if name == 'delete' else name.upper()
        return lambda *args: self.execute_command(command, *args)

StrictRedis = Redis
from_url = Redis.from_url
__version__ = '6.2.0'
import redis.exceptions
`;

export const chanceAndChildren: readonly (readonly [string, LibraryModule])[] = [
  ['random', { kind: 'standard', source: random }],
  ['subprocess', { kind: 'standard', source: subprocess }],
];
