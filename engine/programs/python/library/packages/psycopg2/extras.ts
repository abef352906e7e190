/** psycopg2.extras: rows that are found by name, and statements with many rows. */
export const psycopgExtras = `
from collections import OrderedDict, namedtuple
from psycopg2 import Json, cursor as _cursor, connection as _connection, register_adapter, _literal

class DictRow(list):
    def __init__(self, names, values):
        super().__init__(values)
        self._index = {name: at for at, name in enumerate(names)}

    def __getitem__(self, key):
        return list.__getitem__(self, key if isinstance(key, (int, slice)) else self._index[key])

    def __setitem__(self, key, value):
        list.__setitem__(self, key if isinstance(key, (int, slice)) else self._index[key], value)

    def __contains__(self, key):
        return key in self._index

    def get(self, key, default=None):
        return self[key] if key in self._index else default

    def keys(self):
        return list(self._index)

    def values(self):
        return list(self)

    def items(self):
        return [(name, self[name]) for name in self._index]

    def copy(self):
        return OrderedDict(self.items())

class DictCursor(_cursor):
    def _made(self, values):
        return DictRow(self._names, values)

class RealDictRow(OrderedDict):
    pass

class RealDictCursor(_cursor):
    def _made(self, values):
        return RealDictRow(zip(self._names, values))

class NamedTupleCursor(_cursor):
    def _made(self, values):
        return namedtuple('Record', [''.join(c if c.isalnum() or c == '_' else '_' for c in n) for n in self._names])(*values)

class DictConnection(_connection):
    def cursor(self, *args, **kwargs):
        kwargs.setdefault('cursor_factory', DictCursor)
        return super().cursor(*args, **kwargs)

class RealDictConnection(_connection):
    def cursor(self, *args, **kwargs):
        kwargs.setdefault('cursor_factory', RealDictCursor)
        return super().cursor(*args, **kwargs)

def execute_batch(cur, sql, argslist, page_size=100):
    for args in argslist:
        cur.execute(sql, args)

def execute_values(cur, sql, argslist, template=None, page_size=100, fetch=False):
    rows = list(argslist)
    head, _, tail = sql.partition('%s')
    made = []
    for at in range(0, len(rows), page_size):
        texts = [cur.mogrify(template, r).decode() if template else '(' + ', '.join(map(_literal, r)) + ')' for r in rows[at:at + page_size]]
        cur.execute(head + ','.join(texts) + tail)
        if fetch:
            made.extend(cur.fetchall())
    return made if fetch else None

def register_uuid(oids=None, conn_or_curs=None):
    import uuid
    from psycopg2 import QuotedString, _casts
    register_adapter(uuid.UUID, lambda value: QuotedString(str(value)))
    _casts[2950] = uuid.UUID

def register_default_json(*args, **kwargs):
    pass

register_default_jsonb = register_default_json
wait_select = None
`;

/** psycopg2.sql: statements that are put together from parts. */
export const psycopgSql = String.raw`
import re
from psycopg2 import _literal

class Composable:
    def __init__(self, wrapped):
        self._wrapped = wrapped

    def __add__(self, other):
        return Composed([self]) + other

    def __mul__(self, n):
        return Composed([self] * n)

    def __eq__(self, other):
        return type(self) is type(other) and self._wrapped == other._wrapped

    def __repr__(self):
        return f'{type(self).__name__}({self._wrapped!r})'

class Composed(Composable):
    def __init__(self, seq):
        super().__init__(list(seq))

    @property
    def seq(self):
        return list(self._wrapped)

    def as_string(self, context):
        return ''.join(each.as_string(context) for each in self._wrapped)

    def __iter__(self):
        return iter(self._wrapped)

    def __add__(self, other):
        return Composed(self._wrapped + (other._wrapped if isinstance(other, Composed) else [other]))

    def join(self, joiner):
        return (SQL(joiner) if isinstance(joiner, str) else joiner).join(self._wrapped)

class SQL(Composable):
    @property
    def string(self):
        return self._wrapped

    def as_string(self, context):
        return self._wrapped

    def format(self, *args, **kwargs):
        parts, at = [], 0
        for which, text in enumerate(re.split(r'\{(\w*)\}', self._wrapped)):
            if which % 2 == 0:
                if text:
                    parts.append(SQL(text.replace('{{', '{').replace('}}', '}')))
                continue
            name = text
            if name == '':
                parts.append(args[at])
                at += 1
            else:
                parts.append(args[int(name)] if name.isdigit() else kwargs[name])
        return Composed(parts)

    def join(self, seq):
        parts = []
        for each in seq:
            if parts:
                parts.append(self)
            parts.append(each)
        return Composed(parts)

class Identifier(Composable):
    def __init__(self, *strings):
        super().__init__(strings)

    @property
    def string(self):
        return self._wrapped[0]

    def as_string(self, context):
        return '.'.join('"' + each.replace('"', '""') + '"' for each in self._wrapped)

    def __repr__(self):
        return f"Identifier({', '.join(map(repr, self._wrapped))})"

class Literal(Composable):
    def as_string(self, context):
        return _literal(self._wrapped)

class Placeholder(Composable):
    def __init__(self, name=None):
        super().__init__(name)

    def as_string(self, context):
        return '%s' if self._wrapped is None else f'%({self._wrapped})s'

NULL = SQL('NULL')
DEFAULT = SQL('DEFAULT')
`;

/** psycopg2.pool */
export const psycopgPool = `
import psycopg2
from psycopg2 import Error

class PoolError(Error):
    pass

class AbstractConnectionPool:
    def __init__(self, minconn, maxconn, *args, **kwargs):
        self.minconn, self.maxconn = int(minconn), int(maxconn)
        self.closed = False
        self._args, self._kwargs = args, kwargs
        self._pool = [psycopg2.connect(*args, **kwargs) for _ in range(self.minconn)]
        self._used = {}

    def getconn(self, key=None):
        if self.closed:
            raise PoolError('connection pool is closed')
        if key is not None and key in self._used:
            return self._used[key]
        if self._pool:
            conn = self._pool.pop()
        elif len(self._used) >= self.maxconn:
            raise PoolError('connection pool exhausted')
        else:
            conn = psycopg2.connect(*self._args, **self._kwargs)
        self._used[id(conn) if key is None else key] = conn
        return conn

    def putconn(self, conn=None, key=None, close=False):
        if self.closed:
            raise PoolError('connection pool is closed')
        found = next((k for k, c in self._used.items() if c is conn), key)
        if found not in self._used:
            raise PoolError('trying to put unkeyed connection')
        del self._used[found]
        if close or conn.closed or len(self._pool) >= self.minconn:
            conn.close()
        else:
            conn.rollback()
            self._pool.append(conn)

    def closeall(self):
        if self.closed:
            raise PoolError('connection pool is closed')
        for conn in self._pool + list(self._used.values()):
            conn.close()
        self.closed = True

class SimpleConnectionPool(AbstractConnectionPool):
    pass

class ThreadedConnectionPool(AbstractConnectionPool):
    pass
`;
