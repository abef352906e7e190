/** The client of redis-py, over a socket. */
export const redisSource = String.raw`
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
        self._sock.sendall(b'*%d\r\n' % len(parts) + b''.join(b'$%d\r\n' % len(p) + p + b'\r\n' for p in parts))
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
