import { dbApiErrors } from '../db-api.ts';

/** mysql.connector: the other common driver, on the same connection. */
export const mysqlConnector = String.raw`
from mysql import _protocol as _pymysql
from mysql._protocol import Wire as _Wire, _literal
__version__ = '9.3.0'
apilevel, threadsafety, paramstyle = '2.0', 1, 'pyformat'

class Error(Exception):
    def __init__(self, msg=None, errno=None, values=None, sqlstate=None):
        self.msg, self.errno, self.sqlstate = msg, errno or -1, sqlstate
        super().__init__(self.errno, msg, sqlstate)

    def __str__(self):
        return f'{self.errno} ({self.sqlstate}): {self.msg}' if self.sqlstate else f'{self.errno}: {self.msg}' if self.errno != -1 else str(self.msg)

class Warning(Exception):
    pass
${dbApiErrors}
class PoolError(Error):
    pass

for _each in (Error, Warning, InterfaceError, DatabaseError, InternalError, OperationalError, ProgrammingError, IntegrityError, DataError, NotSupportedError, PoolError):
    _each.__module__ = 'mysql.connector.errors'

class errorcode:
    ER_ACCESS_DENIED_ERROR, ER_BAD_DB_ERROR, ER_DUP_ENTRY, ER_TABLE_EXISTS_ERROR, ER_NO_SUCH_TABLE, ER_PARSE_ERROR, ER_BAD_FIELD_ERROR = 1045, 1049, 1062, 1050, 1146, 1064, 1054
    CR_CONN_HOST_ERROR, CR_SERVER_GONE_ERROR, CR_SERVER_LOST = 2003, 2006, 2013

_states = {'02': DataError, '07': DatabaseError, '08': OperationalError, '0A': NotSupportedError, '21': DataError, '22': DataError, '23': IntegrityError, '24': ProgrammingError, '25': ProgrammingError, '26': ProgrammingError, '27': ProgrammingError, '28': ProgrammingError, '2A': ProgrammingError, '3D': ProgrammingError, '40': InternalError, '42': ProgrammingError, 'HY': DatabaseError}

def _raised(e):
    number, words = (list(e.args) + [None, None])[:2]
    if number == 2003:
        reason, host, port = e._reason, e._host, e._port
        if reason.errno is not None and reason.errno < 0:
            return DatabaseError(f"Unknown MySQL server host '{host}' ({reason.errno})", 2005)
        return DatabaseError(f"Can't connect to MySQL server on '{host}:{port}' ({reason.errno or 110})", 2003)
    state = getattr(e, '_state', None)
    kind = OperationalError if number in (1205, 1213, 2006, 2013) else _states.get((state or 'HY')[:2], DatabaseError)
    return kind(words, number, sqlstate=state or 'HY000')

def _asked(call, *args):
    try:
        return call(*args)
    except _pymysql.MySQLError as e:
        failed = _raised(e)
    raise failed

class MySQLCursor:
    arraysize = 1

    def __init__(self, connection, buffered=False, dictionary=False, named_tuple=False, prepared=False):
        self._connection = connection
        self._dictionary = dictionary
        self._named = named_tuple
        self._buffered = buffered
        self.description = None
        self.rowcount = -1
        self.lastrowid = None
        self.statement = None
        self._rows = None
        self._at = 0
        self._results = []

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.close()

    def close(self):
        self._connection = None
        return True

    @property
    def column_names(self):
        return tuple(c[0] for c in self.description or ())

    @property
    def with_rows(self):
        return self.description is not None

    def execute(self, operation, params=None, multi=False):
        if self._connection is None:
            raise ProgrammingError('Cursor is not connected')
        text = operation
        if isinstance(params, dict):
            for name, value in params.items():
                text = text.replace(f'%({name})s', _literal(value))
        elif params:
            values = tuple(map(_literal, params))
            if text.count('%s') != len(values):
                raise ProgrammingError('Not enough parameters for the SQL statement' if text.count('%s') > len(values) else 'Not all parameters were used in the SQL statement')
            for value in values:
                head, _, text_left = text.partition('%s')
                text = head + '\0' + text_left
            for value in values:
                text = text.replace('\0', value, 1)
        self.statement = text
        self._results = self._connection._ask(text)
        self._take()
        return iter([self]) if multi else None

    def _take(self):
        columns, rows, affected, inserted = self._results.pop(0)
        self._at = 0
        if columns is None:
            self.description, self._rows, self.rowcount, self.lastrowid = None, None, affected, inserted
            return
        self.description = [(name, kind, None, None, None, None, int(not flags & 1), flags, charset) for name, kind, charset, length, decimals, flags in columns]
        self._rows = rows
        self.rowcount = len(rows) if self._buffered else -1
        self.lastrowid = 0

    def nextset(self):
        if not self._results:
            return None
        self._take()
        return True

    def executemany(self, operation, seq_params):
        total = 0
        for params in seq_params:
            self.execute(operation, params)
            total += max(self.rowcount, 0)
        self.rowcount = total

    def _made(self, row):
        if self._dictionary:
            return dict(zip(self.column_names, row))
        if self._named:
            from collections import namedtuple
            return namedtuple('Row', self.column_names)(*row)
        return tuple(row)

    def _found(self):
        if self._connection is None:
            raise ProgrammingError('Cursor is not connected')
        if self._rows is None:
            raise InterfaceError('No result set to fetch from')
        return self._rows

    def fetchone(self):
        rows = self._found()
        if self._at >= len(rows):
            return None
        self._at += 1
        self.rowcount = self._at if not self._buffered else len(rows)
        return self._made(rows[self._at - 1])

    def fetchmany(self, size=1):
        made = []
        while len(made) < size:
            row = self.fetchone()
            if row is None:
                break
            made.append(row)
        return made

    def fetchall(self):
        rows = self._found()
        start, self._at = self._at, len(rows)
        self.rowcount = len(rows)
        return [self._made(row) for row in rows[start:]]

    def __iter__(self):
        return iter(self.fetchone, None)

class MySQLConnection:
    def __init__(self, *, host='127.0.0.1', port=3306, user='', password='', database=None, db=None, passwd=None, username=None, autocommit=False, connection_timeout=10, **kwargs):
        self._at = dict(host=host, port=int(port), user=user or username or '', password=password or passwd or '', database=database or db)
        self._autocommit = autocommit
        self._timeout = connection_timeout
        self._wire = None
        self.connect()

    def connect(self, **kwargs):
        at = self._at
        failed = None
        try:
            self._wire = _Wire(at['host'], at['port'], at['user'], at['password'], at['database'], self._timeout)
        except _pymysql.MySQLError as e:
            e._host, e._port = at['host'], at['port']
            failed = _raised(e)
        if failed is not None:
            raise failed
        self._wire.ask(f'SET AUTOCOMMIT = {int(self._autocommit)}')

    reconnect = connect

    @property
    def autocommit(self):
        return self._autocommit

    @autocommit.setter
    def autocommit(self, value):
        self._autocommit = value
        self._ask(f'SET AUTOCOMMIT = {int(value)}')

    @property
    def database(self):
        return self._at['database']

    @database.setter
    def database(self, value):
        self.cmd_init_db(value)

    user = property(lambda self: self._at['user'])
    server_host = property(lambda self: self._at['host'])
    server_port = property(lambda self: self._at['port'])
    connection_id = property(lambda self: self._wire.thread_id)
    in_transaction = property(lambda self: bool(self._wire.server_status & 1))

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.close()

    def _ask(self, text):
        if self._wire is None:
            raise OperationalError('MySQL Connection not available.')
        return _asked(self._wire.ask, text)

    def cmd_init_db(self, name):
        _asked(self._wire.command, b'\x02' + name.encode())
        self._at['database'] = name

    def cmd_query(self, text):
        self._ask(text)

    def cursor(self, buffered=None, raw=None, prepared=None, cursor_class=None, dictionary=None, named_tuple=None):
        if self._wire is None:
            raise OperationalError('MySQL Connection not available.')
        return MySQLCursor(self, bool(buffered), bool(dictionary), bool(named_tuple))

    def commit(self):
        self._ask('COMMIT')

    def rollback(self):
        self._ask('ROLLBACK')

    def start_transaction(self, **kwargs):
        self._ask('START TRANSACTION')

    def is_connected(self):
        if self._wire is None:
            return False
        try:
            self._wire.command(b'\x0e')
            return True
        except Exception:
            return False

    def ping(self, reconnect=False, attempts=1, delay=0):
        if not self.is_connected():
            if not reconnect:
                raise InterfaceError('MySQL Connection not available')
            self.connect()

    def get_server_info(self):
        return self._wire.server_info

    server_info = property(get_server_info)

    def close(self):
        if self._wire is not None:
            self._wire.close()
            self._wire = None

    disconnect = close

CMySQLConnection = MySQLConnection

def connect(*args, **kwargs):
    if 'pool_name' in kwargs or 'pool_size' in kwargs:
        from mysql.connector.pooling import _pooled
        return _pooled(kwargs)
    return MySQLConnection(**kwargs)
`;
